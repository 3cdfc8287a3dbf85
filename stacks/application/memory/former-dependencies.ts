import { readMemory } from "../../../memory/files";
import type { EnvironmentSpec } from "../environment-spec";
import type { SynthesizedStack } from "../synthesize";

/** What {@link formerDependencies} looks at. */
export interface SynthesizedDependencies {
  readonly environments: readonly Pick<EnvironmentSpec, "environment">[];
  readonly stacks: readonly Pick<SynthesizedStack, "name" | "dependencies">[];
  /** Folder of the configuration. */
  readonly folder: string;
}

/**
 * Says which stacks no longer stand on others that they are remembered to be deployed on. The manifest, by which `cdktf deploy` goes, knows
 * nothing of that: the other way round in it would be wrong for a destroy.
 *
 * @throws GroundplanError if a memory cannot be read
 */
export function formerDependencies({ environments, stacks, folder }: SynthesizedDependencies): string[] {
  const deployed = new Map(
    environments.flatMap(({ environment }) => Object.entries(readMemory(folder, environment.name)?.stacks ?? {})),
  );
  return stacks.flatMap(({ name, dependencies }) => {
    const left = (deployed.get(name)?.dependencies ?? []).filter((producer) => !dependencies.includes(producer));
    if (left.length === 0) return [];
    return [
      `${name} no longer stands on ${left.join(" and ")}, as it did when it was last deployed, and is to be applied before anything is taken ` +
        `away there: \`npx groundplan deploy\` does so; with cdktf, apply it by itself first: ` +
        `\`npx cdktf deploy ${name} --ignore-missing-stack-dependencies\``,
    ];
  });
}
