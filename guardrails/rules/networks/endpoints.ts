import type { Estate } from "../../tree/estate";
import { isDefault, networksOf, TABLE_TYPES } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** Services that have gateway endpoints (AWS PrivateLink Guide, "Gateway endpoints", read 2026-11). */
const BY_GATEWAY = ["s3", "dynamodb"];

/** The service of an endpoint without its region: `s3`, `ecr.api`; nothing of what is not known or not AWS's. */
function serviceOf(endpoint: Resource): string | undefined {
  const name = endpoint.at("service_name");
  if (typeof name !== "string") return undefined;
  // The region may be an expression.
  return /^(?:com\.amazonaws|aws\.sagemaker)\.(?:[a-z]{2}(?:-[a-z]+)+-\d|\$\{[^}]*\})\.([a-z0-9.-]+)$/.exec(name)?.[1];
}

/** `Gateway` where it is not said; nothing while it is not known. */
function kindOf(endpoint: Resource): string | undefined {
  const kind = endpoint.lacks("vpc_endpoint_type") ? "Gateway" : endpoint.at("vpc_endpoint_type");
  return typeof kind === "string" && isKnown(kind) ? kind : undefined;
}

const GATEWAYS_FOR_TWO: ResourceRule = {
  level: "error",
  title: "Endpoints are gateways for S3 and DynamoDB alone.",
  reason: "Other services have interface endpoints, and an endpoint that names no kind is made as a gateway.",
  expected: 'vpc_endpoint_type = "Interface"',
  fix: "set vpc_endpoint_type to Interface, with subnets and a security group",
  source: 'AWS PrivateLink Guide, "Gateway endpoints", read 2026-11',
  types: ["aws_vpc_endpoint"],
  check: (endpoint) => {
    const service = serviceOf(endpoint);
    if (service === undefined || kindOf(endpoint) !== "Gateway" || BY_GATEWAY.includes(service)) return [];
    return [{ found: `a gateway for ${service}`, attribute: "vpc_endpoint_type" }];
  },
};

/** What an endpoint of a kind does not take. */
const NOT_TAKEN: Readonly<Record<string, readonly string[]>> = {
  Gateway: ["subnet_ids", "security_group_ids", "private_dns_enabled"],
  Interface: ["route_table_ids"],
};

function isGiven(endpoint: Resource, attribute: string): boolean {
  const value = endpoint.at(attribute);
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}

const PARTS_OF_ITS_KIND: ResourceRule = {
  level: "error",
  title: "Gateway endpoints have route tables, interface endpoints have subnets and security groups.",
  reason: "AWS refuses the parts of the other kind, and an interface without subnets answers nowhere.",
  expected: "the parts of its kind",
  fix: "leave out what its kind does not take, and give it what it needs",
  source: 'Amazon EC2 API Reference, "CreateVpcEndpoint", read 2026-11',
  types: ["aws_vpc_endpoint"],
  check: (endpoint, estate) => {
    const kind = kindOf(endpoint);
    if (kind === undefined) return [];
    const foreign = (NOT_TAKEN[kind] ?? [])
      .filter((attribute) => isGiven(endpoint, attribute))
      .map(
        (attribute): Found => ({
          found: `${attribute} of ${kind === "Gateway" ? "a gateway" : "an interface"}`,
          attribute,
        }),
      );
    const hasSubnets =
      !endpoint.lacks("subnet_ids") ||
      !endpoint.lacks("subnet_configuration") ||
      estate.referrers(endpoint, "aws_vpc_endpoint_subnet_association", "vpc_endpoint_id").length > 0;
    return kind === "Interface" && !hasSubnets
      ? [...foreign, { found: "an interface without subnets", attribute: "subnet_ids" }]
      : foreign;
  },
};

/** Services that each route table has a gateway endpoint for; nothing for those of a VPC where one is not known. */
function gatewaysByTable(estate: Estate): ReadonlyMap<Resource, ReadonlySet<string>> {
  const found = new Map<Resource, Set<string>>();
  for (const endpoint of estate.all("aws_vpc_endpoint")) {
    const service = serviceOf(endpoint);
    if (service === undefined || kindOf(endpoint) !== "Gateway") continue;
    const associated = estate.referrers(endpoint, "aws_vpc_endpoint_route_table_association", "vpc_endpoint_id");
    for (const table of [endpoint, ...associated].flatMap((one) => tablesOf(one))) {
      const services = found.get(table);
      if (services) services.add(service);
      else found.set(table, new Set([service]));
    }
  }
  return found;
}

