import * as fs from "node:fs";
import * as path from "node:path";

/** A stack as `cdktf synth` wrote it. */
export interface SynthesizedStack {
  readonly name: string;
  /** Environment that the stack belongs to, from the default tags of its provider. */
  readonly environment: string;
  /** Folder in which Terraform runs. */
  readonly folder: string;
  /** Names of the stacks that must be deployed before. */
  readonly dependencies: readonly string[];
  /**
   * Names of the stacks that it needed when it was last deployed. Those that it needs no longer may still be in use by what is deployed
   * of it.
   *
   * @default - nothing is remembered of it
   */
  readonly deployedAfter?: readonly string[];
  readonly account: string;
  readonly region: string;
  /** Providers that it has besides that of AWS: `helm`. */
  readonly otherProviders: readonly string[];
  /**
   * Whether the configuration no longer makes the stack: its folder holds what a destroy needs and nothing else.
   *
   * @default false
   */
  readonly isGone?: boolean;
}

/** Reads the stacks from a folder that synth wrote, in the order of its manifest. */
export function readStacks(outdir: string): SynthesizedStack[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(outdir, "manifest.json"), "utf8")) as {
    stacks: Record<string, { name: string; workingDirectory: string; dependencies: string[] }>;
  };
  return Object.values(manifest.stacks).map(({ name, workingDirectory, dependencies }) =>
    stackIn(path.join(outdir, workingDirectory), name, dependencies),
  );
}

/**
 * Reads a stack from its folder.
 *
 * @throws Error if its provider could reach any account
 */
export function stackIn(folder: string, name: string, dependencies: readonly string[]): SynthesizedStack {
  const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as SynthesizedJson;
  const provider = json.provider?.aws?.[0];
  const account = provider?.allowed_account_ids?.[0];
  const environment = provider?.default_tags?.[0]?.tags?.Environment;
  if (!account || !provider?.region || !environment) {
    throw new Error(`${name}: the stack's AWS provider lacks the account, the region or the tag Environment.`);
  }
  const otherProviders = Object.keys(json.provider ?? {}).filter((key) => key !== "aws");
  return { name, environment, folder, dependencies, account, region: provider.region, otherProviders };
}

/** The parts of a synthesized stack that are read here. */
interface SynthesizedJson {
  readonly provider?: Readonly<Record<string, unknown>> & {
    readonly aws?: readonly {
      readonly region?: string;
      readonly allowed_account_ids?: readonly string[];
      readonly default_tags?: readonly { readonly tags?: Readonly<Record<string, string>> }[];
    }[];
  };
}
