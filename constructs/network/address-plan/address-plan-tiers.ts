import { Problems } from "../../core/errors";
import { meansSomethingElse } from "../network-acls/network-acl-peers";
import type { AddressPlanRequest, DeployedTier, TierRequest, ZonePosition } from "./address-plan.types";
import { NARROWEST_PREFIX, type PlanRange, WIDEST_PREFIX } from "./address-plan-ranges";
import {
  DEFAULT_MAX_ZONES,
  type PlanZones,
  readZone,
  unknownZone,
  ZONES_PER_SLOT,
  type Zone,
} from "./address-plan-zones";
import {
  type Cidr,
  checkCidr,
  contains,
  formatCidr,
  partAt,
  RESERVED_ADDRESSES_PER_SUBNET,
  rangeAt,
  sizeOf,
} from "./cidr";

/** Places of the VPC's IPv6 /56: each holds eight of its 256 networks with prefix /64. */
export const IPV6_SLOTS = 32;

/** Form of a tier's name. It becomes part of construct ids and physical names, which have limits of their own. */
const TIER_NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** A tier, read and checked by itself. */
export interface PlanTier {
  readonly name: string;
  readonly range: PlanRange;
  readonly prefix: number;
  /** Zones that it lies in, by position. */
  readonly zones: readonly Zone[];
  /** Pinned slots; `undefined` when the plan finds them. */
  readonly pinned?: readonly Cidr[];
  /** Slots that the tier is deployed with, and keeps unless it is pinned elsewhere. */
  readonly deployed?: readonly Cidr[];
  /** How many zones these slots were found for; the places of others may belong to other tiers. */
  readonly deployedFor: number;
  /** Explicit subnets by position. */
  readonly explicit: ReadonlyMap<ZonePosition, Cidr>;
  readonly ipv6Slot?: number;
}

/**
 * Reads the tiers, each by itself; what tiers do to each other is found later. Adds `TIER_NAME_FORM`,
 * `TIER_NAME_DUPLICATE`, `TIER_RANGE_UNKNOWN`, `TIER_ZONE_UNKNOWN`, `SUBNET_SIZE`, `SUBNET_WIDER_THAN_RANGE`, `SLOT_COUNT`,
 * `SLOT_OUTSIDE_RANGE`, `SLOT_TOO_SMALL`, `SUBNET_ZONE_UNUSED`, `SUBNET_PREFIX_MISMATCH`, `SUBNET_OUTSIDE_RANGE` and
 * `IPV6_SLOT`, besides those of CIDRs and zones.
 *
 * @param zones `undefined` when the zones themselves are wrong: then nothing that depends on them is checked
 * @returns the tiers that can be used
 */
export function checkTiers(
  request: AddressPlanRequest,
  ranges: readonly PlanRange[],
  zones: PlanZones | undefined,
  problems: Problems,
): PlanTier[] {
  const tiers: PlanTier[] = [];
  const names = new Set<string>();
  for (const tier of request.tiers) {
    const before = problems.list.length;
    checkName(tier.name, names, problems);
    names.add(tier.name);
    const range = findRange(tier, request, ranges, problems);
    const prefixIsValid = checkPrefix(tier, range, problems);
    const own = checkTierZones(tier, zones, problems);
    const maxZones = zones?.maxZones ?? DEFAULT_MAX_ZONES;
    const pinned = checkPinned(tier, { range, ranges, maxZones }, prefixIsValid, problems);
    const explicit = checkExplicit(tier, { range, ranges, maxZones }, prefixIsValid, own && zones, problems);
    checkIpv6Slot(tier, problems);
    if (problems.list.length > before || range === undefined) continue;
    const deployed = request.deployed?.tiers[tier.name];
    const stays = deployed !== undefined && !deployed.mayMove;

    tiers.push({
      name: tier.name,
      range,
      prefix: tier.prefixLength,
      zones: own ?? [],
      pinned,
      ...(stays ? { deployed: slotsKept(tier, { deployed, range, pinned }) } : {}),
      deployedFor: request.deployed?.maxZones ?? DEFAULT_MAX_ZONES,
      explicit,
      ipv6Slot: tier.ipv6Slot ?? (stays ? deployed.ipv6Slot : undefined),
    });
  }
  return tiers;
}

/**
 * The slots of a deployed tier, when they still fit it: of another size or in another range it has to find new ones, and pins are
 * stronger.
 */
