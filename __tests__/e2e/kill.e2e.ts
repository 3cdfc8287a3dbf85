import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Emulator } from "../../emulator/server";
import { findTools } from "../../emulator/tools";
import { until } from "./support/harness";
import { type Backend, SlowStack } from "./support/kill-driver";
import { BreakableProxy } from "./support/proxy";

/**
 * Commands that are killed in the middle, and the next command. The stacks are of Terraform's built-in resources, so that the tests are
 * about Terraform, its states and its locks, and nothing else.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-kill-"));
const ALL = ["terraform_data.first", "terraform_data.second", "terraform_data.third"];
let emulator: Emulator;
let stack: SlowStack;
let buckets = 0;

beforeAll(async () => {
  emulator = await Emulator.start({ moto: findTools().moto, folder });
});

afterEach(() => stack.remove());

afterAll(async () => {
  await emulator.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const backends = {
  local: async () => new SlowStack({ local: { path: "../../../state/dev-slow.tfstate" } }, {}),
  S3: (url = emulator.url) => stackInBucket(url),
};

async function stackInBucket(url: string): Promise<SlowStack> {
  const bucket = `states-${++buckets}`;
  const scope = "EMULATOR111111111111/20250101/us-east-1/s3/aws4_request";
  const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
  await fetch(`${emulator.url}/${bucket}`, { method: "PUT", headers });
  const s3: Backend = { bucket, key: "dev/slow.tfstate", region: "us-east-1", use_lockfile: true, max_retries: 1 };
  const emulated = { use_path_style: true, skip_credentials_validation: true, skip_requesting_account_id: true };
  return new SlowStack(
    { s3: { ...s3, ...emulated } },
    {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "EMULATOR111111111111",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  );
}

const commands = ["deploy", "destroy"] as const;
const kinds = ["local", "S3"] as const;
const cases = kinds.flatMap((backend) => commands.map((command) => [command, backend] as const));

/** The stack, in the middle of a command. */
async function inTheMiddle(command: "deploy" | "destroy", backend: "local" | "S3") {
  stack = await backends[backend]();
  if (command === "destroy") expect(await stack.run("deploy")).toMatchObject({ code: 0 });
  return stack.startUntilTheMiddle(command);
}

/** What Terraform has told to end, such as the program of a provisioner, may take a moment longer than Terraform itself. */
function nothingRuns(): Promise<void> {
  return until("The end of all that the command had started", 10, () => stack.processes().length === 0);
}

/** One command more does what the broken one was to do, and leaves neither a process nor a journal. */
async function goOn(command: "deploy" | "destroy"): Promise<string> {
  const { code, output } = await stack.run(command);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(await stack.addresses()).toEqual(command === "deploy" ? ALL : []);
  await nothingRuns();
  expect(fs.readdirSync(stack.runs)).toEqual([]);
  return output;
}

describe.each(cases)("%s with %s state", (command, backend) => {
  test("interrupted: it ends and unlocks, and one command goes on", async () => {
    const { child, ended } = await inTheMiddle(command, backend);
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 1 });
    await nothingRuns();
    expect(await goOn(command)).not.toContain("broken off");
  });

  test("killed: its Terraform goes on, and one command ends that and goes on", async () => {
    const { child, ended } = await inTheMiddle(command, backend);
    child.kill("SIGKILL");
    await ended;
    expect(stack.processes().length).toBeGreaterThan(0);
    expect(await goOn(command)).toMatch(
      /dev-slow: the process of the run of .* still works \(\d+\): interrupting it and waiting\./,
    );
  });

  test("killed with all that it started: one command frees the lock and goes on", async () => {
    const { ended } = await inTheMiddle(command, backend);
    stack.killAll();
    await ended;
    const output = await goOn(command);
    if (backend === "S3") expect(output).toMatch(/dev-slow: freeing the lock of a run that was broken off/);
    expect(output).toMatch(/dev-slow: the (apply|destroy) of .* was broken off/);
  });
});

test("what was made and did not reach the state in S3 is named with the command that takes it in", async () => {
  const { ended } = await inTheMiddle("deploy", "S3");
  stack.killAll();
  await ended;
  const { output } = await stack.run("deploy");
  expect(output).toContain("These exist, and the state does not hold them. To take them in:\n");
  expect(output).toMatch(/ {2}npx groundplan terraform dev-slow -- import terraform_data\.first [0-9a-f-]{36}\n/);
  expect(output).toContain("These may exist, since their creation had begun:\n  terraform_data.second\n");
});

