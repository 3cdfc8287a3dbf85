import type { Problems } from "../../core/errors";
import { type PlanRange, WIDEST_PREFIX } from "./address-plan-ranges";
import { IPV6_SLOTS, largerSlot, type PlanTier, placeOf, placesText, slotPrefix } from "./address-plan-tiers";
import { ZONES_PER_SLOT, type Zone } from "./address-plan-zones";
import { type Cidr, firstFree, formatCidr, formatCount, freeSpace, lastFree, overlaps, rangeAt, sizeOf } from "./cidr";

/**
 * A tier with its slots. `first` holds the zones a–d and `second` e–h; either is absent when the tier owns none, or when
 * no room was left for it.
 */
export interface PlacedTier {
  readonly tier: PlanTier;
  readonly first?: Cidr;
  readonly second?: Cidr;
  /** Places of the first slot that the tier does not claim. */
  readonly holes: readonly Cidr[];
}

/**
 * Finds the slots of the tiers of one range.
 *
 * The rules exist so that a change that only adds never moves what is there:
 *
 * - A first slot is the lowest free one, and depends only on the first slots of tiers declared earlier. Tiers that come
 *   later, zones in use, explicit subnets, reserved ranges and second slots do not count: each of them can be added to a
 *   deployed network, and what was placed without them must stay. Where one of them clashes, that is an error.
 * - A second slot is the highest free one, and depends on the first slots up to its own tier and on the second slots of
 *   tiers declared earlier. It exists only when the maximum of zones is above four; since first slots ignore it, the
 *   maximum can be raised at any time.
 * - Below four zones a first slot has one or two places, or with three zones four, of which the last is left to others.
 * - A pinned tier has the slots that were pinned, no other.
 * - A tier that is deployed keeps its slots, and gets a second one when the maximum of zones asks for it; others find theirs
 *   beside all of these.
 * - Every tier that is not pinned finds a slot, even if all its subnets are explicit today, because a zone that is added
 *   tomorrow needs one. Such a tier gives it up where something else lies in it ({@link giveUpSlots}).
 *
 * @param kept slots of deployed tiers that leave in this change: what takes their place can only come after
 */
export function placeTiers(
  range: Cidr,
  tiers: readonly PlanTier[],
  maxZones: number,
  kept: readonly Cidr[] = [],
): PlacedTier[] {
  const deployed = tiers.filter((tier) => tier.deployed?.[0] !== undefined && tier.pinned === undefined);
  const holesOf = (tier: PlanTier, first: Cidr | undefined) =>
    tier.deployed?.[0] === undefined ? placesFrom(maxZones, tier, first) : holesOfDeployed(tier, maxZones, tiers);
  const firsts: Cidr[] = [
    ...kept,
    ...deployed.flatMap((tier) => claimed(tier.deployed?.[0], holesOf(tier, undefined))),
  ];
  const seconds: Cidr[] = deployed.flatMap((tier) => tier.deployed?.[1] ?? []);
  return tiers.map((tier) => {
    const width = slotPrefix(tier.prefix, maxZones);
    const slots = tier.pinned ?? tier.deployed;
    const first = slots === undefined ? firstFree(range, width, firsts) : slots[0];
    const holes = holesOf(tier, first);
    firsts.push(...claimed(first, holes));
    const needsSecond = maxZones > ZONES_PER_SLOT && tier.pinned === undefined && tier.deployed?.[1] === undefined;
    const second = needsSecond ? lastFree(range, width, [...firsts, ...seconds]) : slots?.[1];
    if (second !== undefined) seconds.push(second);
    return { tier, first, second, holes };
  });
}

/** What is left of a slot without its holes. */
function claimed(slot: Cidr | undefined, holes: readonly Cidr[]): readonly Cidr[] {
  return slot === undefined ? [] : freeSpace(slot, holes);
}

/** The places of a first slot whose zones a tier cannot grow to. */
function placesFrom(maxZones: number, tier: PlanTier, first: Cidr | undefined): readonly Cidr[] {
  const positions = Array.from({ length: ZONES_PER_SLOT }, (_, position) => position);
  return positions.slice(maxZones).flatMap((position) => placeOf(tier.prefix, [first], position) ?? []);
}

