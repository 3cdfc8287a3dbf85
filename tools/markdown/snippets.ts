import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { CodeBlock, MarkdownPage, NumberedLine } from "./page";

/** A block of a page that is type-checked. */
interface Snippet {
  readonly page: MarkdownPage;
  readonly block: CodeBlock;
  /** The page's line for each line of the snippet. */
  readonly lines: readonly NumberedLine[];
  /** File of the snippet, relative to the folder of all snippets. */
  readonly file: string;
}

/**
 * Type-checks the `ts` blocks of pages with one run of the compiler, each as a module that lies beside its page, or in the file that its
 * first line names (`// stacks/orders-stack.ts`), so that relative imports read as they do for a reader who puts the snippet there. Returns what the compiler finds, as
 * `page:line: message`; the compiler's settings are the project's, but unused names are allowed.
 *
 * @param root folder of the project
 */
export function checkSnippets(root: string, pages: readonly MarkdownPage[]): string[] {
  const snippets = pages.flatMap(snippetsOf);
  return [...pages.flatMap(checkInfo), ...(snippets.length > 0 ? compile(root, snippets) : [])];
}

/** Blocks of TypeScript that would escape the check. */
function checkInfo(page: MarkdownPage): string[] {
  return page.blocks
    .filter(({ info }) => info !== "ts" && /^(ts|typescript|tsx|js|javascript)\b/i.test(info))
    .map(({ info, line }) => `${page.path}:${line}: write \`\`\`ts instead of \`\`\`${info}: every snippet is checked`);
}

function snippetsOf(page: MarkdownPage): Snippet[] {
  return page.blocks
    .filter(({ info }) => info === "ts")
    .map((block) => ({
      page,
      block,
      lines: [...block.hidden, ...block.lines],
      file:
        /^\/\/ (\S+\.ts)$/.exec(block.lines[0]?.text ?? "")?.[1] ??
        page.path.replace(/\.md$/, `.line-${block.line}.ts`),
    }));
}

function compile(root: string, snippets: readonly Snippet[]): string[] {
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "groundplan-snippets-"));
  try {
    for (const snippet of snippets) {
      const file = join(folder, snippet.file);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, snippet.lines.map((line) => line.text).join("\n"));
    }
    const up = relative(folder, root).split(sep).join("/");
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(compilerSettings(up, snippets), null, 2));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const result = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
    if (result.error) throw result.error;
    return explain(result.stdout, snippets);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `rootDirs` lays the folder of snippets over the project, so that `./constructs/…` is found from a snippet of README.md. */
function compilerSettings(up: string, snippets: readonly Snippet[]): unknown {
  return {
    extends: `${up}/tsconfig.json`,
    compilerOptions: {
      rootDir: up,
      rootDirs: [up, "."],
      typeRoots: [`${up}/node_modules/@types`],
      moduleDetection: "force",
      paths: packagePaths(up),
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: [],
    exclude: [],
    files: snippets.map(({ file }) => file),
  };
}

/** What the `exports` of package.json lead to, before it is packed. */
function packagePaths(up: string): Readonly<Record<string, readonly string[]>> {
  return {
    "groundplan/constructs/*": [`${up}/constructs/*`],
    "groundplan/stacks/*": [`${up}/stacks/*`],
    "groundplan/*": [`${up}/constructs/*/index`],
  };
}

function explain(output: string, snippets: readonly Snippet[]): string[] {
  const messages: string[] = [];
  for (const text of output.split(/\r?\n/)) {
    const [, file, line, message] = /^(\S.*?)\((\d+),\d+\): (.*)$/.exec(text) ?? [];
    const snippet = snippets.find((candidate) => candidate.file === file);
    if (snippet) {
      const number = snippet.lines[Number(line) - 1]?.number ?? snippet.block.line;
      messages.push(`${snippet.page.path}:${number}: ${message}`);
    } else if (file !== undefined || /^error /.test(text)) {
      messages.push(text);
    }
  }
  return messages;
}
