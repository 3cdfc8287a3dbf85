import type { Queue } from "../../constructs/messaging/queue/queue";
import type { Topic } from "../../constructs/messaging/topic/topic";
import type { QueuesProps } from "./queues/queues.types";
import type { TopicsProps } from "./topics/topics.types";

/** What applications keep and tell each other. */
export interface DataProps {
  /**
   * Queues by name. Services name them in `uses`: `queues.jobs`.
   *
   * @default - none
   */
  readonly queues?: QueuesProps;
  /**
   * Topics by name. Services name them in `uses`: `topics.orders`.
   *
   * @default - none
   */
  readonly topics?: TopicsProps;
}

/** What was made of each kind, by the names of the section. */
export interface DataThings {
  readonly queues: Readonly<Record<string, Queue>>;
  readonly topics: Readonly<Record<string, Topic>>;
}