/**
 * The holes of a tier that is deployed. Where it can grow to more zones than before, it claims their places too, but for those that
 * other tiers have taken meanwhile.
 */
function holesOfDeployed(tier: PlanTier, maxZones: number, tiers: readonly PlanTier[]): readonly Cidr[] {
  const [first] = tier.deployed ?? [];
  const still = placesFrom(maxZones, tier, first);
  const others = tiers
    .filter((other) => other !== tier)
    .flatMap((other) => {
      const [slot] = other.deployed ?? other.pinned ?? [];
      return [...claimed(slot, placesFrom(other.deployedFor, other, slot)), ...other.explicit.values()];
    });
  const taken = placesFrom(tier.deployedFor, tier, first).filter((place) => others.some((one) => overlaps(one, place)));
  return [...still, ...taken.filter((place) => !still.some((one) => overlaps(one, place)))];
}

/** Whether every subnet of a tier is given one by one, so that it needs no slot today. */
function isExplicit({ pinned, explicit, zones }: PlanTier): boolean {
  return pinned === undefined && zones.length > 0 && zones.every(({ position }) => explicit.has(position));
}

/**
 * Takes the slots from tiers whose subnets are all explicit, where an explicit subnet or a pinned slot lies in them. Where other tiers
 * lie does not depend on it.
 */
export function giveUpSlots(placed: readonly PlacedTier[]): PlacedTier[] {
  return placed.map((current) => {
    const { tier, first, second, holes } = current;
    if (!isExplicit(tier)) return current;
    const own = [...tier.explicit.keys()].flatMap((position) => placeOf(tier.prefix, [first, second], position) ?? []);
    const left = [first, second].flatMap((slot) => (slot ? freeSpace(slot, [...own, ...holes]) : []));
    const fixed = placed.flatMap((other) => [
      ...other.tier.explicit.values(),
      ...(other === current ? [] : (other.tier.pinned ?? []).flatMap((slot) => claimed(slot, other.holes))),
    ]);
    return left.some((part) => fixed.some((one) => overlaps(one, part))) ? { tier, holes: [] } : current;
  });
}

/**
 * Adds `TIER_DOES_NOT_FIT` for every tier that found no slot, or whose second slot, growing down from the range's end,
 * meets a first one.
 *
 * @returns the tiers that fit; slots that do not are left out
 */
export function checkFit(
  range: PlanRange,
  placed: readonly PlacedTier[],
  maxZones: number,
  problems: Problems,
): PlacedTier[] {
  const tiers = placed.map((p) => p.tier);
  return placed.map((current, index) => {
    const { tier, first, second } = current;
    if (tier.pinned !== undefined) return current;
    const width = slotPrefix(tier.prefix, maxZones);
    const slot = `a free /${width} (${formatCount(sizeOf(width))} addresses)`;
    if (first === undefined && isExplicit(tier)) return current;
    if (first === undefined) {
      problems.add(`tiers.${tier.name}`, {
        code: "TIER_DOES_NOT_FIT",
        message: `The tier \`${tier.name}\` does not fit into ${range.text}.`,
        found: `${slot} is needed for ${placesText(maxZones)} subnets with /${tier.prefix}; ${largestFree(range.cidr, placed)}`,
        expected: largestPrefix(range.cidr, maxZones, placed),
        fix: waysOut(range, tiers, maxZones),
      });
    }
    if (maxZones <= ZONES_PER_SLOT) return current;
    const clash = placed
      .slice(index + 1)
      .find((later) => later.tier.pinned === undefined && meets(later.first, second));
    if (first === undefined || (second !== undefined && clash === undefined)) return current;
    if (isExplicit(tier)) return { tier, first, holes: current.holes };
    const taken = clash === undefined ? "" : `, and the first one found belongs to \`${clash.tier.name}\``;
    problems.add(`tiers.${tier.name}`, {
      code: "TIER_DOES_NOT_FIT",
      message: `The zones e to h of the tier \`${tier.name}\` do not fit into ${range.text}.`,
      found: `${slot} is needed for up to four more subnets with /${tier.prefix}${taken}`,
      expected: "room for a second slot per tier when maxZones is above 4",
      fix: `set maxZones to 4, or ${waysOut(range, tiers, maxZones)}`,
    });
    return { tier, first, holes: current.holes };
  });
}

