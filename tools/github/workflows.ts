import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";

/** A step of a job or of a composite action. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job, as far as its rules look at it. */
export interface Job {
  readonly uses?: string;
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

/** A file of a workflow or of an action of this repository. */
export interface WorkflowFile {
  /** Path in the project. */
  readonly path: string;
  readonly text: string;
  readonly name: string;
  /** Names of the events. */
  readonly on: readonly string[];
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Reads the workflows of a project, by path. */
export function readWorkflows(root: string): WorkflowFile[] {
  const folder = path.join(root, ".github", "workflows");
  return fs
    .readdirSync(folder)
    .sort()
    .map((file) => {
      const text = fs.readFileSync(path.join(folder, file), "utf8");
      const { name, on, permissions, jobs } = yaml.parse(text);
      return { path: `.github/workflows/${file}`, text, name, on: Object.keys(on), permissions, jobs };
    });
}

/** Reads the composite actions of a project, each as a workflow with one job. */
export function readActions(root: string): WorkflowFile[] {
  const folder = path.join(root, ".github", "actions");
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => {
      const text = fs.readFileSync(path.join(folder, name, "action.yml"), "utf8");
      const { runs } = yaml.parse(text) as { runs: Job };
      return { path: `.github/actions/${name}/action.yml`, text, name, on: [], jobs: { action: runs } };
    });
}

/** What a rule has against a file: `<path>: <what>`. */
type Against = readonly string[];

/** Commit and tag of each action, where it is used. */
const USE = /uses: +(\S+)(.*)$/gm;

/**
 * What the rules of this repository have against its workflows, beside what actionlint finds: other people's actions are taken by a commit
 * that cannot change, with the tag that it has; no event runs foreign code with rights; every job says what it may do and how long; nothing
 * that somebody else writes stands in a script.
 */
export function againstWorkflow(file: WorkflowFile): Against {
  const jobs = Object.entries(file.jobs);
  const steps = jobs.flatMap(([, { steps: all = [] }]) => all);
  const isAction = file.on.length === 0;
  return [
    ...[...file.text.matchAll(USE)].flatMap(([, action = "", rest = ""]) => againstUse(action, rest)),
    ...steps.flatMap(againstStep),
    ...(isAction ? [] : jobs.flatMap(([name, job]) => againstJob(name, job))),
    ...(file.on.includes("pull_request_target") ? ["pull_request_target runs foreign code with rights"] : []),
    ...(isAction || isEmpty(file.permissions) ? [] : ["permissions of all jobs are not {}"]),
    ...(/\bsecrets\./.test(file.text) ? ["a secret is named; roles and the job's token need none"] : []),
    ...(file.on.includes("workflow_run") ? steps.flatMap(againstForeignCode) : []),
  ].map((what) => `${file.path}: ${what}`);
}

function againstUse(action: string, rest: string): Against {
  if (action.startsWith("./")) return [];
  if (!/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action)) return [`${action} is no full commit`];
  return /^ # v\d+\.\d+\.\d+$/.test(rest) ? [] : [`${action} has no tag behind it`];
}

function againstStep({ uses = "", run = "", with: inputs = {} }: Step): Against {
  return [
    ...(run.includes("${{") ? [`an expression stands in a script: ${run.trim()}`] : []),
    ...(uses.startsWith("actions/checkout@") && inputs["persist-credentials"] !== false
      ? ["a checkout keeps the token"]
      : []),
  ];
}

function againstForeignCode({ uses = "", with: inputs = {} }: Step): Against {
  const isForeign = "ref" in inputs || "repository" in inputs || "allow-unsafe-pr-checkout" in inputs;
  return uses.startsWith("actions/checkout@") && isForeign ? ["a checkout of what somebody else has written"] : [];
}

function againstJob(name: string, job: Job): Against {
  const minutes = job["timeout-minutes"];
  return [
    ...(job.permissions === undefined ? [`${name} does not say what it may do`] : []),
    ...(job.uses === undefined && !(minutes && minutes <= 240) ? [`${name} has no time limit`] : []),
    ...(job.uses === undefined && job["runs-on"] !== "ubuntu-24.04" ? [`${name} runs on ${job["runs-on"]}`] : []),
  ];
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
