import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { collectChecks } from "../../../constructs/core/validation";
import {
  ApplicationLoadBalancer,
  ExposedTarget,
  type ILoadBalancer,
  ListenerRule,
  loadBalancerFromContract,
  publishLoadBalancers,
} from "../../../constructs/load-balancing";
import { SecurityGroup } from "../../../constructs/security-groups";
import { testAdvice } from "../../support/followed-advice";
import { resourcesOf, testEnvironment } from "../../support/synth";
import { edgeProblems, type Refused, readable, synthEdge, testBalancer, testCertificate, testNetwork } from "./support";

const TEST = { port: 8443 } as const;

/** A service below a balancer, at a listener. */
function expose(stack: EnvironmentStack, edge: ILoadBalancer, listener: string): void {
  const target = new SecurityGroup(stack, "api-group", { network: edge.network, description: "service" });
  const exposure = edge.host("api.example.com", { zone: "none", listener });
  new ExposedTarget(stack, "api", { exposure, target, port: 8080 });
}

/** The stack of a service whose balancer is in another one. */
function acrossStacks(build: (stack: EnvironmentStack, edge: ILoadBalancer) => void) {
  const app = Testing.app();
  const producer = new EnvironmentStack(app, "edge", testEnvironment());
  const edge = testBalancer(producer, { httpListener: { reason: "scanners know no TLS until March" } });
  publishLoadBalancers({ edge });
  edge.addListener("test", TEST);
  edge.addListener("partners", {
    port: 9443,
    certificates: [testCertificate(producer, { id: "own", names: ["partners.example.net"] })],
  });
  const stack = new EnvironmentStack(app, "ecs", testEnvironment());
  const known = loadBalancerFromContract(stack, "edge", {
    network: testNetwork(stack),
    certificateNames: edge.listener.certificateNames,
    listeners: {
      test: TEST,
      partners: { port: 9443, certificateNames: ["partners.example.net"] },
      http: { port: 80, certificateNames: [] },
    },
  });
  build(stack, known);
  const problems = collectChecks(app);
  return { edge: JSON.parse(Testing.synth(producer)), ecs: JSON.parse(Testing.synth(stack)), problems };
}

test("a service chooses a listener of its balancer by its name", () => {
  const synthesized = synthEdge((stack) => {
    const edge = testBalancer(stack);
    edge.addListener("test", TEST);
    expect(Object.keys(edge.furtherListeners)).toEqual(["test"]);
    expose(stack, edge, "test");
  });
  const [rule] = resourcesOf(synthesized, "aws_lb_listener_rule");
  expect(readable(rule?.listener_arn)).toBe("${aws_lb_listener.edge_port-8443_listener.arn}");
  expect(synthesized.problems).toEqual([]);
});

test("port 80 is one of them where it serves requests, and not where it redirects", () => {
  synthEdge((stack) => {
    const edge = testBalancer(stack, { httpListener: { reason: "scanners know no TLS until March" } });
    expect(edge.furtherListeners).toEqual({ http: edge.httpListener });
  });
  synthEdge((stack) => expect(testBalancer(stack).furtherListeners).toEqual({}));
});

test("a balancer that exists hands its further listeners over as they are declared", () => {
  synthEdge((stack) => {
    const listenerArn = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/app/legacy/0123/4567";
    const edge = ApplicationLoadBalancer.fromExisting(stack, "legacy", {
      loadBalancerArn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/legacy/0123",
      arnSuffix: "app/legacy/0123",
      dnsName: "legacy-123.ap-northeast-2.elb.amazonaws.com",
      hostedZoneId: "ZWKZPGTI48KDX",
      securityGroupId: "sg-0123456789abcdef0",
      listenerArn,
      certificateNames: ["*.example.com"],
      listeners: { test: { ...TEST, listenerArn: `${listenerArn}8` } },
      network: testNetwork(stack),
    });
    expect(edge.furtherListeners.test).toMatchObject({
      port: 8443,
      protocol: "HTTPS",
      certificateNames: ["*.example.com"],
      identity: `${listenerArn}8`,
    });
  });
});

