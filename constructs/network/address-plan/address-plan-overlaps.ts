import type { Problems } from "../../core/errors";
import { listOf, WIDEST_PREFIX } from "./address-plan-ranges";
import { type PlacedTier, subnetAt } from "./address-plan-slots";
import { type PlanTier, placeOf } from "./address-plan-tiers";
import type { Zone } from "./address-plan-zones";
import { type Cidr, contains, findOverlaps, firstFree, formatCidr, freeSpace, overlaps } from "./cidr";

/** Addresses that a tier lays claim to: one of its slots, or an explicit subnet. */
interface Claim {
  readonly tier: PlanTier;
  /** For messages: `app` for a slot, `app-a` for an explicit subnet. */
  readonly name: string;
  readonly property: string;
  /** The whole slot or subnet. */
  readonly cidr: Cidr;
  /** All slots of the tier, when this is one of them. */
  readonly slots: readonly Cidr[];
  /** What is claimed of it: a slot's places whose zones have explicit subnets are left to others. */
  readonly ranges: readonly Cidr[];
  /** Whether the input says where it lies; otherwise the plan found it. */
  readonly fixed: boolean;
}

/** A range that subnets must not touch. */
export interface PlanReserved {
  readonly cidr: Cidr;
  readonly reason: string;
}

/**
 * Finds slots and explicit subnets that overlap. A slot counts as a whole, also the places of zones that are not in use,
 * so that a zone can be added to every plan that was accepted.
 *
 * Adds one `ADDRESSES_OVERLAP` per group, which names all of it.
 *
 * @param onlyFixed whether to look only at what the input places itself: when other parts of the input are wrong, what
 *   the plan would find has no meaning yet
 */
export function checkOverlaps(
  placed: readonly PlacedTier[],
  reserved: readonly PlanReserved[],
  onlyFixed: boolean,
  problems: Problems,
): void {
  const claims = placed.flatMap(claimsOf).filter((claim) => claim.fixed || !onlyFixed);
  const taken = [...claims.map((claim) => claim.cidr), ...reserved.map((r) => r.cidr)];
  const moved = new Map<Cidr, Cidr>();
  for (const group of findOverlaps(claims)) {
    const culprits = inTheWay(group);
    const culprit = culprits.at(-1);
    if (culprit === undefined) continue;
    const names = [...new Set(group.map((claim) => claim.name))];
    const who = names.length > 1 ? listOf(names) : `the slots of ${listOf(names)}`;
    problems.add(culprit.property, {
      code: "ADDRESSES_OVERLAP",
      message: `The addresses of ${who} overlap.`,
      found: group.map(describe).join(", "),
      expected: "slots and explicit subnets that share no address",
      fix: moveAway(culprits, taken, moved).join("; "),
    });
  }
}

/**
 * Finds subnets that lie in a reserved range. Only subnets count, not places kept for later zones: a reserved range that
 * becomes known after the network was deployed must not make it invalid as long as nothing is there.
 *
 * Adds one `RESERVED_OVERLAP` per reserved range.
 */
export function checkReservedOverlaps(
  placed: readonly PlacedTier[],
  reserved: readonly PlanReserved[],
  onlyFixed: boolean,
  problems: Problems,
): void {
  const claims = placed.flatMap(claimsOf).filter((claim) => claim.fixed || !onlyFixed);
  const taken = [...claims.map((claim) => claim.cidr), ...reserved.map((r) => r.cidr)];
  const subnets = placed.flatMap(subnetsOf).map((subnet) => ({
    ...subnet,
    claim: claims.findLast((c) => c.tier === subnet.tier && contains(c.cidr, subnet.cidr)),
  }));
  const hits = reserved.flatMap(({ cidr, reason }) => {
    const inside = subnets.filter((subnet) => subnet.claim !== undefined && overlaps(subnet.cidr, cidr));
    const culprits = [...new Set(inside.map((subnet) => subnet.claim))].filter((claim) => claim !== undefined);
    return culprits.length > 0 ? [{ cidr, reason, inside, culprits }] : [];
  });
  const moved = new Map<Cidr, Cidr>();
  const keep = keepOthers(
    placed,
    hits.flatMap(({ culprits }) => culprits),
  );
  for (const [index, { cidr, reason, inside, culprits }] of hits.entries()) {
    const fixes = moveAway(culprits, taken, moved);
    problems.add("reserved", {
      code: "RESERVED_OVERLAP",
      message: `Subnets lie in ${formatCidr(cidr)}, which is reserved: ${reason}.`,
      found: inside.map((subnet) => `\`${subnet.name}\` (${formatCidr(subnet.cidr)})`).join(", "),
      expected: `no subnet in ${formatCidr(cidr)}`,
      fix: [...fixes, ...(index === hits.length - 1 ? keep : [])].join("; "),
    });
  }
}

/** A subnet of the plan, with what it was made from. */
export interface PlacedSubnet {
  readonly tier: PlanTier;
  readonly zone: Zone;
  /** `<tier>-<zone>`. */
  readonly name: string;
  readonly cidr: Cidr;
}

