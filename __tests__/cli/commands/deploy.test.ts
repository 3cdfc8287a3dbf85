import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { stable, terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

/** The commands that Terraform was called with, `<stack> <command>`. */
function commands(calls: readonly string[]): string[] {
  return calls.map((call) => call.split(" ").slice(0, 2).join(" ").replace(":", ""));
}

test("deploys all stacks that match in order, and ends with a table and the outputs", async () => {
  const { run, calls } = terraformProject();
  const { exitCode, out, asked } = await run("deploy dev-* --auto-approve --jobs 1");
  expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: [] });
  expect(stable(out.slice(out.indexOf("\nstack")))).toMatchInlineSnapshot(`
    "
    stack        result   added  changed  destroyed  seconds  log
    dev-network  applied      1        0          0  N  .groundplan/logs/dev-network/TIME-deploy.log
    dev-access   applied      1        0          0  N  .groundplan/logs/dev-access/TIME-deploy.log
    dev-edge     applied      1        0          0  N  .groundplan/logs/dev-edge/TIME-deploy.log

    dev-network:
      cidr = 10.0.0.0/16
      key = (sensitive)

    dev-access:
      cidr = 10.0.0.0/16
      key = (sensitive)

    dev-edge:
      cidr = 10.0.0.0/16
      key = (sensitive)
    "
  `);
  expect(commands(calls()).filter((call) => call.endsWith("apply"))[0]).toBe("dev-network apply");
});

test("asks once, with what it would do, and does nothing without a yes", async () => {
  const { run, calls } = terraformProject();
  const { exitCode, out, asked } = await run("deploy dev-*", {}, "no");
  expect(exitCode).toBe(1);
  expect(asked).toEqual(["Deploy this? Only `yes` is taken as one: "]);
  expect(out).toContain("dev-network  1 to add\n");
  expect(out).toContain("dev-access   1 to add (planned with mock values of dev-network)");
  expect(out).toContain("Nothing was changed.\n");
  expect(commands(calls()).filter((call) => call.endsWith("apply"))).toEqual([]);
});

test("deploys after a yes", async () => {
  const { run } = terraformProject();
  const { exitCode, asked } = await run("deploy dev-*", {}, "yes");
  expect({ exitCode, asked: asked.length }).toEqual({ exitCode: 0, asked: 1 });
});

test("asks nothing when nothing changes", async () => {
  const { run } = terraformProject();
  await run("deploy dev-* --auto-approve --jobs 1");
  const { exitCode, asked } = await run("deploy dev-*", {}, "yes");
  expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: [] });
});

test.each(["deploy", "destroy"])(
  "%s without a terminal and without --auto-approve is refused before anything",
  async (command) => {
    const { run, calls } = terraformProject();
    const { exitCode, err } = await run(`${command} dev-*`);
    expect(exitCode).toBe(1);
    expect(err).toContain("There is no terminal, so nobody can be asked whether this is wanted. [APPROVAL_NEEDED]");
    expect(calls()).toEqual([]);
  },
);

test("a stack whose producer is neither deployed nor selected is refused, with the command that works", async () => {
  const { run } = terraformProject();
  const { exitCode, err } = await run("deploy dev-edge --auto-approve");
  expect(exitCode).toBe(1);
  expect(
    err,
  ).toBe(`warning: dev-edge: the account 111111111111 is a placeholder of the shipped configuration or of a document; replace what is yours
1 problem found; nothing was written or called.

1. The stack needs what another stack does not give yet, and that one is not part of this run. [PRODUCER_NOT_DEPLOYED]
   at:       dev-edge
   found:    dev-network not deployed
   expected: what it needs deployed before it, or with it
   fix:      npx groundplan deploy dev-network dev-edge
`);
  expect((await run("deploy dev-network dev-edge --auto-approve")).exitCode).toBe(0);
});

test("after an interrupt what runs is finished, nothing further starts, and the table says so", async () => {
  const { root, run, calls } = terraformProject();
  const { exitCode, out } = await run("deploy dev-* --auto-approve", { INTERRUPT: join(root, "interrupt") });
  expect(exitCode).toBe(130);
  expect(out).toContain("Interrupted. Waiting until 1 process finished and unlocked.\n");
  expect(stable(out.slice(out.indexOf("\nstack")))).toMatchInlineSnapshot(`
    "
    stack        result       added  changed  destroyed  seconds  log
    dev-network  interrupted      0        0          0  N  .groundplan/logs/dev-network/TIME-deploy.log
    dev-access   not started      0        0          0  N
    dev-edge     not started      0        0          0  N

    Go on with:
      npx groundplan deploy 'dev-*'
    "
  `);
  expect(commands(calls()).filter((call) => call.endsWith("apply"))).toEqual(["dev-network apply"]);
});

