import type { Name } from "../../core/texts/text.types";
import type { DatabaseOptions, DatabaseProps } from "../database-props";

/** Capacity of Aurora Serverless v2, which follows the load between two limits, in steps of half a capacity unit (ACU): each of about 2 GiB of memory. */
export interface ServerlessCapacity {
  /**
   * Capacity units that each instance always has: 0 to 256. With zero an instance without connections pauses, and the first connection after
   * that waits for about 15 seconds.
   *
   * @minimum 0
   * @maximum 256
   * @asType number
   * @rangeToldAs DATABASE_CAPACITY_STEP
   * @synonym minCapacity
   * @default 0.5
   */
  readonly min?: number;
  /**
   * Capacity units that no instance exceeds: 1 to 256.
   *
   * @minimum 1
   * @maximum 256
   * @asType number
   * @rangeToldAs DATABASE_CAPACITY_STEP
   * @synonym maxCapacity
   */
  readonly max: number;
  /**
   * Seconds without a connection after which an instance pauses, where `min` is zero.
   *
   * @minimum 300
   * @maximum 86400
   * @synonym secondsUntilAutoPause
   * @default 300
   */
  readonly pauseAfterSeconds?: number;
}

/** An instance of a cluster. Which of them writes Aurora decides: the first one that is made, until another one takes over. */
export interface ClusterInstanceOptions {
  /**
   * Class of this instance.
   *
   * @example db.r8g.xlarge
   * @synonym instanceClass, instanceType
   * @default - as the cluster says by `size` or `serverless`
   */
  readonly size?: string;
  /**
   * How soon it takes over when the writer fails: the lowest number first, and of equals the largest. Serverless readers of 0 and 1 always have the
   * capacity of the writer.
   *
   * @minimum 0
   * @maximum 15
   * @default 1
   */
  readonly promotionTier?: number;
  /**
   * Zone of the tier.
   *
   * @example a
   * @default - the zone that it is remembered to be deployed in, else one in which the cluster has the fewest instances
   */
  readonly zone?: string;
  /**
   * The whole name of the instance, for one that is taken over. Another name is another instance, which has the same data.
   *
   * @default - that of the cluster, and its own behind it
   */
  readonly instanceName?: string;
}

/** What does not depend on where a cluster lies. */
export interface DatabaseClusterOptions
  extends Pick<
    DatabaseOptions,
    | "subnetGroupName"
    | "existingSubnetGroupName"
    | "databaseName"
    | "username"
    | "backupWindow"
    | "maintenanceWindow"
    | "applyImmediately"
    | "minorUpgrades"
    | "allowMajorUpgrade"
    | "insights"
    | "logRetentionDays"
    | "iamLogin"
    | "parameters"
    | "replace"
    | "key"
    | "alarms"
    | "connectionsLimit"
    | "tags"
  > {
  /**
   * Engine and version: `aurora-postgresql` or `aurora-mysql`, and the major version, with a minor one behind it or without, which lets AWS
   * choose it.
   *
   * @example aurora-postgresql 17
   * @toldAs DATABASE_ENGINE_UNKNOWN
   */
  readonly engine: string;
  /**
   * Class of the instances: Aurora has the families r and x, and of t the sizes medium and large. It is that or `serverless`.
   *
   * @example db.r8g.large
   * @synonym instanceClass, instanceType
   * @default - capacity follows the load, by `serverless`
   */
  readonly size?: string;
  /**
   * Capacity that follows the load (Aurora Serverless v2), in the place of `size`.
   *
   * @synonym serverlessV2, serverlessv2ScalingConfiguration
   * @default - the instances have the class that `size` says
   */
  readonly serverless?: ServerlessCapacity;
  /**
   * Instances beside the first one, alike, in other zones as far as the tier has any: one takes over when the writer fails, and all answer reads.
   *
   * @minimum 0
   * @maximum 15
   * @counts readers
   * @default - 1 in a protected environment, else none
   */
  readonly readers?: number;
  /**
   * All instances one by one, by a name of yours, where they are not alike, in the place of `readers`. Those that `readers` makes are `instance-1`,
   * `instance-2` and so on, and stay under these names.
   *
   * @named instance
   * @default - one, and `readers` more
   */
  readonly instances?: Readonly<Record<Name, ClusterInstanceOptions>>;
  /**
   * The whole name of the cluster, for one that is taken over. Another name is another cluster.
   *
   * @default - made of project, environment, stack and id
   * @synonym clusterIdentifier
   */
  readonly clusterName?: string;
  /**
   * Whether reads and writes of the storage are paid with instances and storage (Aurora I/O-Optimized), which then cost more; else each by itself. AWS
   * changes it once in 30 days, and back at any time.
   *
   * @default false
   */
  readonly ioOptimized?: boolean;
  /**
   * Days that backups are kept, from which it can be restored to any second.
   *
   * @minimum 1
   * @maximum 35
   * @default - 30 in a protected environment, else 7
   * @synonym backupRetentionPeriod, backupRetention
   */
  readonly backupDays?: number;
  /**
   * Name or ARN of the cluster's snapshot that it is made from. It stays as long as the cluster does; without it the cluster is another one.
   *
   * @default - it is made empty
   */
  readonly snapshot?: string;
}

/** Properties of `DatabaseCluster`. */
export interface DatabaseClusterProps
  extends DatabaseClusterOptions,
    Pick<DatabaseProps, "network" | "tier" | "password"> {}
