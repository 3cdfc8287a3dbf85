import { Bastion } from "../../../constructs/access";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { EcsCluster, FargateService } from "../../../constructs/ecs";
import { Network } from "../../../constructs/network/network";
import type { INetwork } from "../../../constructs/network/network.types";
import { networkFromContract } from "../../../constructs/network/network-contract";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { ContainerImage } from "../../../constructs/registry";
import { testAdvice } from "../../support/followed-advice";
import { resourcesOf, synthStack } from "../../support/synth";
import { APP, DATA, nameOf, networkProps, PUBLIC, resolve, synthNetwork } from "./network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "./network-problems";

function resolvable(tier: Partial<NetworkProps["tiers"][number]>, given: Partial<NetworkProps> = {}) {
  return { ipv6: true, tiers: [PUBLIC, { ...APP, ...tier }, DATA], ...given };
}

// Amazon VPC User Guide, "DNS64 and NAT64", as of 2026-11.
describe("DNS64", () => {
  test("is switched on for the subnets of the tier, and a route leads its addresses to the NAT gateway", () => {
    const synthesized = synthNetwork(resolvable({ dns64: true }, { nat: { mode: "per-zone" } }));
    const dns64 = resourcesOf(synthesized, "aws_subnet").map((subnet) => [nameOf(subnet), subnet.enable_dns64]);
    expect(dns64).toEqual([
      ["app-a", true],
      ["app-c", true],
      ["data-a", false],
      ["data-c", false],
      ["public-a", false],
      ["public-c", false],
    ]);
    const routes = resourcesOf(synthesized, "aws_route").filter(
      (route) => route.destination_ipv6_cidr_block === "64:ff9b::/96",
    );
    expect(
      routes.map((route) => [
        nameOf(resolve(synthesized, route.route_table_id)),
        nameOf(resolve(synthesized, route.nat_gateway_id)),
      ]),
    ).toEqual([
      ["app-a", "nat-a"],
      ["app-c", "nat-c"],
    ]);
  });

  test("is off, with its route, unless it is asked for", () => {
    const synthesized = synthNetwork({ ipv6: true });
    expect(synthesized.json).not.toContain("64:ff9b");
  });
});

test("names of hosts have AAAA records where the tier asks for them", () => {
  const synthesized = synthNetwork(resolvable({ aaaaRecords: true }));
  const records = resourcesOf(synthesized, "aws_subnet").map((subnet) => [
    nameOf(subnet),
    subnet.enable_resource_name_dns_aaaa_record_on_launch,
  ]);
  expect(records).toEqual([
    ["app-a", true],
    ["app-c", true],
    ["data-a", false],
    ["data-c", false],
    ["public-a", false],
    ["public-c", false],
  ]);
});

const MISTAKES = [
  bad(
    "AAAA records without IPv6",
    resolvable({ aaaaRecords: true }, { ipv6: false }),
    "TIER_WITHOUT_IPV6",
    "tiers.app.aaaaRecords",
    "The option is about IPv6, and the network has none.",
    "aaaaRecords: true with ipv6: false",
    "a network with IPv6, or no such option",
    "set ipv6: true for the network, or remove aaaaRecords",
    [
      { says: "set ipv6: true for the network", to: resolvable({ aaaaRecords: true }, { ipv6: true }) },
      { says: "remove aaaaRecords", to: resolvable({}, { ipv6: false }) },
    ],
  ),
  bad(
    "DNS64 by NAT instances",
    resolvable({ dns64: true }, { nat: { mode: "instance" } }),
    "DNS64_WITHOUT_NAT_GATEWAY",
    "tiers.app.dns64",
    "Names would get addresses that lead nowhere: only a private tier has a NAT gateway that translates them.",
    'dns64: true on the private tier "app" with nat mode "instance"',
    'a private tier, and nat mode "single" or "per-zone"',
    'remove dns64, or set nat mode "single" or "per-zone"',
    [
      { says: "remove dns64", to: resolvable({}, { nat: { mode: "instance" } }) },
      { says: 'set nat mode "single"', to: resolvable({ dns64: true }, { nat: { mode: "single" } }) },
      { says: 'or "per-zone"', to: resolvable({ dns64: true }, { nat: { mode: "per-zone" } }) },
    ],
  ),
  bad(
    "DNS64 in an isolated tier",
    { ipv6: true, tiers: [PUBLIC, APP, { ...DATA, dns64: true }] },
    "DNS64_WITHOUT_NAT_GATEWAY",
    "tiers.data.dns64",
    "Names would get addresses that lead nowhere: only a private tier has a NAT gateway that translates them.",
    'dns64: true on the isolated tier "data" with nat mode "single"',
    'a private tier, and nat mode "single" or "per-zone"',
    'remove dns64, or make the tier "private"',
    [
      { says: "remove dns64", to: { ipv6: true, tiers: [PUBLIC, APP, DATA] } },
      {
        says: 'make the tier "private"',
        to: { ipv6: true, tiers: [PUBLIC, APP, { ...DATA, kind: "private", dns64: true }] },
      },
    ],
  ),
];

test.each(MISTAKES)("refused is $mistake", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIfAny);

describe("what goes out by HTTPS goes out by IPv6, too, where there is IPv6", () => {
  const hosts: Readonly<Record<string, (stack: EnvironmentStack, network: INetwork) => unknown>> = {
    "a bastion": (stack, network) => new Bastion(stack, "bastion", { network }),
    "tasks on Fargate": (stack, network) =>
      new FargateService(stack, "web", {
        image: ContainerImage.fromRegistry("public.ecr.aws/example/web:1"),
        cpu: "0.25 vCPU",
        memory: "0.5 GB",
        cluster: new EcsCluster(stack, "cluster", { network }),
      }),
    "instances of a cluster": (stack, network) =>
      new EcsCluster(stack, "cluster", {
        network,
        capacity: { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } },
      }),
  };
  const ranges = (build: (stack: EnvironmentStack) => unknown) =>
    resourcesOf(
      synthStack((stack) => build(stack)),
      "aws_vpc_security_group_egress_rule",
    )
      .filter(({ from_port }) => from_port === 443)
      .flatMap(({ cidr_ipv4, cidr_ipv6 }) => [cidr_ipv4 ?? cidr_ipv6]);

  test.each(Object.entries(hosts))("%s", (_host, make) => {
    const at = (ipv6: boolean) => ranges((stack) => make(stack, new Network(stack, "network", networkProps({ ipv6 }))));
    expect(at(false)).toEqual(["0.0.0.0/0"]);
    expect(at(true).sort()).toEqual(["0.0.0.0/0", "::/0"]);
    const elsewhere = ranges((stack) =>
      make(stack, networkFromContract(stack, "network", networkProps({ ipv6: true }))),
    );
    expect(elsewhere.sort()).toEqual(["0.0.0.0/0", "::/0"]);
  });
});
