import { isSecretName, mayHoldSecret, secretForm } from "../../constructs/core/texts/secret-forms";
import { plainText } from "../../review/values/plain-text";
import { isRecord } from "../../review/values/values";
import type { Estate } from "../tree/estate";
import { policiesAt, type StatedPolicy } from "../tree/policies";
import type { Resource } from "../tree/resource";
import { unreferred } from "../tree/unreferred";
import { blocksOf, isKnown, lookUp, textsOf } from "../tree/values";
import type { EachRule, Found, ResourceRule, Rules } from "./rule.types";
import { atLeast, atMost, noneOf, notOff, off, on, set, settingRule } from "./setting-rule";

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

/** Kinds of secrets in a value and everything inside of it. */
function secretsIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    const kind = secretForm(plainText(value));
    return kind === undefined ? [] : [kind];
  }
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => [...secretsIn(key), ...secretsIn(inner)])
    : [];
}

const NO_SECRET_TEXTS: EachRule = {
  level: "error",
  title: "No text has a key, a token or a password in it.",
  reason: "Who may see the repository, a plan or the state reads it, and all versions of them keep it.",
  expected: "the name or the ARN of a secret",
  fix: "make the secret invalid, for it may have been seen, and keep a new one in Secrets Manager",
  source: 'AWS Well-Architected Security Pillar, "SEC02-BP03 Store and use secrets securely", read 2026-11',
  checkEach: (resource) => {
    const text = resource.sourceText;
    if (!mayHoldSecret(text) && !ENCODED.test(text)) return [];
    return Object.entries(resource.values).flatMap(([attribute, value]) =>
      [...new Set(secretsIn(value))].map((found) => ({ found, attribute })),
    );
  },
};

/** What may be a script in base64. */
const ENCODED = /"[A-Za-z0-9+/]{40,}={0,2}"/;

const ROTATED: ResourceRule = {
  level: "warning",
  title: "Secrets are rotated by themselves.",
  reason: "What was read once by somebody who should not have is of use to him until it changes.",
  expected: "an aws_secretsmanager_secret_rotation of the secret",
  fix: "add a rotation; a password of a database is better made and rotated by RDS (manage_master_user_password)",
  source: "AWS Security Hub User Guide, control SecretsManager.1, read 2026-11",
  types: ["aws_secretsmanager_secret"],
  check: (secret, estate) => {
    const isRotated = estate.referrers(secret, "aws_secretsmanager_secret_rotation", "secret_id").length > 0;
    const others = unreferred(estate, "aws_secretsmanager_secret_rotation", "secret_id");
    const isOpen = others.some(({ stack }) => stack === secret.stack);
    return isRotated || isOpen ? [] : [{ found: "no rotation" }];
  },
};

const SECURE_PARAMETERS: ResourceRule = {
  level: "error",
  title: "Parameters that hold secrets are encrypted.",
  reason: "Who may read parameters reads a String without asking for a key, and nobody can take the key from him.",
  expected: 'type = "SecureString"',
  fix: "make it a SecureString, or a secret of Secrets Manager",
  source: 'AWS Systems Manager User Guide, "AWS Systems Manager Parameter Store", read 2026-11',
  types: ["aws_ssm_parameter"],
  check: (parameter) => {
    const [name, type] = [parameter.at("name"), parameter.at("type")];
    const value = parameter.at("value") ?? parameter.at("insecure_value");
    if (typeof name !== "string" || !isSecretName(name.split("/").at(-1) ?? "") || !isKnown(type)) return [];
    // What only says where a secret is, or what it is called, is none.
    if (type === "SecureString" || (typeof value === "string" && /^(arn:|$)/.test(value))) return [];
    return [{ found: `type = "${type}", by the name of a secret`, attribute: "type" }];
  },
};

/** Whom something is shared with, by type: lists of accounts, and the name of everybody. */
const SHARED: Readonly<Record<string, string>> = {
  aws_snapshot_create_volume_permission: "account_id",
  aws_ssm_document: "permissions.account_ids",
};

