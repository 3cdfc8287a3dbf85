import { Problems } from "../../../../constructs/core/errors";
import { pinnedTiers } from "../../../../constructs/network/address-plan/address-plan";
import { checkPeeredRanges } from "../../../../constructs/network/address-plan/address-plan-ranges";
import { attempt, planOf, request, subnetsById } from "./address-plan-arbitraries";

const tiers = [
  { name: "public", prefixLength: 26 },
  { name: "app", prefixLength: 22 },
  { name: "data", prefixLength: 24 },
];

test("each tier gets a slot for four zones, aligned to its size, and each zone its place by its letter", () => {
  const plan = planOf(request({ tiers, zones: ["c", "a"] }));

  expect(plan.tiers.map(({ name, slots }) => [name, slots])).toEqual([
    ["public", ["10.0.0.0/24"]],
    ["app", ["10.0.16.0/20"]],
    ["data", ["10.0.4.0/22"]],
  ]);
  expect(plan.tiers[1]).toEqual({
    name: "app",
    range: "10.0.0.0/16",
    slots: ["10.0.16.0/20"],
    subnets: [
      { tier: "app", zone: "a", position: 0, cidr: "10.0.16.0/22" },
      { tier: "app", zone: "c", position: 2, cidr: "10.0.24.0/22" },
    ],
  });
});

test("a zone id has the place of the letter with the same number", () => {
  const byId = planOf(request({ tiers, zones: ["apne2-az3", "apne2-az1"] }));
  const byLetter = planOf(request({ tiers, zones: ["a", "c"] }));

  expect(byId.tiers.flatMap((tier) => tier.subnets.map((s) => s.cidr))).toEqual(
    byLetter.tiers.flatMap((tier) => tier.subnets.map((s) => s.cidr)),
  );
  expect(byId.tiers[0]?.subnets.map((s) => s.zone)).toEqual(["apne2-az1", "apne2-az3"]);
});

test("zones e to h lie in second slots that come from the end of the range", () => {
  const plan = planOf(request({ tiers, zones: ["a", "f"], maxZones: 6 }));

  expect(plan.tiers.map((tier) => tier.slots)).toEqual([
    ["10.0.0.0/24", "10.0.255.0/24"],
    ["10.0.16.0/20", "10.0.224.0/20"],
    ["10.0.4.0/22", "10.0.248.0/22"],
  ]);
  expect(subnetsById(plan)).toMatchObject({ "app-a": "10.0.16.0/22 ", "app-f": "10.0.228.0/22 " });
});

test("a tier in a secondary range has places of its own, and a pinned slot may be the whole range", () => {
  const pod = { name: "pod", prefixLength: 18, range: "100.64.0.0/16", cidr: "100.64.0.0/16" };
  const plan = planOf(request({ secondaryCidrs: ["100.64.0.0/16"], tiers: [pod, ...tiers] }));

  expect(subnetsById(plan)).toMatchObject({ "pod-a": "100.64.0.0/18 ", "pod-c": "100.64.128.0/18 " });
  expect(plan.tiers[1]?.slots).toEqual(["10.0.0.0/24"]);
});

test("a pinned slot may hold two zones only, if no other is in use", () => {
  const app = { name: "app", prefixLength: 24, cidr: "10.0.8.0/23" };

  expect(subnetsById(planOf(request({ zones: ["a", "b"], tiers: [app] })))).toEqual({
    "app-a": "10.0.8.0/24 ",
    "app-b": "10.0.9.0/24 ",
  });
});

test("an existing network can be described by explicit subnets alone", () => {
  const subnets = { a: "10.0.7.0/24", c: "10.0.3.0/24" };
  const plan = planOf(request({ tiers: [{ name: "app", prefixLength: 24, cidr: [], subnets }] }));

  expect(subnetsById(plan)).toEqual({ "app-a": "10.0.7.0/24 ", "app-c": "10.0.3.0/24 " });
  expect(plan.tiers[0]?.slots).toEqual([]);
  expect(pinnedTiers(plan)).toEqual([{ name: "app", cidr: [] }]);
});

