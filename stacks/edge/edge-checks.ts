import type { Environment } from "../../constructs/core/environments/environment";
import { checkExemptionReason } from "../../constructs/core/environments/exemptions";
import type { Problems } from "../../constructs/core/errors";
import type { DnsProps } from "../dns/dns-stack.types";
import { checkEdgeBalancer } from "./edge-balancer-checks";
import { checkEdgeNetwork } from "./edge-network-checks";
import type { DomainProps, EdgeProps, NameRecord } from "./edge-stack.types";

/**
 * Adds what is wrong with an edge as a whole: `EDGE_WITHOUT_DOMAIN`, `PLAIN_HTTP_WITH_DOMAIN`, `PLAIN_HTTP_PROTECTED`,
 * `DISTRIBUTION_WITHOUT_DOMAIN`, `STATIC_PATH_INVALID`, `RECORD_ADOPT_ZONE`, `ZONE_STEP_UNUSED`, `EDGE_ZONE_TWICE`,
 * `EDGE_ZONE_UNKNOWN`, `ACCESS_LOGS_MISSING`, `WEB_ACL_MISSING`, and
 * what `checkEdgeBalancer` and `checkEdgeNetwork` add. What a single construct refuses, it says itself.
 */
export function checkEdge(
  environment: Environment,
  props: EdgeProps,
  dns: DnsProps | undefined,
  problems: Problems,
): void {
  checkZone(props, dns, problems);
  checkProtocol(environment, props, problems);
  checkEdgeBalancer(props, problems);
  checkEdgeNetwork(props, problems);
  checkDistribution(props, problems);
  checkStep(props, problems);
  if (environment.protect) checkProtected(environment, props, problems);
}

/** A zone of the section `dns` is public and has the name of the domain; whatever is made of it is made there. */
function checkZone({ domain }: EdgeProps, dns: DnsProps | undefined, problems: Problems): void {
  if (domain?.zone === undefined) return;
  const zones = dns?.zones ?? {};
  const taken = Object.hasOwn(zones, domain.zone) ? zones[domain.zone] : undefined;
  if (domain.zoneId !== undefined) {
    problems.add("domain.zone", {
      code: "EDGE_ZONE_TWICE",
      message: "The domain lies in one zone.",
      found: `zone: ${domain.zone} and zoneId: ${domain.zoneId}`,
      expected: "one of the two, or neither for a zone that is made here",
      fix: "leave out zone, or zoneId",
    });
  } else if (taken?.zoneName !== domain.name || taken.visibility === "private") {
    const fitting = Object.keys(zones).filter(
      (name) => zones[name]?.zoneName === domain.name && zones[name]?.visibility !== "private",
    );
    problems.add("domain.zone", {
      code: "EDGE_ZONE_UNKNOWN",
      message: "The section dns has no such public zone of the domain.",
      found: taken
        ? `${domain.zone}, which is the ${taken.visibility ?? "public"} zone ${taken.zoneName}`
        : `"${domain.zone}"`,
      expected: fitting.length > 0 ? fitting.join(", ") : `a public zone of dns.zones with zoneName: ${domain.name}`,
      fix: fitting.length > 0 ? `write zone: ${fitting[0]}` : "leave zone out, or add the zone to dns.zones",
    });
  }
}

/** Where the zone exists, there is nothing to wait for. */
function checkStep({ domain }: EdgeProps, problems: Problems): void {
  const zone = domain?.zoneId ?? domain?.zone;
  if (domain?.delegated !== false || zone === undefined) return;
  problems.add("domain.delegated", {
    code: "ZONE_STEP_UNUSED",
    message: "The zone exists, so its name servers are known, and nothing has to be made first.",
    found: `delegated: false with the zone ${zone}`,
    expected: "delegated: false only for a zone that is made here",
    fix: "remove delegated",
  });
}