test("the lock of somebody else stays: whose it is, and the command that frees it, are told", async () => {
  const { ended } = await inTheMiddle("deploy", "S3");
  stack.killAll();
  await ended;
  // The same lock, of a run that nobody here began.
  fs.rmSync(stack.runs, { recursive: true });
  const { code, output } = await stack.run("deploy");
  expect(code).toBe(1);
  const [, owner, id = ""] =
    /The state of dev-slow is locked by (\S+), OperationTypeApply, since .*\n.*If nobody works on it any more:\n.* {2}npx groundplan terraform dev-slow -- force-unlock (\S+)/.exec(
      output,
    ) ?? [];
  expect(owner).toBe(`${os.userInfo().username}@${os.hostname()}`);
  await stack.terraform().run("force-unlock", ["-force", id]);
  await goOn("deploy");
});

test("a state that could not be written is refused to be passed over, until it is pushed by hand", async () => {
  const proxy = new BreakableProxy(emulator.port);
  await proxy.listen();
  stack = await backends.S3(proxy.url);
  const { ended } = await stack.startUntilTheMiddle("deploy");
  proxy.break();
  stack.wakeUp();
  expect(await ended).toMatchObject({ code: 1 });
  expect(stack.isUnsaved).toBe(true);
  await proxy.listen();

  const refused = await stack.run("deploy");
  expect(refused.output).toContain("STATE_UNSAVED");
  expect(refused.output).toContain("npx groundplan terraform dev-slow -- state push errored.tfstate");
  // The lock could not be freed either.
  const locked = await stack.byHand("state", "push", "errored.tfstate");
  expect(locked.code).toBe(1);
  const [, id = ""] = /^[\s│]*ID:\s+(\S+)/m.exec(locked.output) ?? [];
  expect(await stack.byHand("force-unlock", "-force", id)).toMatchObject({ code: 0 });
  expect(await stack.byHand("state", "push", "errored.tfstate")).toMatchObject({ code: 0 });
  expect(stack.isUnsaved).toBe(false);
  expect(await stack.addresses()).toContain("terraform_data.first");
  await goOn("deploy");
  await proxy.close();
});

test("Terraform by hand works in the stack's own state, and its exit code is passed on", async () => {
  stack = await backends.S3();
  expect(await stack.byHand("plan", "-detailed-exitcode")).toMatchObject({ code: 2 });
  await goOn("deploy");
  expect(await stack.byHand("plan", "-detailed-exitcode")).toMatchObject({ code: 0 });
  expect((await stack.byHand("state", "list")).output).toContain(ALL.join("\n"));

  // A rename: what is there is kept under its new address.
  const ids = await stack.terraform().resourceIds();
  expect(await stack.byHand("state", "mv", "terraform_data.third", "terraform_data.renamed")).toMatchObject({
    code: 0,
  });
  expect(await stack.terraform().resourceIds()).toMatchObject({
    "terraform_data.renamed": ids["terraform_data.third"],
  });
  expect(await stack.byHand("state", "rm", "terraform_data.renamed")).toMatchObject({ code: 0 });

  // What exists and is not in the state is taken in.
  const third = ids["terraform_data.third"] ?? "";
  expect(await stack.byHand("import", "terraform_data.third", third)).toMatchObject({ code: 0 });
  expect(await stack.terraform().resourceIds()).toMatchObject({ "terraform_data.third": third });
  expect((await stack.byHand("state", "show", "terraform_data.nothing")).code).toBe(1);
});

test("what was made only in part is replaced, unless it is said to be whole", async () => {
  stack = await backends.local();
  await goOn("deploy");
  const ids = await stack.terraform().resourceIds();
  expect(await stack.byHand("taint", "terraform_data.third")).toMatchObject({ code: 0 });
  expect(await stack.byHand("untaint", "terraform_data.third")).toMatchObject({ code: 0 });
  expect(await stack.byHand("taint", "terraform_data.second")).toMatchObject({ code: 0 });
  await goOn("deploy");
  const now = await stack.terraform().resourceIds();
  expect(now["terraform_data.third"]).toBe(ids["terraform_data.third"]);
  expect(now["terraform_data.second"]).not.toBe(ids["terraform_data.second"]);
});
