import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../network.types";

/** How a wrong tier is told. */
export interface TierChoice {
  /** Property that names the tier. */
  readonly at: string;
  /** Put before the codes. */
  readonly codePrefix?: string;
  /** What belongs into private tiers: `Tasks and instances`. */
  readonly what: string;
}

/**
 * The tier of a name, or the first private one. Adds `PRIVATE_TIER_MISSING`, `TIER_UNKNOWN` or, for a public tier, `TIER_PUBLIC`, and
 * returns `undefined` then.
 */
export function privateTier(
  network: INetwork,
  name: string | undefined,
  { at, codePrefix = "", what }: TierChoice,
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
      code: `${codePrefix}${name === undefined ? "PRIVATE_TIER_MISSING" : "TIER_UNKNOWN"}`,
      message: name === undefined ? "The network has no private tier." : "The network has no tier of this name.",
      found: name === undefined ? tiers : `"${name}"`,
      expected: name === undefined ? "a private tier, or the name of another one" : `one of ${tiers}`,
      fix,
    });
    return undefined;
  }
  if (tier.kind !== "public") return tier;
  problems.add(at, {
    code: `${codePrefix}TIER_PUBLIC`,
    message: `${what} belong into private tiers, where nothing on the internet can reach them.`,
    found: `public tier "${tier.name}"`,
    expected: "a private or isolated tier",
    fix: closed.length > 0 ? `use ${closed.join(" or ")}` : fix,
  });
  return undefined;
}
