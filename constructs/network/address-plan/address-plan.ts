import type { Problems } from "../../core/errors";
import { checkAgainstDeployed } from "../deployed-checks";
import type { AddressPlan, AddressPlanRequest, PlannedTier } from "./address-plan.types";
import { buildAddressMap } from "./address-plan-map";
import { checkOverlaps, checkReservedOverlaps, subnetsOf } from "./address-plan-overlaps";
import { checkRanges, checkReserved } from "./address-plan-ranges";
import { checkFit, checkPlaces, giveUpSlots, type PlacedTier, placeIpv6, placeTiers } from "./address-plan-slots";
import { checkTiers, deployedSlots } from "./address-plan-tiers";
import { checkZones, DEFAULT_MAX_ZONES, MOST_ZONES } from "./address-plan-zones";
import { type Cidr, formatCidr } from "./cidr";

/**
 * Plans the addresses of a VPC.
 *
 * A subnet's addresses follow from its tier's slot and from the zone's letter or id, never from a list's order. Adding a
 * zone, a tier (at the end), a range or a larger maximum of zones (from 4 on) leaves every existing subnet where it is. To remove or
 * reorder tiers, or to change their sizes, pin them first (`pinnedTiers`).
 *
 * @param problems takes everything that is wrong with the request
 * @param elsewhere zones of the request that its region does not have, which is told already
 * @returns the plan; `undefined` when problems were added
 */
export function planAddresses(
  request: AddressPlanRequest,
  problems: Problems,
  elsewhere: readonly string[] = [],
): AddressPlan | undefined {
  const before = problems.list.length;
  const ranges = checkRanges(request, problems);
  const zones = checkZones(request.zones, request.maxZones, problems, elsewhere);
  const reserved = checkReserved(request.reserved ?? [], problems);
  const tiers = checkTiers(request, ranges, zones, problems);
  const sound = problems.list.length === before;
  const maxZones = zones?.maxZones ?? DEFAULT_MAX_ZONES;

  const placed = ranges.flatMap((range) => {
    const inRange = placeTiers(
      range.cidr,
      tiers.filter((tier) => tier.range === range),
      maxZones,
      leavingSlots(request, range.text),
    );
    return sound ? checkFit(range, inRange, maxZones, problems) : inRange;
  });
  const inOrder = tiers.flatMap((tier) => giveUpSlots(placed).filter((p) => p.tier === tier));
  checkPlaces(inOrder, maxZones, problems);
  checkOverlaps(inOrder, reserved, !sound, problems);
  checkReservedOverlaps(inOrder, reserved, !sound, problems);
  // While a tier is wrong, the places that others would find mean nothing yet; what is pinned can be compared.
  const comparable = tiers.filter((tier) => sound || tier.ipv6Slot !== undefined);
  const ipv6 = request.ipv6 ? placeIpv6(comparable, problems) : undefined;
  if (zones === undefined || problems.list.length > before) return undefined;
  const planned = inOrder.map((p) => planTier(p, subnetsOf(p), ipv6?.get(p.tier.name)));
  checkAgainstDeployed(request, planned, problems);
  if (problems.list.length > before) return undefined;

  return {
    cidr: request.cidr,
    secondaryCidrs: request.secondaryCidrs ?? [],
    tiers: planned,
    map: ranges.flatMap((range) => buildAddressMap(range, inOrder, zones, reserved)),
  };
}

/** Slots in a range of deployed tiers that are taken away, or may move, in this change. */
function leavingSlots({ deployed, tiers }: AddressPlanRequest, range: string): Cidr[] {
  return Object.entries(deployed?.tiers ?? {}).flatMap(([name, tier]) => {
    const leaves = tier.mayMove || !tiers.some((candidate) => candidate.name === name);
    return leaves && tier.range === range ? (deployedSlots(tier) ?? []) : [];
  });
}

/** What to write in the configuration of a tier so that it stays where it is, whatever happens to other tiers. */
export interface PinnedTier {
  readonly name: string;
  readonly cidr: string | readonly string[];
  readonly ipv6Slot?: number;
}

/** The pins of all tiers, in the order of their declaration. */
export function pinnedTiers(plan: AddressPlan): PinnedTier[] {
  return plan.tiers.map(({ name, slots, ipv6Slot }) => {
    const [only, ...more] = slots;
    const cidr = only !== undefined && more.length === 0 ? only : slots;
    return ipv6Slot === undefined ? { name, cidr } : { name, cidr, ipv6Slot };
  });
}

function planTier(
  placed: PlacedTier,
  subnets: ReturnType<typeof subnetsOf>,
  ipv6Slot: number | undefined,
): PlannedTier {
  const { tier, first, second } = placed;
  return {
    name: tier.name,
    range: tier.range.text,
    slots: [first, second].filter((slot) => slot !== undefined).map(formatCidr),
    ...(ipv6Slot === undefined ? {} : { ipv6Slot }),
    subnets: subnets.map(({ zone, cidr }) => ({
      tier: tier.name,
      zone: zone.text,
      position: zone.position,
      cidr: formatCidr(cidr),
      ...(ipv6Slot === undefined ? {} : { ipv6Index: ipv6Slot * MOST_ZONES + zone.position }),
    })),
  };
}
