import { expectEmptyPlan } from "../../emulator/lifecycle";
import type { Emulator } from "../../emulator/server";
import type { SynthesizedStack } from "../../runner/stacks";
import {
  createWorkspace,
  removeWorkspace,
  stackOf,
  startEmulator,
  terraformAt,
  until,
  type Workspace,
} from "./harness";
import { BreakableProxy } from "./proxy";

/** An apply of the sandbox's network that is broken off in the middle, in two ways. */
let workspace: Workspace;
let stack: SynthesizedStack;

beforeEach(() => {
  workspace = createWorkspace({ GROUNDPLAN_ENV: "sandbox" });
  stack = stackOf(workspace, "sandbox", "network");
});

afterEach(() => removeWorkspace(workspace));

/** Waits until the apply has made the VPC and begun with its subnets; routes and gateways are still to come. */
async function untilInTheMiddle(emulator: Emulator): Promise<void> {
  await until("The creation of the first subnet", 120, async () =>
    (await emulator.resources()).some((resource) => resource.includes("/subnets/")),
  );
}

test("the emulator is killed in the middle of an apply, and a second apply converges", async () => {
  const first = await startEmulator(workspace, "killed");
  const terraform = terraformAt(workspace, stack, first.url);
  await terraform.init();
  const apply = terraform.apply("broken apply");
  const failure = expect(apply).rejects.toThrow("terraform broken apply ended with exit code 1");
  await untilInTheMiddle(first);
  await first.kill();
  await failure;

  // The new emulator is empty, so what the state names is gone: Terraform must find that out and make all of it again.
  const second = await startEmulator(workspace, "killed", first.port);
  try {
    await terraform.apply("second apply");
    await expectEmptyPlan(terraform);
    await terraform.destroy();
    expect(await second.resources()).toEqual([]);
  } finally {
    await second.stop();
  }
});

test("the way to the emulator breaks in the middle of an apply, and a second apply makes only what is missing", async () => {
  const emulator = await startEmulator(workspace, "cut");
  const proxy = new BreakableProxy(emulator.port);
  await proxy.listen();
  try {
    const terraform = terraformAt(workspace, stack, proxy.url);
    await terraform.init();
    const apply = terraform.apply("broken apply");
    const failure = expect(apply).rejects.toThrow("terraform broken apply ended with exit code 1");
    await untilInTheMiddle(emulator);
    proxy.break();
    await failure;
    const survivors = await terraform.resourceIds();
    expect(Object.keys(survivors).length).toBeGreaterThan(0);

    await proxy.listen();
    await terraform.apply("second apply");
    await expectEmptyPlan(terraform);
    expect(await terraform.resourceIds()).toMatchObject(survivors);
    await terraform.destroy();
    expect(await emulator.resources()).toEqual([]);
  } finally {
    await proxy.close();
    await emulator.stop();
  }
});
