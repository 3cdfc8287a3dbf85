import type { NetworkProps } from "../network-props";

/**
 * Tags by which EKS's load balancer controller finds subnets (Amazon EKS User Guide, "Route application and HTTP traffic with
 * Application Load Balancers", as of 2026-11).
 */
export const DISCOVERY_TAGS = {
  elb: { "kubernetes.io/role/elb": "1" },
  "internal-elb": { "kubernetes.io/role/internal-elb": "1" },
} as const;

/** The discovery tags of each tier by name: as given, else the first public and the first private tier. Never both on one. */
export function effectiveDiscovery(
  props: Pick<NetworkProps, "tiers" | "eksDiscovery">,
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const byDefault = new Map<string, "elb" | "internal-elb">();
  if (props.eksDiscovery ?? true) {
    const firstPublic = props.tiers.find((tier) => tier.kind === "public" && tier.eks === undefined);
    const firstPrivate = props.tiers.find((tier) => tier.kind === "private" && tier.eks === undefined);
    if (firstPublic && !props.tiers.some((tier) => tier.eks === "elb")) byDefault.set(firstPublic.name, "elb");
    if (firstPrivate && !props.tiers.some((tier) => tier.eks === "internal-elb")) {
      byDefault.set(firstPrivate.name, "internal-elb");
    }
  }
  return new Map(
    props.tiers.map((tier) => {
      const role = tier.eks ?? byDefault.get(tier.name) ?? "none";
      return [tier.name, role === "none" ? {} : DISCOVERY_TAGS[role]];
    }),
  );
}
