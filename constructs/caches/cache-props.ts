import type { Tagged } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { Alarms } from "../monitoring/environment-alarms";
import type { INetwork } from "../network/network.types";

/** What does not depend on where a cache lies. */
export interface CacheOptions extends Tagged {
  /**
   * Engine and version: `valkey`, or `redis` from 7.0 on, and the major version, with the minor one behind it or without for the newest that is
   * known here.
   *
   * @example valkey 8
   * @toldAs CACHE_ENGINE_UNKNOWN
   */
  readonly engine: string;
  /**
   * Type of the nodes.
   *
   * @example cache.t4g.small
   * @synonym nodeType, cacheNodeType, instanceType
   */
  readonly size: string;
  /**
   * Nodes beside the primary, in each shard: they take over when it fails, and answer reads.
   *
   * @minimum 0
   * @maximum 5
   * @counts replicas
   * @default - 1 in a protected environment, else none
   */
  readonly replicas?: number;
  /**
   * Parts that the entries are spread over (cluster mode). Clients have to know of them. Whether there are any cannot be changed.
   *
   * @minimum 1
   * @maximum 500
   * @counts shards
   * @default - none: one primary has all entries
   * @synonym numNodeGroups, clusters
   */
  readonly shards?: number;
  /**
   * Whether the nodes lie in several zones.
   *
   * @default - where there are replicas
   */
  readonly multiAz?: boolean;
  /**
   * The whole name of the cache, for one that is taken over. Another name is another cache.
   *
   * @default - made of project, environment, stack and id
   * @synonym replicationGroupId
   */
  readonly cacheName?: string;
  /**
   * The whole name of the subnet group that is made, for one that is taken over. A cache never changes its group.
   *
   * @default - that of the cache
   */
  readonly subnetGroupName?: string;
  /**
   * Name of a subnet group that the cache does not make, such as that of a tier of the network (`subnetGroups`): several caches may lie in one.
   * Which subnets it has is not looked at.
   *
   * @default - the cache has a group of its own, in `tier`
   */
  readonly existingSubnetGroupName?: string;
  /**
   * Days that the snapshot of each day is kept. Zero makes none.
   *
   * @minimum 0
   * @maximum 35
   * @default - 7 in a protected environment, else 1
   * @synonym snapshotRetentionLimit, backupDays
   */
  readonly snapshotDays?: number;
  /**
   * When snapshots are made, in UTC: an hour at least.
   *
   * @example 17:00-18:00
   * @default - AWS chooses
   */
  readonly snapshotWindow?: string;
  /**
   * When AWS changes what needs an interruption, in UTC: an hour at least, outside of `snapshotWindow`.
   *
   * @example sun:18:00-sun:19:00
   * @default - AWS chooses
   */
  readonly maintenanceWindow?: string;
  /**
   * Whether changes are made at once, with an interruption where they need one; else in the maintenance window, and every plan until then
   * shows them again.
   *
   * @default - not in a protected environment
   */
  readonly applyImmediately?: boolean;
  /**
   * Whether AWS installs minor versions in the maintenance window.
   *
   * @default true
   */
  readonly minorUpgrades?: boolean;
  /**
   * Parameters of the engine, by name. Whether there are shards is not one of them.
   *
   * @named parameter
   * @default - those of the engine
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Days that the engine's log and the log of slow commands are kept in CloudWatch.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - that of the environment's logs, else 30
   */
  readonly logRetentionDays?: number;
  /**
   * Name of the snapshot that it is filled from. It stays as long as the cache does; without it the cache is another one.
   *
   * @default - it is made empty
   */
  readonly snapshot?: string;
  /**
   * Why a change may make another cache in the place of this one: what was in it is lost but for snapshots. Take it out again after the
   * apply.
   *
   * @default - a change that would is refused
   */
  readonly replace?: string;
  /**
   * KMS key that encrypts what is written to disks, and snapshots: one that was made here, or an ARN. Another key is another cache.
   *
   * @default - AWS's own key
   */
  readonly key?: EncryptionKey | string;
  /**
   * Alarms that tell when processor, memory or connections of a node run out.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
  /**
   * Connections to a node above which the alarm of connections goes off.
   *
   * @minimum 1
   * @maximum 65000
   * @counts connections
   * @default 1000
   */
  readonly connectionsLimit?: number;
}

/** Properties of {@link Cache}. */
export interface CacheProps extends CacheOptions {
  /** The network that it lies in. */
  readonly network: INetwork;
  /**
   * The tier that it lies in, with subnets in two zones or more where `multiAz` is on.
   *
   * @default - the isolated tier, where there is one
   */
  readonly tier?: string;
}

/** What is known of a cache that was not made in this stack. */
export interface ExistingCacheProps {
  /** Host name that clients connect to. */
  readonly host: string;
  /**
   * Port that clients connect to.
   *
   * @minimum 1
   * @maximum 65535
   * @default 6379
   */
  readonly port?: number;
  /** Name of the cache, as ElastiCache knows the replication group. */
  readonly cacheName: string;
  /** The user whose logins are by IAM: its id, which is its name too. */
  readonly userName: string;
  /** Id of its security group. */
  readonly securityGroupId: string;
}
