import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { identify, membersOf } from "../../runner/processes";
import { Journal, readBrokenRun } from "../../runner/state/journal";
import { endLeftovers, lostResources, tellLost } from "../../runner/state/recovery";
import { Terraform } from "../../runner/terraform/terraform";
import type { TerraformEvent } from "../../runner/terraform/terraform-events";

let folder: string;
const runs = () => path.join(folder, "runs");

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-recovery-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What Terraform reports while it makes things. */
const REPORTS = [
  { type: "apply_start", hook: { resource: { addr: "aws_vpc.v" }, action: "create" } },
  { type: "apply_complete", hook: { resource: { addr: "aws_vpc.v" }, action: "create", id_value: "vpc-1" } },
  { type: "apply_start", hook: { resource: { addr: "aws_subnet.a" }, action: "create" } },
]
  .map((message) => `${JSON.stringify(message)}\n`)
  .join("");

const LOCKED = `Error: Error acquiring the state lock

Lock Info:
  ID:        lock-1
  Operation: OperationTypeApply
  Who:       WHO
  Created:   NOW
`;

function fakeTerraform(script: string, tell: (line: string) => void = () => {}): Terraform {
  const program = path.join(folder, "terraform");
  fs.writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return new Terraform("dev-network", folder, program, { PATH: process.env.PATH }, { runs: runs(), tell });
}

test("a run that ends by itself leaves no journal, whether it succeeds or fails", async () => {
  await fakeTerraform(`test -s ${path.join("runs", "dev-network.json")}`).apply();
  expect(fs.readdirSync(runs())).toEqual([]);
  await expect(fakeTerraform("exit 1").apply()).rejects.toThrow("exit code 1");
  expect(fs.readdirSync(runs())).toEqual([]);
});

test("a run that is killed leaves who it was and what it reported", async () => {
  // On a busy machine it could be gone before it was written down.
  const untilKnown = "until grep -q pid runs/dev-network.json; do sleep 0.02; done";
  const terraform = fakeTerraform(`${untilKnown}\ncat <<'END'\n${REPORTS}END\nkill -9 $$`);
  await expect(terraform.apply()).rejects.toThrow("was ended by SIGKILL");
  expect(readBrokenRun(runs(), "dev-network")).toMatchObject({
    stack: "dev-network",
    step: "apply",
    user: os.userInfo().username,
    host: os.hostname(),
    terraform: { pid: expect.any(Number) },
    events: [{ kind: "started" }, { kind: "finished", address: "aws_vpc.v", id: "vpc-1" }, { kind: "started" }],
  });
});

test("a journal that cannot be read is none", () => {
  fs.mkdirSync(runs());
  fs.writeFileSync(path.join(runs(), "dev-network.json"), "{");
  expect(readBrokenRun(runs(), "dev-network")).toBeUndefined();
});

test("the lock that a killed run left is freed once, and the step goes on", async () => {
  await expect(fakeTerraform("kill -9 $$").apply()).rejects.toThrow("was ended by SIGKILL");
  const who = `${os.userInfo().username}@${os.hostname()}`;
  const now = new Date().toISOString().replace("T", " ").replace("Z", " +0000 UTC");
  const locked = LOCKED.replace("WHO", who).replace("NOW", now);
  const told: string[] = [];
  const script = [
    `if [ "$1" = force-unlock ]; then echo "$@" > unlocked; exit 0; fi`,
    `if [ -e unlocked ]; then echo done; exit 0; fi`,
    `cat <<'END'\n${locked}END\nexit 1`,
  ].join("\n");
  expect(await fakeTerraform(script, (line) => told.push(line)).apply()).toBe("done\n");
  expect(fs.readFileSync(path.join(folder, "unlocked"), "utf8")).toBe("force-unlock -no-color -force lock-1\n");
  expect(told).toEqual([`dev-network: freeing the lock of a run that was broken off (OperationTypeApply, ${now}).`]);
  expect(fs.readdirSync(runs())).toEqual([]);
});

