import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** HTML that a renderer of GitHub's Markdown makes of texts, raw HTML in them included. */
export function renderedMarkdown(texts: readonly string[]): string[] {
  return JSON.parse(
    execFileSync(process.execPath, [join(__dirname, "render-markdown.mjs")], {
      input: JSON.stringify(texts),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    }),
  );
}

/** A piece of HTML: a tag (`p`, `/p`), or the text between two of them, as it is read. */
export interface Piece {
  readonly tag?: string;
  readonly text: string;
}

/** HTML in its pieces, in their order. Comments are left out. */
export function piecesOf(html: string): readonly Piece[] {
  return [...html.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<(\/?[a-z][a-z0-9]*)[^>]*>|[^<]+|</gi)].map(
    ([whole, tag]) => (tag === undefined ? { text: decoded(whole) } : { tag: tag.toLowerCase(), text: whole }),
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? "") : String.fromCodePoint(Number(code)),
  );
}
