import fc from "fast-check";
import { pinnedTiers } from "../../../../constructs/network/address-plan/address-plan";
import type {
  AddressPlan,
  AddressPlanRequest,
  TierRequest,
} from "../../../../constructs/network/address-plan/address-plan.types";
import {
  contains,
  end,
  formatCidr,
  overlaps,
  parseCidr,
  rangeAt,
  size,
} from "../../../../constructs/network/address-plan/cidr";
import {
  attempt,
  deployedAs,
  freeBlock,
  planOf,
  requests,
  SECONDARY,
  subnetsById,
  unusedZone,
} from "./address-plan-arbitraries";

const RUNS = { seed: 20260101, numRuns: 80 };

/** Checks a property of random requests that have a plan, and that enough of them had one for it to mean something. */
function forPlans<T>(
  extra: fc.Arbitrary<T>,
  check: (given: AddressPlanRequest, plan: AddressPlan, extra: T) => boolean,
) {
  let checked = 0;
  fc.assert(
    fc.property(requests, extra, (given, drawn) => {
      const { plan } = attempt(given);
      if (plan !== undefined && check(given, plan, drawn)) checked++;
    }),
    RUNS,
  );
  expect(checked).toBeGreaterThan(RUNS.numRuns / 3);
}

/** Every subnet of the first plan is in the second one, where it was. */
function expectNothingMoved(before: AddressPlan, after: AddressPlan): void {
  expect(subnetsById(after)).toMatchObject(subnetsById(before));
}

/** One step of a growing network; the last two belong to a new tier. */
interface Step {
  kind: "tier" | "zone" | "maximum" | "pin";
  prefixLength: number;
  second: boolean;
}

const nothing = fc.constant(undefined);
const unpinned = ({ name, prefixLength, range }: TierRequest): TierRequest => ({ name, prefixLength, range });
const subnetsOf = (plan: AddressPlan) => plan.tiers.flatMap((tier) => tier.subnets);

describe("every plan", () => {
  test("nearly every request has one, in all forms: pinned, moved, explicit, two ranges, more than four zones", () => {
    const drawn = fc.sample(requests, RUNS);
    const share = (keep: (given: AddressPlanRequest) => boolean) => drawn.filter(keep).length / drawn.length;

    expect(share((given) => attempt(given).plan !== undefined)).toBeGreaterThan(0.85);
    expect(share((given) => given.tiers.some((tier) => tier.cidr !== undefined))).toBeGreaterThan(0.4);
    expect(share((given) => given.tiers.some((tier) => tier.subnets !== undefined))).toBeGreaterThan(0.3);
    expect(share((given) => given.tiers.some((tier) => tier.range !== undefined))).toBeGreaterThan(0.3);
    expect(share((given) => given.zones.some((zone) => /[e-h]$|az[5-8]/.test(zone)))).toBeGreaterThan(0.25);
    expect(share((given) => given.zones.some((zone) => zone.includes("-")))).toBeGreaterThan(0.3);
  });

  test("gives every tier one subnet per zone, of its size, aligned, and inside its range", () => {
    forPlans(nothing, (given, plan) => {
      expect(plan.tiers.map((tier) => tier.name)).toEqual(given.tiers.map((tier) => tier.name));
      plan.tiers.forEach((tier, index) => {
        expect(tier.subnets.map((s) => s.zone)).toEqual([...given.zones].sort());
        for (const subnet of tier.subnets) {
          const cidr = parseCidr(subnet.cidr);
          expect(cidr.prefix).toBe(given.tiers[index]?.prefixLength);
          expect(cidr.start % size(cidr)).toBe(0);
          expect(contains(parseCidr(given.tiers[index]?.range ?? given.cidr), cidr)).toBe(true);
        }
      });
      return true;
    });
  });

  test("gives no address and no IPv6 network twice", () => {
    forPlans(nothing, (given, plan) => {
      const cidrs = subnetsOf(plan).map((subnet) => parseCidr(subnet.cidr));
      cidrs.forEach((cidr, index) => {
        expect(cidrs.slice(index + 1).filter((other) => overlaps(cidr, other))).toEqual([]);
      });
      const indexes = subnetsOf(plan).flatMap((subnet) => subnet.ipv6Index ?? []);
      expect(new Set(indexes).size).toBe(given.ipv6 ? cidrs.length : 0);
      expect(indexes.every((index) => index >= 0 && index <= 255)).toBe(true);
      return true;
    });
  });

  test("has a map that covers every range exactly, in address order, with the subnets as its used entries", () => {
    forPlans(nothing, (given, plan) => {
      for (const range of [given.cidr, ...(given.secondaryCidrs ?? [])]) {
        let at = parseCidr(range).start;
        for (const entry of plan.map.filter((e) => e.range === range)) {
          expect(parseCidr(entry.cidr).start).toBe(at);
          expect(entry.size).toBe(size(parseCidr(entry.cidr)));
          at += entry.size;
        }
        expect(at).toBe(end(parseCidr(range)));
      }
      const used = plan.map.filter((entry) => entry.state === "used").map((e) => `${e.tier}-${e.zone} ${e.cidr}`);
      expect(used.sort()).toEqual(
        subnetsOf(plan)
          .map((s) => `${s.tier}-${s.zone} ${s.cidr}`)
          .sort(),
      );
      return true;
    });
  });

  test("does not depend on the order of the zones", () => {
    forPlans(fc.nat(), (given, plan, turn) => {
      const at = turn % given.zones.length;
      const zones = [...given.zones.slice(at), ...given.zones.slice(0, at)].reverse();
      expect(planOf({ ...given, zones })).toEqual(plan);
      return true;
    });
  });
});

