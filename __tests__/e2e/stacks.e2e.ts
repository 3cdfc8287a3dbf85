import { join } from "node:path";
import type { Lifecycle, LifecycleOptions } from "../../emulator/lifecycle";
import { tail } from "../../emulator/server";
import { timingTable } from "../../runner/progress/timings";
import { Pool } from "../../runner/stacks/schedule";
import type { StepTime } from "../../runner/terraform/terraform";
import { Progress } from "./progress/progress";
import { expectEmptyEject } from "./support/ejected";
import {
  createWorkspace,
  lifecycleOf,
  providerProgram,
  removeWorkspace,
  startEmulator,
  type Workspace,
} from "./support/harness";

/**
 * Every stack of every environment, with the real Terraform and the real AWS provider, on an emulator of the environment's
 * own: the shipped environments, and those in `variants`, which use what the shipped ones leave out. New stacks are covered
 * without a change here: they are read from what synth wrote.
 *
 * All environments start at once, and stacks that do not depend on each other run side by side; a test waits for one stack.
 */
const workspaces = [createWorkspace(), createWorkspace({ GROUNDPLAN_CONFIG: "__tests__/e2e/variants" })] as const;
const environments = workspaces.flatMap((workspace) =>
  workspace.environments.map((name) => ({
    workspace,
    name,
    stacks: workspace.stacks.filter(({ environment }) => environment === name).map((stack) => stack.name),
  })),
);
/** As many stacks at once as the configuration of jest says. */
const pool = new Pool((globalThis as unknown as { readonly STACKS: number }).STACKS);
const progress = new Progress();
const times: StepTime[] = [];

/** An environment that is being deployed and destroyed. */
interface Run {
  readonly lifecycle: Promise<Lifecycle>;
  /** What is left in the emulator at the end. */
  readonly left: Promise<readonly string[]>;
}
const runs = new Map<string, Run>();

function startRun(workspace: Workspace, environment: string, provider: string | undefined): Run {
  const emulator = startEmulator(workspace, environment);
  const onStep: LifecycleOptions["onStep"] = (stack, step, run) => progress.step(stack, step, run);
  const onDeployed: LifecycleOptions["onDeployed"] = (stack, env) =>
    expectEmptyEject(stack, { program: workspace.tools.terraform, env }, join(workspace.folder, "ejected"));
  const lifecycle = emulator.then((started) =>
    lifecycleOf(workspace, environment, started, { pool, onStep, onDeployed, provider }),
  );
  const left = Promise.all([emulator, lifecycle]).then(async ([started, made]) => {
    try {
      await made.deploy();
      await made.destroy();
      return await started.resources();
    } catch (error) {
      const unanswered = await started.errors().catch(() => [tail(started.logFile)]);
      const hint = unanswered.length > 0 ? `\n\nThe emulator could not answer:\n${unanswered.join("\n")}` : "";
      throw new Error(`${error instanceof Error ? error.message : error}${hint}`, { cause: error });
    } finally {
      times.push(...made.times);
      await started.stop();
    }
  });
  // A failure is kept for the tests that wait for it.
  for (const promise of [lifecycle, left]) promise.catch(() => undefined);
  return { lifecycle, left };
}

function runOf(environment: string): Run {
  const run = runs.get(environment);
  if (!run) throw new Error(`${environment} was not started.`);
  return run;
}

beforeAll(async () => {
  const provider = await providerProgram(workspaces[0]);
  for (const { workspace, name } of environments) runs.set(name, startRun(workspace, name, provider));
});

afterAll(async () => {
  await Promise.allSettled([...runs.values()].map(({ left }) => left));
  progress.end();
  const leftOut = workspaces.flatMap((workspace) => workspace.leftOut);
  const lines = leftOut.map(({ name, reason }) => `${name} was left out: ${reason}.\n`);
  process.stdout.write(`\n${timingTable(times)}\n${lines.join("")}`);
  for (const workspace of workspaces) removeWorkspace(workspace);
});

describe.each(environments)("$name", ({ name, stacks }) => {
  test.each(stacks)(
    "%s is deployed, and its next plan is empty, as is that of the HCL that it is ejected to",
    async (stack) => {
      await (await runOf(name).lifecycle).deployed(stack);
    },
  );

  test.each(stacks)("%s is destroyed", async (stack) => {
    await (await runOf(name).lifecycle).destroyed(stack);
  });

  test("nothing of it is left in the emulator", async () => {
    expect(await runOf(name).left).toEqual([]);
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
