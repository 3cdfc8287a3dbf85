import type { DATA_KEEPING_RULES } from "../../../../guardrails/rules/data-stores/keeping";
import { type CasesOf, failing, ofEach, resources, unset, valued } from "../../rule-cases";

const DATABASES = ["aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_cluster"];

const SEARCH = ["aws_elasticsearch_domain", "aws_opensearch_domain"];

const ON_BY_DEFAULT = [
  "aws_db_instance",
  "aws_elasticache_cluster",
  "aws_elasticache_replication_group",
  "aws_memorydb_cluster",
  "aws_neptune_cluster_instance",
  "aws_rds_cluster_instance",
];

const NO_BACKUP = [
  "no backup policy, and no selection of AWS Backup",
  "an aws_efs_backup_policy, or a selection of AWS Backup",
  "add an aws_efs_backup_policy with the status ENABLED",
] as const;

function member(cluster: string) {
  return { cluster_identifier: `\${aws_rds_cluster.${cluster}.id}` };
}

/** Cases of the rules about what is still there after a mistake and a failure. */
export const DATA_KEEPING_CASES: CasesOf<typeof DATA_KEEPING_RULES> = {
  "DAT-04": {
    title: "Databases of production keep backups and are protected from deletion.",
    fix: "set it as the environment's protection does: backups for 7 days or more, deletion protection on",
    passes: {
      "protected ones": {
        ...ofEach(DATABASES, { backup_retention_period: 7, deletion_protection: true }),
        ...ofEach(["aws_elasticache_replication_group", "aws_memorydb_cluster"], { snapshot_retention_limit: 1 }),
        aws_elasticache_cluster: {
          one: { engine: "redis", snapshot_retention_limit: 1 },
          member: { replication_group_id: "orders" },
          memcached: { engine: "memcached" },
        },
        aws_redshift_cluster: { one: { automated_snapshot_retention_period: 7 } },
      },
      "a replica, whose source is kept": {
        aws_db_instance: { replica: { replicate_source_db: "orders", deletion_protection: true } },
      },
      "a file system with a policy": {
        aws_efs_file_system: { files: {} },
        aws_efs_backup_policy: {
          files: { file_system_id: "${aws_efs_file_system.files.id}", backup_policy: [{ status: "ENABLED" }] },
        },
      },
      "a file system that a selection names": {
        aws_efs_file_system: { files: {} },
        aws_backup_selection: { files: { resources: ["${aws_efs_file_system.files.arn}"] } },
      },
      "a file system where something is selected by its tags": {
        aws_efs_file_system: { files: {} },
        aws_backup_selection: { files: { selection_tag: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] } },
      },
    },
    fails: {
      "nothing set": failing(
        ...DATABASES.map(
          (type) =>
            [
              type,
              {},
              unset("backup_retention_period", "of 7 or more"),
              unset("deletion_protection", "= true"),
            ] as const,
        ),
        ["aws_elasticache_replication_group", {}, unset("snapshot_retention_limit", "of 1 or more")],
        ["aws_elasticache_cluster", { engine: "redis" }, unset("snapshot_retention_limit", "of 1 or more")],
        ["aws_memorydb_cluster", {}, unset("snapshot_retention_limit", "of 1 or more")],
        ["aws_redshift_cluster", {}, unset("automated_snapshot_retention_period", "of 7 or more")],
      ),
      "too short, and off": failing(
        [
          "aws_db_instance",
          { backup_retention_period: 1, deletion_protection: false },
          valued("backup_retention_period", "1", "of 7 or more"),
          valued("deletion_protection", "false", "= true"),
        ],
        [
          "aws_efs_backup_policy",
          { backup_policy: [{ status: "DISABLED" }] },
          valued("backup_policy.status", '"DISABLED"', '= "ENABLED" or "ENABLING"'),
        ],
      ),
      "a file system that nothing keeps": {
        given: { aws_efs_file_system: { files: {} } },
        told: [["app/aws_efs_file_system.files", ...NO_BACKUP]],
      },
    },
  },
  "DAT-12": {
    title:
      "Tables of production can be had back as they were at any second of the last weeks, and are protected from deletion.",
    fix: "set point_in_time_recovery.enabled and deletion_protection_enabled to true",
    passes: {
      "protected ones": resources([
        "aws_dynamodb_table",
        { point_in_time_recovery: [{ enabled: true }], deletion_protection_enabled: true },
      ]),
    },
    fails: {
      "nothing set": failing([
        "aws_dynamodb_table",
        { hash_key: "id" },
        unset("deletion_protection_enabled", "= true"),
        unset("point_in_time_recovery.enabled", "= true"),
      ]),
    },
  },
  "DAT-14": {
    title: "Data stores of production outlive the loss of a zone.",
    fix: "turn it on, which is billed as a second server is",
    passes: {
      "what stands in several": {
        ...ofEach(["aws_db_instance", "aws_dms_replication_instance"], { multi_az: true }),
        ...ofEach(SEARCH, {
          cluster_config: [{ zone_awareness_enabled: true, instance_count: 3, dedicated_master_count: 3 }],
        }),
        ...ofEach(["aws_fsx_ontap_file_system", "aws_fsx_openzfs_file_system", "aws_fsx_windows_file_system"], {
          deployment_type: "MULTI_AZ_1",
        }),
        aws_elasticache_replication_group: { one: { automatic_failover_enabled: true, multi_az_enabled: true } },
        aws_redshift_cluster: { one: { node_type: "ra3.xlplus", multi_az: true }, other: { node_type: "dc2.large" } },
        aws_mq_broker: { one: { deployment_mode: "ACTIVE_STANDBY_MULTI_AZ" } },
        aws_efs_file_system: { one: {} },
      },
      "clusters of two, of servers of their own, and of a number that is known later": {
        aws_rds_cluster: { two: {}, servers: { db_cluster_instance_class: "db.m6gd.large" }, counted: {}, empty: {} },
        aws_rds_cluster_instance: {
          a: member("two"),
          b: member("two"),
          servers: member("servers"),
          counted: { ...member("counted"), count: "${var.instances}" },
        },
      },
      "variants of two servers, and of none": resources([
        "aws_sagemaker_endpoint_configuration",
        {
          production_variants: [
            { model_name: "a", initial_instance_count: 2 },
            { model_name: "b", serverless_config: [{ max_concurrency: 5, memory_size_in_mb: 2048 }] },
          ],
        },
      ]),
    },
    fails: {
      "what stands in one": failing(
        ["aws_db_instance", {}, unset("multi_az", "= true")],
        ["aws_dms_replication_instance", { multi_az: false }, valued("multi_az", "false", "= true")],
        [
          "aws_elasticache_replication_group",
          {},
          unset("automatic_failover_enabled", "= true"),
          unset("multi_az_enabled", "= true"),
        ],
        ["aws_redshift_cluster", { node_type: "ra3.xlplus" }, unset("multi_az", "= true")],
        ...SEARCH.map(
          (type) =>
            [
              type,
              { cluster_config: [{ instance_count: 1 }] },
              unset("cluster_config.dedicated_master_count", "of 3 or more"),
              valued("cluster_config.instance_count", "1", "of 3 or more"),
              unset("cluster_config.zone_awareness_enabled", "= true"),
            ] as const,
        ),
        ["aws_mq_broker", {}, unset("deployment_mode", 'other than "SINGLE_INSTANCE"')],
        [
          "aws_efs_file_system",
          { availability_zone_name: "us-east-1a" },
          valued("availability_zone_name", '"us-east-1a"', "that is left out"),
        ],
        ["aws_fsx_windows_file_system", {}, unset("deployment_type", '= "MULTI_AZ_1"')],
        [
          "aws_fsx_ontap_file_system",
          { deployment_type: "SINGLE_AZ_2" },
          valued("deployment_type", '"SINGLE_AZ_2"', '= "MULTI_AZ_1" or "MULTI_AZ_2"'),
        ],
        [
          "aws_fsx_openzfs_file_system",
          { deployment_type: "SINGLE_AZ_2" },
          valued("deployment_type", '"SINGLE_AZ_2"', '= "MULTI_AZ_1"'),
        ],
        [
          "aws_sagemaker_endpoint_configuration",
          { production_variants: [{ model_name: "a" }, { model_name: "b", initial_instance_count: 1 }] },
          [
            "production_variants",
            "production_variants.initial_instance_count = 1",
            "production_variants.initial_instance_count of 2 or more",
          ],
          [
            "production_variants",
            "production_variants.initial_instance_count is not set",
            "production_variants.initial_instance_count of 2 or more",
          ],
        ],
      ),
      "a cluster of one": {
        given: { aws_rds_cluster: { orders: {} }, aws_rds_cluster_instance: { a: member("orders") } },
        told: [
          [
            "app/aws_rds_cluster.orders",
            "one instance",
            "two instances or more",
            "add an aws_rds_cluster_instance, which AWS puts into another zone",
          ],
        ],
      },
    },
  },
  "DAT-15": {
    title: "Data stores of production take minor versions by themselves.",
    fix: "leave auto_minor_version_upgrade out where it is on by default, or set it to true, with a window of maintenance when nobody works",
    passes: {
      "no word of it, where it is on by default": ofEach([...ON_BY_DEFAULT, "aws_redshift_cluster"], {}),
      "those that do": ofEach(["aws_dms_replication_instance", "aws_mq_broker"], { auto_minor_version_upgrade: true }),
    },
    fails: {
      "what is off": failing(
        ...ON_BY_DEFAULT.map(
          (type) =>
            [
              type,
              { auto_minor_version_upgrade: false },
              valued("auto_minor_version_upgrade", "false", "= true"),
            ] as const,
        ),
        ["aws_redshift_cluster", { allow_version_upgrade: false }, valued("allow_version_upgrade", "false", "= true")],
        ["aws_dms_replication_instance", {}, unset("auto_minor_version_upgrade", "= true")],
        ["aws_mq_broker", {}, unset("auto_minor_version_upgrade", "= true")],
      ),
    },
  },
  "DAT-23": {
    title: "Streams of production keep what they got for a week.",
    fix: "set retention_period to 168 hours or more, which is billed beyond 24",
    passes: { "a week": resources(["aws_kinesis_stream", { retention_period: 168 }]) },
    fails: {
      "no word of it, and two days": failing(
        ["aws_kinesis_stream", {}, unset("retention_period", "of 168 or more")],
        ["aws_kinesis_stream", { retention_period: 48 }, valued("retention_period", "48", "of 168 or more")],
      ),
    },
  },
};
