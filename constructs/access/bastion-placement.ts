import type { Problems } from "../core/errors";
import type { ISubnet, ITier } from "../network/network.types";
import type { TierKind } from "../network/network-props";
import type { BastionAccess, BastionProps } from "./bastion-props";

/** Where the bastion lies. */
export interface Placement {
  readonly tier: ITier;
  readonly subnet: ISubnet;
  /** Whether it reaches the internet, by NAT or by an address of its own. */
  readonly reachesInternet: boolean;
}

/** Kinds of tier that fit, the preferred one first. A public address is only of use with SSH, and only of use in a public tier. */
const TIER_KINDS: Readonly<Record<BastionAccess["mode"], readonly TierKind[]>> = {
  ssm: ["private", "isolated"],
  "instance-connect": ["private", "isolated"],
  ssh: ["public"],
};

/**
 * Services that the agent calls during a session that is encrypted and logged (Systems Manager User Guide, "Use AWS
 * PrivateLink to set up a VPC endpoint for Session Manager", as of 2026-11). `ec2messages` is not among them: since version
 * 3.3.40.0, which every current image has, the agent uses `ssmmessages` instead.
 */
const SESSION_SERVICES = ["ssm", "ssmmessages", "kms", "logs"] as const;

/** An image of one's own may hold an older agent. */
const OLD_AGENT_SERVICES = ["ec2messages"] as const;

/** The CloudWatch agent calls the first three; its package comes from the region's Amazon Linux repository, which lies in S3. */
const CLOUDWATCH_AGENT_SERVICES = ["ssm", "monitoring", "logs", "s3"] as const;

/**
 * Finds the bastion's tier and subnet; `undefined` when a problem was added.
 *
 * @param deployedZone zone that the bastion is deployed in, where it stays as long as the tier has it
 */
export function placeBastion(
  props: BastionProps,
  mode: BastionAccess["mode"],
  deployedZone: string | undefined,
  problems: Problems,
) {
  const tier = props.tier === undefined ? defaultTier(props, mode, problems) : namedTier(props, mode, problems);
  if (!tier) return undefined;
  const subnet = chooseSubnet(tier, props.zone ?? stillIn(tier, deployedZone), problems);
  if (!subnet) return undefined;
  if (!reachesInternet(tier, props)) checkEndpoints(props, mode, tier, problems);
  return { tier, subnet, reachesInternet: reachesInternet(tier, props) } satisfies Placement;
}

function defaultTier(props: BastionProps, mode: BastionAccess["mode"], problems: Problems): ITier | undefined {
  const { tiers } = props.network;
  const kinds = TIER_KINDS[mode];
  const found = kinds.map((kind) => tiers.find((tier) => tier.kind === kind)).find((tier) => tier !== undefined);
  if (found) return found;
  problems.add("network", {
    code: "BASTION_TIER_MISSING",
    message: `The network has no tier for a bastion with access \`${mode}\`.`,
    found: `tiers ${describe(tiers)}`,
    expected: `a ${kinds.join(" or ")} tier`,
    fix: [`add a ${kinds[0]} tier to the network`, ...otherModes(tiers)].join(", or "),
  });
  return undefined;
}

/** Ways of access for which the network has a tier. */
function otherModes(tiers: readonly ITier[]): readonly string[] {
  if (tiers.some(({ kind }) => kind === "public")) {
    return ['choose access: { mode: "ssh", from: […], publicKey: "…" }'];
  }
  return tiers.length > 0 ? ['choose access: { mode: "ssm" }'] : [];
}

/** Tiers that a bastion fits into; those from which it would not reach AWS only when there is no other. */
function fittingTiers(props: BastionProps, mode: BastionAccess["mode"]): readonly ITier[] {
  const fitting = props.network.tiers.filter(({ kind }) => TIER_KINDS[mode].includes(kind));
  const reaching = fitting.filter((tier) => reachesInternet(tier, props) || missingEndpoints(props, mode).length === 0);
  return reaching.length > 0 ? reaching : fitting;
}

function reachesInternet(tier: ITier, { network }: BastionProps): boolean {
  return tier.kind === "public" || (tier.kind === "private" && network.hasNat);
}

