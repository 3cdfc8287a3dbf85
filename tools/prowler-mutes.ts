import { stringify } from "yaml";
import { PROWLER_ANSWERS } from "../guardrails/answers/prowler";

/**
 * The file .prowler-mutelist.yaml, which `prowler aws --mutelist-file` reads: what is answered, for the resources of our stacks in all accounts
 * and regions, which have a tag (Prowler documentation, "Mutelist", read 2026-11).
 */
export function renderProwlerMutes(): string {
  const checks = PROWLER_ANSWERS.map(({ check, asks, reason, rule }) => [
    check,
    {
      Regions: ["*"],
      Resources: ["*"],
      Tags: ["ManagedBy=groundplan"],
      Description: `${asks} ${reason}${rule === undefined ? "" : ` Guardrail ${rule}.`}`,
    },
  ]);
  const mutes = { Mutelist: { Accounts: { "*": { Checks: Object.fromEntries(checks) } } } };
  return [
    "# Written by `npm run docs` from guardrails/answers/prowler.ts, where the reasons are kept.",
    stringify(mutes, { lineWidth: 0 }),
  ].join("\n");
}
