import type { Problems } from "../../core/errors";
import type { NetworkAclRule } from "./network-acl-props";

/** Whether the rule's protocol has ports. */
export function hasPorts(rule: NetworkAclRule): boolean {
  return rule.protocol === "tcp" || rule.protocol === "udp";
}

/**
 * The ports of a rule as first and last; `undefined` for a protocol without ports, and when a problem was added.
 */
export function parsePorts(
  rule: NetworkAclRule,
  problems: Problems,
  property: string,
): readonly [number, number] | undefined {
  if (!hasPorts(rule)) {
    if (rule.ports !== undefined) {
      problems.add(`${property}.ports`, {
        code: "NACL_PORTS_WITHOUT_PROTOCOL",
        message: "Only tcp and udp have ports.",
        found: `ports ${rule.ports} with protocol ${rule.protocol ?? "all"}`,
        expected: "no ports, or protocol tcp or udp",
        fix: 'add protocol: "tcp", or leave the ports out',
      });
    }
    return undefined;
  }
  if (rule.ports === undefined) return [0, 65_535];
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(rule.ports));
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match && first <= last && last <= 65_535) return [first, last];
  problems.add(`${property}.ports`, {
    code: "NACL_PORTS_INVALID",
    message: "The ports of the rule are not a port or a range of ports.",
    found: `"${rule.ports}"`,
    expected: "a port (443) or a range from lower to higher (8000-8080), 0 to 65535",
    fix: "write one of these forms",
  });
  return undefined;
}
