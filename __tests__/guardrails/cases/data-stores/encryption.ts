import type { DATA_ENCRYPTION_RULES } from "../../../../guardrails/rules/data-stores/encryption";
import { type CasesOf, failing, ofEach, resources, unset, valued } from "../../rule-cases";

const SEARCH = ["aws_elasticsearch_domain", "aws_opensearch_domain"];

const STORAGE_ENCRYPTED = ["aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_cluster"];

function emr(encryption: Readonly<Record<string, unknown>>) {
  return { configuration: JSON.stringify({ EncryptionConfiguration: encryption }) };
}

function group(family: string, ...parameters: readonly (readonly [name: string, value: string])[]) {
  return { family, parameter: parameters.map(([name, value]) => ({ name, value })) };
}

const NOT_OLD = 'other than "Policy-Min-TLS-1-0-2019-07" and "Policy-Min-TLS-1-2-2019-07"';
const NEW_POLICY = "set tls_security_policy to Policy-Min-TLS-1-2-PFS-2023-10";

/** Cases of the rules about how data stores are encrypted. */
export const DATA_ENCRYPTION_CASES: CasesOf<typeof DATA_ENCRYPTION_RULES> = {
  "DAT-11": {
    title: "Data stores are encrypted at rest.",
    fix: "turn encryption on before the first deploy",
    passes: {
      "encrypted ones": {
        ...ofEach(STORAGE_ENCRYPTED, { storage_encrypted: true }),
        ...ofEach(["aws_efs_file_system", "aws_redshift_cluster"], { encrypted: true }),
        ...ofEach(SEARCH, { encrypt_at_rest: [{ enabled: true }] }),
        ...ofEach(["aws_dax_cluster", "aws_kinesis_firehose_delivery_stream"], {
          server_side_encryption: [{ enabled: true }],
        }),
        aws_elasticache_replication_group: { one: { at_rest_encryption_enabled: "true" } },
        aws_kinesis_stream: { one: { encryption_type: "KMS" } },
        aws_workspaces_workspace: {
          one: { root_volume_encryption_enabled: true, user_volume_encryption_enabled: true },
        },
        aws_emr_security_configuration: { one: emr({ EnableAtRestEncryption: true }) },
      },
      "what has it from elsewhere": resources(
        ["aws_db_instance", { replicate_source_db: "orders" }],
        ["aws_db_instance", { snapshot_identifier: "orders-2026-11-01" }],
        ["aws_rds_cluster", { engine_mode: "serverless" }],
        ["aws_rds_cluster", { snapshot_identifier: "orders" }],
        ["aws_kinesis_firehose_delivery_stream", { kinesis_source_configuration: [{ role_arn: "${var.role}" }] }],
      ),
      "what has it by default": resources(
        ["aws_elasticache_replication_group", { engine: "valkey" }],
        ["aws_sqs_queue", {}],
        ["aws_sqs_queue", { kms_master_key_id: "alias/orders", sqs_managed_sse_enabled: false }],
        ["aws_api_gateway_method_settings", { settings: [{ caching_enabled: false }] }],
      ),
      "what is known later": resources(
        ["aws_emr_security_configuration", { configuration: "${file(var.it)}" }],
        ["aws_kinesis_stream", { encryption_type: "${var.type}" }],
      ),
    },
    fails: {
      "not a word of encryption": failing(
        ...STORAGE_ENCRYPTED.map((type) => [type, {}, unset("storage_encrypted", "= true")] as const),
        ...SEARCH.map((type) => [type, {}, unset("encrypt_at_rest.enabled", "= true")] as const),
        ["aws_efs_file_system", {}, unset("encrypted", "= true")],
        ["aws_redshift_cluster", {}, unset("encrypted", "= true")],
        ["aws_elasticache_replication_group", {}, unset("at_rest_encryption_enabled", "= true")],
        ["aws_dax_cluster", {}, unset("server_side_encryption.enabled", "= true")],
        ["aws_kinesis_stream", {}, unset("encryption_type", '= "KMS"')],
        ["aws_kinesis_firehose_delivery_stream", {}, unset("server_side_encryption.enabled", "= true")],
        [
          "aws_workspaces_workspace",
          {},
          unset("root_volume_encryption_enabled", "= true"),
          unset("user_volume_encryption_enabled", "= true"),
        ],
        [
          "aws_api_gateway_method_settings",
          { settings: [{ caching_enabled: true }] },
          unset("settings.cache_data_encrypted", "= true"),
        ],
        [
          "aws_emr_security_configuration",
          emr({}),
          unset("configuration.EncryptionConfiguration.EnableAtRestEncryption", "= true"),
        ],
      ),
      "encryption that is off": failing(
        ["aws_db_instance", { storage_encrypted: false }, valued("storage_encrypted", "false", "= true")],
        [
          "aws_elasticache_replication_group",
          { engine: "valkey", at_rest_encryption_enabled: "false" },
          valued("at_rest_encryption_enabled", '"false"', "= true"),
        ],
        ["aws_sqs_queue", { sqs_managed_sse_enabled: false }, valued("sqs_managed_sse_enabled", "false", "= true")],
      ),
    },
  },
  "DAT-13": {
    title: "What is sent to data stores, and between their servers, is encrypted.",
    fix: "turn encryption in transit on, and let clients connect by TLS",
    passes: {
      "encrypted ones": {
        ...ofEach(SEARCH, {
          domain_endpoint_options: [{ tls_security_policy: "Policy-Min-TLS-1-2-PFS-2023-10" }],
          node_to_node_encryption: [{ enabled: true }],
        }),
        aws_elasticache_replication_group: { one: { transit_encryption_enabled: true } },
        aws_dax_cluster: { one: { cluster_endpoint_encryption_type: "TLS" } },
        aws_mskconnect_connector: {
          one: { kafka_cluster_encryption_in_transit: [{ encryption_type: "TLS" }] },
        },
        aws_db_proxy: { one: { require_tls: true } },
        aws_redshift_parameter_group: { one: group("redshift-1.0", ["require_ssl", "true"]) },
        aws_redshiftserverless_workgroup: {
          one: { config_parameter: [{ parameter_key: "require_ssl", parameter_value: "true" }] },
        },
        aws_emr_security_configuration: { one: emr({ EnableInTransitEncryption: true }) },
      },
      "what has it by default, or cannot have it": resources(
        ["aws_memorydb_cluster", {}],
        ["aws_msk_cluster", {}],
        ["aws_docdb_cluster_parameter_group", group("docdb5.0", ["audit_logs", "enabled"])],
        ["aws_dms_endpoint", { engine_name: "s3" }],
        ["aws_dms_endpoint", { engine_name: "postgres", ssl_mode: "require" }],
      ),
      "what is known later": resources(
        ["aws_redshift_parameter_group", { parameter: "${var.parameters}" }],
        ["aws_redshift_parameter_group", group("redshift-1.0", ["${var.name}", "true"])],
      ),
    },
    fails: {
      "not a word of it": failing(
        ...SEARCH.map(
          (type) =>
            [
              type,
              {},
              unset("domain_endpoint_options.tls_security_policy", NOT_OLD, NEW_POLICY),
              unset("node_to_node_encryption.enabled", "= true"),
            ] as const,
        ),
        ["aws_elasticache_replication_group", {}, unset("transit_encryption_enabled", "= true")],
        ["aws_dax_cluster", {}, unset("cluster_endpoint_encryption_type", '= "TLS"')],
        ["aws_mskconnect_connector", {}, unset("kafka_cluster_encryption_in_transit.encryption_type", '= "TLS"')],
        ["aws_db_proxy", {}, unset("require_tls", "= true")],
        ["aws_redshift_parameter_group", group("redshift-1.0"), unset("parameter.require_ssl", '= "true" or true')],
        ["aws_redshiftserverless_workgroup", {}, unset("config_parameter.require_ssl", '= "true" or true')],
        ["aws_dms_endpoint", { engine_name: "mysql" }, unset("ssl_mode", 'other than "none"')],
        [
          "aws_emr_security_configuration",
          emr({}),
          unset("configuration.EncryptionConfiguration.EnableInTransitEncryption", "= true"),
        ],
      ),
      "what is off": failing(
        ["aws_memorydb_cluster", { tls_enabled: false }, valued("tls_enabled", "false", "= true")],
        [
          "aws_msk_cluster",
          { encryption_info: [{ encryption_in_transit: [{ client_broker: "TLS_PLAINTEXT", in_cluster: false }] }] },
          valued("encryption_info.encryption_in_transit.client_broker", '"TLS_PLAINTEXT"', '= "TLS"'),
          valued("encryption_info.encryption_in_transit.in_cluster", "false", "= true"),
        ],
        [
          "aws_docdb_cluster_parameter_group",
          group("docdb5.0", ["tls", "disabled"]),
          valued("parameter.tls", '"disabled"', 'other than "disabled"'),
        ],
        [
          "aws_dms_endpoint",
          { engine_name: "redis", redis_settings: [{ ssl_security_protocol: "plaintext" }] },
          valued("redis_settings.ssl_security_protocol", '"plaintext"', 'other than "plaintext"'),
        ],
        [
          "aws_opensearch_domain",
          {
            domain_endpoint_options: [{ enforce_https: false, tls_security_policy: "Policy-Min-TLS-1-2-2019-07" }],
            node_to_node_encryption: [{ enabled: true }],
          },
          valued("domain_endpoint_options.enforce_https", "false", "= true"),
          valued("domain_endpoint_options.tls_security_policy", '"Policy-Min-TLS-1-2-2019-07"', NOT_OLD, NEW_POLICY),
        ],
      ),
    },
  },
  "DAT-25": {
    title: "Parameter groups of production refuse connections without TLS.",
    fix: "set rds.force_ssl to 1, of MySQL and MariaDB require_secure_transport to ON, after clients were told of TLS",
    passes: {
      "those that do": resources(
        ["aws_db_parameter_group", group("postgres14", ["rds.force_ssl", "1"])],
        ["aws_db_parameter_group", group("sqlserver-se-15.0", ["rds.force_ssl", "1"])],
        ["aws_rds_cluster_parameter_group", group("aurora-mysql8.0", ["require_secure_transport", "ON"])],
      ),
      "later versions of PostgreSQL, and what has no such parameter": resources(
        ["aws_db_parameter_group", group("postgres17")],
        ["aws_db_parameter_group", group("oracle-ee-19")],
        ["aws_db_parameter_group", { family: "${var.family}" }],
      ),
    },
    fails: {
      others: failing(
        ["aws_db_parameter_group", group("postgres14"), unset("parameter.rds.force_ssl", '= "1" or 1')],
        [
          "aws_db_parameter_group",
          group("postgres17", ["rds.force_ssl", "0"]),
          valued("parameter.rds.force_ssl", '"0"', 'other than "0" and 0'),
        ],
        [
          "aws_rds_cluster_parameter_group",
          group("aurora-mysql8.0"),
          unset("parameter.require_secure_transport", '= "1" or 1 or "ON" or "on" or "true" or true'),
        ],
      ),
    },
  },
};
