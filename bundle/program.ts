import { isAscii } from "node:buffer";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import Module, { createRequire, SourceMap } from "node:module";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { ENTRY } from "./folder";

/** What Node.js puts around a module. */
const [HEAD = ""] = Module.wrap("\0").split("\0");

/**
 * How much a function runs before V8 compiles it anew, for speed, in V8's words for each version of Node.js: 10 to 15 times the usual. In a
 * program that runs for half a second that takes more processor time than it saves: a sixth of all.
 */
const LATE_OPTIMIZATION: Readonly<Record<string, string>> = {
  20: "--interrupt-budget=1000000",
  22: "--invocation-count-for-turbofan=30000",
  24: "--invocation-count-for-turbofan=30000",
};

/**
 * Keeps the space of new objects at the size that it starts with. V8 lets it grow to 48 MB in the half second that a synth takes, for objects
 * that are long gone: a quarter of the memory of the process. Programs of 20,000 resources take neither more time nor more memory by it.
 */
const SMALL_NEW_SPACE = "--semi-space-growth-factor=1";

/** Where files of a bundle stand in a stack trace. */
const FRAME = /([^\s()]+[\\/]([\w.-]+\.js)):(\d+):(\d+)/g;

/**
 * A bundled program: one file that runs, and further ones that are loaded when they are needed. Beside each of them lies what V8 made of
 * it, which saves compiling it again; what is missing or not from this version of Node.js is made anew. The files never change.
 */
class Program {
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #compiled = new Map<string, Script>();

  constructor(private readonly folder: string) {}

  /** The exports of a file. */
  load(name: string): unknown {
    const known = this.#modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(name, module);
    const file = join(this.folder, name);
    const run = this.#script(name, file).runInThisContext();
    run.call(module.exports, module.exports, this.#requireOf(file), module, file, this.folder);
    return module.exports;
  }

  /** Keeps what V8 made of files that were compiled now, functions that were called in the meantime included. */
  keep(): void {
    for (const [name, script] of this.#compiled) {
      const file = this.#codeOf(name);
      const draft = `${file}.${process.pid}`;
      try {
        writeFileSync(draft, script.createCachedData(), { mode: 0o600 });
        renameSync(draft, file);
      } catch {
        // A folder that cannot be written to keeps none.
        rmSync(draft, { force: true });
      }
    }
  }

  /** A stack trace that names the sources. */
  traced(stack: string): string {
    return stack.replace(FRAME, (frame, file: string, name: string, line: string, column: string) => {
      if (file !== join(this.folder, name)) return frame;
      try {
        const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
        const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
        if (!("originalSource" in entry)) return frame;
        return `${resolve(this.folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
      } catch {
        return frame;
      }
    });
  }

  #script(name: string, file: string): Script {
    const kept = bytesOf(this.#codeOf(name));
    const bytes = readFileSync(file);
    // Bundles are written in ASCII, but for the letters of regular expressions.
    const source = Module.wrap(bytes.toString(isAscii(bytes) ? "latin1" : "utf8"));
    const position = { filename: file, columnOffset: -HEAD.length };
    const script = new Script(source, { ...position, ...(kept ? { cachedData: kept } : {}) });
    if (!kept || script.cachedDataRejected) this.#compiled.set(name, script);
    return script;
  }

  #codeOf(name: string): string {
    return join(this.folder, `${name}.code`);
  }

  /** What a file calls as `require`: other files of the bundle, packages that were left out of it, and Node.js. */
  #requireOf(file: string): NodeJS.Require {
    const outer = createRequire(file);
    const load = (request: string): unknown =>
      request.startsWith("./") ? this.load(request.slice(2)) : outer(request);
    return Object.assign(load, outer);
  }
}

/** Nothing where there is no such file. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Runs the program that was bundled into a folder. */
export function runBundled(folder: string): void {
  const late = LATE_OPTIMIZATION[process.versions.node.split(".")[0] ?? ""];
  if (late !== undefined) setFlagsFromString(late);
  setFlagsFromString(SMALL_NEW_SPACE);
  // Node.js tells nobody of what packages call that is out of date, as long as they are not bundled.
  process.noDeprecation = true;
  const program = new Program(folder);
  process.once("exit", () => program.keep());
  process.once("uncaughtException", (error: unknown) => {
    const told = error instanceof Error ? program.traced(error.stack ?? error.message) : String(error);
    process.stderr.write(`${told}\n`);
    process.exit(1);
  });
  program.load(ENTRY);
}
