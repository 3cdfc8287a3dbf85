import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { lookUp } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";
import { atLeast, leftOut, noneOf, notOff, on, oneOf, settingRule } from "../setting-rule";

const BACKED_UP = settingRule({
  level: "production",
  title: "Databases of production keep backups and are protected from deletion.",
  reason: "What was deleted by a mistake can only be had back where it was kept.",
  fix: "set it as the environment's protection does: backups for 7 days or more, deletion protection on",
  source:
    "AWS Security Hub User Guide, controls RDS.7, RDS.8, RDS.11, RDS.50, DocumentDB.2, DocumentDB.5, Neptune.4, Neptune.5, ElastiCache.1, Redshift.3 and EFS.7, read 2026-11",
  settings: {
    aws_db_instance: [
      { ...atLeast("backup_retention_period", 7), concerns: (one) => one.lacks("replicate_source_db") },
      on("deletion_protection"),
    ],
    aws_rds_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
    aws_docdb_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
    aws_neptune_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
    aws_elasticache_replication_group: atLeast("snapshot_retention_limit", 1),
    aws_elasticache_cluster: {
      ...atLeast("snapshot_retention_limit", 1),
      concerns: (one) => one.at("engine") === "redis" && one.lacks("replication_group_id"),
    },
    aws_memorydb_cluster: atLeast("snapshot_retention_limit", 1),
    aws_redshift_cluster: atLeast("automated_snapshot_retention_period", 7),
    aws_efs_backup_policy: oneOf("backup_policy.status", ["ENABLED", "ENABLING"]),
  },
});

/** Whether a plan of AWS Backup takes in a file system by its ARN, or may do so by a tag. */
function isSelected(system: Resource, estate: Estate): boolean {
  const byTag = estate.all("aws_backup_selection").some((one) => one.blocks("selection_tag").length > 0);
  return byTag || estate.referrers(system, "aws_backup_selection", "resources").length > 0;
}

function fileSystemWithoutBackups(system: Resource, estate: Estate): readonly Found[] {
  const hasPolicy = estate.referrers(system, "aws_efs_backup_policy", "file_system_id").length > 0;
  return hasPolicy || isSelected(system, estate)
    ? []
    : [
        {
          found: "no backup policy, and no selection of AWS Backup",
          expected: "an aws_efs_backup_policy, or a selection of AWS Backup",
          fix: "add an aws_efs_backup_policy with the status ENABLED",
        },
      ];
}

const IN_ZONES = settingRule({
  level: "production",
  title: "Data stores of production outlive the loss of a zone.",
  reason: "A zone that fails takes with it what is nowhere else, for hours.",
  fix: "turn it on, which is billed as a second server is",
  source:
    "AWS Security Hub User Guide, controls RDS.5, RDS.15, ElastiCache.3, Redshift.18, DMS.13, FSx.3, FSx.4, FSx.5, Opensearch.6, Opensearch.11, ES.6, ES.7, SageMaker.4, MQ.5 and MQ.6, read 2026-11",
  settings: {
    aws_db_instance: { ...on("multi_az"), concerns: (one) => one.lacks("replicate_source_db") },
    aws_elasticache_replication_group: [on("automatic_failover_enabled"), on("multi_az_enabled")],
    // Other node types have no second zone.
    aws_redshift_cluster: { ...on("multi_az"), concerns: (one) => String(one.at("node_type")).startsWith("ra3") },
    aws_dms_replication_instance: on("multi_az"),
    aws_opensearch_domain: [
      on("cluster_config.zone_awareness_enabled"),
      atLeast("cluster_config.instance_count", 3),
      atLeast("cluster_config.dedicated_master_count", 3),
    ],
    aws_elasticsearch_domain: [
      on("cluster_config.zone_awareness_enabled"),
      atLeast("cluster_config.instance_count", 3),
      atLeast("cluster_config.dedicated_master_count", 3),
    ],
    aws_mq_broker: noneOf("deployment_mode", ["SINGLE_INSTANCE"], false),
    aws_efs_file_system: leftOut("availability_zone_name"),
    aws_fsx_windows_file_system: oneOf("deployment_type", ["MULTI_AZ_1"]),
    aws_fsx_ontap_file_system: oneOf("deployment_type", ["MULTI_AZ_1", "MULTI_AZ_2"]),
    aws_fsx_openzfs_file_system: oneOf("deployment_type", ["MULTI_AZ_1"]),
  },
});