function slotsKept(
  tier: TierRequest,
  { deployed, range, pinned }: { deployed: DeployedTier; range: PlanRange; pinned: readonly Cidr[] | undefined },
): readonly Cidr[] | undefined {
  if (deployed.range !== range.text || deployed.prefixLength !== tier.prefixLength) return undefined;
  const slots = deployedSlots(deployed);
  const isPinnedElsewhere = pinned && pinned.map(formatCidr).join() !== slots?.map(formatCidr).join();
  return isPinnedElsewhere ? undefined : slots;
}

/** The slots of a deployed tier; `undefined` when it has none, or what is remembered is no range. */
export function deployedSlots({ slots }: Pick<DeployedTier, "slots">): readonly Cidr[] | undefined {
  const read = slots.flatMap((slot) => checkCidr(slot, "", new Problems("")) ?? []);
  return read.length > 0 && read.length === slots.length ? read : undefined;
}

/** The place of a position in the tier's slots; `undefined` when there is no slot for it, or the slot is too small. */
export function placeOf(
  prefix: number,
  slots: readonly (Cidr | undefined)[],
  position: ZonePosition,
): Cidr | undefined {
  const slot = slots[Math.floor(position / ZONES_PER_SLOT)];
  if (slot === undefined) return undefined;
  const place = partAt(slot, prefix, position % ZONES_PER_SLOT);
  return contains(slot, place) ? place : undefined;
}

/** How many places a first slot has when a tier can grow to so many zones: a power of two, at most four. */
function placesFor(maxZones: number): number {
  return maxZones < 3 ? maxZones : ZONES_PER_SLOT;
}

/** Prefix length of the slot that holds the subnets with this prefix length of so many zones. */
export function slotPrefix(prefix: number, maxZones: number): number {
  return prefix - Math.log2(placesFor(maxZones));
}

/** `four` for a slot of four places, for messages. */
export function placesText(maxZones: number): string {
  return ["one", "two", "two", "four"][placesFor(maxZones) - 1] ?? "four";
}

/** The zones of a tier: those it names, or all. */
function checkTierZones(
  { name, zones: wanted }: TierRequest,
  zones: PlanZones | undefined,
  problems: Problems,
): readonly Zone[] | undefined {
  if (zones === undefined || wanted === undefined) return zones?.used;
  const unknown = wanted.filter((text) => !zones.used.some((zone) => zone.text === text));
  if (wanted.length > 0 && unknown.length === 0) return zones.used.filter(({ text }) => wanted.includes(text));
  problems.add(`tiers.${name}.zones`, {
    code: "TIER_ZONE_UNKNOWN",
    message: "A tier lies in one or more zones of the network.",
    found: unknown.length > 0 ? unknown.map((zone) => `"${zone}"`).join(", ") : "no zone",
    expected: `one or more of ${zones.used.map(({ text }) => text).join(", ")}`,
    fix: "name zones of the network, add the zone to it, or leave zones out for all",
  });
  return undefined;
}

function checkName(name: string, names: ReadonlySet<string>, problems: Problems): void {
  if (!TIER_NAME.test(name)) {
    problems.add(`tiers.${name}`, {
      code: "TIER_NAME_FORM",
      message: `\`${name}\` cannot be the name of a tier.`,
      found: name,
      expected: "1 to 20 of a-z, 0-9 and -, beginning with a letter",
      fix: `use a short name such as \`${nameLike(name)}\``,
    });
  } else if (names.has(name)) {
    problems.add(`tiers.${name}`, {
      code: "TIER_NAME_DUPLICATE",
      message: `The tier \`${name}\` is declared more than once.`,
      found: name,
      expected: "each name once",
      fix: "rename or remove one of the two",
    });
  }
}

/** A name of the right form that is like one of a wrong form, and means nothing else. */
function nameLike(name: string): string {
  const like = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 20);
  return meansSomethingElse(like) ? `${like}-tier` : like || "app";
}

function findRange(
  tier: TierRequest,
  request: AddressPlanRequest,
  ranges: readonly PlanRange[],
  problems: Problems,
): PlanRange | undefined {
  const texts = [request.cidr, ...(request.secondaryCidrs ?? [])];
  const text = tier.range === undefined || tier.range === "primary" ? request.cidr : tier.range;
  // A range that is itself wrong has been reported already, and is no reason to report its tiers.
  if (!texts.includes(text)) {
    const isRange = checkCidr(text, "", new Problems("")) !== undefined;
    problems.add(`tiers.${tier.name}.range`, {
      code: "TIER_RANGE_UNKNOWN",
      message: `The tier \`${tier.name}\` names a range that the VPC does not have.`,
      found: text,
      expected: ["primary", ...texts.slice(1)].join(", "),
      fix: isRange ? `add ${text} to secondaryCidrs, or name a range that is there` : "name a range that is there",
    });
  }
  return ranges.find((range) => range.text === text);
}

