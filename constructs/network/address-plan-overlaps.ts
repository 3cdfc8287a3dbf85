import type { Problems } from "../core/errors";
import { listOf, type PlanRange } from "./address-plan-ranges";
import type { PlacedTier } from "./address-plan-slots";
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
  zones: readonly Zone[],
  reserved: readonly PlanReserved[],
  onlyFixed: boolean,
  problems: Problems,
): void {
  const claims = placed.flatMap((p) => claimsOf(p, zones)).filter((claim) => claim.fixed || !onlyFixed);
  const taken = [...claims.map((claim) => claim.cidr), ...reserved.map((r) => r.cidr)];
  for (const group of findOverlaps(claims)) {
    // What the input placed is what the input can move most easily; the last one is likely to be the newest.
    const culprit = group.findLast((claim) => claim.fixed) ?? group.at(-1);
    if (culprit === undefined) continue;
    const names = [...new Set(group.map((claim) => claim.name))];
    const who = names.length > 1 ? listOf(names) : `the slots of ${listOf(names)}`;
    problems.add(culprit.property, {
      code: "ADDRESSES_OVERLAP",
      message: `The addresses of ${who} overlap.`,
      found: group.map(describe).join(", "),
      expected: "slots and explicit subnets that share no address",
      fix: moveAway(culprit, taken),
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
  zones: readonly Zone[],
  reserved: readonly PlanReserved[],
  onlyFixed: boolean,
  problems: Problems,
): void {
  const claims = placed.flatMap((p) => claimsOf(p, zones)).filter((claim) => claim.fixed || !onlyFixed);
  const taken = [...claims.map((claim) => claim.cidr), ...reserved.map((r) => r.cidr)];
  for (const { cidr, reason } of reserved) {
    const inside = placed
      .flatMap((p) => subnetsOf(p, zones))
      .map((subnet) => ({
        ...subnet,
        claim: claims.findLast((c) => c.tier === subnet.tier && contains(c.cidr, subnet.cidr)),
      }))
      .filter((subnet) => subnet.claim !== undefined && overlaps(subnet.cidr, cidr));
    const culprits = [...new Set(inside.map((subnet) => subnet.claim))].filter((claim) => claim !== undefined);
    if (culprits.length === 0) continue;
    const moved: Cidr[] = [];
    const fixes = culprits.map((claim) => {
      const free = firstFree(claim.tier.range.cidr, claim.cidr.prefix, [...taken, ...moved]);
      if (free !== undefined) moved.push(free);
      return moveTo(claim, free);
    });
    problems.add("reserved", {
      code: "RESERVED_OVERLAP",
      message: `Subnets lie in ${formatCidr(cidr)}, which is reserved: ${reason}.`,
      found: inside.map((subnet) => `\`${subnet.name}\` (${formatCidr(subnet.cidr)})`).join(", "),
      expected: `no subnet in ${formatCidr(cidr)}`,
      fix:
        culprits.every((claim) => claim.fixed) || moved.length < culprits.length
          ? fixes.join("; ")
          : `pin the tiers (groundplan map --pin), so that no other one moves, then ${fixes.join("; ")}`,
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
export function subnetsOf({ tier, first, second }: PlacedTier, zones: readonly Zone[]): PlacedSubnet[] {
  return zones.flatMap((zone) => {
    const cidr = tier.explicit.get(zone.position) ?? placeOf(tier.prefix, [first, second], zone.position);
    return cidr === undefined ? [] : [{ tier, zone, name: `${tier.name}-${zone.text}`, cidr }];
  });
}

/** What a tier claims of its slots: all but the places of zones that have explicit subnets. */
export function claimedOf({ tier, first, second }: PlacedTier, slot: Cidr): Cidr[] {
  const left = [...tier.explicit.keys()].flatMap((position) => placeOf(tier.prefix, [first, second], position) ?? []);
  return left.some((place) => overlaps(place, slot)) ? freeSpace(slot, left) : [slot];
}

function claimsOf(placed: PlacedTier, zones: readonly Zone[]): Claim[] {
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
            ranges: claimedOf(placed, slot),
            fixed: tier.pinned?.[index] !== undefined,
          },
        ],
  );
  const explicit = zones.flatMap((zone): Claim[] => {
    const cidr = tier.explicit.get(zone.position);
    const name = `${tier.name}-${zone.text}`;
    const property = `tiers.${tier.name}.subnets.${zone.text}`;
    return cidr === undefined ? [] : [{ tier, name, property, cidr, ranges: [cidr], fixed: true }];
  });
  return [...slots, ...explicit];
}

function describe(claim: Claim): string {
  return `\`${claim.name}\` (${claim.name === claim.tier.name ? "slot " : ""}${formatCidr(claim.cidr)})`;
}

function moveAway(claim: Claim, taken: readonly Cidr[]): string {
  return moveTo(claim, firstFree(claim.tier.range.cidr, claim.cidr.prefix, taken));
}

function moveTo(claim: Claim, free: Cidr | undefined): string {
  const range: PlanRange = claim.tier.range;
  return free === undefined
    ? `\`${claim.name}\` needs another place, but no /${claim.cidr.prefix} is free in ${range.text}: use a longer prefixLength, or a secondary range`
    : `set ${claim.property} to ${formatCidr(free)}, which is free`;
}
