import type { Problem } from "../../../../constructs/core/errors";
import { TargetGroup, type TargetGroupProps } from "../../../../constructs/load-balancing";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { edgeProblems } from "../support";

const network = { vpcId: "vpc-0123456789abcdef0" };
const base = { network, port: 8080 } as const;

type Refused = Omit<Problem, "path"> & { readonly property: string };

const number = (property: string, found: string, range: string, fix: number): Refused => ({
  property,
  code: "NUMBER_OUT_OF_RANGE",
  message: "The number is not one that AWS takes.",
  found,
  expected: `a whole number from ${range}`,
  fix: `use ${fix}`,
});

type Case = readonly [string, TargetGroupProps, Refused, (readonly Way<TargetGroupProps>[])?];

const REFUSED: readonly Case[] = [
  [
    "a port that does not exist",
    { ...base, port: 70_000 },
    number("port", "70000 as a port", "1 to 65535", 65_535),
    [{ says: "use 65535", to: { ...base, port: 65_535 } }],
  ],
  [
    "a deregistration delay of more than an hour",
    { ...base, deregistrationDelaySeconds: 3601 },
    number("deregistrationDelaySeconds", "3601 seconds", "0 to 3600", 3600),
    [{ says: "use 3600", to: { ...base, deregistrationDelaySeconds: 3600 } }],
  ],
  [
    "a threshold of one check",
    { ...base, healthCheck: { healthyThreshold: 1 } },
    number("healthCheck.healthyThreshold", "1 checks", "2 to 10", 2),
    [{ says: "use 2", to: { ...base, healthCheck: { healthyThreshold: 2 } } }],
  ],
  [
    "a threshold of eleven checks",
    { ...base, healthCheck: { unhealthyThreshold: 11 } },
    number("healthCheck.unhealthyThreshold", "11 checks", "2 to 10", 10),
    [{ says: "use 10", to: { ...base, healthCheck: { unhealthyThreshold: 10 } } }],
  ],
  [
    "a slow start of ten seconds",
    { ...base, slowStartSeconds: 10 },
    number("slowStartSeconds", "10 seconds", "30 to 900", 30),
    [{ says: "use 30", to: { ...base, slowStartSeconds: 30 } }],
  ],
  [
    "a cookie that lasts eight days",
    { ...base, stickiness: { cookie: "load-balancer", seconds: 691_200 } },
    number("stickiness.seconds", "691200 seconds", "1 to 604800", 604_800),
    [{ says: "use 604800", to: { ...base, stickiness: { cookie: "load-balancer", seconds: 604_800 } } }],
  ],
  [
    "an interval that is not longer than the timeout",
    { ...base, healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } },
    {
      property: "healthCheck.intervalSeconds",
      code: "HEALTH_CHECK_INTERVAL",
      message: "The next health check would start before the last one is given up.",
      found: "every 10 seconds, with 10 seconds to answer",
      expected: "an interval that is longer than the timeout",
      fix: "use an interval of 20 seconds, or a shorter timeout",
    },
    [
      {
        says: "use an interval of 20 seconds",
        to: { ...base, healthCheck: { intervalSeconds: 20, timeoutSeconds: 10 } },
      },
      { says: "a shorter timeout", to: { ...base, healthCheck: { intervalSeconds: 10, timeoutSeconds: 9 } } },
    ],
  ],
  [
    "a timeout that is longer than the interval of its own accord",
    { ...base, healthCheck: { timeoutSeconds: 20 } },
    {
      property: "healthCheck.intervalSeconds",
      code: "HEALTH_CHECK_INTERVAL",
      message: "The next health check would start before the last one is given up.",
      found: "every 15 seconds, with 20 seconds to answer",
      expected: "an interval that is longer than the timeout",
      fix: "use an interval of 30 seconds, or a shorter timeout",
    },
    [
      {
        says: "use an interval of 30 seconds",
        to: { ...base, healthCheck: { intervalSeconds: 30, timeoutSeconds: 20 } },
      },
    ],
  ],
  [
    "a health check of a path without its slash",
    { ...base, healthCheck: { path: "health" } },
    {
      property: "healthCheck.path",
      code: "HEALTH_CHECK_PATH",
      message: "The path of the health check is not a path.",
      found: '"health"',
      expected: "/ and up to 1024 characters without spaces",
      fix: 'write "/health"',
    },
    [{ says: 'write "/health"', to: { ...base, healthCheck: { path: "/health" } } }],
  ],
  [
    "a health check of a path with spaces",
    { ...base, healthCheck: { path: "/health of all" } },
    {
      property: "healthCheck.path",
      code: "HEALTH_CHECK_PATH",
      message: "The path of the health check is not a path.",
      found: '"/health of all"',
      expected: "/ and up to 1024 characters without spaces",
      fix: 'write "/health%20of%20all"',
    },
    [{ says: 'write "/health%20of%20all"', to: { ...base, healthCheck: { path: "/health%20of%20all" } } }],
  ],
  [
    "a health check of a path that is too long",
    { ...base, healthCheck: { path: `/${"x".repeat(1024)}` } },
    {
      property: "healthCheck.path",
      code: "HEALTH_CHECK_PATH",
      message: "The path of the health check is not a path.",
      found: `"/${"x".repeat(998)} … (1027 characters)`,
      expected: "/ and up to 1024 characters without spaces",
      fix: "serve the check at a shorter path, such as /health",
    },
    [{ says: "at a shorter path, such as /health", to: { ...base, healthCheck: { path: "/health" } } }],
  ],
  [
    "answers that are no statuses",
    { ...base, healthCheck: { matcher: "2xx" } },
    {
      property: "healthCheck.matcher",
      code: "HEALTH_CHECK_MATCHER",
      message: "The answers that mean well are not statuses of HTTP.",
      found: '"2xx"',
      expected: "numbers from 200 to 499, as one (200), a list (200,204) or a range (200-299)",
      fix: 'write "200"',
    },
    [{ says: 'write "200"', to: { ...base, healthCheck: { matcher: "200" } } }],
  ],
  [
    "a reversed range of answers",
    { ...base, healthCheck: { matcher: "299-200" } },
    {
      property: "healthCheck.matcher",
      code: "HEALTH_CHECK_MATCHER",
      message: "The answers that mean well are not statuses of HTTP.",
      found: '"299-200"',
      expected: "numbers from 200 to 499, as one (200), a list (200,204) or a range (200-299)",
      fix: 'write "200"',
    },
    [{ says: 'write "200"', to: { ...base, healthCheck: { matcher: "200" } } }],
  ],
  [
    "statuses of HTTP for gRPC",
    { ...base, version: "GRPC", healthCheck: { matcher: "200" } },
    {
      property: "healthCheck.matcher",
      code: "HEALTH_CHECK_MATCHER",
      message: "The answers that mean well are not codes of gRPC.",
      found: '"200"',
      expected: "numbers from 0 to 99, as one (0), a list (0,12) or a range (0-12)",
      fix: 'write "0" for a server that knows the health checking protocol',
    },
    [{ says: 'write "0"', to: { ...base, version: "GRPC", healthCheck: { matcher: "0" } } }],
  ],
  [
    "a check by TCP behind a balancer for HTTP",
    { ...base, healthCheck: { protocol: "TCP" } },
    {
      property: "healthCheck.protocol",
      code: "HEALTH_CHECK_PROTOCOL",
      message: "Targets of an Application Load Balancer are asked by HTTP or HTTPS.",
      found: "TCP",
      expected: "HTTP or HTTPS",
      fix: "leave the protocol out, and name a path that answers",
    },
    [
      {
        says: "leave the protocol out, and name a path that answers",
        to: { ...base, healthCheck: { path: "/health" } },
      },
    ],
  ],
  [
    "a path for a check by TCP",
    { ...base, protocol: "TCP", healthCheck: { path: "/health", matcher: "200" } },
    {
      property: "healthCheck.path",
      code: "HEALTH_CHECK_TCP",
      message: "A check by TCP only opens a connection; it asks for no path and gets no answer.",
      found: 'path: "/health", matcher: "200"',
      expected: "neither path nor matcher",
      fix: 'leave them out, or set protocol: "HTTP"',
    },
    [
      { says: "leave them out", to: { ...base, protocol: "TCP", healthCheck: {} } },
      {
        says: 'set protocol: "HTTP"',
        to: { ...base, protocol: "TCP", healthCheck: { protocol: "HTTP", path: "/health", matcher: "200" } },
      },
    ],
  ],
  // Elastic Load Balancing, Network Load Balancers, "Edit target group attributes", client IP preservation, as of 2026-11.
  ...(["UDP", "TCP_UDP"] as const).map(
    (protocol): Case => [
      `the client's address hidden by ${protocol}`,
      { network, port: 53, protocol, preserveClientIp: false },
      {
        property: "preserveClientIp",
        code: "CLIENT_IP_ALWAYS_KEPT",
        message: "By UDP targets always see the client's address; AWS lets nobody switch that off.",
        found: `preserveClientIp: false with ${protocol}`,
        expected: "no preserveClientIp with UDP and TCP_UDP",
        fix: "leave preserveClientIp out, and let the security group of the targets admit the clients",
      },
      [{ says: "leave preserveClientIp out", to: { network, port: 53, protocol } }],
    ],
  ),
  [
    "a slow start with an algorithm that has none",
    { ...base, slowStartSeconds: 60, algorithm: "least_outstanding_requests" },
    {
      property: "slowStartSeconds",
      code: "SLOW_START_ALGORITHM",
      message: "Slow start works with the algorithm round_robin only.",
      found: "slowStartSeconds: 60 with least_outstanding_requests",
      expected: "one of the two",
      fix: "leave slowStartSeconds out, or use round_robin",
    },
    [
      { says: "leave slowStartSeconds out", to: { ...base, algorithm: "least_outstanding_requests" } },
      { says: "use round_robin", to: { ...base, slowStartSeconds: 60, algorithm: "round_robin" } },
    ],
  ],
  [
    "the balancer's own cookie as the application's",
    { ...base, stickiness: { cookie: "application", name: "AWSALBAPP" } },
    {
      property: "stickiness.name",
      code: "COOKIE_NAME",
      message: "The name is not one for a cookie of the application.",
      found: '"AWSALBAPP"',
      expected: "a name without spaces, ; , and =; names that start with AWSALB are the balancer's own",
      fix: "write the name that the application sets, such as SESSION",
    },
    [{ says: "such as SESSION", to: { ...base, stickiness: { cookie: "application", name: "SESSION" } } }],
  ],
];

function problemsIn(props: TargetGroupProps): readonly Problem[] {
  return edgeProblems((stack) => new TargetGroup(stack, "api", props));
}

const CASES = REFUSED.map(([mistake, props, { property, ...problem }, ways]) => ({
  mistake,
  props,
  problems: [{ ...problem, path: `sandbox-edge/api › ${property}` }],
  ways,
}));

testAdvice(CASES, problemsIn);

describe("a target group is refused with", () => {
  it.each(CASES)("$mistake", ({ props, problems }) => {
    expect(problemsIn(props)).toEqual(problems);
  });

  it("everything that is wrong at once", () => {
    const props = { ...base, port: 0, healthCheck: { path: "up", intervalSeconds: 400 } };
    expect(problemsIn(props).map(({ path }) => path)).toEqual([
      "sandbox-edge/api › port",
      "sandbox-edge/api › healthCheck.intervalSeconds",
      "sandbox-edge/api › healthCheck.path",
    ]);
  });
});
