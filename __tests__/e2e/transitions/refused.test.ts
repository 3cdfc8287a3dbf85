import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Site } from "./site";
import { synthesizeSide } from "./synthesize-program";
import { TRANSITIONS } from "./table";
import { isRefused } from "./transition";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-refused-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const REFUSED = TRANSITIONS.filter(isRefused).map((transition) => [transition.name, transition] as const);

test.each(REFUSED)("synth refuses, once it is deployed: %s", (_name, transition) => {
  const site = Site.nowhere();
  const { facts } = synthesizeSide(path.join(folder, "from"), transition, "from", site);
  const change = () => synthesizeSide(path.join(folder, "to"), transition, "to", site, facts);
  expect(change).toThrow(transition.refused);
});
