import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { IConstruct } from "constructs";

/** The package's own folder, of sources as well as of what is compiled of them. */
const OWN = join(__dirname, "..", "..") + sep;

/** Frames that are looked at: constructs that make constructs lie between. */
const MOST_FRAMES = 100;

/** Where constructs were made, read when it is asked for. */
const places = new WeakMap<IConstruct, () => string | undefined>();

/**
 * The line outside of the package that has called into it, `main.ts:23:21`, from the working directory. Nothing where all that calls is
 * the package's own.
 *
 * @param own the package's folder
 */
export function callerPlace(own: string = OWN): string | undefined {
  return laterPlace(own)();
}

/**
 * Notes the line that makes a construct, for problems that come to light when all is made. Nothing is noted while the program is the
 * package's own, whose lines help nobody.
 */
export function noteCaller(construct: IConstruct, program = process.argv[1], own: string = OWN): void {
  if (program?.startsWith(own) || places.has(construct)) return;
  places.set(construct, laterPlace(own));
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

/** A stack trace is taken at once, and read when its place is asked for: that takes much longer. */
function laterPlace(own: string): () => string | undefined {
  const trace = takeTrace();
  return () => {
    const frames = (trace.stack ?? "").split("\n").flatMap((line) => {
      const [, file = "", position = ""] =
        /(?:\(|at (?:async )?)((?:file:|\/|[A-Za-z]:\\)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
      return file === "" ? [] : [{ file: file.startsWith("file:") ? fileURLToPath(file) : file, position }];
    });
    const caller = frames.find(
      ({ file }) => !resolve(file).startsWith(own) && !file.includes(`${sep}node_modules${sep}`),
    );
    return caller && `${relative(process.cwd(), caller.file)}:${caller.position}`;
  };
}

function takeTrace(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MOST_FRAMES;
  const trace = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}
