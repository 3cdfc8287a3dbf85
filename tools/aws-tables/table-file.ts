import type { PublishedPackage } from "./package-folder";

/** How long the lines of a table are at most. */
const LINE = 120;

/** A table as it is committed. */
export interface TableFile {
  /** Path in the project. */
  readonly path: string;
  readonly content: string;
}

/**
 * The file of a table: where it is from, and its lines. A line that is too long goes on in the next one, which is indented.
 *
 * @param name name of the file, without the ending
 * @param title what the table holds, as a noun: `Regions of AWS`
 * @param lines what the table says, one subject a line: `aws amazonaws.com: af-south-1 ap-east-1`
 */
export function tableFile(
  name: string,
  title: string,
  packages: readonly PublishedPackage[],
  lines: readonly string[],
): TableFile {
  const content = [
    "/* Written by `npm run aws-tables`; renewed by the same command. */",
    "",
    "/** Where the table is from, and of which day. */",
    "export const SOURCES = [",
    ...packages.map(
      ({ name: from, version, published }) => `  { package: "${from}", version: "${version}", asOf: "${published}" },`,
    ),
    "];",
    "",
    `/** ${title}. */`,
    "export const TABLE = `",
    ...lines.flatMap(wrapped),
    "`;",
    "",
  ].join("\n");
  return { path: `constructs/aws/tables/${name}.ts`, content };
}

function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current && current.length + 1 + word.length > LINE) {
      lines.push(current);
      current = ` ${word}`;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, current];
}
