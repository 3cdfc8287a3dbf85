import { checkNumber } from "../../core/checks/number-check";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import type {
  HealthCheckProps,
  HttpTargetGroupProps,
  TargetGroupProps,
  TransportTargetGroupProps,
} from "./target-group.types";

/** Elastic Load Balancing API Reference, `CreateTargetGroup` and `TargetGroupAttribute`, as of 2026-11. */
const MAX_INTERVAL = 300;
const SLOW_START = { least: 30, most: 900, unit: "seconds" };
const MAX_PATH = 1024;

/** What a target group is for. */
export type TargetGroupKind = "http" | "transport" | "lambda";

const TRANSPORTS: readonly string[] = ["TCP", "UDP", "TCP_UDP", "TLS"];

/** Whether the properties are those of a balancer for HTTP, for connections, or of a function. */
export function isTransport(props: TargetGroupProps): props is TransportTargetGroupProps {
  return "protocol" in props && TRANSPORTS.includes(props.protocol ?? "");
}

/** Checks the properties of a target group. */
export function checkTargetGroup(props: TargetGroupProps, problems: Problems): void {
  checkExactName("targetGroup", props.targetGroupName, problems, "targetGroupName");
  if (props.healthCheck) checkHealthCheck(props, props.healthCheck, problems);
  if (props.targetType === "lambda") return;
  if (isTransport(props)) checkClientIp(props, problems);
  else checkHttp(props, problems);
}

/**
 * Checks the whole name of a second group, which has no traffic at first; `TARGET_GROUP_GREEN` where there is no such group.
 *
 * @param blueGreen whether there are two groups
 */
export function checkGreenName(name: string | undefined, blueGreen: boolean, problems: Problems): void {
  if (name === undefined) return;
  if (blueGreen) {
    checkExactName("targetGroup", name, problems, "greenTargetGroupName");
    return;
  }
  problems.add("greenTargetGroupName", {
    code: "TARGET_GROUP_GREEN",
    message: "A second target group is named, and there is only one: nothing moves traffic between two.",
    found: `"${name}", and one target group`,
    expected: "no greenTargetGroupName, or a deployment by blue-green, linear, canary or codedeploy",
    fix: "leave out greenTargetGroupName: targetGroupName names the only group",
  });
}

/** Protocols whose targets always see the client's address. */
const KEEPS_CLIENT_IP: readonly string[] = ["UDP", "TCP_UDP"];

/**
 * Whether targets see the client's address, and network ACLs with them (Elastic Load Balancing, Network Load Balancers, "Edit target group
 * attributes for your Network Load Balancer", client IP preservation, as of 2026-11).
 */
export function keepsClientIp(props: TransportTargetGroupProps): boolean {
  if (KEEPS_CLIENT_IP.includes(props.protocol)) return true;
  return props.preserveClientIp ?? props.targetType === "instance";
}

function checkClientIp({ protocol, preserveClientIp }: TransportTargetGroupProps, problems: Problems): void {
  if (preserveClientIp !== false || !KEEPS_CLIENT_IP.includes(protocol)) return;
  problems.add("preserveClientIp", {
    code: "CLIENT_IP_ALWAYS_KEPT",
    message: "By UDP targets always see the client's address; AWS lets nobody switch that off.",
    found: `preserveClientIp: false with ${protocol}`,
    expected: "no preserveClientIp with UDP and TCP_UDP",
    fix: "leave preserveClientIp out, and let the security group of the targets admit the clients",
  });
}

function checkHttp({ slowStartSeconds = 0, algorithm, stickiness }: HttpTargetGroupProps, problems: Problems): void {
  if (slowStartSeconds > 0 && slowStartSeconds < SLOW_START.least)
    checkNumber(slowStartSeconds, SLOW_START, "slowStartSeconds", problems);
  if (slowStartSeconds !== 0 && algorithm !== undefined && algorithm !== "round_robin") {
    problems.add("slowStartSeconds", {
      code: "SLOW_START_ALGORITHM",
      message: "Slow start works with the algorithm round_robin only.",
      found: `slowStartSeconds: ${slowStartSeconds} with ${algorithm}`,
      expected: "one of the two",
      fix: "leave slowStartSeconds out, or use round_robin",
    });
  }
  if (stickiness?.cookie === "application" && !/^(?!AWSALB)[^\s;,=]+$/.test(stickiness.name)) {
    problems.add("stickiness.name", {
      code: "COOKIE_NAME",
      message: "The name is not one for a cookie of the application.",
      found: `"${stickiness.name}"`,
      expected: "a name without spaces, ; , and =; names that start with AWSALB are the balancer's own",
      fix: "write the name that the application sets, such as SESSION",
    });
  }
}

