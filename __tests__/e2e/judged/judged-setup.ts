import { mkdirSync } from "node:fs";
import { join } from "node:path";
import createTemporaryFolder from "../../support/create-temporary-folder";

/** Before all end-to-end tests: a folder in which every emulator leaves what AWS's models judged (`emulator/server.ts`). */
export default function collectJudged(): void {
  createTemporaryFolder();
  process.env.GROUNDPLAN_JUDGED = join(process.env.TMPDIR ?? "", "judged");
  mkdirSync(process.env.GROUNDPLAN_JUDGED);
}
