import { Problems } from "../../core/errors";
import type { AddressPlanRequest, ReservedRange } from "./address-plan.types";
import {
  type Cidr,
  checkCidr,
  contains,
  findOverlaps,
  firstFree,
  formatCidr,
  type NamedRanges,
  overlaps,
  parseCidr,
  rangeAt,
} from "./cidr";

/** Widest and narrowest range of a VPC and of a subnet (Amazon EC2 API Reference, `CreateSubnet`, as of 2026-11). */
export const WIDEST_PREFIX = 16;
export const NARROWEST_PREFIX = 28;

const TEN = parseCidr("10.0.0.0/8");
const SHARED = parseCidr("100.64.0.0/10");
const TEN_ZERO = parseCidr("10.0.0.0/16");
const TEN_LOW = parseCidr("10.0.0.0/15");
const DEFAULT_VPC = parseCidr("172.31.0.0/16");

/** Range families that AWS tells apart when ranges are added to a VPC. */
const FAMILIES: readonly { readonly name: string; readonly range: Cidr; readonly rfc1918: boolean }[] = [
  { name: "10.0.0.0/8", range: TEN, rfc1918: true },
  { name: "172.16.0.0/12", range: parseCidr("172.16.0.0/12"), rfc1918: true },
  { name: "192.168.0.0/16", range: parseCidr("192.168.0.0/16"), rfc1918: true },
  { name: "100.64.0.0/10", range: parseCidr("100.64.0.0/10"), rfc1918: false },
  { name: "198.19.0.0/16", range: parseCidr("198.19.0.0/16"), rfc1918: false },
];

/** Ranges that no VPC can use, or none should. */
const UNUSABLE: readonly { readonly range: Cidr; readonly reason: string }[] = [
  { range: parseCidr("0.0.0.0/8"), reason: "“this network” (RFC 1122)" },
  { range: parseCidr("127.0.0.0/8"), reason: "the loopback range (RFC 1122)" },
  { range: parseCidr("169.254.0.0/16"), reason: "the link-local range, which AWS refuses (RFC 3927)" },
  // Amazon VPC User Guide, "VPC CIDR blocks", as of 2025, advises against it: Docker and services built on it use the range.
  { range: parseCidr("172.17.0.0/16"), reason: "the range of Docker's bridge, which AWS services such as Cloud9 use" },
  { range: parseCidr("224.0.0.0/3"), reason: "multicast and reserved addresses (RFC 1112)" },
];

/** The VPC's ranges, read: the primary one first. */
export interface PlanRange {
  readonly text: string;
  readonly cidr: Cidr;
}

/**
 * Reads the VPC's ranges.
 *
 * Adds `CIDR_MALFORMED`, `CIDR_HOST_BITS`, `RANGE_SIZE`, `RANGE_UNUSABLE`, `RANGE_PUBLIC`, `RANGES_OVERLAP` and
 * `RANGE_RESTRICTED`.
 *
 * @returns the ranges that can be used
 */
export function checkRanges(request: AddressPlanRequest, problems: Problems): PlanRange[] {
  const texts = [request.cidr, ...(request.secondaryCidrs ?? [])];
  const ranges: PlanRange[] = [];
  const taken = texts.flatMap((text) => readQuietly(text) ?? []);
  texts.forEach((text, index) => {
    const property = index === 0 ? "cidr" : "secondaryCidrs";
    const cidr = checkCidr(text, property, problems);
    if (cidr === undefined) return;
    const before = problems.list.length;
    checkSize(text, cidr, property, problems);
    checkFamily(text, cidr, property, { allowPublic: request.allowPublicRanges ?? false, taken }, problems);
    if (index > 0 && problems.list.length === before) checkAssociation(text, texts, taken, problems);
    if (problems.list.length === before) ranges.push({ text, cidr });
  });

  const named = ranges.map(({ text, cidr }) => ({ name: text, ranges: [cidr] }));
  for (const group of findOverlaps(named)) {
    problems.add("secondaryCidrs", {
      code: "RANGES_OVERLAP",
      message: `The VPC's own ranges ${listOf(group.map((g) => g.name))} overlap.`,
      found: group.map((g) => g.name).join(", "),
      expected: "ranges that share no address",
      fix: changeAllButOne(group, named),
    });
  }
  return ranges;
}

