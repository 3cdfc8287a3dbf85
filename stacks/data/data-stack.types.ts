import type { Cache } from "../../constructs/caches/cache";
import type { DatabaseCluster } from "../../constructs/databases/cluster/database-cluster";
import type { Database } from "../../constructs/databases/database";
import type { Table } from "../../constructs/dynamodb/table";
import type { Queue } from "../../constructs/messaging/queue/queue";
import type { Topic } from "../../constructs/messaging/topic/topic";
import type { Parameter } from "../../constructs/secrets/parameter";
import type { Secret } from "../../constructs/secrets/secret";
import type { CachesProps } from "./caches/caches.types";
import type { DatabaseClustersProps } from "./database-clusters/database-clusters.types";
import type { DatabasesProps } from "./databases/databases.types";
import type { ParametersProps } from "./parameters/parameters.types";
import type { QueuesProps } from "./queues/queues.types";
import type { SecretsProps } from "./secrets/secrets.types";
import type { TablesProps } from "./tables/tables.types";
import type { TopicsProps } from "./topics/topics.types";

/** What applications keep and tell each other. */
export interface DataProps {
  /**
   * Databases by name. Services name them in `uses`: `databases.orders`.
   *
   * @default - none
   */
  readonly databases?: DatabasesProps;
  /**
   * Clusters of Aurora by name. Services name them in `uses`: `databaseClusters.orders`.
   *
   * @default - none
   */
  readonly databaseClusters?: DatabaseClustersProps;
  /**
   * Caches by name. Services name them in `uses`: `caches.sessions`.
   *
   * @default - none
   */
  readonly caches?: CachesProps;
  /**
   * Secrets by name. Services name them in `uses`: `secrets.signing`.
   *
   * @default - none
   */
  readonly secrets?: SecretsProps;
  /**
   * Parameters by name. Services name them in `uses`: `parameters.log-level`.
   *
   * @default - none
   */
  readonly parameters?: ParametersProps;
  /**
   * Tables of DynamoDB by name. Services name them in `uses`: `tables.carts`.
   *
   * @default - none
   */
  readonly tables?: TablesProps;
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
  readonly databases: Readonly<Record<string, Database>>;
  readonly databaseClusters: Readonly<Record<string, DatabaseCluster>>;
  readonly caches: Readonly<Record<string, Cache>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly topics: Readonly<Record<string, Topic>>;
}
