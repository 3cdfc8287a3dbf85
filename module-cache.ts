/**
 * Imported before everything else, makes the start faster: where a module was found and what V8 compiled it to are kept beside the
 * compiled program. The code is taken as long as the file and Node.js are the same, the place as long as neither the program was
 * compiled nor a package was installed since. The source maps inside of the bindings, most of their bytes, are not read.
 *
 * What is not kept, or cannot be taken, is looked for and compiled as ever.
 */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import Module, { isBuiltin } from "node:module";
import { dirname, join, sep } from "node:path";
import { Script } from "node:vm";

const FILE = join(__dirname, ".modules");
const LIBRARIES = join(dirname(__dirname), "node_modules");

/** Folders with CommonJS only; what lies elsewhere is left to Node.js. */
const FOLDERS = [__dirname, ...["@cdktf", "cdktf", "constructs", "yaml"].map((name) => join(LIBRARIES, name))].map(
  (folder) => folder + sep,
);

/** Files that change with every compilation, and with every package that is installed. */
const SIGNS = [join(__dirname, ".tsbuildinfo"), join(LIBRARIES, ".package-lock.json")];

/** What cdktf loads at the start, a twelfth of the whole synth, and calls only for assets that are archives. */
const ARCHIVER = "archiver";

/** Where an inline source map begins, which is the end of a file. */
const SOURCE_MAP = Buffer.from("\n//# sourceMappingURL=data:");

/** A compiled module. */
interface Code {
  /** Another one when the file has changed. */
  readonly stamp: string;
  readonly bytes: Buffer;
}

interface Loader {
  readonly _extensions: Record<string, (module: NodeJS.Module, file: string) => void>;
  readonly _cache: NodeJS.Require["cache"];
  _resolveFilename(request: string, parent: NodeJS.Module, isMain: boolean, options?: object): string;
  _resolveLookupPaths(request: string, parent: NodeJS.Module): string[] | null;
}

const loader = Module as unknown as Loader;

class ModuleCache {
  readonly #kept = new Map<string, Code>();
  readonly #used = new Map<string, Code>();
  readonly #compiled = new Map<string, { readonly stamp: string; readonly script: Script }>();
  /** Files by who asks and what for. */
  readonly #places = new Map<string, string>();
  #placesKept = 0;

  /** Loads modules from here on. */
  begin(): void {
    this.#read();
    const load = loader._extensions[".js"];
    loader._extensions[".js"] = (module, file) => {
      const source = FOLDERS.some((folder) => file.startsWith(folder)) ? sourceOf(file) : undefined;
      if (source === undefined || source.includes("import(")) return load?.(module, file);
      const run = this.#script(file, source).runInThisContext();
      run.call(module.exports, module.exports, this.#requireOf(module), module, file, dirname(file));
    };
    process.once("exit", () => {
      if (this.#compiled.size > 0 || this.#places.size > this.#placesKept) this.#write();
    });
  }

  #script(file: string, source: string): Script {
    const stamp = stampOf(file);
    const kept = this.#kept.get(file);
    const code = kept?.stamp === stamp ? kept : undefined;
    const script = new Script(Module.wrap(source), { filename: file, ...(code ? { cachedData: code.bytes } : {}) });
    if (code && !script.cachedDataRejected) this.#used.set(file, code);
    else this.#compiled.set(file, { stamp, script });
    return script;
  }

  /** What a module calls as `require`. */
  #requireOf(module: NodeJS.Module): NodeJS.Require {
    const load = (request: string): unknown => {
      if (isBuiltin(request)) return module.require(request);
      if (request === ARCHIVER) return (...args: unknown[]) => module.require(ARCHIVER)(...args);
      const file = this.#place(module, request);
      const loaded = loader._cache[file];
      return loaded?.loaded ? loaded.exports : module.require(file);
    };
    const resolve = (request: string, options?: object) => loader._resolveFilename(request, module, false, options);
    const paths = (request: string) => loader._resolveLookupPaths(request, module);
    return Object.assign(load, {
      resolve: Object.assign(resolve, { paths }),
      main: require.main,
      extensions: loader._extensions as unknown as NodeJS.Require["extensions"],
      cache: loader._cache,
    });
  }

  #place(module: NodeJS.Module, request: string): string {
    const key = `${dirname(module.filename)}\0${request}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const file = loader._resolveFilename(request, module, false);
    this.#places.set(key, file);
    return file;
  }

  #read(): void {
    try {
      const bytes = readFileSync(FILE);
      let at = LENGTH_BYTES + bytes.readUInt32LE(0);
      const head = JSON.parse(bytes.toString("utf8", LENGTH_BYTES, at)) as Head;
      for (const [file, stamp, length] of head.modules) {
        this.#kept.set(file, { stamp, bytes: bytes.subarray(at, at + length) });
        at += length;
      }
      if (head.signs !== signs()) return;
      for (const [key, file] of head.places) this.#places.set(key, file);
      this.#placesKept = this.#places.size;
    } catch {
      // There is none yet, or it is of no use: it can always be made again.
    }
  }

  /** Written whole before it gets its name: other synths may run at the same time. A folder that cannot be written to keeps none. */
  #write(): void {
    const draft = `${FILE}.${process.pid}`;
    try {
      const compiled = [...this.#compiled].map(([file, { stamp, script }]): [string, Code] => [
        file,
        { stamp, bytes: script.createCachedData() },
      ]);
      const all = [...this.#used, ...compiled];
      const head: Head = {
        signs: signs(),
        places: [...this.#places],
        modules: all.map(([file, { stamp, bytes }]) => [file, stamp, bytes.length]),
      };
      const text = Buffer.from(JSON.stringify(head));
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(text.length);
      writeFileSync(draft, Buffer.concat([length, text, ...all.map(([, { bytes }]) => bytes)]), { mode: 0o600 });
      renameSync(draft, FILE);
    } catch {
      rmSync(draft, { force: true });
    }
  }
}

/** What the file begins with, after its own length: the modules' code stands behind it in the order of the modules. */
interface Head {
  readonly signs: string;
  readonly places: readonly (readonly [key: string, file: string])[];
  readonly modules: readonly (readonly [file: string, stamp: string, length: number])[];
}

const LENGTH_BYTES = 4;

/** The text of a file without an inline source map. */
function sourceOf(file: string): string {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(SOURCE_MAP);
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
}

function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

function signs(): string {
  return SIGNS.map(stampOf).join(" ");
}

new ModuleCache().begin();
