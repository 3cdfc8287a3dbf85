import type { QueuesProps } from "./queues.types";
import type { TopicsProps } from "./topics.types";

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
