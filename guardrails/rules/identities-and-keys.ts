import type { Resource } from "../tree/resource";
import type { ResourceRule, Rules } from "./rule.types";
import { atLeast, on, settingRule } from "./setting-rule";

const NO_ACCESS_KEYS: ResourceRule = {
  level: "error",
  title: "No user gets an access key.",
  reason: "The key stands in the state, holds until somebody ends it, and works from everywhere.",
  expected: "roles: of instances, of tasks, of pods, of a pipeline by OIDC, of people by IAM Identity Center",
  fix: "let what needs access assume a role, and remove the key",
  source: 'IAM User Guide, "Security best practices in IAM", read 2026-11',
  types: ["aws_iam_access_key"],
  check: () => [{ found: "an access key of a user" }],
};

/** Whether AWS can rotate a key: a symmetric one that encrypts, with material of AWS's own. */
function canRotate(key: Resource): boolean {
  const [spec, usage] = [key.at("customer_master_key_spec"), key.at("key_usage")];
  return (spec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" && (usage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT";
}

/** Rules about identities, keys, secrets, and the records of what they are used for. */
export const IDENTITY_RULES = {
  "EC2-03": NO_ACCESS_KEYS,
  "SEC-08": settingRule({
    level: "error",
    title: "A secret that is deleted can be had back for a week or longer.",
    reason: "Whatever reads a secret that was deleted by a mistake stands still until it is back.",
    fix: "leave the setting out, which is 30 days",
    source: 'AWS Secrets Manager User Guide, "Delete an AWS Secrets Manager secret", read 2026-11',
    settings: { aws_secretsmanager_secret: atLeast("recovery_window_in_days", 7, true) },
  }),
  "SEC-09": settingRule({
    level: "error",
    title: "Keys that AWS can rotate are rotated.",
    reason: "What a key may have given away ends with it; what was encrypted before stays readable.",
    fix: "set enable_key_rotation to true, which changes nothing for who uses the key",
    source: "AWS Security Hub User Guide, control KMS.4, read 2026-11",
    settings: { aws_kms_key: { ...on("enable_key_rotation"), concerns: canRotate } },
  }),
  "SEC-10": settingRule({
    level: "production",
    title: "Trails record every region, and show that no record was changed.",
    reason: "Who breaks in works where nobody looks, and tidies up afterwards.",
    fix: "set is_multi_region_trail and enable_log_file_validation to true",
    source: "AWS Security Hub User Guide, controls CloudTrail.1 and CloudTrail.4, read 2026-11",
    settings: { aws_cloudtrail: [on("is_multi_region_trail"), on("enable_log_file_validation")] },
  }),
} as const satisfies Rules;
