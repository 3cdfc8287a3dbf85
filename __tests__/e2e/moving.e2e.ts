import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AwsClient } from "aws4fetch";
import type { App } from "cdktf";
import { run } from "../../cli/main";
import { EnvironmentStack, moved } from "../../constructs/core";
import type { BackendConfig } from "../../constructs/core/environments/backend";
import { Bucket } from "../../constructs/storage";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { LedgerProject, stackIn, withBuckets } from "../stacks/application/memory/ledger-synth";
import { HcpServer } from "./support/hcp-server";

/** What has moved, with the real Terraform and provider: nothing of it is destroyed or made anew, and the next plan is empty. */
const project = new LedgerProject();
const tools = findTools();
const runFile = promisify(execFile);
const own = mkdtempSync(join(tmpdir(), "groundplan-moving-"));
const KEPT = "groundplan-sandbox-kept-111111111111-ap-northeast-2";
/** A bucket that is let go of, and so outlasts everything. */
const RELEASED = "shop-released-files";
/** OpenTofu says in the same line how many it forgets. */
const LETS_GO = /^Plan: 0 to add, 0 to change, 0 to destroy(, \d+ to forget)?\.$/;
let emulator: Emulator;
let variables: NodeJS.ProcessEnv;

const before = process.env.AWS_ENDPOINT_URL;

beforeAll(async () => {
  emulator = await Emulator.start({ moto: tools.moto, folder: join(own, "emulator") });
  const target = { url: emulator.url, account: "111111111111", region: "ap-northeast-2" };
  variables = {
    ...terraformEnvironment(tools, target, own),
    GROUNDPLAN_CONFIG: project.folder,
    CDKTF_OUTDIR: project.outdir,
  };
  process.env.AWS_ENDPOINT_URL = emulator.url;
  // Commands take what the tests have synthesized.
  writeFileSync(join(project.root, "cdktf.json"), JSON.stringify({ language: "typescript", app: "true" }));
});

afterAll(async () => {
  if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
  else process.env.AWS_ENDPOINT_URL = before;
  await emulator.stop();
  project.remove();
  rmSync(own, { recursive: true, force: true });
});

/** Runs Terraform in the folder of a stack, beside the server of workspaces, which is in this process. */
async function terraform(stack: string, ...args: readonly string[]): Promise<string> {
  const options = { cwd: join(project.outdir, "stacks", stack), env: variables };
  try {
    return (await runFile(tools.terraform, args, options)).stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    if (code === 2 && args[0] === "plan") return stdout ?? "";
    throw new Error(`${stack}: ${stdout}${stderr}`, { cause: error });
  }
}

/** Applies stacks one after the other, and notes it in the ledger. @returns what Terraform says of each plan */
async function deploy(...stacks: readonly string[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const stack of stacks) {
    await terraform(stack, "init", "-input=false");
    const plan = await terraform(stack, "plan", "-input=false", "-no-color", "-detailed-exitcode", "-out=plan");
    await terraform(stack, "apply", "-input=false", "plan");
    project.deploy(stack);
    said.push(/^(Plan: .*|No changes\.)/m.exec(plan)?.[0] ?? plan);
  }
  return said;
}

async function isEmpty(stack: string): Promise<boolean> {
  const plan = await terraform(stack, "plan", "-input=false", "-no-color", "-detailed-exitcode");
  return plan.includes("No changes.");
}

async function groundplan(...args: readonly string[]): Promise<{ exitCode: number; out: string }> {
  let out = "";
  const print = (text: string) => {
    out += text;
  };
  const exitCode = await run(args, { root: project.root, variables, print, printError: print });
  return { exitCode, out };
}

const spec = (
  buckets: EnvironmentSpec["buckets"] = { reports: { bucketName: KEPT } },
  more: Partial<EnvironmentSpec> = {},
) => withBuckets(buckets ?? {}, more);

