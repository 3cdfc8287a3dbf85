import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { NetworkExposure, NetworkLoadBalancer } from "../../../../constructs/load-balancing";
import { SecurityGroup } from "../../../../constructs/security-groups/security-group";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf } from "../../../support/synth";
import { synthEdge, testNetwork } from "../support";

interface Input {
  /** Names of the listeners that are taken, in their order. */
  readonly taken: readonly string[];
  /** Names of those that the balancer has for targets from elsewhere. */
  readonly open?: readonly string[];
}

const PORTS: Readonly<Record<string, number>> = { amqps: 5671, amqp: 5672 };

function build(stack: EnvironmentStack, { taken, open = ["amqps"] }: Input): void {
  const listeners = Object.fromEntries(
    open.map((name) => [name, { port: PORTS[name] ?? 1, protocol: "TCP", targetGroup: "elsewhere" } as const]),
  );
  const balancer = new NetworkLoadBalancer(stack, "messages", { network: testNetwork(stack), listeners });
  taken.forEach((name, index) => {
    new NetworkExposure(stack, `exposure-${index}`, { place: balancer.place(name), port: 5671 });
  });
}

const toldOf = (input: Input) => problemsIfAny(() => synthEdge((stack) => build(stack, input)));

test("a listener is made with its target group, and its targets admit the balancer once for connections and checks", () => {
  const synthesized = synthEdge((stack) => {
    const network = testNetwork(stack);
    const balancer = new NetworkLoadBalancer(stack, "messages", {
      network,
      listeners: { both: { port: 53, protocol: "TCP_UDP", targetGroup: "elsewhere" } },
    });
    const exposure = new NetworkExposure(stack, "names", { place: balancer.place("both"), port: 53 });
    exposure.admit(new SecurityGroup(stack, "servers", { network, description: "name servers" }));
  });
  expect(resourceOf(synthesized, "aws_lb_listener")).toMatchObject({ port: 53, protocol: "TCP_UDP" });
  expect(resourceOf(synthesized, "aws_lb_target_group")).toMatchObject({ port: 53, protocol: "TCP_UDP" });
  const rules = resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule");
  expect(rules.map(({ ip_protocol, description }) => [ip_protocol, description])).toEqual([
    ["tcp", "connections and health checks"],
    ["udp", "connections and health checks"],
  ]);
});

const CASES = [
  {
    mistake: "a listener that takes no targets from elsewhere",
    input: { taken: ["ampqs"] },
    problems: [
      {
        code: "NETWORK_PLACE_UNKNOWN",
        path: "sandbox-edge/messages",
        message: "The balancer has no listener of this name that takes targets from elsewhere.",
        found: '"ampqs"',
        expected: "one of amqps",
        fix: 'did you mean "amqps"?',
      },
    ],
    ways: [{ says: 'did you mean "amqps"?', to: { taken: ["amqps"] } }],
  },
  {
    mistake: "a listener that is taken twice",
    input: { taken: ["amqps", "amqps"] },
    problems: [
      {
        code: "NETWORK_PLACE_TAKEN",
        path: "sandbox-edge/exposure-1",
        message: "A listener for connections sends them to one target group, and has one already.",
        found: 'the listener "amqps", which sandbox-edge/exposure-0 has',
        expected: "a listener of its own for each",
        fix: "choose another listener, or add one with a port of its own to the balancer",
      },
    ],
    ways: [{ says: "add one with a port of its own", to: { taken: ["amqps", "amqp"], open: ["amqps", "amqp"] } }],
  },
];

test.each(CASES)("$mistake is told", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice<Input>(CASES, toldOf);
