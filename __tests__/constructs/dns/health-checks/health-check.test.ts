import { HealthCheck, type HealthCheckProps, type IHealthCheck } from "../../../../constructs/dns";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { type Build, bad, problemsIn } from "../support";

const common = { lifecycle: { create_before_destroy: true }, tags: { Name: "groundplan-sandbox-test-check" } };

function checkOf(props: HealthCheckProps) {
  const synthesized = synthStack((stack) => new HealthCheck(stack, "check", props));
  expect(synthesized.problems).toEqual([]);
  return resourceOf(synthesized, "aws_route53_health_check");
}

describe("a health check", () => {
  it("asks an endpoint every 30 seconds, and takes three failures for an outage", () => {
    expect(checkOf({ kind: "endpoint", protocol: "HTTPS", host: "tokyo.example.com" })).toEqual({
      ...common,
      type: "HTTPS",
      fqdn: "tokyo.example.com",
      port: 443,
      resource_path: "/",
      enable_sni: true,
      request_interval: 30,
      failure_threshold: 3,
      measure_latency: false,
    });
  });

  it("looks for a text, from regions in an order that is not the list's", () => {
    expect(
      checkOf({
        kind: "endpoint",
        protocol: "HTTP",
        host: "tokyo.example.com",
        ipAddress: "203.0.114.10",
        port: 8080,
        path: "/health?full=1",
        searchString: "ok",
        requestInterval: 10,
        failureThreshold: 1,
        measureLatency: true,
        regions: ["us-east-1", "eu-west-1", "ap-northeast-1"],
        inverted: true,
        disabled: true,
      }),
    ).toEqual({
      ...common,
      type: "HTTP_STR_MATCH",
      fqdn: "tokyo.example.com",
      ip_address: "203.0.114.10",
      port: 8080,
      resource_path: "/health?full=1",
      search_string: "ok",
      request_interval: 10,
      failure_threshold: 1,
      measure_latency: true,
      regions: ["ap-northeast-1", "eu-west-1", "us-east-1"],
      invert_healthcheck: true,
      disabled: true,
    });
  });

  it("tries a connection", () => {
    expect(checkOf({ kind: "endpoint", protocol: "TCP", ipAddress: "2600:9000::1", port: 25 })).toMatchObject({
      type: "TCP",
      ip_address: "2600:9000::1",
      port: 25,
    });
  });

  it("watches others, all of them if nothing else is said, and one that exists", () => {
    const synthesized = synthStack((stack) => {
      const one = new HealthCheck(stack, "one", { kind: "endpoint", protocol: "HTTP", host: "one.example.com" });
      const two = HealthCheck.fromExisting(stack, "two", "11111111-2222-3333-4444-555555555555");
      new HealthCheck(stack, "all", { kind: "calculated", children: [one, two] });
      new HealthCheck(stack, "any", { kind: "calculated", children: [two, one], healthThreshold: 1 });
    });
    expect(synthesized.problems).toEqual([]);
    const [id] = Object.entries(synthesized.resources.aws_route53_health_check ?? {}).find(
      ([, { type }]) => type === "HTTP",
    ) ?? [""];
    const children = [`\${aws_route53_health_check.${id}.id}`, "11111111-2222-3333-4444-555555555555"].sort();
    const calculated = resourcesOf(synthesized, "aws_route53_health_check").filter(({ type }) => type === "CALCULATED");
    expect(
      calculated.map((made) => [(made.child_healthchecks as string[]).toSorted(), made.child_health_threshold]),
    ).toEqual([
      [children, 2],
      [children, 1],
    ]);
    expect(calculated[0]?.child_healthchecks).toEqual(calculated[1]?.child_healthchecks);
  });

  it("watches an alarm", () => {
    expect(checkOf({ kind: "alarm", alarmName: "orders-5xx" })).toEqual({
      ...common,
      type: "CLOUDWATCH_METRIC",
      cloudwatch_alarm_name: "orders-5xx",
      cloudwatch_alarm_region: "ap-northeast-2",
      insufficient_data_health_status: "LastKnownStatus",
    });
  });
});

const build =
  (props: HealthCheckProps): Build =>
  (stack) =>
    new HealthCheck(stack, "check", props);

const asked = { kind: "endpoint", protocol: "HTTP", host: "tokyo.example.com" } as const;

function watching(count: number, healthThreshold?: number): Build {
  return (stack) => {
    const children = Array.from({ length: count }, (_, index): IHealthCheck => {
      const ending = String(index).padStart(12, "0");
      return HealthCheck.fromExisting(stack, `c${index}`, `11111111-2222-3333-4444-${ending}`);
    });
    const threshold = healthThreshold === undefined ? {} : { healthThreshold };
    new HealthCheck(stack, "check", { kind: "calculated", children, ...threshold });
  };
}

