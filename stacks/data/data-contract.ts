import { Contract } from "../../constructs/core/contract";
import { CACHE_OUTPUTS } from "./caches/cache-outputs";
import { DATABASE_CLUSTER_OUTPUTS } from "./database-clusters/database-cluster-outputs";
import { DATABASE_OUTPUTS } from "./databases/database-outputs";
import { specsOf } from "./outputs";
import { PARAMETER_OUTPUTS } from "./parameters/parameter-outputs";
import { QUEUE_OUTPUTS } from "./queues/queue-outputs";
import { SECRET_OUTPUTS } from "./secrets/secret-outputs";
import { TABLE_OUTPUTS } from "./tables/table-outputs";
import { TOPIC_OUTPUTS } from "./topics/topic-outputs";

/** What the stack of the data hands to the others: of each kind maps by the names of the configuration. */
export const dataContract = new Contract("data", {
  ...specsOf(SECRET_OUTPUTS),
  ...specsOf(PARAMETER_OUTPUTS),
  ...specsOf(DATABASE_OUTPUTS),
  ...specsOf(DATABASE_CLUSTER_OUTPUTS),
  ...specsOf(CACHE_OUTPUTS),
  ...specsOf(TABLE_OUTPUTS),
  ...specsOf(QUEUE_OUTPUTS),
  ...specsOf(TOPIC_OUTPUTS),
});
