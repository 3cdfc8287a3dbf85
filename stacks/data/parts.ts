import { CACHES } from "./caches/caches";
import { DATABASE_CLUSTERS } from "./database-clusters/database-clusters";
import { DATABASES } from "./databases/databases";
import { PARAMETERS } from "./parameters/parameters";
import type { DataParts } from "./part.types";
import { QUEUES } from "./queues/queues";
import { SECRETS } from "./secrets/secrets";
import { TABLES } from "./tables/tables";
import { TOPICS } from "./topics/topics";

/** What the section can have: a kind stands behind those that it is made of. A new kind is one line here, and its lines in `data-stack.types.ts`. */
export const DATA_PARTS: DataParts = {
  secrets: SECRETS,
  parameters: PARAMETERS,
  databases: DATABASES,
  databaseClusters: DATABASE_CLUSTERS,
  caches: CACHES,
  tables: TABLES,
  queues: QUEUES,
  topics: TOPICS,
};