test("applies saved plans, and names the plan that is needed for the rest", async () => {
  const { run, calls } = terraformProject();
  await run("plan dev-* --out plans");
  calls();
  const { exitCode, out } = await run("deploy --plan plans --auto-approve");
  expect(exitCode).toBe(2);
  expect(out).toContain("dev-access is left: it was planned with mock values of dev-network.\n");
  expect(out).toContain("npx groundplan plan --out plans-2 dev-access dev-edge\n");
  expect(calls().filter((call) => call.includes(" apply "))).toEqual([
    expect.stringMatching(/^dev-network: apply -json -input=false \S+\/plans\/dev-network\.tfplan$/),
  ]);
  await run("plan --out plans-2 dev-access dev-edge");
  expect((await run("deploy --plan plans-2 --auto-approve")).exitCode).toBe(0);
});

test("a folder without saved plans is told", async () => {
  const { run } = terraformProject();
  const { exitCode, err } = await run("deploy --plan nowhere --auto-approve");
  expect(exitCode).toBe(1);
  expect(err).toContain("The folder holds no saved plans that this version reads. [PLANS_MISSING]");
});

test("plans with mock values hold back no plan that needs none of them", async () => {
  const { run, calls } = terraformProject();
  await run("plan dev-access dev-network dev-eu-network --out plans");
  calls();
  const { exitCode, out } = await run("deploy --plan plans --auto-approve --jobs 1");
  expect(exitCode).toBe(2);
  expect(out).toMatch(/^dev-access +not started/m);
  expect(out).toContain("Plan what is left for a second review:\n  npx groundplan plan --out plans-2 dev-access\n");
  const applied = calls().flatMap((call) => /^([\w-]+): apply /.exec(call)?.[1] ?? []);
  expect(applied.sort()).toEqual(["dev-eu-network", "dev-network"]);
});

test("neither patterns nor saved plans is an error, since 2 means stacks that are left without a plan", async () => {
  const { run } = terraformProject();
  const { exitCode, err } = await run("deploy --auto-approve");
  expect(exitCode).toBe(1);
  expect(err).toContain("error: missing required argument");
});

describe("a stack that is gone from the configuration", () => {
  const without = { STACKS: "network,access" };

  test("is not forgotten: a deploy of what it belongs to is refused until it is destroyed", async () => {
    const { root, run, calls } = terraformProject();
    await run("deploy dev-* --auto-approve");
    calls();
    const { exitCode, err } = await run("deploy dev-* --auto-approve", without);
    expect(exitCode).toBe(1);
    expect(err).toBe(`1 problem found; nothing was written or called.

1. The stack is deployed, and the configuration no longer makes it. [STACK_GONE]
   at:       dev-edge
   found:    nothing in the configuration
   expected: a stack that was deployed to be destroyed before it is forgotten
   fix:      destroy it: npx groundplan destroy dev-edge; or leave it running and forget it: add --forget dev-edge
`);
    expect(calls()).toEqual([]);

    expect((await run("destroy dev-edge --auto-approve", without)).exitCode).toBe(0);
    expect(existsSync(join(root, "cdktf.out/stacks/dev-edge/cdk.tf.json"))).toBe(false);
    expect((await run("deploy dev-* --auto-approve", without)).exitCode).toBe(0);
  });

  test("is forgotten when that is said, and stays deployed", async () => {
    const { run, calls } = terraformProject();
    await run("deploy dev-* --auto-approve");
    calls();
    const { exitCode, out } = await run("deploy dev-* --auto-approve --forget dev-edge", without);
    expect(exitCode).toBe(0);
    expect(out).toContain("dev-edge is forgotten; what is deployed of it stays.\n");
    expect(calls().filter((call) => call.startsWith("dev-edge"))).toEqual([]);
  });

  test("keeps what it depends on from being destroyed before it", async () => {
    const { run } = terraformProject();
    await run("deploy dev-* --auto-approve");
    const { err } = await run("destroy dev-network dev-access --auto-approve", without);
    expect(err).toContain("fix:      npx groundplan destroy dev-edge dev-network dev-access\n");
  });

  test("is not destroyed while AWS protects something in it: only a configuration that has it switches that off", async () => {
    const { run, calls } = terraformProject();
    await run("deploy dev-* --auto-approve");
    calls();
    const held = { ...without, ATTRIBUTES: ', "enable_deletion_protection": true' };
    const { exitCode, err } = await run("destroy dev-edge --auto-approve", held);
    expect(exitCode).toBe(1);
    expect(err).toBe(`1 problem found; nothing was written or called.

1. The stack is gone from the configuration, and AWS protects resources of it against deletion. [DESTROY_PROTECTED]
   at:       dev-edge
   found:    deletion protection of aws_vpc.main
   expected: protection that is taken off while the configuration still has the stack
   fix:      put the section back that the stack was made from, run GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-edge, and then take it away
`);
    expect(calls()).toEqual([]);
  });

  test("is not gone when it is only left out by a variable", async () => {
    const { run } = terraformProject();
    await run("deploy dev-* --auto-approve");
    const variables = { ...without, GROUNDPLAN_WITHOUT: "dev-edge" };
    expect((await run("deploy dev-* --auto-approve", variables)).exitCode).toBe(0);
  });
});

