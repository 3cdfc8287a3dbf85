import type { Resource } from "../../tree/resource";
import type { Rules } from "../rule.types";
import { leftOut, noneOf, off, on, oneOf, type Setting, set, settingRule } from "../setting-rule";

/** Shared with `all`, a snapshot is everybody's. */
const NOT_WITH_ALL: Setting = {
  at: "shared_accounts",
  expected: "without all",
  holds: (value) => ![value].flat().includes("all"),
  byDefault: true,
};

/** A password that AWS makes, or that an attribute takes which only writes it. */
function noText(at: string): Setting {
  return { ...leftOut(at), isSecret: true };
}

/**
 * A password that there is no other way to give than as a text. In a configuration it may come from elsewhere; a plan, which knows it
 * wherever it comes from, is not asked where its configuration does not have it as a literal.
 */
function withoutText(at: string): Setting {
  const [first = ""] = at.split(".");
  return {
    ...noText(at),
    expected: "that comes from elsewhere",
    concerns: (one) => isWritten(one, first),
    fix: "give it by a variable that is sensitive, or from a secret of Secrets Manager; it stands in the state nevertheless",
  };
}

function isWritten(one: Resource, attribute: string): boolean {
  return !one.isSensitive(attribute) || one.isLiteral(attribute);
}

/** A secret that Terraform stores; one whose changes it ignores is a placeholder, which somebody replaces. */
function secret(at: string, isStored: (one: Resource) => boolean = () => true): Setting {
  return {
    ...withoutText(at),
    concerns: (one) => isWritten(one, at) && isStored(one) && !one.texts("lifecycle.ignore_changes").includes(at),
    fix: `give it by ${at}_wo, which is only written, by a variable that is sensitive, or by hand after the deploy`,
  };
}

/** What a replica and a restored one take from where they come from. */
function isMadeAnew(one: Resource): boolean {
  return one.lacks("replicate_source_db") && one.lacks("snapshot_identifier");
}

