import { relative } from "node:path";
import type { SynthesizedStack } from "../synthesize";
import { adoptionLines } from "./adoption-report";

/**
 * What synth prints: a line for each stack, the sum, exemptions and warnings. Warnings of guardrails are counted here, and told by `check`.
 *
 * @param more further lines
 */
export function synthReport(stacks: readonly SynthesizedStack[], more: readonly string[]): string {
  const rows = stacks.map(({ name, resources, dataSources, file }) => [
    name,
    `${resources} resources${dataSources > 0 ? `, ${dataSources} data` : ""}`,
    relative(process.cwd(), file),
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  const total = stacks.reduce((sum, { resources }) => sum + resources, 0);
  const warnings = stacks.flatMap((stack) => stack.warnings.map((warning) => `warning: ${warning}`));
  const exemptions = stacks.flatMap((stack) =>
    stack.exemptions.map(
      ({ at, rule, reason, until, place }) =>
        `exempt: ${at}: ${rule}${until === undefined ? "" : `, until ${until}`}, because ${reason} (${place})`,
    ),
  );
  const found = stacks.reduce((sum, { guardrailWarnings }) => sum + guardrailWarnings, 0);
  const judged = found === 1 ? "1 warning" : `${found} warnings`;
  const summed = found === 0 ? [] : [`warning: ${judged} of guardrails; \`npx groundplan check\` tells more`];
  const adopted = stacks.flatMap(({ name, adoption }) => (adoption ? adoptionLines(name, adoption) : []));
  const told = [...exemptions, ...adopted, ...warnings, ...summed, ...more];
  return [...lines, `${stacks.length} stacks, ${total} resources`, ...told, ""].join("\n");
}
