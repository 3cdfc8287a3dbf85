import type { Problem } from "../../constructs/core/errors";
import { zoneLetters } from "../../constructs/network/address-plan/availability-zones";
import { closest } from "../checks/suggest";
import type { ResolvedEnvironment } from "../resolved-environment";
import { nodeAt, type Path } from "./tree";

/** What several problems follow from, as the configuration says it; what was found goes on with the keys of those. */
export interface Cause {
  readonly path: Path;
  readonly problem: Omit<Problem, "path">;
  /** Whether it is told only where several things follow from it, and what follows alone is told as it is. */
  readonly ofSeveral?: boolean;
}

/** Codes of what is wrong where a network has one zone. */
const OF_ONE_ZONE = [
  ...["SUBNET_GROUP_ONE_ZONE", "BALANCER_ZONES_TOO_FEW", "EKS_TIER_ONE_ZONE", "DATABASE_TIER_ZONES"],
  ...["CACHE_TIER_ZONES", "LOAD_BALANCER_SUBNETS"],
];

/** Codes of what is wrong where the tier that a NAT is for is not there. */
const OF_NO_PRIVATE_TIER = [
  ...["NAT_WITHOUT_PRIVATE_TIER", "PRIVATE_TIER_MISSING", "EKS_PRIVATE_TIER_MISSING", "BASTION_ENDPOINTS_MISSING"],
  ...["TASK_ENDPOINTS_MISSING", "BALANCER_TIER_MISSING"],
];

/** What a problem follows from, where that is one value that others follow from too: it is told once, in the place of all. */
export function causeOf(
  { code, found }: Pick<Problem, "code" | "found">,
  resolved: ResolvedEnvironment,
): Cause | undefined {
  return oneZone(code, found, resolved) ?? noPrivateTier(code, resolved) ?? noSuchTier(code, found, resolved);
}

/** A tier that several things name and that is not there: one that was taken away or renamed, and is told once. */
function noSuchTier(code: string, found: string, { network: { tiers } }: ResolvedEnvironment): Cause | undefined {
  const [, name] = /^"([^"]+)"/.exec(found) ?? [];
  if (!code.endsWith("TIER_UNKNOWN") || name === undefined || tiers.some((tier) => tier.name === name))
    return undefined;
  const meant = closest(
    name,
    tiers.map((tier) => tier.name),
  );
  return {
    path: ["network", "tiers"],
    ofSeveral: true,
    problem: {
      code: "TIER_UNKNOWN",
      message: "The network has no tier of this name, and several parts of the environment name it.",
      found: `"${name}", named by`,
      expected: `one of ${tiers.map((tier) => `${tier.name} (${tier.kind})`).join(", ") || "no tiers"}`,
      fix: `add the tier "${name}" to the network, or name another one in each of these${meant ? `, such as ${meant}` : ""}`,
    },
  };
}

/** A network with a NAT is meant to have a private tier: without it, whatever lies there or leans on its way out is told once. */
function noPrivateTier(code: string, { network, source }: ResolvedEnvironment): Cause | undefined {
  const { tiers } = network;
  // As it is written: what stands in for a network that is refused has no NAT.
  const mode = nodeAt(source, ["network", "nat", "mode"]);
  const hasNat = mode?.kind === "scalar" && mode.value !== "none";
  if (!hasNat || tiers.some(({ kind }) => kind === "private") || !OF_NO_PRIVATE_TIER.includes(code)) return undefined;
  // Of the two kinds that balancers lie in it is the private one that is missed only where there is a public one.
  if (code === "BALANCER_TIER_MISSING" && !tiers.some(({ kind }) => kind === "public")) return undefined;
  const name = ["app", "private"].find((one) => !tiers.some((tier) => tier.name === one)) ?? "private-tier";
  return {
    path: ["network", "tiers"],
    ofSeveral: true,
    problem: {
      code: "PRIVATE_TIER_NEEDED",
      message: "The network has no private tier, and parts of the environment lean on one.",
      found: `${tiers.map((tier) => `${tier.name} (${tier.kind})`).join(", ") || "no tiers"}; a private one is missed by`,
      expected: "a tier of kind private, or nat mode none and nothing that needs one",
      fix: `add a tier such as ${name}: { kind: private, prefixLength: 20 }`,
    },
  };
}

function oneZone(code: string, found: string, { network, environment }: ResolvedEnvironment): Cause | undefined {
  const { zones } = network;
  if (!OF_ONE_ZONE.includes(code) || zones.length !== 1) return undefined;
  // Another zone is no help where the controller finds no tier at all.
  if (code === "LOAD_BALANCER_SUBNETS" && !found.startsWith("tier ")) return undefined;
  const [other] = zoneLetters(environment.region).filter((zone) => !zones.includes(zone));
  const example = zones[0]?.length === 1 && other !== undefined ? `, such as ${other}` : "";
  return {
    path: ["network", "zones"],
    problem: {
      code: "ZONES_TOO_FEW",
      message: "The network has one availability zone, and parts of the environment need two.",
      found: `[${zones.join(", ")}], too few for`,
      expected: "at least two zones",
      fix: `add a zone${example}; the subnets that are there stay as they are`,
    },
  };
}
