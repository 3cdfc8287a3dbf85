import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkLedger, compareIds } from "../../tools/ledger/check";
import { type LedgerRow, ROW_CLASSES, readLedger } from "../../tools/ledger/ledger";
import idsByClass from "./fixtures/notes-map-ids.json";

const ROOT = join(__dirname, "..", "..");
const rows = readLedger(readFileSync(join(ROOT, "coverage.yaml"), "utf8"));

test("the ledger has a row for every id of the notes map and for every rule of its areas, and no other", () => {
  expect(compareIds(rows, Object.values(idsByClass).flat())).toEqual([]);
});

test.each([...ROW_CLASSES])("the rows of class %s are those of the notes map", (rowClass) => {
  const own = rows.filter((row) => row.class === rowClass).map((row) => row.id);
  expect(own.sort()).toEqual([...idsByClass[rowClass]].sort());
});

test("there are 24 core rows", () => {
  expect(rows.filter((row: LedgerRow) => row.class === "core" || row.class === "core*")).toHaveLength(24);
});

test("ids are unique, and every row marked done names constructs, a stack and tests that exist and belong together", () => {
  expect(checkLedger(rows, { read: readFile })).toEqual([]);
});

function readFile(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
}
