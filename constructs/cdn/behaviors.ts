import type { Behavior, DynamicCache } from "./distribution.types";

/** The path pattern of the default behaviour, which is tried last. */
export const DEFAULT_PATTERN = "*";

/** A behaviour with its pattern and where it was declared. */
export interface PlacedBehavior {
  readonly pattern: string;
  readonly behavior: Behavior;
  /** For problems: `defaultBehavior`, `behaviors./api/*`. */
  readonly property: string;
}

/**
 * The behaviours in the order in which CloudFront tries them: the longer the part before the first wildcard, the earlier; among
 * equals the longer pattern, then the alphabet. So the order follows from the patterns, wherever they were written.
 */
export function orderedBehaviors(behaviors: Readonly<Record<string, Behavior>>): readonly PlacedBehavior[] {
  return Object.entries(behaviors)
    .map(([pattern, behavior]) => ({ pattern, behavior, property: `behaviors.${pattern}` }))
    .sort(
      (a, b) =>
        fixedLength(b.pattern) - fixedLength(a.pattern) ||
        b.pattern.length - a.pattern.length ||
        (a.pattern < b.pattern ? -1 : 1),
    );
}

function fixedLength(pattern: string): number {
  const wildcard = pattern.search(/[*?]/);
  // A pattern without a wildcard comes before every pattern that begins like it.
  return wildcard === -1 ? pattern.length + 1 : wildcard;
}

/** What is to be kept, of a cache that is given by its name alone too. */
export function cacheOf({ cache }: Behavior): DynamicCache | { readonly intent: "none" | "static" } {
  return typeof cache === "string" ? { intent: cache } : cache;
}

/** Seconds that a dynamic answer is kept (CDN-01): short enough not to be noticed, long enough to take a rush. */
export const DYNAMIC_TTL = { min: 5, default: 10, max: 15, longest: 60 } as const;