function checkPrefix(tier: TierRequest, range: PlanRange | undefined, problems: Problems): boolean {
  const { name, prefixLength } = tier;
  if (!Number.isInteger(prefixLength) || prefixLength < WIDEST_PREFIX || prefixLength > NARROWEST_PREFIX) {
    problems.add(`tiers.${name}.prefixLength`, {
      code: "SUBNET_SIZE",
      message: `AWS has no subnets with the prefix length that the tier \`${name}\` asks for.`,
      found: `/${prefixLength}`,
      expected: `a whole number from ${WIDEST_PREFIX} (65,536 addresses) to ${NARROWEST_PREFIX} (16 addresses)`,
      fix: usualSizes(range),
    });
    return false;
  }
  if (range !== undefined && prefixLength < range.cidr.prefix) {
    problems.add(`tiers.${name}.prefixLength`, {
      code: "SUBNET_WIDER_THAN_RANGE",
      message: `A single subnet of the tier \`${name}\` is larger than the whole range ${range.text}.`,
      found: `/${prefixLength}`,
      expected: `a prefix length from ${range.cidr.prefix} to ${NARROWEST_PREFIX}`,
      fix: largestFit(range),
    });
    return false;
  }
  return true;
}

/** Sizes that are usual, or the one whose four subnets fill a range that is small. */
function usualSizes(range: PlanRange | undefined): string {
  const smallest = (range?.cidr.prefix ?? WIDEST_PREFIX) + Math.log2(ZONES_PER_SLOT);
  if (smallest <= 20) return "use 24 (251 usable addresses per zone) or 20 (4,091)";
  if (smallest > NARROWEST_PREFIX) return `use ${NARROWEST_PREFIX} (11 usable addresses per zone), and a larger range`;
  const prefix = Math.max(24, smallest);
  return `use ${prefix} (${sizeOf(prefix) - RESERVED_ADDRESSES_PER_SUBNET} usable addresses per zone)`;
}

function largestFit(range: PlanRange): string {
  const prefix = range.cidr.prefix + Math.log2(ZONES_PER_SLOT);
  return prefix <= NARROWEST_PREFIX
    ? `use ${prefix} or more: four subnets with /${prefix} fill the range`
    : "use a larger range, or put the tier in a secondary one";
}

/** The range that a tier lies in, and all of its VPC. */
interface RangesOfTier {
  readonly range: PlanRange | undefined;
  readonly ranges: readonly PlanRange[];
  readonly maxZones: number;
}

function checkPinned(
  tier: TierRequest,
  { range, ranges, maxZones }: RangesOfTier,
  prefixIsValid: boolean,
  problems: Problems,
): Cidr[] | undefined {
  if (tier.cidr === undefined) return undefined;
  const property = `tiers.${tier.name}.cidr`;
  const texts = typeof tier.cidr === "string" ? [tier.cidr] : tier.cidr;
  if (texts.length > 2) {
    problems.add(property, {
      code: "SLOT_COUNT",
      message: `The tier \`${tier.name}\` has ${texts.length} slots, but there are at most two.`,
      found: texts.join(", "),
      expected: "one slot for the zones a to d, and a second one for e to h when it is needed",
      fix: "remove the others; subnets outside the slots can be given one by one in subnets",
    });
  }
  return texts.flatMap((text) => {
    const slot = checkCidr(text, property, problems);
    if (slot === undefined) return [];
    if (range !== undefined && !contains(range.cidr, slot)) {
      problems.add(property, {
        code: "SLOT_OUTSIDE_RANGE",
        message: `The slot of the tier \`${tier.name}\` lies outside its range ${range.text}.`,
        found: text,
        expected: `a range inside ${range.text}`,
        fix: `write a slot inside ${range.text}, ${inOther(slot, tier.name, ranges)}or remove cidr so that the plan finds a slot`,
      });
    } else if (prefixIsValid && slot.prefix > tier.prefixLength) {
      problems.add(property, {
        code: "SLOT_TOO_SMALL",
        message: `The slot of the tier \`${tier.name}\` is smaller than one of its subnets.`,
        found: `${text} for subnets with /${tier.prefixLength}`,
        expected: `a slot with /${slotPrefix(tier.prefixLength, maxZones)}, which holds ${placesText(maxZones)} of them`,
        fix: largerSlot(tier.prefixLength, maxZones, slot, range),
      });
    }
    return [slot];
  });
}

