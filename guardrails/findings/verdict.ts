import type { GrantedExemption } from "../../review/gates/settings.types";
import type { Finding } from "./judge";

/** An exemption, and what it does. */
export interface JudgedExemption extends GrantedExemption {
  /** Number of findings that it is about. */
  readonly findings: number;
  /** Whether its last day has passed. */
  readonly isExpired: boolean;
}

/** A finding, and the exemption that acknowledges it. */
export interface JudgedFinding extends Finding {
  /**
   * One that holds, or else one whose day has passed.
   *
   * @default - nobody has acknowledged it
   */
  readonly exemption?: JudgedExemption;
}

/** What is found, and what of it is exempt. */
export interface Verdict {
  readonly findings: readonly JudgedFinding[];
  readonly exemptions: readonly JudgedExemption[];
}

/**
 * Says of each finding whether it is exempt.
 *
 * @param today the day that exemptions are judged at, as `YYYY-MM-DD`; without it none has ended
 */
export function verdictOf(
  findings: readonly Finding[],
  exemptions: readonly GrantedExemption[],
  today?: string,
): Verdict {
  const judged = exemptions.map((one) => ({
    ...one,
    findings: findings.filter((finding) => fits(one, finding)).length,
    isExpired: today !== undefined && one.until !== undefined && one.until < today,
  }));
  return {
    exemptions: judged,
    findings: findings.map((finding) => {
      const fitting = judged.filter((one) => fits(one, finding));
      const exemption = fitting.find(({ isExpired }) => !isExpired) ?? fitting[0];
      return exemption ? { ...finding, exemption } : finding;
    }),
  };
}

/** Whether a finding counts: it is an error, and no exemption acknowledges it. One whose day has passed counts until the day is judged. */
export function isOpen({ severity, exemption }: JudgedFinding, judgesDays = false): boolean {
  return severity === "error" && (exemption === undefined || (judgesDays && exemption.isExpired));
}

function fits({ rule, at }: GrantedExemption, finding: Finding): boolean {
  if (rule !== finding.rule.id) return false;
  const { stack, place, address } = finding;
  return [place, ...(address === undefined ? [] : [`${stack}/${address}`])].some(
    (own) => own === at || own.startsWith(`${at}/`),
  );
}
