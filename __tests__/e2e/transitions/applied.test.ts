import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { inSharedStacks, sharedProgram } from "./shared-stacks";
import { Site } from "./site";
import { synthesizeSide } from "./synthesize-program";
import { TRANSITIONS } from "./table";
import { isApplied } from "./transition";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-applied-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const GROUPS = inSharedStacks(TRANSITIONS.filter(isApplied)).map(
  (group) => [group.map(({ name }) => name).join(" | "), group] as const,
);

// Guardrails that refuse a program, and programs that are in each other's way, are found here, in seconds, and not in the run with Terraform.
test.each(GROUPS)("synth takes what is deployed, and its change: %s", (_name, group) => {
  const site = Site.nowhere();
  const { environment } = group[0] ?? {};
  const programs = { environment, from: sharedProgram(group, "from"), to: sharedProgram(group, "to") };
  const { facts } = synthesizeSide(path.join(folder, "from"), programs, "from", site);
  expect(() => synthesizeSide(path.join(folder, "to"), programs, "to", site, facts)).not.toThrow();
});