/** Reads the reserved ranges; adds `CIDR_MALFORMED` and `CIDR_HOST_BITS`. */
export function checkReserved(
  reserved: readonly ReservedRange[],
  problems: Problems,
): { readonly cidr: Cidr; readonly reason: string }[] {
  return reserved.flatMap(({ cidr: text, reason }) => {
    const cidr = checkCidr(text, "reserved", problems);
    return cidr === undefined ? [] : [{ cidr, reason }];
  });
}

/** An environment whose VPC is peered with others. */
export interface PeeredEnvironment {
  readonly name: string;
  /** All IPv4 ranges of its VPC. */
  readonly cidrs: readonly string[];
  /**
   * Where each of the ranges is written, for messages: environments may inherit them.
   *
   * @default - messages do not say it
   */
  readonly writtenAt?: readonly string[];
  /**
   * The file in which a range changes for this environment alone.
   *
   * @default - messages do not say it
   */
  readonly file?: string;
  /**
   * Whether its VPC is there already, so that another one is rather to change.
   *
   * @default false
   */
  readonly isDeployed?: boolean;
}

/**
 * Checks that environments that are peered with each other share no address; AWS refuses a peering otherwise.
 *
 * Adds `PEERED_RANGES_OVERLAP`, one problem per group of environments that overlap. Texts that are no ranges are left to
 * the check of each environment's own plan.
 *
 * @param known every environment that one could be peered with: what is offered as free is free of their ranges too
 * @returns of each problem the environment that is rather to change, with its first range that another one has too; nothing where either may
 */
export function checkPeeredRanges(
  environments: readonly PeeredEnvironment[],
  problems: Problems,
  known: readonly PeeredEnvironment[] = environments,
): readonly (RangeToChange | undefined)[] {
  const places = new Map<Cidr, string>();
  const read = environments.map(({ name, cidrs, writtenAt, file, isDeployed = false }) => ({
    name,
    file,
    isDeployed,
    ranges: cidrs.flatMap((text, index) => {
      const range = readQuietly(text);
      if (range) places.set(range, writtenAt?.[index] ? ` (${writtenAt[index]})` : "");
      return range ?? [];
    }),
  }));
  const shown = (range: Cidr) => formatCidr(range) + (places.get(range) ?? "");
  const all = known.map(readRanges);
  return findOverlaps(read).map((group) => {
    const others = (member: NamedRanges) => group.filter((g) => g !== member).flatMap((g) => g.ranges);
    const clashing = group.map((member) => ({
      name: member.name,
      file: read.find(({ name }) => name === member.name)?.file,
      isDeployed: read.some(({ name, isDeployed }) => name === member.name && isDeployed),
      ranges: member.ranges.filter((range) => others(member).some((other) => overlaps(range, other))),
    }));
    const ofNew = clashing.filter(({ isDeployed }) => !isDeployed);
    const toChange = ofNew.at(-1) ?? clashing.at(-1);
    const change =
      ofNew.length === 1 ? `change \`${toChange?.name}\`, of which nothing is deployed` : "change one of them";
    problems.add("peers", {
      code: "PEERED_RANGES_OVERLAP",
      message: `The environments ${listOf(group.map((g) => g.name))} are peered, but their VPC ranges overlap.`,
      found: clashing.map((c) => `${c.name} ${c.ranges.map(shown).join(" and ")}`).join(", "),
      expected: "ranges that share no address, so that a route leads to one VPC only",
      fix: `${change}${suggestions(toChange, all)}${inFile(toChange?.file)}, or take one out of the peering`,
    });
    const [range] = toChange?.ranges ?? [];
    return ofNew.length === 1 && toChange && range
      ? { environment: toChange.name, range: formatCidr(range) }
      : undefined;
  });
}

