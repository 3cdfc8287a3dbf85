import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Testing } from "cdktf";
import { loadEnvironments } from "../../config/load";
import type { ResolvedEnvironment } from "../../config/resolved-environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { CHECKOV_ANSWERS } from "../../guardrails/answers/checkov";
import { findProgram } from "../../runner/terraform/find-terraform";
import { createApplication } from "../../stacks/application/application";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";
import { EVERY_CONSTRUCT } from "../support/every-construct";
import { synthStack } from "../support/synth";

/** The real checkov over the shipped environments, over those that use every option or none that they need not, and over every construct. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-checkov-"));

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  removeConfigFolders();
});

/** An environment whose data, queues, topics and functions say nothing that they need not. */
const DEFAULTS = {
  project: "groundplan",
  owner: "platform",
  account: "111111111111",
  region: "ap-northeast-2",
  protect: true,
  backend: { type: "s3" },
  network: {
    cidr: "10.60.0.0/20",
    zones: ["a", "c"],
    tiers: {
      public: { kind: "public", prefixLength: 26 },
      app: { kind: "private", prefixLength: 24 },
      data: { kind: "isolated", prefixLength: 26 },
    },
    flowLog: { to: "cloudwatch" },
  },
  data: {
    secrets: { licence: { generate: false } },
    parameters: { level: { value: "info" } },
    databases: { orders: { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } },
    caches: { sessions: { engine: "valkey 8", size: "cache.t4g.small" } },
    tables: { carts: { key: { id: "string" } } },
    queues: { jobs: { visibility: "180 s" } },
    topics: { orders: {} },
  },
  functions: {
    resize: {
      code: { path: "__tests__/constructs/functions/fixtures/hello" },
      runtime: "nodejs22.x",
      on: ["queues.jobs"],
    },
  },
};

/** Terraform JSON of each stack, without the setting of Terraform itself that synth writes into a file of its own. */
function write(name: string, json: string): void {
  const { terraform: { required_version: _, ...terraform } = {}, ...stack } = JSON.parse(json);
  const to = path.join(folder, "stacks", name);
  fs.mkdirSync(to, { recursive: true });
  fs.writeFileSync(path.join(to, "cdk.tf.json"), JSON.stringify({ terraform, ...stack }));
}

function writeStacks(kind: string, environments: readonly ResolvedEnvironment[]): void {
  const app = createApplication(environments, { outdir: path.join(folder, "cdktf.out"), mock: [] });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  for (const stack of stacks) write(`${kind}-${stack.node.id}`, Testing.synth(stack));
}

/** Checks that found something, each with the places, and how many passed. */
function findings(): { readonly failed: ReadonlyMap<string, readonly string[]>; readonly passed: number } {
  const installed = path.join(__dirname, "..", "..", ".groundplan", "checkov", "bin", "checkov");
  const checkov = findProgram(installed, process.env) ?? findProgram("checkov", process.env);
  if (!checkov) throw new Error("There is no checkov: .ci/checkov installs it.");
  const words = ["--directory", path.join(folder, "stacks"), "--framework", "terraform_json"];
  const options = ["--skip-download", "--compact", "--soft-fail", "--output", "json"];
  const { stdout, stderr } = spawnSync(checkov, [...words, ...options], {
    cwd: folder,
    env: { ...process.env, LOG_LEVEL: "ERROR" },
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (stdout === "") throw new Error(stderr);
  const runs = [JSON.parse(stdout)].flat();
  const failed = new Map<string, string[]>();
  for (const { check_id, file_path, resource } of runs.flatMap(({ results }) => results.failed_checks)) {
    failed.set(check_id, [...(failed.get(check_id) ?? []), `${path.basename(path.dirname(file_path))}: ${resource}`]);
  }
  return { failed, passed: runs.reduce((sum, { summary }) => sum + summary.passed, 0) };
}

test("checkov finds nothing that is not answered, in whatever a configuration or a construct makes, and no answer is for nothing", () => {
  writeStacks("shipped", loadEnvironments("config", { variables: {} }));
  const defaults = { trial: DEFAULTS, sandbox: { ...DEFAULTS, protect: false } };
  for (const [kind, all] of Object.entries({ options: EVERYTHING, defaults })) {
    const files = Object.entries(all).map(([name, config]) => [name, JSON.stringify(config)]);
    writeStacks(kind, load(Object.fromEntries(files)));
  }
  for (const [name, build] of Object.entries(EVERY_CONSTRUCT))
    write(`construct-${name}`, synthStack(build, { name }).json);
  const { failed, passed } = findings();
  const answered = CHECKOV_ANSWERS.map(({ check }) => check);
  expect(Object.fromEntries([...failed].filter(([check]) => !answered.includes(check)))).toEqual({});
  expect(answered.filter((check) => !failed.has(check))).toEqual([]);
  expect(passed).toBeGreaterThan(4_000);
});
