import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { readVariable } from "../../variables/read";
import { Pool } from "../stacks/schedule";
import { RunLock } from "../state/run-lock";
import { LOCK_FILE, readLockFile } from "./provider-locks";
import type { Terraform } from "./terraform";
import { TerraformError } from "./terraform-error";

/** What was initialised last, in the stack's `.terraform` folder. */
const RECORD = path.join(".terraform", "groundplan-init");

/** Variables that an init depends on. */
const VARIABLES = [
  "TF_CLI_CONFIG_FILE",
  "TF_PLUGIN_CACHE_DIR",
  "TF_DATA_DIR",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_S3",
];

/** Inits of this process. */
const inits = new Pool(1);

/**
 * Runs an init while no other one uses the cache of providers, in this process or another: Terraform's documentation ("CLI
 * Configuration File", provider plugin cache) promises nothing for inits that share one.
 */
function alone(cache: string | undefined, init: () => Promise<void>): Promise<void> {
  return inits.run(() => (cache ? RunLock.wait(cache, ".groundplan", "terraform init", init) : init()));
}

/** The stack's backend is not there yet: the bucket is made by another stack. */
export class BackendMissing extends Error {}

/**
 * Initialises a stack's folder, unless nothing that an init depends on has changed since the last one: the backend and the
 * providers of the configuration, the program, and what Terraform itself wrote down.
 *
 * @param version what runs, Terraform or OpenTofu, and its version
 * @param env variables that Terraform runs with
 * @throws BackendMissing if the state bucket does not exist
 * @throws TerraformError if the init fails for any other reason
 */
export async function initialize(terraform: Terraform, version: string, env: NodeJS.ProcessEnv): Promise<void> {
  const record = path.join(terraform.folder, RECORD);
  if (readIfThere(record) === fingerprint(terraform.folder, version, env)) return;
  try {
    await alone(readVariable("TF_PLUGIN_CACHE_DIR", env), () => terraform.init());
  } catch (error) {
    if (error instanceof TerraformError && isBucketMissing(error.output)) throw new BackendMissing(error.message);
    throw error;
  }
  fs.mkdirSync(path.dirname(record), { recursive: true });
  fs.writeFileSync(record, fingerprint(terraform.folder, version, env));
}

/** What an init depends on, as one text. */
function fingerprint(folder: string, version: string, env: NodeJS.ProcessEnv): string {
  const { terraform } = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
    terraform?: unknown;
  };
  const parts = [
    version,
    JSON.stringify(terraform ?? null),
    ...VARIABLES.map((name) => env[name] ?? ""),
    readIfThere(path.join(folder, "backend_override.tf.json")) ?? "",
    readIfThere(path.join(folder, ".terraform", "terraform.tfstate")) ?? "",
    // Neither Terraform nor OpenTofu plans while the file names a provider that was not initialised, as the other one's address is.
    readLockFile(readIfThere(path.join(folder, LOCK_FILE)) ?? ""),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Terraform's words for a state bucket that is not there. */
function isBucketMissing(output: string): boolean {
  return /S3 bucket "[^"]*" does not exist|NoSuchBucket/.test(output);
}
