import { Lb, type LbConfig } from "@cdktf/provider-aws/lib/lb";
import type { Construct } from "constructs";
import type { ICertificate } from "../certificates/certificate.types";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { tag } from "../core/tags/tags";
import type { ITier } from "../network/network.types";
import type { TierKind } from "../network/network-props";
import { SecurityGroup } from "../security-groups/security-group";
import { placeBalancer } from "./balancer-placement";
import type { BalancerProps, LoadBalancerScheme } from "./load-balancer.types";
import { logSetting } from "./log-delivery";
import { balancerName, labelOf } from "./names";

/** In what the two kinds of balancers differ where both are made alike. */
export interface BalancerKind {
  readonly type: "application" | "network";
  /** What the security group is described as; AWS cannot change it. */
  readonly entry: string;
  /** Kinds of tier that an internal one may lie in, the preferred one first. */
  readonly internalKinds: readonly TierKind[];
  /** Zones that AWS asks for. */
  readonly leastZones: number;
  /** Who writes its logs, as buckets admit it. */
  readonly delivery: "alb" | "nlb";
}

export const APPLICATION_BALANCER: BalancerKind = {
  type: "application",
  entry: "Load balancer: entry for HTTP",
  internalKinds: ["private"],
  leastZones: 2,
  delivery: "alb",
};

export const NETWORK_BALANCER: BalancerKind = {
  type: "network",
  entry: "Load balancer: entry for connections",
  internalKinds: ["private", "isolated"],
  leastZones: 1,
  delivery: "nlb",
};

/** Writes down the tags of a balancer, and which property its name is from. */
export function beginBalancer(balancer: Construct, props: BalancerProps): void {
  tag(balancer, props);
  namedBy(balancer, props.loadBalancerName === undefined ? "name" : "loadBalancerName");
}

/** What a balancer is called in names and tags. */
export function balancerLabel(balancer: Construct, { name }: BalancerProps): string {
  return name ?? labelOf(balancer);
}

/** Checks what both kinds of balancers are told, and finds the tier. */
export function checkBalancer(
  { internalKinds, leastZones }: BalancerKind,
  props: BalancerProps,
  scheme: LoadBalancerScheme,
  problems: Problems,
): ITier | undefined {
  const { network, tier } = props;
  const placement = { network, scheme, internalKinds, leastZones, ...(tier === undefined ? {} : { tier }) };
  const found = placeBalancer(placement, problems);
  checkExactName("loadBalancer", props.loadBalancerName, problems, "loadBalancerName");
  return found;
}

/** Adds `CERTIFICATE_REGION` for each certificate that the balancer cannot use. */
export function checkCertificateRegions(
  balancer: Construct,
  certificates: readonly ICertificate[],
  property: string,
  problems: Problems,
): void {
  const { region } = EnvironmentStack.of(balancer).environment;
  for (const { names, region: there } of certificates.filter((one) => one.region !== region)) {
    problems.add(property, {
      code: "CERTIFICATE_REGION",
      message: "A balancer takes certificates of its own region only.",
      found: `the certificate for ${names.join(", ")} in ${there}`,
      expected: `a certificate in ${region}`,
      fix: `make one without \`region\`; that of ${there} stays for CloudFront`,
    });
  }
}

/** The security group, without rules. AWS attaches none later to a balancer for connections, so each has one from the beginning. */
export function createBalancerGroup(
  balancer: Construct,
  { entry }: BalancerKind,
  props: BalancerProps & { readonly publicEntry?: string },
): SecurityGroup {
  const { network, publicEntry } = props;
  return new SecurityGroup(balancer, "security-group", {
    network,
    name: balancerLabel(balancer, props),
    description: entry,
    ...(publicEntry === undefined ? {} : { publicEntry }),
  });
}

/** What is decided about a balancer beyond its properties. */
export interface BalancerSettings {
  readonly scheme: LoadBalancerScheme;
  readonly securityGroup: SecurityGroup;
  /** Last part of a name that is made. @default - the label */
  readonly nameLabel?: string;
  /** What only its kind has. */
  readonly attributes: Omit<LbConfig, "name" | "loadBalancerType" | "internal" | "securityGroups" | "tags">;
}

/** The balancer itself: name, scheme, group, protection, access log, tags. */
export function createBalancer(
  balancer: Construct,
  { type, delivery }: BalancerKind,
  props: BalancerProps,
  { scheme, securityGroup, nameLabel, attributes }: BalancerSettings,
): Lb {
  const stack = EnvironmentStack.of(balancer);
  const label = balancerLabel(balancer, props);
  const log = logSetting(props.accessLogs, delivery);
  const dependsOn = [...(log?.dependsOn ?? []), ...(attributes.dependsOn ?? [])];
  return new Lb(balancer, "load-balancer", {
    ...attributes,
    name: props.loadBalancerName ?? balancerName(balancer, nameLabel ?? label),
    loadBalancerType: type,
    internal: scheme === "internal",
    securityGroups: [securityGroup.securityGroupId],
    enableDeletionProtection: props.deletionProtection ?? stack.environment.protect,
    ...(props.zonalShift === undefined ? {} : { enableZonalShift: props.zonalShift }),
    ...(props.capacityUnits === undefined
      ? {}
      : { minimumLoadBalancerCapacity: { capacityUnits: props.capacityUnits } }),
    ...(log ? { accessLogs: log.block } : {}),
    tags: { Name: stack.physicalName("tag", stack.stackName, label) },
    // AWS writes a first file at once to see whether it may.
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
  });
}
