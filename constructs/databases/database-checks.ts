import { Token } from "cdktf";
import { holdsReference } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";
import { checkServiceWindows, type WindowRules } from "../core/texts/service-windows";
import { checkStorageSize, gibOf } from "../core/texts/storage-sizes";
import { checkKeyArn } from "../encryption/key-arn";
import { checkAlarmActions } from "../monitoring/alarm-actions";
import { checkLogRetention } from "../monitoring/log-retention";
import type { ITier } from "../network/network.types";
import { privateTier } from "../network/tiers/private-tier";
import { checkSubnetGroup } from "../network/tiers/subnet-group-checks";
import type { DatabaseOptions, DatabaseProps } from "./database-props";
import { type EngineName, isPostgres } from "./engine-versions";

/** Amazon RDS User Guide, "Amazon RDS DB instance storage", gp3, as of 2026-11. */
const STORAGE_GIB = [20, 65_536] as const;

/** Amazon RDS API Reference, `CreateDBInstance`, PreferredBackupWindow, as of 2026-11. */
const WINDOWS: WindowRules = {
  codePrefix: "DATABASE_",
  service: "RDS",
  shortestMinutes: 30,
  shortest: "half an hour",
  daily: "backupWindow",
  makes: "backup",
  dailyExample: "17:00-17:30",
};

const INSTANCE_CLASS = /^db\.[a-z0-9-]+\.[a-z0-9]+$/;
const SQL_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/** Names that RDS keeps for itself (Amazon RDS API Reference, `CreateDBInstance`, MasterUsername and DBName, as of 2026-11). */
const RESERVED = ["rdsadmin", "rdsrepladmin", "rds_superuser", "mysql"];

/** What is checked of a database beside its engine, which the caller knows. */
export interface CheckedDatabase {
  readonly props: DatabaseProps;
  readonly engine: EngineName | undefined;
  readonly databaseName: string;
}

/**
 * Checks what the forms of the properties do not say: `DATABASE_SIZE_FORM`, `STORAGE_SIZE_INVALID`, `DATABASE_STORAGE_SHRINKS`,
 * `DATABASE_NAME_FORM`, `DATABASE_WINDOW_FORM`, `DATABASE_WINDOWS_OVERLAP`, `DATABASE_PASSWORD_MANAGED`, `DATABASE_BACKUPS_NEEDED`, `KEY_ARN_INVALID`,
 * `LOG_RETENTION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`.
 */
export function checkDatabase({ props, engine, databaseName }: CheckedDatabase, problems: Problems): void {
  checkSize(props.size, "size", problems);
  checkStorage(props, problems);
  checkCommon(props, databaseName, problems);
  if (props.blueGreen) checkBlueGreen(props, engine, problems);
}

/** What is checked of instances and clusters alike. */
type CommonOptions = Pick<
  DatabaseOptions,
  "username" | "backupWindow" | "maintenanceWindow" | "key" | "logRetentionDays" | "alarms"
>;

/**
 * Checks what instances and clusters have alike: `DATABASE_NAME_FORM`, `DATABASE_WINDOW_FORM`, `DATABASE_WINDOWS_OVERLAP`, `KEY_ARN_INVALID`,
 * `LOG_RETENTION_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`.
 */
export function checkCommon(props: CommonOptions, databaseName: string, problems: Problems): void {
  checkName("databaseName", databaseName, problems);
  checkName("username", props.username ?? "dbowner", problems);
  checkServiceWindows({ daily: props.backupWindow, maintenanceWindow: props.maintenanceWindow }, WINDOWS, problems);
  if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
  if (props.logRetentionDays !== undefined) checkLogRetention(props.logRetentionDays, problems, "logRetentionDays");
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
}

/**
 * Adds `DATABASE_SIZE_FORM` for what is no class of instances.
 *
 * @param at the property
 */
export function checkSize(size: string, at: string, problems: Problems): void {
  if (Token.isUnresolved(size) || INSTANCE_CLASS.test(size)) return;
  problems.add(at, {
    code: "DATABASE_SIZE_FORM",
    message: "This is no class of instances of RDS.",
    found: `"${size}"`,
    expected: "db., a family and a size, such as db.t4g.medium",
    fix: `use "${/^(?!db\.)[a-z0-9-]+\.[a-z0-9]+$/.test(size) ? `db.${size}` : "db.t4g.medium"}"`,
  });
}

