import { Network } from "../../../constructs/network/network";
import type { INetwork, ITier } from "../../../constructs/network/network.types";
import { Peer } from "../../../constructs/security-groups/peer";
import { Port } from "../../../constructs/security-groups/port";
import { SecurityGroup } from "../../../constructs/security-groups/security-group";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, resourceOf, synthStack } from "../../support/synth";
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
});

/** A tier that is looked for among tiers. */
interface Lookup {
  readonly tiers: readonly ITier[];
  readonly name: string;
}

const tierProblems = ({ tiers, name }: Lookup) => problemsOf(() => existing({ tiers }).tier(name));
const tierProblemsIfAny = ({ tiers, name }: Lookup) =>
  problemsIfAny(() => ({ problems: [], tier: existing({ tiers }).tier(name) }));

const [APP_TIER] = DECLARED.tiers;
const WEB_TIER: ITier = { ...APP_TIER, name: "web" };

const UNKNOWN = [
  {
    mistake: "a tier that is not there",
    given: { tiers: DECLARED.tiers, name: "web" },
    problems: [
      {
        code: "TIER_UNKNOWN",
        path: "sandbox-test/network",
        message: "The network has no tier of this name.",
        found: '"web"',
        expected: `one of ${DECLARED.tiers.map(({ name }) => name).join(", ")}`,
        fix: "use one of these names, or add the tier to the network",
      },
    ],
    ways: [
      { says: "use one of these names", to: { tiers: DECLARED.tiers, name: "app" } },
      { says: "add the tier to the network", to: { tiers: [...DECLARED.tiers, WEB_TIER], name: "web" } },
    ],
  },
  {
    mistake: "a tier when none was declared",
    given: { tiers: [], name: "web" },
    problems: [
      {
        code: "TIER_UNKNOWN",
        path: "sandbox-test/network",
        message: "The network has no tier of this name.",
        found: '"web"',
        expected: "a tier that is declared; the network declares none",
        fix: "add the tier to the network",
      },
    ],
    ways: [{ says: "add the tier to the network", to: { tiers: [WEB_TIER], name: "web" } }],
  },
];

test.each(UNKNOWN)("$mistake is told", ({ given, problems }) => {
  expect(tierProblems(given)).toEqual(problems);
});

testAdvice(UNKNOWN, tierProblemsIfAny);

test("a tier that is not there is told of networks that are made here, too", () => {
  expect(problemsOf(() => synthNetwork().network.tier("web"))).toMatchObject([
    { code: "TIER_UNKNOWN", path: "sandbox-network/network", expected: "one of public, app, data" },
  ]);
});
