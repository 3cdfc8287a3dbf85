import * as fs from "node:fs";
import * as path from "node:path";
import { expectEmptyPlan } from "../../emulator/lifecycle";
import type { Emulator } from "../../emulator/server";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import {
  createWorkspace,
  removeWorkspace,
  stackOf,
  startEmulator,
  terraformAt,
  until,
  type Workspace,
} from "./support/harness";
import { BreakableProxy } from "./support/proxy";

/** Applies against an emulator that breaks: in the middle, in single answers, and at an operation that it does not have. */
function testNetwork(name: string, run: (workspace: Workspace, stack: SynthesizedStack) => Promise<void>): void {
  // Each has a workspace and an emulator of its own and mostly waits, so they run side by side.
  test.concurrent(name, async () => {
    const workspace = createWorkspace({ GROUNDPLAN_ENV: "sandbox" });
    try {
      await run(workspace, stackOf(workspace, "sandbox", "network"));
    } finally {
      removeWorkspace(workspace);
    }
  });
}

/**
 * Lets the provider of a stack give up after two attempts. It would otherwise try for minutes before it fails, as it does on AWS,
 * and these tests are about what comes after.
 */
function giveUpSoon(folder: string): void {
  const override = { provider: { aws: { max_retries: 2 } } };
  fs.writeFileSync(path.join(folder, "retries_override.tf.json"), JSON.stringify(override));
}

/** Waits until the apply has made the VPC and begun with its subnets; routes and gateways are still to come. */
async function untilInTheMiddle(emulator: Emulator): Promise<void> {
  await until("The creation of the first subnet", 120, async () =>
    (await emulator.resources()).some((resource) => resource.includes("/subnets/")),
  );
}

/**
 * Waits until the apply does nothing but wait for its NAT gateway. A creation whose answer gets lost would leave what no state knows,
 * and AWS then refuses a second one of the same range or number: what to do about that is another matter (docs/guide/recovery.md).
 */
async function untilItWaits(emulator: Emulator): Promise<void> {
  let before = "";
  let since = Date.now();
  await until("The wait for the NAT gateway", 240, async () => {
    const now = (await emulator.resources()).join("\n");
    if (now !== before) since = Date.now();
    before = now;
    return now.includes("/nat_gateways/") && Date.now() - since > 2000;
  });
}

testNetwork(
  "the emulator is killed in the middle of an apply, and a second apply converges",
  async (workspace, stack) => {
    giveUpSoon(stack.folder);
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
  },
);

testNetwork(
  "the way to the emulator breaks in the middle of an apply, and a second apply makes only what is missing",
  async (workspace, stack) => {
    giveUpSoon(stack.folder);
    const emulator = await startEmulator(workspace, "cut");
    const proxy = new BreakableProxy(emulator.port);
    await proxy.listen();
    try {
      const terraform = terraformAt(workspace, stack, proxy.url);
      await terraform.init();
      // So it waits for the NAT gateway as long as this test wants.
      proxy.leaveUnanswered(/Action=DescribeNatGateways/);
      const apply = terraform.apply("broken apply");
      const failure = expect(apply).rejects.toThrow("terraform broken apply ended with exit code 1");
      await untilItWaits(emulator);
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
  },
);

testNetwork("answers that break off fail no deploy: the requests are repeated", async (workspace, stack) => {
  const emulator = await startEmulator(workspace, "answers");
  const proxy = new BreakableProxy(emulator.port);
  await proxy.listen();
  try {
    const terraform = terraformAt(workspace, stack, proxy.url);
    await terraform.init();
    // What is made, read, changed and taken away. What is made must not be made twice: the second one would be left over.
    const made = [/Action=CreateVpc&/, /Action=CreateSubnet&/, /Action=CreateRoute&/];
    proxy.loseAnswers([...made, /Action=RevokeSecurityGroupEgress/, /Action=DescribeSubnets/, /Action=ModifyVpc/]);
    await terraform.apply();
    expect(proxy.answersToLose).toEqual([]);
    await expectEmptyPlan(terraform);
    proxy.loseAnswers([/Action=DeleteSubnet/, /Action=DeleteVpc&/]);
    await terraform.destroy();
    expect(proxy.answersToLose).toEqual([]);
    expect(await emulator.resources()).toEqual([]);
  } finally {
    await proxy.close();
    await emulator.stop();
  }
});

testNetwork("an operation that the emulator lacks is refused by name, and asked for once", async (workspace, stack) => {
  const emulator = await startEmulator(workspace, "lacking");
  const folder = path.join(workspace.folder, "lacking-stack");
  fs.mkdirSync(folder);
  const { provider } = JSON.parse(fs.readFileSync(path.join(stack.folder, "cdk.tf.json"), "utf8"));
  const resource = { aws_vpc_ipam: { main: { operating_regions: [{ region_name: stack.region }] } } };
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ provider, resource }));
  try {
    const terraform = terraformAt(workspace, stack, emulator.url, folder);
    await terraform.init();
    await expect(terraform.apply()).rejects.toThrow("The emulator cannot answer CreateIpam of ec2");
    expect(await emulator.errors()).toEqual([expect.stringContaining("The emulator cannot answer CreateIpam of ec2")]);
  } finally {
    await emulator.stop();
  }
});
