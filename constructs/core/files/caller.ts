import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Construct, type IConstruct, type Node } from "constructs";
import { shippedFiles } from "./shipped-files";

/** Where this file lies in the package. */
const HERE = join("constructs", "core", "files");

/** The package's own folder, of sources as well as of what is compiled of them; a bundled program lies two folders below it. */
const OWN = (__dirname.endsWith(sep + HERE) ? __dirname.slice(0, -HERE.length - 1) : join(__dirname, "..", "..")) + sep;

/** Frames that are looked at: constructs that make constructs lie between. */
const MOST_FRAMES = 100;

/** As Node.js has it: others set it aside for a while. */
const { captureStackTrace } = Error;

/**
 * The project's own folders: a line of any other one is of somebody who makes stacks with it, and so is one of a file of theirs in one of
 * those of `constructs` and `stacks` ({@link shippedFiles}).
 */
const SHIPPED_FOLDERS = {
  ".": ["bundle", "config", "cost", "guardrails", "memory", "providers", "review", "variables"],
  constructs: [
    ...[
      "access",
      "apis",
      "aws",
      "caches",
      "cdn",
      "certificates",
      "compute",
      "core",
      "databases",
      "delivery",
      "dns",
      "dynamodb",
    ],
    ...["ecs", "eks", "encryption", "functions", "helm", "iam", "links", "load-balancing", "messaging", "monitoring"],
    ...["network", "registry", "secrets", "security-groups", "state", "storage", "waf"],
  ],
  stacks: [
    ...["access", "apis", "application", "buckets", "data", "delivery", "dns", "ecs", "edge", "eks", "functions"],
    ...["network", "sections", "servers", "services", "state"],
  ],
} as const;

/** The same, as paths from the project's folder. */
export const SHIPPED: readonly string[] = Object.entries(SHIPPED_FOLDERS).flatMap(([folder, names]) =>
  names.map((name) => join(folder, name)),
);

/** Folders in which there is nobody's but the project's own code: the program, and what it makes stacks with. */
const WHOLE: readonly string[] = [...SHIPPED_FOLDERS["."], join("stacks", "application"), join("stacks", "sections")];

/** What a step runs in which {@link notingCallers} notes. */
let isNoting = false;

/** Where constructs were made, read when it is asked for. */
const places = new WeakMap<IConstruct, () => string | undefined>();

/**
 * The line outside of the package that has called into it, `main.ts:23:21`, from the working directory. Nothing where all that calls is
 * the package's own.
 *
 * @param own the package's folder
 */
export function callerPlace(own: string = OWN): string | undefined {
  return placeOutside(takeTrace(), own);
}

/** The line that has called into the package: one outside of it, or one of a stack of one's own in the project ({@link notingCallers}). */
export function writtenPlace(): string | undefined {
  const trace = takeTrace();
  return (isNoting ? placeInStack(trace) : undefined) ?? placeOutside(trace, OWN);
}

/**
 * The line that calls a function, be it of the package's own, whose files are those of the project in a checkout.
 *
 * @param called the function
 * @returns what reads the line, which takes a while
 */
export function callerOf(called: (...args: never[]) => unknown): () => string | undefined {
  const trace = new Error();
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  captureStackTrace(trace, called);
  Error.stackTraceLimit = stackTraceLimit;
  return () => {
    const [frame] = framesOf(trace);
    return shown(frame && sourceOf(frame));
  };
}

/**
 * Notes the lines that make a stack, and from now on those that make what is in it, for problems that come to light when all is made.
 * Nothing is noted while the program is the package's own, whose lines help nobody, but for stacks of one's own in the project
 * ({@link notingCallers}).
 */
export function noteCallers(stack: IConstruct, program = process.argv[1], own: string = OWN): void {
  const isOwnProgram = program?.startsWith(own) ?? false;
  if (isOwnProgram && !isNoting) return;
  note(stack, own);
  noteChildren(stack.node, own);
}

/** Constructs of a class without any code of ours, such as resources of the provider, are met where they are put into the tree. */
function noteChildren(node: Node, own: string): void {
  const { addChild } = node as unknown as { addChild: AddChild };
  const noting: AddChild = (child, id) => {
    addChild.call(node, child, id);
    note(child, own);
    whenGivenNode(child, (its) => noteChildren(its, own));
  };
  Object.defineProperty(node, "addChild", { value: noting, configurable: true, writable: true });
}

type AddChild = (child: Construct, id: string) => void;

/** A construct is put into the tree before it is given its node. */
function whenGivenNode(construct: Construct, step: (node: Node) => void): void {
  Object.defineProperty(construct, "node", {
    configurable: true,
    enumerable: true,
    set(node: Node) {
      Object.defineProperty(construct, "node", { value: node, configurable: true, enumerable: true, writable: true });
      step(node);
    },
  });
}

function note(construct: IConstruct, own: string): void {
  const trace = takeTrace(construct);
  const read = () => (isInStack ? placeInStack(trace) : undefined) ?? placeOutside(trace, own);
  const isInStack = isNoting;
  places.set(construct, read);
}

