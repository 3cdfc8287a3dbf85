import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCandidate, readMemory, rememberedEnvironments } from "../../../memory/files";
import { goneSuccessor, renameCommand } from "../../../memory/ledger";
import type { EnvironmentSpec } from "../environment-spec";

/** What {@link goneStacks} looks at. */
export interface SynthesizedNames {
  readonly environments: readonly Pick<EnvironmentSpec, "environment" | "remembered">[];
  /** Full names of the stacks that were synthesized. */
  readonly synthesized: readonly string[];
  /** Full names of the stacks that were left out on purpose. */
  readonly leftOut: readonly string[];
  /** Folder of the configuration. */
  readonly folder: string;
  /** Folder that synth wrote to. */
  readonly outdir: string;
}

/**
 * Says which stacks the configuration no longer makes although they are remembered as deployed, and how to destroy them. Without a
 * memory it says the same of what an earlier synth made. Environments that were not asked for are not gone, those without a file are.
 */
export function goneStacks(names: SynthesizedNames): string[] {
  const { environments, folder } = names;
  const known = environments.flatMap((spec) => (spec.remembered ? remembered(names, spec) : last(names, spec)));
  const deleted = rememberedEnvironments(folder).filter((name) => !existsSync(join(folder, `${name}.yaml`)));
  return [...known, ...deleted.flatMap((environment) => withoutFile(folder, environment))];
}

function remembered(
  { synthesized, leftOut, folder, outdir }: SynthesizedNames,
  { environment, remembered: known = {} }: Pick<EnvironmentSpec, "environment" | "remembered">,
): string[] {
  const gone = Object.keys(known).filter((name) => !synthesized.includes(name) && !leftOut.includes(name));
  return gone.map((name) => {
    const successor = goneSuccessor(folder, outdir, environment.name, name);
    const said = `${name} is remembered as deployed, and the configuration no longer makes it. `;
    return successor
      ? `${said}${successor} makes what it has made: \`${renameCommand(environment.name, name, successor)}\` moves its state there; ` +
          `only if that is something else, \`npx groundplan destroy ${name}\` destroys it`
      : `${said}It goes on costing what it costs: \`npx groundplan destroy ${name}\` destroys it`;
  });
}

function last({ outdir }: SynthesizedNames, { environment }: Pick<EnvironmentSpec, "environment">): string[] {
  return Object.keys(readCandidate(outdir, environment.name)?.gone ?? {}).map(
    (name) =>
      `${name} was synthesized before, and the configuration no longer makes it. If it is deployed, ` +
      `\`npx groundplan destroy ${name}\` destroys it; if not, \`npx groundplan accept ${environment.name} --forget ${name}\``,
  );
}

function withoutFile(folder: string, environment: string): string[] {
  const stacks = Object.keys(readMemory(folder, environment)?.stacks ?? {});
  return [
    `${environment} has no file ${environment}.yaml any more, and ${stacks.join(", ")} are remembered as deployed: ` +
      `\`npx groundplan destroy '${environment}-*'\` destroys them`,
  ];
}
