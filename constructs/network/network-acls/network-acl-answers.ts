import type { PlannedAclRule } from "./network-acl-plan";

/** What answers to clients go out by (Amazon VPC User Guide, "Ephemeral ports", as of 2026-11). */
const EPHEMERAL_PORTS = { first: 1024, last: 65_535 } as const;

const ANYWHERE = "0.0.0.0/0";

/** Whether the rules of a network ACL let TCP answers out to any address: the first rule about them allows them all. */
export function answersAnywhere(rules: readonly PlannedAclRule[]): boolean {
  const [first] = rules
    .filter(({ direction, cidr, protocol }) => {
      return direction === "egress" && cidr === ANYWHERE && (protocol === "all" || protocol === "tcp");
    })
    .filter(({ fromPort = 0, toPort = EPHEMERAL_PORTS.last }) => {
      return fromPort <= EPHEMERAL_PORTS.last && toPort >= EPHEMERAL_PORTS.first;
    })
    .sort((a, b) => a.number - b.number);
  if (first?.action !== "allow") return false;
  const { fromPort = 0, toPort = EPHEMERAL_PORTS.last } = first;
  return fromPort <= EPHEMERAL_PORTS.first && toPort >= EPHEMERAL_PORTS.last;
}