function tablesOf(resource: Resource): readonly Resource[] {
  return resource.targets(resource.type === "aws_vpc_endpoint" ? "route_table_ids" : "route_table_id");
}

/** Whether an endpoint of a VPC is not known well enough to say whom it serves. */
function hasUnknownGateway(vpc: Resource, estate: Estate): boolean {
  return estate.referrers(vpc, "aws_vpc_endpoint", "vpc_id").some((endpoint) => {
    const kind = kindOf(endpoint);
    if (kind !== undefined && kind !== "Gateway") return false;
    return serviceOf(endpoint) === undefined || (!endpoint.lacks("route_table_ids") && tablesOf(endpoint).length === 0);
  });
}

const AWS_BY_GATEWAYS: ResourceRule = {
  level: "warning",
  title: "What goes out by a NAT gateway reaches S3 and DynamoDB by gateway endpoints.",
  reason: "The endpoints cost nothing, and the NAT gateway is billed for each gigabyte that images and tables have.",
  expected: "gateway endpoints of S3 and DynamoDB with the table",
  fix: "add gateway endpoints of s3 and dynamodb, and the table to their route_table_ids",
  source: 'AWS PrivateLink Guide, "Gateway endpoints", read 2026-11',
  types: TABLE_TYPES,
  check: (table, estate) => {
    const ways = estate.derived(networksOf).routesOf(table);
    if (!ways.some((route) => isDefault(route) && route.hop === "nat_gateway_id")) return [];
    const vpcs = ["vpc_id", "default_route_table_id"].flatMap((attribute) => table.targets(attribute));
    if (vpcs.some((vpc) => hasUnknownGateway(vpc, estate))) return [];
    const has = estate.derived(gatewaysByTable).get(table);
    const missing = BY_GATEWAY.filter((service) => !has?.has(service));
    return missing.length === 0 ? [] : [{ found: `no gateway endpoint of ${missing.join(" and ")}` }];
  },
};

/** What needs names in a VPC, by the type of what has it. */
function needsNames(vpc: Resource, estate: Estate): string | undefined {
  const endpoints = estate.referrers(vpc, "aws_vpc_endpoint", "vpc_id");
  if (endpoints.some((one) => one.at("private_dns_enabled") === true)) return "an endpoint with private DNS";
  if (estate.referrers(vpc, "aws_route53_zone", "vpc").length > 0) return "a private hosted zone";
  return estate.derived(vpcsOfClusters).has(vpc) ? "an EKS cluster" : undefined;
}

function vpcsOfClusters(estate: Estate): ReadonlySet<Resource> {
  const subnets = estate.all("aws_eks_cluster").flatMap((cluster) => cluster.targets("vpc_config"));
  return new Set(subnets.filter(({ type }) => type === "aws_subnet").flatMap((subnet) => subnet.targets("vpc_id")));
}

const NAMES_WHERE_NEEDED: ResourceRule = {
  level: "error",
  title: "A VPC with private names has DNS support and DNS host names.",
  reason: "Endpoints with private DNS, private zones and the nodes of clusters are found by no name without both.",
  expected: "enable_dns_support and enable_dns_hostnames = true",
  fix: "set enable_dns_hostnames to true, which is not the default, and leave enable_dns_support on",
  source: 'Amazon VPC User Guide, "DNS attributes for your VPC", read 2026-11',
  types: ["aws_vpc"],
  check: (vpc, estate) => {
    const off = [
      vpc.at("enable_dns_support") === false ? "enable_dns_support" : [],
      vpc.lacks("enable_dns_hostnames") || vpc.at("enable_dns_hostnames") === false ? "enable_dns_hostnames" : [],
    ].flat();
    const [attribute] = off;
    const user = attribute === undefined ? undefined : needsNames(vpc, estate);
    return attribute === undefined || user === undefined
      ? []
      : [{ found: `${off.join(" and ")} is off, with ${user}`, attribute }];
  },
};

/** Rules about endpoints and the names that they are found by. */
export const ENDPOINT_RULES = {
  "NET-12": AWS_BY_GATEWAYS,
  "NET-13": GATEWAYS_FOR_TWO,
  "NET-14": PARTS_OF_ITS_KIND,
  "NET-23": NAMES_WHERE_NEEDED,
} as const satisfies Rules;