/**
 * Checks that pinned and deployed tiers have a place for every zone that they lie in. Adds `SLOT_MISSING` and `SLOT_TOO_SMALL`.
 */
export function checkPlaces(placed: readonly PlacedTier[], maxZones: number, problems: Problems): void {
  const taken = placed.flatMap((p) => [...slotsOf([p]), ...p.tier.explicit.values()]);
  for (const current of placed) {
    const { tier } = current;
    if (tier.pinned === undefined && tier.deployed === undefined) continue;
    for (const zone of tier.zones) {
      if (subnetAt(current, zone.position) !== undefined) continue;
      const problem = tier.deployed ? placeGone(tier, zone, taken) : noPlace(tier, zone, maxZones, taken);
      problems.add(`tiers.${tier.name}.${tier.deployed ? `subnets.${zone.text}` : "cidr"}`, problem);
    }
  }
}

/** The subnet of a tier in the zone of a position; `undefined` when there is no place for it. */
export function subnetAt({ tier, first, second, holes }: PlacedTier, position: number): Cidr | undefined {
  const place = placeOf(tier.prefix, [first, second], position);
  const isHole = place !== undefined && holes.some((hole) => overlaps(hole, place));
  return tier.explicit.get(position) ?? (isHole ? undefined : place);
}

/** What is deployed stays, and a slot for fewer zones cannot grow where it lies. */
function placeGone(tier: PlanTier, zone: Zone, taken: readonly Cidr[]): Parameters<Problems["add"]>[1] {
  const explicit = firstFree(tier.range.cidr, tier.prefix, taken);
  const property = `tiers.${tier.name}.subnets.${zone.text}`;
  return {
    code: "SLOT_TOO_SMALL",
    message: `The slot of the tier \`${tier.name}\` was found for ${tier.deployedFor} zones, and has no place for the zone \`${zone.text}\`.`,
    found: `${tier.deployed?.map(formatCidr).join(", ")}, where the tier is deployed`,
    expected: `an explicit subnet for \`${zone.text}\``,
    fix:
      explicit === undefined
        ? `add a secondary range, and a tier in it for the zone`
        : `set ${property} to ${formatCidr(explicit)}, which is free`,
  };
}

function noPlace(tier: PlanTier, zone: Zone, maxZones: number, taken: readonly Cidr[]): Parameters<Problems["add"]>[1] {
  const second = zone.position >= ZONES_PER_SLOT;
  const slot = tier.pinned?.[second ? 1 : 0];
  const width = slotPrefix(tier.prefix, maxZones);
  const explicit = firstFree(tier.range.cidr, tier.prefix, taken);
  const property = `tiers.${tier.name}.subnets.${zone.text}`;
  const giveExplicit = `set ${property}${explicit === undefined ? "" : ` to ${formatCidr(explicit)}, which is free`}`;
  if (slot === undefined) {
    const free = second ? lastFree(tier.range.cidr, width, taken) : firstFree(tier.range.cidr, width, taken);
    const giveSlot = `add ${second ? "a second" : "a"} slot to cidr${free === undefined ? "" : ` (${formatCidr(free)} is free)`}`;
    return {
      code: "SLOT_MISSING",
      message: `The tier \`${tier.name}\` has ${tier.pinned?.length ? "pinned slots, but none" : "no slot"} for the zone \`${zone.text}\`.`,
      found: tier.pinned?.map(formatCidr).join(", ") || "an empty list",
      expected: `a slot for the zones ${second ? "e to h" : "a to d"}, or an explicit subnet for \`${zone.text}\``,
      fix: `${giveSlot}, or ${giveExplicit}`,
    };
  }
  const places = 2 ** (tier.prefix - slot.prefix);
  const holds = `${formatCidr(slot)} holds ${places} ${places === 1 ? "subnet" : "subnets"} with /${tier.prefix}`;
  return {
    code: "SLOT_TOO_SMALL",
    message: `The slot of the tier \`${tier.name}\` has no place for the zone \`${zone.text}\`.`,
    found: `${holds}; \`${zone.text}\` needs place ${(zone.position % ZONES_PER_SLOT) + 1}`,
    expected: `a slot with /${width}, which holds ${placesText(maxZones)}`,
    fix: `${largerSlot(tier.prefix, maxZones, slot, tier.range)}, or ${giveExplicit}`,
  };
}

