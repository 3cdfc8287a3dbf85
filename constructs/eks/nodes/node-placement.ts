import type { Problems } from "../../core/errors";
import type { ISubnet, ITier } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import { checkWayOut } from "../../network/tiers/way-out";
import { CLUSTER_TIER, defaultZones } from "../cluster/cluster-tier";
import { checkPrefixRoom } from "./instances/prefix-room";
import type { NodesCluster } from "./nodes-cluster.types";

/**
 * AWS services that nodes call without a way to the internet: they register, pull images (whose layers lie in S3), and their pods get
 * roles (Amazon EKS User Guide, "Deploy private clusters with limited internet access", as of 2026-11).
 */
const NEEDED_SERVICES = ["ec2", "ecr.api", "ecr.dkr", "s3", "sts"] as const;

/** What the agent of Session Manager calls, and what that of Pod Identity does. */
const SESSION_SERVICES = ["ssm", "ssmmessages"] as const;
const POD_IDENTITY_SERVICES = ["eks-auth"] as const;

/** What decides where nodes lie. */
export interface NodePlacementProps {
  readonly cluster: NodesCluster;
  readonly tier?: string;
  readonly zones?: readonly string[];
  /** Zones that the nodes are deployed in. */
  readonly deployedZones?: readonly string[];
  readonly sessionManager?: boolean;
  /** Whether the environment is one that outlives the loss of a zone. */
  readonly protect: boolean;
}

/** The subnets that nodes lie in, in the order of the zones; none when a problem was added. */
export function placeNodes(props: NodePlacementProps, problems: Problems): readonly ISubnet[] {
  const { cluster } = props;
  const tier = privateTier(cluster.network, props.tier ?? cluster.tier.name, CLUSTER_TIER, problems);
  if (tier === undefined) return [];
  checkWayOut(
    {
      network: cluster.network,
      tier,
      services: servicesOf(props),
      code: "EKS_NODES_ENDPOINTS_MISSING",
      consequence: "Nodes could not join",
      what: "the nodes",
    },
    problems,
  );
  const subnets = props.zones
    ? chooseSubnets(tier, props.zones, problems)
    : defaultZones(tier, cluster.tier, props.deployedZones).subnets;
  if (props.protect && subnets.length === 1) {
    const zones = tier.subnets.length > 1 ? tier.subnets.map(({ zone }) => zone).join(", ") : undefined;
    problems.add(props.zones === undefined ? "tier" : "zones", {
      code: "EKS_NODES_ONE_ZONE",
      message: "A protected environment runs its nodes in two zones or more, so that it outlives the loss of one.",
      found: `zone ${subnets[0]?.zone} of tier "${tier.name}" alone`,
      expected: "two zones or more",
      fix: zones ? `leave zones out for ${zones}, or name two of them` : "add a zone to the network",
    });
  }
  const { prefixDelegation, customNetworking } = cluster.podNetworking;
  // Prefixes of IPv6 are of the subnet's /64.
  if (prefixDelegation && !customNetworking && cluster.ipFamily === "ipv4")
    checkPrefixRoom(tier.name, subnets, "tier", problems);
  return subnets;
}

function chooseSubnets(tier: ITier, zones: readonly string[], problems: Problems): readonly ISubnet[] {
  const known = tier.subnets.map(({ zone }) => zone);
  const unknown = zones.filter((zone) => !known.includes(zone));
  if (unknown.length === 0 && zones.length > 0) return tier.subnets.filter(({ zone }) => zones.includes(zone));
  problems.add("zones", {
    code: "EKS_ZONE_UNKNOWN",
    message: zones.length === 0 ? "Nodes need a zone." : `Tier "${tier.name}" has no subnet in this zone.`,
    found: unknown.join(", ") || "an empty list",
    expected: `one or more of ${known.join(", ")}`,
    fix: "use these zones, or leave zones out for all of them",
  });
  return [];
}

function servicesOf({ cluster, sessionManager }: NodePlacementProps): readonly string[] {
  return [
    ...NEEDED_SERVICES,
    ...(sessionManager ? SESSION_SERVICES : []),
    ...(cluster.identity === "pod-identity" ? POD_IDENTITY_SERVICES : []),
  ];
}
