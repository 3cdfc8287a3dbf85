import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Name of the folder that a run of tests keeps its temporary files in. */
export const TEMPORARY_FOLDER = "groundplan-tests-";

/**
 * Before all tests: a temporary folder for the whole run in place of the system's. cdktf's testing app makes a folder for every
 * app and never removes it, which would leave thousands behind.
 */
export default function createTemporaryFolder(): void {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), TEMPORARY_FOLDER));
}
