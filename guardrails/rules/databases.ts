import type { Rules } from "./rule.types";
import { atLeast, off, on, settingRule } from "./setting-rule";

/** Rules about databases, caches, search and other stores with servers of their own. */
export const DATABASE_RULES = {
  "DAT-01": settingRule({
    level: "error",
    title: "No data store has an address on the internet.",
    reason: "A data store is reached by applications in the VPC, and by people through it.",
    fix: "leave the setting out, and reach it through the bastion, a VPN or an endpoint",
    source: "AWS Security Hub User Guide, controls RDS.2, Redshift.1, DMS.1 and OpenSearch.2, read 2026-11",
    settings: {
      aws_db_instance: off("publicly_accessible"),
      aws_rds_cluster_instance: off("publicly_accessible"),
      aws_redshift_cluster: off("publicly_accessible"),
      aws_redshiftserverless_workgroup: off("publicly_accessible"),
      aws_neptune_cluster_instance: off("publicly_accessible"),
      aws_dms_replication_instance: off("publicly_accessible"),
      aws_mq_broker: off("publicly_accessible"),
    },
  }),
  "DAT-11": settingRule({
    level: "error",
    title: "Data stores are encrypted at rest.",
    reason: "A store that was made without encryption is encrypted only by a copy of it.",
    fix: "turn encryption on before the first deploy",
    source:
      "AWS Security Hub User Guide, controls RDS.3, RDS.27, DocumentDB.1, Neptune.1 and ElastiCache.4, read 2026-11",
    settings: {
      // A replica and a restored one take it from where they come from.
      aws_db_instance: {
        ...on("storage_encrypted"),
        concerns: (one) => one.lacks("replicate_source_db") && one.lacks("snapshot_identifier"),
      },
      aws_rds_cluster: {
        ...on("storage_encrypted"),
        concerns: (one) => one.lacks("snapshot_identifier") && one.at("engine_mode") !== "serverless",
      },
      aws_docdb_cluster: on("storage_encrypted"),
      aws_neptune_cluster: on("storage_encrypted"),
      aws_elasticache_replication_group: on("at_rest_encryption_enabled"),
      aws_efs_file_system: on("encrypted"),
      aws_redshift_cluster: on("encrypted"),
    },
  }),
  "DAT-04": settingRule({
    level: "production",
    title: "Databases of production keep backups and are protected from deletion.",
    reason: "What was deleted by a mistake can only be had back where it was kept.",
    fix: "set it as the environment's protection does: backups for 7 days or more, deletion protection on",
    source: "AWS Security Hub User Guide, controls RDS.7, RDS.8, RDS.11, DocumentDB.2 and Neptune.4, read 2026-11",
    settings: {
      aws_db_instance: [
        { ...atLeast("backup_retention_period", 7), concerns: (one) => one.lacks("replicate_source_db") },
        on("deletion_protection"),
      ],
      aws_rds_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
      aws_docdb_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
      aws_neptune_cluster: [atLeast("backup_retention_period", 7), on("deletion_protection")],
    },
  }),
  "DAT-12": settingRule({
    level: "production",
    title:
      "Tables of production can be had back as they were at any second of the last weeks, and are protected from deletion.",
    reason: "A program that writes what is wrong writes it into every copy.",
    fix: "set point_in_time_recovery.enabled and deletion_protection_enabled to true",
    source: "AWS Security Hub User Guide, controls DynamoDB.2 and DynamoDB.6, read 2026-11",
    settings: { aws_dynamodb_table: [on("point_in_time_recovery.enabled"), on("deletion_protection_enabled")] },
  }),
} as const satisfies Rules;
