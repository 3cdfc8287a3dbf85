import type { Change } from "../plan/changes";
import { entryOf, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";

/** A switch that protects while it has one value. */
interface Switch {
  readonly isSafe: boolean;
  readonly sentence: string;
}

/** Switches of all types of resources that have them, by attribute. Their meaning is the same wherever the AWS provider has them. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  copy_tags_to_snapshot: { isSafe: true, sentence: "snapshots no longer get the tags" },
  deletion_protection: { isSafe: true, sentence: "its deletion is no longer refused" },
  deletion_protection_enabled: { isSafe: true, sentence: "its deletion is no longer refused" },
  disable_api_stop: { isSafe: true, sentence: "stopping it is no longer refused" },
  disable_api_termination: { isSafe: true, sentence: "its termination is no longer refused" },
  drop_invalid_header_fields: { isSafe: true, sentence: "headers that are not valid reach the targets" },
  enable_deletion_protection: { isSafe: true, sentence: "its deletion is no longer refused" },
  enable_key_rotation: { isSafe: true, sentence: "the key is no longer rotated" },
  enable_log_file_validation: { isSafe: true, sentence: "changes of log files are no longer found out" },
  encrypted: { isSafe: true, sentence: "what is stored is no longer encrypted" },
  force_destroy: { isSafe: false, sentence: "a destroy takes what is in it along" },
  multi_az: { isSafe: true, sentence: "no second zone stands by" },
  skip_final_snapshot: { isSafe: false, sentence: "a destroy leaves no snapshot" },
  storage_encrypted: { isSafe: true, sentence: "what is stored is no longer encrypted" },
  termination_protection: { isSafe: true, sentence: "its termination is no longer refused" },
};

/** Numbers of which less protects less, by attribute; 0 of a retention of logs means for ever. */
const NUMBERS: Readonly<Record<string, { readonly unit: string; readonly isZeroForEver?: boolean }>> = {
  backup_retention_period: { unit: "days of backups" },
  deletion_window_in_days: { unit: "days until a deleted key is gone" },
  recovery_window_in_days: { unit: "days until a deleted secret is gone" },
  retention_in_days: { unit: "days of logs", isZeroForEver: true },
  snapshot_retention_limit: { unit: "days of snapshots" },
};

/** What protects as long as it is there, by type: what its deletion means. */
const GUARDS: Readonly<Record<string, string>> = {
  aws_cloudtrail: "calls of AWS are no longer recorded",
  aws_cloudwatch_metric_alarm: "nobody is told any more",
  aws_config_configuration_recorder: "changes of resources are no longer recorded",
  aws_flow_log: "network traffic is no longer recorded",
  aws_guardduty_detector: "threats are no longer looked for",
  aws_s3_bucket_logging: "access to the bucket is no longer recorded",
  aws_s3_bucket_public_access_block: "the bucket may be opened to the public",
  aws_s3_bucket_server_side_encryption_configuration: "objects are encrypted with the default key of S3 only",
  aws_s3_bucket_versioning: "overwritten objects can no longer be had back",
  aws_wafv2_web_acl_association: "requests are no longer filtered",
  aws_wafv2_web_acl_logging_configuration: "requests are no longer recorded",
};

/** Protections that a plan takes off: switches, retention, encryption, and what watches. */
export function protections({ changes }: Judged): readonly Finding[] {
  return changes.flatMap((change) => {
    if (change.action === "delete") return guardGone(change);
    if (change.action !== "update" && change.action !== "replace") return [];
    return [...switchedOff(change), ...lowered(change), ...suspended(change)];
  });
}

function guardGone(change: Change): readonly Finding[] {
  const what = entryOf(GUARDS, change.type);
  return what === undefined ? [] : [finding(change, "guard-removed", "medium", `is destroyed: ${what}`)];
}

function switchedOff(change: Change): readonly Finding[] {
  return Object.entries(SWITCHES).flatMap(([attribute, { isSafe, sentence }]) => {
    const [before, after] = [change.before[attribute], change.after[attribute]];
    if (before !== isSafe || after === isSafe || after === UNKNOWN) return [];
    const sentenceOf = `${attribute} is ${isSafe ? "taken off" : "put on"}: ${sentence}`;
    return [finding(change, "protection-off", "medium", sentenceOf, attribute)];
  });
}

function lowered(change: Change): readonly Finding[] {
  return Object.entries(NUMBERS).flatMap(([attribute, { unit, isZeroForEver }]) => {
    const amount = (value: unknown) =>
      typeof value !== "number" ? undefined : value === 0 && isZeroForEver ? Number.POSITIVE_INFINITY : value;
    const [before, after] = [amount(change.before[attribute]), amount(change.after[attribute])];
    if (before === undefined || after === undefined || after >= before) return [];
    const text = (value: number) => (Number.isFinite(value) ? String(value) : "unlimited");
    return [
      finding(
        change,
        "retention-lowered",
        "medium",
        `keeps ${text(after)} in place of ${text(before)} ${unit}`,
        attribute,
      ),
    ];
  });
}

function suspended(change: Change): readonly Finding[] {
  if (change.type !== "aws_s3_bucket_versioning") return [];
  const isOn = (values: Change["after"]) => JSON.stringify(values.versioning_configuration ?? "").includes('"Enabled"');
  if (!isOn(change.before) || isOn(change.after)) return [];
  return [
    finding(
      change,
      "protection-off",
      "medium",
      "versioning is suspended: overwritten objects can no longer be had back",
    ),
  ];
}
