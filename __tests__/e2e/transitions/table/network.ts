import { Ec2TransitGateway } from "@cdktf/provider-aws/lib/ec2-transit-gateway";
import { Network } from "../../../../constructs/network/network";
import type { NetworkProps, TierProps } from "../../../../constructs/network/network-props";
import type { Program, Transition } from "../transition";

const PUBLIC: TierProps = { name: "public", kind: "public", prefixLength: 24 };
const APP: TierProps = { name: "app", kind: "private", prefixLength: 20 };
const DATA: TierProps = { name: "data", kind: "isolated", prefixLength: 24, subnetGroups: [] };

/** A tier with a subnet group, which has the name of the tier in the whole environment. */
function grouped(name: string): TierProps {
  return { ...DATA, name, subnetGroups: ["db"] };
}

/** A network with a public and a private tier in two zones, without endpoints. */
function network(props: Partial<NetworkProps> = {}): Program {
  return (stack) => {
    new Network(stack, "network", {
      cidr: "10.10.0.0/16",
      zones: ["a", "c"],
      tiers: [PUBLIC, APP],
      nat: { mode: "single", zone: "a" },
      endpoints: { gateway: [] },
      ...props,
    });
  };
}

/** The smallest network: one isolated tier. */
function isolated(props: Partial<NetworkProps> = {}): Program {
  return network({ tiers: [DATA], nat: { mode: "none" }, ...props });
}

const ACL = {
  vpc: { action: "allow", peer: "vpc" },
  office: { action: "allow", peer: "203.0.113.0/24", protocol: "tcp", ports: 443 },
} as const;

function withRules(ingress: NonNullable<TierProps["networkAcl"]>["ingress"]): Program {
  return isolated({ tiers: [{ ...DATA, networkAcl: { ingress, egress: {} } }] });
}

const BRANCH = { branch: { to: "10.99.0.0/16", by: "transit-gateway" } } as const;

/** The smallest network beside a transit gateway. */
function withTransitGateway(props: (id: string) => Partial<NetworkProps>): Program {
  return (stack, site) => {
    const gateway = new Ec2TransitGateway(stack, "transit-gateway", {});
    isolated(props(gateway.id))(stack, site);
  };
}

