/** A fenced block of a Markdown page. */
export interface CodeBlock {
  /** What stands behind the opening fence: `ts`, `sh`. */
  readonly info: string;
  /** The block's lines with the page's line numbers, counted from 1. */
  readonly lines: readonly NumberedLine[];
  /** Line of the opening fence. */
  readonly line: number;
  /**
   * Lines that the reader does not see but a snippet needs to stand alone, such as imports: those of an HTML comment
   * `<!-- ts … -->` before the block.
   */
  readonly hidden: readonly NumberedLine[];
}

/** A line of a page. */
export interface NumberedLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A Markdown page, taken apart. */
export interface MarkdownPage {
  /** Path in the project, with `/`. */
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  /** The lines outside of blocks and comments. */
  readonly prose: readonly NumberedLine[];
  /** Anchors of the headings, as GitHub makes them. */
  readonly anchors: readonly string[];
}

const FENCE = /^\s*(`{3,})(.*)$/;

/** Takes a page apart into its fenced blocks, its prose and its anchors. */
export function readPage(path: string, source: string): MarkdownPage {
  const blocks: CodeBlock[] = [];
  const prose: NumberedLine[] = [];
  let hidden: NumberedLine[] = [];
  let open: { fence: string; block: CodeBlock & { lines: NumberedLine[] } } | undefined;
  let inComment: "no" | "hidden code" | "other" = "no";

  source.split(/\r?\n/).forEach((text, index) => {
    const line = { number: index + 1, text };
    const fence = FENCE.exec(text);
    if (open) {
      if (fence?.[1] && fence[1].length >= open.fence.length && !fence[2]?.trim()) open = undefined;
      else open.block.lines.push(line);
    } else if (inComment !== "no") {
      if (text.includes("-->")) inComment = "no";
      else if (inComment === "hidden code") hidden.push(line);
    } else if (fence?.[1]) {
      const block = { info: (fence[2] ?? "").trim(), lines: [], line: line.number, hidden };
      blocks.push(block);
      open = { fence: fence[1], block };
      hidden = [];
    } else if (text.trimStart().startsWith("<!--") && !text.includes("-->")) {
      inComment = text.trim() === "<!-- ts" ? "hidden code" : "other";
    } else {
      prose.push(line);
    }
  });
  return { path, blocks, prose, anchors: anchors(prose) };
}

/** GitHub's anchors: lower case, punctuation dropped, spaces as hyphens, a number behind a repeated one. */
function anchors(prose: readonly NumberedLine[]): string[] {
  const seen = new Map<string, number>();
  return prose.flatMap(({ text }) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) return [];
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const repeats = seen.get(slug) ?? 0;
    seen.set(slug, repeats + 1);
    return [repeats === 0 ? slug : `${slug}-${repeats}`];
  });
}
