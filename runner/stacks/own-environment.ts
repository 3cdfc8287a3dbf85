import * as fs from "node:fs";
import * as path from "node:path";
import { readVariable } from "../../variables/read";
import { cliConfigFile, findPlugins } from "../terraform/plugins";

/**
 * Variables for Terraform where it goes to AWS, or wherever the caller's own variables send it. Providers come from where
 * {@link findPlugins} finds them; what is downloaded is kept in one folder for all projects of the machine, unless the caller has
 * such a folder already.
 *
 * @param variables the caller's variables
 * @param home the caller's home folder
 * @param folder where a CLI configuration may be written
 * @param mirrors folders in which providers may lie, in place of the usual ones
 * @throws GroundplanError `PLUGIN_DIR_EMPTY`
 */
export function ownEnvironment(
  variables: NodeJS.ProcessEnv,
  home: string,
  folder: string,
  mirrors?: readonly string[],
): NodeJS.ProcessEnv {
  const plugins = findPlugins({ env: variables, home, folders: mirrors });
  fs.mkdirSync(folder, { recursive: true });
  const cliConfig = cliConfigFile(plugins, folder);
  return {
    ...variables,
    ...(cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {}),
    ...(plugins.kind === "registry" ? cacheVariables(variables, home) : {}),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

/**
 * A cache of providers. Without the second variable Terraform downloads a provider again for every stack that has no lock file yet,
 * to learn its checksums for all platforms; the lock files below `cdktf.out` stay on this machine, so its own are enough.
 */
function cacheVariables(variables: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  if (readVariable("TF_PLUGIN_CACHE_DIR", variables)) return {};
  const caches = readVariable("XDG_CACHE_HOME", variables) ?? path.join(home, ".cache");
  const cache = path.join(caches, "groundplan", "terraform-providers");
  fs.mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" };
}
