/** The lines of a table: what stands before the colon, and the words behind it. A line goes on in those below that are indented. */
export function tableLines(table: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    table
      .replaceAll("\n ", " ")
      .trim()
      .split("\n")
      .map((line) => {
        const [head = "", words = ""] = line.split(": ");
        return [head, words.split(" ")] as const;
      }),
  );
}

/** The words of one line of a table, without reading the others; `undefined` where no line begins so. */
export function wordsOf(table: string, head: string): readonly string[] | undefined {
  const start = `\n${head}: `;
  const from = table.indexOf(start);
  if (from < 0) return undefined;
  const rest = table.slice(from + start.length);
  return rest
    .slice(0, rest.search(/\n(?! )/))
    .replaceAll("\n", "")
    .split(" ");
}
