import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { stable, terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

test("plans all stacks that match, with mock values where the producer does not exist, and says so", async () => {
  const { run, calls } = terraformProject();
  const { exitCode, out } = await run("plan dev-* --jobs 1");
  expect(exitCode).toBe(2);
  expect(stable(out)).toMatchInlineSnapshot(`
    "warning: the application warns
    dev-network: planning
    dev-network: 1 to add
    dev-access: planning with mock values
    dev-access: 1 to add, with mock values
    dev-edge: planning with mock values
    dev-edge: 1 to add, with mock values

    dev-network  1 to add
    dev-access   1 to add (planned with mock values of dev-network)
    dev-edge     1 to add (planned with mock values of dev-network)

    The whole plans: .groundplan/logs/<stack>/TIME-plan.log
    "
  `);
  expect(calls().filter((call) => call.includes(": plan"))).toEqual([
    "dev-network: plan -json -input=false -detailed-exitcode -out=groundplan.tfplan",
    ...["access", "edge"].map(
      (name) =>
        `dev-${name}: plan -json -input=false -detailed-exitcode -out=groundplan.tfplan -refresh=false -lock=false`,
    ),
  ]);
});

test("exits with 0 when nothing changes", async () => {
  const { run } = terraformProject();
  await run("deploy dev-* --auto-approve");
  const { exitCode, out } = await run("plan dev-network dev-edge");
  expect(exitCode).toBe(0);
  expect(out).toContain("dev-network  no changes\ndev-edge     no changes\n");
});

test("exits with 1 when a plan fails, plans the others, and tells the error whole with the stack's name", async () => {
  const { run } = terraformProject();
  const { exitCode, out } = await run("plan dev-network dev-eu-network", { FAIL_PLAN: "dev-network" });
  expect(exitCode).toBe(1);
  expect(out).toContain("dev-eu-network: 1 to add\n");
  expect(out).toContain(`dev-network: terraform plan ended with exit code 1.

dev-network: Error: No such thing
dev-network:
dev-network: It is gone.
`);
});

test("prints the plan of a stack that is planned alone, and keeps it in the log", async () => {
  const { root, run } = terraformProject();
  const { out } = await run("plan dev-network");
  expect(out).toContain("the whole plan of dev-network");
  const log = /The whole plans: (\S+)/.exec(out)?.[1] ?? "";
  expect(readFileSync(join(root, log), "utf8")).toContain("the whole plan of dev-network");
});

test("prints the plans of several stacks when they are asked for", async () => {
  const { run } = terraformProject();
  expect((await run("plan dev-*")).out).not.toContain("the whole plan of");
  const { out } = await run("plan dev-* --details");
  for (const name of ["network", "access", "edge"]) expect(out).toContain(`the whole plan of dev-${name}`);
});

test("with --mock plans every stack with mock values and an empty state, in a folder that is removed", async () => {
  const { run, calls } = terraformProject();
  await run("deploy dev-network --auto-approve");
  calls();
  const { exitCode, out } = await run("plan dev-access dev-edge --mock");
  expect(exitCode).toBe(2);
  expect(out).toContain("dev-access  1 to add (planned with mock values of dev-network)");
  expect(calls().filter((call) => call.startsWith("dev-network"))).toEqual([]);
});

test("finds the environment whose name is the beginning of another's", async () => {
  const { run, calls } = terraformProject();
  await run("plan dev-eu-network");
  expect(calls().map((call) => call.split(":")[0])).toEqual(["dev-eu-network", "dev-eu-network", "dev-eu-network"]);
});

test("tells the stacks there are when a name or a pattern is wrong, all at once", async () => {
  const { run, calls } = terraformProject();
  const { exitCode, err } = await run("plan dev-acess dev-x*");
  expect(exitCode).toBe(1);
  expect(err).toBe(`2 problems found; nothing was written or called.

1. There is no stack of this name. [STACK_UNKNOWN]
   at:       command line
   found:    "dev-acess"
   expected: one of dev-network, dev-access, dev-edge
   fix:      did you mean "dev-access"?

2. No stack matches this pattern. [STACK_UNKNOWN]
   at:       command line
   found:    "dev-x*"
   expected: one of dev-network, dev-access, dev-edge
   fix:      use one of these names, for example dev-network, dev-access, dev-edge
`);
  expect(calls()).toEqual([]);
});

test("says that synth failed and plans nothing", async () => {
  const { run, calls } = terraformProject();
  const { exitCode, err } = await run("plan dev-access", { FAIL_SYNTH: "1" });
  expect(exitCode).toBe(1);
  expect(err).toBe(`synth says why
1 problem found; nothing was written or called.

1. The synth failed, so nothing else was done. [SYNTH_FAILED]
   at:       cdktf.json › app
   found:    the message above
   expected: a synth without errors
   fix:      mend what the message says, and check with \`npm run synth\`
`);
  expect(calls()).toEqual([]);
});

test("tells what init says when it fails", async () => {
  const { run } = terraformProject();
  const { exitCode, out } = await run("plan dev-network", { FAIL_INIT: "1" });
  expect(exitCode).toBe(1);
  expect(out).toContain("dev-network: terraform init ended with exit code 1.\n\ndev-network: init says why\n");
});

test("passes the options of Terraform on that it may, and refuses others", async () => {
  const { run, calls } = terraformProject();
  await run("plan dev-network -- -target=aws_vpc.main -parallelism=3 -refresh-only");
  expect(calls().find((call) => call.includes(": plan"))).toContain(
    "-out=groundplan.tfplan -target=aws_vpc.main -parallelism=3 -refresh-only",
  );
  const { exitCode, err } = await run("plan dev-network -- -out=x -target");
  expect(exitCode).toBe(1);
  expect(err.match(/found: .*/g)).toEqual(["found:    -out=x", "found:    -target"]);
});

test("an option that does not exist is an error, not a plan with changes", async () => {
  const { run } = terraformProject();
  expect((await run("plan dev-network --mocks")).exitCode).toBe(1);
});

test("saves plans and names how to apply them, and how to plan what could not be planned yet", async () => {
  const { root, run } = terraformProject();
  const { out } = await run("plan dev-* --out plans");
  expect(existsSync(join(root, "plans", "dev-network.tfplan"))).toBe(true);
  expect(existsSync(join(root, "plans", "dev-edge.tfplan"))).toBe(false);
  expect(out).toContain(`Apply them:
  npx groundplan deploy --plan plans
These are not in it, since what they read is not deployed yet. Plan them when the others are applied:
  npx groundplan plan --out plans-2 dev-access dev-edge
`);
  expect(existsSync(join(root, "cdktf.out/stacks/dev-network/groundplan.tfplan"))).toBe(false);
});

test("after an interrupt ends with 130, without a plan and without Terraform's words for it", async () => {
  const { root, run } = terraformProject();
  const { exitCode, out } = await run("plan dev-* --jobs 1", { INTERRUPT: join(root, "notes-plan") });
  expect(exitCode).toBe(130);
  expect(out).toBe(`warning: the application warns
dev-network: planning
Interrupted. Waiting until 1 process finished and unlocked.
dev-network: interrupted
`);
});
