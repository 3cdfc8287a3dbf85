import type { Problem } from "../../constructs/core/problem";
import type { GrantedExemption } from "../../review/gates/settings.types";
import type { Finding } from "./judge";
import { isOpen, type JudgedExemption, type Verdict } from "./verdict";

/**
 * A finding as a problem: the code is the rule's id.
 *
 * @param file where the configuration says what is found: `config/base.yaml:12:3`; nothing where nobody knows
 * @param line the line of the program that made the construct, where that is known
 */
export function findingProblem(finding: Finding, file?: string, line?: string): Problem {
  const { rule, place, attribute, found, expected, fix } = finding;
  return {
    code: rule.id,
    path: [file, place, attribute].filter((part) => part !== undefined).join(" › "),
    message: `${rule.title} ${rule.reason}`,
    found,
    expected,
    fix: `${fix}; or, for a reason and until a day, exempt ${place} from ${rule.id}`,
    ...(line === undefined ? {} : { line }),
  };
}

/** An exemption that acknowledges nothing: what it was for is gone, or it names another place. */
export function unusedProblem({ rule, at, place }: GrantedExemption): Problem {
  return {
    code: "EXEMPTION_UNUSED",
    path: place,
    message: "The exemption is from a rule that finds nothing there.",
    found: `${rule} at ${at}`,
    expected: "an exemption for something that is found",
    fix: "remove it; if it was meant for another place, name the one that `npx groundplan check` shows",
  };
}

/** An exemption whose last day has passed. */
export function endedProblem({ rule, at, reason, until = "", place }: GrantedExemption): Problem {
  return {
    code: "EXEMPTION_ENDED",
    path: place,
    message: "The last day of the exemption has passed.",
    found: `${rule} at ${at}, until ${until}, because ${reason}`,
    expected: "a day that is still to come, or no need of it",
    fix: "mend what it is for and remove it, or decide anew: with a reason that holds today, and another day",
  };
}

/** Exemptions whose last day has passed, as problems. Where what one was for is open again, that is told instead. */
export function endedProblems({ findings, exemptions }: Verdict): readonly Problem[] {
  const isTold = (one: JudgedExemption) =>
    findings.some((finding) => finding.exemption === one && isOpen(finding, true));
  return exemptions.filter((one) => one.isExpired && one.findings > 0 && !isTold(one)).map(endedProblem);
}

/** An exemption whose last day has passed, where that is no more than a warning. */
export function endedLine({ rule, at, until = "", place }: GrantedExemption): string {
  return `${at}: the exemption from ${rule} ended on ${until}: check and deploy fail until it is renewed or removed (${place})`;
}

/** Exemptions that acknowledge nothing, as problems. An option may allow what is not made use of. */
export function unusedProblems(exemptions: readonly JudgedExemption[]): readonly Problem[] {
  return exemptions.filter(({ findings, until }) => findings === 0 && until !== undefined).map(unusedProblem);
}
