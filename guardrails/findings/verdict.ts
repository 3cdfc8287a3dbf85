import type { Finding } from "./judge";

/** A rule that may be broken at a place, for a reason. */
export interface GivenExemption {
  /** Id of the rule. */
  readonly rule: string;
  /** A stack, or a construct of it with everything inside; of what has no construct the stack and the address. */
  readonly at: string;
  readonly reason: string;
  /**
   * Last day on which it holds, as `YYYY-MM-DD`.
   *
   * @default - it is an option of a construct, which holds as long as it stands there
   */
  readonly until?: string;
  /** Where it is written: `config/staging.yaml:40:5`, or the path of the construct. */
  readonly place: string;
}

/** An exemption, and what it does. */
export interface JudgedExemption extends GivenExemption {
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
  exemptions: readonly GivenExemption[],
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

function fits({ rule, at }: GivenExemption, finding: Finding): boolean {
  if (rule !== finding.rule.id) return false;
  const { stack, place, address } = finding;
  return [place, ...(address === undefined ? [] : [`${stack}/${address}`])].some(
    (own) => own === at || own.startsWith(`${at}/`),
  );
}
