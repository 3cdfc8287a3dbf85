import * as path from "node:path";
import { projectRoot } from "../runner/project";

/** The folder with the start script of the emulator. */
export function emulatorFolder(): string {
  return path.join(projectRoot(), "emulator");
}
