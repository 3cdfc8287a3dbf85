import { dirname } from "node:path";
import { checkedConfiguration } from "../../../stacks/application/configuration/checked-configuration";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { checkSynth } from "../../../stacks/application/synthesize";
import { configFolder } from "./config-folder";

/** Checks files as synth and `config validate` do, guardrails included. */
export function checkFiles(files: Readonly<Record<string, string>>): void {
  const folder = configFolder(files);
  const project = { folder, root: dirname(folder), originOf: originsIn(), variables: {} };
  checkedConfiguration(project, ({ create, ...options }) => checkSynth(create, options));
}
