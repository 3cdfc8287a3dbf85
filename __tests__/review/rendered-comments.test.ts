import fc from "fast-check";
import { MARKER, markdown, review } from "../../review";
import { code, codeInTag, plain, table, visible } from "../../review/render/markdown-text";
import { type Piece, piecesOf, renderedMarkdown } from "../support/rendered-markdown";
import { CASE_NAMES, caseInput, ENVIRONMENT_NAMES, environmentPlans } from "./cases";

/** Texts of signs that mean something in Markdown, in HTML or to GitHub. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."`|\\<>&[]()!*_~#@:/.-+=$\"' "),
      fc.constantFrom(
        "`` ",
        "\\|",
        "@acme",
        "#1",
        "GH-1",
        "acme/web#1",
        "https://a.b",
        "www.a.b",
        "</td>",
        "<b>",
        "</code>",
      ),
      fc.constantFrom(
        "a5c3785",
        ":tada:",
        "&#64;",
        "&amp;",
        "~~a~~",
        "**a**",
        "[a](b)",
        "a@b.cc",
        "|",
        "\n",
        "\u202e",
        "가",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const HOSTILE = fc.sample(hostile, { numRuns: 600, seed: 17 });

/** What GitHub looks for in what is rendered, and what becomes a link already when it is rendered. */
const LIVE = /@|#\d|GH-\d|:\/\/|www\.|(?<![a-z\d])(?=\d*[a-f])[\da-f]{7,40}(?![a-z\d])|:[a-z_]+:/i;

/** Tags of a rendered comment. */
const TAGS = /^\/?(p|strong|table|thead|tbody|tr|th|td|code|pre|ul|li|h3|details|summary|em)$/;

/** Headings of the tables that reviews have. */
const TABLES = ["Stack Changes Risk ", " Risk Where What", "Exempt from Where Why Until Note", "  Who May On If Note"];

const COMMENTS = new Map([
  ...CASE_NAMES.map((name): [string, string] => [name, markdown(review([caseInput(name)]))]),
  ...ENVIRONMENT_NAMES.map((name): [string, string] => [name, markdown(review(environmentPlans(name)))]),
  ["all cases together", markdown(review(CASE_NAMES.map(caseInput)))],
]);

const HTML = renderedMarkdown([...COMMENTS.values()]);

describe.each([...COMMENTS.keys()].map((name, at) => [name, at] as const))(
  "the comment about %s, as GitHub renders it,",
  (_, at) => {
    const html = HTML[at] ?? "";
    const pieces = piecesOf(html);

    test("has only the tags of reviews, each of which is closed in its place", () => {
      expect(html.startsWith(MARKER)).toBe(true);
      const open: string[] = [];
      for (const { tag } of pieces) {
        if (tag === undefined) continue;
        expect(tag).toMatch(TAGS);
        if (!tag.startsWith("/")) open.push(tag);
        else expect(open.pop()).toBe(tag.slice(1));
      }
      expect(open).toEqual([]);
    });

    test("has nothing outside of code that GitHub would make something of", () => {
      expect(outsideOfCode(pieces).filter((text) => LIVE.test(text))).toEqual([]);
    });

    test("has tables with the columns of reviews, and text only in what holds text", () => {
      const headings = rowsOf(pieces, "th").map((cells) => cells.join(" "));
      expect(headings.filter((heading) => !TABLES.includes(heading))).toEqual([]);
      const columns = rowsOf(pieces, "th").map((cells) => cells.length);
      expect(rowsOf(pieces, "td").filter((cells) => !columns.includes(cells.length))).toEqual([]);
      expect(looseTexts(pieces)).toEqual([]);
    });
  },
);

describe("a text of a plan is read as it is, and is nothing but text,", () => {
  const rendered = (written: (text: string) => string) => renderedMarkdown(HOSTILE.map(written)).map(piecesOf);

  test.each([
    ["in a line", (text: string) => `a ${plain(text)} b`, (shown: string) => `a ${shown} b`],
    ["as code", (text: string) => `a ${code(text)} b`, (shown: string) => `a ${shown} b`],
    [
      "in a summary",
      (text: string) => `<details>\n<summary>${codeInTag(text)} b</summary>\n\nc\n\n</details>`,
      (shown: string) => `${shown} b c`,
    ],
  ])("%s", (_, written, expected) => {
    const found = rendered(written);
    expect(found.map(textOf)).toEqual(HOSTILE.map((text) => normal(expected(visible(text)))));
    const others = found.map((pieces) => pieces.filter(({ tag }) => tag && !/^\/?(p|code|details|summary)$/.test(tag)));
    expect(HOSTILE.filter((_, at) => others[at]?.length !== 0)).toEqual([]);
    expect(found.flatMap(outsideOfCode).filter((text) => LIVE.test(text))).toEqual([]);
  });

  test.each([
    ["words", plain],
    ["code", code],
  ])("as %s in a cell", (_, written) => {
    const found = rendered((text) => table(["A", "B", "C"], [["a", written(text), "c"]]).join("\n"));
    expect(found.flatMap((pieces) => rowsOf(pieces, "td").map((cells) => cells.map(normal)))).toEqual(
      HOSTILE.map((text) => ["a", normal(visible(text)), "c"]),
    );
  });
});

function outsideOfCode(pieces: readonly Piece[]): readonly string[] {
  let depth = 0;
  return pieces.flatMap(({ tag, text }) => {
    if (tag === "code") depth += 1;
    if (tag === "/code") depth -= 1;
    return tag === undefined && depth === 0 ? [text] : [];
  });
}

/** Texts of the cells, by row. */
function rowsOf(pieces: readonly Piece[], kind: "th" | "td"): readonly string[][] {
  const rows: string[][] = [];
  let cells: string[] | undefined;
  let cell: string | undefined;
  for (const { tag, text } of pieces) {
    if (tag === "tr") cells = [];
    else if (tag === kind) cell = "";
    else if (tag === undefined && cell !== undefined) cell += text;
    else if (tag === `/${kind}`) {
      cells?.push(cell ?? "");
      cell = undefined;
    } else if (tag === "/tr" && cells !== undefined && cells.length > 0) rows.push(cells);
  }
  return rows;
}

/** Texts that stand in no paragraph, cell, item, heading or summary. */
function looseTexts(pieces: readonly Piece[]): readonly string[] {
  const open: string[] = [];
  return pieces.flatMap(({ tag, text }) => {
    if (tag?.startsWith("/")) open.pop();
    else if (tag !== undefined) open.push(tag);
    const isHeld = open.some((one) => /^(p|td|th|li|h3|summary|pre)$/.test(one));
    return tag === undefined && text.trim() !== "" && !isHeld ? [text] : [];
  });
}

function textOf(pieces: readonly Piece[]): string {
  return normal(pieces.map(({ tag, text }) => (tag === undefined ? text : "")).join(""));
}

function normal(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
