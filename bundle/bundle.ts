import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type BuildOptions, build, type OutputFile, type Plugin, transform } from "esbuild";
import { bundleFolder, ENTRY } from "./folder";

/** Bundles that are kept beside the newest: a program that runs may still load from one. */
const KEPT = 1;

/** What lies beside the compiled modules and has no source of its name. */
const FOREIGN = /^(bundled|package)[\\/]/;

/** What is made of a source. */
const COMPILED = /\.js(?:\.map)?$/;

/** Of a package that cdktf loads at the start and calls only for assets that are archives; loading it takes a twelfth of a synth. */
const LATE_PACKAGES: readonly string[] = ["archiver"];

/** Packages that stay where they are installed: a program of its own goes with them. */
const OWN_PROGRAM: readonly string[] = ["esbuild"];

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  platform: "node",
  target: "node20",
  external: [...OWN_PROGRAM],
  legalComments: "none",
  // The text of a program is kept in memory as long as it runs. Names and syntax stay: shorter syntax takes names from classes.
  minifyWhitespace: true,
  logLevel: "silent",
};

/**
 * Bundles the program of `synth.ts` with all the packages that it uses, into a folder beside its compiled modules: the file that it begins
 * with, one for each part that is loaded late, be it by `import()` or by `require`, and one for what several of them share. Does nothing
 * when it is there already.
 *
 * @param root folder of the project, compiled
 * @returns the folder; nothing where it cannot be told what is installed
 */
export async function bundleProgram(root: string): Promise<string | undefined> {
  const compiled = join(root, "dist");
  const folder = bundleFolder(compiled);
  if (folder === undefined || existsSync(folder)) return folder;
  removeStrangers(root, compiled);
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const late = new Set<string>();
    await writeProgram(root, draft, late);
    await writeLate(root, draft, [...late]);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else may have been faster.
    if (!existsSync(folder)) throw error;
  }
  removeOlder(folder);
  return folder;
}

/** Only ES modules are split; what runs is CommonJS, which V8 keeps compiled. */
async function writeProgram(root: string, draft: string, late: Set<string>): Promise<void> {
  const { outputFiles = [] } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: [join(root, ENTRY.replace(/js$/, "ts"))],
    outdir: draft,
    format: "esm",
    splitting: true,
    sourcemap: "inline",
    sourcesContent: false,
    plugins: [lateModules(late), latePackages()],
  });
  for (const file of outputFiles) await writeCommonJs(draft, file);
}

async function writeCommonJs(draft: string, { path, text }: OutputFile): Promise<void> {
  const { code, map } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    minifyWhitespace: true,
    sourcemap: "external",
    sourcesContent: false,
    sourcefile: path,
  });
  writeFileSync(join(draft, basename(path)), code);
  writeFileSync(join(draft, `${basename(path)}.map`), map);
}

/** Tables that are loaded by `require` where one is needed: a file each. */
async function writeLate(root: string, draft: string, late: readonly string[]): Promise<void> {
  const { outputFiles = [], metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: [...late],
    outdir: draft,
    entryNames: "[name]",
    format: "cjs",
    metafile: true,
  });
  const sharing = Object.values(metafile?.outputs ?? {}).filter(({ inputs }) => Object.keys(inputs).length !== 1);
  if (sharing.length > 0) {
    const names = sharing.map(({ entryPoint }) => entryPoint).join(", ");
    throw new Error(`A module that is loaded by require stands alone in a bundle, and these import others: ${names}`);
  }
  for (const { path, text } of outputFiles) writeFileSync(path, text);
}

/** Takes a module of our own that is loaded by `require` out of the bundle. */
function lateModules(late: Set<string>): Plugin {
  return {
    name: "late-modules",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, importer, resolveDir }) => {
        if (kind !== "require-call" || !importer.endsWith(".ts")) return undefined;
        late.add(`${resolve(resolveDir, path)}.ts`);
        return { path: `./${basename(path)}.js`, external: true };
      }),
  };
}

/** Leaves a package out, and loads it when it is called. */
function latePackages(): Plugin {
  const namespace = "late-package";
  const filter = new RegExp(`^(${LATE_PACKAGES.join("|")})$`);
  return {
    name: namespace,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter }, ({ path, namespace: from }) =>
        from === namespace ? { path, external: true } : { path, namespace },
      );
      onLoad({ filter, namespace }, ({ path }) => ({
        contents: `module.exports = (...args) => require(${JSON.stringify(path)})(...args);`,
      }));
    },
  };
}

/** Compiled modules whose source has gone, and the maps beside them. */
function removeStrangers(root: string, compiled: string): void {
  for (const entry of readdirSync(compiled, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const name = relative(compiled, file);
    if (!entry.isFile() || !COMPILED.test(name) || FOREIGN.test(name)) continue;
    if (!existsSync(join(root, name.replace(COMPILED, ".ts")))) rmSync(file);
  }
}

function removeOlder(folder: string): void {
  const all = dirname(folder);
  const others = readdirSync(all)
    .map((name) => join(all, name))
    .filter((other) => other !== folder)
    .map((other) => ({ other, made: statSync(other).mtimeMs }))
    .sort((a, b) => b.made - a.made);
  for (const { other } of others.slice(KEPT)) rmSync(other, { recursive: true, force: true });
}
