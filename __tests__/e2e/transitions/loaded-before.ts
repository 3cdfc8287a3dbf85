import * as fs from "node:fs";
import * as path from "node:path";
import { sourceFiles } from "../../../tools/aws-facts/page";

const ROOT = path.join(__dirname, "..", "..", "..");
const LATE = /\brequire\("([^"]+)"\)/g;

/**
 * Loads what the source files load only when they first need it. Jest lets no module be loaded between two tests, and that is when a run that
 * serves several of them may need one.
 */
export function loadBefore(): void {
  for (const file of sourceFiles(ROOT)) {
    const source = path.join(ROOT, file);
    for (const [, name = ""] of fs.readFileSync(source, "utf8").matchAll(LATE)) {
      require(name.startsWith(".") ? path.join(path.dirname(source), name) : name);
    }
  }
}
