import { addressMapToJson, renderAddressMap } from "../../../../constructs/network/address-plan/address-map";
import { planOf, request } from "./address-plan-arbitraries";

/** A plan with every kind of entry: used, kept for a zone, the rest of a pinned slot, reserved from outside, free. */
const plan = planOf(
  request({
    cidr: "10.0.0.0/22",
    secondaryCidrs: ["100.64.0.0/24"],
    zones: ["a", "c"],
    ipv6: true,
    reserved: [{ cidr: "10.0.1.128/25", reason: "management network of the provider's appliances" }],
    tiers: [
      { name: "public", prefixLength: 27 },
      { name: "app", prefixLength: 26, cidr: "10.0.2.0/23" },
      {
        name: "pod",
        prefixLength: 26,
        range: "100.64.0.0/24",
        subnets: { a: "100.64.0.64/26", c: "100.64.0.0/26" },
        cidr: [],
      },
    ],
  }),
);

test("the map shows every address, with totals per range and per tier", () => {
  expect(renderAddressMap(plan)).toBe(`10.0.0.0/22 (primary), 1,024 addresses
  192 used (18.8 %), 576 reserved (56.3 %), 256 free (25.0 %)

  CIDR           Addresses  Usable  State     Tier                      Zone  IPv6
  10.0.0.0/27           32      27  used      public                    a     …00::/64
  10.0.0.32/27          32      27  reserved  public                    b
  10.0.0.64/27          32      27  used      public                    c     …02::/64
  10.0.0.96/27          32      27  reserved  public                    d
  10.0.0.128/25        128          free
  10.0.1.0/25          128          free
  10.0.1.128/25        128          reserved  (management network of…)
  10.0.2.0/26           64      59  used      app                       a     …08::/64
  10.0.2.64/26          64      59  reserved  app                       b
  10.0.2.128/26         64      59  used      app                       c     …0a::/64
  10.0.2.192/26         64      59  reserved  app                       d
  10.0.3.0/24          256          reserved  app

100.64.0.0/24 (secondary), 256 addresses
  128 used (50.0 %), 0 reserved (0.0 %), 128 free (50.0 %)

  CIDR             Addresses  Usable  State  Tier  Zone  IPv6
  100.64.0.0/26           64      59  used   pod   c     …12::/64
  100.64.0.64/26          64      59  used   pod   a     …10::/64
  100.64.0.128/25        128          free

  Tier    Slots        Used  Reserved   In use  IPv6 slot
  public  10.0.0.0/25    64        64   50.0 %          0
  app     10.0.2.0/23   128       384   25.0 %          1
  pod     none          128         0  100.0 %          2
`);
});

test("the summary leaves out the single ranges", () => {
  expect(renderAddressMap(plan, { summaryOnly: true })).toBe(`10.0.0.0/22 (primary), 1,024 addresses
  192 used (18.8 %), 576 reserved (56.3 %), 256 free (25.0 %)

100.64.0.0/24 (secondary), 256 addresses
  128 used (50.0 %), 0 reserved (0.0 %), 128 free (50.0 %)

  Tier    Slots        Used  Reserved   In use  IPv6 slot
  public  10.0.0.0/25    64        64   50.0 %          0
  app     10.0.2.0/23   128       384   25.0 %          1
  pod     none          128         0  100.0 %          2
`);
});

test("without IPv6 there is no column for it", () => {
  const text = renderAddressMap(planOf(request()));

  expect(text).not.toContain("IPv6");
  expect(text.split("\n").every((line) => line === line.trimEnd())).toBe(true);
});

test("long reasons and two slots for each tier still fit into 100 columns", () => {
  const wide = planOf(
    request({
      cidr: "192.168.128.0/17",
      zones: ["apne2-az1", "apne2-az4"],
      ipv6: true,
      maxZones: 8,
      reserved: [{ cidr: "192.168.240.0/24", reason: "a very long reason ".repeat(9) }],
      tiers: [{ name: "a-name-of-20-letters", prefixLength: 28 }],
    }),
  );

  expect(
    Math.max(
      ...renderAddressMap(wide)
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100);
});

test("an empty plan has a map of free space", () => {
  expect(renderAddressMap(planOf(request({ tiers: [] })))).toBe(`10.0.0.0/16 (primary), 65,536 addresses
  0 used (0.0 %), 0 reserved (0.0 %), 65,536 free (100.0 %)

  CIDR         Addresses  Usable  State  Tier  Zone
  10.0.0.0/16     65,536          free
`);
});

test("as data, the map has the same entries and totals", () => {
  const json = addressMapToJson(plan);

  expect(json.ranges.map(({ entries, ...totals }) => [entries.length, totals])).toEqual([
    [12, { cidr: "10.0.0.0/22", used: 192, reserved: 576, free: 256, total: 1024 }],
    [3, { cidr: "100.64.0.0/24", used: 128, reserved: 0, free: 128, total: 256 }],
  ]);
  expect(json.tiers[1]).toEqual({
    name: "app",
    range: "10.0.0.0/22",
    slots: ["10.0.2.0/23"],
    ipv6Slot: 1,
    used: 128,
    reserved: 384,
    free: 0,
    total: 512,
  });
  expect(json.ranges[0]?.entries.slice(0, 2)).toEqual([
    { cidr: "10.0.0.0/27", state: "used", tier: "public", zone: "a", size: 32, usable: 27, ipv6Index: 0 },
    { cidr: "10.0.0.32/27", state: "reserved", tier: "public", zone: "b", size: 32, usable: 27 },
  ]);
  expect(json.ranges[0]?.entries.find((entry) => entry.reason !== undefined)).toEqual({
    cidr: "10.0.1.128/25",
    state: "reserved",
    reason: "management network of the provider's appliances",
    size: 128,
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});