function checkHealthCheck(props: TargetGroupProps, check: HealthCheckProps, problems: Problems): void {
  const at = (name: keyof HealthCheckProps) => `healthCheck.${name}`;
  const { intervalSeconds, timeoutSeconds } = healthCheckTimes(props);
  if (intervalSeconds <= timeoutSeconds) {
    problems.add(at("intervalSeconds"), {
      code: "HEALTH_CHECK_INTERVAL",
      message: "The next health check would start before the last one is given up.",
      found: `every ${intervalSeconds} seconds, with ${timeoutSeconds} seconds to answer`,
      expected: "an interval that is longer than the timeout",
      fix: `use an interval of ${Math.min(MAX_INTERVAL, timeoutSeconds + 10)} seconds, or a shorter timeout`,
    });
  }
  checkProtocol(props, check, problems);
  checkPath(check.path, at("path"), problems);
  checkMatcher(props, check.matcher, at("matcher"), problems);
}

/** The times of a check, with the defaults. */
export function healthCheckTimes(props: TargetGroupProps): { intervalSeconds: number; timeoutSeconds: number } {
  const defaults = props.targetType === "lambda" ? { interval: 35, timeout: 30 } : { interval: 15, timeout: 5 };
  return {
    intervalSeconds: props.healthCheck?.intervalSeconds ?? defaults.interval,
    timeoutSeconds: props.healthCheck?.timeoutSeconds ?? defaults.timeout,
  };
}

function checkProtocol(props: TargetGroupProps, check: HealthCheckProps, problems: Problems): void {
  const transport = isTransport(props);
  if (check.protocol === "TCP" && !transport) {
    problems.add("healthCheck.protocol", {
      code: "HEALTH_CHECK_PROTOCOL",
      message: "Targets of an Application Load Balancer are asked by HTTP or HTTPS.",
      found: "TCP",
      expected: "HTTP or HTTPS",
      fix: "leave the protocol out, and name a path that answers",
    });
  }
  const byTcp = transport && (check.protocol ?? "TCP") === "TCP";
  const given = (["path", "matcher"] as const).filter((name) => check[name] !== undefined);
  if (byTcp && given.length > 0) {
    problems.add(`healthCheck.${given[0]}`, {
      code: "HEALTH_CHECK_TCP",
      message: "A check by TCP only opens a connection; it asks for no path and gets no answer.",
      found: given.map((name) => `${name}: "${check[name]}"`).join(", "),
      expected: "neither path nor matcher",
      fix: 'leave them out, or set protocol: "HTTP"',
    });
  }
}

function checkPath(path: string | undefined, property: string, problems: Problems): void {
  if (path === undefined || (/^\/\S*$/.test(path) && path.length <= MAX_PATH)) return;
  problems.add(property, {
    code: "HEALTH_CHECK_PATH",
    message: "The path of the health check is not a path.",
    found: `"${path}"`,
    expected: `/ and up to ${MAX_PATH} characters without spaces`,
    fix: asPath(path),
  });
}

function asPath(path: string): string {
  const written = `/${path.replace(/^\//, "").replace(/\s/g, encodeURIComponent)}`;
  return written.length > MAX_PATH ? "serve the check at a shorter path, such as /health" : `write "${written}"`;
}

/** `200`, `200-299`, `200,204`; each number within the range of the protocol. */
function checkMatcher(
  props: TargetGroupProps,
  matcher: string | undefined,
  property: string,
  problems: Problems,
): void {
  if (matcher === undefined) return;
  const [least, most] = answerRange(props);
  const form = /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/.test(matcher);
  const ranges = matcher.split(",").map((part) => part.split("-").map(Number));
  const within = ranges.every(([low = 0, high = low]) => low >= least && high <= most && low <= high);
  if (form && within) return;
  const isGrpc = least === 0;
  problems.add(property, {
    code: "HEALTH_CHECK_MATCHER",
    message: `The answers that mean well are not ${isGrpc ? "codes of gRPC" : "statuses of HTTP"}.`,
    found: `"${matcher}"`,
    expected: `numbers from ${least} to ${most}, as one (${isGrpc ? "0" : "200"}), a list (${isGrpc ? "0,12" : "200,204"}) or a range (${isGrpc ? "0-12" : "200-299"})`,
    fix: isGrpc ? 'write "0" for a server that knows the health checking protocol' : 'write "200"',
  });
}

function answerRange(props: TargetGroupProps): [number, number] {
  if (isTransport(props)) return [200, 599];
  return "version" in props && props.version === "GRPC" ? [0, 99] : [200, 499];
}
