import type { ReviewedEnvironment } from "../../../config/reviewed";
import { type Exemption, exemptionPlace } from "../../../constructs/core/environments/exemptions";
import { GUARDRAIL_IDS } from "../../../guardrails/rules";
import type { GrantedExemption } from "../../../review/gates/settings.types";

/**
 * Every exemption from what is judged at synth, in one form: those that the code gives by `exempt`, the reasons of options, and those from
 * guardrails that the configuration has.
 *
 * @param inCode those of the constructs, as `exemptionsOf` finds them
 */
export function exemptionsIn(
  inCode: readonly Exemption[],
  reviewed: readonly ReviewedEnvironment[],
): readonly GrantedExemption[] {
  const configured = reviewed
    .flatMap(({ exemptions }) => exemptions)
    .filter(({ rule }) => GUARDRAIL_IDS.includes(rule));
  return [...inCode.map((one) => granted(one, reviewed)), ...configured];
}

function granted(one: Exemption, reviewed: readonly ReviewedEnvironment[]): GrantedExemption {
  const { path: at, rule, reason, until } = one;
  const place = exemptionPlace(one, placeIn(at, reviewed));
  return { rule, at, reason, ...(until === undefined ? {} : { until }), place };
}

/** Where the configuration says what the construct at a path is like. */
export function placeIn(path: string, reviewed: readonly ReviewedEnvironment[]): string | undefined {
  const [stack = path] = path.split("/");
  const own = reviewed.find(({ environment }) => stack.startsWith(`${environment}-`));
  return own?.placeOf(stack, path.slice(stack.length + 1));
}
