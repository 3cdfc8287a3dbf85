import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ownEnvironment } from "../runner/stacks/own-environment";
import { findTerraform } from "../runner/terraform/find-terraform";
import type { ProviderBlocks } from "../runner/terraform/provider-blocks";
import { readProviderBlocks } from "../runner/terraform/provider-schemas";
import { Terraform } from "../runner/terraform/terraform";

/** What `npm run provider-blocks` writes: the blocks of the types that the constructs use, for tests without Terraform. */
export const PROVIDER_BLOCKS_FILE = "__tests__/eject/golden/provider-blocks.json";

/** Folder of the version that the table is of. */
const LOCKED = "providers/aws-5";

/** The table as text, from what Terraform says of the locked version of the AWS provider. */
export async function providerBlocksTable(root: string, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-blocks-"));
  try {
    const required_providers = { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } };
    fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    fs.copyFileSync(path.join(root, LOCKED, ".terraform.lock.hcl"), path.join(folder, ".terraform.lock.hcl"));
    const own = ownEnvironment(env, os.homedir(), folder);
    const { program } = findTerraform(env);
    const terraformIn = (where: string) => new Terraform("provider-blocks", where, program, own);
    const { aws } = await readProviderBlocks(folder, path.join(folder, "kept"), terraformIn);
    return `${JSON.stringify(only(aws as ProviderBlocks, usedTypes(root)), undefined, 1)}\n`;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Types of the provider that are imported anywhere in the project. */
function usedTypes(root: string): ReadonlySet<string> {
  const folders = ["constructs", "stacks", "guardrails", "__tests__"];
  const files = folders.flatMap((folder) =>
    (fs.readdirSync(path.join(root, folder), { recursive: true }) as string[])
      .filter((name) => name.endsWith(".ts"))
      .map((name) => path.join(root, folder, name)),
  );
  const names = files.flatMap((file) =>
    [...fs.readFileSync(file, "utf8").matchAll(/@cdktf\/provider-aws\/lib\/(?:data-aws-)?([a-z0-9-]+)"/g)].map(
      ([, name = ""]) => `aws_${name.replace(/-/g, "_")}`,
    ),
  );
  return new Set(names);
}

/** The table with some types alone, and the shapes that these have. */
function only(blocks: ProviderBlocks, types: ReadonlySet<string>): ProviderBlocks {
  const numbers = new Map<number, number>();
  const shapes: Record<string, number>[] = [];
  const take = (number: number): number => {
    const known = numbers.get(number);
    if (known !== undefined) return known;
    const shape = Object.fromEntries(
      Object.entries(blocks.shapes[number] ?? {}).map(([name, inner]) => [name, take(inner)]),
    );
    const own = shapes.push(shape) - 1;
    numbers.set(number, own);
    return own;
  };
  const some = (kind: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(kind)
        .filter(([type]) => types.has(type))
        .map(([type, number]) => [type, take(number)]),
    );
  const provider = take(blocks.provider);
  return {
    shapes,
    provider,
    resources: some(blocks.resources),
    data: some(blocks.data),
    ephemeral: some(blocks.ephemeral),
  };
}

async function main(): Promise<void> {
  const root = path.resolve(__dirname, "../..");
  fs.writeFileSync(path.join(root, PROVIDER_BLOCKS_FILE), await providerBlocksTable(root, process.env));
  process.stdout.write(`${PROVIDER_BLOCKS_FILE} written\n`);
}

if (require.main === module) void main();
