import type { Construct } from "constructs";
import { holdsReference } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { checkKeyArn } from "../../encryption/key-arn";
import { TopicBase } from "./topic-base";
import type { ExistingTopicProps } from "./topic-props";

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:([A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/;

/** A topic that exists already. Made by `Topic.fromExisting`. Its policy stays as it is. */
export class ExistingTopic extends TopicBase {
  readonly topicName: string;
  readonly topicArn: string;
  readonly fifo: boolean;
  readonly keyArn?: string;

  /** @throws GroundplanError `TOPIC_ARN_INVALID`, `TOPIC_UNKNOWN`, `KEY_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingTopicProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingTopic", props);
    const problems = checkShape(this, "ExistingTopic", props);
    checkExisting(props, problems);
    problems.throwIfAny();
    const [, name = ""] = TOPIC_ARN.exec(props.topicArn) ?? [];
    this.topicArn = props.topicArn;
    this.topicName = props.topicName ?? name;
    this.fifo = props.fifo ?? this.topicName.endsWith(".fifo");
    if (props.keyArn !== undefined) this.keyArn = props.keyArn;
  }
}

function checkExisting({ topicArn, topicName, keyArn }: ExistingTopicProps, problems: Problems): void {
  if (keyArn !== undefined) checkKeyArn(keyArn, "keyArn", problems);
  if (!holdsReference(topicArn)) {
    if (TOPIC_ARN.test(topicArn)) return;
    problems.add("topicArn", {
      code: "TOPIC_ARN_INVALID",
      message: "This is not the ARN of a topic.",
      found: `"${topicArn}"`,
      expected: "the ARN of a topic, such as arn:aws:sns:ap-northeast-2:111111111111:orders",
      fix: "give the ARN, not the name",
    });
    return;
  }
  if (topicName !== undefined) return;
  problems.add("topicName", {
    code: "TOPIC_UNKNOWN",
    message: "The ARN is known after the apply only, so that the name cannot be read out of it.",
    found: "nothing",
    expected: "topicName, a literal or a reference",
    fix: "give topicName beside the ARN",
  });
}
