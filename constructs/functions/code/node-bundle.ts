import { statSync } from "node:fs";
import { join } from "node:path";
import type { BuildFailure, BuildOptions, BuildResult, Message } from "esbuild";
import type { Problem } from "../../core/errors";
import { type Bundle, keepBundle, keptBundle } from "./bundle-cache";

/** What a program of Node.js is put together by. */
export interface NodeBundleProps {
  /** The file that it begins with, from the project's folder. */
  readonly entry: string;
  /** Name of the file that is made, without its ending. */
  readonly name: string;
  /** Major version of Node.js. */
  readonly node: string;
  readonly format: "cjs" | "esm";
  /** Packages that are left out. */
  readonly external: readonly string[];
  readonly sourceMap: boolean;
  /** The project's folder. */
  readonly root: string;
}

/** What became of a program. */
interface Bundled {
  /** Nothing where something is wrong. */
  readonly bundle?: Bundle;
  /**
   * Keeps it for later processes.
   *
   * @default - it is kept already, or nothing is
   */
  readonly keep?: () => void;
  /** What is wrong, each at its line. */
  readonly problems: readonly Problem[];
}

/** A program that was put together in this process, and from what. */
interface Made {
  readonly bundle: Bundle;
  readonly signature: string;
}

/** Programs that several stacks of a process are made of; each counts as long as its files are as they were. */
const made = new Map<string, Made>();

/** ES modules have no `require`, which packages of CommonJS call. */
const REQUIRE =
  "import { createRequire as groundplanRequire } from 'node:module'; const require = groundplanRequire(import.meta.url);";

/**
 * Puts a program of TypeScript or JavaScript into one file, with the packages that it imports. Paths and comments are none of it, so that it
 * is the same on every machine that has the same packages installed. Types are left out unchecked.
 */
export function bundleNode({ root, ...props }: NodeBundleProps): Bundled {
  const options = buildOptions(props);
  const { version }: { version: string } = require("esbuild/package.json");
  const way = JSON.stringify({ version, options });
  const key = JSON.stringify([root, way]);
  const known = made.get(key);
  if (known && known.signature === signatureOf(known.bundle.inputs, root))
    return { bundle: known.bundle, problems: [] };
  const remember = (bundle: Bundle) => {
    made.set(key, { bundle, signature: signatureOf(bundle.inputs, root) });
    return bundle;
  };
  const kept = keptBundle(way, root);
  if (kept) return { bundle: remember(kept), problems: [] };
  const { buildSync }: typeof import("esbuild") = require("esbuild");
  let result: BuildResult<typeof options>;
  try {
    result = buildSync({ ...options, absWorkingDir: root });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { problems: error.errors.map((message) => failure(message, props.entry)) };
  }
  const files = new Map(result.outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).at(-1) ?? "", contents]));
  const bundle = remember({ files, inputs: Object.keys(result.metafile.inputs) });
  return { bundle, problems: [], keep: () => keepBundle(way, bundle, root) };
}

function buildOptions({ entry, name, node, format, external, sourceMap }: Omit<NodeBundleProps, "root">) {
  return {
    entryPoints: [entry],
    outfile: `${name}.${format === "esm" ? "mjs" : "js"}`,
    bundle: true,
    write: false,
    platform: "node",
    target: `node${node}`,
    format,
    ...(format === "esm" ? { banner: { js: REQUIRE }, mainFields: ["module", "main"] } : {}),
    external: [...external],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    sourcemap: sourceMap ? "linked" : false,
    sourcesContent: false,
    logLevel: "silent",
    metafile: true,
  } as const satisfies BuildOptions;
}

/** Sizes and times of files, by which it is seen that one has changed. */
function signatureOf(inputs: readonly string[], root: string): string {
  const facts = inputs.map((path) => {
    const { size = -1, mtimeMs = -1 } = statSync(join(root, path), { throwIfNoEntry: false }) ?? {};
    return `${size} ${mtimeMs}`;
  });
  return facts.join("\n");
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function failure({ text, location }: Message, entry: string): Problem {
  const missing = /^Could not resolve "([^".][^"]*)"/.exec(text)?.[1];
  return {
    code: "FUNCTION_BUILD",
    path: location ? `${location.file}:${location.line}:${location.column + 1}` : entry,
    message: "The code of the function cannot be put together.",
    found: text.replace(/\s+/g, " "),
    expected: "a program that esbuild bundles",
    fix: missing
      ? `install ${packageOf(missing)} in the project, or name it in external where the runtime or a layer brings it`
      : "mend the line",
  };
}

/** `@aws-sdk/client-s3/x` → `@aws-sdk/client-s3`. */
function packageOf(path: string): string {
  return path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
}
