import { IPv4, IPv6 } from "ipaddr.js";

/** Whether a range lies wholly in another one, be they of IPv4 or of IPv6. */
export function containsRange(outer: string, inner: string): boolean {
  if (IPv4.isValidCIDR(outer) && IPv4.isValidCIDR(inner)) {
    const [[address, prefix], [innerAddress, innerPrefix]] = [IPv4.parseCIDR(outer), IPv4.parseCIDR(inner)];
    return innerPrefix >= prefix && innerAddress.match(address, prefix);
  }
  if (!outer.includes(":") || !inner.includes(":") || !IPv6.isValidCIDR(outer) || !IPv6.isValidCIDR(inner))
    return false;
  const [[address, prefix], [innerAddress, innerPrefix]] = [IPv6.parseCIDR(outer), IPv6.parseCIDR(inner)];
  return innerPrefix >= prefix && innerAddress.match(address, prefix);
}
