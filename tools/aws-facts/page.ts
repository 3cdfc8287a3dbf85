import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { QUOTAS, QUOTAS_READ, type Quota } from "../../constructs/aws/quotas";
import { commentsOf } from "./comments";
import { type Fact, factsOf, givesSource } from "./fact";

/** A fact with the place that relies on it. */
export interface PlacedFact extends Fact {
  /** Path of the source file in the project. */
  readonly file: string;
  /** The declaration that the comment stands before; empty where there is none. */
  readonly declares: string;
}

/** Folders whose code relies on facts. */
const FOLDERS = ["cli", "config", "constructs", "cost", "emulator", "memory", "runner", "stacks", "variables"] as const;

/** Tables that `npm run aws-tables` writes; they name the packages that they are from. */
const TABLES = "constructs/aws/tables";

/** Keys of charts' values, which name chart and version. */
const CHART_KEYS = "constructs/helm/charts/chart-keys";

/** Prices that `npm run prices` writes; each block names its source. */
const PRICES = "cost/prices";

/** Every source file whose comments are read, in the order of the paths. */
export function sourceFiles(root: string): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.replaceAll("\\", "/")}`,
    ),
  )
    .filter((file) => file.endsWith(".ts") && ![TABLES, CHART_KEYS, PRICES].some((folder) => file.startsWith(folder)))
    .sort();
}

/** The facts that comments give sources for. */
export function readFacts(root: string): PlacedFact[] {
  return sourceFiles(root).flatMap((file) =>
    commentsOf(readFileSync(join(root, file), "utf8")).flatMap((comment) =>
      givesSource(comment) ? factsOf(comment).map((fact) => ({ ...fact, file, declares: comment.declares })) : [],
    ),
  );
}

/** The page docs/aws-facts.md: what the code relies on, with source and date. */
export function renderAwsFacts(root: string): string {
  const facts = readFacts(root);
  const areas = [...new Set(facts.map(({ file }) => areaOf(file)))].sort();
  return [
    "<!-- Written by `npm run docs` from the comments of the code. -->",
    "",
    "# Facts that the code relies on",
    "",
    "What AWS, Kubernetes, Terraform and others do, and the code takes for granted, with the document that says so and the month in which it",
    "was read, or the day that it is of. Each row is a comment of the code, which stands where the fact is used; correct it there, and run",
    "`npm run docs`. Nothing here was tried on a real account.",
    "",
    "## Tables",
    "",
    "Written by `npm run aws-tables` from packages that know them; renewed by the same command.",
    "",
    ...table(["Table", "From", "As of"], tableRows(root)),
    "",
    "## Quotas",
    "",
    "Counted at synth on every path that leads there.",
    "",
    ...table(
      ["Quota", "Value", "Raised to at most", "Source", "As of"],
      Object.entries(QUOTAS).map(([name, quota]) => [
        `\`${name}\``,
        String(quota.value),
        raisedTo(quota),
        quota.source,
        QUOTAS_READ,
      ]),
    ),
    ...areas.flatMap((area) => [
      "",
      `## ${area}`,
      "",
      ...table(
        ["Fact", "Where", "Source", "As of"],
        facts
          .filter(({ file }) => areaOf(file) === area)
          .map((fact) => [fact.fact, place(fact), fact.source, fact.asOf]),
      ),
    ]),
    "",
  ].join("\n");
}

/** The folder that a file lies in, of constructs the one below. */
function areaOf(file: string): string {
  const [folder = "", area = ""] = file.split("/");
  return folder === "constructs" ? `${folder}/${area}` : folder;
}

function place({ file, declares }: PlacedFact): string {
  return `${declares === "" ? "" : `\`${declares.replaceAll("`", "")}\` in `}[${file.split("/").slice(1).join("/")}](../${file})`;
}

/** Of each table what its file says of it. */
function tableRows(root: string): string[][] {
  return readdirSync(join(root, TABLES))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(root, TABLES, name), "utf8");
      const [, what = ""] = /\/\*\* (.+) \*\/\nexport const TABLE/.exec(text) ?? [];
      const sources = text.matchAll(/package: "(.+)", version: "(.+)", asOf: "(.+)"/g);
      return [...sources].map(([, from = "", version = "", asOf = ""]) => [what, `\`${from}\` ${version}`, asOf]);
    });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function raisedTo({ most }: Quota): string {
  if (most === undefined) return "not raised";
  return most === Number.POSITIVE_INFINITY ? "no limit is named" : String(most);
}
