import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AwsClient } from "aws4fetch";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { projectRoot } from "../../runner/project";
import type { DeliveredEnvironment } from "../../tools/github/environments";
import { readWorkflows } from "../../tools/github/workflows";

/**
 * The scripts of the workflows as GitHub's runners run them, each job in a checkout of its own: plan, save, bring back, deploy, drift. The
 * emulator stands in for AWS.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-workflows-"));
const origin = path.join(folder, "origin");
const account = "888888888888";
const region = "ap-northeast-2";
const workflows = readWorkflows(projectRoot());
const tools = findTools();
let emulator: Emulator;
let commit: string;

const CONFIGURATION = `project: groundplan
owner: platform
account: "${account}"
region: ${region}
protect: false
backend:
  type: s3
delivery:
  github:
    repository: acme/platform
    ownerId: "1"
    repositoryId: "2"
network:
  cidr: 10.60.0.0/20
  zones: [a, c]
  tiers:
    app:
      kind: isolated
      prefixLength: 24
      subnetGroups: []
`;

function git(where: string, ...args: readonly string[]): string {
  const names = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  const { status, stdout, stderr } = spawnSync("git", ["-C", where, ...names, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** A repository with the project as it is in this folder, and an environment of its own. */
function createOrigin(): void {
  const files = spawnSync(
    "git",
    ["-C", projectRoot(), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      encoding: "utf8",
    },
  ).stdout.split("\0");
  for (const file of files.filter((name) => name && !/^config\/\w[\w-]*\.yaml$/.test(name))) {
    const from = path.join(projectRoot(), file);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(origin, file));
  }
  fs.writeFileSync(path.join(origin, "config", "trial.yaml"), CONFIGURATION);
  git(folder, "init", "-q", "origin");
  git(origin, "add", "-A");
  git(origin, "commit", "-qm", "trial");
  commit = git(origin, "rev-parse", "HEAD");
}

/** One job on a runner of its own. */
class Runner {
  readonly temp: string;
  readonly #checkout: string;

