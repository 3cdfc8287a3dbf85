import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";

/** Environments that use every option, as code hands them to the stacks: past every check of the files. */
export function everySpec(): readonly EnvironmentSpec[] {
  const texts = Object.entries(EVERYTHING).map(([name, config]) => [name, JSON.stringify(config)]);
  try {
    return load(Object.fromEntries(texts)).map(({ source: _, peers: __, ...spec }) => spec);
  } finally {
    removeConfigFolders();
  }
}