function checkProtocol({ name, protect }: Environment, { domain, plainHttp }: EdgeProps, problems: Problems): void {
  if (domain && plainHttp) {
    problems.add("plainHttp", {
      code: "PLAIN_HTTP_WITH_DOMAIN",
      message: "The edge has a domain and speaks HTTPS; there is nothing to give a reason for.",
      found: `plainHttp and the domain ${domain.name}`,
      expected: "a domain, or plainHttp with a reason",
      fix: "remove plainHttp",
    });
  } else if (plainHttp && protect) {
    problems.add("plainHttp", {
      code: "PLAIN_HTTP_PROTECTED",
      message: "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
      found: `plainHttp in ${name}: ${plainHttp.reason}`,
      expected: "a domain",
      fix: `declare the environment's domain, such as domain: { name: ${name}.example.com }, and remove plainHttp`,
    });
  } else if (!domain && !plainHttp) {
    problems.add("domain", {
      code: "EDGE_WITHOUT_DOMAIN",
      message: "The edge has no domain that a certificate could be for, and nothing says why it speaks plain HTTP.",
      found: "neither domain nor plainHttp",
      expected: protect ? "a domain" : "a domain, or plainHttp with a reason",
      fix: `declare the environment's domain, such as domain: { name: ${name}.example.com }`,
    });
  }
}

function checkDistribution({ domain, distribution, plainHttp }: EdgeProps, problems: Problems): void {
  if (!distribution) return;
  // An edge with neither is told as that.
  if (!domain && plainHttp) {
    problems.add("distribution", {
      code: "DISTRIBUTION_WITHOUT_DOMAIN",
      message: "CloudFront has no name to be reached by, and no certificate for its way to the load balancer.",
      found: "a distribution and no domain",
      expected: "a distribution only with a domain",
      fix: "declare the domain, or remove the distribution",
    });
  }
  const { staticPath = "/static/*", publicOrigin, apexRecord, wildcardRecord } = distribution;
  if (domain) {
    checkAdopted("apexRecord", apexRecord, domain, problems);
    checkAdopted("wildcardRecord", wildcardRecord, domain, problems);
  }
  if (publicOrigin) checkExemptionReason(publicOrigin.reason, "distribution.publicOrigin.reason", problems);
  if (/^\/[^*?]/.test(staticPath)) return;
  problems.add("distribution.staticPath", {
    code: "STATIC_PATH_INVALID",
    message: "The path does not set the static files apart from the services.",
    found: JSON.stringify(staticPath),
    expected: "/ and at least one character before the first wildcard",
    fix: /^[^/*?]/.test(staticPath) ? `write "/${staticPath}"` : 'for example "/static/*"',
  });
}

/** A new zone has no record that could be taken over, and Terraform must know the zone's id before the apply. */
function checkAdopted(
  property: string,
  record: NameRecord | undefined,
  { name, zoneId }: DomainProps,
  problems: Problems,
): void {
  if (record === undefined || record === "leave" || record.adopt.length === 0 || zoneId !== undefined) return;
  problems.add(`distribution.${property}.adopt`, {
    code: "RECORD_ADOPT_ZONE",
    message: "The zone is made here, so it has no record that could be taken over.",
    found: `adopt: [${record.adopt.join(", ")}] in a new zone ${name}`,
    expected: "adopt only where domain.zoneId names a zone that exists",
    fix: `write the id of the zone that has the record into domain.zoneId, or remove ${property}`,
  });
}

/** Said in the words of the edge; the constructs would ask for what the edge makes by itself. */
function checkProtected({ name }: Environment, { webAcl, accessLogDays }: EdgeProps, problems: Problems): void {
  if (accessLogDays === false) {
    problems.add("accessLogDays", {
      code: "ACCESS_LOGS_MISSING",
      message:
        "The edge of a protected environment keeps access logs: without them nobody can tell who asked for what.",
      found: `accessLogDays: false in ${name}`,
      expected: "a number of days",
      fix: "remove accessLogDays, which keeps them for 90 days, or write a number",
    });
  }
  if (webAcl === false) {
    problems.add("webAcl", {
      code: "WEB_ACL_MISSING",
      message: "The edge of a protected environment has a web ACL between the internet and its services.",
      found: `webAcl: false in ${name}`,
      expected: "a web ACL",
      fix: "remove webAcl, which leaves AWS's rule groups and a rate limit, or let groups only count: countOnly: true",
    });
  }
}
