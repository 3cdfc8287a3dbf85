import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../cli/main";
import { GroundplanError } from "../../constructs/core/errors";
import { LongLivedProvider } from "../../emulator/long-lived-provider";
import type { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { projectRoot } from "../../runner/project";
import { readStacks, type SynthesizedStack } from "../../runner/stacks/stacks";
import { backendOf } from "../../runner/state/backends";
import { type BootstrapOptions, bootstrap, destroyBootstrap } from "../../runner/state/bootstrap";
import { findTerraform } from "../../runner/terraform/find-terraform";
import {
  createWorkspace,
  providerProgram,
  removeWorkspace,
  startEmulator,
  terraformAt,
  type Workspace,
} from "./support/harness";

/** The state bucket of an environment: made, taken over, moved, taken down. With a lock table, and without. */
const staging = createWorkspace({ GROUNDPLAN_ENV: "staging" });
const closed = createWorkspace({ GROUNDPLAN_ENV: "closed", GROUNDPLAN_CONFIG: "__tests__/e2e/variants" });
let checkouts = 0;
let emulators = 0;

afterAll(() => {
  for (const workspace of [staging, closed]) removeWorkspace(workspace);
});

let provider: string | undefined;

beforeAll(async () => {
  provider = await providerProgram(staging);
});

/** Where a test works. */
interface Place {
  readonly emulator: Emulator;
  /** Variables of Terraform: with them it takes the provider that runs already. */
  readonly variables: NodeJS.ProcessEnv;
}

/**
 * Runs a test with an emulator and a provider of its own: most of the time is waiting for what a bucket takes, so the tests run side by
 * side, and the rest is the start of the provider in some ten commands.
 */
async function inPlace(workspace: Workspace, task: (place: Place) => Promise<void>): Promise<void> {
  const name = `emulator-${++emulators}`;
  const emulator = await startEmulator(workspace, name);
  const folder = path.join(workspace.folder, name);
  const [stack] = workspace.stacks;
  if (!stack) throw new Error("There are no stacks.");
  const target = { url: emulator.url, account: stack.account, region: stack.region };
  const env = terraformEnvironment(workspace.tools, target, workspace.folder);
  const started = provider ? await LongLivedProvider.start(provider, env, folder) : "none was found";
  try {
    const variables = started instanceof LongLivedProvider ? started.variables : {};
    await task({ emulator, variables });
  } finally {
    if (started instanceof LongLivedProvider) await started.stop();
    await emulator.stop();
  }
}

interface Checkout extends BootstrapOptions {
  readonly others: readonly SynthesizedStack[];
  readonly lines: readonly string[];
  /** Where the state of the stack lies while it is not in the bucket. */
  readonly localState: string;
}

/** A checkout of its own, with local states of its own. */
function checkout({ emulator, variables }: Place, workspace: Workspace, { isProtected = false } = {}): Checkout {
  const folder = path.join(workspace.folder, `checkout-${++checkouts}`);
  const from = path.join(workspace.folder, isProtected ? "cdktf.out" : "unprotected");
  fs.cpSync(from, path.join(folder, "cdktf.out"), { recursive: true });
  const others = readStacks(path.join(folder, "cdktf.out"));
  const stack = others.find(({ name }) => name.endsWith("-state"));
  if (!stack) throw new Error("There is no state stack.");
  const lines: string[] = [];
  return {
    stack,
    others,
    lines,
    localState: path.join(folder, ".groundplan/state", `${stack.name}.tfstate`),
    tell: (line) => lines.push(line),
    terraform: (of, where) => terraformAt(workspace, of, emulator.url, where, variables),
  };
}

async function codesOf(run: Promise<unknown>): Promise<string[]> {
  return run.then(
    () => [],
    (error: unknown) => {
      if (error instanceof GroundplanError) return error.problems.map(({ code }) => code);
      throw error;
    },
  );
}

test.concurrent.each([
  ["a lock file", staging, 7],
  ["a lock table", closed, 8],
])(
  "a bucket with %s is made once, by one machine, its state is in it, and it goes without leftovers",
  (_, workspace, count) =>
    inPlace(workspace, async (place) => {
      const mine = checkout(place, workspace);
      expect(await bootstrap(mine)).toBe("made");
      expect(fs.existsSync(mine.localState)).toBe(false);
      expect(await bootstrap(mine)).toBe("unchanged");

      const colleagues = checkout(place, workspace);
      expect(await bootstrap(colleagues)).toBe("unchanged");
      const terraform = colleagues.terraform(colleagues.stack, colleagues.stack.folder);
      expect(Object.keys(await terraform.resourceIds())).toHaveLength(count);

      expect(await destroyBootstrap({ ...colleagues, others: [] })).toBe("destroyed");
      expect(await place.emulator.resources()).toEqual([]);
      expect(await destroyBootstrap({ ...mine, others: [] })).toBe("nothing");
    }),
);

test.concurrent("a bucket that somebody made by hand is taken over, with what it lacks, and a foreign one is not", () =>
  inPlace(staging, async (place) => {
    const mine = checkout(place, staging);
    const backend = backendOf(mine.stack.folder);
    if (backend.type !== "s3") throw new Error("staging has no bucket.");
    const scope = `EMULATOR${mine.stack.account}/20250101/ap-northeast-2/s3/aws4_request`;
    const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
    const body =
      "<CreateBucketConfiguration><LocationConstraint>ap-northeast-2</LocationConstraint></CreateBucketConfiguration>";
    await fetch(`${place.emulator.url}/${backend.bucket}`, { method: "PUT", headers, body });

    expect(await bootstrap({ ...mine, ask: async () => false })).toBe("not approved");
    expect(fs.existsSync(mine.localState)).toBe(false);
    expect(await bootstrap(mine)).toBe("adopted");
    expect(mine.lines).toContain(`${backend.bucket} is there and no state of it: taking it over.`);
    expect(await bootstrap(mine)).toBe("unchanged");

    // The state has been lost, and the bucket says whose it is.
    await fetch(`${place.emulator.url}/${backend.bucket}/${backend.key}`, { method: "DELETE", headers });
    const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
    const tags = `<Tagging><TagSet>${tag("ManagedBy", "groundplan")}${tag("Project", "shop")}</TagSet></Tagging>`;
    await fetch(`${place.emulator.url}/${backend.bucket}?tagging`, { method: "PUT", headers, body: tags });
    expect(await codesOf(bootstrap(mine))).toEqual(["BOOTSTRAP_BUCKET_OF_ANOTHER"]);
  }));

test.concurrent("a state that lay in a local file before is moved into the bucket, which is kept while it is needed", () =>
  inPlace(staging, async (place) => {
    const mine = checkout(place, staging);
    const { stack, terraform } = mine;
    // As it was deployed before: with a local backend.
    const folder = path.join(path.dirname(mine.localState), "before");
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(path.join(stack.folder, "cdk.tf.json"), path.join(folder, "cdk.tf.json"));
    const local = { terraform: { backend: { local: { path: mine.localState } } } };
    fs.writeFileSync(path.join(folder, "backend_override.tf.json"), JSON.stringify(local));
    const before = terraform(stack, folder);
    await before.init();
    await before.apply();
    const ids = await before.resourceIds();

    await bootstrap(mine);
    expect(fs.existsSync(mine.localState)).toBe(false);
    expect(await terraform(stack, stack.folder).resourceIds()).toEqual(ids);

    await pushState(mine, "staging-access");
    expect(await codesOf(destroyBootstrap(mine))).toEqual(["BOOTSTRAP_BUCKET_IN_USE"]);
    expect(await codesOf(destroyBootstrap(checkout(place, staging, { isProtected: true })))).toEqual([
      "BOOTSTRAP_BUCKET_PROTECTED",
    ]);
    expect(await bootstrap(mine)).toBe("unchanged");
  }));

/** Gives a stack a state that holds something. */
async function pushState({ others, terraform }: Checkout, name: string): Promise<void> {
  const stack = others.find((candidate) => candidate.name === name);
  if (!stack) throw new Error(`There is no ${name}.`);
  const own = terraform(stack, stack.folder);
  await own.init();
  const registry = findTerraform(process.env).engine === "OpenTofu" ? "registry.opentofu.org" : "registry.terraform.io";
  const provider = `provider["${registry}/hashicorp/aws"]`;
  const instances = [{ schema_version: 1, attributes: { id: "vpc-1" } }];
  const state = {
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "11111111-1111-1111-1111-111111111111",
    outputs: {},
    resources: [{ mode: "managed", type: "aws_vpc", name: "v", provider, instances }],
  };
  const file = path.join(stack.folder, "state.json");
  fs.writeFileSync(file, JSON.stringify(state));
  await own.run("state push", ["push", file], [0], "state");
}

test.concurrent("the command makes a bucket in the backend's region, which another environment then uses and leaves alone", () =>
  inPlace(staging, async ({ emulator, variables }) => {
    const folder = fs.mkdtempSync(path.join(staging.folder, "command-"));
    configure(folder, "far", "lock: lockfile");
    configure(folder, "near", "bucketExists: true");
    const groundplan = async (...args: readonly string[]) => {
      const printed: string[] = [];
      const print = (text: string) => printed.push(text);
      const target = { url: emulator.url, account: ACCOUNT, region: "ap-northeast-2" };
      const env = {
        ...terraformEnvironment(staging.tools, target, folder),
        ...variables,
        GROUNDPLAN_CONFIG: path.join(folder, "config"),
        CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
      };
      const exitCode = await run(args, { root: projectRoot(), variables: env, print, printError: print });
      return { exitCode, out: printed.join("") };
    };

    const tooEarly = await groundplan("bootstrap", "near");
    expect(tooEarly).toMatchObject({ exitCode: 1, out: expect.stringContaining("found:    no bucket far-state") });
    const made = await groundplan("bootstrap", "far", "--auto-approve");
    expect(made).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("far: the state bucket far-state is made"),
    });
    const scope = `EMULATOR${ACCOUNT}/20250101/eu-central-1/s3/aws4_request`;
    const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
    const location = await (await fetch(`${emulator.url}/far-state?location`, { headers })).text();
    expect(location).toContain(">eu-central-1<");
    const again = await groundplan("bootstrap", "far", "--auto-approve");
    expect(again).toMatchObject({ exitCode: 0, out: expect.stringContaining("nothing has to be changed") });

    const others = await groundplan("bootstrap", "near");
    const stays = "near: the state bucket far-state is there. It is made elsewhere, so it stays as it is.";
    expect(others).toMatchObject({ exitCode: 0, out: expect.stringContaining(stays) });

    const gone = await groundplan("bootstrap", "far", "--destroy", "--auto-approve");
    expect(gone).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("far: the state bucket far-state is destroyed"),
    });
    expect(await emulator.resources()).toEqual([]);
  }));

/** That of staging: the provider that runs has its key. */
const ACCOUNT = "222222222222";

/** Writes an environment with a network, whose states lie in the bucket `far-state` of another region than its own. */
function configure(folder: string, name: string, bucket: string): void {
  fs.mkdirSync(path.join(folder, "config"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "config", `${name}.yaml`),
    `project: groundplan
owner: platform
account: "${ACCOUNT}"
region: ap-northeast-2
protect: false
backend:
  type: s3
  region: eu-central-1
  bucket: far-state
  ${bucket}
network:
  cidr: ${name === "far" ? "10.60.0.0/20" : "10.61.0.0/20"}
  zones: [a]
  tiers:
    app:
      kind: isolated
      prefixLength: 24
      subnetGroups: []
`,
  );
}
