import type { ROUTE_RULES } from "../../../../guardrails/rules/networks/routes";
import type { CasesOf } from "../../rule-cases";
import { association, subnet, TO_INTERNET, TO_NAT, table, VPC } from "./parts";

/** A subnet that is called something, with a table of its own. */
function called(tags: Readonly<Record<string, string>>, ...routes: readonly Readonly<Record<string, unknown>>[]) {
  return {
    ...VPC,
    aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a", { tags }) },
    aws_route_table: { own: table(...routes) },
    aws_route_table_association: { a: association("a", "own") },
  };
}

const ROUTE = { route_table_id: "${aws_route_table.own.id}", destination_cidr_block: "0.0.0.0/0" };

const TO_PEER = { cidr_block: "0.0.0.0/0", vpc_peering_connection_id: "pcx-1" };

const TO_FIREWALL = { cidr_block: "0.0.0.0/0", vpc_endpoint_id: "${local.endpoint}" };

const IPV6_TO_NAT = { ipv6_cidr_block: "::/0", nat_gateway_id: "nat-1" };

const DEFAULT_TABLE = { default_route_table_id: "${aws_vpc.main.default_route_table_id}" };

/** Cases of the rules about routes. */
export const ROUTE_CASES: CasesOf<typeof ROUTE_RULES> = {
  "NET-04": {
    title: "Subnets that are called public have a route to an internet gateway.",
    fix: "add the route to the subnet's table, or call the subnet private",
    passes: {
      "one with the route in its table": called({ Tier: "public" }, TO_INTERNET),
      "one with a route of its own": {
        ...called({ Name: "shop-public-a" }),
        aws_route: { out: { ...ROUTE, gateway_id: "${aws_internet_gateway.main.id}" } },
      },
      "a table that nobody knows": {
        ...VPC,
        aws_subnet: { a: subnet("10.0.0.0/24", "a", { tags: { Tier: "public" } }) },
      },
      "routes that an expression makes": {
        ...called({ Tier: "public" }),
        aws_route_table: { own: { vpc_id: "${aws_vpc.main.id}", route: "${var.routes}" } },
      },
      "one whose name says both": called({ Name: "public-and-private" }),
      "one whose name holds the word by chance": called({ Name: "publications-a" }),
    },
    fails: {
      "one without a route, by the tag of Kubernetes": {
        given: called({ "kubernetes.io/role/elb": "1" }),
        told: [["app/aws_subnet.a", "no default route", "a default route to an internet gateway"]],
      },
      "one that goes out by NAT, by a name that is an expression in part": {
        given: called({ Name: "${var.project}-public-a" }, TO_NAT),
        told: [["app/aws_subnet.a", "a default route that leads elsewhere", "a default route to an internet gateway"]],
      },
    },
  },
  "NET-05": {
    title: "Subnets that are called private have no route to an internet gateway.",
    fix: "let the subnet go out by a NAT gateway, or call it public",
    passes: {
      "one that goes out by NAT": called({ Tier: "private" }, TO_NAT),
      "a public one": called({ Tier: "public" }, TO_INTERNET),
      "one that is called nothing": called({ Name: "app-a" }, TO_INTERNET),
      "a gateway that is none of the internet": called({ Tier: "private" }, { ...TO_INTERNET, gateway_id: "vgw-1" }),
    },
    fails: {
      "one of data with the route in its table": {
        given: called({ Tier: "data" }, TO_INTERNET),
        told: [
          [
            "app/aws_subnet.a",
            "0.0.0.0/0 leads to an internet gateway, by app/aws_route_table.own",
            "no route to an internet gateway",
          ],
        ],
      },
      "a route of its own, from another stack": {
        given: {
          stacks: {
            network: {
              resource: called({ "kubernetes.io/role/internal-elb": "1" }),
              output: {
                table: { value: "${aws_route_table.own.id}" },
                gateway: { value: "${aws_internet_gateway.main.id}" },
              },
              terraform: { backend: { s3: { bucket: "states", key: "network" } } },
            },
            app: {
              data: {
                terraform_remote_state: { network: { backend: "s3", config: { bucket: "states", key: "network" } } },
              },
              resource: {
                aws_route: {
                  out: {
                    route_table_id: "${data.terraform_remote_state.network.outputs.table}",
                    destination_cidr_block: "0.0.0.0/0",
                    gateway_id: "${data.terraform_remote_state.network.outputs.gateway}",
                  },
                },
              },
            },
          },
        },
        told: [
          [
            "network/aws_subnet.a",
            "0.0.0.0/0 leads to an internet gateway, by app/aws_route.out",
            "no route to an internet gateway",
          ],
        ],
      },
      "an id of a gateway, in the main table": {
        given: {
          ...VPC,
          aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a", { tags: { Name: "isolated-a" } }) },
          aws_default_route_table: {
            main: { ...DEFAULT_TABLE, route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
          },
        },
        told: [
          [
            "app/aws_subnet.a",
            "0.0.0.0/0 leads to an internet gateway, by app/aws_default_route_table.main",
            "no route to an internet gateway",
          ],
        ],
      },
    },
  },
  "NET-06": {
    title: "Default routes lead to what lets out: a gateway, NAT, a firewall or a transit gateway.",
    fix: "give the VPC a NAT gateway, or join the VPCs by a transit gateway that leads to the firewall",
    passes: {
      "a way out by NAT": { aws_route_table: { own: table(TO_NAT) } },
      "a route to the peer's range": {
        aws_route_table: { own: table({ cidr_block: "10.1.0.0/16", vpc_peering_connection_id: "pcx-1" }) },
      },
    },
    fails: {
      "a default route to a peer, in each way": {
        given: {
          ...VPC,
          aws_route_table: { own: table(TO_PEER) },
          aws_default_route_table: { main: { ...DEFAULT_TABLE, route: [TO_PEER] } },
          aws_route: { out: { ...ROUTE, vpc_peering_connection_id: "pcx-1" } },
        },
        told: [
          [
            "app/aws_default_route_table.main › route",
            "0.0.0.0/0 leads to a peering connection",
            "a NAT gateway, a firewall's endpoint or a transit gateway",
          ],
          [
            "app/aws_route.out › vpc_peering_connection_id",
            "0.0.0.0/0 leads to a peering connection",
            "a NAT gateway, a firewall's endpoint or a transit gateway",
          ],
          [
            "app/aws_route_table.own › route",
            "0.0.0.0/0 leads to a peering connection",
            "a NAT gateway, a firewall's endpoint or a transit gateway",
          ],
        ],
      },
    },
  },
  "NET-07": {
    title: "Subnets that are called isolated have no default route.",
    fix: "remove the route and reach AWS by endpoints, or call the subnet private",
    passes: {
      "one without": called({ Tier: "isolated" }, { cidr_block: "10.1.0.0/16", transit_gateway_id: "tgw-1" }),
      "one of data that goes out": called({ Tier: "data" }, TO_NAT),
    },
    fails: {
      "one that goes out by NAT": {
        given: called({ Name: "shop-intra-a" }, TO_NAT),
        told: [["app/aws_subnet.a", "0.0.0.0/0 leads out, by app/aws_route_table.own", "no default route"]],
      },
    },
  },
  "NET-18": {
    title: "A VPC has an internet gateway if a subnet uses it.",
    fix: "remove the gateway, or give the public subnets their route",
    passes: {
      "one with a route": called({}, TO_INTERNET),
      "a route by its id": called({}, { cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }),
      "one of a VPC from elsewhere": { aws_internet_gateway: { main: { vpc_id: "vpc-1" } } },
      "CloudFront's VPC origins": { ...VPC, aws_cloudfront_vpc_origin: { alb: { vpc_origin_endpoint_config: [] } } },
    },
    fails: {
      "one that no route leads to": {
        given: called({}, TO_NAT),
        told: [["app/aws_internet_gateway.main", "no route to it", "a route of a public subnet to it"]],
      },
    },
  },
  "NET-21": {
    title: "What leaves through a firewall's endpoint comes back through it.",
    fix: "associate a route table with the internet gateway, with a route to the endpoint for the subnet's range",
    passes: {
      "a table of the internet gateway that leads back": {
        ...called({}, TO_FIREWALL),
        aws_route_table: {
          own: table(TO_FIREWALL),
          edge: table({ cidr_block: "10.0.0.0/24", vpc_endpoint_id: "${local.endpoint}" }),
        },
      },
      "a VPC without a way to the internet": { ...called({}, TO_FIREWALL), aws_internet_gateway: {} },
      "no firewall": called({}, TO_NAT),
    },
    fails: {
      "a way out only": {
        given: called({}, TO_FIREWALL),
        told: [
          [
            "app/aws_subnet.a",
            "0.0.0.0/0 leads to an endpoint, by app/aws_route_table.own, and no route leads back to one",
            "a route to the endpoint in the table of the internet gateway or of the NAT gateway's subnet, too",
          ],
        ],
      },
    },
  },
  "NET-25": {
    title: "No IPv6 leaves by a NAT gateway.",
    fix: "let IPv6 leave by an egress-only internet gateway",
    passes: {
      IPv4: { aws_route_table: { own: table(TO_NAT) } },
      NAT64: { aws_route_table: { own: table({ ipv6_cidr_block: "64:ff9b::/96", nat_gateway_id: "nat-1" }) } },
      "an egress-only gateway": {
        aws_route_table: { own: table({ ipv6_cidr_block: "::/0", egress_only_gateway_id: "eigw-1" }) },
      },
    },
    fails: {
      "IPv6 by NAT, in each way": {
        given: {
          ...VPC,
          aws_route_table: { own: table(IPV6_TO_NAT) },
          aws_default_route_table: { main: { ...DEFAULT_TABLE, route: [IPV6_TO_NAT] } },
          aws_route: {
            out: { route_table_id: "rtb-1", destination_ipv6_cidr_block: "2000::/3", nat_gateway_id: "nat-1" },
          },
        },
        told: [
          [
            "app/aws_default_route_table.main › route",
            "::/0 leads to a NAT gateway",
            "an egress-only internet gateway",
          ],
          ["app/aws_route.out › nat_gateway_id", "2000::/3 leads to a NAT gateway", "an egress-only internet gateway"],
          ["app/aws_route_table.own › route", "::/0 leads to a NAT gateway", "an egress-only internet gateway"],
        ],
      },
    },
  },
};
