import * as os from "node:os";
import { Pool } from "../../emulator/lifecycle";
import { tail } from "../../emulator/server";
import type { StepTime } from "../../emulator/terraform";
import { timingTable } from "../../emulator/timings";
import { createWorkspace, lifecycleOf, removeWorkspace, startEmulator } from "./harness";

/**
 * Every stack of every environment, with the real Terraform and the real AWS provider, on an emulator of the environment's
 * own. New stacks are covered without a change here: they are read from what synth wrote.
 */
const workspace = createWorkspace();
/** Most of the time is waiting, so twice as many stacks as cores; each needs somewhat more than 1 GB. */
const pool = new Pool(Math.max(1, Math.min(2 * os.availableParallelism(), Math.floor(os.totalmem() / 1.5e9))));
const times: StepTime[] = [];

async function deployAndDestroy(environment: string): Promise<string[]> {
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
    for (const environment of workspace.environments) {
      const run = deployAndDestroy(environment);
      run.catch(() => undefined);
      runs.set(environment, run);
    }
  });

  afterAll(() => {
    process.stdout.write(`\n${timingTable(times)}\n`);
    removeWorkspace(workspace);
  });

  test.each(workspace.environments)("%s", async (environment) => {
    expect(await runs.get(environment)).toEqual([]);
  });
});

test("there is at least one stack for each of the three environments", () => {
  expect(workspace.environments).toEqual(expect.arrayContaining(["sandbox", "staging", "production"]));
});