/** Changes of networks. */
export const NETWORK: readonly Transition[] = [
  {
    area: "network",
    name: "a zone is added between two others",
    from: network({ tiers: [PUBLIC, APP, grouped("data")], nat: { mode: "per-zone" } }),
    to: network({ tiers: [PUBLIC, APP, grouped("data")], nat: { mode: "per-zone" }, zones: ["a", "b", "c"] }),
  },
  {
    area: "network",
    name: "a tier is added",
    from: network(),
    to: network({ tiers: [PUBLIC, APP, grouped("orders")] }),
  },
  {
    area: "network",
    name: "a tier leaves a zone, with the NAT that served it there",
    from: network({ tiers: [PUBLIC, APP, DATA], nat: { mode: "per-zone" } }),
    to: network({ tiers: [PUBLIC, { ...APP, zones: ["a"] }, DATA], nat: { mode: "per-zone" } }),
    removed: {
      aws_eip: 1,
      aws_nat_gateway: 1,
      aws_network_acl_association: 1,
      aws_route: 1,
      aws_route_table: 1,
      aws_route_table_association: 1,
      aws_subnet: 1,
    },
  },
  {
    area: "network",
    name: "a secondary range is added, with a tier that lies in it",
    from: isolated(),
    to: isolated({
      secondaryCidrs: ["100.64.0.0/16"],
      tiers: [DATA, { name: "pod", kind: "isolated", prefixLength: 18, range: "100.64.0.0/16", subnetGroups: [] }],
    }),
  },
  {
    area: "network",
    name: "a gateway endpoint and an interface endpoint are added",
    from: isolated(),
    to: isolated({ endpoints: { gateway: ["s3"], interface: ["ssm"] } }),
  },
  {
    area: "network",
    name: "a zone that an interface endpoint lies in is taken away",
    from: isolated({ zones: ["a", "b", "c"], endpoints: { gateway: [], interface: ["ssm"] } }),
    to: isolated({ zones: ["a", "c"], endpoints: { gateway: [], interface: ["ssm"] } }),
    removed: { aws_subnet: 1, aws_route_table_association: 1, aws_network_acl_association: 1 },
  },
  {
    area: "network",
    name: "NAT of one gateway becomes one gateway in each zone",
    from: network(),
    to: network({ nat: { mode: "per-zone" } }),
    removed: { aws_route: 1, aws_route_table: 1 },
  },
  {
    area: "network",
    name: "NAT by a gateway becomes NAT by an instance",
    from: network(),
    to: network({ nat: { mode: "instance", zone: "a" } }),
    removed: { aws_nat_gateway: 1, aws_eip: 1 },
  },
  {
    area: "network",
    name: "NAT by gateways in each zone becomes NAT by instances in each zone",
    from: network({ nat: { mode: "per-zone" } }),
    to: network({ nat: { mode: "instance", perZone: true } }),
    removed: { aws_nat_gateway: 2, aws_eip: 2 },
  },
  {
    area: "network",
    name: "a NAT instance gets another type of the same architecture",
    from: network({ nat: { mode: "instance", zone: "a" } }),
    to: network({ nat: { mode: "instance", zone: "a", instanceType: "t4g.small" } }),
  },
  {
    area: "network",
    name: "a NAT instance gets a type of the other architecture",
    from: network({ nat: { mode: "instance", zone: "a" } }),
    to: network({ nat: { mode: "instance", zone: "a", instanceType: "t3.micro" } }),
    replaced: { aws_instance: 1 },
    removed: { aws_launch_template: 1 },
  },
  {
    area: "network",
    name: "a NAT instance gets another image of one's own",
    from: network({ nat: { mode: "instance", zone: "a", instanceType: "t3.micro", ami: "ami-04681a1dbd79675a5" } }),
    to: network({ nat: { mode: "instance", zone: "a", instanceType: "t3.micro", ami: "ami-076f415166b04f5fe" } }),
    replaced: { aws_instance: 1 },
  },
  {
    area: "network",
    name: "hosts of a tier with IPv6 get DNS64 and AAAA records",
    from: network({ ipv6: true }),
    to: network({ ipv6: true, tiers: [PUBLIC, { ...APP, dns64: true, aaaaRecords: true }] }),
  },
  {
    area: "network",
    name: "a rule is added in the middle of a network ACL",
    from: withRules(ACL),
    to: withRules({
      vpc: ACL.vpc,
      ssh: { action: "deny", peer: "anywhere", protocol: "tcp", ports: 22 },
      office: ACL.office,
    }),
    replaced: { aws_network_acl_rule: 1 },
    removed: { aws_network_acl_rule: 1 },
  },
  {
    area: "network",
    name: "an opening is added to a tier, which moves none of its rules",
    from: isolated(),
    to: isolated({ tiers: [{ ...DATA, openings: { replica: { from: "192.0.2.0/24", protocol: "tcp", ports: 53 } } }] }),
  },
  {
    area: "network",
    name: "an entry is added to a prefix list",
    from: isolated({ prefixLists: { office: { entries: { seoul: "203.0.113.0/25" }, maxEntries: 5 } } }),
    to: isolated({
      prefixLists: { office: { entries: { seoul: "203.0.113.0/25", busan: "203.0.113.128/25" }, maxEntries: 5 } },
    }),
  },
  {
    area: "network",
    name: "a flow log is turned on",
    from: isolated(),
    to: isolated({ flowLog: { to: "cloudwatch", retentionDays: 30 } }),
  },
  {
    area: "network",
    name: "a tier shares the network ACL of another one, and gives up its own",
    from: isolated({ tiers: [DATA, { ...DATA, name: "pod" }] }),
    to: isolated({ tiers: [DATA, { ...DATA, name: "pod", networkAclOf: "data" }] }),
    replaced: { aws_network_acl_association: 2 },
    removed: { aws_network_acl: 1, aws_network_acl_rule: 2 },
  },
  {
    area: "network",
    name: "a tier does without a network ACL",
    from: isolated(),
    to: isolated({ tiers: [{ ...DATA, withoutNetworkAcl: { reason: "security groups alone decide here" } }] }),
    removed: { aws_network_acl: 1, aws_network_acl_association: 2, aws_network_acl_rule: 2 },
  },
  {
    area: "network",
    name: "further flow logs are added, one of them of a tier, and the first one stays",
    alone: "its flow log has the name of the one that another change turns on",
    from: isolated({ flowLog: { to: "cloudwatch", retentionDays: 30 } }),
    to: isolated({
      flowLog: { to: "cloudwatch", retentionDays: 30 },
      flowLogs: { archive: { to: "s3" }, rejected: { to: "cloudwatch", tiers: ["data"], traffic: "REJECT" } },
    }),
  },
  {
    area: "network",
    name: "a VPN gateway and DHCP options are added",
    from: isolated(),
    to: isolated({ vpnGateway: {}, dhcp: { domainName: "shop.internal" } }),
  },
  {
    area: "network",
    name: "the middle one of three zones is taken away, with its subnets and its NAT gateway",
    from: network({ tiers: [PUBLIC, APP, grouped("store")], nat: { mode: "per-zone" }, zones: ["a", "b", "c"] }),
    to: network({ tiers: [PUBLIC, APP, grouped("store")], nat: { mode: "per-zone" } }),
    removed: {
      aws_eip: 1,
      aws_nat_gateway: 1,
      aws_network_acl_association: 3,
      aws_route: 1,
      aws_route_table: 1,
      aws_route_table_association: 3,
      aws_subnet: 3,
    },
  },
  {
    area: "network",
    name: "a zone takes the place of another one at once",
    from: isolated({ zones: ["a", "b"] }),
    to: isolated({ zones: ["a", "c"] }),
    refused: "Zones are taken away and added in one change",
  },
  {
    area: "network",
    name: "a transit gateway is attached, with routes by it to a range and to a prefix list",
    from: withTransitGateway(() => ({})),
    to: withTransitGateway((id) => ({
      transitGateway: { id },
      prefixLists: { branches: { entries: { busan: "10.98.0.0/16" } } },
      tiers: [{ ...DATA, routes: { ...BRANCH, all: { to: "branches", by: "transit-gateway" } } }],
    })),
  },
  {
    area: "network",
    name: "a route gets another name and another target, in place",
    from: withTransitGateway((id) => ({
      transitGateway: { id },
      vpnGateway: {},
      tiers: [{ ...DATA, routes: BRANCH }],
    })),
    to: withTransitGateway((id) => ({
      transitGateway: { id },
      vpnGateway: {},
      tiers: [{ ...DATA, routes: { seoul: { to: "10.99.0.0/16", by: "vpn-gateway" } } }],
    })),
  },
];
