import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import {
  type ITargetGroup,
  type NetworkListener,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { edgeProblems, testCertificate, testNetwork, tier } from "../support";

/** A balancer, and what the listener `tls` is replaced by. */
interface Input extends Partial<Omit<NetworkLoadBalancerProps, "listeners" | "network">> {
  readonly listeners?: (targetGroup: ITargetGroup, stack: EnvironmentStack) => Record<string, NetworkListener>;
  readonly tiers?: Parameters<typeof testNetwork>[1];
}

function problemsIn({ listeners, tiers, ...props }: Input): readonly Problem[] {
  return edgeProblems((stack) => {
    const network = testNetwork(stack, tiers);
    const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
    const usual = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
    new NetworkLoadBalancer(stack, "messages", {
      network,
      ...props,
      listeners: listeners?.(targetGroup, stack) ?? usual,
    });
  });
}

const PATH = "sandbox-edge/messages";

interface RefusedBalancer extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const REFUSED: readonly RefusedBalancer[] = [
  {
    mistake: "in a tier that is not for it",
    input: { tier: "web" },
    problems: [
      {
        code: "BALANCER_TIER_KIND",
        path: `${PATH} › tier`,
        message: "An internal balancer does not belong into a public tier.",
        found: 'internal in the public tier "web"',
        expected: "a tier that is private or isolated",
        fix: "use app or data",
      },
    ],
    ways: [
      { says: "use app", to: { tier: "app" } },
      { says: "or data", to: { tier: "data" } },
    ],
  },
  {
    mistake: "with fixed public addresses although it is internal",
    input: { staticIps: true },
    problems: [
      {
        code: "STATIC_IPS_INTERNAL",
        path: `${PATH} › staticIps`,
        message: "An internal balancer has no public addresses that could be static.",
        found: 'staticIps: true with scheme: "internal"',
        expected: "one of the two",
        fix: 'set scheme: "internet-facing", or leave staticIps out',
      },
    ],
    ways: [
      { says: 'set scheme: "internet-facing"', to: { scheme: "internet-facing", staticIps: true } },
      { says: "leave staticIps out", to: {} },
    ],
  },
  {
    mistake: "without listeners",
    input: { listeners: () => ({}) },
    problems: [
      {
        code: "LISTENERS_COUNT",
        path: `${PATH} › listeners`,
        message: "The balancer has no listener, or more than AWS allows.",
        found: "0 listeners",
        expected: "1 to 50",
        fix: 'declare one: listeners: { tls: { port: 443, protocol: "TCP", targetGroup } }',
      },
    ],
    ways: [
      {
        says: 'listeners: { tls: { port: 443, protocol: "TCP", targetGroup } }',
        to: { listeners: (targetGroup) => ({ tls: { port: 443, protocol: "TCP", targetGroup } }) },
      },
    ],
  },
  {
    mistake: "with a port for TCP and for UDP apart",
    input: {
      listeners: (targetGroup) => ({
        tcp: { port: 53, protocol: "TCP", targetGroup },
        udp: { port: 53, protocol: "UDP", targetGroup },
      }),
    },
    problems: [
      {
        code: "LISTENER_PORT_CLASH",
        path: `${PATH} › listeners.udp.port`,
        message: "The balancer listens on the port already.",
        found: '53 (UDP), which is that of the listener "tcp" (TCP)',
        expected: "each port once",
        fix: 'make one listener of the two: protocol: "TCP_UDP"',
      },
    ],
    ways: [
      {
        says: 'make one listener of the two: protocol: "TCP_UDP"',
        to: {
          listeners: (_, stack) => {
            const network = { vpcId: "vpc-0123456789abcdef0" };
            const targetGroup = new TargetGroup(stack, "dns", { network, port: 53, protocol: "TCP_UDP" });
            return { dns: { port: 53, protocol: "TCP_UDP", targetGroup } };
          },
        },
      },
    ],
  },
  {
    mistake: "with a listener whose name, port or certificate cannot be",
    input: {
      listeners: (targetGroup, stack) => ({
        "a b": { port: 1, protocol: "TCP", targetGroup },
        high: { port: 65_536, protocol: "TCP", targetGroup },
        tls: {
          port: 443,
          protocol: "TLS",
          targetGroup,
          certificate: testCertificate(stack, {
            arn: "arn:aws:acm:us-east-1:111111111111:certificate/0123",
            names: ["cdn.example.com"],
          }),
        },
      }),
    },
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › listeners.high.port`,
        message: "The number is not one that AWS takes.",
        found: "65536 as a port",
        expected: "a whole number from 1 to 65535",
        fix: "use 65535",
      },
      {
        code: "LISTENER_NAME",
        path: `${PATH} › listeners.a b`,
        message: "The name of a listener becomes part of its address in Terraform.",
        found: '"a b"',
        expected: "letters, digits and -",
        fix: 'use "a-b"',
      },
      {
        code: "CERTIFICATE_REGION",
        path: `${PATH} › listeners.tls.certificate`,
        message: "A balancer takes certificates of its own region only.",
        found: "the certificate for cdn.example.com in us-east-1",
        expected: "a certificate in ap-northeast-2",
        fix: "make one without `region`; that of us-east-1 stays for CloudFront",
      },
    ],
    ways: [
      {
        says: ['use "a-b"', "use 65535", "make one without `region`"],
        to: {
          listeners: (targetGroup, stack) => ({
            "a-b": { port: 1, protocol: "TCP", targetGroup },
            high: { port: 65_535, protocol: "TCP", targetGroup },
            tls: {
              port: 443,
              protocol: "TLS",
              targetGroup,
              certificate: testCertificate(stack, { names: ["cdn.example.com"] }),
            },
          }),
        },
      },
    ],
  },
  {
    mistake: "with capacity that is kept ready, beside TLS",
    input: {
      capacityUnits: 3000,
      listeners: (targetGroup, stack) => ({
        tls: { port: 443, protocol: "TLS", targetGroup, certificate: testCertificate(stack) },
      }),
    },
    problems: [
      {
        code: "CAPACITY_WITH_TLS",
        path: `${PATH} › capacityUnits`,
        message: "AWS keeps no capacity ready for a Network Load Balancer that ends TLS.",
        found: "capacityUnits: 3000 with the listener tls for TLS",
        expected: "one of the two",
        fix: 'leave capacityUnits out, or let the targets end TLS: protocol: "TCP"',
      },
    ],
    ways: [
      {
        says: "leave capacityUnits out",
        to: {
          listeners: (targetGroup, stack) => ({
            tls: { port: 443, protocol: "TLS", targetGroup, certificate: testCertificate(stack) },
          }),
        },
      },
      { says: 'let the targets end TLS: protocol: "TCP"', to: { capacityUnits: 3000 } },
    ],
  },
  {
    mistake: "with connections that are forgotten too soon",
    input: {
      listeners: (targetGroup) => ({ tls: { port: 443, protocol: "TCP", targetGroup, idleTimeoutSeconds: 30 } }),
    },
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › listeners.tls.idleTimeoutSeconds`,
        message: "The number is not one that AWS takes.",
        found: "30 seconds",
        expected: "a whole number from 60 to 6000",
        fix: "use 60",
      },
    ],
    ways: [
      {
        says: "use 60",
        to: {
          listeners: (targetGroup) => ({ tls: { port: 443, protocol: "TCP", targetGroup, idleTimeoutSeconds: 60 } }),
        },
      },
    ],
  },
  {
    mistake: "open to the internet on an unusual port without a reason",
    input: {
      scheme: "internet-facing",
      listeners: (targetGroup) => ({ mqtt: { port: 8883, protocol: "TCP", targetGroup } }),
    },
    problems: [
      {
        code: "PUBLIC_ENTRY_UNDECLARED",
        path: `${PATH} › listeners.mqtt.port`,
        message: "A port would be open to the internet on a balancer that is not declared a public entry.",
        found: "tcp 8883 from 0.0.0.0/0",
        expected: "one of HTTP (tcp 80), HTTPS (tcp 443), OpenVPN (udp 1194), or a balancer with `publicEntry`",
        fix: 'say why it is public: `publicEntry: "game servers speak to players on udp 7777"`, or make the balancer internal',
      },
    ],
    ways: [
      {
        says: "say why it is public",
        to: {
          scheme: "internet-facing",
          publicEntry: "sensors in the field report by MQTT",
          listeners: (targetGroup) => ({ mqtt: { port: 8883, protocol: "TCP", targetGroup } }),
        },
      },
      {
        says: "make the balancer internal",
        to: { listeners: (targetGroup) => ({ mqtt: { port: 8883, protocol: "TCP", targetGroup } }) },
      },
    ],
  },
  {
    mistake: "in a network without a tier for it",
    input: { tiers: [tier("web", "public")] },
    problems: [
      {
        code: "BALANCER_TIER_MISSING",
        path: `${PATH} › tier`,
        message: "The network has no tier for a balancer that is internal.",
        found: "tiers web (public)",
        expected: "a tier that is private or isolated",
        fix: "add a private tier to the network, or make the balancer internet-facing",
      },
    ],
    ways: [
      { says: "add a private tier to the network", to: { tiers: [tier("web", "public"), tier("app", "private")] } },
      { says: "make the balancer internet-facing", to: { tiers: [tier("web", "public")], scheme: "internet-facing" } },
    ],
  },
];

describe("a Network Load Balancer is refused", () => {
  it.each(REFUSED)("$mistake", ({ input, problems }) => {
    expect(problemsIn(input)).toEqual(problems);
  });
});

testAdvice(REFUSED, problemsIn);
