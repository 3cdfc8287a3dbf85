import { join } from "node:path";
import { checkCommands } from "../../tools/markdown/commands";
import { checkLinks } from "../../tools/markdown/links";
import { readPage } from "../../tools/markdown/page";
import { checkSnippets } from "../../tools/markdown/snippets";

const ROOT = join(__dirname, "..", "..");

function page(path: string, ...lines: string[]) {
  return readPage(path, lines.join("\n"));
}

describe("taking a page apart", () => {
  test("blocks know their lines, what stands behind the fence, and the hidden lines before them", () => {
    const { blocks } = page(
      "a.md",
      "# A",
      "<!-- ts",
      "const hidden = 1;",
      "-->",
      "```ts",
      "const shown = 2;",
      "```",
      "```sh",
      "```",
    );
    expect(blocks).toEqual([
      {
        info: "ts",
        line: 5,
        lines: [{ number: 6, text: "const shown = 2;" }],
        hidden: [{ number: 3, text: "const hidden = 1;" }],
      },
      { info: "sh", line: 8, lines: [], hidden: [] },
    ]);
  });

  test("a longer fence holds a shorter one", () => {
    const { blocks } = page("a.md", "````md", "```ts", "```", "````");
    expect(blocks.map((block) => [block.info, block.lines.length])).toEqual([["md", 2]]);
  });

  test("anchors are GitHub's: punctuation goes, repeats are numbered, headings in code are none", () => {
    const { anchors } = page(
      "a.md",
      "## What's `synth`, then?",
      "## [Use](b.md) it",
      "```sh",
      "# no heading",
      "```",
      "## Use it",
    );
    expect(anchors).toEqual(["whats-synth-then", "use-it", "use-it-1"]);
  });
});

describe("links", () => {
  const targets = {
    exists: (path: string) => ["README.md", "docs", "docs/a.md", "docs/images/a.svg"].includes(path),
    anchors: (path: string) => (path === "docs/a.md" ? ["part"] : undefined),
  };

  test("links to files, folders, images, headings and other sites are followed as far as they are ours", () => {
    const sound = page(
      "README.md",
      "[a](docs/a.md#part) [b](docs/) ![c](docs/images/a.svg) [d](https://example.com/x#y) `[e](gone)`",
      '<img alt="" src="docs/images/a.svg"> <a href="mailto:a@example.com">',
      "[f]: docs/a.md",
    );
    expect(checkLinks(sound, targets)).toEqual([]);
  });

  test("a link that leads nowhere is reported with its line", () => {
    const broken = page("docs/a.md", "", "[x](b.md) [y](a.md#gone) [z](../../other)", '<img src="images/b.svg">');
    expect(checkLinks(broken, targets)).toEqual([
      "docs/a.md:2: the link b.md leads to nothing: no docs/b.md",
      "docs/a.md:2: the link a.md#gone leads to no heading of docs/a.md",
      "docs/a.md:2: the link ../../other leaves the project",
      "docs/a.md:3: the link images/b.svg leads to nothing: no docs/images/b.svg",
    ]);
  });
});

describe("commands", () => {
  const known = { scripts: ["synth", "test:e2e"], subcommands: ["map", "config explain"] };

  test("scripts and commands that exist pass, in prose and in blocks", () => {
    const sound = page(
      "a.md",
      "Use `npm run synth`.",
      "```sh",
      "npm run --silent test:e2e && npx groundplan map sandbox",
      "npx groundplan config explain production",
      "```",
    );
    expect(checkCommands(sound, known)).toEqual([]);
  });

  test("unknown ones are reported with their line", () => {
    const broken = page(
      "a.md",
      "```sh",
      "npm run sinth",
      "npx groundplan config explore",
      "npx groundplan plot",
      "```",
    );
    expect(checkCommands(broken, known)).toEqual([
      "a.md:2: package.json has no script sinth",
      "a.md:3: groundplan has no command config explore",
      "a.md:4: groundplan has no command plot",
    ]);
  });
});

describe("snippets", () => {
  test("imports are found from the page's place, hidden lines count, and errors name the page's line", () => {
    const sound = page(
      "README.md",
      "```ts",
      'import { Problems } from "./constructs/core/errors";',
      'new Problems("a");',
      "```",
    );
    const broken = page(
      "docs/guide/a.md",
      "<!-- ts",
      'import { Problems } from "../../constructs/core/errors";',
      "-->",
      "Text.",
      "```ts",
      'const problems = new Problems("a");',
      "const wrong: number = problems.path;",
      "```",
    );
    expect(checkSnippets(ROOT, [sound, broken])).toEqual([
      "docs/guide/a.md:7: error TS2322: Type 'string' is not assignable to type 'number'.",
    ]);
  });

  test("no block of TypeScript escapes by another name", () => {
    const escaping = page("a.md", "```ts ignore", "```", "```typescript", "```", "```json", "```");
    expect(checkSnippets(ROOT, [escaping])).toEqual([
      "a.md:1: write ```ts instead of ```ts ignore: every snippet is checked",
      "a.md:3: write ```ts instead of ```typescript: every snippet is checked",
    ]);
  });
});
