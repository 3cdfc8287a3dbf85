import { networksOf } from "../../tree/networks";
import type { ResourceRule, Rules } from "../rule.types";

/** Where data stores name their subnets, by type. */
const SUBNETS: Readonly<Record<string, string>> = {
  aws_db_subnet_group: "subnet_ids",
  aws_docdb_subnet_group: "subnet_ids",
  aws_neptune_subnet_group: "subnet_ids",
  aws_elasticache_subnet_group: "subnet_ids",
  aws_memorydb_subnet_group: "subnet_ids",
  aws_redshift_subnet_group: "subnet_ids",
  aws_redshiftserverless_workgroup: "subnet_ids",
  aws_dax_subnet_group: "subnet_ids",
  aws_dms_replication_subnet_group: "subnet_ids",
  aws_mq_broker: "subnet_ids",
  aws_efs_mount_target: "subnet_id",
  aws_opensearch_domain: "vpc_options.subnet_ids",
  aws_elasticsearch_domain: "vpc_options.subnet_ids",
  aws_msk_cluster: "broker_node_group_info.client_subnets",
};

/** Those that answer the internet where no subnet is named. */
const PUBLIC_OTHERWISE = ["aws_opensearch_domain", "aws_elasticsearch_domain"];

const IN_PRIVATE_SUBNETS: ResourceRule = {
  level: "error",
  title: "Data stores lie in subnets that no internet gateway leads to.",
  reason: "There one open rule of a security group stands between the data and everybody.",
  expected: "private or isolated subnets",
  fix: "name subnets of the data tier, whose route tables lead to no internet gateway",
  source: "AWS Security Hub User Guide, controls RDS.46, Opensearch.2 and ES.2, read 2026-11",
  types: Object.keys(SUBNETS),
  check: (store, estate) => {
    const attribute = SUBNETS[store.type] ?? "";
    if (PUBLIC_OTHERWISE.includes(store.type) && store.lacks(attribute)) {
      return [{ found: "no subnet, so that it answers the internet", attribute }];
    }
    const networks = estate.derived(networksOf);
    const [first = ""] = attribute.split(".");
    const open = store
      .targets(first)
      .filter((target) => target.type === "aws_subnet" && networks.kindOf(target) === "public")
      .map(({ place }) => place);
    return open.length > 0 ? [{ found: `public subnets: ${[...new Set(open)].sort().join(", ")}`, attribute }] : [];
  },
};

/** Rules about where data stores lie. */
export const DATA_PLACEMENT_RULES = { "DAT-10": IN_PRIVATE_SUBNETS } as const satisfies Rules;