describe("no subnet moves", () => {
  test("when a zone is added, and there is always room for it", () => {
    forPlans(nothing, (given, plan) => {
      // Pins are exact: a tier that was pinned without a slot for e–h cannot grow into these zones by itself.
      const canGrow =
        given.tiers.every((t) => t.cidr === undefined || Array.isArray(t.cidr)) || (given.maxZones ?? 4) < 5;
      const zone = unusedZone(given);
      if (zone === undefined || !canGrow) return false;
      expectNothingMoved(plan, planOf({ ...given, zones: [zone, ...given.zones] }));
      return true;
    });
  });

  test("when a tier is appended that finds its own place", () => {
    forPlans(
      fc.record({ prefixLength: fc.integer({ min: 21, max: 28 }), ipv6Slot: fc.option(fc.nat({ max: 31 })) }),
      (given, plan, { prefixLength, ipv6Slot }) => {
        const tier: TierRequest = { name: "new", prefixLength, ipv6Slot: ipv6Slot ?? undefined };
        const after = attempt({ ...given, tiers: [...given.tiers, tier] }).plan;
        if (after === undefined) return false;
        expectNothingMoved(plan, after);
        return true;
      },
    );
  });

  test("when a tier is appended that is pinned to free space, and that is always possible", () => {
    forPlans(fc.constantFrom("start" as const, "end" as const), (given, plan, from) => {
      const range = given.secondaryCidrs?.[0] ?? given.cidr;
      const cidr = freeBlock(plan, range, 26, from);
      if (cidr === undefined) return false;
      const zones = given.zones.filter((zone) => /[a-d]$|az[1-4]$/.test(zone));
      if (zones.length < given.zones.length) return false;
      expectNothingMoved(
        plan,
        planOf({ ...given, tiers: [...given.tiers, { name: "new", prefixLength: 28, range, cidr }] }),
      );
      return true;
    });
  });

  test("when the maximum of zones is raised from four or more", () => {
    forPlans(fc.integer({ min: 1, max: 4 }), (given, plan, more) => {
      if ((given.maxZones ?? 4) < 4) return true;
      const after = attempt({ ...given, maxZones: Math.min(8, (given.maxZones ?? 4) + more) }).plan;
      if (after === undefined) return false;
      expectNothingMoved(plan, after);
      return true;
    });
  });

  test("of a deployed network when the maximum of zones is set to anything that its zones allow", () => {
    forPlans(fc.integer({ min: 1, max: 8 }), (given, plan, maxZones) => {
      const deployed = deployedAs(given, plan);
      const { plan: after, problems } = attempt({ ...given, maxZones, deployed });
      expect(problems.list.map(({ code }) => code).filter((code) => code === "TIER_MOVED")).toEqual([]);
      if (after === undefined) return false;
      expectNothingMoved(plan, after);
      return true;
    });
  });

  test("of a deployed network that fills the places of zones it does not keep, and then keeps them: the tiers stay", () => {
    forPlans(fc.integer({ min: 22, max: 28 }), (drawn, _, prefixLength) => {
      const zones = [drawn.zones[0]?.includes("-") ? "apne2-az1" : "a"];
      const given = { ...drawn, zones, maxZones: 3, tiers: drawn.tiers.map(unpinned) };
      const before = attempt(given).plan;
      const filled = { ...given, tiers: [...given.tiers, { name: "filler", prefixLength }] };
      const plan = attempt({ ...filled, deployed: before && deployedAs(given, before) }).plan;
      if (before === undefined || plan === undefined) return false;
      expectNothingMoved(before, plan);
      expectNothingMoved(plan, planOf({ ...filled, maxZones: 4, deployed: deployedAs(filled, plan) }));
      return true;
    });
  });

  test("when a tier leaves a zone, or comes back", () => {
    forPlans(fc.nat(), (given, plan, pick) => {
      const at = pick % given.tiers.length;
      const zones = given.zones.filter((_, index) => index !== pick % given.zones.length);
      const tier = given.tiers[at];
      if (zones.length === 0 || tier === undefined) return false;
      const left = Object.entries(tier.subnets ?? {}).filter(([zone]) => zones.includes(zone));
      const tiers = given.tiers.with(at, { ...tier, zones, subnets: Object.fromEntries(left) });
      const fewer = planOf({ ...given, tiers });
      expectNothingMoved(fewer, plan);
      expect(subnetsOf(plan).length - subnetsOf(fewer).length).toBe(1);
      return true;
    });
  });

  test("when others take what a tier kept whose subnets are all explicit", () => {
    forPlans(fc.nat(), (given, plan, pick) => {
      const at = pick % plan.tiers.length;
      const [tier, planned] = [given.tiers[at], plan.tiers[at]];
      if (tier === undefined || planned === undefined || tier.cidr !== undefined) return false;
      const kept = plan.map.find((entry) => entry.tier === tier.name && entry.state === "reserved");
      if (kept === undefined) return false;
      const subnets = Object.fromEntries(planned.subnets.map(({ zone, cidr }) => [zone, cidr]));
      const [zone = ""] = given.zones;
      const guest = { name: "guest", range: planned.range, prefixLength: tier.prefixLength, zones: [zone] };
      const tiers = [...given.tiers.with(at, { ...tier, subnets }), { ...guest, subnets: { [zone]: kept.cidr } }];
      const after = attempt({ ...given, tiers }).plan;
      if (after === undefined) return false;
      expectNothingMoved(plan, after);
      expect(subnetsById(after)[`guest-${zone}`]).toContain(kept.cidr);
      return true;
    });
  });

  test("of another tier when one gets an explicit subnet", () => {
    forPlans(fc.nat(), (given, plan, pick) => {
      const index = pick % given.tiers.length;
      const zone = given.zones[pick % given.zones.length] ?? "";
      const tier = given.tiers[index];
      const block = tier && freeBlock(plan, tier.range ?? given.cidr, tier.prefixLength, "start");
      if (block === undefined) return false;
      const tiers = given.tiers.map((t, at) => (at === index ? { ...t, subnets: { ...t.subnets, [zone]: block } } : t));
      const { [`${tier?.name}-${zone}`]: moved, ...others } = subnetsById(planOf({ ...given, tiers }));
      expect(moved).toContain(block);
      expect(subnetsById(plan)).toMatchObject(others);
      return true;
    });
  });

  test("out of the way of an explicit subnet: what lies on another tier's addresses is an error", () => {
    forPlans(fc.nat(), (given, plan, pick) => {
      const index = pick % given.tiers.length;
      const zone = given.zones[pick % given.zones.length] ?? "";
      const [tier, planned] = [given.tiers[index], plan.tiers[index]];
      const victim = plan.tiers.find((t, at) => at !== index && t.range === planned?.range)?.subnets[0];
      if (tier === undefined || victim === undefined) return false;
      const subnet = formatCidr(rangeAt(parseCidr(victim.cidr).start, tier.prefixLength));
      const tiers = given.tiers.map((t, at) =>
        at === index ? { ...t, subnets: { ...t.subnets, [zone]: subnet } } : t,
      );
      const { problems } = attempt({ ...given, tiers });
      expect(problems.list.map((p) => p.code)).toContain("ADDRESSES_OVERLAP");
      expect(problems.list.map((p) => p.found).join()).toContain(`\`${tier.name}-${zone}\``);
      return true;
    });
  });

  test("when a secondary range is added, a reserved range, or IPv6", () => {
    forPlans(nothing, (given, plan) => {
      const free = freeBlock(plan, given.cidr, 28, "start");
      const reserved = free === undefined ? [] : [{ cidr: free, reason: "laboratory" }];
      const secondaryCidrs = [...(given.secondaryCidrs ?? []), "100.100.0.0/16"];
      const { secondaryCidrs: _, ...without } = given;
      expectNothingMoved(plan, planOf({ ...given, secondaryCidrs, reserved }));
      expectNothingMoved(planOf({ ...given, ipv6: false }), planOf({ ...without, secondaryCidrs, ipv6: false }));
      expect(planOf({ ...given, ipv6: true }).tiers.map((tier) => tier.slots)).toEqual(plan.tiers.map((t) => t.slots));
      return true;
    });
  });
});

