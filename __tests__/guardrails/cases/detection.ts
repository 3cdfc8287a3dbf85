import type { DETECTION_RULES } from "../../../guardrails/rules/detection";
import { type CasesOf, ofEach, type Resources, type Told } from "../rule-cases";

const DATA = [
  "aws_db_instance",
  "aws_docdb_cluster",
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_efs_file_system",
  "aws_neptune_cluster",
  "aws_rds_cluster",
];

/** What backups go by. */
const selecting = (selection: Readonly<Record<string, unknown>>): Resources => ({
  aws_backup_selection: { all: selection },
});

const DAILY = { selection_tag: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] };

/** Cases of the rules about detection, backups and images. */
export const DETECTION_CASES: CasesOf<typeof DETECTION_RULES> = {
  "BAK-01": {
    title: "Data of production has a tag by which it is backed up, where backups go by tags.",
    fix: "add the tag, or select the resource by its ARN",
    passes: {
      "no backups": ofEach(DATA, {}),
      "a tag": { ...selecting(DAILY), ...ofEach(DATA, { tags: { Backup: "daily" } }) },
      "tags that are not known": { ...selecting(DAILY), ...ofEach(DATA, { tags: "${var.tags}" }) },
      "backups by ARN": { ...selecting({ resources: ["*"] }), ...ofEach(DATA, {}) },
      "a tag that the provider adds": {
        stacks: {
          app: {
            provider: { aws: [{ default_tags: [{ tags: { Backup: "daily" } }] }] },
            resource: { ...selecting(DAILY), ...ofEach(DATA, { tags: { Name: "one" } }) },
          },
        },
      },
    },
    fails: {
      "no tag": {
        given: { ...selecting(DAILY), ...ofEach(DATA, { tags: { Name: "one" } }) },
        told: DATA.map(
          (type): Told => [
            `app/${type}.one › tags`,
            "no tag that a backup goes by",
            "a tag that an aws_backup_selection of the environment takes",
          ],
        ),
      },
      "a tag with another value": {
        given: { ...selecting(DAILY), aws_ebs_volume: { one: { tags: { Backup: "never" } } } },
        told: [
          [
            "app/aws_ebs_volume.one › tags",
            "no tag that a backup goes by",
            "a tag that an aws_backup_selection of the environment takes",
          ],
        ],
      },
    },
  },
  "BAK-02": {
    title: "Backups have an end.",
    fix: "set delete_after of the rule's lifecycle to as many days as somebody will look back",
    passes: { "ones that have": { aws_backup_plan: { all: { rule: [{ lifecycle: [{ delete_after: 35 }] }] } } } },
    fails: {
      "one of two without": {
        given: { aws_backup_plan: { all: { rule: [{ lifecycle: [{ delete_after: 35 }] }, { rule_name: "yearly" }] } } },
        told: [
          [
            "app/aws_backup_plan.all › rule",
            "rule.lifecycle.delete_after is not set",
            "rule.lifecycle.delete_after that is set",
          ],
        ],
      },
    },
  },
  "IMG-01": {
    title: "Images are built on instances that ask for a session token (IMDSv2).",
    fix: "set instance_metadata_options.http_tokens to required",
    passes: {
      "ones that do": {
        aws_imagebuilder_infrastructure_configuration: {
          web: { instance_metadata_options: [{ http_tokens: "required" }] },
        },
      },
    },
    fails: {
      "no word of it": {
        given: { aws_imagebuilder_infrastructure_configuration: { web: { name: "web" } } },
        told: [
          [
            "app/aws_imagebuilder_infrastructure_configuration.web › instance_metadata_options.http_tokens",
            "instance_metadata_options.http_tokens is not set",
            'instance_metadata_options.http_tokens = "required"',
          ],
        ],
      },
    },
  },
  "SEC-11": {
    title: "Where production is recorded, somebody is told when the root user comes.",
    fix: "add an aws_cloudwatch_event_rule for sign-ins and calls with userIdentity.type Root, which tells a topic",
    passes: {
      "an event rule": {
        aws_cloudtrail: { all: {} },
        aws_cloudwatch_event_rule: {
          root: { event_pattern: JSON.stringify({ detail: { userIdentity: { type: ["Root"] } } }) },
        },
      },
      "a metric filter": {
        aws_cloudtrail: { all: {} },
        aws_cloudwatch_log_metric_filter: {
          root: { pattern: '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }' },
        },
      },
      "a pattern that is not known": {
        aws_cloudtrail: { all: {} },
        aws_cloudwatch_event_rule: { root: { event_pattern: "${file('root.json')}" } },
      },
      "no trail": { aws_cloudwatch_event_rule: { daily: { schedule_expression: "rate(1 day)" } } },
    },
    fails: {
      "rules for something else": {
        given: {
          aws_cloudtrail: { all: {} },
          aws_cloudwatch_event_rule: {
            daily: { schedule_expression: "rate(1 day)" },
            users: { event_pattern: JSON.stringify({ detail: { userIdentity: { type: ["IAMUser"] } } }) },
          },
        },
        told: [
          [
            "app/aws_cloudtrail.all",
            "nobody is told of the root user",
            "an event rule or a metric filter for userIdentity.type Root",
          ],
        ],
      },
    },
  },
  "SEC-12": {
    title: "What looks for threats and changes in production is on, and looks everywhere.",
    fix: "turn it on; what is not wanted is better not there",
    passes: {
      "all that is on": {
        aws_config_configuration_recorder: { all: { recording_group: [{ all_supported: true }] }, none: {} },
        aws_config_configuration_recorder_status: { all: { is_enabled: true } },
        aws_guardduty_detector: { all: {} },
        aws_guardduty_detector_feature: { s3: { status: "ENABLED" } },
        aws_inspector2_enabler: { all: { resource_types: ["LAMBDA", "EC2", "ECR", "LAMBDA_CODE"] } },
        aws_macie2_account: { all: {} },
      },
    },
    fails: {
      "all that is off": {
        given: {
          aws_config_configuration_recorder: { all: { recording_group: [{ all_supported: false }] } },
          aws_config_configuration_recorder_status: { all: { is_enabled: false } },
          aws_guardduty_detector: { all: { enable: false } },
          aws_guardduty_detector_feature: { s3: { status: "DISABLED" } },
          aws_inspector2_enabler: { all: { resource_types: ["EC2"] } },
          aws_macie2_account: { all: { status: "PAUSED" } },
        },
        told: [
          [
            "app/aws_config_configuration_recorder.all › recording_group.all_supported",
            "recording_group.all_supported = false",
            "recording_group.all_supported = true",
          ],
          ["app/aws_config_configuration_recorder_status.all › is_enabled", "is_enabled = false", "is_enabled = true"],
          ["app/aws_guardduty_detector.all › enable", "enable = false", "enable = true"],
          ["app/aws_guardduty_detector_feature.s3 › status", 'status = "DISABLED"', 'status = "ENABLED"'],
          [
            "app/aws_inspector2_enabler.all › resource_types",
            'resource_types = ["EC2"]',
            "resource_types with EC2, ECR, LAMBDA",
          ],
          ["app/aws_macie2_account.all › status", 'status = "PAUSED"', 'status other than "PAUSED"'],
        ],
      },
    },
  },
};
