import { QUOTAS, quotaIn } from "../aws/quotas";
import type { Environment } from "../core/environments/environment";
import { Problems } from "../core/errors";
import { planAddresses } from "./address-plan/address-plan";
import type { AddressPlan } from "./address-plan/address-plan.types";
import { checkZonesOfRegion } from "./address-plan/availability-zones";
import { checkCidr } from "./address-plan/cidr";
import { DEFAULT_GATEWAYS } from "./endpoints/endpoint-names";
import { withOpenings } from "./network-acls/network-acl-openings";
import { defaultNetworkAcl, type PlannedAclRule, planNetworkAcl } from "./network-acls/network-acl-plan";
import { checkSharedAcls, OPEN_ACL } from "./network-acls/network-acl-sharing";
import { checkNetwork } from "./network-checks";
import type { NetworkProps } from "./network-props";
import { checkRoutes } from "./routes/tier-route-checks";

/** Everything about a network that can be decided before any resource is made. */
export interface NetworkPlan {
  readonly addresses: AddressPlan;
  /** Zones in use, by letter or number. */
  readonly zones: readonly string[];
  /** Rules of the network ACLs by tier. */
  readonly networkAcls: ReadonlyMap<string, readonly PlannedAclRule[]>;
}

/** What a plan depends on beside its properties. */
type Place = Pick<Environment, "region" | "quotas">;

/** Quotas of the account that a plan counts. */
interface Limits {
  /** Rules of a network ACL in one direction. */
  readonly rules: number;
  /** IPv4 ranges of a VPC. */
  readonly ranges: number;
}

/** Plans without problems by the properties that they were made from, and the place. */
const plans = new WeakMap<NetworkProps, Map<string, NetworkPlan>>();

/**
 * Plans a network: addresses, zones, network ACLs. Every stack of an environment asks for the plan of the same properties, so it is
 * made once for them; who changes properties after that is not heard.
 *
 * @param path construct path or configuration position, for messages
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function planNetwork(props: NetworkProps, { region, quotas }: Place, path: string): NetworkPlan {
  const limits = { rules: quotaIn(quotas, "rulesPerNetworkAcl"), ranges: quotaIn(quotas, "rangesPerVpc") };
  const place = [region, limits.rules, limits.ranges].join(" ");
  const known = plans.get(props)?.get(place);
  if (known) return known;
  const plan = makePlan(props, region, limits, path);
  plans.set(props, (plans.get(props) ?? new Map()).set(place, plan));
  return plan;
}

function makePlan(props: NetworkProps, region: string, limits: Limits, path: string): NetworkPlan {
  const problems = new Problems(path);
  const elsewhere = checkZonesOfRegion(props.zones, region, problems);
  const addresses = planAddresses(props, problems, elsewhere);
  checkNetwork(props, problems);
  checkRoutes(props, addresses, problems);
  checkRangeCount(props, limits.ranges, problems);
  const networkAcls = planAcls(props, addresses, limits.rules, problems);
  problems.throwIfAny();
  if (!addresses) throw new Error("the address plan is missing although it has no problem");
  return { addresses, zones: zonesInOrder(addresses), networkAcls };
}

function checkRangeCount(props: NetworkProps, most: number, problems: Problems): void {
  const count = rangesOf(props).length;
  if (count <= most) return;
  const { source, most: limit } = QUOTAS.rangesPerVpc;
  const raise = count <= limit ? ", or have the quota raised and set quotas.rangesPerVpc of the environment" : "";
  problems.add("secondaryCidrs", {
    code: "RANGES_TOO_MANY",
    message: "The VPC has more IPv4 ranges than AWS allows.",
    found: `${count} ranges with the primary one`,
    expected: `at most ${most} (${source})`,
    fix: `join small ranges to a larger one${raise}`,
  });
}

function planAcls(
  props: NetworkProps,
  addresses: AddressPlan | undefined,
  mostRules: number,
  problems: Problems,
): ReadonlyMap<string, readonly PlannedAclRule[]> {
  const context = {
    // A range that is none is the address plan's problem, and is told there.
    vpcCidrs: rangesOf(props).filter((cidr) => checkCidr(cidr, "", new Problems(""))),
    ipv6: props.ipv6 ?? false,
    mostRules,
    tiers: Object.fromEntries(
      props.tiers.map(({ name }) => [name, addresses?.tiers.find((tier) => tier.name === name)?.subnets ?? []]),
    ),
  };
  const hasGatewayEndpoints = (props.endpoints?.gateway ?? DEFAULT_GATEWAYS).length > 0;
  checkSharedAcls(props.tiers, problems);
  const own = new Map(
    props.tiers
      .filter(({ networkAclOf }) => networkAclOf === undefined)
      .map((tier) => {
        if (tier.withoutNetworkAcl) return [tier.name, OPEN_ACL];
        const acl = tier.networkAcl ?? defaultNetworkAcl(tier.kind, hasGatewayEndpoints);
        const opened = withOpenings(acl, tier.openings ?? {}, problems, `tiers.${tier.name}.openings`);
        const openings = Object.keys(tier.openings ?? {});
        return [tier.name, planNetworkAcl(opened, { ...context, openings }, problems, `tiers.${tier.name}.networkAcl`)];
      }),
  );
  return new Map(props.tiers.map(({ name, networkAclOf }) => [name, own.get(networkAclOf ?? name) ?? []]));
}

function zonesInOrder(addresses: AddressPlan): readonly string[] {
  const positions = new Map(addresses.tiers.flatMap((tier) => tier.subnets.map((s) => [s.zone, s.position] as const)));
  return [...positions].sort(([, a], [, b]) => a - b).map(([zone]) => zone);
}

/** The IPv4 ranges of a VPC: the primary one, then the others, whose order means nothing. */
export function rangesOf(props: Pick<NetworkProps, "cidr" | "secondaryCidrs">): readonly string[] {
  return [props.cidr, ...[...(props.secondaryCidrs ?? [])].sort()];
}