describe("pinning", () => {
  const pinAll = (given: AddressPlanRequest, plan: AddressPlan): AddressPlanRequest => ({
    ...given,
    tiers: given.tiers.map((tier, index) => ({ ...tier, ...pinnedTiers(plan)[index] })),
  });

  test("changes nothing", () => {
    forPlans(nothing, (given, plan) => {
      expect(planOf(pinAll(given, plan))).toEqual(plan);
      return true;
    });
  });

  test("of any subset of the tiers changes nothing", () => {
    forPlans(fc.nat({ max: 127 }), (given, plan, mask) => {
      const pinned = pinAll(given, plan);
      const tiers = given.tiers.map((tier, index) => (mask & (1 << index) ? (pinned.tiers[index] ?? tier) : tier));
      expect(planOf({ ...given, tiers })).toEqual(plan);
      return true;
    });
  });

  test("lets tiers be reordered and removed without moving the others", () => {
    forPlans(fc.tuple(fc.nat({ max: 127 }), fc.nat()), (given, plan, [mask, turn]) => {
      const pinned = pinAll(given, plan).tiers;
      const at = turn % pinned.length;
      const tiers = [...pinned.slice(at), ...pinned.slice(0, at)].reverse().filter((_, i) => (mask & (1 << i)) === 0);
      const after = planOf({ ...given, tiers });
      expect(subnetsById(plan)).toMatchObject(subnetsById(after));
      expect(subnetsOf(after)).toHaveLength(tiers.length * given.zones.length);
      return true;
    });
  });
});

