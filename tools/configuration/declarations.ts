/** Statements that types may follow from. */
const STATEMENT = /^(?:import |export (?:type )?[{*]|(?:export )?(?:declare )?(?:interface|type|const|enum) )/;

/**
 * The text of a source that types may follow from, comments included: imports, interfaces, types and constants at the top level. It is
 * found by lines, since the sources are formatted: a statement begins at the margin and ends where its brackets are closed.
 */
export function declarationsIn(source: string): string {
  const found: string[] = [];
  let comment: string[] = [];
  let isComment = false;
  let depth: number | undefined;
  for (const line of source.split("\n")) {
    if (depth === undefined && !isComment && STATEMENT.test(line)) {
      found.push(...comment);
      depth = 0;
    }
    if (depth !== undefined) {
      found.push(line);
      depth += bracketsIn(line);
      // A text may hold brackets; what closes at the margin ends in any case.
      if (/[;}]$/.test(line) && (depth <= 0 || /^[)}\]]/.test(line))) depth = undefined;
      comment = [];
    } else if (isComment || line.startsWith("/**")) {
      comment = line.startsWith("/**") ? [line] : [...comment, line];
      isComment = !line.endsWith("*/");
    } else if (line !== "") comment = [];
  }
  return found.join("\n");
}

/** How many brackets a line opens and does not close. Comments count none. */
function bracketsIn(line: string): number {
  if (/^\s*(?:\/?\*|\/\/)/.test(line)) return 0;
  return line.replace(/[^({[]/g, "").length - line.replace(/[^)}\]]/g, "").length;
}
