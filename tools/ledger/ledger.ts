import { parse } from "yaml";
import { z } from "zod";

/**
 * How a row relates to infrastructure code: `core` is named in the project's aim (`core*` is what a named thing cannot do
 * without), `wide` lies around it (`-s` supported rather than created, `-d` derived from a need), `rule` is a design rule that
 * is checked, and `out` cannot be infrastructure code.
 */
export const ROW_CLASSES = ["core", "core*", "wide", "wide-s", "wide-d", "rule", "out"] as const;
export type RowClass = (typeof ROW_CLASSES)[number];

/** Where a row stands: nothing lies in between, a row that is half done is planned. */
export const ROW_STATUSES = ["done", "planned", "out"] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** The waves in which planned rows are built. */
export const WAVES = ["foundation", "edge-ecs", "eks", "later"] as const;
export type Wave = (typeof WAVES)[number];

const id = z.string().regex(/^[A-Z][A-Z0-9]*-?\d{2}$/, "must be an id such as C01 or NET-05");
const title = z.string().min(1).max(100);
const sentence = z.string().min(1).max(240);
const exportedName = z.string().regex(/^[\w./-]+\.ts#\w+$/, "must have the form file.ts#Export");
const oneOrMore = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(exportedName).min(1));

const doneRow = z.strictObject({
  id,
  title,
  class: z.enum(ROW_CLASSES).exclude(["out"]),
  status: z.literal("done"),
  construct: oneOrMore,
  stack: z.string().optional(),
  tests: z.array(z.string()).min(1),
  emulator: sentence.optional(),
  note: sentence.optional(),
});

const plannedRow = z.strictObject({
  id,
  title,
  class: z.enum(ROW_CLASSES).exclude(["out"]),
  status: z.literal("planned"),
  issue: z.enum(WAVES),
  note: sentence.optional(),
});

const outRow = z.strictObject({ id, title, class: z.literal("out"), status: z.literal("out"), note: sentence });

const row = z.discriminatedUnion("status", [doneRow, plannedRow, outRow]);
const ledger = z.strictObject({ rows: z.array(row) });

/** A row that is built: `construct` as `file#Export`, `stack` as file, `tests` as files. */
export type DoneRow = z.infer<typeof doneRow>;
/** One row of the ledger. */
export type LedgerRow = z.infer<typeof row>;

/**
 * Reads the coverage ledger.
 *
 * @param source text of coverage.yaml
 * @throws Error that lists every row that does not have the form of its status
 */
export function readLedger(source: string): LedgerRow[] {
  const result = ledger.safeParse(parse(source));
  if (result.success) return result.data.rows;
  const found: { rows?: { id?: unknown }[] } = parse(source) ?? {};
  const lines = result.error.issues.map((issue) => {
    const index = issue.path[1];
    const name = typeof index === "number" ? String(found.rows?.[index]?.id ?? `row ${index + 1}`) : "ledger";
    return `${name}: ${issue.path.slice(2).join(".") || "row"}: ${issue.message}`;
  });
  throw new Error(`coverage.yaml is not a ledger:\n${lines.join("\n")}`);
}