test("a stack that is deployed in another region is refused by every command, and not forgotten", async () => {
  const { run, calls } = terraformProject();
  await run("deploy dev-* --auto-approve");
  calls();
  const moved = { REGION: "eu-central-1" };
  const { exitCode, err } = await run("deploy dev-network --auto-approve", moved);
  expect(exitCode).toBe(1);
  expect(err).toBe(`1 problem found; nothing was written or called.

1. The stack is remembered as deployed otherwise than the configuration says now: Terraform would make all of it anew, beside what is deployed or in its place. [STACK_ELSEWHERE]
   at:       dev-network
   found:    region: eu-central-1 instead of eu-west-1
   expected: what it is deployed with, until it is destroyed
   fix:      put region back, and declare an environment of another name with what is new; destroy the old one when the new one runs
`);
  expect((await run("deploy dev-network --auto-approve", { PROJECT: "acme" })).err).toContain(
    "found:    project: acme instead of shop\n",
  );
  for (const command of ["plan dev-network", "destroy dev-* --auto-approve"]) {
    expect((await run(command, moved)).err).toContain("[STACK_ELSEWHERE]");
  }
  expect(calls()).toEqual([]);
  expect((await run("destroy dev-* --auto-approve")).exitCode).toBe(0);
});

describe("what is remembered", () => {
  const memory = (root: string) => {
    const file = join(root, "config/deployed/dev.json");
    return existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, "utf8")).stacks) : [];
  };

  test("is every stack that was applied, until it is destroyed", async () => {
    const { root, run } = terraformProject();
    await run("deploy dev-network dev-edge --auto-approve");
    expect(memory(root)).toEqual(["dev-edge", "dev-network"]);
    await run("destroy dev-edge --auto-approve");
    expect(memory(root)).toEqual(["dev-network"]);
  });

  test("is also a stack whose first apply was interrupted, since something of it may exist", async () => {
    const { root, run } = terraformProject();
    await run("deploy dev-* --auto-approve", { INTERRUPT: join(root, "interrupt") });
    expect(memory(root)).toEqual(["dev-network"]);
  });
});

test("a second command in the same checkout says who runs, and stops", async () => {
  const { root, run } = terraformProject();
  const first = run("deploy dev-* --auto-approve");
  const { exitCode, err } = await run("plan dev-*");
  expect(exitCode).toBe(1);
  expect(err).toContain("[RUN_UNDER_WAY]\n   at:       cdktf.out\n   found:    `groundplan deploy 'dev-*'`, process");
  await first;
  expect(existsSync(join(root, ".groundplan/runs/cdktf.out.lock"))).toBe(false);
});

describe("destroy", () => {
  test("takes stacks down, those that others depend on last", async () => {
    const { run, calls } = terraformProject();
    await run("deploy dev-* --auto-approve --jobs 1");
    calls();
    const { exitCode, out } = await run("destroy dev-* --auto-approve --jobs 1");
    expect(exitCode).toBe(0);
    expect(stable(out.slice(out.indexOf("\nstack")))).toMatchInlineSnapshot(`
      "
      stack        result     added  changed  destroyed  seconds  log
      dev-network  destroyed      0        0          1  N  .groundplan/logs/dev-network/TIME-destroy.log
      dev-access   destroyed      0        0          1  N  .groundplan/logs/dev-access/TIME-destroy.log
      dev-edge     destroyed      0        0          1  N  .groundplan/logs/dev-edge/TIME-destroy.log
      "
    `);
    expect(
      commands(calls())
        .filter((call) => call.endsWith("destroy"))
        .at(-1),
    ).toBe("dev-network destroy");
  });

  test("shows what goes and asks", async () => {
    const { run } = terraformProject();
    await run("deploy dev-* --auto-approve --jobs 1");
    const { exitCode, out, asked } = await run("destroy dev-edge", {}, "no");
    expect({ exitCode, asked }).toEqual({ exitCode: 1, asked: ["Destroy this? Only `yes` is taken as one: "] });
    expect(out).toContain("dev-edge  1 to destroy\n  destroy  aws_vpc.main\n");
  });

  test("of a protected stack is refused before anything is destroyed", async () => {
    const { run, calls } = terraformProject();
    await run("deploy dev-* --auto-approve", { PROTECT: "1" });
    calls();
    const { exitCode, err } = await run("destroy dev-* --auto-approve", { PROTECT: "1" });
    expect(exitCode).toBe(1);
    expect(err).toBe(`1 problem found; nothing was written or called.

1. The stack is protected against its destroy. [DESTROY_PROTECTED]
   at:       dev-network
   found:    prevent_destroy in aws_vpc.main
   expected: an environment without protection
   fix:      to destroy it all the same: GROUNDPLAN_UNPROTECT=dev npx groundplan destroy dev-network dev-access dev-edge
`);
    expect(commands(calls())).not.toContain("dev-edge destroy");
  });

  test("of what is not deployed does nothing", async () => {
    const { run, calls } = terraformProject();
    expect((await run("destroy dev-* --auto-approve")).exitCode).toBe(0);
    expect(commands(calls()).filter((call) => call.endsWith("destroy"))).toEqual([]);
  });
});