const MISTAKES = [
  bad(
    "nothing to ask",
    build({ kind: "endpoint", protocol: "HTTP" }),
    "HEALTH_CHECK_ENDPOINT",
    "check",
    "The health check has nothing to ask.",
    "neither host nor ipAddress",
    "a host, an ipAddress, or both",
    "write the host of one endpoint, such as tokyo.example.com",
    [{ says: "write the host of one endpoint", to: build(asked) }],
  ),
  bad(
    "a private address",
    build({ kind: "endpoint", protocol: "HTTP", ipAddress: "10.0.0.1" }),
    "HEALTH_CHECK_ADDRESS",
    "check › ipAddress",
    "Health checkers ask over the internet, and reach public addresses only.",
    '"10.0.0.1", which is private',
    "a public IPv4 or IPv6 address",
    "write the public address, or watch an alarm of what is private: kind: alarm",
    [
      { says: "write the public address", to: build({ kind: "endpoint", protocol: "HTTP", ipAddress: "8.8.8.8" }) },
      { says: "kind: alarm", to: build({ kind: "alarm", alarmName: "orders" }) },
    ],
  ),
  bad(
    "TCP without a port",
    build({ kind: "endpoint", protocol: "TCP", host: "tokyo.example.com" }),
    "HEALTH_CHECK_PORT",
    "check › port",
    "TCP has no port of its own.",
    "protocol: TCP without a port",
    "a port",
    "write the port that the endpoint listens on",
    [
      {
        says: "write the port that the endpoint listens on",
        to: build({ kind: "endpoint", protocol: "TCP", host: "tokyo.example.com", port: 25 }),
      },
    ],
  ),
  bad(
    "an interval that AWS does not have",
    build({ ...asked, requestInterval: 15 as 10 }),
    "HEALTH_CHECK_INTERVAL",
    "check › requestInterval",
    "Route 53 asks every 10 or every 30 seconds.",
    "15 seconds",
    "10 or 30",
    "write 10, which costs more",
    [{ says: "write 10", to: build({ ...asked, requestInterval: 10 }) }],
  ),
  bad(
    "a path without its beginning",
    build({ ...asked, path: "health" }),
    "HEALTH_CHECK_PATH",
    "check › path",
    "The path has a wrong form.",
    '"health"',
    "/ and more, at most 255 characters",
    'write "/health"',
    [{ says: 'write "/health"', to: build({ ...asked, path: "/health" }) }],
  ),
  bad(
    "a long text to look for",
    build({ ...asked, searchString: "x".repeat(256) }),
    "HEALTH_CHECK_SEARCH",
    "check › searchString",
    "The text that the answer must hold has a length that Route 53 does not take.",
    "256 characters",
    "1 to 255 characters",
    "write a shorter part of the answer",
    [{ says: "write a shorter part of the answer", to: build({ ...asked, searchString: "x".repeat(255) }) }],
  ),
  bad(
    "a path over TCP",
    build({ kind: "endpoint", protocol: "TCP", host: "tokyo.example.com", port: 80, path: "/" }),
    "HEALTH_CHECK_TCP",
    "check › path",
    "Over TCP a connection is all that is tried.",
    "path with protocol: TCP",
    "path beside HTTP or HTTPS only",
    "remove path, or write protocol: HTTP",
    [
      {
        says: "remove path",
        to: build({ kind: "endpoint", protocol: "TCP", host: "tokyo.example.com", port: 80 }),
      },
      {
        says: "write protocol: HTTP",
        to: build({ kind: "endpoint", protocol: "HTTP", host: "tokyo.example.com", port: 80, path: "/" }),
      },
    ],
  ),
  bad(
    "a host name for TLS that there is not",
    build({ ...asked, enableSni: true }),
    "HEALTH_CHECK_SNI",
    "check › enableSni",
    "There is no TLS that a host name could be sent for.",
    "enableSni: true with HTTP",
    "enableSni beside HTTPS only",
    "remove enableSni",
    [{ says: "remove enableSni", to: build(asked) }],
  ),
  bad(
    "two regions",
    build({ ...asked, regions: ["eu-west-1", "us-east-1", "eu-west-1"] }),
    "HEALTH_CHECK_REGIONS",
    "check › regions",
    "Route 53 asks from three regions or more.",
    "eu-west-1, us-east-1",
    "at least 3 different regions",
    "leave regions out for all of them, or add some",
    [
      { says: "leave regions out", to: build(asked) },
      { says: "add some", to: build({ ...asked, regions: ["eu-west-1", "us-east-1", "us-west-1"] }) },
    ],
  ),
  bad(
    "nothing to watch",
    watching(0),
    "HEALTH_CHECK_CHILDREN",
    "check › children",
    "A calculated health check watches other ones, each once.",
    "0 health checks",
    "1 to 255 different health checks",
    "name the health checks to watch",
    [{ says: "name the health checks to watch", to: watching(1) }],
  ),
  bad(
    "more healthy ones than there are",
    watching(2, 3),
    "NUMBER_OUT_OF_RANGE",
    "check › healthThreshold",
    "The number is not one that AWS takes.",
    "3 healthy health checks",
    "a whole number from 1 to 2",
    "use 2",
    [{ says: "use 2", to: watching(2, 2) }],
  ),
  bad(
    "an alarm without a name",
    build({ kind: "alarm", alarmName: "" }),
    "HEALTH_CHECK_ALARM",
    "check › alarmName",
    "The name is not that of an alarm.",
    "0 characters",
    "1 to 256 characters",
    "write the name of the alarm alone, without its ARN",
    [{ says: "write the name of the alarm alone", to: build({ kind: "alarm", alarmName: "orders" }) }],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build: made, problems }) => {
  expect(problemsIn(made)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
