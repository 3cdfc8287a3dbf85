import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { gibOf } from "../core/texts/storage-sizes";
import { askedAlarms } from "../monitoring/environment-alarms";
import { MetricAlarm } from "../monitoring/metric-alarm";
import { availabilityZoneOf } from "../network/address-plan/availability-zones";
import type { ReplicaMetrics } from "./database.types";
import { type DatabaseAlarm, watchDatabase } from "./database-alarms";
import { checkSize, exportedLogs } from "./database-checks";
import { finalSnapshot, logGroups, parametersWithTls } from "./database-parts";
import type { DatabaseProps } from "./database-props";
import { familyOf, type ParsedEngine } from "./engine-versions";
import { replicaMetrics } from "./instance-metrics";
import type { ReadReplica } from "./replica-props";

/** Amazon RDS User Guide, "Working with read replicas" of each engine ("up to 15 read replicas"), as of 2026-11. */
const MOST = 15;

/** Seconds that a replica may be behind. */
const MOST_LAG = 60;

/**
 * Checks the replicas of a database: `DATABASE_REPLICAS_PASSWORD`, `DATABASE_REPLICAS_MANY`, `DATABASE_BACKUPS_NEEDED`,
 * `DATABASE_REPLICAS_BLUE_GREEN`, `DATABASE_SIZE_FORM`, `DATABASE_ZONE_UNKNOWN`, `DATABASE_ZONE_STANDBY`.
 */
export function checkReplicas(props: DatabaseProps, region: string, problems: Problems): void {
  const replicas = Object.entries(props.replicas ?? {});
  if (replicas.length === 0) return;
  checkReplicated(props, replicas.length, problems);
  for (const [name, { size, zone, multiAz }] of replicas) {
    const at = `replicas.${name}`;
    if (size !== undefined) checkSize(size, `${at}.size`, problems);
    if (zone === undefined) continue;
    const zones = props.network.zones.filter((one) => availabilityZoneOf(one, region).availabilityZone !== undefined);
    if (!zones.includes(zone)) {
      problems.add(`${at}.zone`, {
        code: "DATABASE_ZONE_UNKNOWN",
        message: "The network has no zone of this letter.",
        found: `"${zone}"`,
        expected: zones.length === 0 ? "no zone, since those of the network are said by their ids" : zones.join(", "),
        fix: `${zones.length === 0 ? "" : `use "${zones[0]}", or `}leave it out and AWS chooses one`,
      });
    }
    if (multiAz) {
      problems.add(`${at}.zone`, {
        code: "DATABASE_ZONE_STANDBY",
        message: "A replica with a standby lies in two zones, which AWS chooses.",
        found: `zone: "${zone}", with multiAz: true`,
        expected: "a zone, or a standby",
        fix: "leave out zone, or leave out multiAz",
      });
    }
  }
}

function checkReplicated(props: DatabaseProps, count: number, problems: Problems): void {
  if (props.password === undefined) {
    // Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager", Limitations, as of 2026-11.
    problems.add("replicas", {
      code: "DATABASE_REPLICAS_PASSWORD",
      message: "AWS makes no read replica of a database whose password it manages itself.",
      found: "replicas, without a password of one's own",
      expected: "a password that is read of a secret, or no replicas",
      fix: "hand over password with a Secret, or leave out replicas",
    });
  }
  if (count > MOST) {
    problems.add("replicas", {
      code: "DATABASE_REPLICAS_MANY",
      message: "RDS makes no more replicas of one database.",
      found: `${count} replicas`,
      expected: `${MOST} at most`,
      fix: `leave out ${count - MOST}`,
    });
  }
  if (props.backupDays === 0) {
    problems.add("backupDays", {
      code: "DATABASE_BACKUPS_NEEDED",
      message: "A replica is made from the backups of its database.",
      found: "backupDays: 0, with replicas",
      expected: "1 to 35",
      fix: "use 7, or leave out replicas",
    });
  }
  if (props.blueGreen) {
    // AWS provider 5.100.0, `aws_db_instance`, "Low-Downtime Updates", as of 2026-11.
    problems.add("blueGreen", {
      code: "DATABASE_REPLICAS_BLUE_GREEN",
      message: "The AWS provider changes no database by a copy that has replicas.",
      found: "blueGreen: true, with replicas",
      expected: "changes in place, or no replicas",
      fix: "leave out blueGreen, or leave out replicas",
    });
  }
}

/** What replicas have of their database. */
export interface Replicated {
  readonly id: string;
  readonly scope: Construct;
  readonly props: DatabaseProps;
  readonly engine: ParsedEngine;
  readonly instance: DbInstance;
  readonly parameterGroup: DbParameterGroup;
}

/** Makes the replicas of a database by their names. */
export function createReplicas(of: Replicated): Readonly<Record<string, MadeReplica>> {
  const { replicas = {} } = of.props;
  const names = Object.keys(replicas).sort();
  if (names.length === 0) return {};
  const scope = new Construct(of.scope, "replicas");
  return Object.fromEntries(names.map((name) => [name, new MadeReplica(scope, name, replicas[name] ?? {}, of)]));
}

