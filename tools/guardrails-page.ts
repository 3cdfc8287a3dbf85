import type { Answer } from "../guardrails/answers/answer.types";
import { CHECKOV_ANSWERS, CHECKOV_VERSION } from "../guardrails/answers/checkov";
import { PROWLER_ANSWERS, PROWLER_VERSION } from "../guardrails/answers/prowler";
import { UNFOLLOWED_CONTROLS } from "../guardrails/answers/security-hub";
import { ELSEWHERE } from "../guardrails/elsewhere";
import type { Enforcer } from "../guardrails/elsewhere/elsewhere.types";
import { RULE_AREAS } from "../guardrails/rules";
import { LOOSENINGS, type Loosening } from "../guardrails/rules/loosenings";
import type { Level, RuleBody, Rules } from "../guardrails/rules/rule.types";
import type { GrantedExemption } from "../review/gates/settings.types";

/** Levels as the page names them. */
const LEVELS: Readonly<Record<Level, string>> = {
  error: "error",
  production: "error in production, elsewhere a warning of `check`",
  warning: "warning",
};

/**
 * The page docs/guardrails.md: every rule by area, what else enforces the others, and what the shipped environments are exempt from.
 *
 * @param exemptions those of the shipped environments
 */
export function renderGuardrails(exemptions: readonly GrantedExemption[]): string {
  const areas = Object.entries<Rules>(RULE_AREAS).filter(([, rules]) => Object.keys(rules).length > 0);
  const count = areas.reduce((all, [, rules]) => all + Object.keys(rules).length, 0);
  return [
    "<!-- Written by `npm run docs` from guardrails/rules. -->",
    "",
    "# Rules of the guardrails",
    "",
    `The ${count} rules that every synth asks of all stacks, raw resources of the provider included, and that \`npx groundplan check\` asks of files`,
    "from elsewhere. How they are used, exempt from and written is in [the guide](guide/guardrails.md).",
    "",
    ...areas.flatMap(([area, rules]) => [`## ${area}`, "", ...table(rules), ""]),
    "## Enforced elsewhere",
    "",
    "What is no rule of the guardrails, because something else sees to it.",
    "",
    ...elsewhereTable(),
    "",
    "## What options loosen",
    "",
    "No rule can tell from what is made that it is loose. The reason of the option is listed with the other exemptions, under this id.",
    "",
    ...looseningTable(),
    "",
    "## Answers to checkov",
    "",
    `What checkov ${CHECKOV_VERSION} asks for and the project does not follow, and why. \`.checkov.yaml\` is made from this table, so that what checkov`,
    "still finds is new. [How it is run](guide/guardrails.md#by-checkov).",
    "",
    ...answerTable(CHECKOV_ANSWERS),
    "",
    "## Answers to prowler",
    "",
    `What prowler ${PROWLER_VERSION} asks of what the shipped environments deploy and the project does not follow, and why.`,
    "[The audit](guide/audit.md) counts them as answered, and `.prowler-mutelist.yaml`, a mute list for an audit of accounts, is made from this table.",
    "",
    ...answerTable(PROWLER_ANSWERS),
    "",
    "## Controls of Security Hub without a rule",
    "",
    "What AWS Foundational Security Best Practices asks for and no rule does, and why. The sources of the rules name the controls that are followed.",
    "",
    ...controlTable(),
    "",
    "## Exemptions of the shipped environments",
    "",
    ...exemptionTable(exemptions),
    "",
  ].join("\n");
}

function table(rules: Rules): readonly string[] {
  const rows = Object.entries<RuleBody>(rules).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "| Id | Level | What must hold, and why | Asked of | Source |",
    "|---|---|---|---|---|",
    ...rows.map(([id, rule]) => {
      return row([id, LEVELS[rule.level], `${rule.title} ${rule.reason}`, askedOf(rule), rule.source]);
    }),
  ];
}

function elsewhereTable(): readonly string[] {
  return [
    "| Id | What must hold | What enforces it |",
    "|---|---|---|",
    ...ELSEWHERE.map(({ id, title, by }) => row([id, title, by.map(enforcerText).join("; ")])),
  ];
}

function enforcerText(enforcer: Enforcer): string {
  if ("form" in enforcer) return enforcer.form.replace(/\.$/, "");
  if ("test" in enforcer) return `the test \`${enforcer.test}\``;
  if ("problems" in enforcer) return `refused with ${named(enforcer.problems)}`;
  if ("review" in enforcer) return `found by the review: ${named(enforcer.review)}`;
  return `the guardrails ${enforcer.guardrails.join(", ")}`;
}

function named(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function looseningTable(): readonly string[] {
  const rows = Object.entries<Loosening>(LOOSENINGS).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "| Id | Option | What holds without it, and why |",
    "|---|---|---|",
    ...rows.map(([id, { option, title, reason }]) => row([id, `\`${option}\``, `${title} ${reason}`])),
  ];
}

function askedOf(rule: RuleBody): string {
  if ("types" in rule) return rule.types.map((type) => `\`${type}\``).join(", ");
  return "checkStack" in rule ? "each stack" : "each resource";
}

function answerTable(answers: readonly Answer[]): readonly string[] {
  return [
    "| Check | What it asks for | Why it is not followed | Guardrail |",
    "|---|---|---|---|",
    ...answers.map(({ check, asks, reason, rule = "" }) => row([check, asks, reason, rule])),
  ];
}

function controlTable(): readonly string[] {
  return [
    "| Controls | Why no rule asks for them |",
    "|---|---|",
    ...UNFOLLOWED_CONTROLS.map(({ controls, reason }) => row([controls.join(", "), reason])),
  ];
}

function exemptionTable(exemptions: readonly GrantedExemption[]): readonly string[] {
  if (exemptions.length === 0) return ["None."];
  return [
    "| Where | Exempt from | Why | Until | Set by |",
    "|---|---|---|---|---|",
    ...exemptions.map(({ at, rule, reason, until = "", place }) => row([`\`${at}\``, rule, reason, until, place])),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