/** Aurora goes on where another instance of the cluster takes over. Of instances that are counted nobody knows how many there are. */
function clusterOfOne(cluster: Resource, estate: Estate): readonly Found[] {
  // A cluster with a class of its own has three servers in three zones.
  if (!cluster.lacks("db_cluster_instance_class") || cluster.at("engine_mode") === "serverless") return [];
  const instances = estate.referrers(cluster, "aws_rds_cluster_instance", "cluster_identifier");
  const isCounted = instances.some((one) => !one.lacks("count") || !one.lacks("for_each"));
  return isCounted || instances.length !== 1
    ? []
    : [
        {
          found: "one instance",
          expected: "two instances or more",
          fix: "add an aws_rds_cluster_instance, which AWS puts into another zone",
        },
      ];
}

/** Of endpoints with servers, each variant has two of them, which SageMaker puts into two zones. */
function variantsOfOne(endpoint: Resource): readonly Found[] {
  return endpoint
    .blocks("production_variants")
    .filter((variant) => lookUp(variant, "serverless_config") === undefined)
    .flatMap(({ initial_instance_count: count }) =>
      count === undefined || Number(count) === 1
        ? [
            {
              found: `production_variants.initial_instance_count ${count === undefined ? "is not set" : "= 1"}`,
              attribute: "production_variants",
              expected: "production_variants.initial_instance_count of 2 or more",
            },
          ]
        : [],
    );
}

/** A rule that asks one type more, by a function of its own. */
function alsoOf(rule: ResourceRule, type: string, check: ResourceRule["check"]): ResourceRule {
  return {
    ...rule,
    types: [...rule.types, type],
    check: (one, estate) => (one.type === type ? check(one, estate) : rule.check(one, estate)),
  };
}

/** Rules about what is still there after a mistake, a failure, and a year. */
export const DATA_KEEPING_RULES = {
  "DAT-04": alsoOf(BACKED_UP, "aws_efs_file_system", fileSystemWithoutBackups),
  "DAT-12": settingRule({
    level: "production",
    title:
      "Tables of production can be had back as they were at any second of the last weeks, and are protected from deletion.",
    reason: "A program that writes what is wrong writes it into every copy.",
    fix: "set point_in_time_recovery.enabled and deletion_protection_enabled to true",
    source: "AWS Security Hub User Guide, controls DynamoDB.2 and DynamoDB.6, read 2026-11",
    settings: { aws_dynamodb_table: [on("point_in_time_recovery.enabled"), on("deletion_protection_enabled")] },
  }),
  "DAT-14": alsoOf(
    alsoOf(IN_ZONES, "aws_rds_cluster", clusterOfOne),
    "aws_sagemaker_endpoint_configuration",
    variantsOfOne,
  ),
  "DAT-15": settingRule({
    level: "production",
    title: "Data stores of production take minor versions by themselves.",
    reason: "They are what mends weaknesses, and nobody reads of all of them in time.",
    fix: "leave auto_minor_version_upgrade out where it is on by default, or set it to true, with a window of maintenance when nobody works",
    source:
      'AWS Security Hub User Guide, controls RDS.13, RDS.35, ElastiCache.2, Redshift.6 and DMS.6, and Amazon MQ REST API Reference, "Brokers", read 2026-11',
    settings: {
      aws_db_instance: notOff("auto_minor_version_upgrade"),
      aws_rds_cluster_instance: notOff("auto_minor_version_upgrade"),
      aws_neptune_cluster_instance: notOff("auto_minor_version_upgrade"),
      aws_elasticache_replication_group: notOff("auto_minor_version_upgrade"),
      aws_elasticache_cluster: notOff("auto_minor_version_upgrade"),
      aws_memorydb_cluster: notOff("auto_minor_version_upgrade"),
      aws_redshift_cluster: notOff("allow_version_upgrade"),
      aws_dms_replication_instance: on("auto_minor_version_upgrade"),
      aws_mq_broker: on("auto_minor_version_upgrade"),
    },
  }),
  "DAT-23": settingRule({
    level: "production",
    title: "Streams of production keep what they got for a week.",
    reason: "Who reads a stream and fails on Friday finds it mended on Monday, and the records gone after a day.",
    fix: "set retention_period to 168 hours or more, which is billed beyond 24",
    source: "AWS Security Hub User Guide, control Kinesis.3, read 2026-11",
    settings: { aws_kinesis_stream: atLeast("retention_period", 168) },
  }),
} as const satisfies Rules;
