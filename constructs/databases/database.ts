import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import type { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { holdsReference } from "../core/checks/known-at-synth";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkLastingFacts, type LastingFacts } from "../core/memory/lasting-facts";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { waitFor } from "../core/resources/wait-for";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { gibOf } from "../core/texts/storage-sizes";
import { todayOf } from "../core/versions/today";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { Role } from "../iam/roles/role";
import { permissionsOf } from "../iam/roles/role-permissions";
import type { MetricAlarm } from "../monitoring/metric-alarm";
import type { ITier } from "../network/network.types";
import type { Connections } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import type { DatabaseMetrics, IDatabase } from "./database.types";
import { type DatabaseAlarm, watchDatabase } from "./database-alarms";
import { DatabaseBase } from "./database-base";
import { checkDatabase, checkPlace, databaseNameOf, exportedLogs } from "./database-checks";
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
} from "./database-parts";
import type { DatabaseProps, ExistingDatabaseProps } from "./database-props";
import {
  checkEngine,
  ENGINES_AS_OF,
  engineWarning,
  familyOf,
  INSTANCE_ENGINES,
  type ParsedEngine,
  portOf,
} from "./engine-versions";
import { ExistingDatabase } from "./existing-database";
import { instanceMetrics } from "./instance-metrics";
import { checkProxy, MadeProxy, type ProxyOptions, proxyOptions, proxyResourceId } from "./proxy";
import { checkReplicas, createReplicas, type MadeReplica } from "./replicas";
import { checkOrigin, isResourceId, isRestored, momentOf } from "./restored";

/** AWS has no way to change these of a database that exists (AWS provider 5.100.0, `aws_db_instance`, `ForceNew`, as of 2026-11). */
const REPLACED = {
  code: "DATABASE_REPLACED",
  what: "database",
  service: "RDS",
  reason: "moved by a snapshot",
} as const;

/** MySQL and MariaDB have no Performance Insights on these (Amazon RDS User Guide, "Amazon RDS DB engine, Region, and instance class support for Performance Insights", as of 2026-11). */
const WITHOUT_INSIGHTS = /^db\.(t2|t3|t4g)\.(micro|small)$/;

/**
 * A database of RDS: PostgreSQL, MySQL or MariaDB, in the isolated tier, encrypted, reached by TLS alone and by nobody who is not allowed. AWS
 * makes the owner's password and changes it every week. In a protected environment Terraform refuses to delete it, and AWS too.
 *
 * ```ts
 * const orders = new Database(this, "orders", { network, engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" });
 * orders.connections.allowFrom(api, orders.port, "API reads and writes orders");
 * ```
 */