  constructor(private readonly job: string) {
    const own = fs.mkdtempSync(path.join(folder, "runner-"));
    this.temp = path.join(own, "temp");
    this.#checkout = path.join(own, "checkout");
    fs.mkdirSync(this.temp);
    git(folder, "clone", "-q", origin, this.#checkout);
    fs.symlinkSync(path.join(projectRoot(), "node_modules"), path.join(this.#checkout, "node_modules"));
    // What is compiled already is compiled again in no time. What it has kept of the configuration is of another one.
    const isKept = (file: string) => path.basename(file) !== ".environments";
    fs.cpSync(path.join(projectRoot(), "dist"), path.join(this.#checkout, "dist"), { recursive: true, filter: isKept });
  }

  /** Runs a script as a step does. */
  sh(script: string, variables: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const env = {
      ...terraformEnvironment(tools, { url: emulator.url, account, region }, folder),
      RUNNER_TEMP: this.temp,
      GITHUB_OUTPUT: path.join(this.temp, "output"),
      GITHUB_STEP_SUMMARY: path.join(this.temp, "summary.md"),
      GITHUB_REPOSITORY: "acme/platform",
      GITHUB_SHA: commit,
      ENVIRONMENT: "trial",
      ...variables,
    };
    return spawnSync("bash", ["-e", "-c", script], { cwd: this.#checkout, env, encoding: "utf8" });
  }

  /** Runs the scripts of the job whose step has this name or id; each must end well. */
  step(name: string, variables: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const result = this.tryStep(name, variables);
    if (result.status !== 0) throw new Error(`${this.job}, ${name}: ${result.stdout}${result.stderr}`);
    return result;
  }

  tryStep(name: string, variables: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const [file, job = ""] = this.job.split(" ");
    const steps = workflows.find((one) => one.path.endsWith(`/${file}`))?.jobs[job]?.steps ?? [];
    const run = steps.find((one) => one.run && (one.name === name || (one as { id?: string }).id === name))?.run;
    if (run === undefined) throw new Error(`${this.job} has no step ${name}`);
    return this.sh(run, variables);
  }

  /** What a step has handed on. */
  output(name: string): string {
    const lines = fs.readFileSync(path.join(this.temp, "output"), "utf8").split("\n");
    return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.temp, file), "utf8");
  }
}

const aws = (service: string) =>
  new AwsClient({ accessKeyId: `EMULATOR${account}`, secretAccessKey: "emulator", region, service });

let digest: string;

beforeAll(async () => {
  emulator = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
  createOrigin();
  const { status, stdout, stderr } = new Runner("by hand").sh("npx groundplan bootstrap trial --auto-approve");
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
});
afterAll(async () => {
  await emulator.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a plan is reviewed, and goes encrypted to the state bucket, and nowhere else", async () => {
  const list = new Runner("plan.yml environments");
  list.step("list");
  const [environment] = JSON.parse(list.output("environments")) as DeliveredEnvironment[];
  expect(environment).toMatchObject({ name: "trial", region, approval: "trial" });

  const runner = new Runner("plan.yml plan");
  for (const step of ["Plan", "Review", "Save"]) runner.step(step);
  expect(runner.read("summary.md")).toContain("trial-network");
  expect(fs.readdirSync(path.join(runner.temp, "review")).sort()).toEqual([
    "digest",
    "environment",
    "review.html",
    "review.json",
    "review.md",
  ]);
  digest = runner.read("review/digest");
  const key = `plans/trial/${commit}/${digest}/trial-network.tfplan`;
  const { headers, status } = await aws("s3").fetch(
    `${emulator.url}/groundplan-trial-state-${account}-${region}/${key}`,
    { method: "HEAD" },
  );
  expect([status, headers.get("x-amz-server-side-encryption")]).toEqual([200, "aws:kms"]);

  const reviews = path.join(runner.temp, "reviews", "review-trial");
  fs.cpSync(path.join(runner.temp, "review"), reviews, { recursive: true });
  const next = new Runner("deploy.yml waiting");
  fs.cpSync(path.join(runner.temp, "reviews"), path.join(next.temp, "reviews"), { recursive: true });
  next.step("list", { ENVIRONMENTS: list.output("environments") });
  expect(JSON.parse(next.output("waiting"))).toEqual([{ ...environment, digest }]);
});

test("exactly the reviewed plan is applied, and what is remembered of it is handed on", () => {
  const runner = new Runner("deploy.yml apply");
  runner.step("Bring the reviewed plans", { DIGEST: digest });
  const { status, stdout } = runner.tryStep("Apply them");
  expect(stdout).toMatch(/^trial-network +applied/m);
  // What reads of stacks that were not there yet was planned with mock values, and is for the next run.
  expect(stdout).toContain("::warning::Run this workflow again: stacks of trial are left that can be planned only now");
  expect(status).toBe(0);
  const remembered = runner.step("What is remembered of the deployment");
  expect(remembered.stdout).toContain("::warning::Commit what is remembered now");
  expect(runner.read("deployed.patch")).toContain("+++ b/config/deployed/trial.json");
});

test("a plan that was applied meanwhile is stale, and is refused", () => {
  const runner = new Runner("deploy.yml apply");
  runner.step("Bring the reviewed plans", { DIGEST: digest });
  const { status, stdout } = runner.tryStep("Apply them");
  expect(status).toBe(1);
  expect(stdout).toContain("the state has changed since it was planned");
});

test("plans of another digest are not applied", () => {
  const { status, stderr } = new Runner("deploy.yml apply").tryStep("Bring the reviewed plans", {
    DIGEST: "0".repeat(64),
  });
  expect(status).toBe(1);
  expect(stderr).toContain("[PLANS_NOT_SAVED]");
});

test("what is changed by hand is drift, and what is not is none", async () => {
  expect(driftNow()).toBe(false);
  const vpcs = await (
    await aws("ec2").fetch(
      `${emulator.url}/?Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=tag:Project&Filter.1.Value.1=groundplan`,
      ec2,
    )
  ).text();
  const id = /<vpcId>(vpc-\w+)<\/vpcId>/.exec(vpcs)?.[1];
  await aws("ec2").fetch(
    `${emulator.url}/?Action=CreateTags&Version=2016-11-15&ResourceId.1=${id}&Tag.1.Key=Owner&Tag.1.Value=somebody`,
    ec2,
  );
  expect(driftNow()).toBe(true);
});

const ec2 = { headers: { "content-type": "application/x-www-form-urlencoded" } };

/** Whether the nightly run finds drift. */
function driftNow(): boolean {
  const runner = new Runner("drift.yml drift");
  for (const step of ["Refresh", "Review"]) runner.step(step);
  return runner.read("drift/drifted").trim() === "true";
}
