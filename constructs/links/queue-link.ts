import { checkCall } from "../core/shapes/check-call";
import type { IQueue } from "../messaging/queue/queue.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/** What may be done with the messages of a queue. The first is what counts where nothing is said. */
export const QUEUE_ACCESSES = ["send-receive", "send", "receive"] as const;

/** One of {@link QUEUE_ACCESSES}. */
export type QueueAccess = (typeof QUEUE_ACCESSES)[number];

/** Options of {@link queueLink}. */
export interface QueueLinkOptions {
  /**
   * Whether messages are sent, received (and deleted when the work is done), or both.
   *
   * @default "send-receive"
   */
  readonly access?: QueueAccess;
}

/**
 * What it means to use a queue: permission for its messages and its key. The application is told `QUEUE_URL`.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { jobs: queueLink(jobs, { access: "send" }) } });
 * ```
 *
 * @param queue one of the same stack, or `Queue.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function queueLink(queue: IQueue, options: QueueLinkOptions = {}): Link {
  checkCall("queueLink", { options });
  const { access = "send-receive" } = options;
  checkLinked("queueLink", { what: "a queue", maker: "Queue", key: "queue", has: ["queueUrl", "grantSend"] }, queue);
  return {
    grant(user) {
      if (access !== "receive") queue.grantSend(user);
      if (access !== "send") queue.grantReceive(user);
    },
    variables: { QUEUE_URL: queue.queueUrl },
  };
}
