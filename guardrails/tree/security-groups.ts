import { type SecurityRule, securityRules } from "../../review/findings/security-rules";
import type { Estate } from "./estate";
import type { Resource } from "./resource";

/** A rule of a security group, and the resource that it stands in. */
export interface GroupRule extends SecurityRule {
  readonly resource: Resource;
  /** Groups that it names. */
  readonly groups: readonly Resource[];
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
  const rules = securityRules(resource.type, resource.values);
  return rules.map((rule) => ({ ...rule, resource, groups: groupsIn(rule, rules, resource) }));
}

/** The groups that a rule names; of several that stand in one group each has those whose reference or id it holds. */
function groupsIn(rule: SecurityRule, all: readonly SecurityRule[], resource: Resource): readonly Resource[] {
  if (STANDALONE.includes(resource.type)) {
    return ["referenced_security_group_id", "source_security_group_id"].flatMap((one) => resource.targets(one));
  }
  const named = resource.targets(rule.direction).filter(({ type }) => type === "aws_security_group");
  if (all.filter(({ direction }) => direction === rule.direction).length === 1) return named;
  return named.filter((group) =>
    rule.peers.some((peer) => peer.includes(`${group.address}.`) || peer === group.at("id")),
  );
}

/** Whether a rule lets a port of TCP or UDP through, as far as its ports are known. */
export function coversPort({ protocol, from, to, hasUnknownPort = false }: SecurityRule, port: number): boolean {
  if (["-1", "all"].includes(protocol)) return true;
  if (!["tcp", "udp", "6", "17"].includes(protocol)) return false;
  const [first, last] = [from ?? to, to ?? from];
  return first === undefined || last === undefined ? !hasUnknownPort : first <= port && port <= last;
}

/** Groups of a resource's network interfaces, by the attribute that its type has for them. */
export function groupsOf(resource: Resource, attribute: string): readonly Resource[] {
  return resource.targets(attribute).filter(({ type }) => type === "aws_security_group");
}
