import { IPv6 } from "ipaddr.js";
import type { Problems } from "../../core/errors";

/**
 * Reads an IPv6 range and adds a problem when it is none: `CIDR_MALFORMED`, or `CIDR_HOST_BITS` when the address is not the
 * first of its range.
 *
 * @param property where the text stands, for the problem's path
 * @param fixForIpv4 what to do when an IPv4 range was written
 * @returns the prefix length; `undefined` when a problem was added
 */
export function checkIpv6Cidr(
  text: string,
  property: string,
  problems: Problems,
  fixForIpv4 = "write an IPv6 range, or use the range where an IPv4 one is expected",
): number | undefined {
  if (!IPv6.isValidCIDR(text)) {
    problems.add(property, {
      code: "CIDR_MALFORMED",
      message: `\`${text}\` is not an IPv6 range.`,
      found: text,
      expected: "an IPv6 range such as 2001:db8::/32: an address, a slash, a prefix length from 0 to 128",
      fix: text.includes(".") ? fixForIpv4 : fixFor(text),
    });
    return undefined;
  }
  const [address, prefix] = IPv6.parseCIDR(text);
  const network = IPv6.networkAddressFromCIDR(text);
  if (address.toNormalizedString() === network.toNormalizedString()) return prefix;
  problems.add(property, {
    code: "CIDR_HOST_BITS",
    message: `\`${text}\` has host bits set: ${address.toString()} is not the first address of its /${prefix}.`,
    found: text,
    expected: "the first address of the range",
    fix: `write ${network.toString()}/${prefix}`,
  });
  return undefined;
}

/** What to do about a text that is no IPv6 range. */
function fixFor(text: string): string {
  const [address = "", ...lengths] = text.split("/");
  if (!IPv6.isValid(address) || lengths.length > 1) return "write an address such as 2001:db8:: and the prefix length";
  if (lengths.length === 1) return "use a prefix length from 0 to 128";
  return `write the prefix length: ${text}/128 is this address alone`;
}

/** Whether the IPv6 range `inner` lies wholly inside `outer`. Both must be valid. */
export function containsIpv6(outer: string, inner: string): boolean {
  const [outerAddress, outerPrefix] = IPv6.parseCIDR(outer);
  const [innerAddress, innerPrefix] = IPv6.parseCIDR(inner);
  return innerPrefix >= outerPrefix && innerAddress.match(outerAddress, outerPrefix);
}

/** The one way of writing an IPv6 range, which is AWS's too: lower case, zeros left out. */
export function canonicalIpv6Cidr(text: string): string {
  const [address, prefix] = IPv6.parseCIDR(text);
  return `${address.toRFC5952String()}/${prefix}`;
}
