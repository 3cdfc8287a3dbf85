import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { GUARDRAILS } from "../../guardrails/rules";
import { checkLedger, compareIds } from "../../tools/ledger/check";
import { DESIGN_RULES } from "../../tools/ledger/design-rules";
import { type LedgerRow, ROW_CLASSES, readLedger } from "../../tools/ledger/ledger";
import { withRuleRows } from "../../tools/ledger/rule-rows";
import idsByClass from "./fixtures/notes-map-ids.json";

const ROOT = join(__dirname, "..", "..");
const rows = withRuleRows(readLedger(readFileSync(join(ROOT, "coverage.yaml"), "utf8")), ROOT);

const expected: Readonly<Record<string, readonly string[]>> = {
  ...idsByClass,
  rule: [...new Set([...idsByClass.rule, ...DESIGN_RULES])],
};

test("the ledger has a row for every id of the notes map and for every rule of its areas, and no other", () => {
  expect(compareIds(rows, Object.values(expected).flat())).toEqual([]);
});

test.each([...ROW_CLASSES])("the rows of class %s are those of the notes map", (rowClass) => {
  const own = rows.filter((row) => row.class === rowClass).map((row) => row.id);
  expect(own.sort()).toEqual([...(expected[rowClass] ?? [])].sort());
});

test("there are 24 core rows", () => {
  expect(rows.filter((row: LedgerRow) => row.class === "core" || row.class === "core*")).toHaveLength(24);
});

test("ids are unique, and every row marked done names constructs, a stack and tests that exist and belong together", () => {
  expect(checkLedger(rows, { read: readFile })).toEqual([]);
});

test("a rule of the design that a guardrail enforces names it, whatever else is named", () => {
  const ids = GUARDRAILS.map(({ id }) => id).filter((id) => DESIGN_RULES.includes(id));
  const without = ids.filter((id) => {
    const row = rows.find((one) => one.id === id);
    return row?.status !== "done" || !row.construct.some((one) => one.startsWith("guardrails/rules/"));
  });
  expect([without, ids.length > 100]).toEqual([[], true]);
});

function readFile(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
}
