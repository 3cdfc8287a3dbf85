import * as os from "node:os";
import { cliConfigFile } from "../runner/terraform/plugins";
import type { Tools } from "./tools";

/**
 * Terraform and the provider read the schema of 1,500 types in every command, and most of what they allocate lives on: with the default of
 * Go's garbage collector (`GOGC` 100) a third of a command's processor time goes into looking through it, which counts where commands last
 * seconds because the emulator answers at once. Costs some 100 MB a process.
 */
const COLLECT_LESS_OFTEN = "400";

/** What a stack is deployed with. */
export interface Target {
  /** Address of the emulator. */
  readonly url: string;
  /** Account id, 12 digits. The emulator takes it from the access key. */
  readonly account: string;
  readonly region: string;
}

/**
 * Environment variables for Terraform, or for cdktf, against the emulator. Real credentials of the caller are left out.
 *
 * @param tools what was found on the machine
 * @param folder where a CLI configuration may be written
 * @param base variables to start from
 */
export function terraformEnvironment(
  tools: Tools,
  target: Target,
  folder: string,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const isLeftOut = (name: string) =>
    (name.startsWith("TF_") && !/^TF_(VAR_|PLUGIN_CACHE_)/.test(name)) || /^(AWS_|HTTP_PROXY$|http_proxy$)/.test(name);
  const kept = Object.entries(base).filter(([name]) => !isLeftOut(name));
  const configFile = cliConfigFile(tools.plugins, folder);
  return {
    GOGC: COLLECT_LESS_OFTEN,
    ...Object.fromEntries(kept),
    ...(configFile ? { TF_CLI_CONFIG_FILE: configFile } : {}),
    TERRAFORM_BINARY_NAME: tools.terraform,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    AWS_ENDPOINT_URL: target.url,
    AWS_ACCESS_KEY_ID: `EMULATOR${target.account}`,
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: target.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    // S3 Control puts the account id in front of the host name, which then does not resolve. Sent through the emulator as
    // a proxy, the request arrives; requests to 127.0.0.1 itself never use a proxy.
    HTTP_PROXY: target.url,
    NO_PROXY: [base.NO_PROXY, "127.0.0.1", "localhost"].filter(Boolean).join(","),
  };
}
