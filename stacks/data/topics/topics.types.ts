import type { Name } from "../../../constructs/core/texts/text.types";
import type { QueueSubscriptionOptions, SubscriptionOptions } from "../../../constructs/messaging/topic/topic.types";
import type { TopicProps } from "../../../constructs/messaging/topic/topic-props";
import type { KeyChoice } from "../../sections/key-choice";

/** A queue of the section that hears a topic. */
export interface QueueSubscriptionSpec extends Omit<QueueSubscriptionOptions, "deadLetters"> {
  /**
   * Name of the queue.
   *
   * @example jobs
   */
  readonly queue: string;
}

/** Somebody who reads what is published. */
export interface EmailSubscriptionSpec extends SubscriptionOptions {
  /**
   * The address. Who reads it has to confirm before anything arrives.
   *
   * @example ops@example.com
   */
  readonly email: string;
}

/** A page that is called, and answers SNS's request for confirmation by itself. */
export interface UrlSubscriptionSpec extends SubscriptionOptions {
  /**
   * The page.
   *
   * @example https://hooks.example.com/orders
   */
  readonly url: string;
}

/** Who hears a topic. */
export type SubscriptionSpec = QueueSubscriptionSpec | EmailSubscriptionSpec | UrlSubscriptionSpec;

/** A topic: everything that `Topic` takes, and who hears it. */
export interface TopicSpec extends Omit<TopicProps, "key">, KeyChoice {
  /**
   * Who hears it, by names of one's own. A change of the name ends the subscription and makes another.
   *
   * @example { "ops": { "email": "ops@example.com" } }
   * @named subscription
   * @default - nobody
   */
  readonly subscriptions?: Readonly<Record<Name, SubscriptionSpec>>;
}

/**
 * Topics by name.
 *
 * @named topic
 */
export interface TopicsProps {
  readonly [name: Name]: TopicSpec;
}
