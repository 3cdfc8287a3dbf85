import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { Problems } from "../core/errors";
import { waitFor } from "../core/resources/wait-for";
import { distinctTexts } from "../core/texts/reference-text";
import { viaService } from "../iam/policies/key-grants";
import { Role } from "../iam/roles/role";
import { permissionsOf } from "../iam/roles/role-permissions";
import { secretResource } from "../iam/secret-resource";
import { type Alarms, askedAlarms } from "../monitoring/environment-alarms";
import { createLogGroup } from "../monitoring/log-group";
import { metricsOf } from "../monitoring/metric";
import { MetricAlarm } from "../monitoring/metric-alarm";
import type { ISecret } from "../secrets/secret.types";
import type { ProxyMetrics } from "./database.types";
import { type EngineName, isPostgres } from "./engine-versions";

/** A proxy in front of a database, which keeps connections to it ready and hands them out. */
export interface ProxyOptions {
  /**
   * Whether clients log in to the proxy with a token of IAM, and never with a password. A token is for the owner, or for one of `users`.
   *
   * @default false
   */
  readonly iamLogin?: boolean;
  /**
   * Secrets of further users of the database that clients log in to the proxy as: JSON with the fields `username` and `password`.
   *
   * @default - clients log in as the owner
   * @codeOnly secrets that one makes oneself
   */
  readonly users?: readonly ISecret[];
  /**
   * Seconds without a query after which a client is disconnected.
   *
   * @minimum 1
   * @maximum 28800
   * @counts seconds
   * @default 1800
   */
  readonly idleSeconds?: number;
  /**
   * How much of the connections that the database admits the proxy opens, in percent.
   *
   * @minimum 1
   * @maximum 100
   * @default 100
   */
  readonly maxConnectionsPercent?: number;
  /**
   * How much of them it keeps open while nobody uses them, in percent: no more than `maxConnectionsPercent`.
   *
   * @minimum 0
   * @maximum 100
   * @default - half of `maxConnectionsPercent`
   */
  readonly maxIdlePercent?: number;
  /**
   * Seconds that a client waits for a connection before it is refused.
   *
   * @minimum 0
   * @maximum 300
   * @counts seconds
   * @default 120
   */
  readonly borrowSeconds?: number;
}

/** Where proxies write their logs (Amazon RDS User Guide, "Troubleshooting for RDS Proxy", as of 2026-12). */
const LOGS = "/aws/rds/proxy";

/** Microseconds that a client waits for a connection on average when there are too few of them. */
const LONG_WAIT = 100_000;

/** What a proxy tells when it goes wrong. */
export type ProxyAlarm = "availability" | "waiting";

/** What a proxy has of what is behind it. */
export interface Proxied {
  readonly scope: Construct;
  /** Name of the instance or cluster, which the proxy has too. */
  readonly name: string;
  readonly engine: EngineName;
  readonly target: { readonly dbInstanceIdentifier: string } | { readonly dbClusterIdentifier: string };
  /** The secret of the owner, and its key where it has one of its own. */
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  /** Subnets of two zones or more. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly logRetentionDays: number | undefined;
  readonly alarms: Alarms | undefined;
}

/** What is asked of a proxy; nothing where there is none. */
export function proxyOptions(asked: boolean | ProxyOptions | undefined): ProxyOptions | undefined {
  return asked === true ? {} : asked === false ? undefined : asked;
}

/**
 * Checks a proxy: `DATABASE_PROXY_IDLE`, `DATABASE_PROXY_SECRET_FORM`.
 *
 * @param owner the secret of the owner, where AWS does not make it
 */
export function checkProxy(options: ProxyOptions, owner: ISecret | undefined, problems: Problems): void {
  const { maxConnectionsPercent = 100, maxIdlePercent = 0, users = [] } = options;
  const secrets = users.map((secret, index) => [`proxy.users[${index}]`, secret] as const);
  for (const [at, { fields }] of [...(owner ? [["password.secret", owner] as const] : []), ...secrets]) {
    if (fields.includes("username") && fields.includes("password")) continue;
    problems.add(at, {
      code: "DATABASE_PROXY_SECRET_FORM",
      message: "A proxy reads name and password of a user from one secret.",
      found: fields.length === 0 ? "a secret that is one text" : `a secret with ${fields.join(", ")}`,
      expected: "JSON with the fields username and password",
      fix: 'make the secret with generate: { json: { generated: "password", fields: { username: "app" } } }, or say its fields where it exists',
    });
  }
  if (maxIdlePercent > maxConnectionsPercent) {
    problems.add("proxy.maxIdlePercent", {
      code: "DATABASE_PROXY_IDLE",
      message: "A proxy keeps no more connections than it opens.",
      found: `${maxIdlePercent}, and ${maxConnectionsPercent} in maxConnectionsPercent`,
      expected: `0 to ${maxConnectionsPercent}`,
      fix: `use ${maxConnectionsPercent}, or leave it out for half of maxConnectionsPercent`,
    });
  }
}

/** A proxy in the security group of what is behind it. */
export class MadeProxy extends Construct {
  readonly proxy: DbProxy;
  readonly targetGroup: DbProxyDefaultTargetGroup;
  readonly target: DbProxyTarget;
  /** The role by which the proxy reads the secrets of the users. */
  readonly role: Role;
  readonly logGroup: CloudwatchLogGroup;
  readonly metrics: ProxyMetrics;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<ProxyAlarm, MetricAlarm>>>;

