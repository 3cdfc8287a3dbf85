import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster, type RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { holdsReference } from "../../core/checks/known-at-synth";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkLastingFacts, type LastingFacts } from "../../core/memory/lasting-facts";
import { remember, remembered } from "../../core/memory/remembered";
import { addressOf } from "../../core/names/address";
import { checkExactName } from "../../core/names/exact-name";
import { namedBy } from "../../core/names/physical-names/name-source";
import { waitFor } from "../../core/resources/wait-for";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { todayOf } from "../../core/versions/today";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { metricsOf } from "../../monitoring/metric";
import type { MetricAlarm } from "../../monitoring/metric-alarm";
import { availabilityZoneOf } from "../../network/address-plan/availability-zones";
import type { ITier } from "../../network/network.types";
import type { Connections } from "../../security-groups/connections";
import { SecurityGroup } from "../../security-groups/security-group";
import { type DatabaseAlarm, watchDatabase } from "../database-alarms";
import { DatabaseBase } from "../database-base";
import { checkCommon, checkPlace, databaseNameOf, exportedLogs } from "../database-checks";
import {
  finalSnapshot,
  INSIGHTS_DAYS,
  keyArnOf,
  logGroups,
  MONITORING_SECONDS,
  monitoringRole,
  parametersWithTls,
  passwordOf,
  subnetGroup,
} from "../database-parts";
import type { ExistingDatabaseProps } from "../database-props";
import {
  CLUSTER_ENGINES,
  checkEngine,
  ENGINES_AS_OF,
  engineWarning,
  familyOf,
  type ParsedEngine,
  portOf,
} from "../engine-versions";
import { ExistingDatabaseCluster } from "../existing-database";
import { checkCapacity } from "./cluster-capacity";
import {
  checkInstanceNames,
  checkInstances,
  type PlannedInstance,
  planInstances,
  type Zones,
} from "./cluster-instances";
import { withLogging } from "./cluster-logging";
import type { DatabaseClusterMetrics, IDatabaseCluster } from "./database-cluster.types";
import type { DatabaseClusterProps } from "./database-cluster-props";

/** AWS has no way to change these of a cluster that exists (AWS provider 5.100.0, `aws_rds_cluster`, `ForceNew`, as of 2026-12). */
const REPLACED = {
  code: "DATABASE_REPLACED",
  what: "cluster",
  service: "RDS",
  reason: "moved by a snapshot",
} as const;

/** Aurora MySQL has no Insights on these (Amazon Aurora User Guide, "Amazon Aurora DB engine, Region, and instance class support for Database Insights", as of 2026-12). */
const WITHOUT_INSIGHTS = /^db\.t3\./;

/** What is remembered of where instances lie. */
const ZONES = "zones";

/** What is remembered of how storage is paid. */
const IO_OPTIMIZED = "ioOptimized";

/**
 * A cluster of Aurora, for PostgreSQL or MySQL: instances that share one storage, of which one writes and all answer reads, of a fixed size or with
 * capacity that follows the load (Serverless v2). It lies in the isolated tier, encrypted, reached by TLS alone and by nobody who is not allowed. AWS
 * makes the owner's password and changes it every week. In a protected environment Terraform refuses to delete it, and AWS too.
 *
 * ```ts
 * const orders = new DatabaseCluster(this, "orders", { network, engine: "aurora-postgresql 17", size: "db.r8g.large", readers: 1 });
 * orders.connections.allowFrom(api, orders.port, "API reads and writes orders");
 * ```
 */
