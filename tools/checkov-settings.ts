import { CHECKOV_ANSWERS } from "../guardrails/answers/checkov";

/** The file .checkov.yaml, which checkov reads by itself where it is run: what it looks at, and what is answered. */
export function renderCheckovSettings(): string {
  return [
    "# Written by `npm run docs` from guardrails/answers/checkov.ts, where the reasons are kept.",
    "directory: [cdktf.out/stacks]",
    "framework: [terraform_json]",
    "skip-download: true",
    "compact: true",
    "quiet: true",
    "skip-check:",
    ...CHECKOV_ANSWERS.flatMap(({ check, asks, reason, rule }) => [
      `  # ${asks} ${reason}${rule === undefined ? "" : ` Guardrail ${rule}.`}`,
      `  - ${check}`,
    ]),
    "",
  ].join("\n");
}
