import { holdsReference } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";

/** Where something lies: in a subnet group of its own, in a tier, or in one that others make. */
export interface SubnetGroupOptions {
  readonly subnetGroupName?: string;
  readonly existingSubnetGroupName?: string;
  readonly tier?: string;
}

/** How a wrong choice of a subnet group is told. */
export interface SubnetGroupChoice {
  readonly kind: "dbSubnetGroup" | "cacheSubnetGroup";
  /** Put before the code. */
  readonly codePrefix: string;
  /** What lies in the group: `A database`. */
  readonly what: string;
}

/** Checks the names of the subnet group that is made, or of the one that is not: `EXACT_NAME_INVALID`, and `SUBNET_GROUPS` behind the prefix. */
export function checkSubnetGroup(
  { subnetGroupName, existingSubnetGroupName: existing, tier }: SubnetGroupOptions,
  { kind, codePrefix, what }: SubnetGroupChoice,
  problems: Problems,
): void {
  checkExactName(kind, subnetGroupName, problems, "subnetGroupName");
  if (existing === undefined) return;
  // AWS makes one of this name itself, which nobody else can.
  const isAsMade = holdsReference(existing) || existing === "default";
  if (!isAsMade) checkExactName(kind, existing, problems, "existingSubnetGroupName");
  const ofOwn = Object.entries({ subnetGroupName, tier }).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (ofOwn.length === 0) return;
  problems.add("existingSubnetGroupName", {
    code: `${codePrefix}SUBNET_GROUPS`,
    message: `${what} lies in one subnet group: one that it makes, or one that exists.`,
    found: `existingSubnetGroupName beside ${ofOwn.join(" and ")}`,
    expected: "existingSubnetGroupName alone, or a tier and a subnetGroupName for a group of its own",
    fix: `leave out ${ofOwn.join(" and ")}; or leave out existingSubnetGroupName`,
  });
}
