import { IPv4 } from "ipaddr.js";
import { GroundplanError, Problems } from "../../core/errors";

/**
 * An IPv4 range: the first address as an unsigned 32-bit number, and the prefix length. Always aligned (no host bits).
 */
export interface Cidr {
  readonly start: number;
  readonly prefix: number;
}

/**
 * Addresses that AWS keeps in every subnet: the first four and the last.
 *
 * Amazon EC2 API Reference, `CreateSubnet`, as of 2026-11.
 */
export const RESERVED_ADDRESSES_PER_SUBNET = 5;

/** Number of addresses of a range with this prefix length. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Number of addresses in a range. */
export function size(cidr: Cidr): number {
  return sizeOf(cidr.prefix);
}

/** First address behind the range; 2³² for the last range of all. */
export function end(cidr: Cidr): number {
  return cidr.start + size(cidr);
}

/** Number of addresses that AWS gives out in a subnet of this range: all but five. */
export function usableAddresses(cidr: Cidr): number {
  return Math.max(0, size(cidr) - RESERVED_ADDRESSES_PER_SUBNET);
}

/** Whether `inner` lies wholly inside `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.start <= inner.start && end(inner) <= end(outer);
}

/** Whether the two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.start < end(b) && b.start < end(a);
}

/** The range as text: `10.0.0.0/16`. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr.start)}/${cidr.prefix}`;
}

/** An address as text: `10.0.0.0`. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** A count with its thousands separated; no locale of the machine decides. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The first address of a range as text: `10.0.0.0` for 10.0.0.0/16. */
export function firstAddress(cidr: Cidr): string {
  return formatAddress(cidr.start);
}

/** The aligned range with this prefix length that holds the address. */
export function rangeAt(address: number, prefix: number): Cidr {
  return { start: address - (address % sizeOf(prefix)), prefix };
}

/** The part at a position of a range that is cut into parts with this prefix length; position 0 is the first. */
export function partAt(cidr: Cidr, prefix: number, position: number): Cidr {
  return { start: cidr.start + position * sizeOf(prefix), prefix };
}

/**
 * Reads an IPv4 range and adds a problem when it is none: `CIDR_MALFORMED`, or `CIDR_HOST_BITS` when the address is not
 * the first of its range.
 *
 * @param property where the text stands, for the problem's path
 * @returns the range; `undefined` when a problem was added
 */
export function checkCidr(text: string, property: string, problems: Problems): Cidr | undefined {
  const [address = "", prefixText, ...rest] = text.split("/");
  const validAddress = IPv4.isValidFourPartDecimal(address);
  const malformed = (message: string, fix: string): undefined =>
    void problems.add(property, {
      code: "CIDR_MALFORMED",
      message,
      found: text,
      expected: "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
      fix,
    });

  if (rest.length > 0 || !validAddress) {
    return malformed(
      `\`${text}\` is not an IPv4 range.`,
      "write all four numbers of the address and the prefix length",
    );
  }
  if (prefixText === undefined) {
    const around = formatCidr(rangeAt(toNumber(address), 24));
    return malformed(
      `\`${text}\` has no prefix length.`,
      around.startsWith(`${text}/`)
        ? `write the prefix length, for example ${around}`
        : `write the prefix length: ${text}/32 is this address alone, ${around} the range around it`,
    );
  }
  const prefix = /^(0|[1-9]\d?)$/.test(prefixText) ? Number(prefixText) : 33;
  if (prefix > 32) {
    return malformed(`\`${text}\` has a prefix length that does not exist.`, "use a prefix length from 0 to 32");
  }

  const number = toNumber(address);
  const masked = rangeAt(number, prefix);
  if (masked.start !== number) {
    // The longest range that begins here may be what was meant, unless that is next to nothing.
    const aligned = splitGap(number, end(masked)).find((part) => part.start === number && part.prefix <= 28);
    problems.add(property, {
      code: "CIDR_HOST_BITS",
      message: `\`${text}\` has host bits set: ${address} is not the first address of its /${prefix}.`,
      found: text,
      expected: "the first address of the range",
      fix: `write ${formatCidr(masked)}${aligned === undefined ? "" : `, or ${formatCidr(aligned)}`}`,
    });
    return undefined;
  }
  return masked;
}

