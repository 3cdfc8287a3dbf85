import type { App, TerraformStack } from "cdktf";
import { closest } from "../../config/checks/suggest";
import type { ReviewedEnvironment } from "../../config/reviewed";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { exemptionPlace, exemptionsOf } from "../../constructs/core/environments/exemptions";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { judge } from "../../guardrails/findings/judge";
import { findingProblem, unusedProblems, warningLines } from "../../guardrails/findings/problems";
import {
  type GivenExemption,
  isOpen,
  type JudgedFinding,
  type Verdict,
  verdictOf,
} from "../../guardrails/findings/verdict";
import { GUARDRAIL_IDS, GUARDRAILS } from "../../guardrails/rules";
import type { Estate, GuardedEnvironment } from "../../guardrails/tree/estate";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";

/** What guardrails are asked of. */
export interface GuardedApp {
  readonly app: App;
  /** Terraform JSON of each stack, by its full name. */
  readonly jsons: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly reviewed: readonly ReviewedEnvironment[];
  /** Full names of stacks that were left out on purpose. */
  readonly leftOut: readonly string[];
  /** The day that exemptions are judged at; without it none has ended. */
  readonly today?: string;
}

/** What guardrails say of an app. */
export interface GuardedVerdict extends Verdict {
  /** What was judged. */
  readonly estate: Estate;
  /** Exemptions from rules that there are not. */
  readonly unknown: readonly Problem[];
  /** Where the configuration says what a construct is like: `config/base.yaml:12:3`; nothing where nobody knows. */
  readonly fileOf: (finding: JudgedFinding) => string | undefined;
}

/** Asks every guardrail of every stack, and looks what is exempt: in the code by `exempt`, in YAML by `exemptions`. */
export function guarded(given: GuardedApp): GuardedVerdict {
  const { app, jsons, reviewed, today } = given;
  const stacks = [...jsons].map(([name, json]) => ({ name, json, environment: environmentOf(app, name) }));
  const estate = estateOfConfigurations(stacks);
  const findings = judge(estate, GUARDRAILS);
  const kept = exemptionsOf(app);
  const code = kept.filter(({ until }) => until !== undefined);
  const unknown = code.filter(({ rule }) => !GUARDRAIL_IDS.includes(rule));
  const inCode = code
    .filter((one) => !unknown.includes(one))
    .map((one): GivenExemption => {
      const { path, rule, reason, until = "" } = one;
      return { rule, at: path, reason, until, place: exemptionPlace(one) };
    });
  const byOptions = kept.flatMap(({ path, reason, guardrails = [] }) =>
    guardrails.map((rule): GivenExemption => ({ rule, at: path, reason, place: path })),
  );
  return {
    estate,
    ...verdictOf(findings, [...inCode, ...guardrailExemptions(given), ...byOptions], today),
    unknown: unknown.map((one) => unknownRule(one.rule, exemptionPlace(one))),
    fileOf: (finding) => fileOf(finding, reviewed),
  };
}

/** Exemptions of the configuration from guardrails, at stacks that are made. Others are those of reviews. */
function guardrailExemptions({
  reviewed,
  leftOut,
}: Pick<GuardedApp, "reviewed" | "leftOut">): readonly GivenExemption[] {
  return reviewed
    .flatMap(({ exemptions }) => exemptions)
    .filter(({ rule, at }) => GUARDRAIL_IDS.includes(rule) && !leftOut.includes(at.split("/")[0] ?? at));
}

function environmentOf(app: App, name: string): GuardedEnvironment {
  const stack = app.node.tryFindChild(name) as TerraformStack | undefined;
  if (!(stack instanceof EnvironmentStack)) return { name, isProduction: false };
  const { environment } = stack;
  return { name: environment.name, isProduction: environment.protect };
}

function fileOf({ stack, place }: JudgedFinding, reviewed: readonly ReviewedEnvironment[]): string | undefined {
  const own = reviewed.find(({ environment }) => stack.startsWith(`${environment}-`));
  return own?.placeOf(stack, place.slice(stack.length + 1));
}

/**
 * Refuses what guardrails find, and exemptions that acknowledge nothing; all at once, by place. Whether the day of an exemption has passed
 * decides on nothing here.
 *
 * @throws GroundplanError with a problem for each finding, whose code is the id of its rule
 */
export function refuseOpen({ findings, exemptions, unknown, fileOf: file }: GuardedVerdict): void {
  const problems = [
    ...findings.filter((one) => isOpen(one)).map((one) => findingProblem(one, file(one))),
    ...unknown,
    ...unusedProblems(exemptions),
  ];
  if (problems.length > 0) throw new GroundplanError(problems);
}

/**
 * What guardrails warn of in each stack: findings of rules that warn, and exemptions whose day has passed. What would be an error in
 * production alone is told by `check`: an environment that is none is as it is on purpose.
 */
export function guardrailWarnings({ findings, exemptions }: Verdict, stack: string): readonly string[] {
  const own = findings.filter((one) => one.stack === stack && one.rule.level === "warning" && !one.exemption);
  const ended = exemptions.filter(({ at, isExpired }) => isExpired && (at === stack || at.startsWith(`${stack}/`)));
  return [
    ...warningLines(own),
    ...ended.map(
      ({ rule, at, until, place }) =>
        `${at}: the exemption from ${rule} ended on ${until}, so that check and deploy fail (${place})`,
    ),
  ];
}

function unknownRule(rule: string, place: string): Problem {
  const suggestion = closest(rule, GUARDRAIL_IDS);
  return {
    code: "EXEMPTION_RULE",
    path: place,
    message: "The exemption is from a rule that there is not.",
    found: JSON.stringify(rule),
    expected: "the id of a rule, as docs/guardrails.md lists them",
    fix: suggestion ? `did you mean "${suggestion}"?` : "copy the id that a finding names",
  };
}