/** The subnets of a tier, by position. A zone for which there is no place is left out; it has been reported. */
export function subnetsOf(placed: PlacedTier): PlacedSubnet[] {
  const { tier } = placed;
  return tier.zones.flatMap((zone) => {
    const cidr = subnetAt(placed, zone.position);
    return cidr === undefined ? [] : [{ tier, zone, name: `${tier.name}-${zone.text}`, cidr }];
  });
}

/** What a tier claims of its slots: all but its holes and the places of zones that have explicit subnets. */
export function claimedOf({ tier, first, second, holes }: PlacedTier, slot: Cidr): Cidr[] {
  const own = [...tier.explicit.keys()].flatMap((position) => placeOf(tier.prefix, [first, second], position) ?? []);
  const left = [...own, ...holes];
  return left.some((place) => overlaps(place, slot)) ? freeSpace(slot, left) : [slot];
}

function claimsOf(placed: PlacedTier): Claim[] {
  const { tier, first, second } = placed;
  const slots = [first, second].flatMap((slot, index): Claim[] =>
    slot === undefined
      ? []
      : [
          {
            tier,
            name: tier.name,
            property: `tiers.${tier.name}.cidr`,
            cidr: slot,
            slots: [first, second].filter((one) => one !== undefined),
            ranges: claimedOf(placed, slot),
            fixed: tier.pinned?.[index] !== undefined,
          },
        ],
  );
  const explicit = tier.zones.flatMap((zone): Claim[] => {
    const cidr = tier.explicit.get(zone.position);
    const name = `${tier.name}-${zone.text}`;
    const property = `tiers.${tier.name}.subnets.${zone.text}`;
    return cidr === undefined ? [] : [{ tier, name, property, cidr, slots: [], ranges: [cidr], fixed: true }];
  });
  return [...slots, ...explicit];
}

function describe(claim: Claim): string {
  return `\`${claim.name}\` (${claim.name === claim.tier.name ? "slot " : ""}${formatCidr(claim.cidr)})`;
}

/**
 * Those of a group that have to move so that none overlaps another. What the input placed is what the input can move most easily; the
 * last one is likely to be the newest.
 */
function inTheWay(group: readonly Claim[]): readonly Claim[] {
  const kept: Claim[] = [];
  const culprits = new Set<Claim>();
  for (const claim of [...group.filter(({ fixed }) => !fixed), ...group.filter(({ fixed }) => fixed)]) {
    const meets = kept.some((other) => other.ranges.some((a) => claim.ranges.some((b) => overlaps(a, b))));
    if (meets) culprits.add(claim);
    else kept.push(claim);
  }
  return group.filter((claim) => culprits.has(claim));
}

/**
 * What to do with claims so that none touches another.
 *
 * @param moved what was advised before, to which the places that are found are added: no place is offered twice
 */
function moveAway(culprits: readonly Claim[], taken: readonly Cidr[], moved: Map<Cidr, Cidr>): readonly string[] {
  for (const { tier, cidr } of culprits.filter((claim) => !moved.has(claim.cidr))) {
    const free = firstFree(tier.range.cidr, cidr.prefix, [...taken, ...moved.values()]);
    if (free !== undefined) moved.set(cidr, free);
  }
  const fixes = culprits.map((claim) => {
    const { property, cidr, slots } = claim;
    if (!moved.has(cidr)) return makeRoom(claim);
    const [only, ...more] = (slots.length > 0 ? slots : [cidr]).map((one) => formatCidr(moved.get(one) ?? one));
    return `set ${property} to ${more.length > 0 ? `[${[only, ...more].join(", ")}]` : only}, which is free`;
  });
  return [...new Set(fixes)];
}

function makeRoom({ tier, name, property, cidr }: Claim): string {
  const { text, cidr: range } = tier.range;
  const wider =
    range.prefix > WIDEST_PREFIX ? `use a range of /${range.prefix - 1} or a secondary range` : "use a secondary range";
  return `no /${cidr.prefix} is free in ${text} for \`${name}\`: remove ${property}, and ${wider} for the tier`;
}

/** Tiers behind those that move would take the places that become free: they are kept where they are. */
function keepOthers(placed: readonly PlacedTier[], culprits: readonly Claim[]): readonly string[] {
  const moving = culprits.filter(({ fixed }) => !fixed).map(({ tier }) => tier);
  const first = placed.findIndex(({ tier }) => moving.includes(tier));
  const others = placed.filter(
    ({ tier }, index) =>
      first >= 0 && index > first && !moving.includes(tier) && tier.pinned === undefined && tier.deployed === undefined,
  );
  const pins = others.map(({ tier, first, second }) => {
    const [only, ...more] = [first, second].flatMap((slot) => (slot === undefined ? [] : formatCidr(slot)));
    return `tiers.${tier.name}.cidr to ${more.length > 0 ? `[${[only, ...more].join(", ")}]` : only}`;
  });
  return pins.length > 0 ? [`so that no other tier moves, set ${pins.join(" and ")}`] : [];
}
