import type { Answer } from "../../guardrails/answers/answer.types";

/** Severities of findings, the gravest first. */
export const SEVERITIES = ["critical", "high", "medium", "low", "informational"] as const;

/** How grave a finding is. */
export type Severity = (typeof SEVERITIES)[number];

/** A scanner that an audit runs. */
export type Scanner = "prowler" | "checkov";

/** What a check of a scanner says of a resource. */
export interface ScannerResult {
  readonly scanner: Scanner;
  /** Id of the check: `ec2_ebs_default_encryption`, `CKV_AWS_18`. */
  readonly check: string;
  /** What it asks for. */
  readonly title: string;
  readonly isPassed: boolean;
  /** checkov tells none without an account at its maker: its findings count as medium. */
  readonly severity: Severity;
  /** ARN or id in AWS, or `<stack>/<address>` of what synth wrote. */
  readonly resource: string;
  /** What was found, in the scanner's words; empty if it tells nothing. */
  readonly detail: string;
}

/** How a finding stands: `account` is about what our stacks do not make. */
export type FindingStatus = "open" | "answered" | "account";

/** What a check has found. */
export interface AuditFinding {
  readonly scanner: Scanner;
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Stack and construct, stack and address for what has no construct, or the ARN of what is not ours. */
  readonly place: string;
  /**
   * Address in the state.
   *
   * @default - it is not ours
   */
  readonly address?: string;
  readonly resource: string;
  readonly detail: string;
  /**
   * Why it is not followed.
   *
   * @default - there is no answer
   */
  readonly answer?: Answer;
}

/**
 * How an environment stands to a requirement: `failed` has a finding that is open, `account` none that is open and one about the account,
 * `answered` none but answered ones. Checks of what is `empty` have found nothing that they are about, and what is `unjudged` has none.
 */
export const REQUIREMENT_STATUSES = ["failed", "answered", "passed", "account", "empty", "unjudged"] as const;

/** One of these. */
export type RequirementStatus = (typeof REQUIREMENT_STATUSES)[number];

/** A requirement of a framework, and how the environment stands to it. */
export interface JudgedRequirement {
  readonly id: string;
  readonly description: string;
  readonly status: RequirementStatus;
  /** The checks that made it what it is; none of what passed, is empty or unjudged. */
  readonly checks: readonly string[];
}

/** How an environment stands to a framework. */
export interface FrameworkSum {
  /** As prowler's command line names it: `cis_3.0_aws`. */
  readonly name: string;
  /** As it is called: `CIS 3.0`. */
  readonly title: string;
  /** In the order of the framework. */
  readonly requirements: readonly JudgedRequirement[];
}

/** What became of a scanner. */
export interface ScannerRun {
  readonly scanner: Scanner;
  /**
   * Its version.
   *
   * @default - it is not on the PATH, and did not run
   */
  readonly version?: string;
  /** The version that the answers are for. */
  readonly answersFor: string;
  /** Checks of our resources that passed. */
  readonly passed: number;
}

/** An audit of an environment. */
export interface Audit {
  readonly environment: string;
  /** How it was deployed, as a sentence. */
  readonly about: string;
  readonly scanners: readonly ScannerRun[];
  /** What is open first, then what is answered, then what is the account's; each in the order of severity, check and place. */
  readonly findings: readonly AuditFinding[];
  readonly frameworks: readonly FrameworkSum[];
  /** Requests that the emulator could not answer, such as `ListRules of waf`: of what they ask for prowler says nothing, or what is wrong. */
  readonly unanswered: readonly string[];
}

/** Whether a finding makes an audit fail: it is open, and medium or graver. */
export function isGrave({ status, severity }: AuditFinding): boolean {
  return status === "open" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf("medium");
}

/** Findings of a status. */
export function findingsOf({ findings }: Pick<Audit, "findings">, status: FindingStatus): readonly AuditFinding[] {
  return findings.filter((one) => one.status === status);
}

/** Findings with an answer, by their answers. */
export function byAnswer(audit: Pick<Audit, "findings">): readonly (readonly [Answer, readonly AuditFinding[]])[] {
  const groups = new Map<Answer, AuditFinding[]>();
  for (const finding of findingsOf(audit, "answered")) {
    if (finding.answer) groups.set(finding.answer, [...(groups.get(finding.answer) ?? []), finding]);
  }
  return [...groups.entries()];
}