export class Database extends DatabaseBase {
  readonly instance: DbInstance;
  /** The subnet group that was made; nothing for a database that lies in one that exists. */
  readonly subnets?: DbSubnetGroup;
  readonly parameterGroup: DbParameterGroup;
  readonly securityGroup: SecurityGroup;
  /** Groups of the logs that the engine exports. */
  readonly logGroups: readonly CloudwatchLogGroup[];
  /** The role by which RDS tells of the machine. */
  readonly monitoringRole: Role;
  readonly instanceName: string;
  readonly databaseName: string;
  readonly portNumber: number;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<DatabaseAlarm, MetricAlarm>>>;
  /** Read replicas by their names. */
  readonly replicas: Readonly<Record<string, MadeReplica>>;
  /** The proxy in front of it; nothing where there is none. */
  readonly proxy?: MadeProxy;
  readonly #iamLogin: boolean;
  readonly #proxyIamLogin: boolean;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `DATABASE_ENGINE_UNKNOWN`, `DATABASE_ENGINE_UNSUPPORTED`, `DATABASE_SIZE_FORM`,
   * `STORAGE_SIZE_INVALID`, `DATABASE_STORAGE_SHRINKS`, `DATABASE_NAME_FORM`, `DATABASE_WINDOW_FORM`, `DATABASE_WINDOWS_OVERLAP`,
   * `DATABASE_PASSWORD_MANAGED`, `DATABASE_BACKUPS_NEEDED`, `DATABASE_TIER_ZONES`, `DATABASE_TIER_UNKNOWN`, `DATABASE_TIER_PUBLIC`,
   * `DATABASE_SUBNET_GROUPS`, `DATABASE_REPLACED`, `DATABASE_ORIGINS`, `DATABASE_OWNER_RESTORED`, `DATABASE_SOURCE_FORM`,
   * `DATABASE_RESTORED_FROM_ITSELF`, `DATABASE_MOMENT_FORM`, `DATABASE_REPLICAS_PASSWORD`, `DATABASE_REPLICAS_MANY`,
   * `DATABASE_PROXY_IDLE`, `DATABASE_PROXY_SECRET_FORM`, `DATABASE_PROXY_BLUE_GREEN`,
   * `DATABASE_REPLICAS_BLUE_GREEN`, `DATABASE_ZONE_UNKNOWN`, `DATABASE_ZONE_STANDBY`, `KEY_ARN_INVALID`, `LOG_RETENTION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`
   */
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    props = layDefaults(this, "Database", props);
    const problems = checkShape(this, "Database", props);
    tag(this, props);
    namedBy(this, props.instanceName === undefined ? "id" : "instanceName");
    checkExactName("database", props.instanceName, problems, "instanceName");
    const stack = EnvironmentStack.of(this);
    const today = todayOf(this, ENGINES_AS_OF, problems);
    const engine = checkEngine(props.engine, INSTANCE_ENGINES, today, problems);
    this.databaseName = databaseNameOf(id, props.databaseName);
    checkDatabase({ props, engine: engine?.engine, databaseName: this.databaseName }, problems);
    this.instanceName = props.instanceName ?? stack.physicalName("database", stack.stackName, id);
    checkOrigin(props, this.instanceName, problems);
    checkReplicas(props, stack.environment.region, problems);
    const tier = checkPlace(props, problems);
    const proxy = proxyOptions(props.proxy);
    if (proxy) checkProxied(props, proxy, problems);
    const proxyTier = proxy && (tier ?? checkPlace({ network: props.network }, problems));
    if (engine)
      checkLastingFacts(this, lastingFacts(props, engine, this.databaseName), REPLACED, props.replace, problems);
    problems.throwIfAny();
    if (!engine) throw new Error("A database without an engine is refused.");
    const warning = engineWarning(engine, today);
    if (warning !== undefined) Annotations.of(this).addWarning(warning);
    this.portNumber = portOf(engine);
    this.#iamLogin = props.iamLogin ?? true;
    this.#proxyIamLogin = proxy?.iamLogin ?? false;
    if (typeof props.key === "object") this.key = props.key;
    this.securityGroup = new SecurityGroup(this, "group", {
      network: props.network,
      description: `Database ${id}`,
      admits: "security-groups",
    });
    const owner = { scope: this, name: this.instanceName };
    if (tier) this.subnets = subnetGroup(owner, tier, props.subnetGroupName);
    this.parameterGroup = this.#createParameters(props, engine);
    this.logGroups = logGroups(owner, "instance", exportedLogs(engine.engine), props.logRetentionDays);
    this.monitoringRole = monitoringRole(owner);
    this.instance = this.#createInstance(props, engine);
    waitFor(this.instance, () => permissionsOf(this.monitoringRole));
    this.secretArn = props.password ? props.password.secret.secretArn : this.instance.masterUserSecret.get(0).secretArn;
    const secretKeyArn = props.password ? props.password.secret.keyArn : keyArnOf(props);
    if (secretKeyArn !== undefined) this.secretKeyArn = secretKeyArn;
    if (proxy && proxyTier) this.proxy = this.#createProxy(props, engine, proxyTier, proxy);
    this.replicas = createReplicas({
      id,
      scope: this,
      props,
      engine,
      instance: this.instance,
      parameterGroup: this.parameterGroup,
    });
    const { metrics } = this;
    this.alarms = watchDatabase(this, props.alarms, {
      ...{ name: this.instanceName, metrics, connections: props.connectionsLimit ?? 100 },
      littleStorage: (gibOf(props.storage) * 1024 ** 3) / 10,
    });
  }

  /** A database that was made elsewhere. Nothing is looked up, and its security group gets rules alone. */
  static fromExisting(scope: Construct, id: string, props: ExistingDatabaseProps): IDatabase {
    return new ExistingDatabase(scope, id, props);
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  override get host(): string {
    return this.proxy?.proxy.endpoint ?? this.instance.address;
  }

  get metrics(): DatabaseMetrics {
    return instanceMetrics(this.instanceName);
  }

  /** What IAM knows by which clients log in at `host`: the proxy, where it asks for tokens, else the instance. */
  override get resourceId(): string | undefined {
    return this.#resourceIds[0];
  }

  /** Whoever may log in to the one may log in to the instance itself and to its replicas, which have the same users. */
  protected override get furtherResourceIds(): readonly string[] {
    return this.#resourceIds.slice(1);
  }

  get #resourceIds(): readonly string[] {
    const replicas = Object.values(this.replicas).map(({ instance }) => instance.resourceId);
    return [
      ...(this.proxy && this.#proxyIamLogin ? [proxyResourceId(this.proxy)] : []),
      ...(this.#iamLogin ? [this.instance.resourceId, ...replicas] : []),
    ];
  }

  #createParameters({ parameters = {} }: DatabaseProps, engine: ParsedEngine): DbParameterGroup {
    return new DbParameterGroup(this, "parameters", {
      namePrefix: `${this.instanceName}-`,
      family: familyOf(engine),
      description: `Parameters of ${this.instanceName}`,
      parameter: parametersWithTls(engine.engine, parameters),
    });
  }

  #createInstance(props: DatabaseProps, engine: ParsedEngine): DbInstance {
    const { protect } = EnvironmentStack.of(this).environment;
    const logs = exportedLogs(engine.engine);
    const keyArn = keyArnOf(props);
    return new DbInstance(this, "instance", {
      identifier: this.instanceName,
      engine: engine.engine,
      engineVersion: engine.version,
      instanceClass: props.size,
      ...storage(props),
      storageEncrypted: true,
      kmsKeyId: keyArn,
      ...this.#origin(props),
      ...this.#password(props),
      port: this.portNumber,
      multiAz: props.multiAz ?? protect,
      dbSubnetGroupName: this.subnets?.name ?? props.existingSubnetGroupName,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      publiclyAccessible: false,
      parameterGroupName: this.parameterGroup.name,
      iamDatabaseAuthenticationEnabled: this.#iamLogin,
      backupRetentionPeriod: props.backupDays ?? (protect ? 30 : 7),
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      applyImmediately: props.applyImmediately ?? !protect,
      autoMinorVersionUpgrade: props.minorUpgrades ?? true,
      allowMajorVersionUpgrade: props.allowMajorUpgrade ?? false,
      copyTagsToSnapshot: true,
      deletionProtection: protect,
      ...finalSnapshot(protect, this.instanceName),
      ...insights(props, engine),
      enabledCloudwatchLogsExports: [...logs],
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn: this.monitoringRole.roleArn,
      ...(props.blueGreen ? { blueGreenUpdate: { enabled: true } } : {}),
      dependsOn: [...this.logGroups],
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  #createProxy(props: DatabaseProps, { engine }: ParsedEngine, tier: ITier, options: ProxyOptions): MadeProxy {
    const { secretArn, secretKeyArn, instanceName: name } = this;
    this.connections.allowFrom(this, this.port, "The proxy reaches the database");
    return new MadeProxy(
      {
        ...{ scope: this, name, engine, secretArn, ...(secretKeyArn === undefined ? {} : { secretKeyArn }) },
        target: { dbInstanceIdentifier: this.instance.identifier },
        subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
        securityGroupId: this.securityGroup.securityGroupId,
        ...{ logRetentionDays: props.logRetentionDays, alarms: props.alarms },
      },
      options,
    );
  }

  /** Made empty, or of what has a database and an owner of its own. */
  #origin({ snapshot, pointInTime, username = "dbowner" }: DatabaseProps): Partial<DbInstanceConfig> {
    if (snapshot !== undefined) return { snapshotIdentifier: snapshot };
    if (pointInTime === undefined) return { dbName: this.databaseName, username };
    const { source, time } = pointInTime;
    return {
      restoreToPointInTime: {
        ...(isResourceId(source) ? { sourceDbiResourceId: source } : { sourceDbInstanceIdentifier: source }),
        ...(time === undefined ? { useLatestRestorableTime: true } : { restoreTime: time }),
      },
    };
  }

  #password({ password, key }: DatabaseProps): Partial<DbInstanceConfig> {
    if (password) return { passwordWo: passwordOf(this, password), passwordWoVersion: password.version ?? 1 };
    return { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArnOf({ key }) };
  }
}

