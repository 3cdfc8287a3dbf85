import type { Duration } from "../../core/texts/text.types";
import type { IQueue } from "../../messaging/queue/queue.types";
import type { ITopic, SubscriptionOptions } from "../../messaging/topic/topic.types";

/** What of a queue or a stream a function gets, as EventBridge writes patterns: one of them has to fit. */
export type EventPattern = Readonly<Record<string, unknown>>;

/** How many messages a function gets at a time, and which. */
export interface BatchOptions {
  /**
   * How long Lambda waits for a batch to fill: 0 s to 5 min.
   *
   * @default "0 s"
   */
  readonly window?: Duration;
  /**
   * Whether the function answers which messages of a batch came to nothing (`batchItemFailures`), so that those alone come again.
   *
   * @default false
   */
  readonly partialFailures?: boolean;
  /**
   * Which messages it gets: patterns as EventBridge writes them, of which one has to fit. The others are dropped.
   *
   * @example [{ "body": { "kind": ["order"] } }]
   * @default - all
   */
  readonly filters?: readonly EventPattern[];
}

/** How a function works off a queue. */
export interface QueueSourceOptions extends BatchOptions {
  /**
   * Most messages at a time: above 10 with a `window` of 1 s or more alone, and not for queues that keep the order.
   *
   * @minimum 1
   * @maximum 10000
   * @counts messages
   * @default 10
   */
  readonly batch?: number;
  /**
   * How many batches of this queue are worked off at a time.
   *
   * @minimum 2
   * @maximum 1000
   * @counts batches
   * @default - as many as the function may have running
   */
  readonly concurrency?: number;
}

/** How a function reads a stream of Kinesis or DynamoDB. */
export interface StreamSourceOptions extends BatchOptions {
  /**
   * ARN of the stream.
   *
   * @example arn:aws:kinesis:ap-northeast-2:111111111111:stream/orders
   */
  readonly streamArn: string;
  /**
   * What it is a stream of.
   *
   * @default - what the ARN says, which has to be a literal then
   */
  readonly kind?: "kinesis" | "dynamodb";
  /**
   * ARN of the KMS key of the stream.
   *
   * @default - it has no key of its own
   */
  readonly keyArn?: string;
  /**
   * Where it begins: with what comes from now on, or with the oldest record that there is. Another start is another reader.
   *
   * @default "latest"
   */
  readonly start?: "latest" | "oldest";
  /**
   * Most records at a time.
   *
   * @minimum 1
   * @maximum 10000
   * @counts records
   * @default 100
   */
  readonly batch?: number;
  /**
   * Batches of a shard that are worked off at a time, in order by key.
   *
   * @minimum 1
   * @maximum 10
   * @counts batches
   * @default 1
   */
  readonly parallel?: number;
  /**
   * How often a batch that came to nothing is tried again. Until then its shard stands still.
   *
   * @minimum 0
   * @maximum 10000
   * @default 10
   */
  readonly retries?: number;
  /**
   * Whether a batch that came to nothing is tried again in halves, so that one bad record does not keep the others.
   *
   * @default true
   */
  readonly bisect?: boolean;
  /**
   * Where is told which records came to nothing.
   *
   * @codeOnly a queue or a topic that one makes oneself
   * @default - nowhere
   */
  readonly onFailure?: IQueue | ITopic;
}

/** What of a bucket a function is told. */
export interface ObjectSourceOptions {
  /**
   * What has to happen, in the words of S3.
   *
   * @example ["s3:ObjectCreated:*"]
   * @default ["s3:ObjectCreated:*"]
   */
  readonly events?: readonly ObjectEvent[];
  /**
   * Only objects whose names start so.
   *
   * @example incoming/
   * @default - all
   */
  readonly prefix?: string;
  /**
   * Only objects whose names end so.
   *
   * @example .jpg
   * @default - all
   */
  readonly suffix?: string;
}

/** Amazon S3 User Guide, "Event notification types and destinations", as of 2026-11. */
export type ObjectEvent =
  | "s3:ObjectCreated:*"
  | "s3:ObjectCreated:Put"
  | "s3:ObjectCreated:Post"
  | "s3:ObjectCreated:Copy"
  | "s3:ObjectCreated:CompleteMultipartUpload"
  | "s3:ObjectRemoved:*"
  | "s3:ObjectRemoved:Delete"
  | "s3:ObjectRemoved:DeleteMarkerCreated"
  | "s3:ObjectRestore:*"
  | "s3:ObjectRestore:Post"
  | "s3:ObjectRestore:Completed"
  | "s3:ObjectTagging:*"
  | "s3:LifecycleExpiration:*"
  | "s3:LifecycleTransition";

/** What of a topic a function hears. */
export type TopicSourceOptions = SubscriptionOptions;

/** When a function is called by the clock. */
export interface ScheduleSourceOptions {
  /**
   * `cron(minute hour day-of-month month day-of-week year)`, `rate(value unit)` or `at(yyyy-mm-ddThh:mm:ss)`.
   *
   * @example cron(0 6 ? * MON-FRI *)
   */
  readonly schedule: string;
  /**
   * Time zone of the schedule.
   *
   * @example Asia/Seoul
   * @default "UTC"
   */
  readonly timeZone?: string;
  /**
   * Whether the function is called.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Minutes within which it is called, so that not everything begins at once.
   *
   * @minimum 1
   * @maximum 1440
   * @default - at the minute
   */
  readonly flexibleMinutes?: number;
  /**
   * What the function gets.
   *
   * @example { "report": "daily" }
   * @default - what EventBridge Scheduler says of the call
   */
  readonly input?: Readonly<Record<string, unknown>>;
  /**
   * The whole name of the schedule, for one that is taken over.
   *
   * @default - made of the path of the function and the name of the source
   */
  readonly scheduleName?: string;
}

/** What EventBridge tells a function. */
export interface RuleSourceOptions {
  /**
   * Which events, as EventBridge writes patterns.
   *
   * @example { "source": ["aws.ecr"], "detail-type": ["ECR Image Action"] }
   */
  readonly pattern: EventPattern;
  /**
   * Name or ARN of the event bus.
   *
   * @default - the account's own, to which services of AWS send
   */
  readonly bus?: string;
  /**
   * The whole name of the rule, for one that is taken over.
   *
   * @default - made of the path of the function and the name of the source
   */
  readonly ruleName?: string;
}
