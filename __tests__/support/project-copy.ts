import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CodeBlock, readPage } from "../../tools/markdown/page";

const ROOT = join(__dirname, "..", "..");

/** A copy of the project with its libraries, in which files may be changed and commands be run. */
export class ProjectCopy {
  readonly root = mkdtempSync(join(tmpdir(), "groundplan-copy-"));

  constructor() {
    const args = ["-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const files = spawnSync("git", args, { encoding: "utf8", maxBuffer: 1e8 }).stdout.split("\0").filter(Boolean);
    for (const file of files) {
      if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(this.root, file));
    }
    symlinkSync(join(ROOT, "node_modules"), join(this.root, "node_modules"));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** Runs a program of Node; its variables are those of the process, and those that are given. */
  node(args: readonly string[], variables: NodeJS.ProcessEnv = process.env): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, args, { cwd: this.root, env: variables, encoding: "utf8", maxBuffer: 1e8 });
  }

  groundplan(args: string, variables?: NodeJS.ProcessEnv): SpawnSyncReturns<string> {
    return this.node(["bin/groundplan.js", ...args.split(" ")], variables);
  }

  /**
   * Does what a page says: the blocks of TypeScript that begin with the name of a file become that file, those of changes are made, and
   * those of YAML go to the end of their file.
   */
  follow(page: string): void {
    for (const block of readPage(page, this.read(page)).blocks) {
      const [first = "", ...lines] = block.lines.map(({ text }) => text);
      const [, path] = /^(?:\/\/|#) (\S+\.(?:ts|yaml))$/.exec(first) ?? [];
      if (path === undefined) continue;
      if (block.info === "ts") this.write(path, `${lines.join("\n")}\n`);
      if (block.info === "diff") this.write(path, changed(this.read(path), lines, block));
      if (block.info === "yaml") appendFileSync(join(this.root, path), `\n${lines.join("\n")}\n`);
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A text with the changes of a block: lines that go, each followed by its successor, and lines that come behind the line above them. */
function changed(text: string, lines: readonly string[], block: CodeBlock): string {
  return lines.reduce((whole, line, index) => {
    if (!line.startsWith("+")) return whole;
    const before = lines[index - 1] ?? "";
    const place = `${before.slice(1)}\n`;
    if (!whole.includes(place)) throw new Error(`line ${block.line} of the page changes what is not there: ${before}`);
    const added = `${line.slice(1)}\n`;
    return whole.replace(place, before.startsWith("-") ? added : `${place}${added}`);
  }, text);
}
