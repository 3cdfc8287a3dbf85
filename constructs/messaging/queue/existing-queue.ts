import type { Construct } from "constructs";
import { holdsReference } from "../../core/checks/known-at-synth";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { checkDuration, secondsOf } from "../../core/texts/durations";
import { checkKeyArn } from "../../encryption/key-arn";
import { QueueBase } from "./queue-base";
import type { ExistingQueueProps } from "./queue-props";

const QUEUE_ARN = /^arn:aws[a-z-]*:sqs:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/;

/** A queue that exists already. Made by `Queue.fromExisting`. Its policy stays as it is. */
export class ExistingQueue extends QueueBase {
  readonly queueName: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly fifo: boolean;
  readonly visibilitySeconds?: number;
  readonly keyArn?: string;

  /** @throws GroundplanError `QUEUE_ARN_INVALID`, `QUEUE_UNKNOWN`, `KEY_ARN_INVALID`, `DURATION_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingQueueProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingQueue", props);
    const problems = checkShape(this, "ExistingQueue", props);
    checkExisting(props, problems);
    problems.throwIfAny();
    const [, region = "", account = "", name = ""] = QUEUE_ARN.exec(props.queueArn) ?? [];
    const { dnsSuffix } = EnvironmentStack.of(this);
    this.queueArn = props.queueArn;
    this.queueName = props.queueName ?? name;
    this.queueUrl = props.queueUrl ?? `https://sqs.${region}.${dnsSuffix}/${account}/${name}`;
    this.fifo = props.fifo ?? this.queueName.endsWith(".fifo");
    if (props.visibility !== undefined) this.visibilitySeconds = secondsOf(props.visibility);
    if (props.keyArn !== undefined) this.keyArn = props.keyArn;
  }
}

function checkExisting(props: ExistingQueueProps, problems: Problems): void {
  if (props.keyArn !== undefined) checkKeyArn(props.keyArn, "keyArn", problems);
  checkDuration(props.visibility, { least: "0 s", most: "12 h" }, "visibility", problems);
  if (!holdsReference(props.queueArn)) {
    if (QUEUE_ARN.test(props.queueArn)) return;
    problems.add("queueArn", {
      code: "QUEUE_ARN_INVALID",
      message: "This is not the ARN of a queue.",
      found: `"${props.queueArn}"`,
      expected: "the ARN of a queue, such as arn:aws:sqs:ap-northeast-2:111111111111:jobs",
      fix: "give the ARN, not the URL",
    });
    return;
  }
  const missing = (["queueName", "queueUrl"] as const).filter((key) => props[key] === undefined);
  for (const key of missing) {
    problems.add(key, {
      code: "QUEUE_UNKNOWN",
      message: `The ARN is known after the apply only, so that ${key} cannot be read out of it.`,
      found: "nothing",
      expected: `${key}, a literal or a reference`,
      fix: `give ${key} beside the ARN`,
    });
  }
}
