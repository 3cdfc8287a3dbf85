import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Interruption } from "../../runner/progress/interruption";
import { Terraform } from "../../runner/terraform/terraform";

/** Notes each interrupt, and ends with 1 after a number of rounds. */
const STUBBORN = `#!/bin/sh
trap 'echo interrupted >> "$NOTES"' INT
touch "$NOTES"
i=0
while [ $i -lt "$ROUNDS" ]; do sleep 0.05; i=$((i+1)); done
exit 1
`;

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-interruption-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function start(rounds: number) {
  const told: string[] = [];
  const interruption = new Interruption((line) => told.push(line));
  const program = path.join(folder, "terraform");
  const notes = path.join(folder, "notes");
  fs.writeFileSync(program, STUBBORN, { mode: 0o755 });
  const env = { PATH: process.env.PATH, NOTES: notes, ROUNDS: String(rounds) };
  const run = new Terraform("dev-network", folder, program, env, { interruption }).apply();
  const ended = run.then(
    () => "",
    (error: Error) => error.message.split("\n")[0],
  );
  const started = async () => {
    while (!fs.existsSync(notes)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { interruption, told, ended, started, interrupts: () => fs.readFileSync(notes, "utf8").trim().split("\n") };
}

test("the first interrupt is passed on once and waited for, the second only says so", async () => {
  const { interruption, told, ended, started, interrupts } = start(10);
  await started();
  interruption.request();
  interruption.request();
  expect(await ended).toBe("dev-network: terraform apply ended with exit code 1.");
  expect(interrupts()).toEqual(["interrupted"]);
  expect(interruption.isRequested).toBe(true);
  expect(told).toEqual([
    "Interrupted. Waiting until 1 process finished and unlocked.",
    "Still waiting for 1 process to unlock. Once more kills, which leaves locks behind.",
  ]);
});

test("the third interrupt kills", async () => {
  const { interruption, told, ended, started } = start(10_000);
  await started();
  for (const _ of [1, 2, 3]) interruption.request();
  expect(await ended).toBe("dev-network: terraform apply was ended by SIGKILL.");
  expect(told.at(-1)).toBe("Killing 1 process.");
});

test("nothing running is said", () => {
  const told: string[] = [];
  new Interruption((line) => told.push(line)).request();
  expect(told).toEqual(["Interrupted. Nothing is running."]);
});
