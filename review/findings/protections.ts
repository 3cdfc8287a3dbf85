import type { Change } from "../plan/changes";
import { documentOf } from "../values/documents";
import { maskedText } from "../values/mask";
import { valueAt } from "../values/value-at";
import { entryOf, isRecord, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";

/** A switch that protects while it has one value. */
interface Switch {
  readonly safe: boolean | string;
  readonly sentence: string;
}

const deletion: Switch = { safe: true, sentence: "its deletion is no longer refused" };
const termination: Switch = { safe: true, sentence: "its termination is no longer refused" };
const encryption: Switch = { safe: true, sentence: "what is stored is no longer encrypted" };
const requests: Switch = { safe: true, sentence: "requests are no longer recorded" };

/** Switches of all types of resources that have them, by attribute. Their meaning is the same wherever the AWS provider has them. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  "access_logs.enabled": requests,
  actions_enabled: { safe: true, sentence: "nobody is told any more" },
  at_rest_encryption_enabled: encryption,
  auto_minor_version_upgrade: { safe: true, sentence: "mends of the engine are no longer taken" },
  copy_tags_to_snapshot: { safe: true, sentence: "snapshots no longer get the tags" },
  deletion_protection: deletion,
  deletion_protection_enabled: deletion,
  disable_api_stop: { safe: true, sentence: "stopping it is no longer refused" },
  disable_api_termination: termination,
  drop_invalid_header_fields: { safe: true, sentence: "headers that are not valid reach the targets" },
  enable_deletion_protection: deletion,
  enable_execute_command: { safe: false, sentence: "whoever may run commands in its containers gets their rights" },
  enable_key_rotation: { safe: true, sentence: "the key is no longer rotated" },
  enable_log_file_validation: { safe: true, sentence: "changes of log files are no longer found out" },
  enable_logging: { safe: true, sentence: "calls of AWS are no longer recorded" },
  encrypted: encryption,
  force_destroy: { safe: false, sentence: "a destroy takes what is in it along" },
  image_tag_mutability: { safe: "IMMUTABLE", sentence: "a tag may come to name another image" },
  "image_scanning_configuration.scan_on_push": { safe: true, sentence: "new images are no longer looked through" },
  is_multi_region_trail: { safe: true, sentence: "calls in other regions are no longer recorded" },
  "metadata_options.http_tokens": {
    safe: "required",
    sentence: "its role's credentials can be had by a forged request",
  },
  multi_az: { safe: true, sentence: "no second zone stands by" },
  "point_in_time_recovery.enabled": { safe: true, sentence: "no earlier state can be had back" },
  "server_side_encryption.enabled": { safe: true, sentence: "items are encrypted with a key of AWS only" },
  skip_final_snapshot: { safe: false, sentence: "a destroy leaves no snapshot" },
  storage_encrypted: encryption,
  termination_protection: termination,
  transit_encryption_enabled: { safe: true, sentence: "what is sent is no longer encrypted" },
};

/** What protects as long as there is something in it, by attribute: what its absence means. */
const REQUIRED: Readonly<Record<string, string>> = {
  alarm_actions: "nobody is told any more",
  "encryption_config.provider.key_arn": "secrets are no longer encrypted with a key of one's own",
  permissions_boundary: "nothing limits any more what its policies allow",
  "logging_config.bucket": "requests are no longer recorded",
  web_acl_id: "requests are no longer filtered",
};

/** Lists of which every member protects, by attribute: what is recorded, or answered in safe ways only. */
const LISTS: Readonly<Record<string, string>> = {
  enabled_cloudwatch_logs_exports: "no longer recorded",
  enabled_cluster_log_types: "no longer recorded",
};

/** Values that encrypt what is sent, and those that do not, by attribute. */
const ENCRYPTED: Readonly<Record<string, { readonly safe: readonly string[]; readonly plain: readonly string[] }>> = {
  protocol: { safe: ["HTTPS", "TLS"], plain: ["HTTP", "TCP"] },
  "default_cache_behavior.viewer_protocol_policy": { safe: ["https-only", "redirect-to-https"], plain: ["allow-all"] },
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
  aws_appautoscaling_policy: "it is no longer scaled by load",
  aws_backup_plan: "no more backups are taken by it",
  aws_backup_selection: "what it selects is no longer backed up",
  aws_backup_vault_lock_configuration: "recovery points may be deleted",
  aws_cloudtrail: "calls of AWS are no longer recorded",
  aws_cloudwatch_metric_alarm: "nobody is told any more",
  aws_config_configuration_recorder: "changes of resources are no longer recorded",
  aws_ebs_encryption_by_default: "new volumes are no longer encrypted by themselves",
  aws_ebs_snapshot_block_public_access: "snapshots may be shared with everybody",
  aws_ec2_image_block_public_access: "images may be shared with everybody",
  aws_flow_log: "network traffic is no longer recorded",
  aws_guardduty_detector: "threats are no longer looked for",
  aws_iam_account_password_policy: "passwords need no strength beyond that of AWS",
  aws_s3_bucket_logging: "access to the bucket is no longer recorded",
  aws_s3_bucket_object_lock_configuration: "new objects may be deleted and overwritten",
  aws_s3_bucket_public_access_block: "the bucket may be opened to the public",
  aws_s3_bucket_server_side_encryption_configuration: "objects are encrypted with the default key of S3 only",
  aws_s3_bucket_versioning: "overwritten objects can no longer be had back",
  aws_securityhub_account: "findings are no longer collected",
  aws_vpc_block_public_access_options: "the internet gateways of the account are open again",
  aws_wafv2_web_acl_association: "requests are no longer filtered",
  aws_wafv2_web_acl_logging_configuration: "requests are no longer recorded",
};

/** Protections that a plan takes off: switches, retention, encryption, and what watches. */
export function protections({ changes }: Judged): readonly Finding[] {
  return changes.flatMap((change) => {
    if (change.action === "delete") return guardGone(change);
    if (change.action !== "update" && change.action !== "replace") return [];
    return [...switchedOff(change), ...lowered(change), ...suspended(change), ...containersLoosened(change)];
  });
}

function guardGone(change: Change): readonly Finding[] {
  const what = entryOf(GUARDS, change.type);
  return what === undefined ? [] : [finding(change, "guard-removed", "medium", `is destroyed: ${what}`)];
}

function switchedOff(change: Change): readonly Finding[] {
  const off = (attribute: string, sentence: string) =>
    finding(change, "protection-off", "medium", `${attribute} ${sentence}`, attribute);
  const pair = (attribute: string) => [valueAt(change.before, attribute), valueAt(change.after, attribute)] as const;
  const changed = new Set(change.attributes.map(({ path: [first] }) => first));
  const entries = <T>(table: Readonly<Record<string, T>>) =>
    Object.entries(table).filter(([attribute]) => changed.has(attribute.split(".", 1)[0]));
  const switches = entries(SWITCHES).flatMap(([attribute, { safe, sentence }]) => {
    const [before, after] = pair(attribute);
    if (before !== safe || after === safe || after === UNKNOWN) return [];
    const what = safe === true ? "is taken off" : safe === false ? "is put on" : `is no longer ${safe}`;
    return [off(attribute, `${what}: ${sentence}`)];
  });
  const required = entries(REQUIRED).flatMap(([attribute, sentence]) => {
    const [before, after] = pair(attribute);
    return isEmpty(before) || !isEmpty(after) ? [] : [off(attribute, `is taken away: ${sentence}`)];
  });
  const lists = entries(LISTS).flatMap(([attribute, sentence]) => {
    const [before, after] = pair(attribute);
    const gone = textsOf(before).filter((one) => after !== UNKNOWN && !textsOf(after).includes(one));
    return gone.length === 0 ? [] : [off(attribute, `loses ${gone.map(maskedText).sort().join(", ")}: ${sentence}`)];
  });
  const plain = entries(ENCRYPTED).flatMap(([attribute, { safe, plain: unsafe }]) => {
    const [before, after] = pair(attribute).map(String);
    if (!safe.includes(before ?? "") || !unsafe.includes(after ?? "")) return [];
    return [off(attribute, `is ${after} in place of ${before}: what is sent is no longer encrypted`)];
  });
  return [...switches, ...required, ...lists, ...plain];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
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

/** Containers of a task definition that get more of the machine than before. */
function containersLoosened(change: Change): readonly Finding[] {
  if (change.type !== "aws_ecs_task_definition") return [];
  const containers = (values: Change["after"]) => {
    const { container_definitions: text } = values;
    const list = typeof text === "string" ? documentOf(text) : undefined;
    return Array.isArray(list) ? list.filter(isRecord) : [];
  };
  const before = containers(change.before);
  return containers(change.after).flatMap((container) => {
    const old = before.find(({ name }) => name === container.name) ?? {};
    const name = maskedText(String(container.name));
    return [
      ...(container.privileged === true && old.privileged !== true
        ? [`container ${name} gets the rights of its machine`]
        : []),
      ...(old.readonlyRootFilesystem === true && container.readonlyRootFilesystem !== true
        ? [`container ${name} may write to its root file system`]
        : []),
      ...(typeof old.user === "string" && !isRoot(old.user) && isRoot(container.user)
        ? [`container ${name} runs as root`]
        : []),
    ].map((sentence) => finding(change, "protection-off", "medium", sentence, "container_definitions"));
  });
}

/** An image's own user is not known, and is root unless it says otherwise. */
function isRoot(user: unknown): boolean {
  return user === undefined || user === null || /^(root|0)(:|$)/.test(String(user));
}
