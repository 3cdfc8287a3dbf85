import { posix } from "node:path";
import { holdsReference, knownAfterApply } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";
import { type ProjectFile, projectFiles } from "../../core/files/project-files";
import { nodeVersion } from "../runtimes";
import type { CodeOptions } from "./code.types";
import { bundleNode } from "./node-bundle";
import { zipFiles } from "./zip";

/** What Lambda gets. */
export interface PackedCode {
  /** What ends the file's name: `zip` or `jar`. */
  readonly ending: "zip" | "jar";
  readonly content: Buffer;
  /**
   * To be called when it is written: keeps for later processes what it was made from.
   *
   * @default - there is nothing to keep
   */
  readonly keep?: () => void;
}

/** What code is packed from. */
export interface CodeSource {
  readonly code: string | CodeOptions;
  readonly runtime: string;
  readonly handler: string;
  /** Whether layers may bring what the folder lacks. */
  readonly hasLayers: boolean;
}

/** Bytes of an archive that is uploaded, and of what is in it (AWS Lambda Developer Guide, "Lambda quotas", as of 2026-11). */
const MOST_BYTES = { packed: 50 * 1024 * 1024, unpacked: 250 * 1024 * 1024 };

/** Endings of the files that a program of Node.js begins with, in the order in which they are looked for. */
const NODE_ENDINGS = ["ts", "mts", "cts", "js", "mjs", "cjs"];

/** Endings of the files that handlers of other languages lie in, where the handler names the file. */
const FILE_ENDINGS: readonly (readonly [runtime: RegExp, ending: string])[] = [
  [/^python/, "py"],
  [/^ruby/, "rb"],
];

/** What the machine of whoever runs the code leaves in folders. */
const LEFTOVERS = /(^|\/)__pycache__(\/|$)|\.py[co]$/;

/**
 * Packs the code of a function: a folder of Node.js is bundled, another one is packed as it is, and an archive is left as it is. Adds what is
 * wrong with the path, `FUNCTION_HANDLER_FILE`, `FUNCTION_BUILD`, `FUNCTION_CODE_FILE`, `FUNCTION_CODE_TOO_LARGE`.
 *
 * @param root the project's folder
 */
export function packCode(source: CodeSource, problems: Problems, root = process.cwd()): PackedCode | undefined {
  const options = codeOptions(source.code);
  const at = typeof source.code === "string" ? "code" : "code.path";
  if (!isKnown(options, problems)) return undefined;
  const base = posix.normalize(options.path).replace(/\/$/, "");
  if (/\.(zip|jar)$/.test(base)) return archive(base, at, problems, root);
  const told = problems.list.length;
  const files = projectFiles(options.path, at, problems, root);
  if (!files) return undefined;
  const below = new Map(files.map((file) => [file.path.slice(base.length + 1), file]));
  const node = nodeVersion(source.runtime);
  const packed =
    node === undefined
      ? { files: folder(below, source, options, problems) }
      : program(base, below, node, source, options, problems, root);
  if (!packed || problems.list.length > told) return undefined;
  return checked(packed, at, problems);
}

/** What decides of the archive has to be there when it is made. */
function isKnown({ external = [], include = [], exclude = [] }: CodeOptions, problems: Problems): boolean {
  const lists = Object.entries({ external, include, exclude });
  const unknown = lists.flatMap(([option, texts]) =>
    texts.flatMap((text, index) => (holdsReference(text) ? [`code.${option}[${index}]`] : [])),
  );
  problems.addAll(unknown.map((at) => knownAfterApply(`${problems.path} › ${at}`)));
  return unknown.length === 0;
}

/** The long form of `code`. */
export function codeOptions(code: string | CodeOptions): CodeOptions {
  return typeof code === "string" ? { path: code } : code;
}

function archive(base: string, at: string, problems: Problems, root: string): PackedCode | undefined {
  const [file, ...more] = projectFiles(base, at, problems, root) ?? [];
  if (!file) return undefined;
  if (more.length > 0 || file.path !== base) {
    problems.add(at, {
      code: "FUNCTION_CODE_FILE",
      message: "What is called like an archive is a folder.",
      found: `"${base}"`,
      expected: "a folder with the code, or an archive that a build has made",
      fix: "rename the folder, or name the archive",
    });
    return undefined;
  }
  const ending = base.endsWith(".jar") ? "jar" : "zip";
  return sized({ ending, content: file.content }, undefined, at, problems);
}

type Files = ReadonlyMap<string, ProjectFile>;