  constructor(of: Proxied, options: ProxyOptions) {
    super(of.scope, "proxy");
    this.role = secretsRole(this, of, options);
    const { logRetentionDays: retentionDays } = of;
    this.logGroup = createLogGroup(this, "log", { name: `${LOGS}/${of.name}`, retentionDays, usualDays: 30 });
    this.proxy = this.#createProxy(of, options);
    const most = options.maxConnectionsPercent ?? 100;
    this.targetGroup = new DbProxyDefaultTargetGroup(this, "target-group", {
      dbProxyName: this.proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: most,
        maxIdleConnectionsPercent: options.maxIdlePercent ?? Math.floor(most / 2),
        connectionBorrowTimeout: options.borrowSeconds ?? 120,
      },
    });
    this.target = new DbProxyTarget(this, "target", {
      dbProxyName: this.proxy.name,
      targetGroupName: this.targetGroup.name,
      ...of.target,
    });
    this.metrics = metricsOfProxy(of.name);
    this.alarms = watch(this, of, this.metrics);
  }

  #createProxy(of: Proxied, options: ProxyOptions): DbProxy {
    const proxy = new DbProxy(this, "proxy", {
      name: of.name,
      engineFamily: isPostgres(of.engine) ? "POSTGRESQL" : "MYSQL",
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: options.idleSeconds ?? 1800,
      roleArn: this.role.roleArn,
      auth: secretsOf(of, options).map(({ secretArn }) => ({
        authScheme: "SECRETS",
        iamAuth: options.iamLogin ? "REQUIRED" : "DISABLED",
        secretArn,
      })),
      vpcSubnetIds: [...of.subnetIds],
      vpcSecurityGroupIds: [of.securityGroupId],
      dependsOn: [this.logGroup],
    });
    waitFor(proxy, () => permissionsOf(this.role));
    return proxy;
  }
}

/** What IAM knows a proxy by: `prx-…`, the end of its ARN (Amazon RDS User Guide, "Connecting to a database through RDS Proxy", as of 2026-12). */
export function proxyResourceId({ proxy }: MadeProxy): string {
  return Fn.element(Fn.split(":", proxy.arn), 6);
}

/** A secret with its key, where it has one of its own. */
type KeyedSecret = Pick<Proxied, "secretArn" | "secretKeyArn">;

function secretsOf(of: Proxied, { users = [] }: ProxyOptions): readonly KeyedSecret[] {
  return [of, ...users.map(({ secretArn, keyArn }) => ({ secretArn, ...(keyArn ? { secretKeyArn: keyArn } : {}) }))];
}

/** Amazon RDS User Guide, "Setting up AWS Identity and Access Management (IAM) policies" of RDS Proxy, as of 2026-12. */
function secretsRole(scope: Construct, of: Proxied, options: ProxyOptions): Role {
  const role = new Role(scope, "role", {
    description: `Reads the passwords for the proxy of ${of.name}`,
    trustedBy: [{ by: "service", service: "rds.amazonaws.com" }],
  });
  const secrets = secretsOf(of, options);
  role.allow({
    sid: "ReadSecrets",
    actions: ["secretsmanager:GetSecretValue"],
    resources: distinctTexts(
      secrets.map(({ secretArn }) => secretResource(secretArn)),
      role,
    ),
  });
  const keys = secrets.flatMap(({ secretKeyArn }) => secretKeyArn ?? []);
  if (keys.length > 0) {
    role.allow({
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: distinctTexts(keys, role),
      conditions: viaService(role, "secretsmanager"),
    });
  }
  return role;
}

/** Amazon RDS User Guide, "Monitoring RDS Proxy metrics with Amazon CloudWatch", as of 2026-12. */
function metricsOfProxy(name: string): ProxyMetrics {
  const metric = metricsOf("AWS/RDS", { ProxyName: name });
  const writer = metricsOf("AWS/RDS", { ProxyName: name, TargetGroup: "default", TargetRole: "READ_WRITE" });
  return {
    availability: writer("AvailabilityPercentage", "Average"),
    clientConnections: metric("ClientConnections", "Sum"),
    databaseConnections: metric("DatabaseConnections", "Sum"),
    borrowLatency: metric("DatabaseConnectionsBorrowLatency", "Average"),
  };
}

function watch(scope: Construct, { name, alarms }: Proxied, metrics: ProxyMetrics) {
  const options = askedAlarms(scope, alarms);
  if (!options) return {};
  const of = scope.node.scope?.node.id ?? name;
  return {
    availability: new MetricAlarm(scope, "alarm-availability", {
      ...options,
      name: `${of}-proxy-availability`,
      description: `The proxy of ${name} does not reach it: look at its log for what it is refused`,
      metric: metrics.availability({ periodSeconds: 300 }),
      ...{ when: "below", threshold: 100, periods: 3 },
    }),
    waiting: new MetricAlarm(scope, "alarm-waiting", {
      ...options,
      name: `${of}-proxy-waiting`,
      description: `Clients of the proxy of ${name} wait for connections: give the database a larger size, or keep transactions short`,
      metric: metrics.borrowLatency({ periodSeconds: 300 }),
      ...{ when: "above", threshold: LONG_WAIT, periods: 3 },
    }),
  };
}
