import type { IConstruct } from "constructs";
import type { IGrantable } from "../../iam/grantable";
import type { Metric, MetricOptions } from "../../monitoring/metric";

/** A queue that was made here or existed before. */
export interface IQueue extends IConstruct {
  /** Name of the queue, with `.fifo` behind it where it keeps the order. */
  readonly queueName: string;
  /** ARN of the queue. */
  readonly queueArn: string;
  /** Where messages are sent to and received from. */
  readonly queueUrl: string;
  /** Whether messages keep their order. */
  readonly fifo: boolean;
  /** Seconds that a message stays invisible once it was received; nothing where it is not known. */
  readonly visibilitySeconds?: number;
  /** What CloudWatch knows of the queue. */
  readonly metrics: QueueMetrics;
  /** Lets a role send messages, and use the queue's key for it. It may not receive any. */
  grantSend(grantable: IGrantable): void;
  /** Lets a role receive messages, delete them and change how long they stay invisible, and use the queue's key for it. */
  grantReceive(grantable: IGrantable): void;
}

/** Metrics of a queue (Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS", as of 2026-11). */
export interface QueueMetrics {
  /** Age of the oldest message that waits, in seconds: how far the workers are behind. */
  readonly oldestMessage: (options?: MetricOptions) => Metric;
  /** Messages that wait. */
  readonly waiting: (options?: MetricOptions) => Metric;
  /** Messages that were received and not deleted yet. */
  readonly inFlight: (options?: MetricOptions) => Metric;
  /** Messages that were sent. */
  readonly sent: (options?: MetricOptions) => Metric;
  /** Messages that were deleted, so that the work is done. */
  readonly deleted: (options?: MetricOptions) => Metric;
}
