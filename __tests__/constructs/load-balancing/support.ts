import type { Construct } from "constructs";
import { Certificate, type ICertificate } from "../../../constructs/certificates";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
  type HttpsLoadBalancerProps,
} from "../../../constructs/load-balancing";
import { ExistingNetwork } from "../../../constructs/network/existing-network";
import type { ITier } from "../../../constructs/network/network.types";
import type { TierKind } from "../../../constructs/network/network-props";
import type { Told } from "../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../support/synth";

export const CERTIFICATE_ARN = "arn:aws:acm:ap-northeast-2:111111111111:certificate/0123-4567";

export function tier(name: string, kind: TierKind, zones: readonly string[] = ["a", "c"]): ITier {
  const subnets = zones.map((zone, index) => ({
    zone,
    subnetId: `subnet-${name}-${zone}`,
    cidr: `10.0.${kind.length * 10 + index}.0/24`,
  }));
  return { name, kind, subnets };
}

/** A network with a tier of each kind: `web` is public, `app` private, `data` isolated. */
export function testNetwork(scope: Construct, tiers?: readonly ITier[], ipv6 = false): ExistingNetwork {
  return new ExistingNetwork(scope, "network", {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.0.0.0/16"],
    zones: ["a", "c"],
    ipv6,
    tiers: tiers ?? [tier("web", "public"), tier("app", "private"), tier("data", "isolated")],
  });
}

/** A certificate for example.com and the names one part below. */
export function testCertificate(
  scope: Construct,
  { names = ["example.com", "*.example.com"], arn = CERTIFICATE_ARN, id = "certificate" } = {},
): ICertificate {
  return Certificate.fromExisting(scope, id, { certificateArn: arn, names });
}

/** Properties of a balancer for HTTPS in a stack. */
export function httpsProps(stack: EnvironmentStack): HttpsLoadBalancerProps {
  return { network: testNetwork(stack), certificate: testCertificate(stack) };
}

/** A balancer for HTTPS, in a network that has IPv6 where the balancer does. */
export function testBalancer(
  stack: EnvironmentStack,
  overrides: Partial<HttpsLoadBalancerProps> = {},
): ApplicationLoadBalancer {
  const network = testNetwork(stack, undefined, overrides.addressType === "dualstack");
  return new ApplicationLoadBalancer(stack, "edge", { network, certificate: testCertificate(stack), ...overrides });
}

interface Options {
  readonly protect?: boolean;
}

/** A synthesized stack of load balancing. */
export function synthEdge(
  build: (stack: EnvironmentStack) => void,
  { protect = false }: Options = {},
): SynthesizedStack {
  return synthStack(build, { name: "edge", environment: { protect } });
}

/** What is made in a stack of load balancing. */
export type Build = (stack: EnvironmentStack) => unknown;

/** Something that is refused, with everything that is said about it. */
export interface Refused extends Told<Build> {
  readonly build: Build;
  readonly problems: readonly Problem[];
}

/** The problems that building throws, or that the checks at synth find. */
export function edgeProblems(build: Build, options: Options = {}): readonly Problem[] {
  return problemsIfAny(() => synthEdge((stack) => void build(stack), options));
}

/** A balancer with these properties. */
export function balancer(props: (stack: EnvironmentStack) => ApplicationLoadBalancerProps): Build {
  return (stack) => new ApplicationLoadBalancer(stack, "edge", props(stack));
}

/** The only problem of a list. */
export function only(problems: readonly Problem[]): Problem {
  const [first, ...rest] = problems;
  if (!first || rest.length > 0) throw new Error(`expected one problem, found ${problems.length}`);
  return first;
}

/** Other end, protocol and port of security group rules, sorted. */
export function peersOf(synthesized: SynthesizedStack, direction: "ingress" | "egress"): string[] {
  const rules = Object.values(synthesized.resources[`aws_vpc_security_group_${direction}_rule`] ?? {});
  return rules
    .map((rule) => {
      const peer = rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id ?? rule.referenced_security_group_id;
      return `${withoutHashes(String(peer))} ${rule.ip_protocol} ${rule.from_port}`;
    })
    .sort();
}

/** References without the hashes in their names. */
export function withoutHashes(text: string): string {
  return text.replace(/_[0-9A-F]{8}\b/g, "");
}

/** A value of the JSON without the hashes in its references. */
export function readable(value: unknown): unknown {
  return JSON.parse(withoutHashes(JSON.stringify(value)));
}
