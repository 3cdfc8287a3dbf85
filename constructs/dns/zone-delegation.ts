import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { GroundplanError, type Problem, Problems } from "../core/errors";
import { checkDomainName, isWithin } from "./domain-name";
import type { DelegatedZone, IHostedZone } from "./hosted-zone.types";
import { addressByName } from "./record-address";
import { noteRecord } from "./record-book";

/** Seconds that a resolver keeps the name servers: an hour, so that a zone that is made anew is found again soon. */
const TTL = 3600;

/** Properties of {@link ZoneDelegation}. */
export interface ZoneDelegationProps {
  readonly zone: IHostedZone;
  readonly child: DelegatedZone;
}

/** The NS record in a zone that hands a child's names to the child's name servers. Made by `zone.delegate(child)`. */
export class ZoneDelegation extends BaseConstruct {
  readonly record: Route53Record;

  /** @throws GroundplanError `DELEGATION_OUTSIDE`, `DELEGATION_PRIVATE`, `DELEGATION_NAME_SERVERS`, `DOMAIN_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ZoneDelegationProps) {
    super(scope, id);
    const { zone, child } = props;
    const problems = delegationProblems(zone.node.path, zone, child);
    if (problems.length > 0) throw new GroundplanError(problems);
    this.record = new Route53Record(this, "record", {
      zoneId: zone.zoneId,
      name: child.zoneName,
      type: "NS",
      ttl: TTL,
      records: Token.isUnresolved(child.nameServers) ? [...child.nameServers] : [...child.nameServers].sort(),
    });
    addressByName(this.record, zone, child.zoneName, "NS");
    noteRecord(this, zone, { name: child.zoneName, type: "NS" });
  }
}

/**
 * What is wrong with a delegation, also from a zone that could not be made.
 *
 * @param path path of the zone
 */
export function delegationProblems(
  path: string,
  zone: Pick<IHostedZone, "zoneName" | "visibility">,
  child: DelegatedZone,
): readonly Problem[] {
  const problems = new Problems(path);
  const at = `delegate(${child.zoneName})`;
  if (zone.visibility === "private" || isPrivate(child)) {
    problems.add(at, {
      code: "DELEGATION_PRIVATE",
      message: "Route 53 resolves no delegation from or to a private zone.",
      found: `${zone.zoneName} is ${zone.visibility}, ${child.zoneName} is ${isPrivate(child) ? "private" : "public"}`,
      expected: "two public zones",
      fix: "leave the delegation out: a VPC that both zones are associated with asks the one with the longer name",
    });
  }
  // What lies below a name that is none is not known.
  const isZone = checkDomainName(zone.zoneName, "", new Problems(""));
  if (checkDomainName(child.zoneName, at, problems) && isZone && !isBelow(child.zoneName, zone.zoneName)) {
    problems.add(at, {
      code: "DELEGATION_OUTSIDE",
      message: "A zone hands on names below its own name only.",
      found: `${child.zoneName} in the zone ${zone.zoneName}`,
      expected: `a name that ends in .${zone.zoneName}`,
      fix: "delegate from the zone that the child's name ends in",
    });
  }
  checkNameServers(child, at, problems);
  return problems.list;
}

function checkNameServers(child: DelegatedZone, at: string, problems: Problems): void {
  if (Token.isUnresolved(child.nameServers)) return;
  for (const [index, server] of child.nameServers.entries()) {
    if (!Token.isUnresolved(server)) checkDomainName(server, `${at}.nameServers[${index}]`, problems);
  }
  if (new Set(child.nameServers).size === child.nameServers.length && child.nameServers.length >= 2) return;
  problems.add(`${at}.nameServers`, {
    code: "DELEGATION_NAME_SERVERS",
    message: "A zone is answered by two or more different name servers (RFC 1034, section 4.1).",
    found: child.nameServers.length === 0 ? "none" : child.nameServers.join(", "),
    expected: "the name servers of the child zone; Route 53 gives four",
    fix: "copy the list from the output of the stack that makes the child zone",
  });
}

function isPrivate(child: DelegatedZone): boolean {
  return "visibility" in child && child.visibility === "private";
}

function isBelow(name: string, domain: string): boolean {
  return name !== domain && isWithin(name, domain);
}
