import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";

/** The tier of a name, or the first private one; `undefined` when a problem was added. Public tiers are refused. */
export function clusterTier(
  network: INetwork,
  name: string | undefined,
  at: string,
  problems: Problems,
): ITier | undefined {
  const tier = network.tiers.find((candidate) =>
    name === undefined ? candidate.kind === "private" : candidate.name === name,
  );
  const closed = network.tiers.filter(({ kind }) => kind !== "public").map((candidate) => candidate.name);
  const tiers = network.tiers.map((candidate) => `${candidate.name} (${candidate.kind})`).join(", ") || "no tiers";
  const fix = closed.length > 0 ? `name the tier: ${closed.join(" or ")}` : "add a private tier to the network";
  if (tier === undefined) {
    problems.add(at, {
      code: name === undefined ? "EKS_PRIVATE_TIER_MISSING" : "EKS_TIER_UNKNOWN",
      message: name === undefined ? "The network has no private tier." : "The network has no tier of this name.",
      found: name === undefined ? tiers : `"${name}"`,
      expected: name === undefined ? "a private tier, or the name of another one" : `one of ${tiers}`,
      fix,
    });
    return undefined;
  }
  if (tier.kind !== "public") return tier;
  problems.add(at, {
    code: "EKS_TIER_PUBLIC",
    message: "Control plane and nodes belong into private tiers, where nothing on the internet can reach them.",
    found: `public tier "${tier.name}"`,
    expected: "a private or isolated tier",
    fix,
  });
  return undefined;
}
