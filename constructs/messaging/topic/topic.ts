import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription, type SnsTopicSubscriptionConfig } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { addCheck } from "../../core/validation";
import type { EncryptionKey } from "../../encryption/encryption-key";
import { checkKeyArn } from "../../encryption/key-arn";
import type { PolicyStatement } from "../../iam/policies/policy-document";
import { ResourceStatements } from "../../iam/policies/resource-statements";
import { checkAlarmActions } from "../../monitoring/alarm-actions";
import { askedAlarms } from "../../monitoring/environment-alarms";
import { MetricAlarm } from "../../monitoring/metric-alarm";
import type { Queue } from "../queue/queue";
import { checkSender, type SendingService, senderKeyStatement, senderStatement } from "../sending-services";
import { ExistingTopic } from "./existing-topic";
import { checkAddress, checkFifoSubscriber } from "./subscription-checks";
import type { ITopic, QueueSubscriptionOptions, SubscriptionOptions } from "./topic.types";
import { TopicBase } from "./topic-base";
import type { ExistingTopicProps, TopicProps } from "./topic-props";

/** The key that AWS keeps for topics. Who may publish may use it; services of AWS may not. */
const AWS_KEY = "alias/aws/sns";

/**
 * A topic of SNS: encrypted, published to by TLS alone and by those roles of the account that are granted it.
 *
 * ```ts
 * const orders = new Topic(this, "orders");
 * orders.grantPublish(api);
 * orders.subscribeQueue("jobs", jobs, { filter: { kind: ["order"] } });
 * ```
 *
 * At synth: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`.
 */
export class Topic extends TopicBase {
  readonly topic: SnsTopic;
  readonly policy: SnsTopicPolicy;
  readonly topicName: string;
  readonly fifo: boolean;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly keyArn?: string;
  /** The alarm for what cannot be delivered, where there is one. */
  readonly alarm?: MetricAlarm;
  /** Subscriptions by their names. */
  readonly subscriptions: Readonly<Record<string, SnsTopicSubscription>> = {};
  readonly #statements: ResourceStatements;

