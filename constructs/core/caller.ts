import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { IConstruct } from "constructs";

/** The package's own folder, of sources as well as of what is compiled of them. */
const OWN = join(__dirname, "..", "..") + sep;

/** Frames that are looked at: constructs that make constructs lie between. */
const MOST_FRAMES = 100;

/** As Node.js has it: others set it aside for a while. */
const { captureStackTrace } = Error;

/** Folders of the project's own code; a stack of one's own lies beside those of `stacks/`, or in one of its own there. */
const SHIPPED = /^(?:constructs|stacks[\\/][^\\/]+)[\\/]/;

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
 * Notes the line that makes a construct, for problems that come to light when all is made. Nothing is noted while the program is the
 * package's own, whose lines help nobody, but for stacks of one's own in the project ({@link notingCallers}).
 */
export function noteCaller(construct: IConstruct, program = process.argv[1], own: string = OWN): void {
  const isOwnProgram = program?.startsWith(own) ?? false;
  if (places.has(construct) || (isOwnProgram && !isNoting)) return;
  const trace = takeTrace();
  places.set(
    construct,
    isNoting ? () => placeInStack(trace) ?? placeOutside(trace, own) : () => placeOutside(trace, own),
  );
}

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
  return shown(framesOf(trace).find(({ file }) => isForeign(file) && !file.startsWith(own)));
}

/** The innermost line of a stack of one's own in the project, between what it calls of it and {@link notingCallers}. */
function placeInStack(trace: Error): string | undefined {
  const frames = framesOf(trace).map(sourceOf);
  const end = frames.findLastIndex(({ file }) => file === inProject(join("constructs", "core", "caller.ts")));
  if (end === -1) return undefined;
  const inside = frames.slice(0, end).filter(({ file }) => isForeign(file));
  const caller = inside.findLast(({ file }) => !file.startsWith(inProject(join("stacks", "sections"))));
  const isShipped = (file: string) =>
    SHIPPED.test(relative(inProject(""), file)) && dirname(file) !== dirname(caller?.file ?? "");
  return shown(inside.find(({ file }) => !isShipped(file)));
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

function takeTrace(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MOST_FRAMES;
  const trace = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}
