import { Token } from "cdktf";
import type { Construct } from "constructs";
import { IPv4, IPv6 } from "ipaddr.js";
import { unknownValue } from "../../aws/known-values";
import { checkNumber } from "../../core/checks/number-check";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { referenceText } from "../../core/texts/reference-text";
import { checkDomainName } from "../domain-name";
import type {
  AlarmHealthCheckProps,
  CalculatedHealthCheckProps,
  EndpointHealthCheckProps,
  HealthCheckProps,
  IHealthCheck,
} from "./health-check.types";

/**
 * Limits of a health check (Amazon Route 53 API Reference, `HealthCheckConfig`, and Amazon Route 53 Developer Guide, "Quotas", as of
 * 2026-11). An alarm's name: Amazon CloudWatch API Reference, `PutMetricAlarm`.
 */
const LIMITS = { text: 255, regions: 3, children: 255, alarmName: 256 } as const;

/**
 * Adds what is wrong with a health check: `HEALTH_CHECK_ENDPOINT`, `HEALTH_CHECK_ADDRESS`, `DOMAIN_NAME_INVALID`, `HEALTH_CHECK_PORT`,
 * `HEALTH_CHECK_INTERVAL`, `HEALTH_CHECK_PATH`, `HEALTH_CHECK_SEARCH`, `HEALTH_CHECK_SNI`, `HEALTH_CHECK_TCP`, `HEALTH_CHECK_REGIONS`, `HEALTH_CHECK_CHILDREN`, `HEALTH_CHECK_ALARM`,
 * `NUMBER_OUT_OF_RANGE`, `REGION_UNKNOWN`.
 */
export function checkHealthCheck(check: Construct, props: HealthCheckProps, problems: Problems): void {
  switch (props.kind) {
    case "endpoint":
      checkEndpoint(props, problems);
      return;
    case "calculated":
      checkCalculated(check, props, problems);
      return;
    case "alarm":
      checkAlarm(check, props, problems);
  }
}

function checkEndpoint(props: EndpointHealthCheckProps, problems: Problems): void {
  const { host, ipAddress, protocol, port, requestInterval } = props;
  if (host === undefined && ipAddress === undefined) {
    problems.add("", {
      code: "HEALTH_CHECK_ENDPOINT",
      message: "The health check has nothing to ask.",
      found: "neither host nor ipAddress",
      expected: "a host, an ipAddress, or both",
      fix: "write the host of one endpoint, such as tokyo.example.com",
    });
  }
  if (host !== undefined && !Token.isUnresolved(host)) checkDomainName(host, "host", problems, { underscore: true });
  if (ipAddress !== undefined) checkAddress(ipAddress, problems);
  if (protocol === "TCP" && port === undefined) {
    problems.add("port", {
      code: "HEALTH_CHECK_PORT",
      message: "TCP has no port of its own.",
      found: "protocol: TCP without a port",
      expected: "a port",
      fix: "write the port that the endpoint listens on",
    });
  }
  if (requestInterval !== undefined && ![10, 30].includes(requestInterval)) {
    problems.add("requestInterval", {
      code: "HEALTH_CHECK_INTERVAL",
      message: "Route 53 asks every 10 or every 30 seconds.",
      found: `${requestInterval} seconds`,
      expected: "10 or 30",
      fix: requestInterval < 20 ? "write 10, which costs more" : "write 30",
    });
  }
  checkRequest(props, problems);
  checkRegions(props, problems);
}

function checkAddress(address: string, problems: Problems): void {
  if (Token.isUnresolved(address)) return;
  const isAddress = IPv4.isValidFourPartDecimal(address) || (IPv6.isValid(address) && !address.includes("%"));
  const range = isAddress ? (IPv6.isValid(address) ? IPv6.parse(address) : IPv4.parse(address)).range() : undefined;
  if (range === "unicast") return;
  problems.add("ipAddress", {
    code: "HEALTH_CHECK_ADDRESS",
    message: "Health checkers ask over the internet, and reach public addresses only.",
    found: `"${address}"${range ? `, which is ${range}` : ""}`,
    expected: "a public IPv4 or IPv6 address",
    fix: "write the public address, or watch an alarm of what is private: kind: alarm",
  });
}

