import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Judged } from "../../../emulator/server";
import removeTemporaryFolder from "../../support/remove-temporary-folder";
import { judgedReport } from "./judged-report";

/** After all end-to-end tests: says what AWS's models judged. Emulators that were killed are not counted. */
export default function tellJudged(): void {
  const folder = process.env.GROUNDPLAN_JUDGED ?? "";
  const emulators = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Judged);
  process.stdout.write(judgedReport(emulators));
  removeTemporaryFolder();
}
