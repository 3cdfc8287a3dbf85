import type { RANGE_RULES } from "../../../../guardrails/rules/networks/ranges";
import { type CasesOf, ofEach } from "../../rule-cases";
import { subnet, VPC } from "./parts";

const A = { a: subnet("10.0.0.0/24", "us-east-1a") };

const GROUPS = ["aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group"];

/** Two VPCs, of which the second one has a range. */
function vpcs(cidr: string) {
  return { aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, other: { cidr_block: cidr } } };
}

const PEERING = { main: { vpc_id: "${aws_vpc.main.id}", peer_vpc_id: "${aws_vpc.other.id}" } };

function attachment(vpc: string) {
  return { vpc_id: `\${aws_vpc.${vpc}.id}`, transit_gateway_id: "${aws_ec2_transit_gateway.main.id}", subnet_ids: [] };
}

/** Cases of the rules about addresses and zones. */
export const RANGE_CASES: CasesOf<typeof RANGE_RULES> = {
  "NET-01": {
    title: "A subnet says which zone it lies in.",
    fix: "set availability_zone, to another zone for each subnet of a tier; a subnet that exists is replaced by another zone, so name the one that it has",
    passes: {
      "a zone by its name": { ...VPC, aws_subnet: A },
      "a zone by its id": { aws_subnet: { a: { cidr_block: "10.0.0.0/24", availability_zone_id: "use1-az1" } } },
      "a zone by an expression": {
        aws_subnet: { a: { availability_zone: "${data.aws_availability_zones.all.names[0]}" } },
      },
    },
    fails: {
      none: {
        given: { aws_subnet: { a: { cidr_block: "10.0.0.0/24" } } },
        told: [["app/aws_subnet.a › availability_zone", "no zone", "a zone by its name or its id"]],
      },
    },
  },
  "NET-02": {
    title: "Subnets lie inside the ranges of their VPC, and do not overlap.",
    fix: "take a range that is free, or add one to the VPC",
    passes: {
      "parts beside each other": { ...VPC, aws_subnet: { ...A, b: subnet("10.0.1.0/24", "us-east-1b") } },
      "a part of a range that was added": {
        ...VPC,
        aws_vpc_ipv4_cidr_block_association: { more: { vpc_id: "${aws_vpc.main.id}", cidr_block: "100.64.0.0/16" } },
        aws_subnet: { pods: subnet("100.64.0.0/18", "us-east-1a") },
      },
      "a range that is added by an expression": {
        ...VPC,
        aws_vpc_ipv4_cidr_block_association: { more: { vpc_id: "${aws_vpc.main.id}", cidr_block: "${var.more}" } },
        aws_subnet: { pods: subnet("100.64.0.0/18", "us-east-1a") },
      },
      "the same range in another VPC": {
        ...vpcs("10.0.0.0/16"),
        aws_subnet: { ...A, b: { ...A.a, vpc_id: "${aws_vpc.other.id}" } },
      },
      "many of one block": {
        ...VPC,
        aws_subnet: { all: { ...subnet("${cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)}", "a"), count: 3 } },
      },
      "a VPC from elsewhere": { aws_subnet: { a: { vpc_id: "vpc-1", cidr_block: "172.16.0.0/24" } } },
    },
    fails: {
      "a range outside": {
        given: { ...VPC, aws_subnet: { a: subnet("10.1.0.0/24", "us-east-1a") } },
        told: [
          [
            "app/aws_subnet.a › cidr_block",
            "10.1.0.0/24, outside 10.0.0.0/16",
            "a part of the VPC's ranges that no other subnet has",
          ],
        ],
      },
      "one that is wider": {
        given: { ...VPC, aws_subnet: { a: subnet("10.0.0.0/15", "us-east-1a") } },
        told: [
          [
            "app/aws_subnet.a › cidr_block",
            "10.0.0.0/15, outside 10.0.0.0/16",
            "a part of the VPC's ranges that no other subnet has",
          ],
        ],
      },
      "two that overlap, behind a third": {
        given: {
          ...VPC,
          aws_subnet: {
            a: subnet("10.0.0.0/20", "us-east-1a"),
            b: subnet("10.0.1.0/24", "us-east-1b"),
            c: subnet("10.0.8.0/24", "us-east-1c"),
            d: subnet("10.0.16.0/20", "us-east-1c"),
          },
        },
        told: [
          [
            "app/aws_subnet.b › cidr_block",
            "10.0.1.0/24, which overlaps 10.0.0.0/20 of app/aws_subnet.a",
            "a part of the VPC's ranges that no other subnet has",
          ],
          [
            "app/aws_subnet.c › cidr_block",
            "10.0.8.0/24, which overlaps 10.0.0.0/20 of app/aws_subnet.a",
            "a part of the VPC's ranges that no other subnet has",
          ],
        ],
      },
    },
  },
  "NET-03": {
    title: "VPCs that are joined have ranges that do not overlap.",
    fix: "give one of them another range, which replaces it, or let them reach each other by PrivateLink",
    passes: {
      "peers apart": { ...vpcs("10.1.0.0/16"), aws_vpc_peering_connection: PEERING },
      "a peer of another account": {
        ...vpcs("10.0.0.0/16"),
        aws_vpc_peering_connection: { main: { vpc_id: "${aws_vpc.main.id}", peer_vpc_id: "vpc-1" } },
      },
      "a range by an expression": { ...vpcs("${var.cidr}"), aws_vpc_peering_connection: PEERING },
      "attachments apart": {
        ...vpcs("10.1.0.0/16"),
        aws_ec2_transit_gateway_vpc_attachment: { main: attachment("main"), other: attachment("other") },
        aws_ec2_transit_gateway: { main: {} },
      },
    },
    fails: {
      "peers with a range in common, that was added": {
        given: {
          ...vpcs("10.1.0.0/16"),
          aws_vpc_ipv4_cidr_block_association: { more: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.1.128.0/17" } },
          aws_vpc_peering_connection: PEERING,
        },
        told: [
          [
            "app/aws_vpc_peering_connection.main",
            "10.1.128.0/17 of app/aws_vpc.main overlaps a range of app/aws_vpc.other",
            "VPCs whose ranges have no address in common",
          ],
        ],
      },
      "attachments of two with one range, once": {
        given: {
          ...vpcs("10.0.0.0/16"),
          aws_ec2_transit_gateway_vpc_attachment: { main: attachment("main"), other: attachment("other") },
          aws_ec2_transit_gateway: { main: {} },
        },
        told: [
          [
            "app/aws_ec2_transit_gateway_vpc_attachment.other",
            "10.0.0.0/16 of app/aws_vpc.other overlaps a range of app/aws_vpc.main",
            "VPCs whose ranges have no address in common",
          ],
        ],
      },
    },
  },
  "NET-17": {
    title: "Subnet groups of databases have subnets in two zones.",
    fix: "add a subnet of another zone",
    passes: {
      "subnets of two zones": {
        ...VPC,
        aws_subnet: { ...A, b: subnet("10.0.1.0/24", "us-east-1b") },
        aws_db_subnet_group: { one: { subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
      },
      "many by an expression": {
        ...VPC,
        aws_subnet: { all: { ...subnet("10.0.0.0/24", "us-east-1a"), count: 2 } },
        aws_db_subnet_group: { one: { subnet_ids: "${aws_subnet.all[*].id}" } },
      },
      "one that is not found beside": {
        ...VPC,
        aws_subnet: A,
        aws_db_subnet_group: { one: { subnet_ids: ["${aws_subnet.a.id}", "subnet-1"] } },
      },
    },
    fails: {
      "two of one zone, for each type": {
        given: {
          ...VPC,
          aws_subnet: { ...A, b: subnet("10.0.1.0/24", "us-east-1a") },
          ...ofEach(GROUPS, { subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] }),
        },
        told: [
          ["app/aws_db_subnet_group.one › subnet_ids", "subnets of one zone", "subnets in two zones or more"],
          ["app/aws_docdb_subnet_group.one › subnet_ids", "subnets of one zone", "subnets in two zones or more"],
          ["app/aws_neptune_subnet_group.one › subnet_ids", "subnets of one zone", "subnets in two zones or more"],
        ],
      },
    },
  },
};