/** What an archive is made from. */
interface Contents extends Pick<PackedCode, "keep"> {
  /** By path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A folder that goes as it is. */
function folder(
  files: Files,
  { runtime, handler, hasLayers }: CodeSource,
  { exclude = [] }: CodeOptions,
  problems: Problems,
): ReadonlyMap<string, Uint8Array> {
  const isLeftOut = (path: string) => LEFTOVERS.test(path) || exclude.some((one) => isBelow(path, one));
  const kept = [...files].filter(([path]) => !isLeftOut(path));
  const file = handlerFile(runtime, handler);
  if (file !== undefined && !hasLayers && !kept.some(([path]) => path === file)) {
    problems.add("handler", {
      code: "FUNCTION_HANDLER_FILE",
      message: "The folder has no file that the handler names.",
      found: `"${handler}", and no ${file}`,
      expected: runtime.startsWith("provided.")
        ? "a program called bootstrap"
        : "the path of a file without its ending, a dot, and the name of a function in it",
      fix: `add ${file} to the folder, or correct handler`,
    });
  }
  return new Map(kept.map(([path, { content }]) => [path, content]));
}

/** A folder of TypeScript or JavaScript, which becomes one file, with what is to lie beside it. */
function program(
  base: string,
  files: Files,
  node: string,
  { handler }: CodeSource,
  { external = [], format = "cjs", sourceMap = false, include = [] }: CodeOptions,
  problems: Problems,
  root: string,
): Contents | undefined {
  const name = moduleOf(handler);
  const entry = NODE_ENDINGS.map((ending) => `${name}.${ending}`).find((path) => files.has(path));
  if (entry === undefined) {
    problems.add("handler", {
      code: "FUNCTION_HANDLER_FILE",
      message: "The folder has no file that the handler names.",
      found: `"${handler}", and no ${name}.ts or ${name}.js in ${base}`,
      expected: "the path of a file without its ending, a dot, and the name of a function that it exports",
      fix: `add ${name}.ts to the folder, or correct handler`,
    });
    return undefined;
  }
  const beside = [...files].filter(([path]) => include.some((one) => isBelow(path, one)));
  for (const [index, one] of include.entries()) {
    if (beside.some(([path]) => isBelow(path, one))) continue;
    problems.add(`code.include[${index}]`, {
      code: "FUNCTION_CODE_FILE",
      message: "The folder has no such file or folder.",
      found: `"${one}"`,
      expected: `a file or a folder below ${base}`,
      fix: "correct the path, or take it out",
    });
  }
  const {
    bundle,
    keep,
    problems: told,
  } = bundleNode({ entry: `./${base}/${entry}`, name, node, format, external, sourceMap, root });
  problems.addAll(told);
  if (!bundle) return undefined;
  const folder = posix.dirname(name);
  const bundled = [...bundle.files].map(([path, content]): [string, Uint8Array] => [posix.join(folder, path), content]);
  const all = new Map([...beside.map(([path, { content }]): [string, Uint8Array] => [path, content]), ...bundled]);
  return { files: all, ...(keep ? { keep } : {}) };
}

/** The file that Lambda looks for, where the handler tells it. */
function handlerFile(runtime: string, handler: string): string | undefined {
  if (runtime.startsWith("provided.")) return "bootstrap";
  const [, ending] = FILE_ENDINGS.find(([pattern]) => pattern.test(runtime)) ?? [];
  return ending === undefined ? undefined : `${moduleOf(handler)}.${ending}`;
}

/** `jobs/resize.handler` → `jobs/resize`. */
function moduleOf(handler: string): string {
  return handler.replace(/\.[^./]*$/, "");
}

function isBelow(path: string, folder: string): boolean {
  const clean = folder.replace(/^\.\//, "").replace(/\/$/, "");
  return path === clean || path.startsWith(`${clean}/`);
}

function checked({ files, ...rest }: Contents, at: string, problems: Problems): PackedCode | undefined {
  const unpacked = [...files.values()].reduce((sum, content) => sum + content.length, 0);
  return sized({ ending: "zip", content: zipFiles(files), ...rest }, unpacked, at, problems);
}

function sized(
  packed: PackedCode,
  unpacked: number | undefined,
  at: string,
  problems: Problems,
): PackedCode | undefined {
  const { length } = packed.content;
  const isUnpacked = unpacked !== undefined && unpacked > MOST_BYTES.unpacked;
  if (length <= MOST_BYTES.packed && !isUnpacked) return packed;
  problems.add(at, {
    code: "FUNCTION_CODE_TOO_LARGE",
    message: "Lambda takes no more code in an archive.",
    found: isUnpacked ? `${mebibytes(unpacked)} MiB` : `${mebibytes(length)} MiB, packed`,
    expected: `at most ${mebibytes(MOST_BYTES.packed)} MiB packed, and ${mebibytes(MOST_BYTES.unpacked)} MiB unpacked`,
    fix: "take out what the function does not need, or give it a container image",
  });
  return undefined;
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
