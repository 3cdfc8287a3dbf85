import { isRecord } from "../../review/values/values";
import type { Estate } from "../tree/estate";
import type { Resource } from "../tree/resource";
import { blocksOf, isKnown, lookUp, textsOf, type Values } from "../tree/values";
import type { ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, notOff, on, oneOf, type Setting, set, settingRule } from "./setting-rule";

const SCANNED = ["EC2", "ECR", "LAMBDA"];

const EVERYTHING_SCANNED: Setting = {
  at: "resource_types",
  expected: `with ${SCANNED.join(", ")}`,
  holds: (value) => SCANNED.every((type) => textsOf(value).includes(type)),
  byDefault: false,
};

/** Tags of a resource, those that its providers add included; later ones win. */
function tagsOf(resource: Resource, estate: Estate): Values {
  const providers = estate.stacks
    .filter(({ name }) => name === resource.stack)
    .flatMap((one) => blocksOf(one.providers, "aws"));
  const all = [
    ...providers.map((one) => lookUp(one, "default_tags.tags")),
    resource.at("tags"),
    resource.at("tags_all"),
  ];
  return Object.assign({}, ...all.filter(isRecord));
}

/** What AWS Backup is told to take, in the environment of a resource. */
function selectionsFor(resource: Resource, estate: Estate): readonly Resource[] {
  const { name } = estate.environmentOf(resource);
  return estate.all("aws_backup_selection").filter((one) => estate.environmentOf(one).name === name);
}

/** Whether a selection takes a resource, or may: by a tag that it has, by its ARN, or by what is not known. */
function mayTake(selection: Resource, tags: Values): boolean {
  if (!selection.lacks("resources") || !selection.lacks("condition")) return true;
  return selection.blocks("selection_tag").some(({ key, value }) => {
    const own = typeof key === "string" ? tags[key] : undefined;
    return !isKnown(key) || !isKnown(value) || (own !== undefined && (!isKnown(own) || own === value));
  });
}

const BACKED_UP: ResourceRule = {
  level: "production",
  title: "Data of production has a tag by which it is backed up, where backups go by tags.",
  reason: "What has none is left out, and nobody sees it until the backup is needed.",
  expected: "a tag that an aws_backup_selection of the environment takes",
  fix: "add the tag, or select the resource by its ARN",
  source:
    'AWS Security Hub User Guide, controls DynamoDB.4, EC2.28, EFS.2 and RDS.26, and AWS Backup Developer Guide, "Select AWS services to backup", read 2026-11',
  types: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_dynamodb_table",
    "aws_ebs_volume",
    "aws_efs_file_system",
    "aws_neptune_cluster",
    "aws_rds_cluster",
  ],
  check: (resource, estate) => {
    const selections = selectionsFor(resource, estate);
    const tags = tagsOf(resource, estate);
    if (selections.length === 0 || !isKnown(resource.values.tags ?? {})) return [];
    return selections.some((one) => mayTake(one, tags))
      ? []
      : [{ found: "no tag that a backup goes by", attribute: "tags" }];
  },
};

/** What may tell of the root user, with the text by which it is known that it does. */
const ROOT_WATCHES: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_rule: "event_pattern",
  aws_cloudwatch_log_metric_filter: "pattern",
};

/** Environments in which somebody is told what the root user does, or in which that is not known. */
function watchedRoots(estate: Estate): ReadonlySet<string> {
  const watches = Object.entries(ROOT_WATCHES).flatMap(([type, attribute]) =>
    estate.all(type).filter((one) => {
      const text = one.at(attribute) ?? "";
      return !isKnown(text) || /userIdentity[\s\S]*\bRoot\b/.test(String(text));
    }),
  );
  return new Set(watches.map((one) => estate.environmentOf(one).name));
}

const ROOT_IS_WATCHED: ResourceRule = {
  level: "production",
  title: "Where production is recorded, somebody is told when the root user comes.",
  reason: "Nobody can keep root from anything, and daily work has no need of it.",
  expected: "an event rule or a metric filter for userIdentity.type Root",
  fix: "add an aws_cloudwatch_event_rule for sign-ins and calls with userIdentity.type Root, which tells a topic",
  source: "AWS Security Hub User Guide, control CloudWatch.1, read 2026-11",
  types: ["aws_cloudtrail"],
  check: (trail, estate) =>
    estate.derived(watchedRoots).has(estate.environmentOf(trail).name)
      ? []
      : [{ found: "nobody is told of the root user" }],
};

/** Rules about what looks for threats and changes, backups, and images that servers are started from. */
export const DETECTION_RULES = {
  "BAK-01": BACKED_UP,
  "BAK-02": settingRule({
    level: "error",
    title: "Backups have an end.",
    reason: "Without one they are kept, and billed, for ever.",
    fix: "set delete_after of the rule's lifecycle to as many days as somebody will look back",
    source: 'AWS Backup Developer Guide, "Backup plan options and configuration", read 2026-11',
    settings: { aws_backup_plan: inEach("rule", set("lifecycle.delete_after")) },
  }),
  "IMG-01": settingRule({
    level: "warning",
    title: "Images are built on instances that ask for a session token (IMDSv2).",
    reason: "What is installed comes from everywhere, and one request hands over the role of the build otherwise.",
    fix: "set instance_metadata_options.http_tokens to required",
    source: 'EC2 Image Builder User Guide, "Security best practices for Image Builder", read 2026-11',
    settings: {
      aws_imagebuilder_infrastructure_configuration: oneOf("instance_metadata_options.http_tokens", ["required"]),
    },
  }),
  "SEC-11": ROOT_IS_WATCHED,
  "SEC-12": settingRule({
    level: "production",
    title: "What looks for threats and changes in production is on, and looks everywhere.",
    reason: "What is off finds nothing, and looks in a list of services as if it did.",
    fix: "turn it on; what is not wanted is better not there",
    source:
      "AWS Security Hub User Guide, controls GuardDuty.1 and GuardDuty.5 to GuardDuty.13, Inspector.1, Inspector.2 and Inspector.4, Macie.1 and Config.1, read 2026-11",
    settings: {
      aws_config_configuration_recorder: notOff("recording_group.all_supported"),
      aws_config_configuration_recorder_status: on("is_enabled"),
      aws_guardduty_detector: notOff("enable"),
      aws_guardduty_detector_feature: oneOf("status", ["ENABLED"]),
      aws_inspector2_enabler: EVERYTHING_SCANNED,
      aws_macie2_account: noneOf("status", ["PAUSED"]),
    },
  }),
} as const satisfies Rules;
