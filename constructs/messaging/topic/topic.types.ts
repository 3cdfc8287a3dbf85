import type { IConstruct } from "constructs";
import type { IGrantable } from "../../iam/grantable";
import type { Metric, MetricOptions } from "../../monitoring/metric";
import type { Queue } from "../queue/queue";

/** A topic that was made here or existed before. */
export interface ITopic extends IConstruct {
  /** Name of the topic, with `.fifo` behind it where it keeps the order. */
  readonly topicName: string;
  /** ARN of the topic. */
  readonly topicArn: string;
  /** Whether messages keep their order. */
  readonly fifo: boolean;
  /** What CloudWatch knows of the topic. */
  readonly metrics: TopicMetrics;
  /** Lets a role publish messages, and use the topic's key for it. */
  grantPublish(grantable: IGrantable): void;
}

/** Metrics of a topic (Amazon SNS Developer Guide, "Monitoring Amazon SNS topics using CloudWatch", as of 2026-11). */
export interface TopicMetrics {
  /** Messages that were published. */
  readonly published: (options?: MetricOptions) => Metric;
  /** Messages that reached a subscriber. */
  readonly delivered: (options?: MetricOptions) => Metric;
  /** Messages that could not be delivered. */
  readonly failed: (options?: MetricOptions) => Metric;
}

/** What a subscriber gets, whoever it is. */
export interface SubscriptionOptions {
  /**
   * Which messages it gets, as SNS's filter policy: values that an attribute of the message may have, by its name.
   *
   * @example { kind: [order, refund] }
   * @default - all
   */
  readonly filter?: Readonly<Record<string, readonly unknown[]>>;
  /**
   * Whether the filter looks into the message's JSON instead of its attributes.
   *
   * @default false
   */
  readonly filterBody?: boolean;
}

/** What a queue gets. */
export interface QueueSubscriptionOptions extends SubscriptionOptions {
  /**
   * Whether it gets the message as it was published, without SNS's envelope around it.
   *
   * @default true
   */
  readonly raw?: boolean;
  /**
   * Where messages go that SNS cannot deliver: a queue of this stack, whose policy lets the topic send.
   *
   * @codeOnly a queue that one makes oneself
   * @default - they are lost
   */
  readonly deadLetters?: Queue;
}