function checkRequest(props: EndpointHealthCheckProps, problems: Problems): void {
  const { protocol, path, searchString, enableSni } = props;
  if (protocol === "TCP") {
    const asked = [path !== undefined && "path", searchString !== undefined && "searchString"].filter(Boolean);
    for (const property of asked as string[]) problems.add(property, notOverTcp(property));
  } else if (path !== undefined && !(path.startsWith("/") && path.length <= LIMITS.text)) {
    problems.add("path", {
      code: "HEALTH_CHECK_PATH",
      message: "The path has a wrong form.",
      found: path.length > LIMITS.text ? `${path.length} characters` : JSON.stringify(path),
      expected: `/ and more, at most ${LIMITS.text} characters`,
      fix: path.length > LIMITS.text ? "shorten it" : `write "/${path}"`,
    });
  }
  if (searchString !== undefined && (searchString.length === 0 || searchString.length > LIMITS.text)) {
    problems.add("searchString", {
      code: "HEALTH_CHECK_SEARCH",
      message: "The text that the answer must hold has a length that Route 53 does not take.",
      found: `${searchString.length} characters`,
      expected: `1 to ${LIMITS.text} characters`,
      fix: searchString.length === 0 ? "leave searchString out" : "write a shorter part of the answer",
    });
  }
  if (enableSni === undefined || protocol === "HTTPS") return;
  problems.add("enableSni", {
    code: "HEALTH_CHECK_SNI",
    message: "There is no TLS that a host name could be sent for.",
    found: `enableSni: ${enableSni} with ${protocol}`,
    expected: "enableSni beside HTTPS only",
    fix: "remove enableSni",
  });
}

function notOverTcp(property: string) {
  return {
    code: "HEALTH_CHECK_TCP",
    message: "Over TCP a connection is all that is tried.",
    found: `${property} with protocol: TCP`,
    expected: `${property} beside HTTP or HTTPS only`,
    fix: `remove ${property}, or write protocol: HTTP`,
  };
}

function checkRegions({ regions }: EndpointHealthCheckProps, problems: Problems): void {
  if (regions === undefined || new Set(regions).size >= LIMITS.regions) return;
  problems.add("regions", {
    code: "HEALTH_CHECK_REGIONS",
    message: "Route 53 asks from three regions or more.",
    found: regions.length === 0 ? "none" : [...new Set(regions)].join(", "),
    expected: `at least ${LIMITS.regions} different regions`,
    fix: "leave regions out for all of them, or add some",
  });
}

function checkCalculated(
  check: Construct,
  { children, healthThreshold }: CalculatedHealthCheckProps<IHealthCheck>,
  problems: Problems,
): void {
  const ids = children.map(({ healthCheckId }) => referenceText(healthCheckId, check));
  if (ids.length === 0 || ids.length > LIMITS.children || new Set(ids).size < ids.length) {
    problems.add("children", {
      code: "HEALTH_CHECK_CHILDREN",
      message: "A calculated health check watches other ones, each once.",
      found: new Set(ids).size < ids.length ? "one that stands twice" : `${ids.length} health checks`,
      expected: `1 to ${LIMITS.children} different health checks`,
      fix: ids.length === 0 ? "name the health checks to watch" : "remove what is too much",
    });
    return;
  }
  if (problems.hasAt("healthThreshold")) return;
  const rule = { least: 1, most: ids.length, unit: "healthy health checks" };
  checkNumber(healthThreshold, rule, "healthThreshold", problems);
}

function checkAlarm(check: Construct, { alarmName, region }: AlarmHealthCheckProps, problems: Problems): void {
  if (!Token.isUnresolved(alarmName) && (alarmName.length === 0 || alarmName.length > LIMITS.alarmName)) {
    problems.add("alarmName", {
      code: "HEALTH_CHECK_ALARM",
      message: "The name is not that of an alarm.",
      found: `${alarmName.length} characters`,
      expected: `1 to ${LIMITS.alarmName} characters`,
      fix: "write the name of the alarm alone, without its ARN",
    });
  }
  if (region === undefined) return;
  const unknown = unknownValue("regions", region, EnvironmentStack.of(check).environment.alsoKnown);
  if (unknown) problems.add("region", unknown);
}
