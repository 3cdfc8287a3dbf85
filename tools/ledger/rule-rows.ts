import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ELSEWHERE } from "../../guardrails/elsewhere";
import { GUARDRAILS } from "../../guardrails/rules";
import { DESIGN_RULES } from "./design-rules";
import type { DoneRow, LedgerRow } from "./ledger";

/** Folders of the rules and of what proves them, and what proves that the other rules name what there is. */
const RULES = "guardrails/rules";
const CASES = "__tests__/guardrails/cases";
const ELSEWHERE_ROW = {
  construct: ["guardrails/elsewhere/index.ts#ELSEWHERE"],
  tests: ["__tests__/guardrails/elsewhere.test.ts"],
} as const;

const GUARDRAIL_NOTE = "A guardrail, asked of every stack";
const ELSEWHERE_NOTE = "By problems, reviews or tests, as docs/guardrails.md lists them";

/**
 * The rows of the ledger with what the tables of rules say: a rule of the design has a row as soon as something enforces it, and a row of one
 * that a guardrail enforces names the guardrail and its cases beside what makes our own constructs follow it.
 *
 * @param rows what is written by hand
 * @param root folder of the project, with its sources
 */
export function withRuleRows(rows: readonly LedgerRow[], root: string): readonly LedgerRow[] {
  const derived = new Map(DESIGN_RULES.flatMap((id) => derivedRow(id, sourcesIn(root))).map((row) => [row.id, row]));
  const whole = rows.map((row) => {
    const own = derived.get(row.id);
    derived.delete(row.id);
    return row.status === "done" && own !== undefined ? joined(row, own) : row;
  });
  return [...whole, ...derived.values()];
}

function joined(row: DoneRow, own: DoneRow): DoneRow {
  if (own.note !== GUARDRAIL_NOTE) return row;
  return {
    ...row,
    construct: [...new Set([...own.construct, ...row.construct])],
    tests: [...new Set([...own.tests, ...row.tests])],
  };
}

function derivedRow(id: string, sources: Sources): readonly DoneRow[] {
  const base = { id, class: "rule", status: "done" } as const;
  const guardrail = GUARDRAILS.find((rule) => rule.id === id);
  if (guardrail) {
    const [file, name] = sources.rulesWith(id);
    const row = { construct: [`${file}#${name}`], tests: [sources.casesOf(name)], note: GUARDRAIL_NOTE };
    return [{ ...base, title: withoutPeriod(guardrail.title), ...row }];
  }
  const elsewhere = ELSEWHERE.find((one) => one.id === id);
  if (!elsewhere) return [];
  const [construct, tests] = [[...ELSEWHERE_ROW.construct], [...ELSEWHERE_ROW.tests]];
  return [{ ...base, title: withoutPeriod(elsewhere.title), construct, tests, note: ELSEWHERE_NOTE }];
}

function withoutPeriod(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** Where rules and their cases stand. */
interface Sources {
  /** The file that exports a rule among others, and the name of the export. */
  rulesWith(id: string): readonly [file: string, name: string];
  /** The file of the cases of an export. */
  casesOf(name: string): string;
}

const read = new Map<string, Sources>();

function sourcesIn(root: string): Sources {
  const known = read.get(root) ?? readSources(root);
  read.set(root, known);
  return known;
}

function readSources(root: string): Sources {
  const [rules, cases] = [RULES, CASES].map((folder) => textsBelow(root, folder));
  return {
    rulesWith: (id) => {
      for (const [file, text] of rules ?? []) {
        const tables = [...text.matchAll(/^export const (\w+) = (\{.*?\}) as const satisfies Rules;$/gms)];
        const [, name] = tables.find(([, , table = ""]) => table.includes(`"${id}": `)) ?? [];
        if (name !== undefined) return [file, name];
      }
      throw new Error(`no file below ${RULES} exports ${id}`);
    },
    casesOf: (name) => {
      const [file] = (cases ?? []).find(([, text]) => text.includes(`CasesOf<typeof ${name}>`)) ?? [];
      if (file === undefined) throw new Error(`no file below ${CASES} has the cases of ${name}`);
      return file;
    },
  };
}

function textsBelow(root: string, folder: string): readonly (readonly [file: string, text: string])[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  return names.sort().map((name) => {
    const file = join(root, folder, name);
    return [relative(root, file), readFileSync(file, "utf8")];
  });
}
