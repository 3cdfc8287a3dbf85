/** Whether an entry is a folder, and who may do what with it: everybody reads and runs it, only the owner changes it. */
const RUNNABLE = 0o100755 << 16;

/** Unix, of which the archive says that it was made there. */
const UNIX = 3;

/**
 * Packs files as Lambda reads them. The same files give the same bytes, whenever and wherever they are packed: in the order of their
 * paths, all of one day, and all of them runnable, since not every machine remembers which are. What packs them is JavaScript throughout,
 * because the libraries that Node.js brings pack differently from version to version and from processor to processor.
 *
 * @param files contents by path
 */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const { zipSync }: typeof import("fflate") = require("fflate");
  const paths = [...files.keys()].sort();
  // A day of the place's own calendar: the archive knows no time zones.
  const settings = { mtime: new Date(1980, 0, 1), attrs: RUNNABLE, os: UNIX, level: 9 } as const;
  return Buffer.from(
    zipSync(Object.fromEntries(paths.map((path) => [path, [files.get(path) ?? new Uint8Array(), settings]]))),
  );
}
