import type { AddressMapEntry } from "./address-plan.types";
import { claimedOf, type PlanReserved, subnetsOf } from "./address-plan-overlaps";
import type { PlanRange } from "./address-plan-ranges";
import type { PlacedTier } from "./address-plan-slots";
import { placeOf } from "./address-plan-tiers";
import { MOST_ZONES, type PlanZones, zoneAt } from "./address-plan-zones";
import { type Cidr, contains, formatCidr, freeSpace, overlaps, size } from "./cidr";

type Entry = Omit<AddressMapEntry, "range" | "cidr" | "size"> & { readonly cidr: Cidr };

/**
 * The address map of one range: every address once, as a subnet, as kept (for a zone, as the rest of a pinned slot, or as
 * reserved by the input), or as free.
 */
export function buildAddressMap(
  range: PlanRange,
  placed: readonly PlacedTier[],
  zones: PlanZones,
  reserved: readonly PlanReserved[],
): AddressMapEntry[] {
  const here = placed.filter((p) => p.tier.range === range);
  const entries: Entry[] = here.flatMap((p) => [
    ...subnetsOf(p).map(({ tier, zone, cidr }): Entry => ({ cidr, state: "used", tier: tier.name, zone: zone.text })),
    ...keptOf(p, zones),
  ]);
  const cidrs = () => entries.map((entry) => entry.cidr);
  for (const { cidr, reason } of reserved.filter((r) => overlaps(r.cidr, range.cidr))) {
    const inside = contains(range.cidr, cidr) ? cidr : range.cidr;
    const untaken = freeSpace(inside, cidrs());
    entries.push(...untaken.map((part): Entry => ({ cidr: part, state: "reserved", reason })));
  }
  entries.push(...freeSpace(range.cidr, cidrs()).map((cidr): Entry => ({ cidr, state: "free" })));
  return entries
    .sort((a, b) => a.cidr.start - b.cidr.start)
    .map(({ cidr, ...entry }) => ({ range: range.text, cidr: formatCidr(cidr), ...entry, size: size(cidr) }));
}

/** What a tier keeps besides its subnets: the places of zones that are not in use, and the rest of pinned slots. */
function keptOf(placed: PlacedTier, zones: PlanZones): Entry[] {
  const { tier, first, second, holes } = placed;
  const positions = Array.from({ length: MOST_ZONES }, (_, position) => position);
  const places = positions.flatMap((position) => {
    const cidr = placeOf(tier.prefix, [first, second], position);
    return cidr === undefined || holes.some((hole) => overlaps(hole, cidr)) ? [] : [{ position, cidr }];
  });
  const inUse = new Set(tier.zones.map((zone) => zone.position));
  const kept = places
    .filter(({ position }) => !inUse.has(position))
    .map(({ position, cidr }): Entry => {
      return { cidr, state: "reserved", tier: tier.name, zone: zoneAt(position, zones.prefix) };
    });
  const slots = [first, second].filter((slot) => slot !== undefined);
  const rest = slots
    .flatMap((slot) => claimedOf(placed, slot))
    .flatMap((claimed) =>
      freeSpace(
        claimed,
        places.map((place) => place.cidr),
      ),
    );
  return [...kept, ...rest.map((cidr): Entry => ({ cidr, state: "reserved", tier: tier.name }))];
}