/**
 * Finds the tiers' places in the VPC's IPv6 /56: the pinned one, or else the lowest that no earlier tier has, for the same
 * reasons as above.
 *
 * Adds `IPV6_SLOT_TAKEN` and `IPV6_FULL`.
 */
export function placeIpv6(tiers: readonly PlanTier[], problems: Problems): Map<string, number> {
  const owners = new Map<number, string>();
  for (const tier of tiers) {
    const slot = tier.ipv6Slot ?? allIpv6Slots().find((candidate) => !owners.has(candidate));
    const owner = slot === undefined ? undefined : owners.get(slot);
    const free = allIpv6Slots().find((candidate) => !owners.has(candidate) && !pinnedIpv6(tiers).has(candidate));
    if (slot === undefined) {
      problems.add(`tiers.${tier.name}`, {
        code: "IPV6_FULL",
        message: `No IPv6 place is left for the tier \`${tier.name}\`: the VPC's /56 holds ${IPV6_SLOTS} tiers.`,
        found: `${tiers.length} tiers`,
        expected: `at most ${IPV6_SLOTS} tiers in a VPC with IPv6`,
        fix: "merge tiers, or turn IPv6 off",
      });
    } else if (owner !== undefined) {
      problems.add(`tiers.${tier.name}.ipv6Slot`, {
        code: "IPV6_SLOT_TAKEN",
        message: `The tiers \`${owner}\` and \`${tier.name}\` have the same IPv6 place.`,
        found: `ipv6Slot ${slot} for both`,
        expected: "a place of its own for every tier",
        fix: free === undefined ? "remove a tier" : `set ipv6Slot of \`${tier.name}\` to ${free}, which is free`,
      });
    } else {
      owners.set(slot, tier.name);
    }
  }
  return new Map([...owners].map(([slot, name]) => [name, slot]));
}

function allIpv6Slots(): number[] {
  return Array.from({ length: IPV6_SLOTS }, (_, slot) => slot);
}

function pinnedIpv6(tiers: readonly PlanTier[]): Set<number> {
  return new Set(tiers.flatMap((tier) => tier.ipv6Slot ?? []));
}

function meets(a: Cidr | undefined, b: Cidr | undefined): boolean {
  return a !== undefined && b !== undefined && overlaps(a, b);
}

function slotsOf(placed: readonly PlacedTier[]): Cidr[] {
  return placed.flatMap(({ first, second, holes }) => [first, second].flatMap((slot) => claimed(slot, holes)));
}

function largestFree(range: Cidr, placed: readonly PlacedTier[]): string {
  const free = freeSpace(range, slotsOf(placed));
  if (free.length === 0) return "nothing is free";
  return `the largest free block has /${Math.min(...free.map((block) => block.prefix))}`;
}

function largestPrefix(range: Cidr, maxZones: number, placed: readonly PlacedTier[]): string {
  const free = freeSpace(range, slotsOf(placed)).map((block) => 2 * block.prefix - slotPrefix(block.prefix, maxZones));
  const prefix = Math.min(...free);
  return prefix <= 28
    ? `a prefixLength of at least ${prefix}, which still fits`
    : "a range with room for one more slot";
}

function waysOut(range: PlanRange, tiers: readonly PlanTier[], maxZones: number): string {
  const wider = Array.from({ length: range.cidr.prefix - WIDEST_PREFIX }, (_, index) =>
    rangeAt(range.cidr.start, range.cidr.prefix - 1 - index),
  ).find((candidate) => holdsAll(candidate, tiers, maxZones));
  const other = "put the tier in a secondary range, or use longer prefix lengths";
  return wider === undefined ? other : `use a range of /${wider.prefix} (${formatCidr(wider)} holds all), or ${other}`;
}

function holdsAll(range: Cidr, tiers: readonly PlanTier[], maxZones: number): boolean {
  const placed = placeTiers(range, tiers, maxZones);
  return placed.every(({ tier, first, second }, index) => {
    if (tier.pinned !== undefined || isExplicit(tier)) return true;
    if (first === undefined || (maxZones > ZONES_PER_SLOT && second === undefined)) return false;
    return !placed.slice(index + 1).some((later) => meets(later.first, second));
  });
}
