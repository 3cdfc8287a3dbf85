import { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { REMEMBERED_CONTEXT, factsOf as remembered } from "../../../constructs/core/memory/remembered";
import { planAddresses } from "../../../constructs/network/address-plan/address-plan";
import { asDeployed } from "../../../constructs/network/deployed-network";
import { Network } from "../../../constructs/network/network";
import type { NetworkProps, TierProps } from "../../../constructs/network/network-props";
import { testEnvironment } from "../../support/synth";
import { CACHE, DEPLOYED, factsOf, planned, TIERS } from "./deployed-fixtures";

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

describe("zones of a deployed network", () => {
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
