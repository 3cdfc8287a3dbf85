import fc from "fast-check";
import type { NatProps, NetworkProps, TierProps } from "../../../constructs/network/network-props";
import { resourcesOf, type SynthesizedStack } from "../../support/synth";
import { nameOf, PUBLIC, resolve, routesBySubnet, synthNetwork } from "./network-fixtures";

/** Few runs, as each synthesizes one or two networks; the address plan has properties of its own with many. */
const RUNS = { numRuns: 5 };

const OFFICES = ["203.0.113.0/26", "203.0.113.64/26", "203.0.113.128/26", "198.51.100.0/24"];

const tiersBehindPublic = fc
  .array(fc.constantFrom<TierProps["kind"]>("private", "isolated", "public"), { minLength: 1, maxLength: 2 })
  .map((kinds) => [
    PUBLIC,
    { name: "app", kind: "private", prefixLength: 20 } as const,
    ...kinds.map((kind, index) => ({ name: `t${index}`, kind, prefixLength: 24 })),
  ]);

/** The first zone is always in use: a NAT for all zones lies in it, unless its zone is named. */
const networks: fc.Arbitrary<NetworkProps> = fc.record({
  cidr: fc.constant("10.10.0.0/16"),
  zones: fc.subarray(["b", "c", "d"], { minLength: 1 }).map((others) => ["a", ...others]),
  tiers: tiersBehindPublic,
  ipv6: fc.boolean(),
  nat: fc.constantFrom<NatProps>(
    { mode: "single" },
    { mode: "per-zone" },
    { mode: "instance" },
    { mode: "instance", perZone: true },
  ),
  endpoints: fc.constantFrom({}, { interface: ["ssm", "s3"], tier: "app" }),
  vpnGateway: fc.constantFrom(undefined, {}),
  prefixLists: fc.constant({
    office: { entries: Object.fromEntries(OFFICES.map((cidr, i) => [`office ${i}`, cidr])) },
  }),
});

/** Attributes that AWS cannot change in place: a difference in one of them replaces the resource. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: ["cidr_block"],
  aws_subnet: ["vpc_id", "cidr_block", "availability_zone"],
  aws_route_table: ["vpc_id"],
  aws_route: ["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block"],
  aws_route_table_association: ["subnet_id", "route_table_id"],
  aws_nat_gateway: ["subnet_id", "allocation_id", "connectivity_type"],
  aws_eip: ["domain"],
  aws_network_interface: ["subnet_id"],
  aws_network_acl: ["vpc_id"],
  aws_network_acl_rule: [
    ...["network_acl_id", "egress", "rule_number", "protocol", "rule_action", "cidr_block", "ipv6_cidr_block"],
    ...["from_port", "to_port"],
  ],
  aws_network_acl_association: ["subnet_id", "network_acl_id"],
  aws_vpc_endpoint: ["vpc_id", "service_name", "vpc_endpoint_type"],
  aws_security_group: ["vpc_id", "name_prefix", "description"],
  aws_db_subnet_group: ["name"],
  aws_elasticache_subnet_group: ["name"],
};

/** Every resource with the attributes that it cannot change, by address. */
function immutables({ resources }: SynthesizedStack): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resources).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, attributes]) => [
        `${type}.${id}`,
        Object.fromEntries((IMMUTABLE[type] ?? []).map((name) => [name, attributes[name]])),
      ]),
    ),
  );
}

function expectOnlyAdditions(before: NetworkProps, after: NetworkProps): void {
  const [old, grown] = [immutables(synthNetwork(before)), immutables(synthNetwork(after))];
  const kept = Object.fromEntries(Object.keys(old).map((address) => [address, grown[address]]));
  expect(kept).toEqual(old);
  expect(Object.keys(grown).length).toBeGreaterThan(Object.keys(old).length);
}

test("the order of zones and of prefix list entries changes not a byte", () => {
  fc.assert(
    fc.property(networks, fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 4 }), (props, order) => {
      const zones = order.filter((zone) => props.zones.includes(zone));
      const entries = Object.fromEntries(Object.entries(props.prefixLists?.office?.entries ?? {}).reverse());
      const reordered = { ...props, zones, prefixLists: { office: { entries } } };
      expect(synthNetwork(reordered).json).toBe(synthNetwork(props).json);
    }),
    RUNS,
  );
});

