import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { addReviewCommand } from "../../../cli/commands/review-command";
import { formatProblems, GroundplanError, type Problem } from "../../../constructs/core/errors";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { project, runIn } from "../run-command";
import { terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

const planOf = (name: string) => join(__dirname, "..", "..", "review", "cases", name, "plan.json");

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
    "exposures is none; write some of data-loss, outage, exposure, permission, protection, cost, with commas.",
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

describe("settings that plan --out saved", () => {
  const exemption = {
    rule: "ingress-anywhere",
    at: "dev-network",
    reason: "nothing opens it yet",
    until: "2026-11-30",
    place: "config/dev.yaml:20:5",
  };
  const SETTINGS = JSON.stringify({ failOn: ["exposure"], exemptions: [exemption] });

  test("reach a review without the project", async () => {
    const { run, root } = terraformProject();
    await run("plan dev-network --out plans", { SETTINGS });
    const elsewhere = project({});
    cpSync(join(root, "plans"), join(elsewhere, "plans"), { recursive: true });
    const { out } = await runIn(elsewhere, "review plans", {}, { today: "2026-11-29" });
    expect(out).toContain(
      "Exemptions\n  dev-network: ingress-anywhere, until 2026-11-30, because nothing opens it yet (nothing in these plans needs it: it may be removed; config/dev.yaml:20:5)\n",
    );
    expect((await runIn(elsewhere, "review plans", {}, { today: "2026-12-01" })).out).toContain("has ended");
  });

  test("are none where the program writes none", async () => {
    const { run } = terraformProject();
    await run("plan dev-network --out plans");
    expect((await run("review plans")).out).not.toContain("Exemptions");
  });
});

test("a stack that is gone from the configuration is told with every plan of its environment, with what it holds", async () => {
  const { run } = terraformProject();
  await run("deploy dev-* --auto-approve");
  const left = { STACKS: "network,access" };
  const planned = await run("plan dev-network --out plans", left);
  expect(planned.exitCode).toBe(0);
  const { exitCode, out } = await run("review plans");
  expect(exitCode).toBe(2);
  expect(out).toContain(
    `  medium  protection taken off: dev-edge: is deployed, and nothing makes it any more: its 1 resource stays as it is, and nothing manages them
  destroy dev-edge: npx groundplan destroy dev-edge
`,
  );
  await run("plan dev-eu-network --out others", left);
  expect((await run("review others")).out).not.toContain("dev-edge");
});

const GROUP = planOf("opened-group");

test("a plan comes by standard input", async () => {
  const root = project({ dev: DEV });
  const readInput = () => readFileSync(GROUP);
  const { exitCode, out } = await runIn(root, "review -", {}, { readInput });
  expect(exitCode).toBe(2);
  expect(out).toContain("  plan: 1 to change\n");
});

test("a plan that PowerShell wrote, in UTF-16 or with a byte order mark, is read", async () => {
  const root = project({ dev: DEV });
  const text = `\ufeff${readFileSync(GROUP, "utf8")}`;
  const read = async (content: Buffer) => (await runIn(root, "review -", {}, { readInput: () => content })).exitCode;
  expect([await read(Buffer.from(text, "utf16le")), await read(Buffer.from(text))]).toEqual([2, 2]);
});

/** What is told about a command and its input, which cannot be read where there is none; every one of them asks for a page, of which nothing may be left. */
async function problemsOf(command: string, input?: string): Promise<readonly Problem[]> {
  const root = project({ dev: DEV });
  cpSync(GROUP, join(root, "network.json"));
  mkdirSync(join(root, "other"));
  cpSync(GROUP, join(root, "other", "network.json"));
  mkdirSync(join(root, "empty"));
  writeFileSync(join(root, "saved.json"), "PK\u0003\u0004");
  const before = readdirSync(root, { recursive: true });
  let problems: readonly Problem[] = [];
  try {
    await runReview(root, `${command} --html r.html`, input);
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    problems = error.problems;
  }
  if (problems.length > 0) expect(readdirSync(root, { recursive: true })).toEqual(before);
  return problems;
}

/** Runs the command as the program does, but for the text that it makes of problems. */
async function runReview(root: string, command: string, input: string | undefined): Promise<void> {
  const program = new Command().exitOverride();
  const readInput = () => {
    if (input === undefined) throw Object.assign(new Error("no input"), { code: "EACCES" });
    return Buffer.from(input);
  };
  const context = { root, variables: {}, print: () => {}, printError: () => {}, readInput };
  addReviewCommand(program, context, () => {});
  await program.parseAsync(command.split(" "), { from: "user" });
}

const REFUSED = [
  {
    mistake: "two plans of one name",
    command: "review network.json other/network.json",
    problems: [
      {
        code: "PLAN_NAME_TWICE",
        path: "command line › plans",
        message:
          "Two plans have the same name, which comes from the file, or from its folder where the file is plan.json.",
        found: "network: network.json and other/network.json",
        expected: "a name of its own for each plan",
        fix: "copy one of them to a file with another name and name that one, or review them one after the other",
      },
    ],
    ways: [{ says: "review them one after the other", to: "review other/network.json" }],
  },
  {
    mistake: "standard input twice",
    command: "review - -",
    input: '{"format_version":"1.2"}',
    problems: [
      {
        code: "PLAN_INPUT_TWICE",
        path: "command line › plans",
        message: "Standard input can be read once only.",
        found: "- twice",
        expected: "- once",
        fix: "name one - only, and files for the other plans",
      },
    ],
    ways: [{ says: "name one - only, and files for the other plans", to: "review network.json" }],
  },
  {
    mistake: "an input that cannot be read",
    command: "review -",
    input: undefined,
    problems: [
      {
        code: "PLAN_UNREADABLE",
        path: "standard input",
        message: "The plan cannot be read.",
        found: "EACCES",
        expected: "a file that you may read",
        fix: "give yourself the right to read it, or name another file",
      },
    ],
    ways: [{ says: "or name another file", to: "review network.json" }],
  },
  {
    mistake: "empty standard input, a saved plan and a folder without plans, all at once",
    command: "review - saved.json empty",
    input: "",
    problems: [
      {
        code: "PLAN_EMPTY",
        path: "standard input",
        message: "There is no plan in it.",
        found: "no text",
        expected: "the JSON of a plan",
        fix: "write it with terraform show -json <plan file> > plan.json; an empty file is left where that command failed",
      },
      {
        code: "PLAN_BINARY",
        path: "saved.json",
        message: "This is a saved plan, which only Terraform reads.",
        found: "a zip archive",
        expected: "the JSON of the plan",
        fix: "make it with terraform show -json <plan file> > plan.json, in the folder that the plan was made in",
      },
      {
        code: "PLANS_MISSING",
        path: "command line",
        message: "The folder holds no saved plans that this version reads.",
        found: "empty",
        expected: "a folder with plans.json",
        fix: "make it with `npx groundplan plan --out empty <patterns…>`",
      },
    ],
  },
  {
    mistake: "a form in a folder that is not there, and one in place of a folder",
    command: "review network.json --json out/r.json --sarif other",
    problems: [
      {
        code: "REVIEW_NOT_WRITTEN",
        path: "command line › --json",
        message: "The review cannot be written there, so none of its forms was written.",
        found: "ENOENT at out/r.json",
        expected: "a file in a folder that can be written to",
        fix: "make the folder first: mkdir -p out",
      },
    ],
    ways: [{ says: "make the folder first", to: "review network.json --json other/r.json" }],
  },
  {
    mistake: "a form in place of a folder",
    command: "review network.json --sarif other",
    problems: [
      {
        code: "REVIEW_NOT_WRITTEN",
        path: "command line › --sarif",
        message: "The review cannot be written there, so none of its forms was written.",
        found: "EISDIR at other",
        expected: "a file in a folder that can be written to",
        fix: "name a file in it: other/review",
      },
    ],
    ways: [{ says: "name a file in it: other/review", to: "review network.json --sarif other/review" }],
  },
  {
    mistake: "two forms in one file",
    command: "review network.json --json r.json --sarif ./r.json",
    problems: [
      {
        code: "REVIEW_FILE_TWICE",
        path: "command line › --sarif",
        message: "Two forms of the review would be written to one file.",
        found: "./r.json, for --json too",
        expected: "a file of its own for each form",
        fix: "name another file for --sarif",
      },
    ],
    ways: [{ says: "name another file for --sarif", to: "review network.json --json r.json --sarif s.json" }],
  },
];

test.each(REFUSED)("$mistake is told, and nothing is written", async ({ command, input, problems }) => {
  expect(await problemsOf(command, input)).toEqual(problems);
});

testAdvice(REFUSED, (command) => problemsOf(command));

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