/**
 * What makes a construct lies around a class: around one without a constructor, whose line says nothing, and else around the one that says
 * `super(scope, id)` to `Construct` itself. A class that gives another one its options by `super` makes it there.
 */
function classWithin(construct: IConstruct): Constructor {
  const classes: Constructor[] = [];
  for (let one = construct.constructor; one !== Construct && one.prototype; one = Object.getPrototypeOf(one)) {
    classes.push(one as Constructor);
  }
  return classes.find((one) => !/\bconstructor\s*\(/.test(`${one}`)) ?? (classes.at(-1) as Constructor);
}

type Constructor = (...args: never[]) => unknown;

/**
 * Runs what makes a stack of one's own in the project itself: the lines of its code that make constructs are noted.
 *
 * @param step calls code of the stack and nothing else
 */
export function notingCallers<T>(step: () => T): T {
  const before = isNoting;
  isNoting = true;
  try {
    return step();
  } finally {
    isNoting = before;
  }
}

/** The line that made the construct at a path, or the nearest one around it of which that was noted. */
export function placeOfConstruct(root: IConstruct, path: string): string | undefined {
  let construct: IConstruct | undefined = root;
  let place = places.get(root);
  for (const id of path.split("/")) {
    construct = construct.node.tryFindChild(id);
    if (construct === undefined) break;
    place = places.get(construct) ?? place;
  }
  return place?.();
}

/** A line of code. */
interface Frame {
  readonly file: string;
  readonly position: string;
}

/** The innermost line outside of the package. A stack trace is taken at once, and read when its place is asked for: that takes much longer. */
function placeOutside(trace: Error, own: string): string | undefined {
  const frame = framesOf(trace).find(({ file }) => isForeign(file) && !file.startsWith(own));
  return shown(frame && sourceOf(frame));
}

/** The innermost line of a stack of one's own in the project, between what it calls of it and {@link notingCallers}. */
function placeInStack(trace: Error): string | undefined {
  const frames = framesOf(trace).map(sourceOf);
  const end = frames.findLastIndex(({ file }) => file === inProject(join(HERE, "caller.ts")));
  if (end === -1) return undefined;
  return shown(frames.slice(0, end).find(({ file }) => isForeign(file) && !isOfProject(file)));
}

/** Read when it is first asked for: sources do not change while stacks are made of them. */
let files: ReadonlySet<string> | undefined;

/** Whether a source file is one that the project brings. */
function isOfProject(file: string): boolean {
  const folder = SHIPPED.find((one) => file.startsWith(inProject(one) + sep));
  if (folder === undefined || WHOLE.some((one) => folder === one)) return folder !== undefined;
  files ??= shippedFiles(
    inProject("."),
    SHIPPED.filter((one) => one.startsWith(`constructs${sep}`)),
  );
  return files.size === 0 || files.has(file);
}

function inProject(path: string): string {
  const own = resolve(OWN);
  return join(basename(own) === "dist" ? dirname(own) : own, path);
}

function isForeign(file: string): boolean {
  return !file.includes(`${sep}node_modules${sep}`);
}

function shown(frame: Frame | undefined): string | undefined {
  return frame && `${relative(process.cwd(), frame.file)}:${frame.position}`;
}

function framesOf({ stack = "" }: Error): readonly Frame[] {
  return stack.split("\n").flatMap((line) => {
    const [, file = "", position = ""] =
      /(?:\(|at (?:async )?)((?:file:|\/|[A-Za-z]:\\)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    return file === "" ? [] : [{ file: resolve(file.startsWith("file:") ? fileURLToPath(file) : file), position }];
  });
}

const maps = new Map<string, SourceMap | undefined>();

/** Where a line was written, of a file that was compiled or bundled. */
function sourceOf(frame: Frame): Frame {
  const { file } = frame;
  if (!maps.has(file)) maps.set(file, mapOf(`${file}.map`));
  const [line = 1, column = 1] = frame.position.split(":").map(Number);
  const entry = maps.get(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return frame;
  const { originalSource, originalLine, originalColumn } = entry;
  return { file: resolve(dirname(file), originalSource), position: `${originalLine + 1}:${originalColumn + 1}` };
}

function mapOf(file: string): SourceMap | undefined {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

/** What is left out of the trace of a construct of a class, which may be nothing: what lies within {@link classWithin}, where that is in it. */
const within = new WeakMap<object, Constructor>();

/** @param made the construct that is being made: what makes it is not the work of its own class */
function takeTrace(made?: IConstruct): Error {
  const { stackTraceLimit } = Error;
  const trace = new Error();
  if (made && !within.has(made.constructor)) {
    const candidate = classWithin(made);
    Error.stackTraceLimit = 1;
    captureStackTrace(trace, candidate);
    within.set(made.constructor, framesOf(trace).length > 0 ? candidate : takeTrace);
  }
  Error.stackTraceLimit = MOST_FRAMES;
  captureStackTrace(trace, made && within.get(made.constructor));
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}