function checkProxied(props: DatabaseProps, options: ProxyOptions, problems: Problems): void {
  checkProxy(options, props.password?.secret, problems);
  if (!props.blueGreen) return;
  // Amazon RDS User Guide, "Limitations for blue/green deployments", in a copy of 2023, as of 2026-12.
  problems.add("blueGreen", {
    code: "DATABASE_PROXY_BLUE_GREEN",
    message: "AWS makes no copy to change of a database behind a proxy.",
    found: "blueGreen: true, with a proxy",
    expected: "changes in place, or no proxy",
    fix: "leave out blueGreen, or leave out proxy",
  });
}

function storage({ storage: size, maxStorage }: DatabaseProps): Partial<DbInstanceConfig> {
  const allocated = gibOf(size);
  const most = maxStorage === undefined ? Math.min(allocated * 2, 65_536) : gibOf(maxStorage);
  // What the storage has grown to by itself the provider leaves as it is.
  return {
    storageType: "gp3",
    allocatedStorage: allocated,
    ...(most > allocated ? { maxAllocatedStorage: most } : {}),
  };
}

function insights(
  { insights: mode = "standard", size, key }: DatabaseProps,
  { engine }: ParsedEngine,
): Partial<DbInstanceConfig> {
  if (engine !== "postgres" && WITHOUT_INSIGHTS.test(size)) return { performanceInsightsEnabled: false };
  return {
    databaseInsightsMode: mode,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: INSIGHTS_DAYS[mode],
    performanceInsightsKmsKeyId: keyArnOf({ key }),
  };
}

/** What only another database can have otherwise. */
function lastingFacts(props: DatabaseProps, { engine }: ParsedEngine, databaseName: string): LastingFacts {
  const keyArn = typeof props.key === "object" ? props.key.node.path : (props.key ?? "");
  return {
    engine,
    ...(isRestored(props) ? {} : { databaseName, username: props.username ?? "dbowner" }),
    snapshot: props.snapshot ?? "",
    pointInTime: props.pointInTime === undefined ? "" : momentOf(props.pointInTime),
    ...(holdsReference(keyArn) ? {} : { key: keyArn }),
  };
}
