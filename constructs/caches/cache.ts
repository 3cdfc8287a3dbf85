import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupConfig,
} from "@cdktf/provider-aws/lib/elasticache-replication-group";
import type { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import type { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import type { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import type { Construct } from "constructs";
import { holdsReference } from "../core/checks/known-at-synth";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkLastingFacts, type LastingFacts } from "../core/memory/lasting-facts";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import { metricsOf, type Statistic } from "../monitoring/metric";
import type { MetricAlarm } from "../monitoring/metric-alarm";
import type { ITier } from "../network/network.types";
import { privateTier } from "../network/tiers/private-tier";
import { checkSubnetGroup } from "../network/tiers/subnet-group-checks";
import type { Connections } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import type { CacheMetricOptions, CacheMetrics, ICache } from "./cache.types";
import { watchCache } from "./cache-alarms";
import { CacheBase } from "./cache-base";
import { checkCache, checkCacheTier } from "./cache-checks";
import { checkCacheEngine, type ParsedCacheEngine } from "./cache-engines";
import {
  CACHE_PORT,
  type CacheLog,
  cacheLogs,
  cacheParameters,
  cacheSubnets,
  cacheUsers,
  logDelivery,
} from "./cache-parts";
import type { CacheProps, ExistingCacheProps } from "./cache-props";
import { checkCacheUpgrade } from "./cache-upgrades";
import { ExistingCache } from "./existing-cache";

/** AWS has no way to change these of a cache that exists (AWS provider 5.100.0, `aws_elasticache_replication_group`, `ForceNew`; Amazon ElastiCache User Guide, "Modifying cluster mode", as of 2026-11). */
const REPLACED = {
  code: "CACHE_REPLACED",
  what: "cache",
  service: "ElastiCache",
  reason: "only sessions",
} as const;

/**
 * A cache of ElastiCache: Valkey or Redis OSS, in the isolated tier, encrypted, reached by TLS alone, and by nobody who is not allowed. Clients log in
 * with tokens of IAM, so that there is no password that could be known.
 *
 * ```ts
 * const sessions = new Cache(this, "sessions", { network, engine: "valkey 8", size: "cache.t4g.small" });
 * sessions.connections.allowFrom(api, sessions.port, "API keeps sessions");
 * sessions.grantConnect(api);
 * ```
 */
export class Cache extends CacheBase {
  readonly replicationGroup: ElasticacheReplicationGroup;
  /** The subnet group that was made; nothing for a cache that lies in one that exists. */
  readonly subnets?: ElasticacheSubnetGroup;
  readonly parameterGroup: ElasticacheParameterGroup;
  readonly securityGroup: SecurityGroup;
  /** The user whose logins are by IAM. */
  readonly user: ElasticacheUser;
  /** The user that nobody can be. */
  readonly defaultUser: ElasticacheUser;
  readonly userGroup: ElasticacheUserGroup;
  /** Groups of the logs that the engine writes. */
  readonly logGroups: Readonly<Record<CacheLog, CloudwatchLogGroup>>;
  readonly cacheName: string;
  readonly portNumber = CACHE_PORT;
  /** Names of the nodes, shard by shard. */
  readonly nodeNames: readonly string[];
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  /** Alarms by what they tell and the node, such as `memory-001`, where it has any. */
  readonly alarms: Readonly<Record<string, MetricAlarm>>;
  readonly #hasShards: boolean;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `CACHE_ENGINE_UNKNOWN`, `CACHE_ENGINE_WITHOUT_IAM`, `CACHE_SIZE_FORM`, `CACHE_SIZE_UNSUPPORTED`,
   * `CACHE_REPLICAS_NEEDED`, `CACHE_NODES_TOO_MANY`, `CACHE_PARAMETER_OF_SHARDS`, `CACHE_WINDOW_FORM`, `CACHE_WINDOWS_OVERLAP`, `CACHE_TIER_ZONES`,
   * `CACHE_TIER_UNKNOWN`, `CACHE_TIER_PUBLIC`, `CACHE_PRIVATE_TIER_MISSING`, `CACHE_SUBNET_GROUPS`, `CACHE_REPLACED`, `KEY_ARN_INVALID`,
   * `LOG_RETENTION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`
   */
  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    props = layDefaults(this, "Cache", props);
    const problems = checkShape(this, "Cache", props);
    tag(this, props);
    namedBy(this, props.cacheName === undefined ? "id" : "cacheName");
    checkExactName("cache", props.cacheName, problems, "cacheName");
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    const replicas = props.replicas ?? (protect ? 1 : 0);
    const multiAz = props.multiAz ?? replicas > 0;
    this.cacheName = props.cacheName ?? stack.physicalName("cache", stack.stackName, id);
    const engine = checkCacheEngine(props.engine, problems);
    checkCache(props, replicas, problems);
    checkSubnetGroup(props, { kind: "cacheSubnetGroup", codePrefix: "CACHE_", what: "A cache" }, problems);
    const tier = props.existingSubnetGroupName === undefined ? tierOf(props, multiAz, problems) : undefined;
    checkLastingFacts(this, lastingFacts(props, this.cacheName), REPLACED, props.replace, problems);
    const asked = engine && { text: props.engine, parsed: engine, replace: props.replace };
    const isDeployed = asked !== undefined && checkCacheUpgrade(this, asked, problems);
    problems.throwIfAny();
    if (!engine) throw new Error("A cache without an engine is refused.");
    this.#hasShards = props.shards !== undefined;
    if (typeof props.key === "object") this.key = props.key;
    this.securityGroup = new SecurityGroup(this, "group", {
      network: props.network,
      description: `Cache ${id}`,
      admits: "security-groups",
    });
    const named = { scope: this, name: this.cacheName };
    if (tier) this.subnets = cacheSubnets(named, tier, props.subnetGroupName);
    this.parameterGroup = cacheParameters(named, engine, props);
    this.logGroups = cacheLogs(this, props.logRetentionDays);
    const { user, defaultUser, group } = cacheUsers(named);
    this.user = user;
    this.defaultUser = defaultUser;
    this.userGroup = group;
    this.replicationGroup = this.#createGroup(props, { engine, replicas, multiAz, isDeployed });
    const nodes = nodesOf(this.cacheName, props.shards, replicas);
    this.nodeNames = Object.values(nodes);
    const { metrics } = this;
    this.alarms = watchCache(this, props.alarms, { nodes, metrics, connections: props.connectionsLimit ?? 1000 });
  }

  /** A cache that was made elsewhere. Nothing is looked up, and its security group gets rules alone. */
  static fromExisting(scope: Construct, id: string, props: ExistingCacheProps): ICache {
    return new ExistingCache(scope, id, props);
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  override get host(): string {
    const { configurationEndpointAddress, primaryEndpointAddress } = this.replicationGroup;
    return this.#hasShards ? configurationEndpointAddress : primaryEndpointAddress;
  }

  /** Host name by which replicas answer reads; nothing where there are shards, whose clients find replicas themselves. */
  get readerHost(): string | undefined {
    return this.#hasShards ? undefined : this.replicationGroup.readerEndpointAddress;
  }

  override get userName(): string {
    return this.user.userId;
  }

  /** ElastiCache reports every minute (Amazon ElastiCache User Guide, "Metrics for Valkey and Redis OSS", as of 2026-11). */
  get metrics(): CacheMetrics {
    const metric =
      (metricName: string, statistic: Statistic) =>
      ({ node = this.nodeNames[0] ?? "", ...options }: CacheMetricOptions = {}) =>
        metricsOf("AWS/ElastiCache", { CacheClusterId: node })(metricName, statistic)(options);
    return {
      engineCpu: metric("EngineCPUUtilization", "Average"),
      memory: metric("DatabaseMemoryUsagePercentage", "Maximum"),
      connections: metric("CurrConnections", "Maximum"),
      evictions: metric("Evictions", "Sum"),
      replicationLag: metric("ReplicationLag", "Maximum"),
    };
  }

  #createGroup(props: CacheProps, { engine, replicas, multiAz, isDeployed }: Decided): ElasticacheReplicationGroup {
    const { protect } = EnvironmentStack.of(this).environment;
    return new ElasticacheReplicationGroup(this, "cache", {
      replicationGroupId: this.cacheName,
      description: `Cache ${this.node.id}`,
      engine: engine.engine,
      engineVersion: engine.version,
      nodeType: props.size,
      ...nodeCounts(props.shards, replicas),
      automaticFailoverEnabled: replicas > 0 || props.shards !== undefined,
      multiAzEnabled: multiAz,
      port: this.portNumber,
      subnetGroupName: this.subnets?.name ?? props.existingSubnetGroupName,
      securityGroupIds: [this.securityGroup.securityGroupId],
      parameterGroupName: this.parameterGroup.name,
      userGroupIds: [this.userGroup.userGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: "true",
      kmsKeyId: typeof props.key === "object" ? props.key.arn : props.key,
      snapshotName: props.snapshot,
      snapshotRetentionLimit: props.snapshotDays ?? (protect ? 7 : 1),
      snapshotWindow: props.snapshotWindow,
      finalSnapshotIdentifier: protect ? `${this.cacheName}-final` : undefined,
      maintenanceWindow: props.maintenanceWindow,
      applyImmediately: props.applyImmediately ?? !protect,
      autoMinorVersionUpgrade: String(props.minorUpgrades ?? true),
      logDeliveryConfiguration: logDelivery(this.logGroups),
      ...lifecycle(protect, isDeployed),
    });
  }
}

/** The tier of a subnet group of its own. */
function tierOf({ tier: asked, network }: CacheProps, multiAz: boolean, problems: Problems): ITier | undefined {
  const name = asked ?? network.tiers.find(({ kind }) => kind === "isolated")?.name;
  const tier = privateTier(network, name, { at: "tier", codePrefix: "CACHE_", what: "Caches" }, problems);
  if (tier) checkCacheTier(tier, multiAz, problems);
  return tier;
}

/** What is decided of a cache before it is made. */
interface Decided {
  readonly engine: ParsedCacheEngine;
  readonly replicas: number;
  readonly multiAz: boolean;
  /** Whether the same engine is deployed, of which AWS may have installed a newer minor version. */
  readonly isDeployed: boolean;
}

function lifecycle(protect: boolean, isDeployed: boolean): Pick<ElasticacheReplicationGroupConfig, "lifecycle"> {
  if (!protect && !isDeployed) return {};
  const ignoreChanges = isDeployed ? { ignoreChanges: ["engine_version"] } : {};
  return { lifecycle: { ...(protect ? { preventDestroy: true } : {}), ...ignoreChanges } };
}

function nodeCounts(shards: number | undefined, replicas: number): Partial<ElasticacheReplicationGroupConfig> {
  if (shards === undefined) return { numCacheClusters: replicas + 1 };
  return { clusterMode: "enabled", numNodeGroups: shards, replicasPerNodeGroup: replicas };
}

/** The names that ElastiCache gives the nodes, by what they end with. */
function nodesOf(name: string, shards: number | undefined, replicas: number): Readonly<Record<string, string>> {
  const count = (length: number, digits: number) =>
    Array.from({ length }, (_, index) => String(index + 1).padStart(digits, "0"));
  const ends =
    shards === undefined
      ? count(replicas + 1, 3)
      : count(shards, 4).flatMap((shard) => count(replicas + 1, 3).map((node) => `${shard}-${node}`));
  return Object.fromEntries(ends.map((end) => [end, `${name}-${end}`]));
}

/** What only another cache can have otherwise. */
function lastingFacts({ key, snapshot, shards, ...places }: CacheProps, cacheName: string): LastingFacts {
  const keyArn = typeof key === "object" ? key.node.path : (key ?? "");
  const subnetGroup = places.subnetGroupName ?? places.existingSubnetGroupName ?? cacheName;
  return {
    cacheName,
    snapshot: snapshot ?? "",
    shards: shards === undefined ? "no shards" : "shards",
    // Its own group is called like the cache, whose name has been told already.
    ...(holdsReference(subnetGroup) ? {} : { subnetGroupName: subnetGroup === cacheName ? "" : subnetGroup }),
    ...(holdsReference(keyArn) ? {} : { key: keyArn }),
  };
}
