import * as os from "node:os";
import { tail } from "../../emulator/server";
import { Pool } from "../../runner/schedule";
import type { StepTime } from "../../runner/terraform";
import { timingTable } from "../../runner/timings";
import { createWorkspace, lifecycleOf, removeWorkspace, startEmulator, type Workspace } from "./harness";

/**
 * Every stack of every environment, with the real Terraform and the real AWS provider, on an emulator of the environment's
 * own: the shipped environments, and those in `variants`, which use what the shipped ones leave out. New stacks are covered
 * without a change here: they are read from what synth wrote.
 */
const workspaces = [createWorkspace(), createWorkspace({ GROUNDPLAN_CONFIG: "__tests__/e2e/variants" })];
const environments = workspaces.flatMap((workspace) => workspace.environments.map((name) => ({ workspace, name })));
/** Most of the time is waiting, so twice as many stacks as cores; each needs somewhat more than 1 GB. */
const pool = new Pool(Math.max(1, Math.min(2 * os.availableParallelism(), Math.floor(os.totalmem() / 1.5e9))));
const times: StepTime[] = [];

async function deployAndDestroy(workspace: Workspace, environment: string): Promise<string[]> {
  const emulator = await startEmulator(workspace, environment);
  const lifecycle = lifecycleOf(workspace, environment, emulator, pool);
  try {
    await lifecycle.deploy();
    await lifecycle.destroy();
    return await emulator.resources();
  } catch (error) {
    const unanswered = await emulator.errors().catch(() => [tail(emulator.logFile)]);
    const hint = unanswered.length > 0 ? `\n\nThe emulator could not answer:\n${unanswered.join("\n")}` : "";
    throw new Error(`${error instanceof Error ? error.message : error}${hint}`, { cause: error });
  } finally {
    times.push(...lifecycle.times);
    await emulator.stop();
  }
}

describe("every stack is deployed, shows no difference on the next plan, and is destroyed without leftovers", () => {
  const runs = new Map<string, Promise<string[]>>();

  beforeAll(() => {
    // All environments start at once; each test waits for its own, and an early failure is kept for its test.
    for (const { workspace, name } of environments) {
      const run = deployAndDestroy(workspace, name);
      run.catch(() => undefined);
      runs.set(name, run);
    }
  });

  afterAll(() => {
    const leftOut = workspaces.flatMap((workspace) => workspace.leftOut);
    const lines = leftOut.map(({ name, reason }) => `${name} was left out: ${reason}.\n`);
    process.stdout.write(`\n${timingTable(times)}\n${lines.join("")}`);
    for (const workspace of workspaces) removeWorkspace(workspace);
  });

  test.each(environments)("$name", async ({ name }) => {
    expect(await runs.get(name)).toEqual([]);
  });
});

test("nothing is left out but what is installed in clusters", () => {
  const names = workspaces.flatMap(({ leftOut }) => leftOut.map(({ name }) => name));
  expect(names.filter((name) => !name.endsWith("-eks-addons"))).toEqual([]);
});

test("there is at least one stack for each of the three environments", () => {
  const names = environments.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["sandbox", "staging", "production"]));
});
