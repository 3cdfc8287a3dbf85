import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../runner/project";
import { LOCK_FILE, ProviderLocks } from "../runner/terraform/provider-locks";
import { Terraform } from "../runner/terraform/terraform";
import { ProviderFront } from "./provider-front";
import { ProviderProcess, type ReattachEntry } from "./provider-process";
import { typesIn } from "./provider-schema";

/** Terraform without a provider holds a schema and a state: it need not look for garbage before it has come to 700 MB. */
const COLLECT_NOTHING = { GOGC: "off", GOMEMLIMIT: "700MiB" };

/**
 * The AWS provider as a process for many commands: its start costs more than most of what it is asked for. There are as many processes as
 * configurations that are used at once, such as those of the regions of one stack.
 */
export class LongLivedProvider {
  /** What stacks use, as far as it was told. */
  readonly #types: Set<string>;

  private constructor(
    private readonly source: string,
    private readonly entry: ReattachEntry,
    private readonly front: ProviderFront,
    private readonly processes: readonly ProviderProcess[],
    types: Set<string>,
  ) {
    this.#types = types;
  }

  /**
   * Starts the provider, or returns why that is not possible here; every command then starts its own.
   *
   * @param program from {@link findProvider}
   * @param env variables: the provider reads the endpoint, the region and the keys from its own, not from Terraform's
   * @param folder for its output
   */
  static async start(program: string, env: NodeJS.ProcessEnv, folder: string): Promise<LongLivedProvider | string> {
    const processes: ProviderProcess[] = [];
    const startOne = async () => {
      const output = path.join(folder, `provider-${processes.length + 1}.out`);
      const started = await ProviderProcess.start(program, env, output);
      if (typeof started !== "string") processes.push(started);
      return started;
    };
    const first = await startOne();
    if (typeof first === "string") return first;
    const [[source, entry] = []] = Object.entries(first.reattach);
    if (!source || !entry) return "it does not say where it listens";
    const types = new Set<string>();
    const startFurther = async () => {
      const further = await startOne();
      if (typeof further === "string") throw new Error(`a further provider does not start: ${further}`);
      return further.reattach[source] as ReattachEntry;
    };
    const front = await ProviderFront.listen(entry, startFurther, types);
    return new LongLivedProvider(source, entry, front, processes, types);
  }

  /**
   * Variables for Terraform, to take these processes for its provider.
   *
   * @param stackFolders the stacks that are in the folder where Terraform runs, one after the other: what is in none of them, and in none
   * that was told before, the provider does not know
   */
  variables(...stackFolders: readonly string[]): NodeJS.ProcessEnv {
    for (const type of stackFolders.flatMap(typesIn)) this.#types.add(type);
    const reattach = { [this.source]: { ...this.entry, Addr: this.front.address } };
    return { ...COLLECT_NOTHING, TF_REATTACH_PROVIDERS: JSON.stringify(reattach) };
  }

  async stop(): Promise<void> {
    this.front.close();
    await Promise.all(this.processes.map((process) => process.stop()));
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
