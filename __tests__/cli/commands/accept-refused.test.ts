import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import { formatProblems, type Problem } from "../../../constructs/core/errors";
import { type DeployedStack, readMemory, recordApplied, writeCandidate } from "../../../memory";
import { createApplication } from "../../../stacks/application/application";
import { synthesize } from "../../../stacks/application/synthesize";
import { DEV, problemsIn, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const NETWORK: DeployedStack = {
  dependencies: [],
  facts: { network: { places: { app: { subnets: { a: "10.0.64.0/20" } }, data: { subnets: {} } } } },
  skeleton: {},
};

/** A command, or what is done in the project otherwise. */
type Step = string | ((root: string) => unknown);

/** Commands in a project of whose environment `dev` the network was synthesized; the last is refused, or no more. */
type Steps = readonly Step[];

function refusal(steps: Steps, told: Omit<Problem, "path">, ways: readonly (readonly [says: string, ...to: Step[]])[]) {
  const mistake = steps.filter((step) => typeof step === "string").join(", then ");
  const problems = [{ path: "command line", ...told }];
  return { mistake, steps, problems, ways: ways.map(([says, ...to]) => ({ says, to })) };
}

const NOT_SYNTHESIZED = {
  code: "MEMORY_CANDIDATE_MISSING",
  message: "Nothing has been synthesized of this environment that could be remembered.",
  found: "no cdktf.out/deployed/prod.json",
  expected: "what synth writes there beside the stacks",
  fix: "run `npx cdktf synth`; if there is no config/prod.yaml, write it first, or name another environment",
};

const NOT_REMEMBERED = { code: "MEMORY_STACK_UNKNOWN", found: '"dev-eks"' };
const NOT_HELD = {
  code: "MEMORY_TIER_UNKNOWN",
  message: "No place of this tier is remembered, so nothing holds it there.",
  found: '"web"',
};

const REFUSALS = [
  refusal(
    ["accept ../dev"],
    {
      code: "CONFIG_ENVIRONMENT_UNKNOWN",
      message: "This cannot be the name of an environment.",
      found: '"../dev"',
      expected: "the name of a file in the configuration's folder, without .yaml",
      fix: "write the environment's name, such as staging",
    },
    [["write the environment's name", "accept dev"]],
  ),
  refusal([writesProd, "accept prod"], NOT_SYNTHESIZED, [["run `npx cdktf synth`", writesProd, synth, "accept prod"]]),
  refusal(["accept prod"], NOT_SYNTHESIZED, [
    ["run `npx cdktf synth`; if there is no config/prod.yaml, write it first", writesProd, synth, "accept prod"],
    ["or name another environment", "accept dev"],
  ]),
  refusal(
    ["accept dev dev-eks"],
    {
      ...NOT_REMEMBERED,
      message: "The last synth made no stack of this name.",
      expected: "some of dev-network",
      fix: "use these names, or name none for all of them",
    },
    [
      ["use these names", "accept dev dev-network"],
      ["or name none for all of them", "accept dev"],
    ],
  ),
  refusal(
    ["accept dev --forget dev-eks"],
    {
      ...NOT_REMEMBERED,
      message: "No stack of this name is remembered.",
      expected: "a stack that is remembered; none is",
      fix: "leave --forget out: there is nothing to forget",
    },
    [["leave --forget out: there is nothing to forget", "accept dev"]],
  ),
  refusal(
    ["accept dev", "accept dev --forget dev-eks"],
    {
      ...NOT_REMEMBERED,
      message: "No stack of this name is remembered.",
      expected: "some of dev-network",
      fix: "use these names",
    },
    [["use these names", "accept dev", "accept dev --forget dev-network"]],
  ),
  refusal(
    ["accept dev --move web"],
    {
      ...NOT_HELD,
      expected: "a tier of dev-network that is remembered as deployed; none is",
      fix: "leave --move out: every tier may move",
    },
    [["leave --move out: every tier may move", "accept dev"]],
  ),
  refusal(
    ["accept dev", "accept dev --move web"],
    { ...NOT_HELD, expected: "some of app, data", fix: "use these names, or leave --move out" },
    [
      ["use these names", "accept dev", "accept dev --move app data"],
      ["or leave --move out", "accept dev", "accept dev"],
    ],
  ),
];

test.each(REFUSALS)("$mistake is refused, and nothing more is remembered", async ({ steps, problems }) => {
  const root = inProject();
  await run(root, steps.slice(0, -1));
  const before = readMemory(join(root, "config"), "dev");
  expect(await run(root, steps.slice(-1))).toEqual({ exitCode: 1, out: "", err: `${formatProblems(problems)}\n` });
  expect(readMemory(join(root, "config"), "dev")).toEqual(before);
});

testAdvice(REFUSALS, async (steps) => {
  const { exitCode, err } = await run(inProject(), steps);
  return exitCode === 0 ? [] : [{ code: "REFUSED", path: "", fix: err }];
});

/** A stack that is applied while another synth made none of it. */
const NOT_MADE = {
  mistake: "a stack that the last synth did not make",
  problems: [
    {
      code: "MEMORY_CANDIDATE_MISSING",
      path: "dev-access",
      message: "What is to be remembered of the stack is not there.",
      found: "no entry of dev-access in FOLDER/cdktf.out/deployed",
      expected: "what synth writes there beside the stacks",
      fix: "run `npx cdktf synth` and, if the stack is deployed, `npx groundplan accept dev dev-access`",
    },
  ],
  ways: [
    { says: "run `npx cdktf synth`", to: [synth] },
    { says: "if the stack is deployed, `npx groundplan accept dev dev-access`", to: [synth, "accept dev dev-access"] },
  ],
};

testAdvice<Steps>([NOT_MADE], async (steps) => {
  const root = inProject();
  const { exitCode, err } = await run(root, steps);
  return exitCode === 0 ? applied(root) : [{ code: "REFUSED", path: "", fix: err }];
});

test("a stack that the last synth did not make cannot be remembered", () => {
  expect(applied(inProject())).toEqual(NOT_MADE.problems);
});

/** What is told when an apply of the access stack ends. */
function applied(root: string): readonly Problem[] {
  const recorded = { configFolder: join(root, "config"), environment: "dev", stack: "dev-access" };
  const problems = problemsIn(() => recordApplied(recorded, join(root, "cdktf.out")));
  return problems.map((problem) => ({ ...problem, found: problem.found.replace(root, "FOLDER") }));
}

function inProject(): string {
  const root = project({ dev: DEV });
  writeCandidate(join(root, "cdktf.out"), { environment: "dev", stacks: { "dev-network": NETWORK }, gone: {} });
  return root;
}

function writesProd(root: string): void {
  writeFileSync(join(root, "config", "prod.yaml"), DEV);
}

/** What `npx cdktf synth` does. */
function synth(root: string): void {
  const environments = loadEnvironments(join(root, "config"), { variables: {} });
  synthesize(join(root, "cdktf.out"), (outdir) => createApplication(environments, { outdir }));
}

/** @returns what the last command did, or the first that failed */
async function run(root: string, steps: Steps) {
  let outcome = { exitCode: 0, out: "", err: "" };
  for (const step of steps) {
    if (typeof step === "string") outcome = await runIn(root, step);
    else await step(root);
    if (outcome.exitCode !== 0) return outcome;
  }
  return outcome;
}
