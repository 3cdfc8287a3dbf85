import { Token } from "cdktf";
import type { Construct } from "constructs";
import { unknownValue } from "../../aws/known-values";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import type { IHostedZone } from "../hosted-zone.types";
import type { CidrRouting, GeolocationRouting, GeoproximityRouting, RoutingPolicy } from "./routing.types";

/** Longest set identifier (Amazon Route 53 API Reference, `ResourceRecordSet`, as of 2026-11). */
const MAX_IDENTIFIER = 128;

const COUNTRY = /^([A-Z]{2}|\*)$/;
const STATE = /^[A-Z]{2}$/;
const CIDR_LOCATION = /^([0-9A-Za-z_-]{1,16}|\*)$/;

/** What of a record matters to how it is chosen. */
export interface Routable {
  readonly zone: IHostedZone;
  readonly type: string;
  readonly routing?: RoutingPolicy;
  /** Whether Route 53 learns that the record is unhealthy: by a health check, or by the target of an alias. */
  readonly tellsHealth: boolean;
  readonly hasHealthCheck: boolean;
  readonly isAlias: boolean;
}

/**
 * Adds what is wrong with the policy of one record: `RECORD_HEALTH_UNUSED`, `RECORD_IDENTIFIER_LENGTH`, `NUMBER_OUT_OF_RANGE`,
 * `RECORD_FAILOVER_HEALTH`, `REGION_UNKNOWN`, `RECORD_GEOLOCATION`, `RECORD_GEOPROXIMITY`, `RECORD_MULTIVALUE`, `RECORD_CIDR`.
 */
export function checkRouting(record: Construct, routable: Routable, problems: Problems): void {
  const { routing } = routable;
  if (!routing) {
    if (routable.hasHealthCheck) checkUnused(problems);
    return;
  }
  const { identifier } = routing;
  if (identifier !== undefined && (identifier.length === 0 || identifier.length > MAX_IDENTIFIER)) {
    problems.add("routing.identifier", {
      code: "RECORD_IDENTIFIER_LENGTH",
      message: "The set identifier has a length that Route 53 does not take.",
      found: `${identifier.length} characters`,
      expected: `1 to ${MAX_IDENTIFIER} characters`,
      fix: "shorten it, or leave it out",
    });
  }
  switch (routing.policy) {
    case "weighted":
      return;
    case "failover":
      if (routing.role === "primary" && !routable.tellsHealth) problems.add("routing.role", neverFailsOver(routable));
      return;
    case "latency":
      checkRegion(record, routing.region, problems);
      return;
    case "geolocation":
      checkGeolocation(routing, problems);
      return;
    case "geoproximity":
      checkRegion(record, routing.region, problems);
      checkGeoproximity(routing, problems);
      return;
    case "multivalue":
      checkMultivalue(routable, problems);
      return;
    case "cidr":
      checkCidr(routing, routable, problems);
  }
}

function checkUnused(problems: Problems): void {
  problems.add("healthCheck", {
    code: "RECORD_HEALTH_UNUSED",
    message: "A plain record is answered whether it is healthy or not: there is no other one to answer.",
    found: "healthCheck without routing",
    expected: "a health check only beside a routing policy",
    fix: "remove healthCheck, or give the record a routing policy",
  });
}

function neverFailsOver({ isAlias }: Routable) {
  return {
    code: "RECORD_FAILOVER_HEALTH",
    message: "The primary record would be answered for ever: nothing tells Route 53 that it is unhealthy.",
    found: isAlias ? "evaluateTargetHealth: false and no healthCheck" : "no healthCheck",
    expected: isAlias ? "an alias that evaluates the health of its target, or a health check" : "a health check",
    fix: isAlias
      ? "set evaluateTargetHealth to true, or give the record a healthCheck"
      : "give the record a healthCheck of the endpoint that it leads to",
  };
}

function checkRegion(record: Construct, region: string | undefined, problems: Problems): void {
  if (region === undefined) return;
  const unknown = unknownValue("regions", region, EnvironmentStack.of(record).environment.alsoKnown);
  if (unknown) problems.add("routing.region", unknown);
}

