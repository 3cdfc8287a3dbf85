import { createHash } from "node:crypto";
import type { RuleConditions } from "./listener-rule.types";
import { describeConditions } from "./rule-conditions";

/**
 * Priorities that are written out (`CreateRule`, Elastic Load Balancing API Reference, as of 2026-11). Those below 1000 come before all that
 * are derived, and 50000 behind them.
 */
export const EXPLICIT_PRIORITIES = { least: 1, most: 50_000 } as const;

/** What a rule asks for the host. */
type HostClass = "exact" | "wildcard" | "none";

/** A run of priorities: from the first, so many for each step of how closely the path is described. */
interface Band {
  readonly first: number;
  readonly perStep: number;
}

/** Steps of the path: a path of 25 known characters or more, 24, … 1, and no path. */
const LONGEST_PATH = 25;
const STEPS = LONGEST_PATH + 1;

/**
 * Which priorities a rule may get by what it asks for. A rule that asks for more is tried before one that asks for less, since
 * AWS takes the first that fits. Each run has room for a hash, so that a new rule moves none of the others; the runs together
 * fill 1000 to 49999. AWS allows 1 to 50000 (`CreateRule`, Elastic Load Balancing API Reference, as of 2026-11).
 */
const BANDS: Readonly<Record<HostClass, { readonly further: Band; readonly plain: Band; readonly lastSteps: number }>> =
  {
    exact: { further: { first: 1000, perStep: 230 }, plain: { first: 6980, perStep: 600 }, lastSteps: 15_000 },
    wildcard: { further: { first: 36_980, perStep: 20 }, plain: { first: 37_500, perStep: 80 }, lastSteps: 1500 },
    none: { further: { first: 41_000, perStep: 57 }, plain: { first: 42_482, perStep: 280 }, lastSteps: 518 },
  };

/**
 * The priority of a rule that has none of its own, 1000 to 49999: derived from its conditions alone, so that it is the same at
 * every synth and whatever other rules there are.
 */
export function derivedPriority(conditions: RuleConditions): number {
  const { further, plain, lastSteps } = BANDS[hostClass(conditions)];
  const step = LONGEST_PATH - knownPath(conditions);
  if (hasFurther(conditions)) return further.first + step * further.perStep + hash(conditions, further.perStep);
  const width = step === STEPS - 1 ? lastSteps : plain.perStep;
  return plain.first + step * plain.perStep + hash(conditions, width);
}

function hostClass({ hosts = [], regex }: RuleConditions): HostClass {
  if (regex?.hosts?.length) return "wildcard";
  if (hosts.length === 0) return "none";
  return hosts.some((host) => /[*?]/.test(host)) ? "wildcard" : "exact";
}

function hasFurther({ headers, query, methods, sourceIps, regex }: RuleConditions): boolean {
  if (regex) return true;
  return [Object.keys(headers ?? {}), query ?? [], methods ?? [], sourceIps ?? []].some((list) => list.length > 0);
}

/**
 * How many characters of the path are known, 0 to {@link LONGEST_PATH}; of several paths the least. A path without wildcard
 * counts one more; `/*` is as good as no path.
 */
function knownPath({ paths = [] }: RuleConditions): number {
  const known = paths.map((path) => {
    const text = path.replace(/[*?]/g, "");
    if (text.length === path.length) return path.length + 1;
    return text === "/" ? 0 : text.length;
  });
  return known.length === 0 ? 0 : Math.min(LONGEST_PATH, ...known);
}

function hash(conditions: RuleConditions, width: number): number {
  const digest = createHash("sha256").update(describeConditions(conditions)).digest();
  return digest.readUInt32BE(0) % width;
}
