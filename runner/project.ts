import * as fs from "node:fs";
import * as path from "node:path";

/** The project's folder, from the source tree as well as from the compiled one: the nearest with a `cdktf.json`. */
export function projectRoot(start: string = __dirname): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "cdktf.json"))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no cdktf.json in ${start} or above`);
  }
}
