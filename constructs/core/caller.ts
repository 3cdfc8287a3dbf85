import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder, of sources as well as of what is compiled of them. */
const OWN = join(__dirname, "..", "..") + sep;

/** Frames that are looked at: constructs that make constructs lie between. */
const MOST_FRAMES = 100;

/**
 * The line outside of the package that has called into it, `main.ts:23:21`, from the working directory. Nothing where all that calls is
 * the package's own.
 *
 * @param own the package's folder
 */
export function callerPlace(own: string = OWN): string | undefined {
  const frames = stackTrace().flatMap((line) => {
    const [, file = "", position = ""] =
      /(?:\(|at (?:async )?)((?:file:|\/|[A-Za-z]:\\)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    return file === "" ? [] : [{ file: file.startsWith("file:") ? fileURLToPath(file) : file, position }];
  });
  const caller = frames.find(
    ({ file }) => !resolve(file).startsWith(own) && !file.includes(`${sep}node_modules${sep}`),
  );
  return caller && `${relative(process.cwd(), caller.file)}:${caller.position}`;
}

function stackTrace(): readonly string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MOST_FRAMES;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack.split("\n").slice(1);
}
