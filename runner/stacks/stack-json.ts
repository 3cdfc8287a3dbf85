import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A stack as it was synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  readonly json: StackJson;
  /** Size of the file in bytes. */
  readonly bytes: number;
}

/** Blocks by type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The parts of a stack's Terraform JSON that the benchmark reads. */
export interface StackJson {
  readonly terraform?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly output?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Reads every stack of a folder that was synthesized to, by name. */
export function readStacks(outdir: string): SynthesizedStack[] {
  const folder = join(outdir, "stacks");
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const file = join(folder, name, "cdk.tf.json");
      return { name, json: JSON.parse(readFileSync(file, "utf8")), bytes: statSync(file).size };
    });
}

/** The number of resources of stacks. */
export function countResources(stacks: readonly SynthesizedStack[]): number {
  return stacks
    .flatMap(({ json }) => Object.values(json.resource ?? {}).map((byName) => Object.keys(byName).length))
    .reduce((a, b) => a + b, 0);
}

/** A block without cdktf's own comment, which names the construct path. */
export function withoutMetadata(block: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { "//": _, ...rest } = block;
  return rest;
}
