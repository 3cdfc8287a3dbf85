import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../cli/main";
import { Emulator } from "../../emulator/server";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { projectRoot } from "../../runner/project";

/**
 * The commands as users give them, with the real application, Terraform and provider, on an environment of a network and a bastion:
 * every step goes on where the one before it ended.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-deploy-"));
const account = "888888888888";
const tools = findTools();
let emulator: Emulator;

interface Trial {
  /**
   * What stands in front of services: a balancer in the public subnets.
   *
   * @default - nothing
   */
  readonly edge?: boolean;
  /** @default false */
  readonly protect?: boolean;
}

/** Writes the environment `trial`; its bastion lies in the last zone. */
function configure(zones: readonly string[], { edge = false, protect = false }: Trial = {}): void {
  fs.mkdirSync(path.join(folder, "config"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "config/trial.yaml"),
    `project: groundplan
owner: platform
account: "${account}"
region: ap-northeast-2
protect: ${protect}
backend:
  type: local
network:
  cidr: 10.60.0.0/20
  zones: [${zones.join(", ")}]
  tiers:
    web:
      kind: public
      prefixLength: 26
    app:
      kind: isolated
      prefixLength: 24
      subnetGroups: []
access:
  bastion:
    zone: ${zones.at(-1)}
    tier: app
    access:
      mode: instance-connect
exemptions:
  - { rule: NET-24, at: trial-network, reason: the tests look at no traffic, until: 2099-12-31 }
${edge ? "edge:\n  domain:\n    name: trial.example.com\n" : ""}`,
  );
}

/** Variables that a user would have set. */
function variables(): NodeJS.ProcessEnv {
  const target = { url: emulator.url, account, region: "ap-northeast-2" };
  return {
    ...terraformEnvironment(tools, target, folder),
    GROUNDPLAN_CONFIG: path.join(folder, "config"),
    CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
  };
}

/** Runs `groundplan`, without a terminal. */
function groundplan(...args: readonly string[]): Promise<{ exitCode: number; out: string }> {
  return groundplanWith({}, ...args);
}

async function groundplanWith(more: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const context = { root: projectRoot(), variables: { ...variables(), ...more }, print, printError: print };
  const exitCode = await run(args, context);
  return { exitCode, out: printed.join("") };
}

function plans(name: string): string {
  return path.join(folder, name);
}

beforeAll(async () => {
  configure(["a", "b"]);
  emulator = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
});