test("a renamed construct is moved with all that it has made: no destroy, and the next plan is empty", async () => {
  project.synth(spec());
  await deploy("sandbox-buckets");
  const count = project.linesWith("buckets/reports").length;
  project.synth(
    spec(
      { archive: { bucketName: KEPT } },
      { moved: [{ from: "buckets/buckets/reports", to: "buckets/buckets/archive" }] },
    ),
  );
  expect(count).toBeGreaterThan(4);
  expect(await deploy("sandbox-buckets")).toEqual(["Plan: 0 to add, 0 to change, 0 to destroy."]);
  expect(await isEmpty("sandbox-buckets")).toBe(true);
  project.synth(spec({ archive: { bucketName: KEPT } }));
  expect(await isEmpty("sandbox-buckets")).toBe(true);
});

test("what is released leaves the state and stays in AWS, and the next plan is empty, with the line and without it", async () => {
  const both = { archive: { bucketName: KEPT }, files: { bucketName: RELEASED } };
  project.synth(spec(both));
  await deploy("sandbox-buckets");
  const count = project.linesWith("buckets/files").length;
  const there = await emulator.resources();
  const released = ["buckets/buckets/files"];
  const said = project.synth(spec({ archive: { bucketName: KEPT } }, { released }));
  expect(said.join()).toContain(`lets go of ${count} resources at buckets/buckets/files, which stay in AWS`);
  expect(await deploy("sandbox-buckets")).toEqual([expect.stringMatching(LETS_GO)]);
  expect(await terraform("sandbox-buckets", "state", "list")).not.toContain("files");
  expect(await emulator.resources()).toEqual(there);
  expect(there.join()).toContain(RELEASED);
  expect(await isEmpty("sandbox-buckets")).toBe(true);
  expect(project.synth(spec({ archive: { bucketName: KEPT } }, { released }))).toEqual([
    "released: no ledger has anything of buckets/buckets/files: the line that says so can be taken out",
  ]);
  expect(await isEmpty("sandbox-buckets")).toBe(true);
  project.synth(spec({ archive: { bucketName: KEPT } }));
  expect(await isEmpty("sandbox-buckets")).toBe(true);
});

/** A bucket of one's own in one of two stacks, the second of which takes it over. */
const code =
  (stack: "files" | "archive", isMoved = false) =>
  (app: App) => {
    const { environment } = spec();
    const stacks = ["files", "archive"].map((name) => new EnvironmentStack(app, name, environment));
    const [, archive] = stacks;
    new Bucket(stackIn(app, `sandbox-${stack}`), "own", { bucketName: "shop-own-files" });
    if (isMoved && archive) moved(archive, "/files/own", "own");
  };
const archived = () => spec({ archive: { bucketName: KEPT } });

test("what goes to another stack is imported there and let go here, in either order, and its ids come from the state", async () => {
  project.synth(archived(), { code: code("files") });
  await deploy("sandbox-files", "sandbox-archive");
  const count = project.linesWith("sandbox-files/own").length;
  expect(() => project.synth(archived(), { code: code("archive", true) })).toThrow(
    "npx groundplan ledger sandbox --ids files/own",
  );
  const { exitCode, out } = await groundplan("ledger", "sandbox", "--ids", "files/own");
  expect([exitCode, out]).toEqual([0, expect.stringContaining(`has the ids of ${count} addresses`)]);
  project.synth(archived(), { code: code("archive", true) });
  const [imported] = await deploy("sandbox-archive");
  expect(imported).toMatch(new RegExp(`^Plan: ${count} to import, 0 to add, \\d+ to change, 0 to destroy\\.$`));
  expect(await deploy("sandbox-files")).toEqual([expect.stringMatching(LETS_GO)]);
  expect(project.linesWith("sandbox-files/own")).toEqual([]);
  project.synth(archived(), { code: code("archive", true) });
  expect([await isEmpty("sandbox-archive"), await isEmpty("sandbox-files")]).toEqual([true, true]);
});

const hcp = new HcpServer(engineVersion());

function engineVersion(): string {
  const { stdout } = spawnSync(tools.terraform, ["version", "-json"], { encoding: "utf8" });
  return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
}

