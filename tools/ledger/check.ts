import { posix } from "node:path";
import type { DoneRow, LedgerRow } from "./ledger";

/** The files of the project, as far as the check of the ledger reads them. */
export interface ProjectFiles {
  /** The text of a file by its path in the project, or nothing if there is no such file. */
  read(path: string): string | undefined;
}

/**
 * What is wrong with the ledger: ids that appear twice, and rows marked done that name a file, an export, a stack or a test
 * that does not exist, or a test that speaks of the construct neither
 * itself nor through the support files that it imports. Empty if all is well.
 */
export function checkLedger(rows: readonly LedgerRow[], files: ProjectFiles): string[] {
  return [...duplicateIds(rows), ...rows.flatMap((row) => (row.status === "done" ? checkDoneRow(row, files) : []))];
}

/** The ids of `expected` that the ledger lacks, and those it has beyond them. */
export function compareIds(rows: readonly LedgerRow[], expected: readonly string[]): string[] {
  const present = new Set(rows.map((row) => row.id));
  const missing = expected.filter((id) => !present.has(id)).map((id) => `${id}: no row`);
  const unknown = [...present].filter((id) => !expected.includes(id)).map((id) => `${id}: not an id of the notes map`);
  return [...missing, ...unknown];
}

function duplicateIds(rows: readonly LedgerRow[]): string[] {
  const ids = rows.map((row) => row.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${id}: two rows`);
}

function checkDoneRow(row: DoneRow, files: ProjectFiles): string[] {
  const problems: string[] = [];
  for (const construct of row.construct) {
    const [path = "", name = ""] = construct.split("#");
    const source = files.read(path);
    if (source === undefined) problems.push(`${row.id}: no file ${path}`);
    else if (!exportsName(source, name)) problems.push(`${row.id}: ${path} does not export ${name}`);
  }
  problems.push(...checkStack(row, files), ...checkTests(row, files));
  return problems;
}

function checkStack(row: DoneRow, files: ProjectFiles): string[] {
  if (row.stack === undefined)
    return row.note ? [] : [`${row.id}: neither a stack nor a note that says why there is none`];
  return files.read(row.stack) === undefined ? [`${row.id}: no stack ${row.stack}`] : [];
}

function checkTests(row: DoneRow, files: ProjectFiles): string[] {
  const names = row.construct.map((construct) => construct.split("#")[1] ?? "");
  return row.tests.flatMap((path) => {
    if (files.read(path) === undefined) return [`${row.id}: no test ${path}`];
    const source = withSupport(path, files);
    if (names.some((name) => mentions(source, name))) return [];
    return [`${row.id}: ${path} does not mention ${names.join(" or ")}`];
  });
}

/** A test with what it imports from other files of the tests, which may call the construct for it. */
function withSupport(path: string, files: ProjectFiles): string {
  const seen = new Map<string, string>();
  const visit = (file: string): void => {
    const source = seen.has(file) ? undefined : files.read(file);
    if (source === undefined) return;
    seen.set(file, source);
    for (const [, imported = ""] of source.matchAll(/ from "(\.[^"]+)"/g)) {
      const target = posix.join(posix.dirname(file), `${imported}.ts`);
      if (target.startsWith("__tests__/")) visit(target);
    }
  };
  visit(path);
  return [...seen.values()].join("\n");
}

function exportsName(source: string, name: string): boolean {
  const declaration = new RegExp(
    `^export (?:declare |abstract |async )*(?:class|function|const|interface|type|enum) ${name}\\b`,
    "m",
  );
  const list = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\}`, "m");
  return declaration.test(source) || list.test(source);
}

function mentions(source: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(source);
}
