import { IPv4, IPv6 } from "ipaddr.js";
import { type Cidr, end, freeSpace, parseCidr, size, sizeOf } from "./address-plan/cidr";

/**
 * Ranges wider than these are treated as the whole internet, so that 0.0.0.0/1 is no way around the rules about it. An IPv4
 * /8 is the most that one organisation was ever given; an IPv6 /16 is more than any registry gives.
 */
export const WIDEST_KNOWN_NETWORK = { ipv4: 8, ipv6: 16 } as const;

/** Ranges from which nobody comes over the internet (RFC 1918, 6598, 3927 and 1122). */
export const PRIVATE_RANGES: readonly Cidr[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "127.0.0.0/8",
].map(parseCidr);

const IPV6_BITS = 128n;

/**
 * Whether ranges, taken together, are the whole internet or so much of it that they may as well be: more addresses than the widest
 * network of one organisation has. It does not matter how they are cut. Private addresses count only inside a range that is too
 * wide by itself, and texts that are no ranges (references, mistakes that are told elsewhere) do not count.
 */
export function areInternet(ranges: readonly string[]): boolean {
  return areInternetV4(ranges.filter((range) => IPv4.isValidCIDR(range))) || areInternetV6(ranges.filter(isIpv6Range));
}

function isIpv6Range(range: string): boolean {
  return range.includes(":") && IPv6.isValidCIDR(range);
}

function areInternetV4(ranges: readonly string[]): boolean {
  const cidrs = ranges.flatMap((range) => {
    const [address, prefix] = IPv4.parseCIDR(range);
    const number = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
    return [{ start: number - (number % sizeOf(prefix)), prefix }];
  });
  if (cidrs.some(({ prefix }) => prefix < WIDEST_KNOWN_NETWORK.ipv4)) return true;
  const parts = cidrs.flatMap((cidr) => freeSpace(cidr, PRIVATE_RANGES)).sort((a, b) => a.start - b.start);
  let counted = 0;
  let reached = 0;
  for (const part of parts) {
    counted += Math.min(size(part), Math.max(0, end(part) - reached));
    reached = Math.max(reached, end(part));
  }
  return counted > sizeOf(WIDEST_KNOWN_NETWORK.ipv4);
}

function areInternetV6(ranges: readonly string[]): boolean {
  const parts = ranges
    .map((range) => {
      const [address, prefix] = IPv6.parseCIDR(range);
      const bytes = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      const length = 1n << (IPV6_BITS - BigInt(prefix));
      const start = bytes - (bytes % length);
      return { start, stop: start + length };
    })
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  let counted = 0n;
  let reached = 0n;
  for (const { start, stop } of parts) {
    if (stop <= reached) continue;
    counted += stop - (start > reached ? start : reached);
    reached = stop;
  }
  return counted > 1n << (IPV6_BITS - BigInt(WIDEST_KNOWN_NETWORK.ipv6));
}
