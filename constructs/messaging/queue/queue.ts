import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkExactName } from "../../core/names/exact-name";
import { physicalName } from "../../core/names/naming";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults, withoutDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { secondsOf } from "../../core/texts/durations";
import { addCheck } from "../../core/validation";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { PolicyStatement } from "../../iam/policies/policy-document";
import { ResourceStatements } from "../../iam/policies/resource-statements";
import { askedAlarms } from "../../monitoring/environment-alarms";
import { MetricAlarm } from "../../monitoring/metric-alarm";
import { checkSender, type SendingService, senderKeyStatement, senderStatement } from "../sending-services";
import { ExistingQueue } from "./existing-queue";
import type { IQueue } from "./queue.types";
import { QueueBase } from "./queue-base";
import { checkQueue, DEFAULT_VISIBILITY } from "./queue-checks";
import type { DeadLetterOptions, ExistingQueueProps, FifoOptions, QueueProps } from "./queue-props";

/**
 * A queue of SQS: encrypted, reachable by TLS alone, and open to those roles of the account that are granted it. In a protected environment
 * Terraform refuses to delete it.
 *
 * ```ts
 * const jobs = new Queue(this, "jobs", { visibility: "60 s", deadLetter: { after: 5 } });
 * jobs.grantSend(api);
 * jobs.grantReceive(worker);
 * ```
 *
 * At synth: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`.
 */
