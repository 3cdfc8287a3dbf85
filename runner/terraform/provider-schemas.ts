import * as fs from "node:fs";
import * as path from "node:path";
import { blocksOf, NO_BLOCKS, type ProviderBlocks, type ProviderSchema } from "./provider-blocks";
import { LOCK_FILE, type LockedProvider, readLockFile } from "./provider-locks";
import type { Terraform } from "./terraform";

/** A provider that a stack needs. */
interface Required {
  /** Its name in the stack. */
  readonly name: string;
  /** `hashicorp/aws`, without the registry: Terraform and OpenTofu have different ones for it. */
  readonly source: string;
  readonly version?: string;
}

type ByName<T> = Readonly<Record<string, T>>;

interface StackJson {
  readonly terraform?: {
    readonly required_providers?: ByName<{ readonly source?: string; readonly version?: string }>;
  };
  readonly provider?: ByName<unknown>;
  readonly resource?: ByName<unknown>;
  readonly data?: ByName<unknown>;
}

/** The provider that Terraform has itself. */
const BUILT_IN = "terraform";

/**
 * Which keys of a stack's providers are blocks, by the name of each provider in the stack. Terraform is asked once for each version of a
 * provider, without a backend and without credentials; what it says is kept.
 *
 * @param folder folder of the stack
 * @param kept folder that answers are kept in
 * @param terraformIn Terraform in a folder
 * @throws TerraformError if a provider cannot be had
 */
export async function readProviderBlocks(
  folder: string,
  kept: string,
  terraformIn: (folder: string) => Terraform,
): Promise<Readonly<Record<string, ProviderBlocks>>> {
  const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as StackJson;
  const required = requiredBy(json);
  const locks = locksIn(folder);
  const known = required.map((one) => readKept(kept, one, locks));
  const asked = known.includes(undefined) ? await ask(required, path.join(folder, LOCK_FILE), kept, terraformIn) : {};
  return Object.fromEntries(required.map(({ name }, index) => [name, known[index] ?? asked[name] ?? NO_BLOCKS]));
}

/** Providers that a stack names, and those that its types are named after. */
function requiredBy({ terraform, provider, resource, data }: StackJson): Required[] {
  const named = terraform?.required_providers ?? {};
  const types = [resource, data].flatMap((kind) => Object.keys(kind ?? {})).map((type) => type.split("_")[0] ?? "");
  const names = new Set([...Object.keys(named), ...Object.keys(provider ?? {}), ...types]);
  return [...names]
    .filter((name) => name !== BUILT_IN && name !== "//")
    .map((name) => {
      const { source, version } = named[name] ?? {};
      return { name, source: (source ?? `hashicorp/${name}`).split("/").slice(-2).join("/"), version };
    });
}

async function ask(
  required: readonly Required[],
  lock: string,
  kept: string,
  terraformIn: (folder: string) => Terraform,
): Promise<Readonly<Record<string, ProviderBlocks>>> {
  fs.mkdirSync(kept, { recursive: true });
  const folder = fs.mkdtempSync(path.join(kept, "ask-"));
  try {
    const providers = Object.fromEntries(required.map(({ name, source, version }) => [name, { source, version }]));
    fs.writeFileSync(
      path.join(folder, "providers.tf.json"),
      JSON.stringify({ terraform: { required_providers: providers } }),
    );
    if (fs.existsSync(lock)) fs.copyFileSync(lock, path.join(folder, LOCK_FILE));
    const terraform = terraformIn(folder);
    await terraform.init(["-backend=false"]);
    const { stdout } = await terraform.run("providers schema", ["schema", "-json"], [0], "providers");
    const { provider_schemas: schemas = {} } = JSON.parse(stdout) as {
      readonly provider_schemas?: Readonly<Record<string, ProviderSchema>>;
    };
    const locks = locksIn(folder);
    return Object.fromEntries(
      required.map((one) => {
        const [, schema = {}] = Object.entries(schemas).find(([address]) => isOf(address, one)) ?? [];
        const blocks = blocksOf(schema);
        keep(kept, one, locks, blocks);
        return [one.name, blocks];
      }),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function locksIn(folder: string): LockedProvider[] {
  const file = path.join(folder, LOCK_FILE);
  return fs.existsSync(file) ? readLockFile(fs.readFileSync(file, "utf8")) : [];
}

function isOf(address: string, { source }: Required): boolean {
  return address === source || address.endsWith(`/${source}`);
}

/** File of a provider in its locked version; undefined where no version is locked. */
function fileOf(kept: string, required: Required, locks: readonly LockedProvider[]): string | undefined {
  const version = locks.find(({ address }) => isOf(address, required))?.version;
  return version === undefined ? undefined : path.join(kept, `${required.source.replace("/", "-")}-${version}.json`);
}

function readKept(kept: string, required: Required, locks: readonly LockedProvider[]): ProviderBlocks | undefined {
  const file = fileOf(kept, required, locks);
  if (file === undefined || !fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8")) as ProviderBlocks;
}

function keep(kept: string, required: Required, locks: readonly LockedProvider[], blocks: ProviderBlocks): void {
  const file = fileOf(kept, required, locks);
  if (file === undefined) return;
  // Written beside and renamed: what is there is whole.
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, JSON.stringify(blocks));
  fs.renameSync(beside, file);
}