describe("in another stack", () => {
  test("the listeners come from the contract by their names, those that were added later too", () => {
    const { edge, ecs, problems } = acrossStacks((stack, known) => expose(stack, known, "test"));
    expect(Object.keys(edge.output.further_listener_arns.value)).toEqual(["edge/http", "edge/partners", "edge/test"]);
    const [rule] = Object.values<Record<string, unknown>>(ecs.resource.aws_lb_listener_rule);
    expect(rule?.listener_arn).toBe('${data.terraform_remote_state.edge.outputs.further_listener_arns["edge/test"]}');
    expect(problems).toEqual([]);
  });

  test("rules of one's own are compared with those of the balancer's stack, listener by listener", () => {
    const conditions = { paths: ["/api/*"] };
    const action = { respond: { status: 204 } };
    const clash = (listener: "test" | "http") =>
      acrossStacks((stack, known) => {
        const rule = known.furtherListeners.test;
        const other = known.furtherListeners[listener];
        if (!rule || !other) throw new Error("no listeners");
        new ListenerRule(stack, "one", { listener: rule, conditions, action });
        new ListenerRule(stack, "two", { listener: other, conditions, action });
      }).problems.map(({ code }) => code);
    expect(clash("test")).toEqual(["RULES_SAME_REQUESTS"]);
    expect(clash("http")).toEqual([]);
  });

  test("a host is one of the listener's own certificates", () => {
    const hostAt = (listener: string, host: string) => () =>
      acrossStacks((stack, known) => {
        const target = new SecurityGroup(stack, "api-group", { network: known.network, description: "service" });
        const exposure = known.host(host, { zone: "none", listener });
        new ExposedTarget(stack, "api", { exposure, target, port: 8080 });
      });
    expect(hostAt("partners", "partners.example.net")().problems).toEqual([]);
    expect(hostAt("http", "whatever.example.org")().problems).toEqual([]);
    expect(hostAt("partners", "api.example.com")).toThrow("CERTIFICATE_DOES_NOT_COVER");
  });
});

const REFUSED: readonly Refused[] = [
  {
    mistake: "a listener that there is not",
    build: (stack) => {
      const edge = testBalancer(stack);
      edge.addListener("test", TEST);
      expose(stack, edge, "tests");
    },
    problems: [
      {
        code: "LISTENER_UNKNOWN",
        path: 'sandbox-edge/edge › host "api.example.com"',
        message: "The balancer has no further listener of this name.",
        found: '"tests"',
        expected: "one of test",
        fix: 'did you mean "test"? Otherwise add the listener where the balancer is made',
      },
    ],
    ways: [
      {
        says: 'did you mean "test"?',
        to: (stack) => {
          const edge = testBalancer(stack);
          edge.addListener("test", TEST);
          expose(stack, edge, "test");
        },
      },
      {
        says: "Otherwise add the listener where the balancer is made",
        to: (stack) => {
          const edge = testBalancer(stack);
          edge.addListener("tests", TEST);
          expose(stack, edge, "tests");
        },
      },
    ],
  },
  {
    mistake: "a listener of a balancer that has no further ones",
    build: (stack) => expose(stack, testBalancer(stack), "test"),
    problems: [
      {
        code: "LISTENER_UNKNOWN",
        path: 'sandbox-edge/edge › host "api.example.com"',
        message: "The balancer has no further listener of this name.",
        found: '"test"',
        expected: "no name: it has no further listeners",
        fix: "leave the name out, or add the listener where the balancer is made, and name it where the balancer is read from a contract",
      },
    ],
    ways: [
      {
        says: "leave the name out",
        to: (stack) => {
          const edge = testBalancer(stack);
          const target = new SecurityGroup(stack, "api-group", { network: edge.network, description: "service" });
          new ExposedTarget(stack, "api", {
            exposure: edge.host("api.example.com", { zone: "none" }),
            target,
            port: 8080,
          });
        },
      },
      {
        says: "add the listener where the balancer is made",
        to: (stack) => {
          const edge = testBalancer(stack);
          edge.addListener("test", TEST);
          expose(stack, edge, "test");
        },
      },
    ],
  },
];

test.each(REFUSED)("$mistake is refused", ({ build, problems }) => {
  expect(edgeProblems(build)).toEqual(problems);
});

testAdvice(REFUSED, edgeProblems);