test("a lock of somebody else is never freed: whose it is, and the command, are told", async () => {
  await expect(fakeTerraform("kill -9 $$").apply()).rejects.toThrow("was ended by SIGKILL");
  const now = new Date().toISOString().replace("T", " ").replace("Z", " +0000 UTC");
  const locked = LOCKED.replace("WHO", "bert@desktop").replace("NOW", now);
  const script = `if [ "$1" = force-unlock ]; then touch unlocked; fi\ncat <<'END'\n${locked}END\nexit 1`;
  await expect(fakeTerraform(script).apply()).rejects.toThrow(
    [
      `The state of dev-network is locked by bert@desktop, OperationTypeApply, since ${now}.`,
      "If nobody works on it any more:",
      "  npx groundplan terraform dev-network -- force-unlock lock-1",
    ].join("\n"),
  );
  expect(fs.existsSync(path.join(folder, "unlocked"))).toBe(false);
});

/** A process in a group of its own that was written down, as by a command that was killed. */
function leftover(script: string) {
  const child = spawn("sh", ["-c", script], { detached: true, stdio: "ignore" });
  new Journal(runs(), "dev-network", "apply").started(child.pid);
  return child;
}

test("Terraform that outlived its command is interrupted and waited for", async () => {
  const marker = path.join(folder, "unlocked");
  const child = leftover(
    `trap 'sleep 0.2; touch ${marker}; exit 0' INT; touch ${folder}/ready; while :; do sleep 0.05; done`,
  );
  while (!fs.existsSync(path.join(folder, "ready"))) await new Promise((resolve) => setTimeout(resolve, 10));
  const told: string[] = [];
  await endLeftovers(runs(), "dev-network", (line) => told.push(line));
  expect(fs.existsSync(marker)).toBe(true);
  expect(told).toEqual([
    expect.stringMatching(
      new RegExp(
        `^dev-network: the process of the run of .*Z still works \\(${child.pid}\\): interrupting it and waiting\\.$`,
      ),
    ),
  ]);
});

test("providers that outlived their Terraform are ended", async () => {
  const child = leftover(`sleep 60 & touch ${folder}/ready; wait`);
  while (!fs.existsSync(path.join(folder, "ready"))) await new Promise((resolve) => setTimeout(resolve, 10));
  process.kill(child.pid ?? 0, "SIGKILL");
  while (identify(child.pid ?? 0)) await new Promise((resolve) => setTimeout(resolve, 10));
  await endLeftovers(runs(), "dev-network", () => {});
  expect(membersOf(child.pid ?? 0)).toEqual([]);
});

describe("what a broken run made and the state lacks", () => {
  const created = (address: string, id?: string): TerraformEvent[] => [
    { kind: "started", address, action: "create" },
    ...(id ? [{ kind: "finished", address, action: "create", id } as const] : []),
  ];
  const state = (resources: Record<string, string>) => ({
    lineage: "l",
    serial: 1,
    resources: Object.entries(resources).map(([address, id]) => {
      const [type = "", name = ""] = address.split(".");
      return { mode: "managed", type, name, instances: [{ attributes: { id } }] };
    }),
  });

  test("is what was made and is not there, or is there with another id", () => {
    const events = [...created("a.x", "1"), ...created("a.y", "2"), ...created("a.z", "3")];
    expect(lostResources(events, state({ "a.x": "1", "a.y": "old" }))).toEqual([
      { address: "a.y", id: "2" },
      { address: "a.z", id: "3" },
    ]);
    expect(lostResources(events, undefined)).toHaveLength(3);
  });

  test("may be what was begun, and is not what failed or was deleted again", () => {
    const events: TerraformEvent[] = [
      ...created("a.x"),
      ...created("a.y"),
      { kind: "failed", address: "a.y", action: "create" },
      ...created("a.z", "3"),
      { kind: "finished", address: "a.z", action: "delete" },
      { kind: "started", address: "a.u", action: "update" },
    ];
    expect(lostResources(events, state({}))).toEqual([{ address: "a.x" }]);
    expect(lostResources(events, state({ "a.x": "1" }))).toEqual([]);
  });

  test("is told with the command that takes it in", async () => {
    const terraform = fakeTerraform(`cat <<'END'\n${REPORTS}END\nkill -9 $$`);
    await expect(terraform.apply()).rejects.toThrow("SIGKILL");
    const told: string[] = [];
    await tellLost(runs(), fakeTerraform("exit 0"), (line) => told.push(line));
    expect(told).toEqual([
      expect.stringMatching(/^dev-network: the apply of .*Z was broken off\.$/),
      "These exist, and the state does not hold them. To take them in:",
      "  npx groundplan terraform dev-network -- import aws_vpc.v vpc-1",
      "These may exist, since their creation had begun:",
      "  aws_subnet.a",
    ]);
  });
});