test("a network that grows in many steps keeps every subnet it ever had", () => {
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom("tier", "zone", "maximum", "pin"),
    prefixLength: fc.integer({ min: 24, max: 28 }),
    second: fc.boolean(),
  });
  let grown = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 16 }), (steps) => {
      let given: AddressPlanRequest = {
        cidr: "10.0.0.0/16",
        secondaryCidrs: [SECONDARY],
        zones: ["b"],
        maxZones: 4,
        ipv6: true,
        tiers: [{ name: "first", prefixLength: 22 }],
      };
      let plan = planOf(given);
      steps.forEach((drawn, index) => {
        const next = grow(given, plan, drawn, index);
        const after = attempt(next).plan;
        if (after === undefined) return;
        expectNothingMoved(plan, after);
        [given, plan, grown] = [next, after, grown + 1];
      });
    }),
    { ...RUNS, numRuns: 60 },
  );
  expect(grown).toBeGreaterThan(60 * 8);

  function grow(given: AddressPlanRequest, plan: AddressPlan, drawn: Step, index: number): AddressPlanRequest {
    if (drawn.kind === "maximum") return { ...given, maxZones: Math.min(8, (given.maxZones ?? 4) + 1) };
    if (drawn.kind === "zone") {
      const zone = unusedZone(given);
      return zone === undefined ? given : { ...given, zones: [zone, ...given.zones] };
    }
    if (drawn.kind === "pin") {
      return { ...given, tiers: given.tiers.map((tier, at) => ({ ...tier, ...pinnedTiers(plan)[at] })) };
    }
    const { prefixLength, second } = drawn;
    const tier = { name: `t${index}`, prefixLength, range: second ? SECONDARY : undefined };
    return { ...given, tiers: [...given.tiers, tier] };
  }
});
