import type { Tagged } from "../../core/tags/tags";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { Alarms } from "../../monitoring/environment-alarms";

/** How a topic keeps the order. */
export interface FifoTopicOptions {
  /**
   * Whether two messages with the same content within five minutes are one. Else the publisher gives each an id.
   *
   * @default false
   */
  readonly deduplicateByContent?: boolean;
}

/** Properties of {@link Topic}. */
export interface TopicProps extends Tagged {
  /**
   * The whole name, for a topic that is taken over; with `.fifo` behind it where `fifo` is set. Another name is another topic.
   *
   * @default - made of project, environment, stack and id
   */
  readonly topicName?: string;
  /**
   * What subscribers by SMS and e-mail see as the sender, at most 100 characters.
   *
   * @pattern ^.{1,100}$
   * @code CONFIG_TOPIC_DISPLAY_NAME
   * @message The value is not a name that SNS shows.
   * @expected 1 to 100 characters of one line
   * @fix shorten it
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * Whether messages keep their order and come once: `true`, or how. It cannot be changed later: the topic is another one then.
   *
   * @default false
   */
  readonly fifo?: boolean | FifoTopicOptions;
  /**
   * KMS key that encrypts the messages: one that was made here, or an ARN. Services of AWS, such as alarms, publish to a topic only with a
   * key that was made here, because its policy has to let them.
   *
   * @default - AWS's own key for SNS, which costs nothing
   */
  readonly key?: EncryptionKey | string;
  /**
   * The alarm that tells when messages cannot be delivered.
   *
   * @default - there is one where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
}

/** What is known of a topic that was not made in this stack. */
export interface ExistingTopicProps {
  /** ARN of the topic: a literal or a reference. */
  readonly topicArn: string;
  /**
   * Name of the topic.
   *
   * @default - the last part of the ARN, which has to be a literal then
   */
  readonly topicName?: string;
  /**
   * Whether it keeps the order.
   *
   * @default - whether the name ends with `.fifo`
   */
  readonly fifo?: boolean;
  /**
   * ARN of the KMS key that encrypts the messages.
   *
   * @default - AWS's own key for SNS, or none: neither needs a permission
   */
  readonly keyArn?: string;
}
