import { testAdvice } from "../../../support/followed-advice";
import { resourcesOf } from "../../../support/synth";
import { DEPLOYED, factsOf, planned, TIERS } from "../deployed-fixtures";
import { APP, byName, DATA, nameOf, PUBLIC, resolve, routesBySubnet, synthNetwork } from "../network-fixtures";
import { bad, problem, problemsIfAny, problemsOfNetwork } from "../network-problems";

const THREE = { zones: ["a", "b", "c"] } as const;

test("a tier lies in the zones that it names, at the places that it has there in any case", () => {
  const few = synthNetwork({ ...THREE, tiers: [PUBLIC, { ...APP, zones: ["c", "a"] }, DATA] });
  const all = byName(synthNetwork({ ...THREE }), "aws_subnet");

  const { "app-b": left, ...others } = all;
  expect(byName(few, "aws_subnet")).toEqual(others);
  expect(left).toMatchObject({ cidr_block: "10.10.80.0/20" });
});

test("a NAT for each zone is one for each zone of the private tiers, in whichever public tier lies there", () => {
  const edge = { ...PUBLIC, name: "edge", zones: ["b"] };
  const network = synthNetwork({
    ...THREE,
    tiers: [{ ...PUBLIC, zones: ["a", "c"] }, { ...APP, zones: ["a", "b"] }, edge],
    nat: { mode: "per-zone" },
  });

  const places = resourcesOf(network, "aws_nat_gateway").map((nat) => nameOf(resolve(network, nat.subnet_id)));
  expect(places.sort()).toEqual(["edge-b", "public-a"]);
  expect(routesBySubnet(network)).toMatchObject({
    "app-a": ["app-a", "0.0.0.0/0 → nat-a"],
    "app-b": ["app-b", "0.0.0.0/0 → nat-b"],
  });
});

test("the one NAT lies in the first zone that a public tier has", () => {
  const network = synthNetwork({ ...THREE, tiers: [{ ...PUBLIC, zones: ["b", "c"] }, APP], nat: { mode: "single" } });

  expect(Object.keys(byName(network, "aws_nat_gateway"))).toEqual(["nat-b"]);
});

test("interface endpoints lie in the zones of their tier", () => {
  const tiers = [PUBLIC, APP, { ...DATA, zones: ["a", "c"] }];
  const network = synthNetwork({ ...THREE, tiers, endpoints: { gateway: [], interface: ["ssm"] } });
  const [endpoint] = resourcesOf(network, "aws_vpc_endpoint");

  const subnets = endpoint?.subnet_ids as readonly string[];
  expect(subnets.map((id) => nameOf(resolve(network, id)))).toEqual(["data-a", "data-c"]);
});

test("explicit subnets in every zone need no room for a slot, and others may lie where it would be", () => {
  const cidr = (third: number, prefix: number) => `10.10.${third}.0/${prefix}`;
  const { network } = synthNetwork({
    ...THREE,
    tiers: [
      { ...APP, subnets: { a: cidr(0, 20), b: cidr(16, 20), c: cidr(32, 20) } },
      { ...PUBLIC, subnets: { a: cidr(48, 24), b: cidr(49, 24), c: cidr(50, 24) } },
    ],
  });

  expect(network.plan.addresses.tiers.map(({ name, slots }) => [name, slots])).toEqual([
    ["app", []],
    ["public", ["10.10.64.0/22"]],
  ]);
});

test("explicit subnets fit into a range that has no room for slots", () => {
  const { network } = synthNetwork({
    cidr: "10.10.0.0/24",
    zones: ["a", "b"],
    tiers: [{ ...DATA, prefixLength: 25, subnets: { a: "10.10.0.0/25", b: "10.10.0.128/25" } }],
    nat: { mode: "none" },
  });

  expect(network.plan.addresses.tiers[0]?.subnets.map((subnet) => subnet.cidr)).toEqual([
    "10.10.0.0/25",
    "10.10.0.128/25",
  ]);
});

