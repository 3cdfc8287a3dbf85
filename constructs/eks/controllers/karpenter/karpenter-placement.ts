import type { Problems } from "../../../core/errors";
import type { ITier } from "../../../network/network.types";
import { checkWayOut, hasWayOut } from "../../../network/tiers/way-out";
import type { KarpenterProps } from "./karpenter.types";

/**
 * What Karpenter and its nodes call, by the names of VPC endpoints, where there is no way to the internet (Karpenter, "Getting
 * Started": private clusters, 1.14).
 */
const NEEDED_SERVICES = ["ec2", "ecr.api", "ecr.dkr", "eks", "s3", "sqs", "ssm", "sts"] as const;

/**
 * The tier that nodes lie in. Adds `KARPENTER_TIER_INVALID`, `KARPENTER_ENDPOINTS_MISSING` or `KARPENTER_CANNOT_REACH_IAM`, and
 * returns `undefined` for a tier that is not there or public.
 */
export function placeKarpenter(props: KarpenterProps, problems: Problems): ITier | undefined {
  const { network } = props.cluster;
  const tier = findTier(props, problems);
  if (!tier || hasWayOut(network, tier)) return tier;
  checkWayOut(
    {
      network,
      tier,
      services: NEEDED_SERVICES,
      code: "KARPENTER_ENDPOINTS_MISSING",
      consequence: "Karpenter could not work",
      what: "the nodes",
    },
    problems,
  );
  if (props.instanceProfiles === "karpenter") {
    problems.add("instanceProfiles", {
      code: "KARPENTER_CANNOT_REACH_IAM",
      message: `Karpenter cannot make instance profiles: tier "${tier.name}" has no NAT, and IAM has no endpoint.`,
      found: '"karpenter"',
      expected: '"terraform" where there is no way to the internet',
      fix: "leave instanceProfiles out",
    });
  }
  return tier;
}

function findTier({ cluster, tier }: KarpenterProps, problems: Problems): ITier | undefined {
  const closed = cluster.network.tiers.filter(({ kind }) => kind !== "public");
  const found =
    tier === undefined
      ? (cluster.tier ?? closed.find(({ kind }) => kind === "private"))
      : closed.find(({ name }) => name === tier);
  if (found) return found;
  const all = cluster.network.tiers.map(({ name, kind }) => `${name} (${kind})`).join(", ") || "no tiers";
  problems.add("tier", {
    code: "KARPENTER_TIER_INVALID",
    message: "Nodes lie in a private or isolated tier of the network.",
    found: tier === undefined ? `no tier named, and a network with ${all}` : `"${tier}" in a network with ${all}`,
    expected: closed.length > 0 ? `one of ${closed.map(({ name }) => name).join(", ")}` : "a private tier",
    fix: closed.length > 0 ? "name one of these" : "add a private tier to the network",
  });
  return undefined;
}
