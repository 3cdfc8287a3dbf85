import { Network } from "../../../constructs/network/network";
import type { INetwork } from "../../../constructs/network/network.types";
import { Peer } from "../../../constructs/security-groups/peer";
import { Port } from "../../../constructs/security-groups/port";
import { SecurityGroup } from "../../../constructs/security-groups/security-group";
import { problemsOf, resourceOf, synthStack } from "../../support/synth";
import { synthNetwork } from "./network-fixtures";

const DECLARED = {
  vpcId: "vpc-0123456789abcdef0",
  cidrs: ["10.40.0.0/16"],
  zones: ["a"],
  tiers: [{ name: "app", kind: "private", subnets: [{ subnetId: "subnet-0a", zone: "a", cidr: "10.40.0.0/24" }] }],
} as const;

function existing(given: Partial<Parameters<typeof Network.fromExisting>[2]> = {}): INetwork {
  let network: INetwork | undefined;
  synthStack((stack) => {
    network = Network.fromExisting(stack, "network", { ...DECLARED, ...given });
  });
  if (!network) throw new Error("the network was not made");
  return network;
}

describe("a network that exists already", () => {
  test("is known by what is declared, and neither made nor looked up", () => {
    const synthesized = synthStack((stack) => {
      Network.fromExisting(stack, "network", DECLARED);
    });
    expect(synthesized.resources).toEqual({});
    expect(synthesized.data).toEqual({});
    expect(existing()).toMatchObject(DECLARED);
  });

  test("is taken to have NAT and no endpoints unless it is said", () => {
    expect(existing()).toMatchObject({ hasNat: true, endpointServices: [], prefixListIds: {} });
    const given = { hasNat: false, endpointServices: ["ssm"], prefixListIds: { office: "pl-0123456789abcdef0" } };
    expect(existing(given)).toMatchObject(given);
  });

  test("can hold what other constructs make", () => {
    const synthesized = synthStack((stack) => {
      const network = Network.fromExisting(stack, "network", DECLARED);
      const group = new SecurityGroup(stack, "group", { network, description: "test" });
      group.connections.allowTo(Peer.anyIpv4(), Port.tcp(443), "AWS APIs");
    });
    expect(resourceOf(synthesized, "aws_security_group").vpc_id).toBe("vpc-0123456789abcdef0");
  });
});

describe("a tier by its name", () => {
  test("is found in networks that are made here and in those that exist", () => {
    expect(existing().tier("app").subnets).toEqual([{ subnetId: "subnet-0a", zone: "a", cidr: "10.40.0.0/24" }]);
    const { kind, subnets } = synthNetwork().network.tier("data");
    expect([kind, subnets.map(({ zone, cidr }) => `${zone} ${cidr}`)]).toEqual([
      "isolated",
      ["a 10.10.4.0/24", "c 10.10.6.0/24"],
    ]);
  });

  test("that is not there is told with the names that are", () => {
    expect(problemsOf(() => synthNetwork().network.tier("web"))).toEqual([
      {
        code: "TIER_UNKNOWN",
        path: "sandbox-network/network",
        message: "The network has no tier of this name.",
        found: '"web"',
        expected: "one of public, app, data",
        fix: "use one of these names, or add the tier to the network",
      },
    ]);
  });

  test("that is not there is told too when none was declared", () => {
    expect(problemsOf(() => existing({ tiers: [] }).tier("app"))).toEqual([
      {
        code: "TIER_UNKNOWN",
        path: "sandbox-test/network",
        message: "The network has no tier of this name.",
        found: '"app"',
        expected: "a tier that is declared; the network declares none",
        fix: "use one of these names, or add the tier to the network",
      },
    ]);
  });
});
