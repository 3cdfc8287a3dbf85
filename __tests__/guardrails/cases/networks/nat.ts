import type { NAT_RULES } from "../../../../guardrails/rules/networks/nat";
import type { CasesOf } from "../../rule-cases";
import { association, subnet, TO_INTERNET, TO_NAT, table, VPC } from "./parts";

const EIP = { aws_eip: { nat: { domain: "vpc" } } };

const GATEWAY = { subnet_id: "${aws_subnet.public.id}", allocation_id: "${aws_eip.nat.id}" };

/** A public subnet with a NAT gateway, and a subnet of a zone that goes out by it. */
function network(zone: string) {
  return {
    ...VPC,
    ...EIP,
    aws_subnet: { public: subnet("10.0.0.0/24", "us-east-1a"), app: subnet("10.0.1.0/24", zone) },
    aws_route_table: { public: table(TO_INTERNET), app: table(TO_NAT) },
    aws_route_table_association: { public: association("public", "public"), app: association("app", "app") },
    aws_nat_gateway: { main: GATEWAY },
  };
}

const SAME_ZONE = network("us-east-1a");

/** Cases of the rules about NAT gateways and their addresses. */
export const NAT_CASES: CasesOf<typeof NAT_RULES> = {
  "NET-08": {
    title: "NAT gateways lie in public subnets and have an Elastic IP.",
    fix: "give it an allocation_id and a public subnet, or set connectivity_type to private",
    passes: {
      "one in a public subnet": SAME_ZONE,
      "a subnet from elsewhere": { aws_nat_gateway: { main: { subnet_id: "subnet-1", allocation_id: "eipalloc-1" } } },
      "a regional one": { aws_nat_gateway: { main: { connectivity_type: "public" } } },
      "one within the network": {
        ...SAME_ZONE,
        aws_nat_gateway: { main: { subnet_id: "${aws_subnet.app.id}", connectivity_type: "private" } },
      },
    },
    fails: {
      "no address": {
        given: { ...SAME_ZONE, aws_nat_gateway: { main: { subnet_id: "${aws_subnet.public.id}" } } },
        told: [
          [
            "app/aws_nat_gateway.main › allocation_id",
            "no Elastic IP",
            "an Elastic IP, and a subnet with a route to an internet gateway",
          ],
        ],
      },
      "a private subnet": {
        given: { ...SAME_ZONE, aws_nat_gateway: { main: { ...GATEWAY, subnet_id: "${aws_subnet.app.id}" } } },
        told: [
          [
            "app/aws_nat_gateway.main › subnet_id",
            "a subnet without a route to an internet gateway",
            "an Elastic IP, and a subnet with a route to an internet gateway",
          ],
        ],
      },
    },
  },
  "NET-09": {
    title: "Elastic IPs are used.",
    fix: "remove it, or use it",
    passes: {
      "that of a NAT gateway": SAME_ZONE,
      "that of an instance": { aws_eip: { bastion: { instance: "${aws_instance.bastion.id}" } } },
      "one with an association": {
        ...EIP,
        aws_eip_association: { bastion: { allocation_id: "${aws_eip.nat.id}", instance_id: "i-1" } },
      },
      "those of a balancer": {
        ...EIP,
        aws_lb: { public: { load_balancer_type: "network", subnet_mapping: [{ allocation_id: "${aws_eip.nat.id}" }] } },
      },
      "one that another program uses": {
        stacks: { app: { resource: EIP, output: { address: { value: "${aws_eip.nat.allocation_id}" } } } },
      },
    },
    fails: {
      "one of two": {
        given: { ...SAME_ZONE, aws_eip: { nat: {}, spare: {} } },
        told: [
          [
            "app/aws_eip.spare",
            "nothing that uses it",
            "a NAT gateway, an association, a load balancer or an output that names it",
          ],
        ],
      },
    },
  },
  "NET-10": {
    title: "Subnets of production go out by a NAT gateway of their own zone.",
    fix: "add a NAT gateway in the zone, and a route table that leads to it",
    passes: {
      "one of the same zone": SAME_ZONE,
      "zones by expressions": network("${var.zone}"),
    },
    fails: {
      "one of another zone": {
        given: network("us-east-1b"),
        told: [
          [
            "app/aws_subnet.app › availability_zone",
            "a subnet of us-east-1b goes out by a NAT gateway of us-east-1a",
            "a NAT gateway in each zone, and a route table for each",
          ],
        ],
      },
    },
  },
  "NET-11": {
    isProduction: false,
    title: "Environments that are not protected have one NAT gateway at most.",
    fix: "let all zones go out by one, or by a NAT instance",
    passes: {
      one: SAME_ZONE,
      "one of each of two networks": {
        ...SAME_ZONE,
        aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, other: { cidr_block: "10.1.0.0/16" } },
        aws_subnet: { ...SAME_ZONE.aws_subnet, other: { vpc_id: "${aws_vpc.other.id}" } },
        aws_nat_gateway: { main: GATEWAY, other: { subnet_id: "${aws_subnet.other.id}" } },
      },
    },
    fails: {
      two: {
        given: {
          ...SAME_ZONE,
          aws_nat_gateway: { main: GATEWAY, second: { ...GATEWAY, subnet_id: "${aws_subnet.app.id}" } },
        },
        told: [["app/aws_vpc.main", "2 NAT gateways", "one NAT gateway for the VPC"]],
      },
    },
  },
};
