import type { DATA_EXPOSURE_RULES } from "../../../../guardrails/rules/data-stores/exposure";
import { type CasesOf, failing, ofEach, resources, unset, valued } from "../../rule-cases";

const PUBLIC = [
  "aws_db_instance",
  "aws_dms_replication_instance",
  "aws_mq_broker",
  "aws_neptune_cluster_instance",
  "aws_rds_cluster_instance",
  "aws_redshiftserverless_workgroup",
];

const SNAPSHOTS = [
  "aws_db_cluster_snapshot",
  "aws_db_snapshot",
  "aws_db_snapshot_copy",
  "aws_rds_cluster_snapshot_copy",
];

function openKafka(type: string) {
  return { broker_node_group_info: [{ connectivity_info: [{ public_access: [{ type }] }] }] };
}

const PRIVATE_WAREHOUSE = "set publicly_accessible to false, and reach it through the bastion, a VPN or an endpoint";

const HIDDEN = "(sensitive)";
const ANOTHER_WAY =
  "give it by a variable that is sensitive, or from a secret of Secrets Manager; it stands in the state nevertheless";

/** A word that nobody takes for the secret of something that there is. */
const PASSWORD = "correct-horse";

function masterUser(password: string) {
  return { advanced_security_options: [{ master_user_options: [{ master_user_password: password }] }] };
}

const MASTER = "advanced_security_options.master_user_options.master_user_password";

/** How a secret is stored without a text. */
function byWriting(at: string): string {
  return `give it by ${at}_wo, which is only written, by a variable that is sensitive, or by hand after the deploy`;
}

