import type { DATA_PLACEMENT_RULES } from "../../../../guardrails/rules/data-stores/placement";
import { type CasesOf, type Resources, resources, type Told } from "../../rule-cases";

/** Types whose subnets stand in a list of their own. */
const LISTS = [
  "aws_db_subnet_group",
  "aws_dax_subnet_group",
  "aws_dms_replication_subnet_group",
  "aws_docdb_subnet_group",
  "aws_elasticache_subnet_group",
  "aws_memorydb_subnet_group",
  "aws_mq_broker",
  "aws_neptune_subnet_group",
  "aws_redshift_subnet_group",
  "aws_redshiftserverless_workgroup",
];

const DOMAINS = ["aws_elasticsearch_domain", "aws_opensearch_domain"];

/** A network with a subnet that an internet gateway leads to, and one that none does; and data stores in one of them. */
function storesIn(subnet: "open" | "closed"): Resources {
  const ids = [`\${aws_subnet.${subnet}.id}`];
  return {
    aws_vpc: { main: {} },
    aws_internet_gateway: { main: { vpc_id: "${aws_vpc.main.id}" } },
    aws_subnet: { open: { vpc_id: "${aws_vpc.main.id}" }, closed: { vpc_id: "${aws_vpc.main.id}" } },
    aws_route_table: {
      open: {
        vpc_id: "${aws_vpc.main.id}",
        route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.main.id}" }],
      },
      closed: { vpc_id: "${aws_vpc.main.id}" },
    },
    aws_route_table_association: {
      open: { subnet_id: "${aws_subnet.open.id}", route_table_id: "${aws_route_table.open.id}" },
      closed: { subnet_id: "${aws_subnet.closed.id}", route_table_id: "${aws_route_table.closed.id}" },
    },
    ...resources(
      ...LISTS.map((type) => [type, { subnet_ids: ids }] as const),
      ...DOMAINS.map((type) => [type, { vpc_options: [{ subnet_ids: ids }] }] as const),
      ["aws_efs_mount_target", { subnet_id: ids[0] }],
      ["aws_msk_cluster", { broker_node_group_info: [{ client_subnets: ids }] }],
    ),
  };
}

function told(type: string, attribute: string): Told {
  return [`app/${type}.n1 › ${attribute}`, "public subnets: app/aws_subnet.open", "private or isolated subnets"];
}

/** Cases of the rule about where data stores lie. */
export const DATA_PLACEMENT_CASES: CasesOf<typeof DATA_PLACEMENT_RULES> = {
  "DAT-10": {
    title: "Data stores lie in subnets that no internet gateway leads to.",
    fix: "name subnets of the data tier, whose route tables lead to no internet gateway",
    passes: {
      "isolated ones": storesIn("closed"),
      "subnets from elsewhere": resources(
        ["aws_db_subnet_group", { subnet_ids: ["subnet-0123456789abcdef0"] }],
        ["aws_opensearch_domain", { vpc_options: [{ subnet_ids: "${var.subnets}" }] }],
      ),
    },
    fails: {
      "public ones": {
        given: storesIn("open"),
        told: [
          ...LISTS.map((type) => told(type, "subnet_ids")),
          told("aws_efs_mount_target", "subnet_id"),
          ...DOMAINS.map((type) => told(type, "vpc_options.subnet_ids")),
          told("aws_msk_cluster", "broker_node_group_info.client_subnets"),
        ].sort(([a], [b]) => (a < b ? -1 : 1)),
      },
      "search domains without subnets": {
        given: resources(...DOMAINS.map((type) => [type, {}] as const)),
        told: DOMAINS.map((type) => [
          `app/${type}.n1 › vpc_options.subnet_ids`,
          "no subnet, so that it answers the internet",
          "private or isolated subnets",
        ]),
      },
    },
  },
};
