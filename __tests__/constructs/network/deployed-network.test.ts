import { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { REMEMBERED_CONTEXT, factsOf as remembered } from "../../../constructs/core/remembered";
import { planAddresses } from "../../../constructs/network/address-plan";
import { asDeployed, lettingMove, networkFacts } from "../../../constructs/network/deployed-network";
import { Network } from "../../../constructs/network/network";
import { planNetwork } from "../../../constructs/network/network-plan";
import type { NetworkProps, TierProps } from "../../../constructs/network/network-props";
import { testEnvironment } from "../../support/synth";

const TIERS: readonly TierProps[] = [
  { name: "public", kind: "public", prefixLength: 24 },
  { name: "app", kind: "private", prefixLength: 20 },
  { name: "data", kind: "isolated", prefixLength: 24 },
];

const DEPLOYED: NetworkProps = { cidr: "10.0.0.0/16", zones: ["a", "c"], nat: { mode: "single" }, tiers: TIERS };

/** What is remembered after networks were deployed one after the other. */
function factsOf(props: NetworkProps) {
  const plan = planNetwork(props, "ap-northeast-2", "network");
  return networkFacts(props, plan.addresses, plan.zones);
}

function planned(props: NetworkProps, facts = factsOf(DEPLOYED)) {
  const problems = new Problems("network");
  const known = asDeployed(props, facts, "dev");
  const plan = planAddresses(known, problems);
  const subnets = plan?.tiers.flatMap((tier) => tier.subnets.map(({ zone, cidr }) => [`${tier.name}-${zone}`, cidr]));
  return { subnets: Object.fromEntries(subnets ?? []), problems: problems.list, order: known.tiers.map((t) => t.name) };
}

const CACHE: TierProps = { name: "cache", kind: "isolated", prefixLength: 24 };
const before = planned(DEPLOYED).subnets;

describe("tiers that are deployed stay where they are", () => {
  it("when a tier is declared before them", () => {
    const { subnets, order, problems } = planned({ ...DEPLOYED, tiers: [CACHE, ...TIERS] });
    expect(problems).toEqual([]);
    expect(subnets).toEqual({ ...before, "cache-a": "10.0.8.0/24", "cache-c": "10.0.10.0/24" });
    expect(order).toEqual(["public", "app", "data", "cache"]);
  });

  it("when they are declared in another order", () => {
    const { subnets, order } = planned({ ...DEPLOYED, tiers: [...TIERS].reverse() });
    expect([subnets, order]).toEqual([before, ["public", "app", "data"]]);
  });

  it("when an earlier tier is taken away, whose place a new one does not take in the same change", () => {
    const [, app, data] = TIERS;
    const { subnets, problems } = planned({
      ...DEPLOYED,
      nat: { mode: "none" },
      tiers: [{ ...CACHE, name: "other" }, { ...app, kind: "isolated" } as TierProps, data as TierProps],
    });
    const { "public-a": _, "public-c": __, ...stay } = before;
    expect(problems).toEqual([]);
    expect(subnets).toMatchObject(stay);
    expect(subnets["other-a"]).not.toBe(before["public-a"]);
  });

  it("when zones are added, and when the plan keeps room for more of them", () => {
    const { subnets, problems } = planned({ ...DEPLOYED, zones: ["a", "b", "c", "e"], maxZones: 6 });
    expect(problems).toEqual([]);
    expect(subnets).toMatchObject(before);
    expect(subnets["app-e"]).toBe("10.0.128.0/20");
  });

  it("in IPv6 too", () => {
    const dual = { ...DEPLOYED, ipv6: true };
    const plan = planAddresses(
      asDeployed({ ...dual, tiers: [CACHE, ...TIERS] }, factsOf(dual), "dev"),
      new Problems("network"),
    );
    expect(plan?.tiers.map(({ name, ipv6Slot }) => [name, ipv6Slot])).toEqual([
      ["public", 0],
      ["app", 1],
      ["data", 2],
      ["cache", 3],
    ]);
  });
});

describe("a configuration that would move a deployed tier", () => {
  const withApp = (change: Partial<TierProps>): NetworkProps => ({
    ...DEPLOYED,
    tiers: TIERS.map((tier) => (tier.name === "app" ? { ...tier, ...change } : tier)),
  });

  it("is refused, and told how to pin the tier or to accept the move", () => {
    expect(planned(withApp({ cidr: "10.0.128.0/18" })).problems).toEqual([
      {
        code: "TIER_MOVED",
        path: "network › tiers.app",
        message: "The tier `app` would move: its subnets would be made anew, and what lies in them with them.",
        found: "app-a 10.0.64.0/20 → 10.0.128.0/20, app-c 10.0.96.0/20 → 10.0.160.0/20",
        expected: "the place that the tier was deployed with: 10.0.64.0/18",
        fix: "pin the places that are deployed: `npx groundplan map dev --pin`, or accept the move: `npx groundplan accept dev --move app`",
      },
    ]);
  });

  it("is told the size that the tier has, when it is to have another", () => {
    expect(planned(withApp({ prefixLength: 19 })).problems).toMatchObject([
      { code: "TIER_MOVED", fix: "set prefixLength to 20, or accept the move: `npx groundplan accept dev --move app`" },
    ]);
  });

  it("is planned when the move was accepted", () => {
    const facts = lettingMove(factsOf(DEPLOYED), "app");
    const { subnets, problems } = planned(withApp({ cidr: "10.0.128.0/18" }), facts);
    expect([problems, subnets["app-a"]]).toEqual([[], "10.0.128.0/20"]);
    expect(lettingMove(factsOf(DEPLOYED), "other")).toBeUndefined();
  });

  it("is refused even then when a new subnet needs addresses that an old one still has", () => {
    const facts = lettingMove(factsOf(DEPLOYED), "app");
    expect(planned(withApp({ cidr: "10.0.64.0/19", prefixLength: 21 }), facts).problems).toMatchObject([
      {
        code: "SUBNET_PLACE_TAKEN",
        path: "network › tiers.app",
        found: "app-a 10.0.64.0/21, where app-a 10.0.64.0/20 is deployed",
        fix: "give the tier another place (`cidr`), or make a tier of another name beside it and take `app` away afterwards",
      },
    ]);
  });

  it("is refused when a new tier is pinned to the place of one that leaves in the same change", () => {
    const [pub, app] = TIERS;
    const cache = { ...CACHE, cidr: "10.0.4.0/22" };
    expect(planned({ ...DEPLOYED, tiers: [pub as TierProps, app as TierProps, cache] }).problems).toMatchObject([
      {
        code: "SUBNET_PLACE_TAKEN",
        path: "network › tiers.cache",
        message:
          "A new subnet needs addresses of one that is destroyed in the same run: AWS refuses it while that one is there.",
        found: "cache-a 10.0.4.0/24, where data-a 10.0.4.0/24 is deployed",
        expected: "addresses that no subnet has yet",
        fix: "deploy without `cache` first, then with it; or give it another place (`cidr`)",
      },
      { code: "SUBNET_PLACE_TAKEN", found: "cache-c 10.0.6.0/24, where data-c 10.0.6.0/24 is deployed" },
    ]);
  });
});

describe("zones of a deployed network", () => {
  it("cannot be taken away and added in one change; the steps are told", () => {
    expect(planned({ ...DEPLOYED, zones: ["a", "b"] }).problems).toEqual([
      {
        code: "ZONES_SWAPPED",
        path: "network › zones",
        message:
          "Zones are taken away and added in one change: what lies in the network has to leave the old ones first, and can go to the new ones only when they are there.",
        found: "[a, c] is deployed, [a, b] is wanted",
        expected: "only more zones, or only fewer",
        fix: "two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, b]",
      },
    ]);
  });

  it.each([[["a"]], [["a", "b", "c"]]])("can become %j", (zones) => {
    expect(planned({ ...DEPLOYED, zones }).problems).toEqual([]);
  });
});

describe("the one NAT of a deployed network", () => {
  const nat = (props: NetworkProps) => asDeployed(props, factsOf({ ...DEPLOYED, zones: ["b", "c"] }), "dev").nat;

  it("stays in its zone when an earlier one is added, whether it is a gateway or an instance", () => {
    expect(nat({ ...DEPLOYED, zones: ["a", "b", "c"] })).toEqual({ mode: "single", zone: "b" });
    const instance = { ...DEPLOYED, zones: ["a", "b", "c"], nat: { mode: "instance" } as const };
    expect(nat(instance)).toEqual({ mode: "instance", zone: "b" });
  });

  it("goes where it is told, and leaves a zone that is taken away", () => {
    expect(nat({ ...DEPLOYED, zones: ["b", "c"], nat: { mode: "single", zone: "c" } })).toMatchObject({ zone: "c" });
    expect(nat({ ...DEPLOYED, zones: ["c"] })).toEqual({ mode: "single" });
  });
});

test("what is remembered but cannot be read counts as not remembered", () => {
  expect(asDeployed(DEPLOYED, { zones: "a" }, "dev")).toBe(DEPLOYED);
  const broken = asDeployed(DEPLOYED, { ...factsOf(DEPLOYED), places: { app: 1, data: { slots: 2 } } }, "dev");
  expect(broken.deployed?.tiers).toEqual({});
});

describe("a network in a stack of the user's own", () => {
  const synthesized = (props: NetworkProps, known?: ReturnType<typeof factsOf>) => {
    const app = new App({ context: known && { [REMEMBERED_CONTEXT]: { "sandbox-hub": { network: known } } } });
    const stack = new EnvironmentStack(app, "hub", testEnvironment());
    return { network: new Network(stack, "network", props), facts: remembered(stack).network };
  };

  it("keeps its tiers where they are deployed, in the order in which they were introduced", () => {
    const { facts } = synthesized(DEPLOYED);
    const { network } = synthesized({ ...DEPLOYED, tiers: [CACHE, ...TIERS] }, facts as ReturnType<typeof factsOf>);
    expect(network.tiers.map(({ name }) => name)).toEqual(["public", "app", "data", "cache"]);
    expect(network.subnets["data-a"]?.cidr).toBe(before["data-a"]);
  });

  it("refuses zones that are swapped", () => {
    const { facts } = synthesized(DEPLOYED);
    const swap = () => synthesized({ ...DEPLOYED, zones: ["a", "b"] }, facts as ReturnType<typeof factsOf>);
    expect(swap).toThrow("two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, b]");
  });
});
