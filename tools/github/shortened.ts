/** Said where a text ends before its end. */
const CUT = "_The rest does not fit in here: the whole review is in the files of the run._";

/** Reviews as one text of at most `limit` characters. Each has the same room, and what one does not need the others get. */
export function fitted(texts: readonly string[], limit: number): string[] {
  let [room, left] = [limit, texts.length];
  const shares = new Map<string, number>();
  for (const text of [...texts].sort((a, b) => a.length - b.length)) {
    const share = Math.min(text.length, Math.floor(room / left));
    shares.set(text, share);
    room -= share;
    left--;
  }
  return texts.map((text) => shortened(text, shares.get(text) ?? 0));
}

/** A Markdown text up to the last paragraph that fits, and that is no part of a fold or a picture. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const lines = text.split("\n");
  let [length, folds, end] = [0, 0, 0];
  let isPicture = false;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "" && folds === 0 && !isPicture) end = at;
    length += line.length + 1;
    if (length + CUT.length + 3 > limit) break;
    if (line === "<details>") folds++;
    if (line === "</details>") folds--;
    if (line.startsWith("```")) isPicture = !isPicture;
  }
  return `${lines.slice(0, end).join("\n")}\n\n${CUT}\n`;
}