/** Groups of everybody among those that may start an image. */
function groupsOfImages(distribution: Resource): readonly unknown[] {
  return distribution
    .blocks("distribution")
    .flatMap((one) => blocksOf(one, "ami_distribution_configuration"))
    .flatMap((one) => textsOf(lookUp(one, "launch_permission.user_groups")));
}

const NOT_SHARED_WITH_ALL: ResourceRule = {
  level: "error",
  title: "Built images, volumes and documents are shared with accounts, not with everybody.",
  reason: "Everybody with an account of AWS finds them by searching, and has what is in them.",
  expected: "ids of accounts",
  fix: "name the accounts",
  source: "AWS Security Hub User Guide, controls EC2.1, SSM.4 and SSM.7, read 2026-11",
  types: [...Object.keys(SHARED), "aws_imagebuilder_distribution_configuration", "aws_ssm_service_setting"],
  check: (resource) => {
    if (resource.type === "aws_imagebuilder_distribution_configuration") {
      return groupsOfImages(resource).includes("all")
        ? [{ found: "images for everybody", attribute: "distribution" }]
        : [];
    }
    if (resource.type === "aws_ssm_service_setting") return settingFor(resource);
    const path = SHARED[resource.type] ?? "";
    const isShared = resource.texts(path).some((one) => one.toLowerCase() === "all");
    return isShared ? [{ found: `${path} = all`, attribute: path }] : [];
  },
};

/** Whether the setting of the account that keeps documents from being shared with everybody is off. */
function settingFor(setting: Resource): readonly Found[] {
  const isOf = String(setting.at("setting_id")).endsWith("/ssm/documents/console/public-sharing-permission");
  return isOf && setting.at("setting_value") === "Enable"
    ? [
        {
          found: "documents may be shared with everybody",
          attribute: "setting_value",
          expected: 'setting_value = "Disable"',
        },
      ]
    : [];
}

/** What gives a group permissions, with the policies that stand in it. */
function policiesOfGroup(group: Resource, estate: Estate): readonly (readonly StatedPolicy[])[] {
  const own = estate.referrers(group, "aws_iam_group_policy", "group").map((one) => policiesAt(one, "policy"));
  const attached = estate.referrers(group, "aws_iam_group_policy_attachment", "group").map((attachment) => {
    const [policy] = attachment.targets("policy_arn");
    return policy ? policiesAt(policy, "policy") : BY_AWS.test(String(attachment.at("policy_arn"))) ? [WITHOUT] : [];
  });
  return [...own, ...attached];
}

/** Policies of AWS, none of which asks for a second factor. */
const BY_AWS = /^arn:aws[\w-]*:iam::aws:policy\//;
const WITHOUT: StatedPolicy = { attribute: "policy_arn", statements: [] };

const SECOND_FACTOR: ResourceRule = {
  level: "warning",
  title: "Groups of people give permissions to those who signed in with a second factor.",
  reason: "A password that was stolen or guessed is enough for all that the group may do.",
  expected: "a policy with a condition on aws:MultiFactorAuthPresent",
  fix: "add a policy that denies all else where aws:MultiFactorAuthPresent is not true, by BoolIfExists, or let people in by IAM Identity Center",
  source:
    'IAM User Guide, "AWS: Allows MFA-authenticated IAM users to manage their own credentials on the Security credentials page", read 2026-12',
  types: ["aws_iam_group"],
  check: (group, estate) => {
    const policies = policiesOfGroup(group, estate);
    const areKnown = policies.length > 0 && policies.every((some) => some.length > 0);
    const asks = policies
      .flat()
      .some(({ statements }) =>
        statements.some(({ isOpen, conditions }) => isOpen || conditions.some(({ key }) => MFA.test(key))),
      );
    return areKnown && !asks ? [{ found: "permissions, and no policy that asks for a second factor" }] : [];
  },
};

const MFA = /^aws:MultiFactorAuth(Present|Age)$/i;