export class DatabaseCluster extends DatabaseBase implements IDatabaseCluster {
  readonly cluster: RdsCluster;
  /** The instances by their own names. */
  readonly instances: Readonly<Record<string, RdsClusterInstance>>;
  /** The subnet group that was made; nothing for a cluster that lies in one that exists. */
  readonly subnets?: DbSubnetGroup;
  readonly parameterGroup: RdsClusterParameterGroup;
  readonly securityGroup: SecurityGroup;
  /** Groups of the logs that the engine exports. */
  readonly logGroups: readonly CloudwatchLogGroup[];
  /** The role by which RDS tells of the machines. */
  readonly monitoringRole: Role;
  readonly clusterName: string;
  readonly databaseName: string;
  readonly portNumber: number;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<DatabaseAlarm, MetricAlarm>>>;
  readonly #iamLogin: boolean;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `DATABASE_ENGINE_UNKNOWN`, `DATABASE_ENGINE_UNSUPPORTED`, `DATABASE_CAPACITY`, `DATABASE_CAPACITY_STEP`,
   * `DATABASE_CAPACITY_LIMITS`, `DATABASE_PAUSE`, `DATABASE_SIZE_FORM`, `DATABASE_SIZE_UNSUPPORTED`, `DATABASE_INSTANCES`, `DATABASE_ZONE_UNKNOWN`,
   * `DATABASE_NAME_FORM`, `DATABASE_WINDOW_FORM`, `DATABASE_WINDOWS_OVERLAP`, `DATABASE_TIER_ZONES`, `DATABASE_TIER_UNKNOWN`, `DATABASE_TIER_PUBLIC`,
   * `DATABASE_SUBNET_GROUPS`, `DATABASE_REPLACED`, `KEY_ARN_INVALID`, `LOG_RETENTION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`
   */
  constructor(scope: Construct, id: string, props: DatabaseClusterProps) {
    super(scope, id);
    props = layDefaults(this, "DatabaseCluster", props);
    const problems = checkShape(this, "DatabaseCluster", props);
    tag(this, props);
    namedBy(this, props.clusterName === undefined ? "id" : "clusterName");
    checkExactName("database", props.clusterName, problems, "clusterName");
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    const today = todayOf(this, ENGINES_AS_OF, problems);
    const engine = checkEngine(props.engine, CLUSTER_ENGINES, today, problems);
    this.clusterName = props.clusterName ?? stack.physicalName("database", stack.stackName, id);
    this.databaseName = databaseNameOf(id, props.databaseName);
    checkCommon(props, this.databaseName, problems);
    checkCapacity(props, engine, problems);
    const tier = checkPlace(props, problems);
    checkInstances(props, tier, problems);
    checkInstanceNames(props, problems);
    if (engine) checkLastingFacts(this, this.#lastingFacts(props, engine), REPLACED, props.replace, problems);
    problems.throwIfAny();
    if (!engine) throw new Error("A cluster without an engine is refused.");
    this.#warn(props, engine, today);
    this.portNumber = portOf(engine);
    this.#iamLogin = props.iamLogin ?? true;
    if (typeof props.key === "object") this.key = props.key;
    this.securityGroup = new SecurityGroup(this, "group", {
      network: props.network,
      description: `Database cluster ${id}`,
      admits: "security-groups",
    });
    const owner = { scope: this, name: this.clusterName };
    if (tier) this.subnets = subnetGroup(owner, tier, props.subnetGroupName ?? ownSubnetGroup(this.clusterName));
    this.parameterGroup = this.#createParameters(props, engine);
    this.logGroups = logGroups(owner, "cluster", exportedLogs(engine.engine), props.logRetentionDays);
    this.monitoringRole = monitoringRole(owner);
    this.cluster = this.#createCluster(props, engine);
    const planned = this.#planInstances({ ...props, readers: props.readers ?? (protect ? 1 : 0) }, tier);
    this.instances = this.#createInstances(props, engine, planned);
    this.secretArn = props.password ? props.password.secret.secretArn : this.cluster.masterUserSecret.get(0).secretArn;
    const secretKeyArn = props.password ? props.password.secret.keyArn : keyArnOf(props);
    if (secretKeyArn !== undefined) this.secretKeyArn = secretKeyArn;
    const { metrics } = this;
    this.alarms = watchDatabase(this, props.alarms, {
      ...{ name: this.clusterName, alarmName: `${id}-cluster`, metrics, connections: props.connectionsLimit ?? 100 },
      ...(props.serverless ? { capacity: metrics.capacity } : {}),
    });
  }

  /** A cluster that was made elsewhere. Nothing is looked up, and its security group gets rules alone. */
  static fromExisting(scope: Construct, id: string, props: ExistingDatabaseProps): IDatabaseCluster {
    return new ExistingDatabaseCluster(scope, id, props);
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  override get host(): string {
    return this.cluster.endpoint;
  }

  get readerHost(): string {
    return this.cluster.readerEndpoint;
  }

  /** RDS reports every minute (Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora", as of 2026-12). */
  get metrics(): DatabaseClusterMetrics {
    const writer = metricsOf("AWS/RDS", { DBClusterIdentifier: this.clusterName, Role: "WRITER" });
    const readers = metricsOf("AWS/RDS", { DBClusterIdentifier: this.clusterName, Role: "READER" });
    return {
      cpu: writer("CPUUtilization", "Average"),
      freeMemory: writer("FreeableMemory", "Minimum"),
      connections: writer("DatabaseConnections", "Maximum"),
      replicaLag: readers("AuroraReplicaLag", "Maximum"),
      capacity: writer("ACUUtilization", "Average"),
    };
  }

  /** What IAM knows it by. */
  override get resourceId(): string | undefined {
    return this.#iamLogin ? this.cluster.clusterResourceId : undefined;
  }

  #warn({ ioOptimized = false }: DatabaseClusterProps, engine: ParsedEngine, today: string): void {
    const annotations = Annotations.of(this);
    const ofEngine = engineWarning(engine, today);
    if (ofEngine !== undefined) annotations.addWarning(ofEngine);
    const before = remembered(this, IO_OPTIMIZED);
    remember(this, IO_OPTIMIZED, ioOptimized);
    // The provider never takes it back (hashicorp/terraform-provider-aws, issue 41825, "AWS AURORA Storage Type change from IOOptimized to standard is not working", as of 2026-12).
    if (before === true && !ioOptimized)
      annotations.addWarning(
        `The storage of ${this.clusterName} stays I/O-Optimized, because the provider leaves it as it is: change it by aws rds modify-db-cluster --db-cluster-identifier ${this.clusterName} --storage-type aurora --apply-immediately`,
      );
  }

  #createParameters({ parameters = {} }: DatabaseClusterProps, engine: ParsedEngine): RdsClusterParameterGroup {
    return new RdsClusterParameterGroup(this, "parameters", {
      namePrefix: `${this.clusterName}-`,
      family: familyOf(engine),
      description: `Parameters of ${this.clusterName}`,
      parameter: parametersWithTls(engine.engine, withLogging(engine.engine, parameters)),
    });
  }