/** Cases of the rules about who reaches data stores. */
export const DATA_EXPOSURE_CASES: CasesOf<typeof DATA_EXPOSURE_RULES> = {
  "DAT-01": {
    title: "No data store has an address on the internet.",
    fix: "leave the setting out, and reach it through the bastion, a VPN or an endpoint",
    passes: {
      "no word of it": ofEach([...PUBLIC, "aws_msk_cluster"], {}),
      "private ones": ofEach([...PUBLIC, "aws_redshift_cluster"], { publicly_accessible: false }),
      "brokers without public addresses": { aws_msk_cluster: { one: openKafka("DISABLED") } },
      "what is known later": ofEach(PUBLIC, { publicly_accessible: "${var.is_public}" }),
    },
    fails: {
      "public ones": failing(
        ...PUBLIC.map(
          (type) => [type, { publicly_accessible: true }, valued("publicly_accessible", "true", "= false")] as const,
        ),
        ["aws_redshift_cluster", {}, unset("publicly_accessible", "= false", PRIVATE_WAREHOUSE)],
        [
          "aws_msk_cluster",
          openKafka("SERVICE_PROVIDED_EIPS"),
          valued(
            "broker_node_group_info.connectivity_info.public_access.type",
            '"SERVICE_PROVIDED_EIPS"',
            'other than "SERVICE_PROVIDED_EIPS"',
          ),
        ],
      ),
    },
  },
  "DAT-03": {
    title: "No secret, and no password of a data store, is written down.",
    fix: "let AWS make and keep the password (manage_master_user_password, manage_master_password), take the attribute that only writes it (password_wo), or name a secret of Secrets Manager",
    passes: {
      "passwords that AWS keeps": resources(
        ["aws_db_instance", { manage_master_user_password: true }],
        ["aws_rds_cluster", { manage_master_user_password: true }],
        ["aws_redshift_cluster", { manage_master_password: true }],
        ["aws_dms_endpoint", { secrets_manager_arn: "arn:aws:secretsmanager:us-east-1:111111111111:secret:a" }],
      ),
      "what comes from elsewhere": resources(
        ["aws_db_instance", { password: "${random_password.orders.result}" }],
        ["aws_mq_broker", { user: [{ username: "orders", password: "${var.password}" }] }],
        ["aws_elasticache_user", { passwords: ["${var.password}"] }],
        ["aws_secretsmanager_secret_version", { secret_string: "${random_password.orders.result}" }],
        ["aws_secretsmanager_secret_version", { secret_string_wo: "${ephemeral.random_password.orders.result}" }],
        ["aws_ssm_parameter", { type: "SecureString", value: "${random_password.orders.result}" }],
      ),
      "a placeholder, and a parameter that is no secret": resources(
        ["aws_secretsmanager_secret_version", { secret_string: "-", lifecycle: { ignore_changes: ["secret_string"] } }],
        ["aws_ssm_parameter", { type: "String", value: "blue" }],
      ),
    },
    fails: {
      "texts of databases": failing(
        ["aws_db_instance", { password: PASSWORD }, valued("password", HIDDEN, "that is left out")],
        ["aws_rds_cluster", { master_password: PASSWORD }, valued("master_password", HIDDEN, "that is left out")],
        ["aws_docdb_cluster", { master_password: PASSWORD }, valued("master_password", HIDDEN, "that is left out")],
        ["aws_redshift_cluster", { master_password: PASSWORD }, valued("master_password", HIDDEN, "that is left out")],
        [
          "aws_redshiftserverless_namespace",
          { admin_user_password: PASSWORD },
          valued("admin_user_password", HIDDEN, "that is left out"),
        ],
        ["aws_opensearch_domain", masterUser(PASSWORD), valued(MASTER, HIDDEN, "that is left out")],
        ["aws_elasticsearch_domain", masterUser(PASSWORD), valued(MASTER, HIDDEN, "that is left out")],
        ["aws_dms_endpoint", { password: PASSWORD }, valued("password", HIDDEN, "that is left out")],
      ),
      "texts of secrets": failing(
        [
          "aws_secretsmanager_secret_version",
          { secret_string: PASSWORD },
          valued("secret_string", HIDDEN, "that comes from elsewhere", byWriting("secret_string")),
        ],
        [
          "aws_ssm_parameter",
          { type: "SecureString", value: PASSWORD },
          valued("value", HIDDEN, "that comes from elsewhere", byWriting("value")),
        ],
      ),
      "texts of what has no other way": failing(
        [
          "aws_elasticache_replication_group",
          { auth_token: PASSWORD },
          valued("auth_token", HIDDEN, "that comes from elsewhere", ANOTHER_WAY),
        ],
        [
          "aws_elasticache_user",
          { passwords: [PASSWORD] },
          valued("passwords", HIDDEN, "that comes from elsewhere", ANOTHER_WAY),
        ],
        [
          "aws_memorydb_user",
          { authentication_mode: [{ type: "password", passwords: [PASSWORD] }] },
          valued("authentication_mode.passwords", HIDDEN, "that comes from elsewhere", ANOTHER_WAY),
        ],
        [
          "aws_mq_broker",
          { user: [{ username: "orders", password: PASSWORD }] },
          ["user", `user.password = ${HIDDEN}`, "user.password that comes from elsewhere", ANOTHER_WAY],
        ],
        [
          "aws_fsx_ontap_file_system",
          { fsx_admin_password: PASSWORD },
          valued("fsx_admin_password", HIDDEN, "that comes from elsewhere", ANOTHER_WAY),
        ],
        [
          "aws_fsx_windows_file_system",
          { self_managed_active_directory: [{ password: PASSWORD }] },
          valued("self_managed_active_directory.password", HIDDEN, "that comes from elsewhere", ANOTHER_WAY),
        ],
      ),
    },
  },
  "DAT-20": {
    title: "Data stores of production lie in subnets that were chosen for them.",
    fix: "name a subnet group of the network's data tier",
    passes: {
      "named ones": resources(
        ["aws_db_instance", { db_subnet_group_name: "${aws_db_subnet_group.data.name}" }],
        ["aws_elasticache_replication_group", { subnet_group_name: "data" }],
        ["aws_redshiftserverless_workgroup", { subnet_ids: ["subnet-0123456789abcdef0"] }],
      ),
      "what lies where another one does": resources(
        ["aws_db_instance", { replicate_source_db: "orders" }],
        ["aws_elasticache_cluster", { replication_group_id: "sessions" }],
      ),
    },
    fails: {
      "no word of it": failing(
        ["aws_db_instance", {}, unset("db_subnet_group_name", "that is set")],
        ["aws_rds_cluster", {}, unset("db_subnet_group_name", "that is set")],
        ["aws_docdb_cluster", {}, unset("db_subnet_group_name", "that is set")],
        ["aws_neptune_cluster", {}, unset("neptune_subnet_group_name", "that is set")],
        ["aws_elasticache_replication_group", {}, unset("subnet_group_name", 'other than "default"')],
        ["aws_memorydb_cluster", {}, unset("subnet_group_name", "that is set")],
        ["aws_dax_cluster", {}, unset("subnet_group_name", "that is set")],
        ["aws_redshift_cluster", {}, unset("cluster_subnet_group_name", "that is set")],
        ["aws_redshiftserverless_workgroup", {}, unset("subnet_ids", "that is set")],
        ["aws_dms_replication_instance", {}, unset("replication_subnet_group_id", "that is set")],
        ["aws_mq_broker", {}, unset("subnet_ids", "that is set")],
      ),
      "the group of the default VPC": failing([
        "aws_elasticache_cluster",
        { subnet_group_name: "default" },
        valued("subnet_group_name", '"default"', 'other than "default"'),
      ]),
    },
  },
  "DAT-21": {
    title: "No snapshot is shared with everybody.",
    fix: "name the accounts that may restore it",
    passes: {
      "no word of it": ofEach(SNAPSHOTS, {}),
      "an account": ofEach(SNAPSHOTS, { shared_accounts: ["111111111111"] }),
    },
    fails: {
      "all, among others": failing(
        ...SNAPSHOTS.map(
          (type) =>
            [
              type,
              { shared_accounts: ["111111111111", "all"] },
              valued("shared_accounts", '["111111111111","all"]', "without all"),
            ] as const,
        ),
      ),
    },
  },
  "DAT-22": {
    title: "Warehouses of production load and unload through the VPC.",
    fix: "set enhanced_vpc_routing to true, and give the subnets a gateway endpoint for S3",
    passes: {
      "those that do": ofEach(["aws_redshift_cluster", "aws_redshiftserverless_workgroup"], {
        enhanced_vpc_routing: true,
      }),
    },
    fails: {
      others: failing(
        ["aws_redshift_cluster", {}, unset("enhanced_vpc_routing", "= true")],
        [
          "aws_redshiftserverless_workgroup",
          { enhanced_vpc_routing: false },
          valued("enhanced_vpc_routing", "false", "= true"),
        ],
      ),
    },
  },
  "DAT-24": {
    title: "Access points of file systems in production lead to a folder of their own, as a user of their own.",
    fix: "set root_directory.path to a folder, and posix_user to the user of the application",
    passes: {
      "those that do": resources([
        "aws_efs_access_point",
        { root_directory: [{ path: "/orders" }], posix_user: [{ uid: 1000, gid: 1000 }] },
      ]),
    },
    fails: {
      "no word of it, and the root of all as root": failing(
        [
          "aws_efs_access_point",
          {},
          unset("posix_user.uid", "that is set"),
          unset("root_directory.path", 'other than "/"'),
        ],
        [
          "aws_efs_access_point",
          { root_directory: [{ path: "/" }], posix_user: [{ uid: 0, gid: 0 }] },
          valued("posix_user.uid", "0", "that is set"),
          valued("root_directory.path", '"/"', 'other than "/"'),
        ],
      ),
    },
  },
};
