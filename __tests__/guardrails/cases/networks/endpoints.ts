import type { ENDPOINT_RULES } from "../../../../guardrails/rules/networks/endpoints";
import type { CasesOf } from "../../rule-cases";
import { subnet, TO_INTERNET, TO_NAT, table, VPC } from "./parts";

/** An endpoint of a service, in a region that an expression may name. */
function endpoint(service: string, more: Readonly<Record<string, unknown>> = {}) {
  return { vpc_id: "${aws_vpc.main.id}", service_name: `com.amazonaws.us-east-1.${service}`, ...more };
}

const TABLES = { route_table_ids: ["${aws_route_table.own.id}"] };

const OUT = { ...VPC, aws_route_table: { own: table(TO_NAT) } };

const INTERFACE = { vpc_endpoint_type: "Interface", subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] };

const NAMES = { enable_dns_support: true, enable_dns_hostnames: true };

const PRIVATE_NAMES = { aws_vpc_endpoint: { one: endpoint("ecr.api", { ...INTERFACE, private_dns_enabled: true }) } };

/** Cases of the rules about endpoints. */
export const ENDPOINT_CASES: CasesOf<typeof ENDPOINT_RULES> = {
  "NET-12": {
    title: "What goes out by a NAT gateway reaches S3 and DynamoDB by gateway endpoints.",
    fix: "add gateway endpoints of s3 and dynamodb, and the table to their route_table_ids",
    passes: {
      "both, one by an association": {
        ...OUT,
        aws_vpc_endpoint: {
          s3: endpoint("s3", TABLES),
          dynamodb: { ...endpoint("dynamodb"), service_name: "com.amazonaws.${var.region}.dynamodb" },
        },
        aws_vpc_endpoint_route_table_association: {
          own: { vpc_endpoint_id: "${aws_vpc_endpoint.dynamodb.id}", route_table_id: "${aws_route_table.own.id}" },
        },
      },
      "tables by an expression": {
        ...OUT,
        aws_vpc_endpoint: { s3: endpoint("s3", { route_table_ids: "${var.tables}" }) },
      },
      "a table without a way out": { ...VPC, aws_route_table: { own: table() } },
      "a public table": { ...VPC, aws_route_table: { own: table(TO_INTERNET) } },
    },
    fails: {
      "none, and one of two in the main table": {
        given: {
          ...OUT,
          aws_default_route_table: {
            main: { default_route_table_id: "${aws_vpc.main.default_route_table_id}", route: [TO_NAT] },
          },
          aws_vpc_endpoint: { s3: endpoint("s3", { route_table_ids: ["${aws_default_route_table.main.id}"] }) },
        },
        told: [
          [
            "app/aws_default_route_table.main",
            "no gateway endpoint of dynamodb",
            "gateway endpoints of S3 and DynamoDB with the table",
          ],
          [
            "app/aws_route_table.own",
            "no gateway endpoint of s3 and dynamodb",
            "gateway endpoints of S3 and DynamoDB with the table",
          ],
        ],
      },
    },
  },
  "NET-13": {
    title: "Endpoints are gateways for S3 and DynamoDB alone.",
    fix: "set vpc_endpoint_type to Interface, with subnets and a security group",
    passes: {
      "one of S3": { aws_vpc_endpoint: { s3: endpoint("s3", TABLES) } },
      "an interface": { aws_vpc_endpoint: { ecr: endpoint("ecr.api", INTERFACE) } },
      "a service by an expression": {
        aws_vpc_endpoint: { any: { ...endpoint("s3"), service_name: "${var.service}" } },
      },
      "a kind by an expression": {
        aws_vpc_endpoint: { ecr: endpoint("ecr.api", { vpc_endpoint_type: "${var.kind}" }) },
      },
    },
    fails: {
      "one of ECR, that names no kind": {
        given: { aws_vpc_endpoint: { ecr: endpoint("ecr.api") } },
        told: [
          ["app/aws_vpc_endpoint.ecr › vpc_endpoint_type", "a gateway for ecr.api", 'vpc_endpoint_type = "Interface"'],
        ],
      },
    },
  },
  "NET-14": {
    title: "Gateway endpoints have route tables, interface endpoints have subnets and security groups.",
    fix: "leave out what its kind does not take, and give it what it needs",
    passes: {
      "a gateway with tables": { aws_vpc_endpoint: { s3: endpoint("s3", { ...TABLES, private_dns_enabled: false }) } },
      "an interface with subnets": { aws_vpc_endpoint: { ecr: endpoint("ecr.api", INTERFACE) } },
      "subnets by an association": {
        aws_vpc_endpoint: { ecr: endpoint("ecr.api", { vpc_endpoint_type: "Interface" }) },
        aws_vpc_endpoint_subnet_association: {
          a: { vpc_endpoint_id: "${aws_vpc_endpoint.ecr.id}", subnet_id: "subnet-1" },
        },
      },
    },
    fails: {
      "parts of the other kind": {
        given: {
          aws_vpc_endpoint: {
            s3: endpoint("s3", { security_group_ids: ["sg-1"], subnet_ids: ["subnet-1"] }),
            ecr: endpoint("ecr.api", { ...INTERFACE, route_table_ids: ["rtb-1"] }),
          },
        },
        told: [
          ["app/aws_vpc_endpoint.ecr › route_table_ids", "route_table_ids of an interface", "the parts of its kind"],
          ["app/aws_vpc_endpoint.s3 › security_group_ids", "security_group_ids of a gateway", "the parts of its kind"],
          ["app/aws_vpc_endpoint.s3 › subnet_ids", "subnet_ids of a gateway", "the parts of its kind"],
        ],
      },
      "an interface nowhere": {
        given: { aws_vpc_endpoint: { ecr: endpoint("ecr.api", { vpc_endpoint_type: "Interface" }) } },
        told: [["app/aws_vpc_endpoint.ecr › subnet_ids", "an interface without subnets", "the parts of its kind"]],
      },
    },
  },
  "NET-23": {
    title: "A VPC with private names has DNS support and DNS host names.",
    fix: "set enable_dns_hostnames to true, which is not the default, and leave enable_dns_support on",
    passes: {
      "names for endpoints": { aws_vpc: { main: { cidr_block: "10.0.0.0/16", ...NAMES } }, ...PRIVATE_NAMES },
      "nothing that needs them": VPC,
      "a switch by an expression": { aws_vpc: { main: { enable_dns_hostnames: "${var.names}" } }, ...PRIVATE_NAMES },
    },
    fails: {
      "endpoints with private DNS, and host names off by default": {
        given: { ...VPC, ...PRIVATE_NAMES },
        told: [
          [
            "app/aws_vpc.main › enable_dns_hostnames",
            "enable_dns_hostnames is off, with an endpoint with private DNS",
            "enable_dns_support and enable_dns_hostnames = true",
          ],
        ],
      },
      "a private zone": {
        given: {
          aws_vpc: { main: { cidr_block: "10.0.0.0/16", ...NAMES, enable_dns_support: false } },
          aws_route53_zone: { internal: { name: "internal", vpc: [{ vpc_id: "${aws_vpc.main.id}" }] } },
        },
        told: [
          [
            "app/aws_vpc.main › enable_dns_support",
            "enable_dns_support is off, with a private hosted zone",
            "enable_dns_support and enable_dns_hostnames = true",
          ],
        ],
      },
      "a cluster": {
        given: {
          ...VPC,
          aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a") },
          aws_eks_cluster: { main: { vpc_config: { subnet_ids: ["${aws_subnet.a.id}"] } } },
        },
        told: [
          [
            "app/aws_vpc.main › enable_dns_hostnames",
            "enable_dns_hostnames is off, with an EKS cluster",
            "enable_dns_support and enable_dns_hostnames = true",
          ],
        ],
      },
    },
  },
};