/**
 * Reads an IPv4 range.
 *
 * @throws GroundplanError when the text is not an IPv4 range, or has host bits set
 */
export function parseCidr(text: string): Cidr {
  const problems = new Problems("cidr");
  const cidr = checkCidr(text, "", problems);
  if (cidr === undefined) throw new GroundplanError(problems.list);
  return cidr;
}

/** The lowest aligned range with this prefix length inside `within` that touches none of `taken`. */
export function firstFree(within: Cidr, prefix: number, taken: readonly Cidr[]): Cidr | undefined {
  const step = sizeOf(prefix);
  let start = within.start;
  for (const other of [...taken].sort((a, b) => a.start - b.start)) {
    if (other.start >= start + step) break;
    if (end(other) > start) start = Math.ceil(end(other) / step) * step;
  }
  const found = { start, prefix };
  return contains(within, found) ? found : undefined;
}

/** The highest aligned range with this prefix length inside `within` that touches none of `taken`. */
export function lastFree(within: Cidr, prefix: number, taken: readonly Cidr[]): Cidr | undefined {
  const step = sizeOf(prefix);
  let start = end(within) - step;
  for (const other of [...taken].sort((a, b) => end(b) - end(a))) {
    if (end(other) <= start) break;
    if (other.start < start + step) start = Math.floor(other.start / step) * step - step;
  }
  const found = { start, prefix };
  return contains(within, found) ? found : undefined;
}

/** Cuts the addresses from `start` up to, but not including, `stop` into the fewest aligned ranges, in address order. */
export function splitGap(start: number, stop: number): Cidr[] {
  const parts: Cidr[] = [];
  let at = start;
  while (at < stop) {
    let prefix = 32;
    while (prefix > 0 && at % sizeOf(prefix - 1) === 0 && at + sizeOf(prefix - 1) <= stop) prefix--;
    parts.push({ start: at, prefix });
    at += sizeOf(prefix);
  }
  return parts;
}

/** The addresses of `within` that none of `taken` touches, as the fewest aligned ranges, in address order. */
export function freeSpace(within: Cidr, taken: readonly Cidr[]): Cidr[] {
  const free: Cidr[] = [];
  let at = within.start;
  for (const other of taken.filter((t) => overlaps(t, within)).sort((a, b) => a.start - b.start)) {
    free.push(...splitGap(at, other.start));
    at = Math.max(at, end(other));
  }
  free.push(...splitGap(at, end(within)));
  return free;
}

/** Something with a name that takes up one or more ranges. */
export interface NamedRanges {
  readonly name: string;
  readonly ranges: readonly Cidr[];
}

/**
 * Groups those that overlap, directly or through others. Each group has two or more members, in the order in which they
 * were given; the groups are in the order of their first members. Ranges of one member may overlap each other freely.
 */
export function findOverlaps<T extends NamedRanges>(items: readonly T[]): T[][] {
  const group = items.map((_, index) => index);
  const root = (index: number): number => {
    const parent = group[index] ?? index;
    return parent === index ? index : root(parent);
  };
  const flat = items
    .flatMap((item, index) => item.ranges.map((range) => ({ range, index })))
    .sort((a, b) => a.range.start - b.range.start);

  // In address order, a range can only overlap what came before through the one that reaches furthest.
  let furthest: { stop: number; index: number } | undefined;
  for (const { range, index } of flat) {
    if (furthest !== undefined && range.start < furthest.stop) {
      const [low, high] = [root(furthest.index), root(index)].sort((a, b) => a - b);
      if (low !== undefined && high !== undefined) group[high] = low;
    }
    if (furthest === undefined || end(range) > furthest.stop) furthest = { stop: end(range), index };
  }

  const groups = new Map<number, T[]>();
  items.forEach((item, index) => {
    const key = root(index);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  });
  return [...groups.values()].filter((members) => members.length > 1);
}

function toNumber(address: string): number {
  return IPv4.parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256 + byte, 0);
}
