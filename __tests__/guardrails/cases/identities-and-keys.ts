import type { IDENTITY_RULES } from "../../../guardrails/rules/identities-and-keys";
import { type CasesOf, ofEach, type Resources, type Told } from "../rule-cases";

/** A policy of passwords that asks for all. */
const PASSWORDS = {
  minimum_password_length: 14,
  password_reuse_prevention: 24,
  require_lowercase_characters: true,
  require_numbers: true,
  require_symbols: true,
  require_uppercase_characters: true,
};

const KEYS = ["aws_kms_external_key", "aws_kms_key", "aws_kms_replica_key"];

/** What everybody, or an account, has. */
function sharedWith(who: string, group: string): Resources {
  return {
    aws_snapshot_create_volume_permission: { one: { account_id: who } },
    aws_ssm_document: { one: { permissions: { type: "Share", account_ids: who === "all" ? "All" : who } } },
    aws_imagebuilder_distribution_configuration: {
      one: {
        distribution: [{ ami_distribution_configuration: [{ launch_permission: [{ user_groups: [group] }] }] }],
      },
    },
    aws_ssm_service_setting: {
      one: {
        setting_id:
          "arn:aws:ssm:ap-northeast-2:111111111111:servicesetting/ssm/documents/console/public-sharing-permission",
        setting_value: who === "all" ? "Enable" : "Disable",
      },
    },
  };
}

/** A secret, and rotations of one. */
const secretWith = (rotations: Resources[string]): Resources => ({
  aws_secretsmanager_secret: { orders: { name: "orders" } },
  aws_secretsmanager_secret_rotation: rotations,
});

/** Made of parts, so that no scanner of the repository takes it for one. */
const ACCESS_KEY = `AKIA${"IOSFODNN7EXAMPLE"}`;
const TOKEN = `ghp_${"a1B2".repeat(9)}`;

/** A group with a policy of its own, and with one that is attached. */
function group(own: unknown, attached = "arn:aws:iam::aws:policy/PowerUserAccess") {
  const of = { group: "${aws_iam_group.developers.name}" };
  return {
    aws_iam_group: { developers: { name: "developers" } },
    aws_iam_group_policy: { own: { ...of, policy: own } },
    aws_iam_group_policy_attachment: { attached: { ...of, policy_arn: attached } },
  };
}