/** A replica of a database, by the name of both, which its alarms have too. */
export class MadeReplica extends Construct {
  readonly instance: DbInstance;
  /** Nothing for a replica with the parameters of the database. */
  readonly parameterGroup?: DbParameterGroup;
  readonly logGroups: readonly CloudwatchLogGroup[];
  readonly metrics: ReplicaMetrics;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<DatabaseAlarm | "lag", MetricAlarm>>>;

  constructor(parent: Construct, name: string, replica: ReadReplica, of: Replicated) {
    super(parent, `${of.id}-${name}`);
    const stack = EnvironmentStack.of(this);
    const identifier = stack.physicalName("database", stack.stackName, of.id, name);
    if (replica.parameters) this.parameterGroup = this.#createParameters(identifier, replica.parameters, of);
    const logs = exportedLogs(of.engine.engine);
    this.logGroups = logGroups({ scope: this, name: identifier }, "instance", logs, of.props.logRetentionDays);
    this.instance = this.#createInstance(identifier, replica, of);
    this.metrics = replicaMetrics(identifier);
    this.alarms = watch(this, replica, of, this.metrics);
  }

  #createParameters(identifier: string, parameters: Readonly<Record<string, string>>, { engine }: Replicated) {
    return new DbParameterGroup(this, "parameters", {
      namePrefix: `${identifier}-`,
      family: familyOf(engine),
      description: `Parameters of ${identifier}`,
      parameter: parametersWithTls(engine.engine, parameters),
    });
  }

  #createInstance(identifier: string, replica: ReadReplica, of: Replicated): DbInstance {
    const { props, instance: source } = of;
    const { environment } = EnvironmentStack.of(this);
    return new DbInstance(this, "instance", {
      identifier,
      ...origin(replica, of, identifier),
      instanceClass: replica.size ?? props.size,
      storageType: source.storageTypeInput,
      allocatedStorage: source.allocatedStorageInput,
      maxAllocatedStorage: source.maxAllocatedStorageInput,
      storageEncrypted: true,
      port: source.portInput,
      multiAz: replica.multiAz ?? false,
      ...(replica.zone === undefined
        ? {}
        : { availabilityZone: availabilityZoneOf(replica.zone, environment.region).availabilityZone }),
      vpcSecurityGroupIds: source.vpcSecurityGroupIdsInput,
      publiclyAccessible: false,
      parameterGroupName: (this.parameterGroup ?? of.parameterGroup).name,
      iamDatabaseAuthenticationEnabled: source.iamDatabaseAuthenticationEnabledInput,
      maintenanceWindow: source.maintenanceWindowInput,
      applyImmediately: source.applyImmediatelyInput,
      autoMinorVersionUpgrade: source.autoMinorVersionUpgradeInput,
      copyTagsToSnapshot: true,
      deletionProtection: source.deletionProtectionInput,
      databaseInsightsMode: source.databaseInsightsModeInput,
      performanceInsightsEnabled: source.performanceInsightsEnabledInput,
      performanceInsightsRetentionPeriod: source.performanceInsightsRetentionPeriodInput,
      performanceInsightsKmsKeyId: source.performanceInsightsKmsKeyIdInput,
      monitoringInterval: source.monitoringIntervalInput,
      monitoringRoleArn: source.monitoringRoleArnInput,
      enabledCloudwatchLogsExports: [...exportedLogs(of.engine.engine)],
      dependsOn: [...this.logGroups],
      ...(environment.protect ? { lifecycle: { preventDestroy: true } } : {}),
    });
  }
}

/** A replica has the backups of its database, and no last snapshot; one that was promoted has them of its own. */
function origin({ promoted }: ReadReplica, { instance, scope, engine }: Replicated, identifier: string) {
  if (!promoted) return { replicateSourceDb: instance.identifier, skipFinalSnapshot: true };
  return {
    ...{ engine: engine.engine, engineVersion: engine.version },
    backupRetentionPeriod: instance.backupRetentionPeriodInput,
    backupWindow: instance.backupWindowInput,
    ...finalSnapshot(EnvironmentStack.of(scope).environment.protect, identifier),
  };
}

function watch(scope: Construct, { promoted }: ReadReplica, { props }: Replicated, metrics: ReplicaMetrics) {
  const alarms = watchDatabase(scope, props.alarms, {
    ...{ name: scope.node.id, metrics, connections: props.connectionsLimit ?? 100 },
    littleStorage: (gibOf(props.storage) * 1024 ** 3) / 10,
  });
  const options = askedAlarms(scope, props.alarms);
  if (!options || promoted) return alarms;
  const lag = new MetricAlarm(scope, "alarm-lag", {
    ...options,
    name: `${scope.node.id}-lag`,
    description: `${scope.node.id} is more than a minute behind its database: give it a larger size, or look for long transactions`,
    metric: metrics.lag({ periodSeconds: 300 }),
    ...{ when: "above", threshold: MOST_LAG, periods: 3 },
  });
  return { ...alarms, lag };
}
