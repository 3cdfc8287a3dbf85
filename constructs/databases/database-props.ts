import type { Tagged } from "../core/tags/tags";
import type { StorageSize } from "../core/texts/text.types";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { Alarms } from "../monitoring/environment-alarms";
import type { INetwork } from "../network/network.types";
import type { ISecret } from "../secrets/secret.types";
import type { ProxyOptions } from "./proxy";
import type { ReadReplicas } from "./replica-props";
import type { PointInTime } from "./restored";

/** A password that is not managed by AWS: it is read of a secret in the run, and written to the database. */
export interface PasswordFromSecret {
  /**
   * The secret. Its value is JSON with the fields `username` and `password`, of which the user is the owner's, or a text.
   *
   * @codeOnly a secret that one makes oneself
   */
  readonly secret: ISecret;
  /**
   * A number that is raised after the secret has another value: the next apply writes it to the database.
   *
   * @minimum 1
   * @default 1
   */
  readonly version?: number;
}

/** What does not depend on where a database lies. */
export interface DatabaseOptions extends Tagged {
  /**
   * Engine and version: `postgres`, `mysql` or `mariadb`, and the major version, with a minor one behind it or without, which lets AWS choose
   * it.
   *
   * @example postgres 17
   * @toldAs DATABASE_ENGINE_UNKNOWN
   */
  readonly engine: string;
  /**
   * Class of the instance.
   *
   * @example db.t4g.medium
   * @synonym instanceClass, instanceType
   */
  readonly size: string;
  /**
   * Storage, 20 GB to 64 TB (65536 GB). It can grow, and never shrink.
   *
   * @synonym allocatedStorage
   */
  readonly storage: StorageSize;
  /**
   * What the storage may grow to by itself.
   *
   * @default - twice `storage`
   * @synonym maxAllocatedStorage
   */
  readonly maxStorage?: StorageSize;
  /**
   * The whole name of the instance, for one that is taken over.
   *
   * @default - made of project, environment, stack and id
   */
  readonly instanceName?: string;
  /**
   * The whole name of the subnet group that is made, for one that is taken over. A database never changes its group within a VPC.
   *
   * @default - that of the instance
   */
  readonly subnetGroupName?: string;
  /**
   * Name of a subnet group that the database does not make, such as that of a tier of the network (`subnetGroups`): several databases may lie in
   * one. Which subnets it has is not looked at.
   *
   * @default - the database has a group of its own, in `tier`
   */
  readonly existingSubnetGroupName?: string;
  /**
   * Name of the database on the server. Another name is another database.
   *
   * @default - the id, with _ for what is neither letter nor digit
   * @synonym dbName
   */
  readonly databaseName?: string;
  /**
   * The owner, who may do everything in it. Another name is another database. What is restored keeps the owner that it had.
   *
   * @default "dbowner"
   */
  readonly username?: string;
  /**
   * Whether a second instance in another zone takes over when the first one fails.
   *
   * @default - in a protected environment
   */
  readonly multiAz?: boolean;
  /**
   * Days that backups are kept, from which it can be restored to any second. Zero makes none.
   *
   * @minimum 0
   * @maximum 35
   * @default - 30 in a protected environment, else 7
   * @synonym backupRetentionPeriod, backupRetention
   */
  readonly backupDays?: number;
  /**
   * When backups are made, in UTC: half an hour at least.
   *
   * @example 17:00-17:30
   * @default - AWS chooses
   */
  readonly backupWindow?: string;
  /**
   * When AWS changes what needs an interruption, in UTC: half an hour at least, outside of `backupWindow`.
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
   * Whether another major version in `engine` upgrades the database, which cannot be taken back.
   *
   * @default false
   */
  readonly allowMajorUpgrade?: boolean;
  /**
   * Whether changes are made on a copy that then takes the place of the database. It needs a `password` of one's own, since AWS makes no such
   * copy of a database whose password it manages.
   *
   * @default false
   */
  readonly blueGreen?: boolean;
  /**
   * What Database Insights keeps: `standard` for a week, `advanced` for 15 months and with more detail, which costs by virtual CPU.
   *
   * @default "standard"
   */
  readonly insights?: "standard" | "advanced";
  /**
   * Days that the logs of the engine are kept in CloudWatch.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - that of the environment's logs, else 30
   */
  readonly logRetentionDays?: number;
  /**
   * Whether users of the database may log in with a token of IAM.
   *
   * @default true
   */
  readonly iamLogin?: boolean;
  /**
   * Parameters of the engine beside those that ask clients for TLS.
   *
   * @named parameter
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Name or ARN of the snapshot that it is made from. It is left in as long as the database is there.
   *
   * @default - it is made empty
   */
  readonly snapshot?: string;
  /**
   * The moment of another database that it is made from, by backups that are kept for `backupDays`. It is left in as long as the database is there:
   * without it the database would be another one.
   *
   * @default - it is made empty
   */
  readonly pointInTime?: PointInTime;
  /**
   * Copies that follow the database and can be read alone, by names of yours, in the same network. They need a `password` of one's own, since AWS
   * makes none of a database whose password it manages. Another name is another replica.
   *
   * @default - none
   * @synonym readReplicas
   */
  readonly replicas?: ReadReplicas;
  /**
   * Why a change may make another database in the place of this one: what was in it is lost but for backups and snapshots. Take it out again
   * after the apply.
   *
   * @default - a change that would is refused
   */
  readonly replace?: string;
  /**
   * KMS key that encrypts storage, backups and logs of Insights: one that was made here, or an ARN. Another key is another database.
   *
   * @default - AWS's own key `aws/rds`
   */
  readonly key?: EncryptionKey | string;
  /**
   * Alarms that tell when processor, storage, memory or connections run out.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
  /**
   * Connections above which the alarm of connections goes off.
   *
   * @minimum 1
   * @counts connections
   * @default 100
   */
  readonly connectionsLimit?: number;
}

/** Properties of {@link Database}. */
export interface DatabaseProps extends DatabaseOptions {
  /** The network that it lies in. */
  readonly network: INetwork;
  /**
   * The tier that it lies in, with subnets in two zones or more.
   *
   * @default - the isolated tier, where there is one
   */
  readonly tier?: string;
  /**
   * Where the owner's password comes from.
   *
   * @default - AWS makes it, keeps it in a secret, and changes it every week
   */
  readonly password?: PasswordFromSecret;
  /**
   * Whether a proxy stands in front of the database, which keeps connections ready and hands them out: for functions, and for services with many
   * tasks. Clients are told its host in the place of the database's.
   *
   * @default false
   */
  readonly proxy?: boolean | ProxyOptions;
}

/** What is known of a database that was not made in this stack. */
export interface ExistingDatabaseProps {
  /** Host name that clients connect to; of a cluster that of its writer. */
  readonly host: string;
  /**
   * Host name that leads to readers of a cluster.
   *
   * @default - `host`
   */
  readonly readerHost?: string;
  /** The engine: `postgres 17`. */
  readonly engine: string;
  /** Name of the database on the server. */
  readonly databaseName: string;
  /** Id of its security group. */
  readonly securityGroupId: string;
  /** ARN of the secret with the fields `username` and `password`. */
  readonly secretArn: string;
  /**
   * ARN of the key of the secret.
   *
   * @default - AWS's own key
   */
  readonly secretKeyArn?: string;
  /**
   * What AWS calls it for logins by IAM: `db-…`, or `cluster-…`.
   *
   * @default - nobody is let in by IAM from here
   */
  readonly resourceId?: string;
}