describe("maxZones below four", () => {
  const slots = (maxZones: number) =>
    synthNetwork({ zones: ["a", "b"], maxZones }).network.plan.addresses.tiers.map((tier) => tier.slots.join());

  test("2 halves the slots", () => {
    expect(slots(2)).toEqual(["10.10.0.0/23", "10.10.32.0/19", "10.10.2.0/23"]);
  });

  test("3 lets other tiers lie where a fourth zone would", () => {
    const tiers = [{ ...APP, prefixLength: 18 }, PUBLIC];
    const { network } = synthNetwork({ ...THREE, maxZones: 3, tiers });

    expect(network.plan.addresses.tiers.map((tier) => tier.slots.join())).toEqual(["10.10.0.0/16", "10.10.192.0/22"]);
    expect(problemsOfNetwork({ ...THREE, tiers }).map(({ code }) => code)).toEqual(["TIER_DOES_NOT_FIT"]);
  });

  test("is remembered, and another maximum moves nothing that is deployed", () => {
    const small = { ...DEPLOYED, zones: ["a", "b"], maxZones: 2 };
    const facts = factsOf(small);

    expect(facts.maxZones).toBe(2);
    expect(planned({ ...small, maxZones: 4 }, facts)).toMatchObject({
      problems: [],
      subnets: planned(small, facts).subnets,
    });
    expect(factsOf(DEPLOYED)).not.toHaveProperty("maxZones");
  });

  test("a zone for which a deployed tier has no place gets an explicit subnet", () => {
    const small = { ...DEPLOYED, zones: ["a", "b"], maxZones: 2 };
    const facts = factsOf(small);
    const grown = { ...small, zones: ["a", "b", "c"], maxZones: 4 };

    const { problems } = planned(grown, facts);
    expect(problems[0]).toEqual(
      problem(
        "SLOT_TOO_SMALL",
        "tiers.public.subnets.c",
        "The slot of the tier `public` was found for 2 zones, and has no place for the zone `c`.",
        "10.0.0.0/23, where the tier is deployed",
        "an explicit subnet for `c`",
        "set tiers.public.subnets.c to 10.0.4.0/24, which is free",
      ),
    );
    const explicit = ["10.0.4.0/24", "10.0.16.0/20", "10.0.5.0/24"];
    const tiers = TIERS.map((tier, index) => ({ ...tier, subnets: { c: explicit[index] ?? "" } }));
    expect(planned({ ...grown, tiers }, facts).problems).toEqual([]);
  });
});