  #createCluster(props: DatabaseClusterProps, engine: ParsedEngine): RdsCluster {
    const { protect } = EnvironmentStack.of(this).environment;
    return new RdsCluster(this, "cluster", {
      clusterIdentifier: this.clusterName,
      engine: engine.engine,
      engineVersion: engine.version,
      ...capacity(props),
      ...(props.ioOptimized ? { storageType: "aurora-iopt1" } : {}),
      storageEncrypted: true,
      kmsKeyId: keyArnOf(props),
      ...this.#origin(props),
      ...this.#password(props),
      port: this.portNumber,
      dbSubnetGroupName: this.subnets?.name ?? props.existingSubnetGroupName,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      dbClusterParameterGroupName: this.parameterGroup.name,
      iamDatabaseAuthenticationEnabled: this.#iamLogin,
      backupRetentionPeriod: props.backupDays ?? (protect ? 30 : 7),
      preferredBackupWindow: props.backupWindow,
      preferredMaintenanceWindow: props.maintenanceWindow,
      applyImmediately: props.applyImmediately ?? !protect,
      allowMajorVersionUpgrade: props.allowMajorUpgrade ?? false,
      copyTagsToSnapshot: true,
      deletionProtection: protect,
      ...finalSnapshot(protect, this.clusterName),
      ...(hasInsights(props, engine) ? { databaseInsightsMode: props.insights ?? "standard" } : {}),
      ...performanceInsights(props, engine),
      enabledCloudwatchLogsExports: [...exportedLogs(engine.engine)],
      dependsOn: [...this.logGroups],
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  /** Made empty, or of a snapshot, which has a database and an owner of its own. */
  #origin({ snapshot, username = "dbowner" }: DatabaseClusterProps): Partial<RdsClusterConfig> {
    if (snapshot !== undefined) return { snapshotIdentifier: snapshot };
    return { databaseName: this.databaseName, masterUsername: username };
  }

  #password({ password, key }: DatabaseClusterProps): Partial<RdsClusterConfig> {
    if (password)
      return { masterPasswordWo: passwordOf(this, password), masterPasswordWoVersion: password.version ?? 1 };
    return { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArnOf({ key }) };
  }

