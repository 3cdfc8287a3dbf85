import { type Finding, RISKS, type Risk, RULE_NAMES } from "../findings";
import type { GoneStack } from "../findings/gone-stacks";
import type { Exemption, ReviewSettings } from "./settings.types";

/** A finding, and whether somebody must approve it. */
export interface GatedFinding extends Finding {
  readonly needsApproval: boolean;
  /** The exemption that makes an approval unnecessary. */
  readonly acknowledged?: Exemption;
  /** An exemption that did so until its last day. */
  readonly expired?: Exemption;
  /** Where in the repository it is configured: `config/base.yaml:12:3`. @default - nobody knows */
  readonly place?: string;
}

/** An exemption in a review. */
export interface ReviewedExemption extends Exemption {
  /** Findings that it is about. */
  readonly findings: number;
  readonly isExpired: boolean;
  /** Whether the base of the change does not have it in this form. @default - nobody can tell */
  readonly isNew?: boolean;
}

/** What decides on approvals. */
export interface Gates {
  /** Settings of the environments. */
  readonly settings: readonly ReviewSettings[];
  /**
   * Settings of the base of the change. Nothing is judged by them: they only tell what is new.
   *
   * @default - they are not known, and no exemption is called new
   */
  readonly before?: readonly ReviewSettings[];
  /**
   * Kinds of risk that need approval, whatever the configuration says.
   *
   * @default - those that the configuration names; all where it names none
   */
  readonly failOn?: readonly Risk[];
  /**
   * The day that exemptions are judged at, as `YYYY-MM-DD`.
   *
   * @default - none of them has expired
   */
  readonly today?: string;
  /**
   * Stacks that are deployed, and that the configuration no longer makes.
   *
   * @default - none
   */
  readonly gone?: readonly GoneStack[];
}

/** Decides of each finding whether somebody must approve it. What is `low` never does. */
export function gated(
  findings: readonly Finding[],
  nameOf: (finding: Finding) => string,
  { settings, failOn, today, gone = [] }: Gates,
): readonly GatedFinding[] {
  const environments = new Map(gone.map(({ stack, environment }) => [stack, environment]));
  return findings.map((finding) => {
    const own = settings.find(
      ({ environment, stacks }) =>
        Object.hasOwn(stacks, finding.stack) || environments.get(finding.stack) === environment,
    );
    const fitting = (own?.exemptions ?? []).filter((one) => fits(one, finding, nameOf(finding)));
    const acknowledged = fitting.find((one) => !isExpired(one, today));
    const [expired] = acknowledged ? [] : fitting;
    const risks = failOn ?? own?.failOn ?? RISKS;
    return {
      ...finding,
      needsApproval: finding.severity !== "low" && acknowledged === undefined && risks.includes(finding.risk),
      ...(acknowledged ? { acknowledged } : {}),
      ...(expired ? { expired } : {}),
    };
  });
}

/**
 * The exemptions that have to do with a review: those at a stack of it. One that no finding needs is no mistake, since what is replaced once
 * is not replaced by the next plan. Those of other rules than the review's are judged elsewhere.
 *
 * @param stacks full names of the stacks that are reviewed
 */
export function reviewedExemptions(
  findings: readonly GatedFinding[],
  stacks: readonly string[],
  { settings, before, today }: Gates,
): readonly ReviewedExemption[] {
  const old = before?.flatMap(({ exemptions }) => exemptions);
  return settings
    .flatMap(({ exemptions }) => exemptions)
    .filter(({ rule, at }) => isReviewRule(rule) && stacks.includes(stackOf(at)))
    .map((one) => ({
      ...one,
      findings: findings.filter(({ acknowledged, expired }) => acknowledged === one || expired === one).length,
      isExpired: isExpired(one, today),
      ...(old ? { isNew: !old.some((other) => isSame(one, other)) } : {}),
    }));
}

/** Whether the last day of an exemption has passed. */
function isExpired({ until }: Exemption, today: string | undefined): boolean {
  return today !== undefined && until < today;
}

function fits({ rule, at }: Exemption, finding: Finding, name: string): boolean {
  if (rule !== finding.rule) return false;
  const { stack, address } = finding;
  return [stack, `${stack}/${name}`, `${stack}/${address}`].some((own) => own === at || own.startsWith(`${at}/`));
}

function stackOf(at: string): string {
  return at.split("/")[0] ?? at;
}

function isReviewRule(rule: string): boolean {
  return RULE_NAMES.some((name) => name === rule);
}

function isSame(one: Exemption, other: Exemption): boolean {
  return (["rule", "at", "reason", "until"] as const).every((key) => one[key] === other[key]);
}
