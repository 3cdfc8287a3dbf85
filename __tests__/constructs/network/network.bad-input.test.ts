import { Network } from "../../../constructs/network/network";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { testAdvice } from "../../support/followed-advice";
import { problemsOf, synthStack } from "../../support/synth";
import { APP, DATA, networkProps, PUBLIC } from "./network-fixtures";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "./network-problems";

const TIERS = [
  bad(
    "a tier with the name of a zone",
    { tiers: [PUBLIC, APP, { ...DATA, name: "a" }] },
    "TIER_NAME_RESERVED",
    "tiers.a",
    "The name of the tier means something else already.",
    '"a"',
    "a name that is no zone letter (a to h) and not vpc or anywhere, which network ACL rules use",
    "use a name that says what lives there, for example app",
    [{ says: "use a name that says what lives there", to: { tiers: [PUBLIC, APP, { ...DATA, name: "store" }] } }],
  ),
  bad(
    "a tier with the name of a peer of network ACL rules",
    { tiers: [PUBLIC, APP, { ...DATA, name: "vpc" }] },
    "TIER_NAME_RESERVED",
    "tiers.vpc",
    "The name of the tier means something else already.",
    '"vpc"',
    "a name that is no zone letter (a to h) and not vpc or anywhere, which network ACL rules use",
    "use a name that says what lives there, for example app",
  ),
  bad(
    "a tier with the name of another tier's subnet",
    { tiers: [PUBLIC, APP, { ...DATA, name: "app-c" }] },
    "TIER_NAME_AMBIGUOUS",
    "tiers.app-c",
    "The name of the tier is that of another tier's subnet or route table.",
    '"app-c" beside "app", whose subnets are called app-<zone>',
    "a name that does not end in the zone of another tier",
    "rename one of the two",
  ),
  bad(
    "subnet groups on a public tier",
    { tiers: [{ ...PUBLIC, subnetGroups: ["db"] }, APP] },
    "SUBNET_GROUP_PUBLIC",
    "tiers.public.subnetGroups",
    "Databases and caches do not belong into a public tier.",
    'subnet groups db on the public tier "public"',
    "subnet groups on isolated or private tiers",
    'add a tier of kind "isolated" and give it the subnet groups',
  ),
  bad(
    "databases in a single zone, by default",
    { zones: ["a"] },
    "SUBNET_GROUP_ONE_ZONE",
    "tiers.data.subnetGroups",
    "A database subnet group needs subnets in two availability zones.",
    "one zone (a) and the subnet groups db, cache (the default)",
    "at least two zones",
    'add a zone, or set subnetGroups: ["cache"] for the tier',
  ),
  bad(
    "databases in a single zone, as was asked for",
    { zones: ["a"], tiers: [PUBLIC, { ...APP, subnetGroups: ["db"] }] },
    "SUBNET_GROUP_ONE_ZONE",
    "tiers.app.subnetGroups",
    "A database subnet group needs subnets in two availability zones.",
    "one zone (a) and the subnet groups db",
    "at least two zones",
    "add a zone, or set subnetGroups: [] for the tier",
  ),
  bad(
    "tags that are set already, and tags of AWS",
    { tiers: [PUBLIC, { ...APP, tags: { Name: "x", "aws:owner": "y", "kubernetes.io/role/elb": "1", Team: "z" } }] },
    "TIER_TAG_RESERVED",
    "tiers.app.tags",
    "The tier sets tags that are set for it, or that AWS keeps for itself.",
    "Name, aws:owner, kubernetes.io/role/elb",
    "tags other than Name, Tier, kubernetes.io/role/elb, kubernetes.io/role/internal-elb and aws:…",
    "remove them; EKS's discovery tags are set by eks",
  ),
  bad(
    "internet-facing load balancers in a private tier",
    { tiers: [PUBLIC, { ...APP, eks: "elb" }] },
    "EKS_ELB_NOT_PUBLIC",
    "tiers.app.eks",
    "Internet-facing load balancers need a public tier.",
    'eks "elb" on the private tier "app"',
    '"internal-elb" or "none" for this tier',
    'use "internal-elb", or put "elb" on a public tier',
  ),
  bad(
    "internal load balancers in a public tier",
    { tiers: [{ ...PUBLIC, eks: "internal-elb" }, APP] },
    "EKS_INTERNAL_ELB_PUBLIC",
    "tiers.public.eks",
    "Internal load balancers do not belong into a public tier.",
    'eks "internal-elb" on the public tier "public"',
    '"elb" or "none" for this tier',
    'use "elb", or put "internal-elb" on a private tier',
    [
      { says: 'use "elb"', to: { tiers: [{ ...PUBLIC, eks: "elb" }, APP] } },
      { says: 'put "internal-elb" on a private tier', to: { tiers: [PUBLIC, { ...APP, eks: "internal-elb" }] } },
    ],
  ),
  bad(
    "a tag of EKS in a network that is to carry none",
    { tiers: [{ ...PUBLIC, eks: "elb" }, APP], eksDiscovery: false },
    "EKS_DISCOVERY_OFF",
    "tiers.public.eks",
    "The tier is to carry a tag of EKS, and the network is to carry none.",
    'eks "elb" with eksDiscovery: false',
    '"none", or eksDiscovery: true',
    "remove one of the two",
  ),
  bad(
    "a network for EKS without DNS",
    { dns: false },
    "EKS_NEEDS_DNS",
    "dns",
    "EKS needs DNS support and host names in the VPC, or nodes cannot join a cluster.",
    'dns: false with EKS\'s tags on "public", "app"',
    "dns: true, or no tags of EKS",
    "leave dns out, or set eksDiscovery: false if no cluster will live here",
  ),
];

