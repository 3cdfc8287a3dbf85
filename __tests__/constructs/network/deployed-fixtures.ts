import { Problems } from "../../../constructs/core/errors";
import { planAddresses } from "../../../constructs/network/address-plan/address-plan";
import { asDeployed, networkFacts } from "../../../constructs/network/deployed-network";
import { planNetwork } from "../../../constructs/network/network-plan";
import type { NetworkProps, TierProps } from "../../../constructs/network/network-props";

/** Three tiers that are deployed. */
export const TIERS: readonly TierProps[] = [
  { name: "public", kind: "public", prefixLength: 24 },
  { name: "app", kind: "private", prefixLength: 20 },
  { name: "data", kind: "isolated", prefixLength: 24 },
];

/** The network that is deployed. */
export const DEPLOYED: NetworkProps = { cidr: "10.0.0.0/16", zones: ["a", "c"], nat: { mode: "single" }, tiers: TIERS };

/** What is remembered after networks were deployed one after the other. */
export function factsOf(props: NetworkProps) {
  const plan = planNetwork(props, { region: "ap-northeast-2" }, "network");
  return networkFacts(props, plan.addresses, plan.zones);
}

/** The plan of a network of which something is deployed. */
export function planned(props: NetworkProps, facts = factsOf(DEPLOYED)) {
  const problems = new Problems("network");
  const known = asDeployed(props, facts, "dev");
  const plan = planAddresses(known, problems);
  const subnets = plan?.tiers.flatMap((tier) => tier.subnets.map(({ zone, cidr }) => [`${tier.name}-${zone}`, cidr]));
  return { subnets: Object.fromEntries(subnets ?? []), problems: problems.list, order: known.tiers.map((t) => t.name) };
}

/** A tier that is not deployed. */
export const CACHE: TierProps = { name: "cache", kind: "isolated", prefixLength: 24 };
