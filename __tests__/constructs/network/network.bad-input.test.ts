import { Network } from "../../../constructs/network/network";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { testAdvice } from "../../support/followed-advice";
import { problemsOf, synthStack } from "../../support/synth";
import { APP, DATA, networkProps, PUBLIC } from "./network-fixtures";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "./network-problems";

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
    [
      {
        says: "remove the ones that are farthest away",
        to: { dhcp: { nameServers: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"] } },
      },
    ],
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
    [
      {
        says: "write the server's address, for example 10.0.0.2",
        to: { dhcp: { nameServers: ["10.0.0.1", "10.0.0.2"] } },
      },
    ],
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
    [
      {
        says: "write the server's address, for example 169.254.169.123",
        to: { dhcp: { ntpServers: ["10.0.0.9", "169.254.169.123"] } },
      },
    ],
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
    [
      { says: "leave it out for 64512", to: { vpnGateway: {} } },
      { says: "choose one that the other side does not use", to: { vpnGateway: { amazonSideAsn: 64_513 } } },
    ],
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
    [
      { says: "add vpnGateway: {}", to: { tiers: [PUBLIC, { ...APP, vpnRoutes: true }], vpnGateway: {} } },
      { says: "remove vpnRoutes", to: { tiers: [PUBLIC, APP] } },
    ],
  ),
];

test.each(CONNECTIONS)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(CONNECTIONS, problemsIfAny);

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
