import {
  addressesLost,
  addressesMoved,
  type ChangeCounts,
  countChanges,
  type PlanChanges,
} from "../plans/plan-changes";
import type { PlannedRun, PlannedStack } from "../plans/planned-run";
import type { PlannedChange, TerraformEvent } from "../terraform/terraform-events";

/** What a run did with a stack. */
export interface StackOutcome {
  readonly stack: string;
  readonly result: "applied" | "unchanged" | "destroyed" | "failed" | "interrupted" | "not started";
  readonly done: Done;
  readonly seconds: number;
  /** Its log file; undefined if it was not begun. */
  readonly log?: string;
}

/** Resources that were really added, changed and destroyed; a replaced one counts as both added and destroyed. */
export interface Done {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

export const NOTHING_DONE: Done = { added: 0, changed: 0, destroyed: 0 };

/** Counts one more finished resource. */
export function countDone(done: Done, event: TerraformEvent): Done {
  if (event.kind !== "finished") return done;
  if (event.action === "create") return { ...done, added: done.added + 1 };
  if (event.action === "update") return { ...done, changed: done.changed + 1 };
  return event.action === "delete" ? { ...done, destroyed: done.destroyed + 1 } : done;
}

/** What is said of each count, in the order in which it is told. */
const COUNTED: Readonly<Record<keyof ChangeCounts, string>> = {
  import: "to import",
  move: "to move",
  add: "to add",
  change: "to change",
  replace: "to replace",
  destroy: "to destroy",
  forget: "to forget",
};

/** `3 to add, 1 to replace`; what does not happen is left out. */
export function countText(counts: ChangeCounts): string {
  const parts = Object.entries(COUNTED).flatMap(([key, text]) => {
    const count = counts[key as keyof ChangeCounts];
    return count > 0 ? [`${count} ${text}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "only outputs change";
}

/** What a run would do: a line per stack, and below it every resource that is replaced or destroyed. */
export function planSummary({ stacks, order }: Pick<PlannedRun, "stacks" | "order">): string {
  const width = Math.max(...[...stacks.keys()].map((name) => name.length));
  const lines = [...stacks].flatMap(([name, planned]) => [
    `${name.padEnd(width)}  ${planText(planned)}`,
    ...addressesMoved(planned.changes).map(movedText),
    ...addressesLost(planned.changes).map(lostText),
  ]);
  return [...lines, ...order.notes.map((note) => `order: ${note}`), ""].join("\n");
}

/** What a destroy would do: a line per stack, and below it every resource that goes. */
export function destroySummary(stacks: ReadonlyMap<string, PlanChanges>): string {
  const width = Math.max(...[...stacks.keys()].map((name) => name.length));
  const lines = [...stacks].flatMap(([name, changes]) => [
    `${name.padEnd(width)}  ${countText(countChanges(changes))}`,
    ...addressesLost(changes).map(lostText),
  ]);
  return [...lines, ""].join("\n");
}

function planText(planned: PlannedStack): string {
  if (planned.kind === "later") return `planned ${planned.why}`;
  const counts = planned.hasChanges ? countText(countChanges(planned.changes)) : "no changes";
  const isMocked = planned.kind === "mock" && planned.mocked.length > 0;
  return isMocked ? `${counts} (planned with mock values of ${planned.mocked.join(" and ")})` : counts;
}

function lostText({ address, action, reason }: PlannedChange): string {
  const why = reason && REASONS[reason] ? ` (${REASONS[reason]})` : "";
  return `  ${action === "replace" ? "replace" : "destroy"}  ${address}${why}`;
}

/** What only the state sees. */
function movedText({ address, action, importing, movedFrom }: PlannedChange): string {
  if (action === "remove") return `  forget  ${address} (stays in AWS)`;
  if (importing !== undefined) return `  import  ${address}${importing === "" ? "" : ` (${importing})`}`;
  return `  move  ${address} (was ${movedFrom})`;
}

/** Terraform's reasons, in words. */
const REASONS: Readonly<Record<string, string>> = {
  cannot_update: "cannot be changed in place",
  tainted: "was made only in part",
  requested: "asked for by -replace",
  replace_triggered_by: "with another resource",
  delete_because_no_resource_config: "not in the configuration",
};

/** Table of what was done. */
export function outcomeTable(outcomes: readonly StackOutcome[], relative: (file: string) => string): string {
  const rows = outcomes.map(({ stack, result, done, seconds, log }) => [
    stack,
    result,
    String(done.added),
    String(done.changed),
    String(done.destroyed),
    seconds.toFixed(0),
    log ? relative(log) : "",
  ]);
  return `${columns([["stack", "result", "added", "changed", "destroyed", "seconds", "log"], ...rows])}\n`;
}

/** Outputs of stacks, a line each. What is sensitive is named only; maps and lists of what a stack has none of are left out. */
export function outputLines(outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  return Object.entries(outputs)
    .map(([stack, values]) => ({ stack, values: Object.entries(values).filter(([, value]) => !isEmpty(value)) }))
    .filter(({ values }) => values.length > 0)
    .map(({ stack, values }) => {
      const lines = values.map(
        ([name, value]) => `  ${name} = ${typeof value === "string" ? value : JSON.stringify(value)}\n`,
      );
      return `${stack}:\n${lines.join("")}`;
    })
    .join("\n");
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Rows as columns; numbers stand at the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isNumber = widths.map((_, column) => rows.slice(1).every((row) => /^[\d.]+$/.test(row[column] ?? "")));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
