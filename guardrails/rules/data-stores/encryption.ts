import type { Resource } from "../../tree/resource";
import type { Rules } from "../rule.types";
import { inJson, noneOf, notOff, on, oneOf, parameter, type Setting, settingRule } from "../setting-rule";

/** Policies of search domains: those of 2019 answer TLS 1.0, or by ciphers that a key which is lost later opens. */
const OLD_POLICIES = ["Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07"];

const SEARCH: readonly Setting[] = [
  notOff("domain_endpoint_options.enforce_https"),
  {
    ...noneOf("domain_endpoint_options.tls_security_policy", OLD_POLICIES, false),
    fix: "set tls_security_policy to Policy-Min-TLS-1-2-PFS-2023-10",
  },
  on("node_to_node_encryption.enabled"),
];

/** Engines of DMS endpoints that speak TLS only where they are told to. */
const ENGINES_WITH_SSL_MODE = [
  "aurora",
  "aurora-postgresql",
  "db2",
  "docdb",
  "mariadb",
  "mongodb",
  "mysql",
  "oracle",
  "postgres",
  "sqlserver",
  "sybase",
];

/** Settings of parameter groups by the beginning of their families. Versions of PostgreSQL from 15 on ask for TLS by themselves. */
const TLS_PARAMETERS: readonly (readonly [family: RegExp, setting: Setting])[] = [
  [/^(aurora-postgresql|postgres)1[0-4]$/, parameter("rds.force_ssl", oneOf("value", ["1", 1]))],
  [/^(aurora-postgresql|postgres)/, parameter("rds.force_ssl", noneOf("value", ["0", 0]))],
  [/^sqlserver/, parameter("rds.force_ssl", oneOf("value", ["1", 1]))],
  [
    /^(aurora-mysql|mysql|mariadb)/,
    parameter("require_secure_transport", oneOf("value", ["1", 1, "ON", "on", "true", true])),
  ],
];

function isFirstOf(group: Resource, setting: Setting): boolean {
  const family = String(group.at("family"));
  return TLS_PARAMETERS.find(([form]) => form.test(family))?.[1] === setting;
}

const TLS_IN_GROUPS: readonly Setting[] = TLS_PARAMETERS.map(([, setting]) => ({
  ...setting,
  concerns: (group) => isFirstOf(group, setting),
}));

/** Valkey is encrypted where nothing is said of it. */
function isRedis(group: Resource): boolean {
  return (group.at("engine") ?? "redis") === "redis";
}

/** Rules about how data stores are encrypted. */
export const DATA_ENCRYPTION_RULES = {
  "DAT-11": settingRule({
    level: "error",
    title: "Data stores are encrypted at rest.",
    reason: "A store that was made without encryption is encrypted only by a copy of it.",
    fix: "turn encryption on before the first deploy",
    source:
      "AWS Security Hub User Guide, controls RDS.3, RDS.27, DocumentDB.1, Neptune.1, ElastiCache.4, DynamoDB.3, Opensearch.1, ES.1, Redshift.10, EFS.1, EFS.8, " +
      "Kinesis.1, DataFirehose.1, SQS.1, WorkSpaces.1, WorkSpaces.2, APIGateway.5 and EMR.3, read 2026-11",
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
      aws_elasticache_replication_group: [
        { ...on("at_rest_encryption_enabled"), concerns: isRedis },
        { ...notOff("at_rest_encryption_enabled"), concerns: (one) => !isRedis(one) },
      ],
      aws_dax_cluster: on("server_side_encryption.enabled"),
      aws_opensearch_domain: on("encrypt_at_rest.enabled"),
      aws_elasticsearch_domain: on("encrypt_at_rest.enabled"),
      aws_efs_file_system: on("encrypted"),
      aws_redshift_cluster: on("encrypted"),
      aws_kinesis_stream: oneOf("encryption_type", ["KMS"]),
      // What comes from a stream is encrypted as the stream is.
      aws_kinesis_firehose_delivery_stream: {
        ...on("server_side_encryption.enabled"),
        concerns: (one) => one.lacks("kinesis_source_configuration") && one.lacks("msk_source_configuration"),
      },
      aws_sqs_queue: { ...notOff("sqs_managed_sse_enabled"), concerns: (one) => one.lacks("kms_master_key_id") },
      aws_workspaces_workspace: [on("root_volume_encryption_enabled"), on("user_volume_encryption_enabled")],
      aws_api_gateway_method_settings: {
        ...on("settings.cache_data_encrypted"),
        concerns: (one) => one.at("settings.caching_enabled") === true,
      },
      aws_emr_security_configuration: inJson("configuration", on("EncryptionConfiguration.EnableAtRestEncryption")),
    },
  }),
  "DAT-13": settingRule({
    level: "error",
    title: "What is sent to data stores, and between their servers, is encrypted.",
    reason: "What is sent in clear, passwords too, can be read and changed by who stands in between.",
    fix: "turn encryption in transit on, and let clients connect by TLS",
    source:
      "AWS Security Hub User Guide, controls ElastiCache.5, Opensearch.3, Opensearch.8, ES.3, ES.8, DynamoDB.7, MSK.1, MSK.3, RDS.43, DocumentDB.6, Redshift.2, " +
      "RedshiftServerless.2, DMS.9, DMS.12 and EMR.4, read 2026-11",
    settings: {
      aws_elasticache_replication_group: on("transit_encryption_enabled"),
      aws_memorydb_cluster: notOff("tls_enabled"),
      aws_opensearch_domain: SEARCH,
      aws_elasticsearch_domain: SEARCH,
      aws_dax_cluster: oneOf("cluster_endpoint_encryption_type", ["TLS"]),
      aws_msk_cluster: [
        oneOf("encryption_info.encryption_in_transit.client_broker", ["TLS"], true),
        notOff("encryption_info.encryption_in_transit.in_cluster"),
      ],
      aws_mskconnect_connector: oneOf("kafka_cluster_encryption_in_transit.encryption_type", ["TLS"]),
      aws_db_proxy: on("require_tls"),
      aws_docdb_cluster_parameter_group: parameter("tls", noneOf("value", ["disabled"])),
      aws_redshift_parameter_group: parameter("require_ssl", oneOf("value", ["true", true])),
      aws_redshiftserverless_workgroup: parameter("require_ssl", oneOf("value", ["true", true]), "config_parameter"),
      aws_dms_endpoint: [
        {
          ...noneOf("ssl_mode", ["none"], false),
          concerns: (one) => ENGINES_WITH_SSL_MODE.some((engine) => engine === one.at("engine_name")),
        },
        noneOf("redis_settings.ssl_security_protocol", ["plaintext"]),
      ],
      aws_emr_security_configuration: inJson("configuration", on("EncryptionConfiguration.EnableInTransitEncryption")),
    },
  }),
  "DAT-25": settingRule({
    level: "production",
    title: "Parameter groups of production refuse connections without TLS.",
    reason: "A client that was never told of TLS connects without it, and sends its password so.",
    fix: "set rds.force_ssl to 1, of MySQL and MariaDB require_secure_transport to ON, after clients were told of TLS",
    source: "AWS Security Hub User Guide, controls RDS.38, RDS.39, RDS.41 and RDS.44, read 2026-11",
    settings: { aws_db_parameter_group: TLS_IN_GROUPS, aws_rds_cluster_parameter_group: TLS_IN_GROUPS },
  }),
} as const satisfies Rules;
