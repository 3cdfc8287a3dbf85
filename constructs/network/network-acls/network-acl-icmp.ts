import { checkNumber } from "../../core/checks/number-check";
import type { Problems } from "../../core/errors";
import type { PeerRange } from "./network-acl-peers";
import type { IcmpMessage, NetworkAclRule } from "./network-acl-props";

/** IANA, "Internet Control Message Protocol (ICMP) Parameters" and "… version 6 (ICMPv6) Parameters", as of 2026-11: eight bits each. */
const OCTET = { least: 0, most: 255, unit: "by IANA's list" };

/** Whether a rule is for a range: one with a message of one version of IP only is for that version. */
export function meantFor({ icmp }: NetworkAclRule): (range: PeerRange) => boolean {
  return (range) => icmp === undefined || icmp[versionOf(range)] !== undefined;
}

/** The message that a rule is for in a range. */
export function icmpOf({ icmp }: NetworkAclRule, range: Pick<PeerRange, "cidr">): { readonly icmp?: IcmpMessage } {
  const message = icmp?.[versionOf(range)];
  return message ? { icmp: message } : {};
}

function versionOf({ cidr }: Pick<PeerRange, "cidr">): "ipv4" | "ipv6" {
  return cidr === undefined ? "ipv6" : "ipv4";
}

/** Checks the messages of a rule. */
export function checkIcmp({ icmp, protocol = "all" }: NetworkAclRule, problems: Problems, property: string): void {
  if (icmp === undefined) return;
  if (protocol !== "icmp" || (icmp.ipv4 === undefined && icmp.ipv6 === undefined)) {
    problems.add(`${property}.icmp`, {
      code: "NACL_ICMP_UNUSED",
      message: "The rule names no message of ICMP, or is not for ICMP.",
      found: `protocol ${protocol} with a message for ${Object.keys(icmp).join(" and ") || "neither IPv4 nor IPv6"}`,
      expected: "protocol icmp with a message for IPv4, for IPv6, or for both",
      fix: 'leave icmp out, or write protocol: "icmp" and icmp: { ipv4: { type: 8 }, ipv6: { type: 128 } }',
    });
  }
  for (const version of ["ipv4", "ipv6"] as const) {
    checkNumber(icmp[version]?.type, OCTET, `${property}.icmp.${version}.type`, problems);
    checkNumber(icmp[version]?.code, OCTET, `${property}.icmp.${version}.code`, problems);
  }
}