const ZONES = [
  bad(
    "a tier in a zone that the network does not have",
    { tiers: [PUBLIC, { ...APP, zones: ["a", "d"] }, DATA] },
    "TIER_ZONE_UNKNOWN",
    "tiers.app.zones",
    "A tier lies in one or more zones of the network.",
    '"d"',
    "one or more of a, c",
    "name zones of the network, add the zone to it, or leave zones out for all",
    [
      { says: "name zones of the network", to: { tiers: [PUBLIC, { ...APP, zones: ["a", "c"] }, DATA] } },
      {
        says: "add the zone to it",
        to: { zones: ["a", "c", "d"], tiers: [PUBLIC, { ...APP, zones: ["a", "d"] }, DATA] },
      },
      { says: "leave zones out for all", to: { tiers: [PUBLIC, APP, DATA] } },
    ],
  ),
  bad(
    "a tier in no zone",
    { tiers: [PUBLIC, { ...APP, zones: [] }, DATA] },
    "TIER_ZONE_UNKNOWN",
    "tiers.app.zones",
    "A tier lies in one or more zones of the network.",
    "no zone",
    "one or more of a, c",
    "name zones of the network, add the zone to it, or leave zones out for all",
    [{ says: "leave zones out for all", to: { tiers: [PUBLIC, APP, DATA] } }],
  ),
  bad(
    "an explicit subnet in a zone that the tier leaves out",
    { tiers: [PUBLIC, { ...APP, zones: ["a"], subnets: { c: "10.10.128.0/20" } }, DATA] },
    "SUBNET_ZONE_UNUSED",
    "tiers.app.subnets.c",
    "The tier `app` has an explicit subnet for the zone `c`, which is not in use.",
    "c: 10.10.128.0/20",
    "one of the zones in use: a",
    "add `c` to zones of the tier, or remove the subnet",
    [
      {
        says: "add `c` to zones of the tier",
        to: { tiers: [PUBLIC, { ...APP, zones: ["a", "c"], subnets: { c: "10.10.128.0/20" } }, DATA] },
      },
      { says: "remove the subnet", to: { tiers: [PUBLIC, { ...APP, zones: ["a"] }, DATA] } },
    ],
  ),
  bad(
    "a NAT for each zone, and a zone without a public tier",
    { tiers: [{ ...PUBLIC, zones: ["a"] }, APP], nat: { mode: "per-zone" } },
    "NAT_ZONE_WITHOUT_PUBLIC_TIER",
    "nat",
    "A NAT lies in a public tier of its zone, and there is none.",
    "a NAT in c, and public tiers elsewhere",
    "a public tier in a, c",
    'add c to zones of a public tier, or set nat mode "single"',
    [
      {
        says: "add c to zones of a public tier",
        to: { tiers: [{ ...PUBLIC, zones: ["a", "c"] }, APP], nat: { mode: "per-zone" } },
      },
      { says: 'set nat mode "single"', to: { tiers: [{ ...PUBLIC, zones: ["a"] }, APP], nat: { mode: "single" } } },
    ],
  ),
  bad(
    "a NAT in a zone without a public tier",
    { tiers: [{ ...PUBLIC, zones: ["a"] }, APP], nat: { mode: "single", zone: "c" } },
    "NAT_ZONE_WITHOUT_PUBLIC_TIER",
    "nat.zone",
    "A NAT lies in a public tier of its zone, and there is none.",
    "a NAT in c, and public tiers elsewhere",
    "a public tier in c",
    "add c to zones of a public tier, or leave zone out",
    [
      { says: "add c to zones of a public tier", to: { tiers: [PUBLIC, APP], nat: { mode: "single", zone: "c" } } },
      { says: "leave zone out", to: { tiers: [{ ...PUBLIC, zones: ["a"] }, APP], nat: { mode: "single" } } },
    ],
  ),
  bad(
    "a database subnet group over one zone of a tier",
    { tiers: [PUBLIC, APP, { ...DATA, zones: ["a"] }] },
    "SUBNET_GROUP_ONE_ZONE",
    "tiers.data.subnetGroups",
    "A database subnet group needs subnets in two availability zones.",
    "one zone (a) and the subnet groups db, cache (the default)",
    "at least two zones",
    'add a zone, or set subnetGroups: ["cache"] for the tier',
    [
      { says: "add a zone", to: { tiers: [PUBLIC, APP, { ...DATA, zones: ["a", "c"] }] } },
      {
        says: 'set subnetGroups: ["cache"] for the tier',
        to: { tiers: [PUBLIC, APP, { ...DATA, zones: ["a"], subnetGroups: ["cache"] }] },
      },
    ],
  ),
];

test.each(ZONES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(ZONES, problemsIfAny);

test("zones of a tier are not exchanged in one change either", () => {
  const only = (zones: readonly string[]) => ({
    ...DEPLOYED,
    zones: ["a", "b", "c"],
    tiers: TIERS.map((tier) => (tier.name === "app" ? { ...tier, zones } : tier)),
  });

  expect(planned(only(["a", "c"]), factsOf(only(["a", "b"]))).problems).toEqual([
    problem(
      "ZONES_SWAPPED",
      "tiers.app.zones",
      "Zones are taken away and added in one change: what lies in the network has to leave the old ones first, and can go to the new ones only when they are there.",
      "[a, b] is deployed, [a, c] is wanted",
      "only more zones, or only fewer",
      "two changes: deploy all stacks with zones: [a, b, c], then with zones: [a, c]",
    ),
  ]);
  expect(planned(only(["a", "b", "c"]), factsOf(only(["a", "b"]))).problems).toEqual([]);
});