/** A range of an environment that is to change. */
export interface RangeToChange {
  readonly environment: string;
  readonly range: string;
}

/** Where a range changes for one environment alone, for messages. */
function inFile(file: string | undefined): string {
  return file === undefined ? "" : `, to be written in ${file}`;
}

function readRanges({ name, cidrs }: PeeredEnvironment): NamedRanges {
  return { name, ranges: cidrs.flatMap((text) => readQuietly(text) ?? []) };
}

/** `a`, `b` and `c`, for messages. */
export function listOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

function checkSize(text: string, cidr: Cidr, property: string, problems: Problems): void {
  if (cidr.prefix >= WIDEST_PREFIX && cidr.prefix <= NARROWEST_PREFIX) return;
  const nearest = cidr.prefix < WIDEST_PREFIX ? WIDEST_PREFIX : NARROWEST_PREFIX;
  problems.add(property, {
    code: "RANGE_SIZE",
    message: `The VPC range \`${text}\` is too ${cidr.prefix < WIDEST_PREFIX ? "wide" : "narrow"} for AWS.`,
    found: `/${cidr.prefix}`,
    expected: `a prefix length from /${WIDEST_PREFIX} to /${NARROWEST_PREFIX}`,
    fix: `use ${formatCidr(rangeAt(cidr.start, nearest))}`,
  });
}

function checkFamily(
  text: string,
  cidr: Cidr,
  property: string,
  { allowPublic, taken }: { readonly allowPublic: boolean; readonly taken: Cidr[] },
  problems: Problems,
): void {
  const isPrimary = property === "cidr";
  const unusable = UNUSABLE.find(({ range }) => overlaps(range, cidr));
  if (unusable !== undefined) {
    problems.add(property, {
      code: "RANGE_UNUSABLE",
      message: `The VPC range \`${text}\` touches ${formatCidr(unusable.range)}: ${unusable.reason}.`,
      found: text,
      expected: "a range in 10.0.0.0/8, 172.16.0.0/12 (but 172.17.0.0/16), 192.168.0.0/16 or 100.64.0.0/10",
      fix: `use ${offer(isPrimary ? TEN : SHARED, cidr, taken)} or another private range`,
    });
  } else if (!allowPublic && familyOf(cidr) === undefined) {
    problems.add(property, {
      code: "RANGE_PUBLIC",
      message: `The VPC range \`${text}\` is not private: these addresses belong to someone on the internet.`,
      found: text,
      expected: "a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16",
      fix: "use a private range; if you own these addresses, set allowPublicRanges to true",
    });
  }
}

/**
 * What AWS refuses when a range is added to a VPC that has others.
 *
 * Source, as of 2025: Amazon VPC User Guide, "VPC CIDR blocks", section "IPv4 CIDR block association restrictions".
 */