function checkExplicit(
  tier: TierRequest,
  { range, ranges }: RangesOfTier,
  prefixIsValid: boolean,
  zones: PlanZones | undefined,
  problems: Problems,
): Map<ZonePosition, Cidr> {
  const explicit = new Map<ZonePosition, Cidr>();
  for (const [key, text] of Object.entries(tier.subnets ?? {})) {
    const property = `tiers.${tier.name}.subnets.${key}`;
    const zone = readZone(key);
    if (zone === undefined) {
      problems.add(property, unknownZone(key));
    } else if (zones !== undefined && !isZoneOf(tier, key, zones)) {
      const isOfNetwork = zones.used.some((used) => used.text === key);
      const inUse = zones.used.map((used) => used.text).filter((text) => isZoneOf(tier, text, zones));
      problems.add(property, {
        code: "SUBNET_ZONE_UNUSED",
        message: `The tier \`${tier.name}\` has an explicit subnet for the zone \`${key}\`, which is not in use.`,
        found: `${key}: ${text}`,
        expected: `one of the zones in use: ${inUse.join(", ")}`,
        fix: `add \`${key}\` to zones${isOfNetwork ? " of the tier" : ""}, or remove the subnet`,
      });
    }
    const cidr = checkCidr(text, property, problems);
    if (cidr === undefined) continue;
    if (prefixIsValid && cidr.prefix !== tier.prefixLength) {
      problems.add(property, {
        code: "SUBNET_PREFIX_MISMATCH",
        message: `The explicit subnet \`${tier.name}-${key}\` does not have the size of its tier.`,
        found: text,
        expected: `prefix length ${tier.prefixLength}, as the tier's prefixLength says`,
        fix: `use ${formatCidr(rangeAt(cidr.start, tier.prefixLength))}, or put the zone's subnet in a tier of its own`,
      });
    }
    if (range !== undefined && !contains(range.cidr, cidr)) {
      problems.add(property, {
        code: "SUBNET_OUTSIDE_RANGE",
        message: `The explicit subnet \`${tier.name}-${key}\` lies outside the tier's range ${range.text}.`,
        found: text,
        expected: `a range inside ${range.text}`,
        fix: `write a subnet inside ${range.text}, ${inOther(cidr, tier.name, ranges)}or remove it so that the plan finds a place`,
      });
    }
    if (zone !== undefined) explicit.set(zone.position, cidr);
  }
  return explicit;
}

function isZoneOf({ zones: own }: TierRequest, text: string, zones: PlanZones): boolean {
  return zones.used.some((used) => used.text === text) && (own?.includes(text) ?? true);
}

/** The range of the VPC that holds what lies outside the tier's own, as a way out. */
function inOther(cidr: Cidr, tier: string, ranges: readonly PlanRange[]): string {
  const other = ranges.find((range) => contains(range.cidr, cidr));
  return other === undefined ? "" : `set tiers.${tier}.range to ${other.text}, `;
}

/** The way out of a slot that is too small: the full slot around it, as long as the range can hold that. */
export function largerSlot(prefix: number, maxZones: number, slot: Cidr, range: PlanRange | undefined): string {
  const full = rangeAt(slot.start, slotPrefix(prefix, maxZones));
  const fits = range === undefined || contains(range.cidr, full);
  const longer = slot.prefix + Math.log2(placesFor(maxZones));
  const ways = [
    ...(fits ? [formatCidr(full)] : []),
    ...(longer <= NARROWEST_PREFIX ? [`a prefixLength of at least ${longer}`] : []),
  ];
  return ways.length > 0 ? `use ${ways.join(", or ")}` : "remove cidr so that the plan finds a slot";
}

function checkIpv6Slot(tier: TierRequest, problems: Problems): void {
  const slot = tier.ipv6Slot;
  if (slot === undefined || (Number.isInteger(slot) && slot >= 0 && slot < IPV6_SLOTS)) return;
  problems.add(`tiers.${tier.name}.ipv6Slot`, {
    code: "IPV6_SLOT",
    message: `The tier \`${tier.name}\` asks for an IPv6 place that a /56 does not have.`,
    found: String(slot),
    expected: `a whole number from 0 to ${IPV6_SLOTS - 1}: each place holds eight /64`,
    fix: "remove ipv6Slot so that the plan finds a place",
  });
}