  #planInstances(props: DatabaseClusterProps, tier: ITier | undefined): readonly PlannedInstance[] {
    const before = remembered(this, ZONES);
    const planned = planInstances(props, tier, isZones(before) ? before : {});
    const zones = planned.flatMap(({ key, zone }) => (zone === undefined ? [] : [[key, zone] as const]));
    remember(this, ZONES, Object.fromEntries(zones));
    return planned;
  }

  /** The one that is to write is made before the others, else any of them would. */
  #createInstances(
    props: DatabaseClusterProps,
    engine: ParsedEngine,
    planned: readonly PlannedInstance[],
  ): Readonly<Record<string, RdsClusterInstance>> {
    const instances: Record<string, RdsClusterInstance> = {};
    let first: RdsClusterInstance | undefined;
    for (const one of planned) {
      const instance = this.#createInstance(props, engine, one);
      if (first) instance.dependsOn = [addressOf(first)];
      waitFor(instance, () => permissionsOf(this.monitoringRole));
      first ??= instance;
      instances[one.key] = instance;
    }
    return instances;
  }

  #createInstance(
    props: DatabaseClusterProps,
    engine: ParsedEngine,
    { key, size, promotionTier, zone, instanceName }: PlannedInstance,
  ): RdsClusterInstance {
    const stack = EnvironmentStack.of(this);
    const { protect, region } = stack.environment;
    const instance = new RdsClusterInstance(this, `member-${key}`, {
      identifier: instanceName ?? this.#instanceName(props, key),
      clusterIdentifier: this.cluster.id,
      engine: engine.engine,
      instanceClass: size,
      ...(zone === undefined ? {} : { availabilityZone: availabilityZoneOf(zone, region).availabilityZone }),
      promotionTier,
      publiclyAccessible: false,
      preferredMaintenanceWindow: props.maintenanceWindow,
      applyImmediately: props.applyImmediately ?? !protect,
      autoMinorVersionUpgrade: props.minorUpgrades ?? true,
      copyTagsToSnapshot: true,
      ...performanceInsights(props, engine),
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn: this.monitoringRole.roleArn,
    });
    if (instanceName !== undefined) namedBy(instance, `instances.${key}.instanceName`, this);
    return instance;
  }

  #instanceName({ clusterName }: DatabaseClusterProps, key: string): string {
    const stack = EnvironmentStack.of(this);
    if (clusterName !== undefined) return `${clusterName}-${key}`;
    return stack.physicalName("database", stack.stackName, this.node.id, key);
  }

  /** What only another cluster can have otherwise. */
  #lastingFacts(props: DatabaseClusterProps, { engine }: ParsedEngine): LastingFacts {
    const keyArn = typeof props.key === "object" ? props.key.node.path : (props.key ?? "");
    const subnetGroupName = props.existingSubnetGroupName ?? props.subnetGroupName ?? ownSubnetGroup(this.clusterName);
    return {
      engine,
      clusterName: this.clusterName,
      ...(props.snapshot === undefined
        ? { databaseName: this.databaseName, username: props.username ?? "dbowner" }
        : {}),
      snapshot: props.snapshot ?? "",
      ...(holdsReference(subnetGroupName) ? {} : { subnetGroupName }),
      ...(holdsReference(keyArn) ? {} : { key: keyArn }),
    };
  }
}

/** An instance of the same id may lie beside the cluster, with a group of its own. */
function ownSubnetGroup(clusterName: string): string {
  return `${clusterName}-cluster`;
}

function capacity({ serverless }: DatabaseClusterProps): Partial<RdsClusterConfig> {
  if (!serverless) return {};
  const { min = 0.5, max, pauseAfterSeconds = 300 } = serverless;
  return {
    serverlessv2ScalingConfiguration: {
      minCapacity: min,
      maxCapacity: max,
      ...(min === 0 ? { secondsUntilAutoPause: pauseAfterSeconds } : {}),
    },
  };
}

function hasInsights({ size = "", instances = {} }: DatabaseClusterProps, { engine }: ParsedEngine): boolean {
  const sizes = [size, ...Object.values(instances).map((one) => one.size ?? "")];
  return engine !== "aurora-mysql" || !sizes.some((one) => WITHOUT_INSIGHTS.test(one));
}

/** The same for the cluster and for each instance, which has it from the cluster. */
function performanceInsights(props: DatabaseClusterProps, engine: ParsedEngine) {
  if (!hasInsights(props, engine)) return { performanceInsightsEnabled: false };
  return {
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: INSIGHTS_DAYS[props.insights ?? "standard"],
    performanceInsightsKmsKeyId: keyArnOf(props),
  };
}

function isZones(value: unknown): value is Zones {
  return typeof value === "object" && value !== null && Object.values(value).every((one) => typeof one === "string");
}
