import type { Gates } from "./exemptions";
import type { GrantedExemption, ReviewSettings } from "./settings.types";

/** An exemption of a construct in a review. */
export interface ReviewedGrant extends GrantedExemption {
  /** Whether the base of the change does not have it in this form. @default - nobody can tell */
  readonly isNew?: boolean;
  /** Whether its last day has passed. */
  readonly isExpired: boolean;
}

/**
 * The exemptions that constructs of stacks were given where they were made, by path.
 *
 * @param stacks full names of the stacks that are reviewed
 */
export function reviewedGrants(
  stacks: readonly string[],
  { settings, before, today }: Pick<Gates, "settings" | "before" | "today">,
): readonly ReviewedGrant[] {
  const old = before && new Set(before.flatMap(grantsOf).map(textOf));
  return settings
    .flatMap(grantsOf)
    .filter(({ path }) => stacks.includes(path.split("/")[0] ?? path))
    .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
    .map((grant) => ({
      ...grant,
      isExpired: grant.until !== undefined && today !== undefined && grant.until < today,
      ...(old ? { isNew: !old.has(textOf(grant)) } : {}),
    }));
}

function grantsOf({ stacks }: ReviewSettings): readonly GrantedExemption[] {
  return Object.values(stacks).flatMap(({ granted }) => granted);
}

function textOf({ path, rule, reason, until = "" }: GrantedExemption): string {
  return [path, rule, reason, until].join("\u0000");
}