const NAT_TIERS = 'the tiers "public" (public), "data" (isolated)';
const NAT = [
  bad(
    "a private tier without NAT",
    { nat: { mode: "none" }, tiers: [PUBLIC, APP, { ...APP, name: "pod" }] },
    "NAT_MISSING",
    "nat",
    "A private tier reaches the internet by NAT, and there is none.",
    'nat mode "none" with the private tiers "app", "pod"',
    'a NAT ("single", "per-zone" or "instance"), or no private tier',
    'choose a NAT, or make the tiers "isolated" and reach AWS services through endpoints',
  ),
  bad(
    "NAT for isolated tiers",
    { tiers: [PUBLIC, DATA] },
    "NAT_WITHOUT_PRIVATE_TIER",
    "nat",
    "There is a NAT, but no private tier that would use it; isolated tiers have no way out by design.",
    `nat mode "single" with ${NAT_TIERS}`,
    'a tier of kind "private", or nat mode "none"',
    'make the tier that needs the internet "private", or remove the NAT',
  ),
  bad(
    "NAT without a public tier, by default",
    { tiers: [APP], nat: undefined },
    "NAT_WITHOUT_PUBLIC_TIER",
    "nat",
    "A NAT lies in a public tier, and there is none.",
    'nat mode "per-zone" with the tiers "app" (private) (the default)',
    "a public tier",
    'add a tier such as { name: "public", kind: "public", prefixLength: 24 }',
  ),
  bad(
    "a NAT gateway in a zone that is not used",
    { nat: { mode: "single", zone: "b" } },
    "NAT_ZONE_UNKNOWN",
    "nat.zone",
    "The NAT is to lie in a zone that the network does not use.",
    '"b"',
    "one of a, c",
    "choose one of these, or add the zone to the network",
  ),
  bad(
    "a zone for NAT instances in every zone",
    { nat: { mode: "instance", perZone: true, zone: "a" } },
    "NAT_ZONE_UNUSED",
    "nat.zone",
    "With a NAT in every zone there is no single one to place.",
    'zone "a" with perZone: true',
    "a zone, or perZone: true",
    "remove one of the two",
  ),
  bad(
    "more and other Elastic IPs than zones",
    { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", b: "eipalloc-0000000b" } } },
    "NAT_EIPS_MISMATCH",
    "nat.eips",
    "With a NAT gateway per zone there is one Elastic IP for each zone, no more and no less.",
    "Elastic IPs for a, b; zones a, c",
    "one for each of a, c",
    "add c; remove b; or leave eips out and they are made",
  ),
  bad(
    "an address in place of an allocation id",
    { nat: { mode: "single", eip: "203.0.113.7" } },
    "NAT_EIP_INVALID",
    "nat.eip",
    "This is not the allocation id of an Elastic IP.",
    '"203.0.113.7"',
    "eipalloc- and 8 to 17 hexadecimal digits, such as eipalloc-0123456789abcdef0",
    "take the id from the list of Elastic IPs (`aws ec2 describe-addresses`), or leave it out and one is made",
  ),
  bad(
    "one Elastic IP for two gateways",
    { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", c: "eipalloc-0000000a" } } },
    "NAT_EIP_DUPLICATE",
    "nat.eips.c",
    "Two NAT gateways cannot have the same Elastic IP.",
    '"eipalloc-0000000a" here and in nat.eips.a',
    "an Elastic IP of its own for each zone",
    "give another one, or leave eips out and they are made",
  ),
  bad(
    "an instance type without a size",
    { nat: { mode: "instance", instanceType: "t4g" } },
    "NAT_INSTANCE_TYPE_INVALID",
    "nat.instanceType",
    "This is not an instance type.",
    '"t4g"',
    "a family and a size with a dot between them, such as t4g.micro",
    "write the type as EC2 does, or leave it out for t4g.micro",
  ),
  // amazon-linux-2023 issue 404, as of 2026-11.
  bad(
    "an instance type with too little memory for the first boot",
    { nat: { mode: "instance", instanceType: "t4g.nano" } },
    "NAT_INSTANCE_TOO_SMALL",
    "nat.instanceType",
    "The instance installs a package at its first boot, and dnf runs out of memory in 512 MiB.",
    '"t4g.nano"',
    "1 GiB of memory or more, or an image of your own (ami) that has nft",
    "use t4g.micro",
  ),
  bad(
    "the name of an image in place of its id",
    { nat: { mode: "instance", ami: "al2023" } },
    "NAT_AMI_INVALID",
    "nat.ami",
    "This is not the id of an image.",
    '"al2023"',
    "ami- and 8 to 17 hexadecimal digits, such as ami-0123456789abcdef0",
    "write the image's id, or leave it out for the newest Amazon Linux 2023",
  ),
];

const CONNECTIONS = [
  bad(
    "five name servers",
    { dhcp: { nameServers: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "AmazonProvidedDNS"] } },
    "DHCP_TOO_MANY_SERVERS",
    "dhcp.nameServers",
    "A DHCP option set takes at most four servers of a kind.",
    "5 servers",
    "at most 4",
    "remove the ones that are farthest away",
  ),
  bad(
    "name servers by name",
    { dhcp: { nameServers: ["dns.example", "10.0.0.2"] } },
    "DHCP_SERVER_NOT_AN_ADDRESS",
    "dhcp.nameServers",
    "DHCP hands out servers by address, not by name.",
    '"dns.example"',
    "IP addresses, or AmazonProvidedDNS",
    "write the server's address, for example 10.0.0.2",
  ),
  bad(
    "NTP servers by name",
    { dhcp: { ntpServers: ["time.example", "AmazonProvidedDNS"] } },
    "DHCP_SERVER_NOT_AN_ADDRESS",
    "dhcp.ntpServers",
    "DHCP hands out servers by address, not by name.",
    '"time.example", "AmazonProvidedDNS"',
    "IP addresses",
    "write the server's address, for example 169.254.169.123",
  ),
  bad(
    "the public ASN of another",
    { vpnGateway: { amazonSideAsn: 15_169 } },
    "VPN_ASN_INVALID",
    "vpnGateway.amazonSideAsn",
    "The ASN of the Amazon side is not a private one.",
    "15169",
    "64512 to 65534, or 4200000000 to 4294967294",
    "leave it out for 64512, or choose one that the other side does not use",
  ),
  bad(
    "routes of a VPN gateway that is not there",
    { tiers: [PUBLIC, { ...APP, vpnRoutes: true }] },
    "VPN_GATEWAY_MISSING",
    "tiers.app.vpnRoutes",
    "The tier is to learn routes from a VPN gateway, and there is none.",
    'vpnRoutes: true on the tier "app" without vpnGateway',
    "a vpnGateway, or no vpnRoutes",
    "add vpnGateway: {}, or remove vpnRoutes",
  ),
];

describe.each([
  ["tiers", TIERS],
  ["NAT", NAT],
  ["DHCP and VPN", CONNECTIONS],
] as const)("%s", (_, mistakes) => {
  test.each(mistakes)("$mistake is told with a way out", ({ given, problems }) => {
    expect(problemsOfNetwork(given)).toEqual(problems);
  });
});

testAdvice([...TIERS, ...NAT, ...CONNECTIONS], problemsIfAny);

test("a network without tiers is told, whatever else is said about it", () => {
  expect(problemsOfNetwork({ tiers: [], nat: { mode: "none" } })).toContainEqual({
    code: "TIERS_MISSING",
    path: "network › tiers",
    message: "The network has no tier.",
    found: "no tier",
    expected: "at least one tier of kind public, private or isolated",
    fix: 'add a tier, for example { name: "app", kind: "private", prefixLength: 20 }',
  });
});

test("the limits themselves are allowed", () => {
  const accepted: Partial<NetworkProps>[] = [
    { dhcp: { nameServers: ["10.0.0.1", "fd00:ec2::253", "10.0.0.3", "AmazonProvidedDNS"] } },
    { vpnGateway: { amazonSideAsn: 65_534 } },
    { vpnGateway: { amazonSideAsn: 4_294_967_294 } },
    { nat: { mode: "instance", instanceType: "c7gn.medium", ami: "ami-01234567" } },
    {
      dns: false,
      tiers: [
        { ...PUBLIC, eks: "none" },
        { ...APP, eks: "none" },
      ],
    },
    { tiers: [PUBLIC, APP, { ...DATA, name: "app-db" }] },
  ];
  expect(accepted.map(isAccepted)).toEqual(accepted.map(() => true));
});

test("many mistakes in every part are all told at once, with the construct's path, and nothing is made", () => {
  const wrong = networkProps({
    cidr: "10.10.0.1/16",
    zones: ["a", "k"],
    tiers: [
      { ...PUBLIC, eks: "internal-elb" },
      { ...DATA, networkAcl: { ingress: {}, egress: {}, ephemeralPorts: true } },
    ],
    nat: { mode: "single", zone: "c", eip: "mine" },
    endpoints: { gateway: ["ec2"], interface: ["SSM"], tier: "nowhere" },
    flowLog: { to: "cloudwatch", retentionDays: 31, fields: ["source"] },
    dhcp: { nameServers: ["dns.example"] },
    vpnGateway: { amazonSideAsn: 1 },
    prefixLists: { office: { entries: { seoul: "203.0.113.0" } } },
  });
  const synthesized = synthStack((stack) => {
    const problems = problemsOf(() => new Network(stack, "network", wrong));
    expect(problems.map(({ code, path }) => `${code} ${path.replace("sandbox-test/network › ", "")}`)).toEqual([
      "CIDR_HOST_BITS cidr",
      "ZONE_UNKNOWN zones",
      "EKS_INTERNAL_ELB_PUBLIC tiers.public.eks",
      "NAT_WITHOUT_PRIVATE_TIER nat",
      "NAT_ZONE_UNKNOWN nat.zone",
      "NAT_EIP_INVALID nat.eip",
      "ENDPOINT_NAME_INVALID endpoints.interface",
      "ENDPOINT_NO_GATEWAY endpoints.gateway",
      "ENDPOINT_TIER_UNKNOWN endpoints.tier",
      "DHCP_SERVER_NOT_AN_ADDRESS dhcp.nameServers",
      "VPN_ASN_INVALID vpnGateway.amazonSideAsn",
      "FLOW_LOG_FIELD_UNKNOWN flowLog.fields",
      "LOG_RETENTION_INVALID flowLog.retentionDays",
      "CIDR_MALFORMED prefixLists.office.entries.seoul",
    ]);
  });
  expect(synthesized.resources).toEqual({});
});
