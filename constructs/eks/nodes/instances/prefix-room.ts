import { Token } from "cdktf";
import type { Problems } from "../../../core/errors";
import type { ISubnet } from "../../../network/network.types";

/**
 * Adds `EKS_PREFIX_ROOM` where no interface could get a prefix. A prefix is a whole, aligned /28; AWS keeps the first four addresses of a
 * subnet and the last one, so that a /27 has none (Amazon VPC User Guide, "Subnet CIDR blocks"; Amazon EKS User Guide, "Assign more IP
 * addresses to Amazon EKS nodes with prefixes", as of 2026-11).
 *
 * @param tier name of the subnets' tier
 */
export function checkPrefixRoom(tier: string, subnets: readonly ISubnet[], at: string, problems: Problems): void {
  const small = subnets.filter(({ cidr }) => !Token.isUnresolved(cidr) && Number(cidr.split("/")[1]) > 26);
  if (small.length === 0) return;
  problems.add(at, {
    code: "EKS_PREFIX_ROOM",
    message:
      "With prefix delegation pods get their addresses by whole /28 blocks, and the subnet has none that is free.",
    found: `tier "${tier}": ${small.map(({ cidr, zone }) => `${cidr} in ${zone}`).join(", ")}`,
    expected: "subnets of /26 or larger",
    fix: "give the tier larger subnets, or set addons.vpc-cni.prefixDelegation to false",
  });
}
