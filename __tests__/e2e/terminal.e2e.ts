import { spawn } from "node:child_process";
import * as path from "node:path";
import { findTools } from "../../emulator/tools";
import { projectRoot } from "../../runner/project";
import { type TerraformProject, terraformProject } from "../cli/terraform-project";

/** The commands on a real terminal: what is drawn, asked and interrupted there. Terraform and the application are stand-ins. */
const { moto } = findTools();
const python = moto.kind === "python" ? moto.python : "python3";

/** What `bin/groundplan.js` does, in the project of a test. */
const PROGRAM = `const [dist, root, ...args] = process.argv.slice(1);
const { run } = require(dist + "/cli/main.js");
const { terminalOfProcess } = require(dist + "/cli/terminal.js");
const print = (text) => process.stdout.write(text);
run(args, { root, variables: process.env, print, printError: print, terminal: terminalOfProcess() }).then((code) => {
  process.exitCode = code;
});`;

interface OnTerminal {
  readonly columns?: number;
  /** What is waited for, and what is typed then. */
  readonly typed?: readonly (readonly [seen: string, typed: string])[];
  readonly variables?: NodeJS.ProcessEnv;
}

/** Runs a command on a terminal. @returns what was written to it, as it came */
function onTerminal(
  { root, variables }: TerraformProject,
  args: readonly string[],
  { columns = 100, typed = [], variables: more = {} }: OnTerminal = {},
): Promise<{ exitCode: number | null; written: string }> {
  const script = path.join(__dirname, "support", "on_terminal.py");
  const program = [process.execPath, "-e", PROGRAM, path.join(projectRoot(), "dist"), root, ...args];
  const child = spawn(python, [script, String(columns), JSON.stringify(typed), ...program], {
    env: { ...variables, ...more, TERM: "xterm", PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, written }));
  });
}

const ESCAPE = "\u001b";
/** Moves of the cursor, and clearing; as a pattern. */
const COMMAND = `${ESCAPE}\\[\\d*[A-Z]`;

/** The lines that a person sees in the end: the display moves up, clears and writes again. */
function screen(written: string): string[] {
  const lines: string[] = [""];
  for (const part of written.split(new RegExp(`(${COMMAND}|\\r?\\n)`))) {
    const up = new RegExp(`^${ESCAPE}\\[(\\d+)A$`).exec(part)?.[1];
    if (up) lines.splice(Math.max(0, lines.length - 1 - Number(up)), Number(up) + 1, "");
    else if (/^\r?\n$/.test(part)) lines.push("");
    else if (!part.startsWith(ESCAPE)) lines.push(`${lines.pop() ?? ""}${part}`);
  }
  return lines;
}

const YES = ["Only `yes` is taken as one: ", "yes\r"] as const;

test("a deploy asks, draws a line for each stack that is under way, and leaves only what was done", async () => {
  const project = terraformProject();
  const { exitCode, written } = await onTerminal(project, ["deploy", "dev-*"], { typed: [YES] });
  expect(exitCode).toBe(0);
  expect(written).toMatch(/^dev-network {2}applying {2}0\/1 {2}\d+ s/m);
  expect(written).toContain(`${ESCAPE}[1A${ESCAPE}[0J`);
  const lines = screen(written);
  expect(lines.filter((line) => /^dev-\w+ +(initialising|planning|applying)/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^dev-\w+: applied/.test(line))).toHaveLength(3);
  expect(lines.filter((line) => line.startsWith("Deploy this? ")).map((line) => line.trimEnd())).toEqual([
    "Deploy this? Only `yes` is taken as one: yes",
  ]);
  expect(lines.filter((line) => /^dev-\w+ +applied/.test(line))).toHaveLength(3);
});

test("no line of the display is wider than the terminal, so that each can be drawn over", async () => {
  const { written } = await onTerminal(terraformProject(), ["deploy", "dev-*", "--auto-approve"], { columns: 20 });
  // Beside a longer name there is no room for the whole word.
  const drawn = written.split(/\r?\n/).filter((line) => /dev-\w+ {2,}(planni|applyi)/.test(line));
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn.map((line) => line.replace(new RegExp(COMMAND, "g"), "").length).filter((width) => width > 19)).toEqual(
    [],
  );
});

test("Ctrl-C at the question is a no", async () => {
  const project = terraformProject();
  const { exitCode, written } = await onTerminal(project, ["deploy", "dev-*"], { typed: [[YES[0], "\u0003"]] });
  expect(exitCode).toBe(1);
  expect(screen(written)).toContain("Nothing was changed.");
  expect(project.calls().filter((call) => / apply /.test(call))).toEqual([]);
});

test("Ctrl-C in an apply waits until Terraform has finished, and says how to go on", async () => {
  const project = terraformProject();
  const { exitCode, written } = await onTerminal(project, ["deploy", "dev-*", "--auto-approve"], {
    typed: [["dev-network  applying", "\u0003"]],
    variables: { INTERRUPT: path.join(project.root, "in-the-middle"), SECONDS_TO_WAIT: "60" },
  });
  expect(exitCode).toBe(130);
  const lines = screen(written);
  expect(lines).toContain("Interrupted. Waiting until 1 process finished and unlocked.");
  expect(lines).toContain("  npx groundplan deploy 'dev-*'");
});
