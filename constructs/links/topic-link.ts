import type { ITopic } from "../messaging/topic/topic.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use a topic: permission to publish, and to use its key for it. The application is told `TOPIC_ARN`. Who listens to a
 * topic subscribes to it instead.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { orders: topicLink(orders) } });
 * ```
 *
 * @param topic one of the same stack, or `Topic.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function topicLink(topic: ITopic): Link {
  checkLinked("topicLink", { what: "a topic", maker: "Topic", key: "topic", has: ["topicArn", "grantPublish"] }, topic);
  return {
    grant: (user) => topic.grantPublish(user),
    variables: { TOPIC_ARN: topic.topicArn },
  };
}
