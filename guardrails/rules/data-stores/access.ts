import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { Rules } from "../rule.types";
import {
  filled,
  including,
  inJson,
  noneOf,
  notOff,
  off,
  on,
  oneOf,
  type Setting,
  set,
  settingRule,
} from "../setting-rule";

/** Logs of search domains that are published: of whole blocks, since the log group is known only after the apply. */
const SEARCH_LOGS: Setting = {
  ...including("log_publishing_options", ["AUDIT_LOGS", "ES_APPLICATION_LOGS"]),
  reads: (domain) => {
    const blocks = domain.blocks("log_publishing_options");
    if (blocks.length === 0) return domain.at("log_publishing_options");
    const logs = blocks.filter(({ enabled }) => enabled !== false).map(({ log_type }) => log_type);
    return logs;
  },
};

const EXPORTS = "enabled_cloudwatch_logs_exports";

/** Logs that a database sends, by its engine. Express editions of SQL Server have no agent. */
const ENGINE_LOGS: readonly (readonly [engine: RegExp, setting: Setting])[] = [
  [/^aurora-mysql$/, including(EXPORTS, ["audit"])],
  [/postgres/, including(EXPORTS, ["postgresql"])],
  [/^sqlserver-ex$/, including(EXPORTS, ["error"])],
  [/^sqlserver/, including(EXPORTS, ["agent", "error"])],
  [/^/, filled(EXPORTS)],
];

/** Aurora Serverless v1 is not asked, as AWS does not ask it either. */
const DATABASE_LOGS: readonly Setting[] = ENGINE_LOGS.map(([, setting]) => ({
  ...setting,
  concerns: (one) =>
    one.at("engine_mode") !== "serverless" &&
    ENGINE_LOGS.find(([engine]) => engine.test(String(one.at("engine"))))?.[1] === setting,
}));

const WORKER_LOGS: Setting = {
  at: "log_delivery.worker_log_delivery",
  expected: "with a log that is enabled",
  byDefault: false,
  holds: () => true,
  reads: (connector) => {
    const kinds = ["cloudwatch_logs", "firehose", "s3"].map((kind) =>
      connector.at(`log_delivery.worker_log_delivery.${kind}.enabled`),
    );
    return kinds.find((enabled) => !isKnown(enabled) || enabled === true);
  },
};

/** Logs of a warehouse are a resource of their own; with older versions of the provider also a block. */
const WAREHOUSE_LOGS: Setting = {
  at: "logging",
  expected: "by an aws_redshift_logging",
  holds: () => true,
  byDefault: false,
  concerns: (one, estate) => estate.referrers(one, "aws_redshift_logging", "cluster_identifier").length === 0,
  reads: (one) => (one.at("logging.enable") === false ? undefined : one.at("logging")),
  fix: "add an aws_redshift_logging for the cluster",
};

/** Engines that admit users of IAM. */
const WITH_IAM = /^(mysql|mariadb|postgres|aurora)/;

function admitsIam(one: Resource): boolean {
  return WITH_IAM.test(String(one.at("engine"))) && one.at("engine_mode") !== "serverless";
}

/** Rules about who is let into data stores, and what is written down of them. */
export const DATA_ACCESS_RULES = {
  "DAT-16": settingRule({
    level: "production",
    title: "Data stores of production send their logs to where they are kept.",
    reason: "Who came in, and why it failed, is otherwise told on the server alone, and goes with it.",
    fix: "export the logs of errors and of access",
    source:
      "AWS Security Hub User Guide, controls RDS.9, RDS.34, RDS.36, RDS.37, RDS.40, RDS.42, RDS.45, DocumentDB.4, Neptune.2, Opensearch.4, Opensearch.5, ES.4, ES.5, " +
      "Redshift.4, RedshiftServerless.6, MQ.2, MSK.5, DMS.7, DMS.8 and Athena.4, read 2026-11",
    settings: {
      aws_db_instance: DATABASE_LOGS,
      aws_rds_cluster: DATABASE_LOGS,
      aws_docdb_cluster: including(EXPORTS, ["audit"]),
      aws_neptune_cluster: including("enable_cloudwatch_logs_exports", ["audit"]),
      aws_opensearch_domain: SEARCH_LOGS,
      aws_elasticsearch_domain: SEARCH_LOGS,
      aws_redshift_cluster: WAREHOUSE_LOGS,
      aws_redshiftserverless_namespace: including("log_exports", ["connectionlog", "userlog"]),
      aws_mq_broker: [
        on("logs.general"),
        { ...on("logs.audit"), concerns: (one) => String(one.at("engine_type")).toLowerCase() === "activemq" },
      ],
      aws_mskconnect_connector: WORKER_LOGS,
      aws_dms_replication_task: inJson("replication_task_settings", on("Logging.EnableLogging")),
      aws_athena_workgroup: notOff("configuration.publish_cloudwatch_metrics_enabled"),
    },
  }),
  "DAT-17": settingRule({
    level: "production",
    title: "Data stores of production ask everybody who calls who he is.",
    reason: "Otherwise whoever reaches the network has the data.",
    fix: "turn authentication on, and give clients their names",
    source: "AWS Security Hub User Guide, controls Opensearch.7, MSK.6, ElastiCache.6 and DMS.11, read 2026-11",
    settings: {
      aws_opensearch_domain: [
        on("advanced_security_options.enabled"),
        off("advanced_security_options.anonymous_auth_enabled"),
      ],
      aws_elasticsearch_domain: on("advanced_security_options.enabled"),
      // A cluster that nothing is said of lets everybody in.
      aws_msk_cluster: oneOf("client_authentication.unauthenticated", [false, "false"]),
      // Later versions know users and groups of them.
      aws_elasticache_replication_group: {
        ...set("auth_token"),
        concerns: (one) => /^[2-5]\./.test(String(one.at("engine_version"))),
      },
      aws_memorydb_cluster: noneOf("acl_name", ["open-access"]),
      aws_dms_endpoint: noneOf("mongodb_settings.auth_type", ["no"]),
    },
  }),
  "DAT-18": settingRule({
    level: "warning",
    title: "Databases admit users of IAM.",
    reason: "A token of IAM holds for a quarter of an hour; a password holds until somebody changes it.",
    fix: "set iam_database_authentication_enabled to true, which leaves users with passwords as they are",
    source: "AWS Security Hub User Guide, controls RDS.10, RDS.12 and Neptune.7, read 2026-11",
    settings: {
      aws_db_instance: { ...on("iam_database_authentication_enabled"), concerns: admitsIam },
      aws_rds_cluster: { ...on("iam_database_authentication_enabled"), concerns: admitsIam },
      aws_neptune_cluster: on("iam_database_authentication_enabled"),
    },
  }),
  "DAT-19": settingRule({
    level: "warning",
    title: "Administrators of data stores have names of their own.",
    reason: "The names that documentation uses are the first that are tried.",
    fix: "take another name before the first deploy; a later change makes the store anew",
    source: "AWS Security Hub User Guide, controls RDS.24, RDS.25, Redshift.8 and RedshiftServerless.5, read 2026-11",
    settings: {
      aws_db_instance: noneOf("username", ["admin", "postgres"]),
      aws_rds_cluster: noneOf("master_username", ["admin", "postgres"]),
      aws_redshift_cluster: noneOf("master_username", ["awsuser"]),
      aws_redshiftserverless_namespace: noneOf("admin_username", ["admin"]),
    },
  }),
} as const satisfies Rules;