function checkStorage({ storage, maxStorage }: DatabaseOptions, problems: Problems): void {
  const isSize = checkStorageSize(storage, STORAGE_GIB, "storage", problems);
  if (!checkStorageSize(maxStorage, STORAGE_GIB, "maxStorage", problems) || !isSize || maxStorage === undefined) return;
  if (gibOf(maxStorage) >= gibOf(storage)) return;
  problems.add("maxStorage", {
    code: "DATABASE_STORAGE_SHRINKS",
    message: "The storage cannot grow to less than it has.",
    found: `"${maxStorage}", and "${storage}" of storage`,
    expected: `"${storage}" or more`,
    fix: `use "${storage}", by which it does not grow, or leave it out for twice as much`,
  });
}

function checkName(property: "databaseName" | "username", name: string, problems: Problems): void {
  if (!holdsReference(name) && SQL_NAME.test(name) && !RESERVED.includes(name.toLowerCase())) return;
  const isReserved = RESERVED.includes(name.toLowerCase());
  problems.add(property, {
    code: "DATABASE_NAME_FORM",
    message: isReserved ? "The engine keeps this name for itself." : "RDS admits no such name.",
    found: `"${name}"`,
    expected: `1 to 63 letters, digits and _, a letter first, and none of ${RESERVED.join(", ")}`,
    fix: property === "username" ? 'leave it out for "dbowner"' : 'give it a name of its own, such as "orders"',
  });
}

/** Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager", Limitations, as of 2026-11. */
function checkBlueGreen(props: DatabaseProps, engine: EngineName | undefined, problems: Problems): void {
  if (props.password === undefined) {
    problems.add("blueGreen", {
      code: "DATABASE_PASSWORD_MANAGED",
      message: "AWS makes no copy to change of a database whose password it manages itself.",
      found: "blueGreen: true, without a password of one's own",
      expected: "a password that is read of a secret, or changes in place",
      fix: "hand over password with a Secret, or leave out blueGreen",
    });
  }
  if (props.backupDays !== 0 || engine === undefined) return;
  problems.add("backupDays", {
    code: "DATABASE_BACKUPS_NEEDED",
    message: "A copy that takes the place of a database is made from its backups.",
    found: "backupDays: 0, with blueGreen: true",
    expected: "1 to 35",
    fix: "use 7, or leave out blueGreen",
  });
}

/** Name of the database on the server: what is said, or the id in the form that RDS admits. */
export function databaseNameOf(id: string, asked: string | undefined): string {
  return asked ?? id.replace(/[^A-Za-z0-9]+/g, "_");
}

/** Where instances and clusters lie. */
type Place = Pick<DatabaseProps, "subnetGroupName" | "existingSubnetGroupName" | "tier" | "network">;

/**
 * Checks where a database lies: `EXACT_NAME_INVALID`, `DATABASE_SUBNET_GROUPS`, `DATABASE_TIER_ZONES`, `DATABASE_TIER_UNKNOWN`,
 * `DATABASE_TIER_PUBLIC`.
 *
 * @returns the tier of a subnet group of its own; nothing for a database that lies in one that exists, or where there is no such tier
 */
export function checkPlace(props: Place, problems: Problems): ITier | undefined {
  checkSubnetGroup(props, { kind: "dbSubnetGroup", codePrefix: "DATABASE_", what: "A database" }, problems);
  if (props.existingSubnetGroupName !== undefined) return undefined;
  const name = props.tier ?? props.network.tiers.find(({ kind }) => kind === "isolated")?.name;
  const choice = { at: "tier", codePrefix: "DATABASE_", what: "Databases" };
  const tier = privateTier(props.network, name, choice, problems);
  if (tier) checkTier(tier, problems);
  return tier;
}

/** RDS makes no subnet group in one zone. */
function checkTier(tier: ITier, problems: Problems): void {
  if (tier.subnets.length >= 2) return;
  problems.add("tier", {
    code: "DATABASE_TIER_ZONES",
    message: "RDS puts a database into subnets of two zones at least.",
    found: `the tier ${tier.name} in ${tier.subnets.length} zone`,
    expected: "a tier with subnets in two zones",
    fix: "give the network two zones, or name another tier",
  });
}

/** Logs of an engine that go to CloudWatch (Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs", as of 2026-11). */
export function exportedLogs(engine: EngineName): readonly string[] {
  if (engine === "aurora-postgresql") return ["postgresql"];
  if (isPostgres(engine)) return ["postgresql", "upgrade"];
  return engine === "aurora-mysql" ? ["audit", "error", "slowquery"] : ["error", "slowquery"];
}
