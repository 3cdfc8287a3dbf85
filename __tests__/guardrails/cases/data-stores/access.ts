import type { DATA_ACCESS_RULES } from "../../../../guardrails/rules/data-stores/access";
import { type CasesOf, failing, ofEach, resources, unset, valued } from "../../rule-cases";

const SEARCH = ["aws_elasticsearch_domain", "aws_opensearch_domain"];

function logs(...types: readonly string[]) {
  return {
    log_publishing_options: types.map((log_type) => ({
      log_type,
      cloudwatch_log_group_arn: "${aws_cloudwatch_log_group.search.arn}",
    })),
  };
}

function delivery(kind: string, enabled: unknown) {
  return { log_delivery: [{ worker_log_delivery: [{ [kind]: [{ enabled }] }] }] };
}

function task(settings: object) {
  return { replication_task_settings: JSON.stringify(settings) };
}

const WITH_IAM = [
  ["aws_db_instance", "postgres"],
  ["aws_rds_cluster", "aurora-mysql"],
  ["aws_neptune_cluster", "neptune"],
] as const;

/** Cases of the rules about who is let into data stores, and what is written down of them. */
export const DATA_ACCESS_CASES: CasesOf<typeof DATA_ACCESS_RULES> = {
  "DAT-16": {
    title: "Data stores of production send their logs to where they are kept.",
    fix: "export the logs of errors and of access",
    passes: {
      "those that do": {
        ...ofEach(["aws_db_instance", "aws_rds_cluster"], { enabled_cloudwatch_logs_exports: ["postgresql"] }),
        ...ofEach(SEARCH, logs("ES_APPLICATION_LOGS", "AUDIT_LOGS")),
        aws_docdb_cluster: { one: { enabled_cloudwatch_logs_exports: ["audit", "profiler"] } },
        aws_neptune_cluster: { one: { enable_cloudwatch_logs_exports: ["audit"] } },
        aws_redshift_cluster: { other: {} },
        aws_redshift_logging: { other: { cluster_identifier: "${aws_redshift_cluster.other.id}" } },
        aws_redshiftserverless_namespace: { one: { log_exports: ["connectionlog", "userlog"] } },
        aws_mq_broker: {
          active: { engine_type: "ActiveMQ", logs: [{ general: true, audit: "true" }] },
          rabbit: { engine_type: "RabbitMQ", logs: [{ general: true }] },
        },
        aws_mskconnect_connector: { one: delivery("s3", true), later: delivery("firehose", "${var.logs}") },
        aws_dms_replication_task: { one: task({ Logging: { EnableLogging: true } }) },
        aws_athena_workgroup: { one: {} },
      },
      "an edition without an agent": resources([
        "aws_db_instance",
        { engine: "sqlserver-ex", enabled_cloudwatch_logs_exports: ["error"] },
      ]),
      "an old serverless cluster, which has none": { aws_rds_cluster: { old: { engine_mode: "serverless" } } },
      "what is known later": {
        aws_opensearch_domain: { one: { log_publishing_options: "${var.logs}" } },
        aws_dms_replication_task: { one: { replication_task_settings: "${file(var.it)}" } },
      },
    },
    fails: {
      "no word of it": failing(
        ["aws_db_instance", {}, unset("enabled_cloudwatch_logs_exports", "with one or more")],
        ["aws_rds_cluster", {}, unset("enabled_cloudwatch_logs_exports", "with one or more")],
        ["aws_docdb_cluster", {}, unset("enabled_cloudwatch_logs_exports", "with audit")],
        ["aws_neptune_cluster", {}, unset("enable_cloudwatch_logs_exports", "with audit")],
        ...SEARCH.map(
          (type) => [type, {}, unset("log_publishing_options", "with AUDIT_LOGS and ES_APPLICATION_LOGS")] as const,
        ),
        [
          "aws_redshift_cluster",
          {},
          unset("logging", "by an aws_redshift_logging", "add an aws_redshift_logging for the cluster"),
        ],
        ["aws_redshiftserverless_namespace", {}, unset("log_exports", "with connectionlog and userlog")],
        ["aws_mq_broker", { engine_type: "ActiveMQ" }, unset("logs.audit", "= true"), unset("logs.general", "= true")],
        [
          "aws_mskconnect_connector",
          delivery("s3", false),
          unset("log_delivery.worker_log_delivery", "with a log that is enabled"),
        ],
        ["aws_dms_replication_task", {}, unset("replication_task_settings.Logging.EnableLogging", "= true")],
      ),
      "other logs than the engine's": failing(
        [
          "aws_db_instance",
          { engine: "postgres", enabled_cloudwatch_logs_exports: ["upgrade"] },
          valued("enabled_cloudwatch_logs_exports", '["upgrade"]', "with postgresql"),
        ],
        [
          "aws_db_instance",
          { engine: "sqlserver-se", enabled_cloudwatch_logs_exports: ["error"] },
          valued("enabled_cloudwatch_logs_exports", '["error"]', "with agent and error"),
        ],
        [
          "aws_rds_cluster",
          { engine: "aurora-mysql", enabled_cloudwatch_logs_exports: ["slowquery"] },
          valued("enabled_cloudwatch_logs_exports", '["slowquery"]', "with audit"),
        ],
      ),
      "what is off, or not all": failing(
        [
          "aws_db_instance",
          { enabled_cloudwatch_logs_exports: [] },
          valued("enabled_cloudwatch_logs_exports", "[]", "with one or more"),
        ],
        [
          "aws_opensearch_domain",
          logs("ES_APPLICATION_LOGS"),
          valued("log_publishing_options", '["ES_APPLICATION_LOGS"]', "with AUDIT_LOGS and ES_APPLICATION_LOGS"),
        ],
        [
          "aws_dms_replication_task",
          task({ Logging: { EnableLogging: false } }),
          valued("replication_task_settings.Logging.EnableLogging", "false", "= true"),
        ],
        [
          "aws_athena_workgroup",
          { configuration: [{ publish_cloudwatch_metrics_enabled: false }] },
          valued("configuration.publish_cloudwatch_metrics_enabled", "false", "= true"),
        ],
      ),
    },
  },
  "DAT-17": {
    title: "Data stores of production ask everybody who calls who he is.",
    fix: "turn authentication on, and give clients their names",
    passes: {
      "those that do": {
        ...ofEach(SEARCH, { advanced_security_options: [{ enabled: true }] }),
        aws_msk_cluster: { one: { client_authentication: [{ unauthenticated: false, sasl: [{ iam: true }] }] } },
        aws_elasticache_replication_group: {
          old: { engine_version: "5.0.6", auth_token: "${var.token}" },
          later: { engine_version: "7.1" },
        },
        aws_memorydb_cluster: { one: { acl_name: "orders" } },
        aws_dms_endpoint: { one: { engine_name: "mysql" }, mongo: { mongodb_settings: [{ auth_type: "password" }] } },
      },
    },
    fails: {
      others: failing(
        ...SEARCH.map((type) => [type, {}, unset("advanced_security_options.enabled", "= true")] as const),
        [
          "aws_opensearch_domain",
          { advanced_security_options: [{ enabled: true, anonymous_auth_enabled: true }] },
          valued("advanced_security_options.anonymous_auth_enabled", "true", "= false"),
        ],
        ["aws_msk_cluster", {}, unset("client_authentication.unauthenticated", '= false or "false"')],
        ["aws_elasticache_replication_group", { engine_version: "5.0.6" }, unset("auth_token", "that is set")],
        [
          "aws_memorydb_cluster",
          { acl_name: "open-access" },
          valued("acl_name", '"open-access"', 'other than "open-access"'),
        ],
        [
          "aws_dms_endpoint",
          { engine_name: "mongodb", mongodb_settings: [{ auth_type: "no" }] },
          valued("mongodb_settings.auth_type", '"no"', 'other than "no"'),
        ],
      ),
    },
  },
  "DAT-18": {
    title: "Databases admit users of IAM.",
    fix: "set iam_database_authentication_enabled to true, which leaves users with passwords as they are",
    passes: {
      "those that do": resources(
        ...WITH_IAM.map(([type, engine]) => [type, { engine, iam_database_authentication_enabled: true }] as const),
      ),
      "engines that cannot": resources(
        ["aws_db_instance", { engine: "oracle-ee" }],
        ["aws_rds_cluster", { engine: "aurora-mysql", engine_mode: "serverless" }],
      ),
    },
    fails: {
      others: failing(
        ...WITH_IAM.map(
          ([type, engine]) => [type, { engine }, unset("iam_database_authentication_enabled", "= true")] as const,
        ),
      ),
    },
  },
  "DAT-19": {
    title: "Administrators of data stores have names of their own.",
    fix: "take another name before the first deploy; a later change makes the store anew",
    passes: {
      "names of their own": resources(
        ["aws_db_instance", { username: "orders" }],
        ["aws_rds_cluster", { master_username: "orders" }],
        ["aws_redshift_cluster", { master_username: "orders" }],
        ["aws_redshiftserverless_namespace", { admin_username: "orders" }],
      ),
    },
    fails: {
      "names of the documentation": failing(
        [
          "aws_db_instance",
          { username: "postgres" },
          valued("username", '"postgres"', 'other than "admin" and "postgres"'),
        ],
        [
          "aws_rds_cluster",
          { master_username: "admin" },
          valued("master_username", '"admin"', 'other than "admin" and "postgres"'),
        ],
        [
          "aws_redshift_cluster",
          { master_username: "awsuser" },
          valued("master_username", '"awsuser"', 'other than "awsuser"'),
        ],
        [
          "aws_redshiftserverless_namespace",
          { admin_username: "admin" },
          valued("admin_username", '"admin"', 'other than "admin"'),
        ],
      ),
    },
  },
};