export class Queue extends QueueBase {
  readonly queue: SqsQueue;
  readonly policy: SqsQueuePolicy;
  readonly queueName: string;
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  /** The queue of its dead letters, where it has one. */
  readonly deadLetters?: IQueue;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly keyArn?: string;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<"dead-letters" | "waiting", MetricAlarm>>>;
  readonly #statements: ResourceStatements;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID`, `DURATION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`,
   * `QUEUE_DEAD_LETTERS_OTHER_KIND`, `QUEUE_DEAD_LETTERS_RETENTION`
   */
  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id);
    props = layDefaults(this, "Queue", props);
    const problems = checkShape(this, "Queue", props);
    tag(this, props);
    namedBy(this, props.queueName === undefined ? "id" : "queueName");
    this.fifo = props.fifo !== undefined && props.fifo !== false;
    checkExactName(this.fifo ? "fifoQueue" : "sqsQueue", props.queueName, problems, "queueName");
    checkQueue(props, this.fifo, problems);
    problems.throwIfAny();
    this.visibilitySeconds = secondsOf(props.visibility ?? DEFAULT_VISIBILITY);
    this.queueName = props.queueName ?? madeName(this, this.fifo);
    if (typeof props.key === "object") this.key = props.key;
    const keyArn = typeof props.key === "object" ? props.key.arn : props.key;
    if (keyArn !== undefined) this.keyArn = keyArn;
    this.#statements = new ResourceStatements(this, {
      what: "queue",
      instead: "",
      actions: ["sqs:*"],
      resources: [this.queueArn],
    });
    if (props.deadLetter !== undefined) this.deadLetters = this.#deadLetters(props, props.deadLetter);
    this.queue = this.#createQueue(props);
    this.policy = new SqsQueuePolicy(this, "policy", {
      queueUrl: this.queue.url,
      policy: Lazy.stringValue({ produce: () => this.#statements.document() }),
    });
    this.alarms = this.#watch(props);
    addCheck(this, () => this.#statements.problems(this.node.path));
  }

  /** A queue that was made elsewhere. Nothing is looked up, and its policy stays as it is. */
  static fromExisting(scope: Construct, id: string, props: ExistingQueueProps): IQueue {
    return new ExistingQueue(scope, id, props);
  }

  /** ARN of the queue. Known before the queue exists, because its name is. */
  override get queueArn(): string {
    return EnvironmentStack.of(this).arn("sqs", this.queueName);
  }

  override get queueUrl(): string {
    return this.queue.url;
  }

  /**
   * Adds a statement to the queue's policy, for principals that grants do not reach: another account, or an AWS service. The same
   * statement twice is one.
   */
  admit(statement: PolicyStatement): void {
    this.#statements.add(statement);
  }

  /**
   * Lets a service of AWS send messages for something of this account, and use the queue's key for it.
   *
   * @param service `sns`, `events` or `s3`
   * @param sourceArn what it sends for: the topic, rule, or bucket
   * @throws GroundplanError `SENDER_WITHOUT_KEY` where a key by its ARN would have to be changed
   */
  admitService(service: SendingService, sourceArn: string): void {
    checkSender(this, service, this.keyArn, this.key);
    this.admit(senderStatement(this, service, "sqs:SendMessage", this.queueArn, sourceArn));
    this.key?.admit(senderKeyStatement(this, service));
  }

  #createQueue(props: QueueProps): SqsQueue {
    const { protect } = EnvironmentStack.of(this).environment;
    return new SqsQueue(this, "queue", {
      name: this.queueName,
      visibilityTimeoutSeconds: this.visibilitySeconds,
      messageRetentionSeconds: secondsOf(props.retention ?? "4 d"),
      delaySeconds: secondsOf(props.delay ?? "0 s"),
      receiveWaitTimeSeconds: secondsOf(props.receiveWait ?? "20 s"),
      maxMessageSize: (props.maxMessageKiB ?? 256) * 1024,
      ...encryption(this.keyArn),
      ...(props.fifo ? fifoArguments(props.fifo === true ? {} : props.fifo) : {}),
      ...(this.deadLetters && props.deadLetter
        ? { redrivePolicy: redrivePolicy(this.deadLetters, props.deadLetter.after) }
        : {}),
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  /** A queue that takes dead letters of this one alone, with the same key. */
  #deadLetters(props: QueueProps, { queue, retention = "14 d" }: DeadLetterOptions): IQueue {
    if (queue) return queue;
    const options: QueueProps = {
      queueName: deadLetterName(this.queueName, this.fifo),
      retention,
      alarms: false,
      ...(props.fifo === undefined ? {} : { fifo: props.fifo }),
      ...(props.key === undefined ? {} : { key: props.key }),
    };
    // Dead letters have none of their own, whatever queues have by default.
    withoutDefaults(options, "deadLetter");
    const made = new Queue(this, "dead-letters", options);
    made.queue.redriveAllowPolicy = JSON.stringify({
      redrivePermission: "byQueue",
      sourceQueueArns: [this.queueArn],
    });
    return made;
  }

  #watch({ alarms, retention = "4 d" }: QueueProps): Queue["alarms"] {
    const asked = askedAlarms(this, alarms);
    if (!asked) return {};
    const half = secondsOf(retention) / 2;
    const waiting = new MetricAlarm(this, "waiting", {
      ...asked,
      name: `${this.node.id}-waiting`,
      description: `Messages of ${this.queueName} wait for longer than half of the time that they are kept: look at who works them off`,
      metric: this.metrics.oldestMessage({ periodSeconds: 300 }),
      when: "above",
      threshold: half,
    });
    if (!this.deadLetters) return { waiting };
    const letters = new MetricAlarm(this, "letters", {
      ...asked,
      name: `${this.node.id}-dead-letters`,
      description: `Messages of ${this.queueName} could not be worked off: read them, mend it, and send them back`,
      metric: this.deadLetters.metrics.waiting(),
      when: "above",
      threshold: 0,
    });
    return { waiting, "dead-letters": letters };
  }
}

function madeName(queue: Queue, fifo: boolean): string {
  const stack = EnvironmentStack.of(queue);
  const kind = fifo ? "fifoQueue" : "sqsQueue";
  return `${stack.physicalName(kind, stack.stackName, queue.node.id)}${fifo ? ".fifo" : ""}`;
}

function deadLetterName(queueName: string, fifo: boolean): string {
  if (!fifo) return physicalName("sqsQueue", [queueName, "dead-letters"]);
  return `${physicalName("fifoQueue", [queueName.slice(0, -".fifo".length), "dead-letters"])}.fifo`;
}

function encryption(keyArn: string | undefined): { kmsMasterKeyId: string } | { sqsManagedSseEnabled: true } {
  return keyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: keyArn };
}

function fifoArguments({ deduplicateByContent = false, highThroughput = true }: FifoOptions) {
  return {
    fifoQueue: true,
    contentBasedDeduplication: deduplicateByContent,
    // Amazon SQS Developer Guide, "Enabling high throughput for FIFO queues in Amazon SQS", as of 2026-11.
    deduplicationScope: highThroughput ? "messageGroup" : "queue",
    fifoThroughputLimit: highThroughput ? "perMessageGroupId" : "perQueue",
  };
}

/** In the order and form in which SQS gives it back. */
function redrivePolicy(deadLetters: IQueue, after: number): string {
  // A reference, where it is made here: SQS refuses the name of a queue that is not there yet.
  const deadLetterTargetArn = deadLetters instanceof Queue ? deadLetters.queue.arn : deadLetters.queueArn;
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount: after });
}
