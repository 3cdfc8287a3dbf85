import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../../constructs/core/errors";
import { DEV, removeConfigFolders } from "../config/config-folder";
import { testAdvice } from "../support/followed-advice";
import { project, runIn } from "./run-command";
import { terraformProject } from "./terraform-project";

afterAll(removeConfigFolders);

const planOf = (name: string) => join(__dirname, "..", "review", "cases", name, "plan.json");

test("reviews the folder that plan --out saved in, stack by stack, with what was mocked", async () => {
  const { run, root } = terraformProject();
  await run("plan dev-* --out plans --jobs 1");
  const { exitCode, out } = await run("review plans");
  expect(exitCode).toBe(0);
  expect(out).toBe(`3 stacks · 3 to add · nothing risky

  dev-network: 1 to add
  dev-access: 1 to add (with mock values of dev-network)
  dev-edge: 1 to add (with mock values of dev-network)

The rest
  dev-network: 1 new
  dev-access: 1 new
  dev-edge: 1 new
`);
  expect(existsSync(join(root, "plans", "dev-edge.tfplan"))).toBe(false);
});

test("reviews plans that are made with mock values alone", async () => {
  const { run } = terraformProject();
  const planned = await run("plan dev-edge --mock --out plans");
  expect(planned.out).toContain(
    "Review them:\n  npx groundplan review plans\nNone of them can be applied: they were made with mock values.\n",
  );
  const { out } = await run("review plans");
  expect(out).toContain("  dev-edge: 1 to add (with mock values of dev-network)\n");
});

test("forgets the plan of a stack that can no longer be planned", async () => {
  const { run } = terraformProject();
  await run("plan dev-network --out plans");
  await run("plan dev-network --out plans", { FAIL_PLAN: "dev-network" });
  const { out } = await run("review plans");
  expect(out).toBe("0 stacks · no changes · nothing risky\n");
});

test("a folder whose index is broken holds no plans, and a plan without its configuration is reviewed by addresses", async () => {
  const { run, root } = terraformProject();
  await run("plan dev-network --out plans");
  rmSync(join(root, "plans", "dev-network.cdk.tf.json"));
  expect((await run("review plans")).exitCode).toBe(0);
  writeFileSync(join(root, "plans", "plans.json"), "{");
  const { exitCode, err } = await run("review plans");
  expect(exitCode).toBe(1);
  expect(err).toContain("The folder holds no saved plans that this version reads. [PLANS_MISSING]");
});

test("reviews files of others, and exits with 2 for what needs approval", async () => {
  const root = project({ dev: DEV });
  const { exitCode, out } = await runIn(root, `review ${planOf("opened-group")}`);
  expect(exitCode).toBe(2);
  expect(out).toContain("opens 443 from 0.0.0.0/0 to aws_security_group.web");
});

test("--fail-on says which kinds of risk need approval", async () => {
  const root = project({ dev: DEV });
  const review = async (risks: string) =>
    (await runIn(root, `review ${planOf("opened-group")} --fail-on ${risks}`)).exitCode;
  expect([await review("data-loss,outage"), await review("exposure")]).toEqual([0, 2]);
});

test("a kind of risk that there is not is told, and nothing is reviewed", async () => {
  const root = project({ dev: DEV });
  const { exitCode, err } = await runIn(root, `review ${planOf("opened-group")} --fail-on exposures`);
  expect(exitCode).toBe(1);
  expect(err).toContain(
    "exposures is none; write some of data-loss, outage, exposure, permission, protection, with commas.",
  );
});

test("writes the forms that are asked for", async () => {
  const root = project({ dev: DEV });
  const forms = "--markdown r.md --html r.html --json r.json --sarif r.sarif";
  await runIn(root, `review ${planOf("opened-group")} ${forms}`);
  const read = (name: string) => readFileSync(join(root, name), "utf8");
  expect(read("r.md")).toMatch(/^<!-- groundplan review -->\n/);
  expect(read("r.html")).toMatch(/^<!doctype html>\n/);
  expect(JSON.parse(read("r.json"))).toMatchObject({ version: 1, needsApproval: true, risks: ["exposure"] });
  expect(JSON.parse(read("r.sarif")).runs[0].results[0]).toMatchObject({ ruleId: "ingress-anywhere", level: "error" });
});

const MISSING = {
  mistake: "a folder that is not there",
  problems: [
    {
      code: "PLAN_MISSING",
      path: "command line › plans",
      message: "There is no such file or folder.",
      found: "plans",
      expected: "a folder of saved plans, or the JSON of a plan",
      fix: "make one with `npx groundplan plan --out plans <patterns…>`",
    },
  ],
  ways: [{ says: "npx groundplan plan --out plans", to: "plan --out plans dev-network" }],
};

test("a folder that is not there is told, and nothing is written", async () => {
  const { run, root } = terraformProject();
  const { exitCode, err } = await run("review plans --html r.html");
  expect(exitCode).toBe(1);
  expect(err).toBe(`${formatProblems(MISSING.problems)}\n`);
  expect(existsSync(join(root, "r.html"))).toBe(false);
});

testAdvice([MISSING], async (command) => {
  const { run } = terraformProject();
  await run(command);
  return (await run("review plans")).exitCode === 0 ? [] : MISSING.problems;
});