function namedTier(props: BastionProps, mode: BastionAccess["mode"], problems: Problems): ITier | undefined {
  const { network, tier: name } = props;
  const tier = network.tiers.find((candidate) => candidate.name === name);
  const kinds = TIER_KINDS[mode];
  const fitting = fittingTiers(props, mode);
  if (!tier) {
    problems.add("tier", {
      code: "TIER_UNKNOWN",
      message: "The network has no tier of this name.",
      found: `"${name}"`,
      expected: `a ${kinds.join(" or ")} tier${fitting.length > 0 ? `: ${describe(fitting)}` : ""}`,
      fix: `${fitting.length > 0 ? "use one of these names, or " : ""}add the tier to the network`,
    });
    return undefined;
  }
  if (kinds.includes(tier.kind)) return tier;
  problems.add("tier", {
    code: "BASTION_TIER_KIND",
    message:
      mode === "ssh"
        ? "A bastion for SSH needs a public tier: its Elastic IP is of no use without a route to the internet gateway."
        : `A bastion with access \`${mode}\` has no public address and does not belong into a public tier.`,
    found: `${tier.kind} tier "${tier.name}"`,
    expected: `a ${kinds.join(" or ")} tier`,
    fix:
      fitting.length > 0
        ? `use ${fitting.map((candidate) => candidate.name).join(" or ")}`
        : `add a ${kinds[0]} tier to the network, and name it here or leave \`tier\` out`,
  });
  return undefined;
}

function stillIn(tier: ITier, zone: string | undefined): string | undefined {
  return tier.subnets.some((subnet) => subnet.zone === zone) ? zone : undefined;
}

function chooseSubnet(tier: ITier, zone: string | undefined, problems: Problems): ISubnet | undefined {
  const subnet = zone === undefined ? tier.subnets[0] : tier.subnets.find((candidate) => candidate.zone === zone);
  if (subnet) return subnet;
  const zones = tier.subnets.map((candidate) => candidate.zone).join(", ");
  problems.add("zone", {
    code: "BASTION_ZONE_UNKNOWN",
    message: `Tier "${tier.name}" has no subnet in this zone.`,
    found: zone === undefined ? "a tier without subnets" : `"${zone}"`,
    expected: zones ? `one of ${zones}` : "a tier with at least one subnet",
    fix: zones ? "use one of these zones, or leave `zone` out" : "declare the subnets of the tier",
  });
  return undefined;
}

/** Services that the bastion calls and for which the VPC has no endpoint. */
function missingEndpoints(props: BastionProps, mode: BastionAccess["mode"]): readonly string[] {
  const needed = [
    ...(mode === "ssm" ? SESSION_SERVICES : []),
    ...(mode === "ssm" && props.ami !== undefined ? OLD_AGENT_SERVICES : []),
    ...(props.cloudWatchAgent ? CLOUDWATCH_AGENT_SERVICES : []),
  ];
  return [...new Set<string>(needed)].filter((service) => !props.network.endpointServices.includes(service));
}

function checkEndpoints(props: BastionProps, mode: BastionAccess["mode"], tier: ITier, problems: Problems): void {
  const there = props.network.endpointServices;
  const missing = missingEndpoints(props, mode);
  if (missing.length === 0) return;
  problems.add("network", {
    code: "BASTION_ENDPOINTS_MISSING",
    message: `The bastion cannot reach AWS: tier "${tier.name}" has no NAT, and the VPC lacks endpoints.`,
    found: there.length > 0 ? `endpoints for ${[...there].sort().join(", ")}` : "no endpoints",
    expected: `also endpoints for ${missing.join(", ")}`,
    fix: `add them to the network's endpoints, or ${wayToNat(props.network, tier)}`,
  });
}

function wayToNat({ hasNat, tiers }: BastionProps["network"], tier: ITier): string {
  const other = hasNat ? tiers.find(({ kind }) => kind === "private") : undefined;
  if (other) return `set tier to "${other.name}", which has NAT`;
  return tier.kind === "private"
    ? "give the network a NAT"
    : "put the bastion into a private tier of a network with NAT";
}

function describe(tiers: readonly ITier[]): string {
  return tiers.map((tier) => `${tier.name} (${tier.kind})`).join(", ") || "none";
}