  /** @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID` */
  constructor(scope: Construct, id: string, props: TopicProps = {}) {
    super(scope, id);
    props = layDefaults(this, "Topic", props);
    const problems = checkShape(this, "Topic", props);
    tag(this, props);
    namedBy(this, props.topicName === undefined ? "id" : "topicName");
    this.fifo = props.fifo !== undefined && props.fifo !== false;
    checkExactName(this.fifo ? "fifoTopic" : "snsTopic", props.topicName, problems, "topicName");
    if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
    if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
    problems.throwIfAny();
    this.topicName = props.topicName ?? madeName(this, this.fifo);
    if (typeof props.key === "object") this.key = props.key;
    const keyArn = typeof props.key === "object" ? props.key.arn : props.key;
    if (keyArn !== undefined) this.keyArn = keyArn;
    this.#statements = new ResourceStatements(this, {
      what: "topic",
      instead: "",
      // SNS takes no policy with sns:* (Amazon SNS Developer Guide, "Example cases for Amazon SNS access control", as of 2026-11).
      actions: ["sns:Publish"],
      resources: [this.topicArn],
    });
    this.topic = this.#createTopic(props);
    this.policy = new SnsTopicPolicy(this, "policy", {
      arn: this.topic.arn,
      policy: Lazy.stringValue({ produce: () => this.#statements.document() }),
    });
    const asked = askedAlarms(this, props.alarms);
    if (asked) this.alarm = this.#watch(asked.actions);
    addCheck(this, () => this.#statements.problems(this.node.path));
  }

  /** A topic that was made elsewhere. Nothing is looked up, and its policy stays as it is. */
  static fromExisting(scope: Construct, id: string, props: ExistingTopicProps): ITopic {
    return new ExistingTopic(scope, id, props);
  }

  /** ARN of the topic. Known before the topic exists, because its name is. */
  override get topicArn(): string {
    return EnvironmentStack.of(this).arn("sns", this.topicName);
  }

  /**
   * Adds a statement to the topic's policy, for principals that grants do not reach: another account, or an AWS service. The same
   * statement twice is one.
   */
  admit(statement: PolicyStatement): void {
    this.#statements.add(statement);
  }

  /**
   * Lets a service of AWS publish for something of this account, and use the topic's key for it.
   *
   * @param service `events`, `s3`, `cloudwatch` or `budgets`
   * @param sourceArn what it publishes for: the rule, bucket, alarm or budget
   * @throws GroundplanError `SENDER_WITHOUT_KEY` unless the topic has a key that was made here
   */
  admitService(service: Exclude<SendingService, "sns">, sourceArn: string): void {
    checkSender(this, service, this.keyArn ?? AWS_KEY, this.key);
    this.admit(senderStatement(this, service, "sns:Publish", this.topicArn, sourceArn));
    this.key?.admit(senderKeyStatement(this, service));
  }

  /**
   * Subscribes a queue of this stack, whose policy and key let the topic send.
   *
   * @param name of the subscription within the topic
   * @throws GroundplanError `TOPIC_SUBSCRIBER_ORDER`, `SENDER_WITHOUT_KEY`
   */
  subscribeQueue(name: string, queue: Queue, options: QueueSubscriptionOptions = {}): SnsTopicSubscription {
    const { raw = true, deadLetters, ...rest } = options;
    const problems = new Problems(this.node.path);
    checkFifoSubscriber(this.fifo, queue.fifo, `subscriptions.${name}`, problems);
    problems.throwIfAny();
    for (const one of [queue, ...(deadLetters ? [deadLetters] : [])]) one.admitService("sns", this.topicArn);
    return this.subscribe(
      name,
      {
        protocol: "sqs",
        endpoint: queue.queueArn,
        rawMessageDelivery: raw,
        ...(deadLetters ? { redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.queueArn }) } : {}),
        // Until the queue admits the topic, what is published meanwhile is lost.
        dependsOn: [queue.policy, ...(deadLetters ? [deadLetters.policy] : [])],
      },
      rest,
    );
  }

  /**
   * Subscribes an e-mail address. Who reads it has to confirm before anything arrives.
   *
   * @throws GroundplanError `TOPIC_ADDRESS_INVALID`
   */
  subscribeEmail(name: string, address: string, options: SubscriptionOptions = {}): SnsTopicSubscription {
    const problems = new Problems(this.node.path);
    checkAddress("email", address, `subscriptions.${name}`, problems);
    problems.throwIfAny();
    return this.subscribe(name, { protocol: "email", endpoint: address }, options);
  }

  /**
   * Subscribes a page that answers SNS's request for confirmation by itself.
   *
   * @param url begins with `https://`
   * @throws GroundplanError `TOPIC_ADDRESS_INVALID`
   */
  subscribeUrl(name: string, url: string, options: SubscriptionOptions = {}): SnsTopicSubscription {
    const problems = new Problems(this.node.path);
    checkAddress("https", url, `subscriptions.${name}`, problems);
    problems.throwIfAny();
    const endpoint = { protocol: "https", endpoint: url, endpointAutoConfirms: true };
    return this.subscribe(name, endpoint, options);
  }

  /** Subscribes whatever SNS knows, for what has no method of its own. */
  subscribe(
    name: string,
    endpoint: Omit<SnsTopicSubscriptionConfig, "topicArn" | "filterPolicy" | "filterPolicyScope">,
    { filter, filterBody = false }: SubscriptionOptions = {},
  ): SnsTopicSubscription {
    const made = new SnsTopicSubscription(this, `subscription-${name}`, {
      ...endpoint,
      topicArn: this.topic.arn,
      ...(filter === undefined
        ? {}
        : {
            filterPolicy: JSON.stringify(filter),
            filterPolicyScope: filterBody ? "MessageBody" : "MessageAttributes",
          }),
    });
    (this.subscriptions as Record<string, SnsTopicSubscription>)[name] = made;
    return made;
  }

  #createTopic(props: TopicProps): SnsTopic {
    const { fifo } = props;
    return new SnsTopic(this, "topic", {
      name: this.topicName,
      kmsMasterKeyId: this.keyArn ?? AWS_KEY,
      ...(props.displayName === undefined ? {} : { displayName: props.displayName }),
      ...(fifo
        ? { fifoTopic: true, contentBasedDeduplication: fifo !== true && (fifo.deduplicateByContent ?? false) }
        : {}),
    });
  }

  #watch(actions: readonly string[] | undefined): MetricAlarm {
    return new MetricAlarm(this, "failed", {
      ...(actions === undefined ? {} : { actions }),
      name: `${this.node.id}-undelivered`,
      description: `Messages of ${this.topicName} could not be delivered: look at its subscribers`,
      metric: this.metrics.failed(),
      when: "above",
      threshold: 0,
    });
  }
}

function madeName(topic: Topic, fifo: boolean): string {
  const stack = EnvironmentStack.of(topic);
  const name = stack.physicalName(fifo ? "fifoTopic" : "snsTopic", stack.stackName, topic.node.id);
  return fifo ? `${name}.fifo` : name;
}
