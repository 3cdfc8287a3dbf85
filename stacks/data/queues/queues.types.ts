import type { Name } from "../../../constructs/core/texts/text.types";
import type { DeadLetterOptions, QueueProps } from "../../../constructs/messaging/queue/queue-props";
import type { KeyChoice } from "../../sections/key-choice";

/** Where messages go that nobody can work off. */
export interface DeadLetterSpec extends Omit<DeadLetterOptions, "queue"> {
  /**
   * Name of another queue of the section that it goes to.
   *
   * @default - one that is made for this queue
   */
  readonly queue?: string;
}

/** A queue: everything that `Queue` takes. */
export interface QueueSpec extends Omit<QueueProps, "key" | "deadLetter">, KeyChoice {
  /**
   * Where messages go that nobody can work off.
   *
   * @default - they come back until `retention` is over, and are lost then
   */
  readonly deadLetter?: DeadLetterSpec;
}

/**
 * Queues by name.
 *
 * @named queue
 */
export interface QueuesProps {
  readonly [name: Name]: QueueSpec;
}