/** Rules about identities, keys, secrets, and the records of what they are used for. */
export const IDENTITY_RULES = {
  "EC2-03": NO_ACCESS_KEYS,
  "SEC-05": settingRule({
    level: "production",
    title: "Passwords of an account's users are long, mixed and new.",
    reason: "Short ones are tried, and old ones stand in lists of those that were stolen.",
    fix: "set length 14, no use of the last 24, and all four kinds of signs",
    source: "AWS Security Hub User Guide, controls IAM.7, IAM.10, IAM.15 and IAM.16, read 2026-11",
    settings: {
      aws_iam_account_password_policy: [
        atLeast("minimum_password_length", 14),
        atLeast("password_reuse_prevention", 24),
        on("require_lowercase_characters"),
        on("require_numbers"),
        on("require_symbols"),
        on("require_uppercase_characters"),
      ],
    },
  }),
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
    level: "error",
    title: "Trails record every region, and show that no record was changed.",
    reason: "Who breaks in works where nobody looks, and tidies up afterwards.",
    fix: "set is_multi_region_trail and enable_log_file_validation to true, and leave logging on",
    source: "AWS Security Hub User Guide, controls CloudTrail.1, CloudTrail.3 and CloudTrail.4, read 2026-11",
    settings: {
      aws_cloudtrail: [on("is_multi_region_trail"), on("enable_log_file_validation"), notOff("enable_logging")],
    },
  }),
  "SEC-13": NO_SECRET_TEXTS,
  "SEC-24": settingRule({
    level: "production",
    title: "Records of production's trails are encrypted with a key of the account, and come to CloudWatch too.",
    reason: "Who reads them is written down, and an alarm sees what happens while it happens.",
    fix: "name a key by kms_key_id, and a log group and its role by cloud_watch_logs_group_arn",
    source: "AWS Security Hub User Guide, controls CloudTrail.2, CloudTrail.5 and CloudTrail.10, read 2026-11",
    settings: {
      aws_cloudtrail: [set("kms_key_id"), set("cloud_watch_logs_group_arn")],
      aws_cloudtrail_event_data_store: set("kms_key_id"),
    },
  }),
  "SEC-25": settingRule({
    level: "production",
    title: "Keys of production can be had back for 30 days when they are deleted.",
    reason: "With a key everything is gone that it has encrypted, and nothing brings it back.",
    fix: "leave deletion_window_in_days out, which is 30 days",
    source: 'AWS KMS Developer Guide, "Delete an AWS KMS key", read 2026-11',
    settings: {
      aws_kms_external_key: atLeast("deletion_window_in_days", 30, true),
      aws_kms_key: atLeast("deletion_window_in_days", 30, true),
      aws_kms_replica_key: atLeast("deletion_window_in_days", 30, true),
    },
  }),
  "SEC-26": ROTATED,
  "SEC-27": settingRule({
    level: "production",
    title: "Secrets of production are rotated every 90 days or sooner.",
    reason: "What was read once by somebody who should not have is of use to him until it changes.",
    fix: "set rotation_rules.automatically_after_days to 90 or less",
    source: "AWS Security Hub User Guide, control SecretsManager.4, read 2026-11",
    settings: { aws_secretsmanager_secret_rotation: atMost("rotation_rules.automatically_after_days", 90, true) },
  }),
  "SEC-28": settingRule({
    level: "error",
    title: "Certificates have keys of 2048 bits or more.",
    reason: "RSA keys of 1024 bits can be broken, and browsers refuse them.",
    fix: "leave key_algorithm out, or take EC_prime256v1",
    source: "AWS Security Hub User Guide, control ACM.2, read 2026-11",
    settings: { aws_acm_certificate: noneOf("key_algorithm", ["RSA_1024"]) },
  }),
  "SEC-32": settingRule({
    level: "production",
    title: "Nobody gets credentials of production without signing in.",
    reason: "Everybody who knows the id of the pool has the role of guests, and with it what that may do.",
    fix: "set allow_unauthenticated_identities to false",
    source: "AWS Security Hub User Guide, control Cognito.2, read 2026-11",
    settings: { aws_cognito_identity_pool: off("allow_unauthenticated_identities") },
  }),
  "SEC-29": SECURE_PARAMETERS,
  "SEC-30": NOT_SHARED_WITH_ALL,
  "SEC-33": SECOND_FACTOR,
} as const satisfies Rules;
