import type { IDENTITY_RULES } from "../../../guardrails/rules/identities-and-keys";
import type { CasesOf } from "../rule-cases";

/** Cases of the rules about identities, keys and secrets. */
export const IDENTITY_CASES: CasesOf<typeof IDENTITY_RULES> = {
  "EC2-03": {
    title: "No user gets an access key.",
    fix: "let what needs access assume a role, and remove the key",
    passes: { "a user without one": { aws_iam_user: { backup: { name: "backup" } } } },
    fails: {
      "a key": {
        given: { aws_iam_access_key: { backup: { user: "backup" } } },
        told: [
          [
            "app/aws_iam_access_key.backup",
            "an access key of a user",
            "roles: of instances, of tasks, of pods, of a pipeline by OIDC, of people by IAM Identity Center",
          ],
        ],
      },
    },
  },
  "SEC-08": {
    title: "A secret that is deleted can be had back for a week or longer.",
    fix: "leave the setting out, which is 30 days",
    passes: {
      "no word of it": { aws_secretsmanager_secret: { orders: { name: "orders" } } },
      "a week": { aws_secretsmanager_secret: { orders: { recovery_window_in_days: 7 } } },
    },
    fails: {
      "one that is gone at once": {
        given: { aws_secretsmanager_secret: { orders: { recovery_window_in_days: 0 } } },
        told: [
          [
            "app/aws_secretsmanager_secret.orders › recovery_window_in_days",
            "recovery_window_in_days = 0",
            "recovery_window_in_days of 7 or more",
          ],
        ],
      },
    },
  },
  "SEC-09": {
    title: "Keys that AWS can rotate are rotated.",
    fix: "set enable_key_rotation to true, which changes nothing for who uses the key",
    passes: {
      "one that is rotated": { aws_kms_key: { data: { enable_key_rotation: true } } },
      "keys that AWS cannot rotate": {
        aws_kms_key: {
          sign: { customer_master_key_spec: "ECC_NIST_P256", key_usage: "SIGN_VERIFY" },
          mac: { customer_master_key_spec: "HMAC_256", key_usage: "GENERATE_VERIFY_MAC" },
        },
      },
    },
    fails: {
      "one that is not": {
        given: { aws_kms_key: { data: { description: "data" } } },
        told: [
          [
            "app/aws_kms_key.data › enable_key_rotation",
            "enable_key_rotation is not set",
            "enable_key_rotation = true",
          ],
        ],
      },
    },
  },
  "SEC-10": {
    title: "Trails record every region, and show that no record was changed.",
    fix: "set is_multi_region_trail and enable_log_file_validation to true",
    passes: {
      "one that does": { aws_cloudtrail: { all: { is_multi_region_trail: true, enable_log_file_validation: true } } },
    },
    fails: {
      "one of its region": {
        given: { aws_cloudtrail: { here: { enable_log_file_validation: true } } },
        told: [
          [
            "app/aws_cloudtrail.here › is_multi_region_trail",
            "is_multi_region_trail is not set",
            "is_multi_region_trail = true",
          ],
        ],
      },
      "one that may be changed": {
        given: { aws_cloudtrail: { all: { is_multi_region_trail: true, enable_log_file_validation: false } } },
        told: [
          [
            "app/aws_cloudtrail.all › enable_log_file_validation",
            "enable_log_file_validation = false",
            "enable_log_file_validation = true",
          ],
        ],
      },
    },
  },
};
