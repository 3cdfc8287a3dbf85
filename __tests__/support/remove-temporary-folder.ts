import { rmSync } from "node:fs";
import { basename } from "node:path";
import { TEMPORARY_FOLDER } from "./create-temporary-folder";

/** After all tests: removes what `create-temporary-folder` made, and everything that the tests left in it. */
export default function removeTemporaryFolder(): void {
  const { TMPDIR: folder = "" } = process.env;
  if (basename(folder).startsWith(TEMPORARY_FOLDER)) rmSync(folder, { recursive: true, force: true });
}
