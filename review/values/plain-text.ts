/** Shortest text that is taken for base64: shorter ones may be words. */
const SHORTEST = 24;

/** What a text says: the script in base64 that instances get as user data, or the text itself. */
export function plainText(text: string): string {
  const decoded = decodedText(text);
  return decoded?.includes("\n") ? decoded : text;
}

/** The text that another one holds in base64; `undefined` where it holds none that can be read. */
export function decodedText(text: string): string | undefined {
  if (text.length < SHORTEST || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return /^[\t\n\r\x20-\x7e\u00a0-\ud7ff]+$/.test(decoded) ? decoded : undefined;
}