afterAll(() => hcp.stop());

/** The environment with its states on the disk, in a bucket that others have made, or in workspaces that Terraform makes. */
const BACKENDS: Readonly<Record<string, () => Promise<BackendConfig | undefined>>> = {
  "on the disk": async () => undefined,
  "in S3": async () => {
    await makeStateBucket();
    return { type: "s3", bucket: "shop-states", bucketExists: true };
  },
  "in workspaces of HCP Terraform": async () => {
    await hcp.start();
    const { TF_CLI_CONFIG_FILE: file } = variables;
    const text = file === undefined ? "" : readFileSync(file, "utf8");
    variables.TF_CLI_CONFIG_FILE = join(own, "hcp.tfrc");
    writeFileSync(variables.TF_CLI_CONFIG_FILE, `${text}\n${hcp.cliConfig}`);
    return { type: "cloud", organization: "shop", hostname: hcp.hostname };
  },
};

async function makeStateBucket(): Promise<void> {
  const credentials = { accessKeyId: "EMULATOR111111111111", secretAccessKey: "emulator" };
  const client = new AwsClient({ ...credentials, region: "ap-northeast-2", service: "s3", retries: 0 });
  const body =
    "<CreateBucketConfiguration><LocationConstraint>ap-northeast-2</LocationConstraint></CreateBucketConfiguration>";
  const { ok } = await client.fetch(`${emulator.url}/shop-states`, { method: "PUT", body });
  if (!ok) throw new Error("the bucket for states was not made");
}

test.each(Object.entries(BACKENDS))("a stack with another name takes its state with it, kept %s", async (_, begin) => {
  const backend = await begin();
  // Terraform remembers there where the states of the test before lay.
  rmSync(join(project.outdir, "stacks"), { recursive: true, force: true });
  const environment = { ...spec().environment, ...(backend ? { backend } : {}) };
  const kept = () => spec({ archive: { bucketName: KEPT } }, { environment });
  const store = (name: string) => (app: App) => {
    new Bucket(new EnvironmentStack(app, name, environment), "own", { bucketName: "shop-own-files" });
  };
  project.synth(kept(), { code: store("archive") });
  await deploy("sandbox-buckets", "sandbox-archive");
  const held = await terraform("sandbox-archive", "state", "list");
  project.synth(kept(), { code: store("store") });
  const refused = await groundplan("ledger", "sandbox", "--rename-stack", "archive", "buckets", "--auto-approve");
  expect([refused.exitCode, refused.out]).toEqual([1, expect.stringContaining("which has resources of its own")]);
  const { exitCode, out } = await groundplan(
    "ledger",
    "sandbox",
    "--rename-stack",
    "archive",
    "store",
    "--auto-approve",
  );
  expect([exitCode, out]).toEqual([0, expect.stringContaining("npx groundplan plan sandbox-store")]);
  project.synth(kept(), { code: store("store") });
  expect(await deploy("sandbox-store")).toEqual([
    expect.stringMatching(/^Plan: 0 to add, \d+ to change, 0 to destroy\.$|^No changes\.$/),
  ]);
  expect(await isEmpty("sandbox-store")).toBe(true);
  expect(await terraform("sandbox-store", "state", "list")).toBe(held);
  expect(project.linesWith("sandbox-archive")).toEqual([]);
  if (backend?.type === "cloud") {
    expect(hcp.workspaces).toEqual({
      "groundplan-sandbox-buckets": "full",
      "groundplan-sandbox-archive": "empty",
      "groundplan-sandbox-store": "full",
    });
  }
  for (const stack of ["sandbox-store", "sandbox-buckets"]) {
    await terraform(stack, "destroy", "-auto-approve", "-input=false");
    project.destroy(stack);
  }
  // What was released is nobody's to destroy.
  const others = ["kms", "shop-states", RELEASED];
  const left = (await emulator.resources()).filter((resource) => !others.some((one) => resource.includes(one)));
  expect(left).toEqual([]);
});
