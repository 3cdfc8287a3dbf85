import type { IConstruct } from "constructs";
import type { GuardrailId } from "../../../guardrails/rules";
import type { LooseningId } from "../../../guardrails/rules/loosenings";
import { checkArgument, checkConstruct } from "../checks/arguments";
import { type Problem, Problems } from "../errors";
import { writtenPlace } from "../files/caller";
import { checkCall } from "../shapes/check-call";
import { addCheck } from "../validation";

const METADATA = "groundplan:exemption";

/** A rule that a construct may break, for the reason that its author wrote down. */
export interface Exemption {
  /** Construct path. */
  readonly path: string;
  /** Id of the guardrail, or of what the option loosens. */
  readonly rule: GuardrailId | LooseningId;
  readonly reason: string;
  /**
   * Last day on which it holds, as `YYYY-MM-DD`.
   *
   * @default - it is an option, and holds as long as that stands there
   */
  readonly until?: string;
  /**
   * The option that it is the reason of: `plainHttp`.
   *
   * @default - `exempt` gave it
   */
  readonly option?: string;
  /**
   * The line that gives it: `main.ts:23:21`.
   *
   * @default - of what shipped stacks make, whose constructs are found by their paths
   */
  readonly caller?: string;
}

/** Why something may be as it would otherwise not be. */
export interface ExemptionReason {
  /** Why, as a sentence; listed after each synth. */
  readonly reason: string;
}

/** Why a guardrail may be broken, and until when. */
export interface GuardrailExemption extends ExemptionReason {
  /**
   * Last day on which it holds, as `YYYY-MM-DD`. What is synthesized does not depend on it: when it has passed, a synth warns, and `check`
   * and `deploy` fail.
   */
  readonly until: string;
}

/**
 * Lets a construct, with everything inside, break a guardrail for a reason and until a day. In YAML `exemptions` of the environment do the
 * same.
 *
 * ```ts
 * exempt(database, "DAT-01", { reason: "the partner reads by its own VPN until it moves", until: "2027-01-31" });
 * ```
 *
 * Synth tells `EXEMPTION_REASON` for a reason that says nothing, `EXEMPTION_DATE`, and `EXEMPTION_UNUSED` when the rule finds nothing there.
 *
 * @throws GroundplanError `ARGUMENT_FORM`
 */
export function exempt(construct: IConstruct, rule: GuardrailId, exemption: GuardrailExemption): void {
  checkConstruct(construct, "exempt › construct");
  checkArgument(typeof exemption === "object" && exemption !== null, "exempt › exemption", exemption, {
    expected: "why and until when: an object with the texts reason and until",
    fix: 'write exempt(construct, "S3-01", { reason: "the partner reads it until it moves", until: "2099-01-31" }), with yours',
  });
  const { reason, until } = exemption;
  const { path } = construct.node;
  const caller = writtenPlace();
  const given: Exemption = { path, rule, reason, until, ...(caller === undefined ? {} : { caller }) };
  addCheck(construct, () => exemptionProblems(given));
  construct.node.addMetadata(METADATA, given);
}

/**
 * Where an exemption is set: `exempt(dev-data/orders, "DAT-01") in main.ts:23:21`, `plainHttp in config/dev.yaml:12:3`.
 *
 * @param file where the configuration says what the construct is like
 */
export function exemptionPlace({ path, rule, option, caller }: Exemption, file?: string): string {
  const given = option ?? `exempt(${path}, ${JSON.stringify(rule)})`;
  const line = caller ?? (option === undefined ? undefined : file);
  return line === undefined ? given : `${given} in ${line}`;
}

function exemptionProblems(exemption: Exemption): readonly Problem[] {
  const problems = new Problems(exemptionPlace(exemption));
  const { reason, until } = exemption;
  checkExemptionReason(typeof reason === "string" ? reason : "", "reason", problems);
  if (!isDay(until)) {
    problems.add("until", {
      code: "EXEMPTION_DATE",
      message: "The value is not a day.",
      found: until === undefined ? "nothing" : JSON.stringify(until),
      expected: "a day of the calendar as YYYY-MM-DD",
      fix: "write year, month and day in figures: 2027-01-31",
    });
  }
  return problems.list;
}

function isDay(text: unknown): boolean {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** An option that lets a construct break rules, and why. */
export interface LooseningOption extends ExemptionReason {
  /** Its name, as code and YAML have it: `plainHttp`. */
  readonly option: string;
  /** Guardrails that find what it allows; what no guardrail can find has an id among the loosenings. */
  readonly rules: readonly (GuardrailId | LooseningId)[];
}

/** Keeps the reason of an option for {@link exemptionsOf}: what the rules find in the construct is acknowledged by it. */
export function addExemption(construct: IConstruct, exemption: LooseningOption): void {
  checkCall("addExemption", { construct, exemption });
  const { option, rules, reason } = exemption;
  const { path } = construct.node;
  const caller = writtenPlace();
  for (const rule of rules) {
    const exemption: Exemption = { path, rule, reason, option, ...(caller === undefined ? {} : { caller }) };
    construct.node.addMetadata(METADATA, exemption);
  }
}

/** Every exemption below and including `root`, in the order of the tree. */
export function exemptionsOf(root: IConstruct): Exemption[] {
  checkCall("exemptionsOf", { root });
  return root.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === METADATA)
    .map((entry) => entry.data as Exemption);
}

/** Adds `EXEMPTION_REASON` when the reason of an exemption says nothing. */
export function checkExemptionReason(reason: string, property: string, problems: Problems): void {
  if (reason.trim().split(/\s+/).length >= 3) return;
  problems.add(property, {
    code: "EXEMPTION_REASON",
    message: "An exemption needs a reason that a reviewer can judge.",
    found: `"${reason}"`,
    expected: "a sentence",
    fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
  });
}
