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
 * The exemptions from what is judged at synth, by place.
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
    .filter(({ at }) => stacks.includes(at.split("/")[0] ?? at))
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

function textOf({ at, rule, reason, until = "" }: GrantedExemption): string {
  return [at, rule, reason, until].join("\u0000");
}
