import { Bastion } from "../../../../constructs/access";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { EcsCluster, FargateService } from "../../../../constructs/ecs";
import type { TransportTargetGroupProps } from "../../../../constructs/load-balancing";
import type { Network } from "../../../../constructs/network/network";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import { ContainerImage } from "../../../../constructs/registry";
import { problemsOf, synthStack } from "../../../support/synth";
import { ED25519_KEY } from "../../access/support";
import { balancer, bastion, OFFICE, props, told, webBalancer } from "./network-acl-reach-fixtures";

// What the product opens itself must not be stopped by its own network ACLs, which refuse in silence (Amazon VPC User Guide, "Control
// subnet traffic with network access control lists", as of 2026-11: rules in the order of their numbers, the first that matches decides).

describe("a bastion by SSH", () => {
  test("is refused for every range of its own, for those of prefix lists, and for lists of which only the id is known", () => {
    const problems = told({ web: { ssh: OFFICE } }, bastion(["office", "203.0.113.0/25", "198.51.100.7/32"]));
    expect(problems.map(({ found }) => found)).toEqual([
      'tcp 22 from 198.51.100.7/32, refused by its rule "no-ssh" (200)',
    ]);
    expect(told({}, bastion(["office"])).map(({ message, found }) => ({ message, found }))).toEqual([
      {
        message: 'The network ACL of tier "public" would silently stop SSH from office.',
        found: 'tcp 22 from 203.0.113.0/24, refused by its rule "no-ssh" (200)',
      },
    ]);
    expect(told({}, bastion(["pl-0123456789abcdef0"])).map(({ found, fix }) => ({ found, fix }))).toEqual([
      {
        found: 'tcp 22 from outside the VPC, refused by its rule "no-ssh" (200)',
        fix: 'add to the openings of the tier "public" of the network: "tcp-22-203-0-113-0-24": { from: "203.0.113.0/24", protocol: "tcp", ports: 22 }, with one for each range of the prefix list',
      },
    ]);
  });

  test("is made when its networks are named in openings", () => {
    for (const from of ["203.0.113.0/24", "office", "pl-0123456789abcdef0"]) {
      expect(told({ web: { ssh: OFFICE } }, bastion([from]))).toEqual([]);
    }
  });

  test("is judged by the same rules in a stack that knows the network by its contract", () => {
    const made = () =>
      synthStack((stack) => {
        const network = networkFromContract(stack, "network", props({}));
        new Bastion(stack, "bastion", {
          network,
          access: { mode: "ssh", from: [OFFICE.from], publicKey: ED25519_KEY },
        });
      });
    expect(problemsOf(made).map(({ code }) => code)).toEqual(["NETWORK_ACL_BLOCKS"]);
  });
});

describe("the listener of a Network Load Balancer", () => {
  test("is refused by tcp and by udp, each by its own rules", () => {
    const problems = told(
      { web: { dns: { from: "anywhere", protocol: "udp", ports: 53 } } },
      balancer({ port: 53, protocol: "TCP_UDP" }),
    );
    expect(problems.map(({ found }) => found)).toEqual(["tcp 53 from 0.0.0.0/0, not admitted by any of its rules"]);
  });

  test.each([
    { case: "80 and 443", listener: { port: 443, protocol: "TCP" as const }, tiers: {} },
    { case: "ports above 1023", listener: { port: 1194, protocol: "UDP" as const }, tiers: {} },
    {
      case: "a port with an opening",
      listener: { port: 25, protocol: "TCP" as const },
      tiers: { web: { mail: { from: "anywhere", protocol: "tcp" as const, ports: 25 } } },
    },
    { case: "any port inside the VPC", listener: { port: 25, protocol: "TCP" as const }, tiers: {}, internal: true },
  ])("is made for $case", ({ listener, tiers, internal }) => {
    expect(told(tiers, internal ? balancer(listener, {}) : balancer(listener))).toEqual([]);
  });
});

function mailService(targets: Partial<TransportTargetGroupProps>, port = 25) {
  return (stack: EnvironmentStack, network: Network) => {
    const listener = { port: 443, protocol: "TCP" } as const;
    const group = balancer(listener, { scheme: "internet-facing" }, { port, ...targets })(stack, network);
    new FargateService(stack, "mail", {
      image: ContainerImage.fromRegistry("public.ecr.aws/example/mail:1"),
      cpu: "0.25 vCPU",
      memory: "0.5 GB",
      port,
      cluster: new EcsCluster(stack, "cluster", { network }),
      moreTargetGroups: [group],
    });
  };
}

// Elastic Load Balancing, Network Load Balancers, "Edit target group attributes", client IP preservation, as of 2026-11.
describe("targets in a private tier", () => {
  test("are refused below 1024 where they see the clients' addresses", () => {
    expect(
      told({}, mailService({ preserveClientIp: true })).map(({ code, path, found }) => ({ code, path, found })),
    ).toEqual([
      {
        code: "NETWORK_ACL_BLOCKS",
        path: "sandbox-test/balancer › listeners.mail.targetGroup",
        found: "tcp 25 from 0.0.0.0/0, not admitted by any of its rules",
      },
    ]);
  });

  test.each([
    { case: "where they see the balancer's", tiers: {}, service: mailService({}) },
    { case: "above 1023", tiers: {}, service: mailService({ preserveClientIp: true }, 2525) },
    {
      case: "with an opening",
      tiers: { app: { mail: { from: "anywhere", protocol: "tcp" as const, ports: 25 } } },
      service: mailService({ preserveClientIp: true }),
    },
  ])("are let in $case", ({ tiers, service }) => {
    expect(told(tiers, service)).toEqual([]);
  });
});

describe("an Application Load Balancer in the internet", () => {
  test("is let in by the default network ACL", () => {
    expect(told({}, webBalancer)).toEqual([]);
  });
});
