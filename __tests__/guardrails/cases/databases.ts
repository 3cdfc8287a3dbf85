import type { DATABASE_RULES } from "../../../guardrails/rules/databases";
import { type CasesOf, ofEach, type Told } from "../rule-cases";

const PUBLIC = [
  "aws_db_instance",
  "aws_dms_replication_instance",
  "aws_mq_broker",
  "aws_neptune_cluster_instance",
  "aws_rds_cluster_instance",
  "aws_redshift_cluster",
  "aws_redshiftserverless_workgroup",
];

const STORES = ["aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_cluster"];

/** Cases of the rules about data stores. */
export const DATABASE_CASES: CasesOf<typeof DATABASE_RULES> = {
  "DAT-01": {
    title: "No data store has an address on the internet.",
    fix: "leave the setting out, and reach it through the bastion, a VPN or an endpoint",
    passes: {
      "no word of it": ofEach(PUBLIC, {}),
      "private ones": ofEach(PUBLIC, { publicly_accessible: false }),
      "what is known later": ofEach(PUBLIC, { publicly_accessible: "${var.is_public}" }),
    },
    fails: {
      "public ones": {
        given: ofEach(PUBLIC, { publicly_accessible: true }),
        told: PUBLIC.map(
          (type): Told => [
            `app/${type}.one › publicly_accessible`,
            "publicly_accessible = true",
            "publicly_accessible = false",
          ],
        ),
      },
    },
  },
  "DAT-04": {
    title: "Databases of production keep backups and are protected from deletion.",
    fix: "set it as the environment's protection does: backups for 7 days or more, deletion protection on",
    passes: {
      "protected ones": ofEach(STORES, { backup_retention_period: 7, deletion_protection: true }),
      "a replica, whose source is kept": {
        aws_db_instance: { replica: { replicate_source_db: "orders", deletion_protection: true } },
      },
    },
    fails: {
      "nothing set": {
        given: ofEach(STORES, {}),
        told: STORES.flatMap((type): Told[] => [
          [
            `app/${type}.one › backup_retention_period`,
            "backup_retention_period is not set",
            "backup_retention_period of 7 or more",
          ],
          [`app/${type}.one › deletion_protection`, "deletion_protection is not set", "deletion_protection = true"],
        ]),
      },
      "too short, and off": {
        given: { aws_db_instance: { orders: { backup_retention_period: 1, deletion_protection: false } } },
        told: [
          [
            "app/aws_db_instance.orders › backup_retention_period",
            "backup_retention_period = 1",
            "backup_retention_period of 7 or more",
          ],
          [
            "app/aws_db_instance.orders › deletion_protection",
            "deletion_protection = false",
            "deletion_protection = true",
          ],
        ],
      },
    },
  },
  "DAT-11": {
    title: "Data stores are encrypted at rest.",
    fix: "turn encryption on before the first deploy",
    passes: {
      "encrypted ones": {
        ...ofEach(STORES, { storage_encrypted: true }),
        ...ofEach(["aws_efs_file_system", "aws_redshift_cluster"], { encrypted: true }),
        aws_elasticache_replication_group: { one: { at_rest_encryption_enabled: "true" } },
      },
      "what has it from elsewhere": {
        aws_db_instance: {
          replica: { replicate_source_db: "orders" },
          restored: { snapshot_identifier: "orders-2026-11-01" },
        },
        aws_rds_cluster: { old: { engine_mode: "serverless" }, restored: { snapshot_identifier: "orders" } },
      },
    },
    fails: {
      "not a word of encryption": {
        given: ofEach(
          [...STORES, "aws_efs_file_system", "aws_elasticache_replication_group", "aws_redshift_cluster"],
          {},
        ),
        told: [
          ["app/aws_db_instance.one › storage_encrypted", "storage_encrypted is not set", "storage_encrypted = true"],
          ["app/aws_docdb_cluster.one › storage_encrypted", "storage_encrypted is not set", "storage_encrypted = true"],
          ["app/aws_efs_file_system.one › encrypted", "encrypted is not set", "encrypted = true"],
          [
            "app/aws_elasticache_replication_group.one › at_rest_encryption_enabled",
            "at_rest_encryption_enabled is not set",
            "at_rest_encryption_enabled = true",
          ],
          [
            "app/aws_neptune_cluster.one › storage_encrypted",
            "storage_encrypted is not set",
            "storage_encrypted = true",
          ],
          ["app/aws_rds_cluster.one › storage_encrypted", "storage_encrypted is not set", "storage_encrypted = true"],
          ["app/aws_redshift_cluster.one › encrypted", "encrypted is not set", "encrypted = true"],
        ],
      },
      "encryption that is off": {
        given: { aws_db_instance: { orders: { storage_encrypted: false } } },
        told: [
          ["app/aws_db_instance.orders › storage_encrypted", "storage_encrypted = false", "storage_encrypted = true"],
        ],
      },
    },
  },
  "DAT-12": {
    title:
      "Tables of production can be had back as they were at any second of the last weeks, and are protected from deletion.",
    fix: "set point_in_time_recovery.enabled and deletion_protection_enabled to true",
    passes: {
      "protected ones": {
        aws_dynamodb_table: {
          orders: { point_in_time_recovery: [{ enabled: true }], deletion_protection_enabled: true },
        },
      },
    },
    fails: {
      "nothing set": {
        given: { aws_dynamodb_table: { orders: { hash_key: "id" } } },
        told: [
          [
            "app/aws_dynamodb_table.orders › deletion_protection_enabled",
            "deletion_protection_enabled is not set",
            "deletion_protection_enabled = true",
          ],
          [
            "app/aws_dynamodb_table.orders › point_in_time_recovery.enabled",
            "point_in_time_recovery.enabled is not set",
            "point_in_time_recovery.enabled = true",
          ],
        ],
      },
    },
  },
};