function checkGeolocation({ continent, country, subdivision }: GeolocationRouting, problems: Problems): void {
  const places = [continent && `continent ${continent}`, country && `country ${country}`].filter(Boolean);
  if (places.length !== 1) {
    problems.add("routing", {
      code: "RECORD_GEOLOCATION",
      message: "The record is for one place.",
      found: places.length === 0 ? "neither continent nor country" : places.join(" and "),
      expected: "a continent, or a country",
      fix: places.length === 0 ? 'write country: "*" for everywhere else' : "leave one of the two out",
    });
    return;
  }
  if (country !== undefined && !COUNTRY.test(country)) {
    problems.add("routing.country", {
      code: "RECORD_GEOLOCATION",
      message: "The country has a wrong form.",
      found: JSON.stringify(country),
      expected: "the two upper-case letters of ISO 3166-1, or * for everywhere else",
      fix: /^[a-z]{2}$/.test(country) ? `write ${country.toUpperCase()}` : "write its two letters, such as DE",
    });
  }
  if (subdivision === undefined || (country === "US" && STATE.test(subdivision))) return;
  problems.add("routing.subdivision", {
    code: "RECORD_GEOLOCATION",
    message: "Route 53 knows the states of the United States and no other parts of countries.",
    found: `${subdivision} of ${country ?? continent}`,
    expected: "two upper-case letters beside the country US",
    fix: "leave subdivision out, or write a state such as CA with the country US",
  });
}

function checkGeoproximity(routing: GeoproximityRouting, problems: Problems): void {
  const { region, localZoneGroup, latitude, longitude } = routing;
  const hasCoordinates = latitude !== undefined || longitude !== undefined;
  const places = [
    ...(region === undefined ? [] : ["region"]),
    ...(localZoneGroup === undefined ? [] : ["localZoneGroup"]),
    ...(hasCoordinates ? ["coordinates"] : []),
  ];
  if (places.length !== 1) {
    problems.add("routing", {
      code: "RECORD_GEOPROXIMITY",
      message: "The record has one place.",
      found: places.length === 0 ? "no place" : places.join(" and "),
      expected: "a region, a localZoneGroup, or latitude and longitude",
      fix: places.length === 0 ? "write the region that the record leads to" : "leave all but one out",
    });
  }
  if (hasCoordinates) {
    checkDegrees("latitude", latitude, 90, problems);
    checkDegrees("longitude", longitude, 180, problems);
  }
}

function checkDegrees(property: string, value: number | undefined, most: number, problems: Problems): void {
  if (value !== undefined && Math.abs(value) <= most && /^-?\d+(\.\d{1,2})?$/.test(String(value))) return;
  problems.add(`routing.${property}`, {
    code: "RECORD_GEOPROXIMITY",
    message: "The place has wrong degrees.",
    found: value === undefined ? "none" : String(value),
    expected: `-${most} to ${most}, with two decimals at most`,
    fix:
      value === undefined || Number.isNaN(value)
        ? `write the ${property} too`
        : `write ${Math.min(most, Math.max(-most, Math.round(value * 100) / 100))}`,
  });
}

function checkMultivalue({ type, isAlias }: Routable, problems: Problems): void {
  if (!isAlias && type !== "CNAME") return;
  problems.add("routing.policy", {
    code: "RECORD_MULTIVALUE",
    message: "Route 53 answers with several values of plain records only.",
    found: isAlias ? "multivalue for an alias record" : "multivalue for a CNAME record",
    expected: "multivalue for records with values that are not CNAME",
    fix: "use the policy weighted, with one weight for all",
  });
}

function checkCidr({ collectionId, location }: CidrRouting, { zone }: Routable, problems: Problems): void {
  if (zone.visibility === "private") {
    problems.add("routing.policy", {
      code: "RECORD_CIDR",
      message: "A private zone does not choose by networks.",
      found: `cidr in the private zone ${zone.zoneName}`,
      expected: "cidr in a public zone",
      fix: "put the record into a public zone, or use the policy weighted",
    });
  }
  if (!Token.isUnresolved(collectionId) && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(collectionId)) {
    problems.add("routing.collectionId", {
      code: "RECORD_CIDR",
      message: "The id is not that of a CIDR collection.",
      found: JSON.stringify(collectionId),
      expected: "a UUID in lower case",
      fix: "copy the id from `aws route53 list-cidr-collections`",
    });
  }
  if (CIDR_LOCATION.test(location)) return;
  problems.add("routing.location", {
    code: "RECORD_CIDR",
    message: "The location has a wrong form.",
    found: JSON.stringify(location),
    expected: "1 to 16 of letters, digits, _ and -, or * for everywhere else",
    fix: "write the name that the location has in the collection",
  });
}