const additions = fc.oneof(
  fc.record({ zone: fc.constant(true) }),
  fc.record({ kind: fc.constantFrom<TierProps["kind"]>("public", "private", "isolated") }),
);

test("a further zone, or a further tier at the end, only adds: every resource keeps its address and what it cannot change", () => {
  fc.assert(
    fc.property(networks, additions, (props, addition) => {
      const zone = ["b", "c", "d"].find((candidate) => !props.zones.includes(candidate));
      if ("kind" in addition || zone === undefined) {
        const kind = "kind" in addition ? addition.kind : "isolated";
        expectOnlyAdditions(props, { ...props, tiers: [...props.tiers, { name: "late", kind, prefixLength: 26 }] });
      } else expectOnlyAdditions(props, { ...props, zones: [...props.zones, zone] });
    }),
    { numRuns: 8 },
  );
});

test("the second zone only adds, whatever the NAT", () => {
  for (const nat of [{ mode: "single" }, { mode: "per-zone" }, { mode: "instance", perZone: true }] as const) {
    const props = { zones: ["a"], tiers: [PUBLIC, { name: "app", kind: "private", prefixLength: 20 } as const], nat };
    const base = { cidr: "10.10.0.0/16", ...props };
    expectOnlyAdditions(base, { ...base, zones: ["a", "b"] });
  }
});

test("a zone before the others only adds when the NAT's zone is named", () => {
  const tiers = [PUBLIC, { name: "app", kind: "private", prefixLength: 20 } as const];
  for (const mode of ["single", "instance"] as const) {
    const base: NetworkProps = { cidr: "10.10.0.0/16", zones: ["b", "c"], tiers, nat: { mode, zone: "b" } };
    expectOnlyAdditions(base, { ...base, zones: ["a", "b", "c"] });
  }
});

/** Every NAT lies in a public subnet, and no address is made that no NAT uses. */
function expectNatsInPublicSubnets(synthesized: SynthesizedStack): void {
  const gateways = resourcesOf(synthesized, "aws_nat_gateway");
  const nats = [...gateways, ...resourcesOf(synthesized, "aws_network_interface")];
  expect(nats.length).toBeGreaterThan(0);
  for (const { subnet_id } of nats) expect(nameOf(resolve(synthesized, subnet_id))).toMatch(/^public-/);
  const users = [...gateways, ...resourcesOf(synthesized, "aws_eip_association")];
  const used = users.map(({ allocation_id }) => resolve(synthesized, allocation_id));
  expect(new Set(used)).toEqual(new Set(resourcesOf(synthesized, "aws_eip")));
}

test("public tables lead to the internet gateway, private ones to one NAT in a public subnet, isolated ones nowhere", () => {
  fc.assert(
    fc.property(networks, (props) => {
      const synthesized = synthNetwork(props);
      const perZone = props.nat?.mode === "per-zone" || (props.nat?.mode === "instance" && props.nat.perZone);
      const kinds = new Map(props.tiers.map(({ name, kind }) => [name, kind]));
      const routes = Object.entries(routesBySubnet(synthesized));
      expect(routes).toHaveLength(props.tiers.length * props.zones.length);
      for (const [subnet, [, ...all]] of routes) {
        const [tier = "", zone = ""] = subnet.split("-");
        const ipv4 = all.filter((route) => route.startsWith("0.0.0.0/0"));
        const nat = `0.0.0.0/0 → nat-${perZone ? zone : "a"}`;
        const expected = { public: ["0.0.0.0/0 → internet_gateway"], private: [nat], isolated: [] };
        expect(ipv4).toEqual(expected[kinds.get(tier) ?? "isolated"]);
        if (kinds.get(tier) !== "public") expect(all.join()).not.toContain("→ internet_gateway");
      }
      expectNatsInPublicSubnets(synthesized);
    }),
    RUNS,
  );
});
