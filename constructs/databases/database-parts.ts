import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { EphemeralValue } from "../core/resources/ephemeral-value";
import { Role } from "../iam/roles/role";
import { createLogGroup } from "../monitoring/log-group";
import type { ITier } from "../network/network.types";
import { Secret } from "../secrets/secret";
import type { DatabaseOptions, PasswordFromSecret } from "./database-props";
import { type EngineName, isPostgres } from "./engine-versions";

/** Days that Database Insights keeps what it knows (Amazon RDS User Guide, "Database Insights", as of 2026-11). */
export const INSIGHTS_DAYS = { standard: 7, advanced: 465 } as const;

/** How often RDS tells of the machine. */
export const MONITORING_SECONDS = 60;

/** What an instance and a cluster are made of alike, by their names. */
export interface PartsOwner {
  readonly scope: Construct;
  /** Name of the instance or cluster. */
  readonly name: string;
}

/**
 * The subnets that RDS may put it into.
 *
 * @param groupName whole name of the group; that of its owner where it is left out
 */
export function subnetGroup({ scope, name }: PartsOwner, tier: ITier, groupName?: string): DbSubnetGroup {
  const group = new DbSubnetGroup(scope, "subnets", {
    name: groupName ?? name,
    description: `Subnets of ${name}`,
    subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
  });
  if (groupName !== undefined) namedBy(group, "subnetGroupName", scope);
  return group;
}

/** Log groups of what RDS exports, which it would make without an end. */
export function logGroups(
  { scope, name }: PartsOwner,
  folder: "instance" | "cluster",
  logs: readonly string[],
  retentionDays: number | undefined,
): readonly CloudwatchLogGroup[] {
  return logs.map((log) =>
    // Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs", as of 2026-11.
    createLogGroup(scope, `log-${log}`, { name: `/aws/rds/${folder}/${name}/${log}`, retentionDays, usualDays: 30 }),
  );
}

/** The role by which RDS tells of processes and memory of the machine. */
export function monitoringRole({ scope, name }: PartsOwner): Role {
  const { partition } = EnvironmentStack.of(scope);
  return new Role(scope, "monitoring", {
    description: `Reports the machine of ${name}`,
    trustedBy: [{ by: "service", service: "monitoring.rds.amazonaws.com" }],
    managedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`],
  });
}

/** The password that a secret holds, read in the run and kept nowhere. A secret has no value before one is written. */
export function passwordOf(scope: Construct, { secret }: PasswordFromSecret): string {
  const written = secret instanceof Secret && secret.value ? [secret.value] : [];
  const asked = { secret_id: secret.secretArn };
  const version = new EphemeralValue(scope, "password", "aws_secretsmanager_secret_version", asked, written);
  const value = version.read("secret_string");
  const isJson = secret.fields.includes("password");
  return isJson ? Fn.lookup(Fn.jsondecode(value), "password", "") : value;
}

/** What asks clients for TLS (Amazon RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance or cluster", as of 2026-11). */
function tlsParameter(engine: EngineName): { readonly name: string; readonly value: string } {
  if (isPostgres(engine)) return { name: "rds.force_ssl", value: "1" };
  return { name: "require_secure_transport", value: engine === "aurora-mysql" ? "ON" : "1" };
}

/** A parameter of a group, and when it counts. */
interface AppliedParameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** Parameters by name, and what asks clients for TLS, whatever they say of it. */
export function parametersWithTls(
  engine: EngineName,
  parameters: Readonly<Record<string, string>>,
): AppliedParameter[] {
  const tls = tlsParameter(engine);
  return Object.entries({ ...parameters, [tls.name]: tls.value })
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ name, value, applyMethod: name === tls.name ? "immediate" : "pending-reboot" }));
}

/** What a final snapshot is called; none where the environment may be taken down and made anew. */
export function finalSnapshot(protect: boolean, name: string) {
  return protect ? { skipFinalSnapshot: false, finalSnapshotIdentifier: `${name}-final` } : { skipFinalSnapshot: true };
}

/** The key that was chosen, of whichever form. */
export function keyArnOf({ key }: Pick<DatabaseOptions, "key">): string | undefined {
  return typeof key === "object" ? key.arn : key;
}