test("with IPv6 each tier has eight networks, and each zone one of them", () => {
  const plan = planOf(request({ ipv6: true, tiers: [{ name: "net", prefixLength: 28, ipv6Slot: 5 }, ...tiers] }));

  expect(plan.tiers.map((tier) => [tier.name, tier.ipv6Slot, tier.subnets.map((s) => s.ipv6Index)])).toEqual([
    ["net", 5, [40, 42]],
    ["public", 0, [0, 2]],
    ["app", 1, [8, 10]],
    ["data", 2, [16, 18]],
  ]);
});

test("pins are written as they are read: one slot as text, two as a list, the IPv6 place only where there is one", () => {
  const two = planOf(request({ tiers: tiers.slice(0, 1), maxZones: 8 }));
  const dual = planOf(request({ tiers: tiers.slice(0, 1), ipv6: true }));

  expect(pinnedTiers(two)).toEqual([{ name: "public", cidr: ["10.0.0.0/24", "10.0.255.0/24"] }]);
  expect(pinnedTiers(dual)).toEqual([{ name: "public", cidr: "10.0.0.0/24", ipv6Slot: 0 }]);
});

test("a reserved range that becomes known later may lie on places that are kept, but not used", () => {
  const before = planOf(request({ tiers }));
  const after = planOf(request({ tiers, reserved: [{ cidr: "10.0.5.0/24", reason: "laboratory" }] }));

  expect(after.tiers).toEqual(before.tiers);
});

describe("peered environments", () => {
  test("that share no address are accepted", () => {
    const problems = new Problems("config");
    checkPeeredRanges(
      [
        { name: "staging", cidrs: ["10.1.0.0/16", "10.1.0.0/20", "no range"] },
        { name: "production", cidrs: ["10.2.0.0/16"] },
      ],
      problems,
    );

    expect(problems.list).toEqual([]);
  });

  test("that overlap are all named in one problem, with a free range", () => {
    const problems = new Problems("config");
    checkPeeredRanges(
      [
        { name: "sandbox", cidrs: ["10.0.0.0/16"] },
        { name: "staging", cidrs: ["10.1.0.0/16", "100.64.0.0/16"] },
        { name: "tools", cidrs: ["10.2.0.0/16"] },
        { name: "production", cidrs: ["10.1.128.0/20", "100.64.0.0/18"] },
      ],
      problems,
    );

    expect(problems.list).toEqual([
      {
        code: "PEERED_RANGES_OVERLAP",
        path: "config › peers",
        message: "The environments `staging` and `production` are peered, but their VPC ranges overlap.",
        found: "staging 10.1.0.0/16 and 100.64.0.0/16, production 10.1.128.0/20 and 100.64.0.0/18",
        expected: "ranges that share no address, so that a route leads to one VPC only",
        fix:
          "change one of them: free for `production` are 10.3.0.0/20 for 10.1.128.0/20 and 100.65.0.0/18 for 100.64.0.0/18, " +
          "or take one out of the peering",
      },
    ]);
  });

  test.each([0, 1])("that overlap with what is deployed are the ones to change, wherever they stand (%s)", (at) => {
    const added = { name: "added", cidrs: ["10.1.0.0/16"], file: "config/added.yaml" };
    const others = ["one", "two"].map((name, index) => ({
      ...{ name, file: `config/${name}.yaml`, isDeployed: true },
      cidrs: [`10.${index + 1}.0.0/16`],
    }));
    const problems = new Problems("config");
    checkPeeredRanges([...others.slice(0, at), added, ...others.slice(at)], problems);

    expect(problems.list.map(({ fix }) => fix)).toEqual([
      "change `added`, of which nothing is deployed: 10.0.0.0/16 is free for `added`, to be written in config/added.yaml, " +
        "or take one out of the peering",
    ]);
  });
});

describe("a plan of more tiers than anybody has", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `t${index}`, prefixLength: 28 }));

  test("fills the range to the last address", () => {
    const { tiers: planned } = planOf(request({ cidr: "10.0.0.0/16", tiers: many(1024) }));
    expect(planned.at(-1)?.slots).toEqual(["10.0.255.192/26"]);
  });

  test("tells the one that is too many", () => {
    const { problems } = attempt(request({ cidr: "10.0.0.0/16", tiers: many(1025) }));
    expect(problems.list.map(({ code, path }) => [code, path])).toEqual([
      ["TIER_DOES_NOT_FIT", "network › tiers.t1024"],
    ]);
  });
});