/** Rules about who reaches data stores, and by what password. */
export const DATA_EXPOSURE_RULES = {
  "DAT-01": settingRule({
    level: "error",
    title: "No data store has an address on the internet.",
    reason: "A data store is reached by applications in the VPC, and by people through it.",
    fix: "leave the setting out, and reach it through the bastion, a VPN or an endpoint",
    source:
      "AWS Security Hub User Guide, controls RDS.2, Redshift.1, RedshiftServerless.3, DMS.1 and MSK.4, read 2026-11",
    settings: {
      aws_db_instance: off("publicly_accessible"),
      aws_rds_cluster_instance: off("publicly_accessible"),
      // It has one where nothing is said, by version 5 of the provider and older ones.
      aws_redshift_cluster: {
        ...oneOf("publicly_accessible", [false, "false"]),
        expected: "= false",
        fix: "set publicly_accessible to false, and reach it through the bastion, a VPN or an endpoint",
      },
      aws_redshiftserverless_workgroup: off("publicly_accessible"),
      aws_neptune_cluster_instance: off("publicly_accessible"),
      aws_dms_replication_instance: off("publicly_accessible"),
      aws_mq_broker: off("publicly_accessible"),
      aws_msk_cluster: noneOf("broker_node_group_info.connectivity_info.public_access.type", ["SERVICE_PROVIDED_EIPS"]),
    },
  }),
  "DAT-03": settingRule({
    level: "error",
    title: "No secret, and no password of a data store, is written down.",
    reason: "Who reads the repository has it, and where AWS can make one that nobody sees, who reads the state.",
    fix: "let AWS make and keep the password (manage_master_user_password, manage_master_password), take the attribute that only writes it (password_wo), or name a secret of Secrets Manager",
    source: 'Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager", read 2026-11',
    settings: {
      aws_db_instance: noText("password"),
      aws_rds_cluster: noText("master_password"),
      aws_docdb_cluster: noText("master_password"),
      aws_redshift_cluster: noText("master_password"),
      aws_redshiftserverless_namespace: noText("admin_user_password"),
      aws_elasticache_replication_group: withoutText("auth_token"),
      aws_elasticache_user: withoutText("passwords"),
      aws_memorydb_user: withoutText("authentication_mode.passwords"),
      aws_opensearch_domain: noText("advanced_security_options.master_user_options.master_user_password"),
      aws_elasticsearch_domain: noText("advanced_security_options.master_user_options.master_user_password"),
      aws_mq_broker: { ...withoutText("password"), each: "user" },
      aws_dms_endpoint: noText("password"),
      aws_fsx_ontap_file_system: withoutText("fsx_admin_password"),
      aws_fsx_windows_file_system: withoutText("self_managed_active_directory.password"),
      aws_secretsmanager_secret_version: secret("secret_string"),
      aws_ssm_parameter: secret("value", (one) => one.at("type") === "SecureString"),
    },
  }),
  "DAT-20": settingRule({
    level: "production",
    title: "Data stores of production lie in subnets that were chosen for them.",
    reason: "Without a word of it they lie in the default VPC, whose subnets the internet is routed to, or in none.",
    fix: "name a subnet group of the network's data tier",
    source:
      'AWS Security Hub User Guide, control ElastiCache.7, and Amazon RDS User Guide, "Working with a DB instance in a VPC", read 2026-11',
    settings: {
      aws_db_instance: { ...set("db_subnet_group_name"), concerns: isMadeAnew },
      aws_rds_cluster: set("db_subnet_group_name"),
      aws_docdb_cluster: set("db_subnet_group_name"),
      aws_neptune_cluster: set("neptune_subnet_group_name"),
      aws_elasticache_replication_group: noneOf("subnet_group_name", ["default"], false),
      // A member of a replication group lies where that does.
      aws_elasticache_cluster: {
        ...noneOf("subnet_group_name", ["default"], false),
        concerns: (one) => one.lacks("replication_group_id"),
      },
      aws_memorydb_cluster: set("subnet_group_name"),
      aws_dax_cluster: set("subnet_group_name"),
      aws_redshift_cluster: set("cluster_subnet_group_name"),
      aws_redshiftserverless_workgroup: set("subnet_ids"),
      aws_dms_replication_instance: set("replication_subnet_group_id"),
      aws_mq_broker: set("subnet_ids"),
    },
  }),
  "DAT-21": settingRule({
    level: "error",
    title: "No snapshot is shared with everybody.",
    reason: "Whoever has an account of AWS restores it, and has the data.",
    fix: "name the accounts that may restore it",
    source: "AWS Security Hub User Guide, control RDS.1, read 2026-11",
    settings: {
      aws_db_snapshot: NOT_WITH_ALL,
      aws_db_snapshot_copy: NOT_WITH_ALL,
      aws_db_cluster_snapshot: NOT_WITH_ALL,
      aws_rds_cluster_snapshot_copy: NOT_WITH_ALL,
    },
  }),
  "DAT-22": settingRule({
    level: "production",
    title: "Warehouses of production load and unload through the VPC.",
    reason: "Otherwise what they copy goes over the internet, past every rule and record of the network.",
    fix: "set enhanced_vpc_routing to true, and give the subnets a gateway endpoint for S3",
    source: "AWS Security Hub User Guide, controls Redshift.7 and RedshiftServerless.1, read 2026-11",
    settings: {
      aws_redshift_cluster: on("enhanced_vpc_routing"),
      aws_redshiftserverless_workgroup: on("enhanced_vpc_routing"),
    },
  }),
  "DAT-24": settingRule({
    level: "production",
    title: "Access points of file systems in production lead to a folder of their own, as a user of their own.",
    reason: "Otherwise whoever mounts one reads the files of all, as the user that he says he is.",
    fix: "set root_directory.path to a folder, and posix_user to the user of the application",
    source: "AWS Security Hub User Guide, controls EFS.3 and EFS.4, read 2026-11",
    settings: { aws_efs_access_point: [noneOf("root_directory.path", ["/"], false), set("posix_user.uid")] },
  }),
} as const satisfies Rules;
