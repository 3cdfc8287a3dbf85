import { type SecurityRule, securityRules } from "../../review/findings/security-rules";
import type { Estate } from "./estate";
import type { Resource } from "./resource";

/** A rule of a security group, and the resource that it stands in. */
export interface GroupRule extends SecurityRule {
  readonly resource: Resource;
}

/** Types of resources that are rules of a group which they name. */
const STANDALONE = [
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

/** Rules by group, however they are written, for `estate.derived`. */
export function rulesByGroup(estate: Estate): ReadonlyMap<Resource, readonly GroupRule[]> {
  const found = new Map<Resource, GroupRule[]>();
  for (const group of estate.all("aws_security_group", "aws_default_security_group")) found.set(group, rulesIn(group));
  for (const resource of estate.all(...STANDALONE)) {
    for (const group of resource.targets("security_group_id")) found.get(group)?.push(...rulesIn(resource));
  }
  return found;
}

function rulesIn(resource: Resource): GroupRule[] {
  return securityRules(resource.type, resource.values).map((rule) => ({ ...rule, resource }));
}

/** Whether a rule lets a port of TCP or UDP through. */
export function coversPort({ protocol, from, to }: SecurityRule, port: number): boolean {
  if (["-1", "all"].includes(protocol)) return true;
  if (!["tcp", "udp", "6", "17"].includes(protocol)) return false;
  return from === undefined || (from <= port && port <= (to ?? from));
}

/** Groups of a resource's network interfaces, by the attribute that its type has for them. */
export function groupsOf(resource: Resource, attribute: string): readonly Resource[] {
  return resource.targets(attribute).filter(({ type }) => type === "aws_security_group");
}