afterAll(async () => {
  await emulator?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("the first plan has changes, and plans the bastion with mock values of the network", async () => {
  const { exitCode, out } = await groundplan("plan", "trial-*", "--out", plans("first"));
  expect(out).toMatch(/trial-access +\d+ to add \(planned with mock values of trial-network\)/);
  expect(exitCode).toBe(2);
});

test("its plans deploy the network; what was planned with mock values is left, and named with the command that plans it", async () => {
  const { exitCode, out } = await groundplan("deploy", "--plan", plans("first"), "--auto-approve");
  expect(out).toMatch(/trial-network +applied/);
  expect(out).toContain("trial-access is left: it was planned with mock values of trial-network.");
  expect(out).toContain(`npx groundplan plan --out ${plans("first")}-2 trial-access\n`);
  expect(exitCode).toBe(2);
});

test("the deploy goes on with the bastion, and the next plan is empty", async () => {
  expect((await groundplan("deploy", "trial-*", "--auto-approve")).out).toMatch(/trial-access +applied/);
  expect((await groundplan("plan", "trial-*")).exitCode).toBe(0);
});

test("plans that were saved are applied, and refused as stale the second time", async () => {
  configure(["a", "c", "b"]);
  expect((await groundplan("plan", "trial-network", "--out", plans("zone"))).exitCode).toBe(2);
  const first = await groundplan("deploy", "--plan", plans("zone"), "--auto-approve");
  expect(first).toMatchObject({ exitCode: 0 });
  const second = await groundplan("deploy", "--plan", plans("zone"), "--auto-approve");
  expect(second.exitCode).toBe(1);
  expect(second.out).toContain("Saved plan is stale");
  expect(second.out).toContain("trial-network is left: the state has changed since it was planned.");
});

test("plans that were saved are refused when the configuration is another one", async () => {
  expect((await groundplan("plan", "trial-*", "--out", plans("old"))).exitCode).toBe(0);
  configure(["a", "c"]);
  const { exitCode, out } = await groundplan("deploy", "--plan", plans("old"), "--auto-approve");
  expect(exitCode).toBe(1);
  expect(out).toContain("[PLAN_CONFIGURATION_CHANGED]");
});

test("a zone that the bastion lies in goes after the bastion has left it", async () => {
  const { exitCode, out } = await groundplan("deploy", "trial-*", "--auto-approve");
  expect(exitCode).toBe(0);
  const done = [...out.matchAll(/^(trial-\w+): applied/gm)].map(([, stack]) => stack);
  expect(done).toEqual(["trial-access", "trial-network"]);
  expect((await groundplan("plan", "trial-*")).exitCode).toBe(0);
});

test("the network is not destroyed before the bastion", async () => {
  const refused = await groundplan("destroy", "trial-network", "--auto-approve");
  expect(refused.exitCode).toBe(1);
  expect(refused.out).toContain("npx groundplan destroy trial-access trial-network");
});

test("an edge is added and everything is protected", async () => {
  configure(["a", "c"], { edge: true, protect: true });
  const { exitCode, out } = await groundplan("deploy", "trial-*", "--auto-approve");
  expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringMatching(/trial-edge +applied/) });
});

test("an edge that is taken out of the configuration is not forgotten, and keeps the zones that it lies in", async () => {
  configure(["a"], { protect: true });
  const all = await groundplan("deploy", "trial-*", "--auto-approve");
  expect(all).toMatchObject({ exitCode: 1, out: expect.stringContaining("[STACK_GONE]") });
  const others = await groundplan("deploy", "trial-network", "trial-access", "--auto-approve");
  expect(others).toMatchObject({ exitCode: 1, out: expect.stringContaining("[ORDER_GONE_FIRST]") });
  expect(others.out).toContain("npx groundplan destroy trial-edge\n");
});

test("Terraform still runs in the folder of the stack that is gone", async () => {
  const child = spawnSync(
    process.execPath,
    [path.join(projectRoot(), "bin/groundplan.js"), "terraform", "trial-edge", "--", "state", "list"],
    { cwd: projectRoot(), env: variables(), encoding: "utf8" },
  );
  expect(child).toMatchObject({ status: 0, stdout: expect.stringMatching(/^aws_lb\./m) });
});

test("what AWS protects in a stack that is gone is told before its destroy, with the steps", async () => {
  const { exitCode, out } = await groundplan("destroy", "trial-edge", "--auto-approve");
  expect(exitCode).toBe(1);
  expect(out).toContain("[DESTROY_PROTECTED]");
  expect(out).toContain("run GROUNDPLAN_UNPROTECT=trial npx groundplan destroy trial-edge, and then take it away");
});

test("a protected environment is destroyed by one command that lifts the protection, and nothing is left", async () => {
  configure(["a", "c"], { edge: true, protect: true });
  const refused = await groundplan("destroy", "trial-*", "--auto-approve");
  expect(refused.exitCode).toBe(1);
  expect(refused.out.match(/\[DESTROY_PROTECTED\]/g)).toHaveLength(2);
  const unprotected = { GROUNDPLAN_UNPROTECT: "trial" };
  const { exitCode, out } = await groundplanWith(unprotected, "destroy", "trial-*", "--auto-approve");
  expect({ exitCode, out }).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining("trial-edge: taking protection off"),
  });
  expect((await emulator.resources()).filter((resource) => resource.startsWith(`${account}/`))).toEqual([]);
});
