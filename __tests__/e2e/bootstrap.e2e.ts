import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import type { Emulator } from "../../emulator/server";
import { backendOf } from "../../runner/backends";
import { type BootstrapOptions, bootstrap, destroyBootstrap } from "../../runner/bootstrap";
import { readStacks, type SynthesizedStack } from "../../runner/stacks";
import { createWorkspace, removeWorkspace, startEmulator, terraformAt, type Workspace } from "./harness";

/** The state bucket of an environment: made, taken over, moved, taken down. With a lock table, and without. */
const staging = createWorkspace({ GROUNDPLAN_ENV: "staging" });
const closed = createWorkspace({ GROUNDPLAN_ENV: "closed", GROUNDPLAN_CONFIG: "__tests__/e2e/variants" });
let emulator: Emulator;
let checkouts = 0;

beforeAll(async () => {
  emulator = await startEmulator(staging, "emulator");
});

afterEach(() => emulator.reset());

afterAll(async () => {
  await emulator.stop();
  for (const workspace of [staging, closed]) removeWorkspace(workspace);
});

interface Checkout extends BootstrapOptions {
  readonly others: readonly SynthesizedStack[];
  readonly lines: readonly string[];
  /** Where the state of the stack lies while it is not in the bucket. */
  readonly localState: string;
}

/** A checkout of its own, with local states of its own. */
function checkout(workspace: Workspace, { isProtected = false } = {}): Checkout {
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
    terraform: (of, where) => terraformAt(workspace, of, emulator.url, where),
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

test.each([
  ["a lock file", staging, 7],
  ["a lock table", closed, 8],
])(
  "a bucket with %s is made once, by one machine, its state is in it, and it goes without leftovers",
  async (_, workspace, count) => {
    const mine = checkout(workspace);
    expect(await bootstrap(mine)).toBe("made");
    expect(fs.existsSync(mine.localState)).toBe(false);
    expect(await bootstrap(mine)).toBe("unchanged");

    const colleagues = checkout(workspace);
    expect(await bootstrap(colleagues)).toBe("unchanged");
    const terraform = colleagues.terraform(colleagues.stack, colleagues.stack.folder);
    expect(Object.keys(await terraform.resourceIds())).toHaveLength(count);

    expect(await destroyBootstrap({ ...colleagues, others: [] })).toBe("destroyed");
    expect(await emulator.resources()).toEqual([]);
    expect(await destroyBootstrap({ ...mine, others: [] })).toBe("nothing");
  },
);

test("a bucket that somebody made by hand is taken over, with what it lacks, and a foreign one is not", async () => {
  const mine = checkout(staging);
  const backend = backendOf(mine.stack.folder);
  if (backend.type !== "s3") throw new Error("staging has no bucket.");
  const scope = `EMULATOR${mine.stack.account}/20250101/ap-northeast-2/s3/aws4_request`;
  const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
  const body =
    "<CreateBucketConfiguration><LocationConstraint>ap-northeast-2</LocationConstraint></CreateBucketConfiguration>";
  await fetch(`${emulator.url}/${backend.bucket}`, { method: "PUT", headers, body });

  expect(await bootstrap({ ...mine, ask: async () => false })).toBe("not approved");
  expect(fs.existsSync(mine.localState)).toBe(false);
  expect(await bootstrap(mine)).toBe("adopted");
  expect(mine.lines).toContain(`${backend.bucket} is there and no state of it: taking it over.`);
  expect(await bootstrap(mine)).toBe("unchanged");

  // The state has been lost, and the bucket says whose it is.
  await fetch(`${emulator.url}/${backend.bucket}/${backend.key}`, { method: "DELETE", headers });
  const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
  const tags = `<Tagging><TagSet>${tag("ManagedBy", "groundplan")}${tag("Project", "shop")}</TagSet></Tagging>`;
  await fetch(`${emulator.url}/${backend.bucket}?tagging`, { method: "PUT", headers, body: tags });
  expect(await codesOf(bootstrap(mine))).toEqual(["BOOTSTRAP_BUCKET_OF_ANOTHER"]);
});

test("a state that lay in a local file before is moved into the bucket, which is kept while it is needed", async () => {
  const mine = checkout(staging);
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
  expect(await codesOf(destroyBootstrap(checkout(staging, { isProtected: true })))).toEqual([
    "BOOTSTRAP_BUCKET_PROTECTED",
  ]);
  expect(await bootstrap(mine)).toBe("unchanged");
});

/** Gives a stack a state that holds something. */
async function pushState({ others, terraform }: Checkout, name: string): Promise<void> {
  const stack = others.find((candidate) => candidate.name === name);
  if (!stack) throw new Error(`There is no ${name}.`);
  const own = terraform(stack, stack.folder);
  await own.init();
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
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
