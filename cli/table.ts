/** Widest line that the commands print. */
export const MAX_WIDTH = 100;

/** Space between two columns. */
const GAP = "  ";

/**
 * Rows as aligned columns, at most 100 characters wide. Values that are too long are wrapped at commas and spaces, in the
 * columns that are named.
 *
 * @param rows the cells; the first row is the heading
 * @param wrapped positions of the columns that may be wrapped; they share the space that the others leave
 */
export function renderTable(rows: readonly (readonly string[])[], wrapped: readonly number[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const natural = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const widths = fitWidths(natural, wrapped);
  return `${rows.map((row) => renderRow(row, widths)).join("\n")}\n`;
}

function fitWidths(natural: readonly number[], wrapped: readonly number[]): number[] {
  const fixed = natural.reduce(
    (sum, width, i) => sum + (wrapped.includes(i) ? 0 : width),
    GAP.length * (natural.length - 1),
  );
  const share = Math.max(12, Math.floor((MAX_WIDTH - fixed) / Math.max(1, wrapped.length)));
  const narrow = wrapped.filter((i) => (natural[i] ?? 0) <= share);
  const spare = narrow.reduce((sum, i) => sum + share - (natural[i] ?? 0), 0);
  const wide = share + Math.floor(spare / Math.max(1, wrapped.length - narrow.length));
  return natural.map((width, i) => (wrapped.includes(i) ? Math.min(width, wide) : width));
}

function renderRow(row: readonly string[], widths: readonly number[]): string {
  const cells = widths.map((width, i) => wrap(row[i] ?? "", width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, i) => (lines[line] ?? "").padEnd(widths[i] ?? 0))
      .join(GAP)
      .trimEnd(),
  ).join("\n");
}

/** Breaks a text into lines, at spaces where there are any. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
