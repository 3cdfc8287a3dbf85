import type { IConstruct } from "constructs";
import type { GuardrailId } from "../../../guardrails/rules";
import { callerPlace } from "../caller";
import { type Problem, Problems } from "../errors";
import { addCheck } from "../validation";

const METADATA = "groundplan:exemption";

/** A rule of the architecture that a construct is exempt from, with the reason that its author wrote down. */
export interface Exemption {
  /** Construct path. */
  readonly path: string;
  /** What the construct is exempt from: the id of a guardrail, or a few words: `plain HTTP`. */
  readonly rule: string;
  readonly reason: string;
  /**
   * Guardrails that find what an option allows, and that its reason therefore answers.
   *
   * @default - none, or the one that `rule` names
   */
  readonly guardrails?: readonly GuardrailId[];
  /**
   * Last day on which it holds, as `YYYY-MM-DD`. Guardrails have one.
   *
   * @default - it holds as long as it stands there
   */
  readonly until?: string;
  /**
   * The line that gives it: `main.ts:23:21`.
   *
   * @default - within this project, whose constructs are found by their paths
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
 */
export function exempt(construct: IConstruct, rule: GuardrailId, { reason, until }: GuardrailExemption): void {
  const { path } = construct.node;
  const caller = callerPlace();
  const exemption: Exemption = { path, rule, reason, until, ...(caller === undefined ? {} : { caller }) };
  addCheck(construct, () => exemptionProblems(exemption));
  construct.node.addMetadata(METADATA, exemption);
}

/** Where an exemption is given, for messages: `exempt(dev-data/orders, "DAT-01") in main.ts:23:21`. */
export function exemptionPlace({ path, rule, caller }: Exemption): string {
  return `exempt(${path}, ${JSON.stringify(rule)})${caller === undefined ? "" : ` in ${caller}`}`;
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

/**
 * Keeps what an option of a construct lets it do, for a reason, for {@link exemptionsOf}. What guardrails find of it in the construct is
 * acknowledged by that reason.
 */
export function addExemption(
  construct: IConstruct,
  exemption: Pick<Exemption, "rule" | "reason" | "guardrails">,
): void {
  const { rule, reason, guardrails } = exemption;
  const kept: Exemption = { path: construct.node.path, rule, reason, ...(guardrails ? { guardrails } : {}) };
  construct.node.addMetadata(METADATA, kept);
}

/** Every exemption below and including `root`, in the order of the tree. */
export function exemptionsOf(root: IConstruct): Exemption[] {
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
