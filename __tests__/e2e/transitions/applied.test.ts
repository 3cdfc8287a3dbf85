import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Site } from "./site";
import { synthesizeSide } from "./synthesize-program";
import { TRANSITIONS } from "./table";
import { isRefused } from "./transition";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-applied-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const APPLIED = TRANSITIONS.flatMap((transition) =>
  isRefused(transition) || "configurations" in transition ? [] : [[transition.name, transition] as const],
);

// Guardrails that refuse a program are found here, in seconds, and not in the run with Terraform.
test.each(APPLIED)("synth takes what is deployed, and its change: %s", (_name, transition) => {
  const site = Site.nowhere();
  const { facts } = synthesizeSide(path.join(folder, "from"), transition, "from", site);
  expect(() => synthesizeSide(path.join(folder, "to"), transition, "to", site, facts)).not.toThrow();
});
