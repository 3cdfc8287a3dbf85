import type { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { closest } from "../../../config/checks/suggest";
import type { ReviewedEnvironment } from "../../../config/reviewed";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { exemptionPlace, exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { placeOfConstruct } from "../../../constructs/core/files/caller";
import { judge } from "../../../guardrails/findings/judge";
import { endedLine, findingProblem, unusedProblems } from "../../../guardrails/findings/problems";
import { isOpen, type JudgedFinding, type Verdict, verdictOf } from "../../../guardrails/findings/verdict";
import { GUARDRAIL_IDS, GUARDRAILS } from "../../../guardrails/rules";
import type { Estate, GuardedEnvironment } from "../../../guardrails/tree/estate";
import { estateOfConfigurations } from "../../../guardrails/tree/read-configurations";
import type { GrantedExemption } from "../../../review/gates/settings.types";
import { lacksDefaults, type RefusedDefaults } from "../refused-application";
import { exemptionsIn, placeIn } from "./exemptions-in";
import { JUDGING } from "./judging";

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
  /** Every exemption, also of what was left out, and from rules that there are not. */
  readonly granted: readonly GrantedExemption[];
  /** What was judged. */
  readonly estate: Estate;
  /** Exemptions from rules that there are not. */
  readonly unknown: readonly Problem[];
  /** Where the configuration says what a construct is like: `config/base.yaml:12:3`; nothing where nobody knows. */
  readonly fileOf: (finding: JudgedFinding) => string | undefined;
  /** The line of a stack of one's own that makes the construct: `stacks/orders-stack.ts:12:5`. */
  readonly madeAt: (finding: JudgedFinding) => string | undefined;
}

/** Asks every guardrail of every stack, and looks what is exempt: in the code by `exempt` and by options, in YAML by `exemptions`. */
export function guarded(guardedApp: GuardedApp): GuardedVerdict {
  return JUDGING.traceSync(() => verdictOn(guardedApp));
}

function verdictOn({ app, jsons, reviewed, leftOut, today }: GuardedApp): GuardedVerdict {
  const stacks = [...jsons].map(([name, json]) => ({ name, json, environment: environmentOf(app, name) }));
  const estate = estateOfConfigurations(stacks);
  const findings = judge(estate, GUARDRAILS);
  const inCode = exemptionsOf(app);
  const granted = exemptionsIn(inCode, reviewed);
  const unknown = inCode.filter(({ option, rule }) => option === undefined && !GUARDRAIL_IDS.includes(rule));
  const given = granted.filter(
    ({ at, rule }) =>
      !leftOut.includes(at.split("/")[0] ?? at) && !unknown.some((one) => one.rule === rule && one.path === at),
  );
  return {
    granted,
    estate,
    ...verdictOf(findings, given, today),
    unknown: unknown.map((one) => unknownRule(one.rule, exemptionPlace(one))),
    fileOf: ({ place }) => placeIn(place, reviewed),
    madeAt: ({ place }) => placeOfConstruct(app, place),
  };
}

function environmentOf(app: App, name: string): GuardedEnvironment {
  const stack = app.node.tryFindChild(name) as TerraformStack | undefined;
  if (!(stack instanceof EnvironmentStack)) return { name, isProduction: false };
  const { environment } = stack;
  const { name: environmentName, protect, quotas } = environment;
  return { name: environmentName, isProduction: protect, ...(quotas === undefined ? {} : { quotas }) };
}

/**
 * Refuses what guardrails find, and exemptions that acknowledge nothing; all at once, by place. Whether the day of an exemption has passed
 * decides on nothing here.
 *
 * @throws GroundplanError with a problem for each finding, whose code is the id of its rule
 */
export function refuseOpen(verdict: GuardedVerdict): void {
  const problems = openProblems(verdict, verdict.exemptions);
  if (problems.length > 0) throw new GroundplanError(problems);
}

/**
 * What guardrails have against stacks of an app that is refused for something else. Where a stack is not there, nobody knows what its
 * exemptions are for, and of what lacks a default that is refused, what it is like.
 */
export function alsoOpen(guardedApp: GuardedApp, refused: readonly RefusedDefaults[]): readonly Problem[] {
  const verdict = guarded(guardedApp);
  const at = (path: string) => constructAt(guardedApp.app, path);
  const lacks = (one: IConstruct | undefined) => one !== undefined && lacksDefaults(one, refused);
  return openProblems(
    { ...verdict, findings: verdict.findings.filter(({ place }) => !lacks(at(place))) },
    verdict.exemptions.filter(
      ({ at: place }) => guardedApp.jsons.has(place.split("/")[0] ?? place) && !at(place)?.node.findAll().some(lacks),
    ),
  );
}

function constructAt(app: App, path: string): IConstruct | undefined {
  return path.split("/").reduce<IConstruct | undefined>((construct, id) => construct?.node.tryFindChild(id), app);
}

function openProblems(
  { findings, unknown, fileOf: file, madeAt }: GuardedVerdict,
  exemptions: GuardedVerdict["exemptions"],
): readonly Problem[] {
  return [
    ...findings.filter((one) => isOpen(one)).map((one) => findingProblem(one, file(one), madeAt(one))),
    ...unknown,
    ...unusedProblems(exemptions),
  ];
}

/**
 * How many findings of rules that warn a stack has, exempt ones left out. What would be an error in production alone does not count: an
 * environment that is none is as it is on purpose.
 */
export function warningsIn({ findings }: Verdict, stack: string): number {
  return findings.filter((one) => one.stack === stack && one.rule.level === "warning" && !one.exemption).length;
}

/** Lines about a stack's exemptions whose day has passed. */
export function endedExemptions({ exemptions }: Verdict, stack: string): readonly string[] {
  return exemptions
    .filter(({ at, isExpired }) => isExpired && (at === stack || at.startsWith(`${stack}/`)))
    .map(endedLine);
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
