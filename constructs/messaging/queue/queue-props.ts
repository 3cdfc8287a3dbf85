import type { Tagged } from "../../core/tags/tags";
import type { Duration } from "../../core/texts/text.types";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { Alarms } from "../../monitoring/environment-alarms";
import type { IQueue } from "./queue.types";

/** Where messages go that nobody can work off. */
export interface DeadLetterOptions {
  /**
   * How often a message is received before it counts as one that nobody can work off.
   *
   * @example 5
   * @minimum 1
   * @maximum 1000
   * @counts receives
   * @synonym maxReceiveCount
   */
  readonly after: number;
  /**
   * How long it is kept. Its age counts from when it was sent, so this should be longer than the queue's own `retention`.
   *
   * @default "14 d"
   */
  readonly retention?: Duration;
  /**
   * The queue that it goes to, of the same kind (with or without order), account and region.
   *
   * @codeOnly a queue that one makes oneself
   * @default - one that is made for this queue
   */
  readonly queue?: IQueue;
}

/** How a queue keeps the order. */
export interface FifoOptions {
  /**
   * Whether two messages with the same content within five minutes are one. Else the sender gives each an id.
   *
   * @default false
   */
  readonly deduplicateByContent?: boolean;
  /**
   * Whether order and duplicates are looked at within each group of messages alone, which lets far more through.
   *
   * @default true
   */
  readonly highThroughput?: boolean;
}

/** Properties of {@link Queue}. */
export interface QueueProps extends Tagged {
  /**
   * The whole name, for a queue that is taken over; with `.fifo` behind it where `fifo` is set. Another name is another queue.
   *
   * @default - made of project, environment, stack and id
   */
  readonly queueName?: string;
  /**
   * Whether messages keep their order and come once: `true`, or how. It cannot be changed later: the queue is another one then.
   *
   * @default false
   * @synonym fifoQueue
   */
  readonly fifo?: boolean | FifoOptions;
  /**
   * How long a message stays invisible to others once it was received: longer than the work on it takes. 0 s to 12 h.
   *
   * @default "30 s"
   * @synonym visibilityTimeout, visibilityTimeoutSeconds
   */
  readonly visibility?: Duration;
  /**
   * How long messages are kept that nobody deletes: 60 s to 14 d.
   *
   * @default "4 d"
   * @synonym retentionPeriod, messageRetentionPeriod, messageRetentionSeconds
   */
  readonly retention?: Duration;
  /**
   * How long messages stay invisible after they were sent: 0 s to 15 min.
   *
   * @default "0 s"
   * @synonym delaySeconds
   */
  readonly delay?: Duration;
  /**
   * How long a receiver waits for messages before it gets an empty answer, unless it says otherwise: 0 s to 20 s.
   *
   * @default "20 s", which costs the fewest requests
   * @synonym receiveWaitTimeSeconds, receiveMessageWaitTimeSeconds, receiveMessageWaitTime
   */
  readonly receiveWait?: Duration;
  /**
   * Size of a message in KiB that is refused above.
   *
   * @minimum 1
   * @maximum 256
   * @default 256
   */
  readonly maxMessageKiB?: number;
  /**
   * Where messages go that nobody can work off.
   *
   * @default - they come back until `retention` is over, and are lost then
   * @synonym deadLetterQueue, redrivePolicy, dlq
   */
  readonly deadLetter?: DeadLetterOptions;
  /**
   * KMS key that encrypts the messages: one that was made here, or an ARN. The policy of one by its ARN stays as it is.
   *
   * @default - SQS's own keys (SSE-SQS), which cost nothing
   */
  readonly key?: EncryptionKey | string;
  /**
   * Alarms that tell when dead letters arrive, and when the oldest message has waited for longer than half of `retention`.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
}

/** What is known of a queue that was not made in this stack. */
export interface ExistingQueueProps {
  /** ARN of the queue: a literal or a reference. */
  readonly queueArn: string;
  /**
   * Name of the queue.
   *
   * @default - the last part of the ARN, which has to be a literal then
   */
  readonly queueName?: string;
  /**
   * Where messages are sent to and received from.
   *
   * @default - made of the ARN, which has to be a literal then
   */
  readonly queueUrl?: string;
  /**
   * Whether it keeps the order.
   *
   * @default - whether the name ends with `.fifo`
   */
  readonly fifo?: boolean;
  /**
   * How long a message stays invisible to others once it was received.
   *
   * @default - not known: nobody is told that it is too short
   */
  readonly visibility?: Duration;
  /**
   * ARN of the KMS key that encrypts the messages.
   *
   * @default - the queue has no key of its own
   */
  readonly keyArn?: string;
}
