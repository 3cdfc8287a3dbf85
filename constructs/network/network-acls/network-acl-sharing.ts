import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import type { TierProps } from "../tiers/tier-props";
import type { PlannedAclRule } from "./network-acl-plan";

/** What a subnet in an open default network ACL lets in and out. */
export const OPEN_ACL: readonly PlannedAclRule[] = (["ingress", "egress"] as const).flatMap((direction) =>
  [{ cidr: "0.0.0.0/0" }, { ipv6Cidr: "::/0" }].map((range, index) => ({
    name: "open",
    inside: false,
    id: `${direction}-open-${index}`,
    direction,
    number: 100 + index,
    action: "allow" as const,
    protocol: "all" as const,
    ...range,
  })),
);

/** Checks the tiers that have no network ACL of their own: they share that of another tier, or have none, and then no rules. */
export function checkSharedAcls(tiers: readonly TierProps[], problems: Problems): void {
  const owners = tiers.filter((tier) => !tier.networkAclOf && !tier.withoutNetworkAcl).map(({ name }) => name);
  for (const tier of tiers) {
    const { name, networkAclOf, withoutNetworkAcl } = tier;
    const at = `tiers.${name}`;
    const without = withoutNetworkAcl ? "withoutNetworkAcl" : "networkAclOf";
    if (!networkAclOf && !withoutNetworkAcl) continue;
    if (withoutNetworkAcl) checkExemptionReason(withoutNetworkAcl.reason, `${at}.withoutNetworkAcl.reason`, problems);
    const others = [
      ...(networkAclOf && withoutNetworkAcl ? ["networkAclOf"] : []),
      ...(tier.networkAcl ? ["networkAcl"] : []),
      ...(tier.openings ? ["openings"] : []),
    ];
    if (others.length > 0) {
      problems.add(`${at}.${without}`, {
        code: "NACL_NOT_OWN",
        message: "A tier without a network ACL of its own has no rules of its own.",
        found: `${without} beside ${others.join(" and ")}`,
        expected: `${without} alone, or rules of its own`,
        fix: `remove ${others.join(" and ")}${networkAclOf && !withoutNetworkAcl ? `, or write them for the tier "${networkAclOf}"` : ""}, or remove ${without}`,
      });
    } else if (networkAclOf && !owners.includes(networkAclOf)) {
      problems.add(`${at}.networkAclOf`, {
        code: "NACL_SHARED_UNKNOWN",
        message: "The tier is to share a network ACL that there is not.",
        found: `"${networkAclOf}"`,
        expected: `a tier with a network ACL of its own: ${owners.join(", ") || "none"}`,
        fix: "name one of these, or leave networkAclOf out",
      });
    }
  }
}