function checkAssociation(text: string, texts: readonly string[], taken: Cidr[], problems: Problems): void {
  const [primary, added] = [readQuietly(texts[0] ?? ""), readQuietly(text)];
  if (primary === undefined || added === undefined) return;
  const [own, other] = [familyOf(primary), familyOf(added)];
  const refuse = (why: string, expected: string, fix: string) =>
    problems.add("secondaryCidrs", {
      code: "RANGE_RESTRICTED",
      message: `AWS refuses to add \`${text}\` to a VPC${why}.`,
      found: `primary ${texts[0]}, secondary ${text}`,
      expected,
      fix,
    });

  const shared = () => `use a range in 100.64.0.0/10, such as ${offer(SHARED, added, taken)}`;

  if (own?.rfc1918 && other?.rfc1918 && own !== other) {
    const expected = `a range in ${own.name} or 100.64.0.0/10`;
    refuse(` whose primary range is in ${own.name}`, expected, shared());
  } else if (!own?.rfc1918 && other?.rfc1918) {
    const why = ` whose primary range is in ${own?.name ?? "public address space"}: RFC 1918 ranges can only come first`;
    refuse(
      why,
      "a range in 100.64.0.0/10, or a public one",
      `make ${text} the primary range, and ${texts[0]} secondary`,
    );
  } else if (other?.name === "198.19.0.0/16" && own?.name !== "198.19.0.0/16") {
    const why = ` whose primary range is in ${own?.name ?? "public address space"}`;
    refuse(why, "a range outside 198.19.0.0/16", shared());
  } else if (overlaps(added, DEFAULT_VPC)) {
    const fix = "use another range in 172.16.0.0/12, or one in 100.64.0.0/10";
    refuse(": ranges in 172.31.0.0/16 can only be primary", "a range outside 172.31.0.0/16", fix);
  } else if (overlaps(added, TEN_ZERO)) {
    // Terraform adds secondary ranges in no fixed order, so that any other range in the /15 can be there first.
    const first = texts.find(
      (t) => t !== text && [readQuietly(t)].some((c) => c !== undefined && contains(TEN_LOW, c)),
    );
    if (first !== undefined) {
      const fix = "use a range in 10.2.0.0/15 or above, or one in 100.64.0.0/10";
      refuse(` that has \`${first}\`, which is in 10.0.0.0/15`, "a range outside 10.0.0.0/16", fix);
    }
  }
}

function familyOf(cidr: Cidr): (typeof FAMILIES)[number] | undefined {
  return FAMILIES.find(({ range }) => contains(range, cidr));
}

function readQuietly(text: string): Cidr | undefined {
  return checkCidr(text, "", new Problems("cidr"));
}

/** A range of the size of another, which is free and then counts as taken: it is not offered twice. */
function offer(within: Cidr, like: Cidr, taken: Cidr[]): string {
  const found = freeLike(like, taken, within) ?? rangeAt(within.start, Math.max(WIDEST_PREFIX, like.prefix));
  taken.push(found);
  return formatCidr(found);
}

/** Free ranges for all of a group but the first: secondary ranges, which may lie in 100.64.0.0/10 beside any other. */
function changeAllButOne(group: readonly NamedRanges[], all: readonly NamedRanges[]): string {
  const taken = all.flatMap((item) => item.ranges);
  const free = group.slice(1).flatMap(({ name, ranges: [range] }) => {
    const found = range && freeLike(range, taken, SHARED);
    if (found === undefined) return [];
    taken.push(found);
    return [`${formatCidr(found)} is free for \`${name}\``];
  });
  const which = group.length > 2 ? "all of them but one" : "one of them";
  return `remove or change ${which}${free.length === 0 ? "" : `: ${free.join(", ")}`}`;
}

/** A free range for each of the culprit's, none of which touches another. */
function suggestions(culprit: NamedRanges | undefined, all: readonly NamedRanges[]): string {
  const taken = all.flatMap((item) => item.ranges);
  const free = (culprit?.ranges ?? []).flatMap((range) => {
    const found = freeLike(range, taken);
    if (found === undefined) return [];
    taken.push(found);
    return [{ range, found }];
  });
  if (culprit === undefined || free.length < culprit.ranges.length) return "";
  const [only] = free;
  if (free.length === 1 && only) return `: ${formatCidr(only.found)} is free for \`${culprit.name}\``;
  const pairs = free.map(({ range, found }) => `${formatCidr(found)} for ${formatCidr(range)}`);
  return `: free for \`${culprit.name}\` are ${pairs.join(" and ")}`;
}

/** A free range of the size and, unless another is named, the family of this one. */
function freeLike(range: Cidr, taken: readonly Cidr[], within?: Cidr): Cidr | undefined {
  return firstFree(within ?? familyOf(range)?.range ?? TEN, Math.max(WIDEST_PREFIX, range.prefix), taken);
}
