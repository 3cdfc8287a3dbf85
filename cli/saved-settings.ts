import type { GoneStack } from "../review/findings/gone-stacks";
import { readSettings, type SavedSettings } from "../review/gates/settings";
import { managedResources } from "../runner/session";
import { TerraformError } from "../runner/terraform/terraform-error";
import type { Run } from "./run-context";

/**
 * What reviews of the plans of a run are told besides the plans: the settings of its environments, and the stacks that are deployed and no
 * longer made. These are in no plan, whatever is selected, so they are told with every plan of their environment, and with every plan at
 * all where the environment has no file any more.
 *
 * @param looksAtStates whether what these stacks hold is read from their states
 */
export async function settingsOfRun(
  { environments, memory, outdir, session }: Run,
  looksAtStates: boolean,
): Promise<SavedSettings> {
  const synthesized = session.options.stacks.filter(({ isGone }) => !isGone).map(({ name }) => name);
  const gone = memory
    .deployedAndGone(environments, synthesized)
    .map(async ({ name, environment }): Promise<GoneStack> => {
      const holds = looksAtStates ? await holdsOf(session, name) : undefined;
      return { stack: name, environment, ...(holds ? { holds } : {}), place: memory.fileOf(environment) };
    });
  const withoutFile = memory.deployedWithoutFile().map(({ name, environment }) => ({ stack: name, environment }));
  return {
    environments: environments.flatMap((environment) => readSettings(outdir, environment) ?? []),
    gone: [...(await Promise.all(gone)), ...withoutFile],
  };
}

/** Numbers of resources by type; nothing where the state cannot be read, since the plans can be reviewed without it. */
async function holdsOf(session: Run["session"], name: string): Promise<GoneStack["holds"]> {
  try {
    const state = await session.state(name);
    const counts = new Map<string, number>();
    for (const { type, instances } of state ? managedResources(state) : []) {
      counts.set(type, (counts.get(type) ?? 0) + instances.length);
    }
    return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch (error) {
    if (error instanceof TerraformError) return undefined;
    throw error;
  }
}
