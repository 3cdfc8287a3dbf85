import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { BackgroundEmulator } from "../../emulator/background";
import { emulatorFolder } from "../../emulator/project";
import { Emulator, emulatorProcesses } from "../../emulator/server";
import { findTools } from "../../emulator/tools";
import { identify } from "../../runner/processes";
import { projectRoot } from "../../runner/project";
import { until } from "./support/harness";

/** The emulator by itself: its start, its end, and the gaps that it fills. */
const { moto } = findTools();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-emulator-"));

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a fresh emulator fills every gap, holds nothing, and is gone after stop", async () => {
  const emulator = await Emulator.start({ moto, folder });
  const { gaps } = JSON.parse(fs.readFileSync(path.join(folder, "emulator.out"), "utf8"));
  expect(gaps.skipped).toEqual({});
  expect(await emulator.resources()).toEqual([]);
  expect(await emulator.errors()).toEqual([]);
  await emulator.stop();
  expect(await emulator.answers()).toBe(false);
});

test("what moto makes in a region by itself is never listed, not even while it is being made", async () => {
  const emulator = await Emulator.start({ moto, folder });
  const regions = [
    "ap-northeast-1",
    "ap-northeast-2",
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-east-2",
    "us-west-2",
  ];
  const firstCalls = Promise.all(
    regions.map((region) => {
      const scope = `EMULATOR222222222222/20250101/${region}/ec2/aws4_request`;
      const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
      const body = new URLSearchParams({ Action: "DescribeVpcs", Version: "2016-11-15" });
      return fetch(emulator.url, { method: "POST", headers, body });
    }),
  );
  let isDone = false;
  const done = firstCalls.then(() => {
    isDone = true;
  });
  const listed = new Set<string>();
  while (!isDone) for (const resource of await emulator.resources()) listed.add(resource);
  await done;
  expect([...listed]).toEqual([]);
  await emulator.stop();
});

test("resources are listed by account, errors are kept, and a reset empties the emulator", async () => {
  const emulator = await Emulator.start({ moto, folder });
  const call = (action: string) => {
    const scope = "EMULATOR222222222222/20250101/ap-northeast-2/ec2/aws4_request";
    const headers = { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
    return fetch(emulator.url, {
      method: "POST",
      headers,
      body: new URLSearchParams({ Action: action, Version: "2016-11-15" }),
    });
  };
  await call("CreateInternetGateway");
  await call("AllocateAddress");
  expect(await emulator.resources()).toEqual([
    expect.stringMatching(/^222222222222\/ap-northeast-2\/ec2\/addresses\/eipalloc-/),
    expect.stringMatching(/^222222222222\/ap-northeast-2\/ec2\/internet_gateways\/igw-/),
  ]);
  await call("CreateIpam");
  expect(await emulator.errors()).toEqual([expect.stringContaining("CreateIpam of ec2")]);
  await emulator.reset();
  expect(await emulator.resources()).toEqual([]);
  await emulator.stop();
});

test("an emulator ends by itself when its standard input is closed, as it is when its parent dies", async () => {
  const emulator = await Emulator.start({ moto, folder });
  emulator.letGo();
  await until("The end of the emulator", 20, async () => !(await emulator.answers()));
});

test("an emulator in the background is found again by another command, until it is stopped", async () => {
  const own = path.join(folder, "background");
  const started = await new BackgroundEmulator(own).start(moto);
  new BackgroundEmulator(own).setDeployed("sandbox", true);
  const { emulator, environments } = await new BackgroundEmulator(own).find();
  expect(emulator?.port).toBe(started.port);
  expect(environments).toEqual(["sandbox"]);
  if (emulator) await new BackgroundEmulator(own).stop(emulator);
  expect(await started.answers()).toBe(false);
  expect(fs.existsSync(own)).toBe(false);
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "an emulator whose command got %s while it started is found and ended by the next",
  async (signal) => {
    const own = path.join(folder, `broken-${signal}`);
    const program = `const { BackgroundEmulator } = require(process.argv[1]);
    new BackgroundEmulator(process.argv[2]).start(JSON.parse(process.argv[3]));`;
    const module = path.join(projectRoot(), "dist/emulator/background.js");
    const child = spawn(process.execPath, ["-e", program, module, own, JSON.stringify(moto)], { stdio: "ignore" });
    const record = path.join(own, "emulator.json");
    const processes = () => emulatorProcesses(JSON.parse(fs.readFileSync(record, "utf8")).id);
    await until("The start of the emulator", 60, () => fs.existsSync(record) && processes().length > 0);
    const left = processes();
    child.kill(signal);
    expect(await new BackgroundEmulator(own).find()).toEqual({ emulator: undefined, environments: [] });
    expect(left.filter((pid) => identify(pid) !== undefined)).toEqual([]);
    expect(fs.existsSync(own)).toBe(false);
  },
);

test("a gap whose function this version of moto lacks is skipped by name, and the others are filled", () => {
  const python =
    moto.kind === "python"
      ? [moto.python]
      : [
          moto.docker,
          "run",
          "--rm",
          "--volume",
          `${emulatorFolder()}:/emulator:ro`,
          "--entrypoint",
          "python3",
          moto.image,
        ];
  const folderInside = moto.kind === "python" ? emulatorFolder() : "/emulator";
  const script = [
    "import json, sys",
    `sys.path.insert(0, ${JSON.stringify(folderInside)})`,
    "from moto.ec2.responses.monitoring import Monitoring",
    "del Monitoring.monitor_instances",
    "from moto_gaps import fill_all",
    "print(json.dumps(fill_all()))",
  ].join("\n");
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const [program = "", ...args] = python;
  const result = spawnSync(program, [...args, "-c", script], { encoding: "utf8", env });
  const gaps = JSON.parse(result.stdout);
  expect(Object.keys(gaps.skipped)).toEqual(["EC2 instances: detailed monitoring"]);
  expect(gaps.skipped["EC2 instances: detailed monitoring"]).toContain("monitor_instances");
  expect(gaps.filled).toContain("KMS: rotation period");
});