/** A policy with a statement of an effect. */
function statement(effect: string, condition?: unknown): string {
  const one = { Effect: effect, Action: "*", Resource: "*", ...(condition ? { Condition: condition } : {}) };
  return JSON.stringify({ Version: "2012-10-17", Statement: [one] });
}

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
  "SEC-05": {
    title: "Passwords of an account's users are long, mixed and new.",
    fix: "set length 14, no use of the last 24, and all four kinds of signs",
    passes: { "one that asks for all": { aws_iam_account_password_policy: { all: PASSWORDS } } },
    fails: {
      "short ones, without numbers": {
        given: {
          aws_iam_account_password_policy: {
            all: { ...PASSWORDS, minimum_password_length: 8, require_numbers: undefined },
          },
        },
        told: [
          [
            "app/aws_iam_account_password_policy.all › minimum_password_length",
            "minimum_password_length = 8",
            "minimum_password_length of 14 or more",
          ],
          [
            "app/aws_iam_account_password_policy.all › require_numbers",
            "require_numbers is not set",
            "require_numbers = true",
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
    fix: "set is_multi_region_trail and enable_log_file_validation to true, and leave logging on",
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
      "one that records nothing": {
        given: {
          aws_cloudtrail: {
            off: { is_multi_region_trail: true, enable_log_file_validation: true, enable_logging: false },
          },
        },
        told: [["app/aws_cloudtrail.off › enable_logging", "enable_logging = false", "enable_logging = true"]],
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
  "SEC-13": {
    title: "No text has a key, a token or a password in it.",
    fix: "make the secret invalid, for it may have been seen, and keep a new one in Secrets Manager",
    passes: {
      "references and variables": {
        aws_instance: { web: { user_data: "psql postgres://shop:$PASSWORD@db/shop" } },
        aws_db_instance: { orders: { password: "${random_password.orders.result}" } },
      },
    },
    fails: {
      "secrets in a script, in base64, and as a key": {
        given: {
          aws_instance: {
            web: { user_data: `export AWS_ACCESS_KEY_ID=${ACCESS_KEY}`, tags: { [TOKEN]: "1", Again: TOKEN } },
          },
          aws_launch_template: {
            web: {
              user_data: Buffer.from("#!/bin/sh\npsql postgres://shop:hunter2@db.example.com/shop\n").toString(
                "base64",
              ),
            },
          },
        },
        told: [
          ["app/aws_instance.web › tags", "a token of GitHub", "the name or the ARN of a secret"],
          ["app/aws_instance.web › user_data", "the id of an AWS access key", "the name or the ARN of a secret"],
          [
            "app/aws_launch_template.web › user_data",
            "an address with a password in it",
            "the name or the ARN of a secret",
          ],
        ],
      },
    },
  },
  "SEC-24": {
    title: "Records of production's trails are encrypted with a key of the account, and come to CloudWatch too.",
    fix: "name a key by kms_key_id, and a log group and its role by cloud_watch_logs_group_arn",
    passes: {
      "ones that are": {
        aws_cloudtrail: { all: { kms_key_id: "${var.key}", cloud_watch_logs_group_arn: "${var.group}" } },
        aws_cloudtrail_event_data_store: { all: { kms_key_id: "${var.key}" } },
      },
    },
    fails: {
      "ones that are not": {
        given: { aws_cloudtrail: { all: {} }, aws_cloudtrail_event_data_store: { all: {} } },
        told: [
          [
            "app/aws_cloudtrail.all › cloud_watch_logs_group_arn",
            "cloud_watch_logs_group_arn is not set",
            "cloud_watch_logs_group_arn that is set",
          ],
          ["app/aws_cloudtrail.all › kms_key_id", "kms_key_id is not set", "kms_key_id that is set"],
          ["app/aws_cloudtrail_event_data_store.all › kms_key_id", "kms_key_id is not set", "kms_key_id that is set"],
        ],
      },
    },
  },
  "SEC-25": {
    title: "Keys of production can be had back for 30 days when they are deleted.",
    fix: "leave deletion_window_in_days out, which is 30 days",
    passes: { "no word of it": ofEach(KEYS, {}), "30 days": ofEach(KEYS, { deletion_window_in_days: 30 }) },
    fails: {
      "a week": {
        given: ofEach(KEYS, { deletion_window_in_days: 7 }),
        told: KEYS.map(
          (type): Told => [
            `app/${type}.one › deletion_window_in_days`,
            "deletion_window_in_days = 7",
            "deletion_window_in_days of 30 or more",
          ],
        ),
      },
    },
  },
  "SEC-26": {
    title: "Secrets are rotated by themselves.",
    fix: "add a rotation; a password of a database is better made and rotated by RDS (manage_master_user_password)",
    passes: {
      "one that is": secretWith({ orders: { secret_id: "${aws_secretsmanager_secret.orders.id}" } }),
      "a rotation of one that is not known": secretWith({ each: { secret_id: "${each.value}" } }),
    },
    fails: {
      "one that is not": {
        given: secretWith({}),
        told: [
          [
            "app/aws_secretsmanager_secret.orders",
            "no rotation",
            "an aws_secretsmanager_secret_rotation of the secret",
          ],
        ],
      },
    },
  },
  "SEC-27": {
    title: "Secrets of production are rotated every 90 days or sooner.",
    fix: "set rotation_rules.automatically_after_days to 90 or less",
    passes: {
      "every month, and by a schedule": {
        aws_secretsmanager_secret_rotation: {
          monthly: { rotation_rules: [{ automatically_after_days: 30 }] },
          schedule: { rotation_rules: [{ schedule_expression: "rate(10 days)" }] },
        },
      },
    },
    fails: {
      "once a year": {
        given: {
          aws_secretsmanager_secret_rotation: { yearly: { rotation_rules: [{ automatically_after_days: 365 }] } },
        },
        told: [
          [
            "app/aws_secretsmanager_secret_rotation.yearly › rotation_rules.automatically_after_days",
            "rotation_rules.automatically_after_days = 365",
            "rotation_rules.automatically_after_days of 90 or less",
          ],
        ],
      },
    },
  },
  "SEC-28": {
    title: "Certificates have keys of 2048 bits or more.",
    fix: "leave key_algorithm out, or take EC_prime256v1",
    passes: { "no word of it": { aws_acm_certificate: { web: { domain_name: "shop.example.com" } } } },
    fails: {
      "1024 bits": {
        given: { aws_acm_certificate: { web: { key_algorithm: "RSA_1024" } } },
        told: [
          [
            "app/aws_acm_certificate.web › key_algorithm",
            'key_algorithm = "RSA_1024"',
            'key_algorithm other than "RSA_1024"',
          ],
        ],
      },
    },
  },
  "SEC-29": {
    title: "Parameters that hold secrets are encrypted.",
    fix: "make it a SecureString, or a secret of Secrets Manager",
    passes: {
      "one that is": { aws_ssm_parameter: { token: { name: "/shop/api_token", type: "SecureString" } } },
      "one that holds no secret": { aws_ssm_parameter: { url: { name: "/shop/token/url", type: "String" } } },
      "where a secret is": {
        aws_ssm_parameter: { at: { name: "/shop/secret", type: "String", insecure_value: "arn:aws:secretsmanager:x" } },
      },
      "a name that is not known": { aws_ssm_parameter: { one: { name: "${var.name}", type: "String" } } },
    },
    fails: {
      "a password that everybody reads": {
        given: { aws_ssm_parameter: { db: { name: "/shop/db-password", type: "String", value: "${var.password}" } } },
        told: [
          ["app/aws_ssm_parameter.db › type", 'type = "String", by the name of a secret', 'type = "SecureString"'],
        ],
      },
    },
  },
  "SEC-30": {
    title: "Built images, volumes and documents are shared with accounts, not with everybody.",
    fix: "name the accounts",
    passes: {
      "an account": sharedWith("111111111111", "111111111111"),
      "another setting of Systems Manager": {
        aws_ssm_service_setting: {
          one: { setting_id: "/ssm/parameter-store/high-throughput-enabled", setting_value: "Enable" },
        },
      },
    },
    fails: {
      everybody: {
        given: sharedWith("all", "all"),
        told: [
          [
            "app/aws_imagebuilder_distribution_configuration.one › distribution",
            "images for everybody",
            "ids of accounts",
          ],
          ["app/aws_snapshot_create_volume_permission.one › account_id", "account_id = all", "ids of accounts"],
          ["app/aws_ssm_document.one › permissions.account_ids", "permissions.account_ids = all", "ids of accounts"],
          [
            "app/aws_ssm_service_setting.one › setting_value",
            "documents may be shared with everybody",
            'setting_value = "Disable"',
          ],
        ],
      },
    },
  },
  "SEC-32": {
    title: "Nobody gets credentials of production without signing in.",
    fix: "set allow_unauthenticated_identities to false",
    passes: { "who signs in": { aws_cognito_identity_pool: { one: { allow_unauthenticated_identities: false } } } },
    fails: {
      guests: {
        given: { aws_cognito_identity_pool: { one: { allow_unauthenticated_identities: true } } },
        told: [
          [
            "app/aws_cognito_identity_pool.one › allow_unauthenticated_identities",
            "allow_unauthenticated_identities = true",
            "allow_unauthenticated_identities = false",
          ],
        ],
      },
    },
  },
  "SEC-33": {
    title: "Groups of people give permissions to those who signed in with a second factor.",
    fix: "add a policy that denies all else where aws:MultiFactorAuthPresent is not true, by BoolIfExists, or let people in by IAM Identity Center",
    passes: {
      "a denial without one": group(statement("Deny", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })),
      "a permission that asks for one of this hour": group(
        statement("Allow", { NumericLessThan: { "aws:multifactorauthage": "3600" } }),
      ),
      "policies that are not known": group("${data.external.policy.result.json}"),
      "an attached one that is not known": group(statement("Allow"), "${var.policy}"),
      "no permissions": { aws_iam_group: { developers: { name: "developers" } } },
    },
    fails: {
      "permissions for whoever has a password": {
        given: {
          ...group(statement("Allow"), "${aws_iam_policy.all.arn}"),
          aws_iam_policy: { all: { policy: statement("Allow", { Bool: { "aws:SecureTransport": "true" } }) } },
        },
        told: [
          [
            "app/aws_iam_group.developers",
            "permissions, and no policy that asks for a second factor",
            "a policy with a condition on aws:MultiFactorAuthPresent",
          ],
        ],
      },
      "a policy of AWS": {
        given: group(statement("Allow")),
        told: [
          [
            "app/aws_iam_group.developers",
            "permissions, and no policy that asks for a second factor",
            "a policy with a condition on aws:MultiFactorAuthPresent",
          ],
        ],
      },
    },
  },
};
