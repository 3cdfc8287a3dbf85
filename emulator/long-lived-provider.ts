import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { projectRoot } from "../runner/project";
import { LOCK_FILE, ProviderLocks } from "../runner/terraform/provider-locks";
import { REGISTRIES } from "../runner/terraform/registries";
import { Terraform } from "../runner/terraform/terraform";
import { tail } from "./server";

const START_SECONDS = 120;

/** Terraform without a provider holds a schema and a state: it need not look for garbage before it has come to 700 MB. */
const COLLECT_NOTHING = { GOGC: "off", GOMEMLIMIT: "700MiB" };

/**
 * The AWS provider as one process for many commands: its start costs more than most of what it is asked for. It keeps one configuration,
 * the last that it was given, so it is for commands one after the other, of stacks with one provider block and one account.
 */
export class LongLivedProvider {
  private constructor(
    private readonly reattach: string,
    private readonly process: ChildProcess,
  ) {}

  /**
   * Starts the provider, or returns why that is not possible here; every command then starts its own.
   *
   * @param program from {@link findProvider}
   * @param env variables: the provider reads the endpoint, the region and the keys from its own, not from Terraform's
   * @param folder for its output
   */
  static async start(program: string, env: NodeJS.ProcessEnv, folder: string): Promise<LongLivedProvider | string> {
    fs.mkdirSync(folder, { recursive: true });
    const output = path.join(folder, "provider.out");
    const file = fs.openSync(output, "w");
    // The shell ends the provider when this process has ended, however it did: its standard input is closed then.
    const script = '"$0" -debug <&- & provider=$!; cat >/dev/null; kill "$provider"; wait "$provider"';
    const child = spawn("/bin/sh", ["-c", script, program], { cwd: folder, env, stdio: ["pipe", file, file] });
    fs.closeSync(file);
    let failure: Error | undefined;
    child.once("error", (error) => {
      failure = error;
    });
    for (let waited = 0; waited < START_SECONDS * 10 && !failure; waited++) {
      const reattach = /TF_REATTACH_PROVIDERS='(.*)'/.exec(fs.readFileSync(output, "utf8"))?.[1];
      if (reattach) {
        child.unref();
        return new LongLivedProvider(reattach, child);
      }
      await delay(100);
    }
    child.stdin?.end();
    return failure?.message ?? `no answer within ${START_SECONDS} s: ${tail(output)}`;
  }

  /** Variables for Terraform or OpenTofu, to take this process for its provider. */
  get variables(): NodeJS.ProcessEnv {
    // The provider calls itself by its address in Terraform's registry.
    const [terraform, openTofu] = REGISTRIES;
    const own = JSON.parse(this.reattach) as Readonly<Record<string, unknown>>;
    const others = Object.entries(own).map(([address, process]) => [address.replace(terraform, openTofu), process]);
    return { ...COLLECT_NOTHING, TF_REATTACH_PROVIDERS: JSON.stringify({ ...own, ...Object.fromEntries(others) }) };
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    // `start` let go of it, and a process with nothing else to wait for would end here, without a word of what has failed.
    this.process.ref();
    const end = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.stdin?.end();
    await end;
  }
}

/** The provider that `terraform init` takes, in the version that stacks get, from a mirror or by a download; undefined if there is none that can be run. */
export async function findProvider(
  terraform: string,
  env: NodeJS.ProcessEnv,
  folder: string,
  version: string,
): Promise<string | undefined> {
  fs.mkdirSync(folder, { recursive: true });
  const aws = { source: "hashicorp/aws", version };
  const json = { terraform: { required_providers: { aws } } };
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(json));
  fs.writeFileSync(path.join(folder, LOCK_FILE), ProviderLocks.read(projectRoot()).of(json).text);
  await new Terraform("provider", folder, terraform, env).init();
  const root = path.join(folder, ".terraform", "providers");
  const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" });
  const found = files.find((file) => path.basename(file).startsWith("terraform-provider-aws"));
  return found ? path.join(root, found) : findBehindLinks(root);
}

/** With a mirror or a cache, the folder of the platform is a link, which a recursive listing does not enter. */
function findBehindLinks(root: string): string | undefined {
  for (const file of fs.readdirSync(root, { recursive: true, encoding: "utf8" })) {
    const folder = path.join(root, file);
    if (!fs.statSync(folder).isDirectory()) continue;
    const program = fs.readdirSync(folder).find((name) => name.startsWith("terraform-provider-aws"));
    if (program) return path.join(folder, program);
  }
  return undefined;
}

/**
 * Whether one process of the provider can serve a stack: it keeps one configuration, so the stack must have one provider block, and looks for
 * files in its own folder, so that there must be none beside the stack's JSON that it reads.
 */
export function hasOneProvider(stackFolder: string): boolean {
  const json = JSON.parse(fs.readFileSync(path.join(stackFolder, "cdk.tf.json"), "utf8")) as ProvidersJson;
  const blocks = Object.entries(json.provider ?? {});
  const files = json["//"]?.["groundplan:files"] ?? [];
  const reads = files.some((name) => /\.(zip|jar)$/.test(name));
  return !reads && blocks.length === 1 && blocks[0]?.[0] === "aws" && blocks[0][1].length === 1;
}

interface ProvidersJson {
  readonly "//"?: { readonly "groundplan:files"?: readonly string[] };
  readonly provider?: Readonly<Record<string, readonly object[]>>;
}
