import type { Problems } from "../../constructs/core/errors";
import type { DnsProps, ZoneSpec } from "./dns-stack.types";

/**
 * Adds what is wrong between the parts of a section: `DNS_ZONE_EXISTS`, `DNS_ZONE_VPCS`, `DNS_DELEGATED_BY`,
 * `DNS_HEALTH_CHECK_UNKNOWN`. What a single construct refuses, it says itself.
 */
export function checkDns(props: DnsProps, problems: Problems): void {
  const { zones, healthChecks = {} } = props;
  for (const [name, zone] of Object.entries(zones)) {
    checkExisting(name, zone, problems);
    checkVisibility(name, zone, problems);
    checkDelegated(name, zone, zones, problems);
    for (const [record, { healthCheck }] of Object.entries(zone.records ?? {})) {
      if (healthCheck === undefined || Object.hasOwn(healthChecks, healthCheck)) continue;
      unknownCheck(`zones.${name}.records.${record}.healthCheck`, healthCheck, Object.keys(healthChecks), problems);
    }
  }
  const watchable = Object.keys(healthChecks).filter((name) => healthChecks[name]?.kind !== "calculated");
  for (const [name, check] of Object.entries(healthChecks)) {
    if (check.kind !== "calculated") continue;
    for (const child of check.children.filter((one) => !watchable.includes(one))) {
      unknownCheck(`healthChecks.${name}.children`, child, watchable, problems);
    }
  }
}

/** Nothing is made of a zone that exists. */
function checkExisting(name: string, { zoneId, comment, tags }: ZoneSpec, problems: Problems): void {
  if (zoneId === undefined) return;
  for (const property of [...(comment === undefined ? [] : ["comment"]), ...(tags === undefined ? [] : ["tags"])]) {
    problems.add(`zones.${name}.${property}`, {
      code: "DNS_ZONE_EXISTS",
      message: "The zone exists, so nothing of it is made or changed here but its records.",
      found: `${property} for the zone ${zoneId}`,
      expected: `${property} only for a zone that is made here`,
      fix: `remove ${property}, or remove zoneId for a new zone`,
    });
  }
}

function checkVisibility(name: string, { visibility = "public", vpcs }: ZoneSpec, problems: Problems): void {
  if (visibility === "private" || vpcs === undefined) return;
  problems.add(`zones.${name}.vpcs`, {
    code: "DNS_ZONE_VPCS",
    message: "Everybody may ask a public zone, so no VPC is associated with it.",
    found: `vpcs for the public zone ${name}`,
    expected: "vpcs for private zones only",
    fix: "remove vpcs, or write visibility: private",
  });
}

function checkDelegated(name: string, zone: ZoneSpec, zones: DnsProps["zones"], problems: Problems): void {
  const { delegatedBy, zoneId } = zone;
  if (delegatedBy === undefined) return;
  const others = Object.keys(zones).filter((one) => one !== name && zones[one]?.visibility !== "private");
  if (!others.includes(delegatedBy)) {
    problems.add(`zones.${name}.delegatedBy`, {
      code: "DNS_DELEGATED_BY",
      message: "No other public zone of this section has the name.",
      found: `"${delegatedBy}"`,
      expected: others.length > 0 ? others.join(", ") : "a public zone beside this one",
      fix: "write the name of the zone above, or leave delegatedBy out",
    });
  } else if (zoneId !== undefined) {
    problems.add(`zones.${name}.delegatedBy`, {
      code: "DNS_DELEGATED_BY",
      message: "The name servers of a zone that exists are not known here.",
      found: `delegatedBy: ${delegatedBy} for the zone ${zoneId}`,
      expected: "delegatedBy only for a zone that is made here",
      fix: `remove delegatedBy, and write the name servers into delegations of ${delegatedBy}`,
    });
  }
}

function unknownCheck(property: string, name: string, known: readonly string[], problems: Problems): void {
  problems.add(property, {
    code: "DNS_HEALTH_CHECK_UNKNOWN",
    message: "There is no such health check to look at.",
    found: `"${name}"`,
    expected: known.length > 0 ? known.join(", ") : "a health check of healthChecks",
    fix: known.length > 0 ? "take one of them, or leave it out" : "add it to healthChecks, or leave it out",
  });
}
