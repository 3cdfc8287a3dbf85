import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { BackgroundEmulator } from "../../emulator/background";
import { identify } from "../../runner/processes";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-background-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const ID = "0123456789abcdef";

function record(content: object): string {
  const own = path.join(folder, "emulator");
  fs.mkdirSync(path.join(own, ".groundplan/state"), { recursive: true });
  fs.writeFileSync(path.join(own, ".groundplan/state/sandbox-network.tfstate"), "{}");
  fs.writeFileSync(path.join(own, "emulator.json"), JSON.stringify(content));
  return own;
}

test("an emulator that is gone is told with what it held, and its folder with the state is removed", async () => {
  const own = record({ id: ID, port: 1, serverPid: 999_999_999, environments: ["sandbox"] });
  expect(await new BackgroundEmulator(own).find()).toEqual({ emulator: undefined, environments: ["sandbox"] });
  expect(fs.existsSync(own)).toBe(false);
});

test("an emulator that was never started is simply not there", async () => {
  expect(await new BackgroundEmulator(path.join(folder, "emulator")).find()).toEqual({ environments: [] });
});

test("an emulator whose start was broken off is ended, though nobody wrote down its process", async () => {
  const id = `${process.pid}`.padStart(16, "0");
  const own = record({ id, environments: [] });
  const args = ["-e", "setInterval(() => {}, 1000)", "--", "moto_server.py", "--id", id];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const ended = once(child, "exit");
  expect(await new BackgroundEmulator(own).find()).toEqual({ emulator: undefined, environments: [] });
  expect((await ended)[1]).toBe("SIGTERM");
});

test("a record that names a foreign process ends nobody", async () => {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  const own = record({ id: "sleep", pid: child.pid, port: 1, serverPid: child.pid, environments: ["sandbox"] });
  await new BackgroundEmulator(own).find();
  expect(identify(child.pid ?? 0)).toBeDefined();
  child.kill("SIGKILL");
});
