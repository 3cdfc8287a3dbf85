import type { GrantedExemption, ReviewSettings } from "./settings.types";

/** An exemption of a construct in a review. */
export interface ReviewedGrant extends GrantedExemption {
  /** Whether the base of the change does not have it in this form. @default - nobody can tell */
  readonly isNew?: boolean;
}

/**
 * The exemptions that constructs of stacks were given where they were made, by path.
 *
 * @param before settings of the base of the change; without them none is called new
 */
export function reviewedGrants(
  settings: readonly ReviewSettings[],
  stacks: readonly string[],
  before: readonly ReviewSettings[] | undefined,
): readonly ReviewedGrant[] {
  const old = before && new Set(before.flatMap(grantsOf).map(textOf));
  return settings
    .flatMap(grantsOf)
    .filter(({ path }) => stacks.includes(path.split("/")[0] ?? path))
    .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
    .map((grant) => ({ ...grant, ...(old ? { isNew: !old.has(textOf(grant)) } : {}) }));
}

function grantsOf({ stacks }: ReviewSettings): readonly GrantedExemption[] {
  return Object.values(stacks).flatMap(({ granted }) => granted);
}

function textOf({ path, rule, reason }: GrantedExemption): string {
  return [path, rule, reason].join("\u0000");
}
