import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { projectRoot } from "../../../runner/project";
import { findTerraform } from "../../../runner/terraform/find-terraform";
import { Terraform } from "../../../runner/terraform/terraform";
import { until } from "./harness";

/** A deploy, a destroy, or Terraform itself, in a process of its own, by the compiled runner. */
const PROGRAM = `
const [dist, settings] = process.argv.slice(1);
const { command, args, stack, runs, logs, program, version } = JSON.parse(settings);
const load = (name) => require(dist + "/runner/" + name + ".js");
const { Interruption } = load("progress/interruption");
const { NO_MEMORY } = load("memory-port");
const { NO_PROGRESS } = load("progress/progress");
const { Session } = load("session");
const interruption = new Interruption();
const progress = { ...NO_PROGRESS, print: (text) => process.stdout.write(text) };
const session = new Session({ stacks: [stack], program, version, environment: () => process.env, logs, runs, runName: "run", jobs: 1,
  progress, interruption });
const run = async () => {
  if (command === "terraform") {
    await session.prepare(stack.name, { isRepair: true });
    return load("progress/interactive").runInteractively(session, stack.name, args);
  }
  interruption.listen();
  const outcome = await load(command)[command](session, { selected: [stack.name], memory: NO_MEMORY });
  return outcome && outcome.isComplete ? 0 : 1;
};
run().then(
  (code) => { process.exitCode = code; },
  (error) => { process.stdout.write(String(error.stack)); process.exitCode = 3; },
);
`;

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A run that can be killed. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** The backend of a stack, as Terraform reads it. */
export type Backend = Readonly<Record<string, unknown>>;

/**
 * A stack of three resources that are made one after the other, and destroyed in the reverse order; the second takes its time both
 * ways, and says when it has begun.
 */
export class SlowStack {
  readonly name = "dev-slow";
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-kill-"));
  readonly #mark = `GROUNDPLAN_TEST_RUN=${randomBytes(8).toString("hex")}`;
  readonly #terraform = findTerraform(process.env);
  readonly #stackFolder = path.join(this.folder, "cdktf.out/stacks/dev-slow");

  constructor(
    backend: Backend,
    private readonly variables: NodeJS.ProcessEnv,
  ) {
    fs.mkdirSync(this.#stackFolder, { recursive: true });
    // An interrupt must find it at work, and an undisturbed run must not take long.
    const command = `touch ${this.#marker}; sleep \${SECONDS_TO_SLEEP:-0}`;
    const provisioner = [
      { "local-exec": { command: forTerraform(command) } },
      { "local-exec": { when: "destroy", command: forTerraform(command) } },
    ];
    const resource = {
      first: { input: "1" },
      second: { input: "2", depends_on: ["terraform_data.first"], provisioner },
      third: { input: "3", depends_on: ["terraform_data.second"] },
    };
    const json = { terraform: { backend }, resource: { terraform_data: resource } };
    fs.writeFileSync(path.join(this.#stackFolder, "cdk.tf.json"), JSON.stringify(json));
  }

  /** Folder of the journals. */
  get runs(): string {
    return path.join(this.folder, "runs");
  }

  /** Starts a command; `isSlow` gives time to kill it. */
  start(command: "deploy" | "destroy" | "terraform", { isSlow = false, args = [] as string[] } = {}): Running {
    fs.rmSync(this.#marker, { force: true });
    const stack = {
      name: this.name,
      environment: "dev",
      folder: this.#stackFolder,
      dependencies: [],
      account: "1",
      region: "r",
      otherProviders: [],
    };
    const { runs } = this;
    const logs = path.join(this.folder, "logs");
    const settings = JSON.stringify({ command, args, stack, runs, logs, ...this.#terraform });
    const env = { ...this.#environment, SECONDS_TO_SLEEP: isSlow ? "20" : "0" };
    const child = spawn(process.execPath, ["-e", PROGRAM, path.join(projectRoot(), "dist"), settings], { env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => {
        output += text;
      });
    }
    const ended = new Promise<Ended>((resolve) =>
      child.once("close", (code) => resolve({ code, output: stripVTControlCharacters(output) })),
    );
    return { child, ended };
  }

  /** Runs a command to its end. */
  run(command: "deploy" | "destroy"): Promise<Ended> {
    return this.start(command).ended;
  }

  /** Runs Terraform as `groundplan terraform` does. */
  byHand(...args: string[]): Promise<Ended> {
    return this.start("terraform", { args }).ended;
  }

  /** Ends the sleep of what is in its middle. */
  wakeUp(): void {
    for (const pid of this.processes("sleep")) process.kill(pid, "SIGKILL");
  }

  /** Whether the last run could not write its state. */
  get isUnsaved(): boolean {
    return fs.existsSync(path.join(this.#stackFolder, "errored.tfstate"));
  }

  /** Starts a command and waits until it is in its middle. */
  async startUntilTheMiddle(command: "deploy" | "destroy"): Promise<Running> {
    const running = this.start(command, { isSlow: true });
    const tooEarly = running.ended.then(({ output }) => {
      throw new Error(`The ${command} ended before its middle.\n${output}`);
    });
    await Promise.race([until(`The middle of the ${command}`, 120, () => fs.existsSync(this.#marker)), tooEarly]);
    tooEarly.catch(() => {});
    return running;
  }

  /** Kills, at once, everything that a run has started. */
  killAll(): void {
    for (const pid of this.processes()) process.kill(pid, "SIGKILL");
  }

  /** Whatever is left of any run of this stack, or what of it runs a program. */
  processes(program?: string): number[] {
    const lines = execFileSync("ps", ["axeww", "-o", "pid=,stat=,command="], { encoding: "utf8", maxBuffer: 1 << 26 });
    return lines
      .split("\n")
      .filter((line) => line.includes(this.#mark))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, state, name]) => !state?.startsWith("Z") && (program === undefined || name === program))
      .map(([pid]) => Number(pid));
  }

  /** Addresses in the state. */
  async addresses(): Promise<string[]> {
    return Object.keys(await this.terraform().resourceIds()).sort();
  }

  /** Terraform by itself. */
  terraform(): Terraform {
    return new Terraform(this.name, this.#stackFolder, this.#terraform.program, this.#environment);
  }

  remove(): void {
    this.killAll();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  get #marker(): string {
    return path.join(this.folder, "in-the-middle");
  }

  get #environment(): NodeJS.ProcessEnv {
    const [name = "", value] = this.#mark.split("=");
    return { ...this.variables, PATH: process.env.PATH, CHECKPOINT_DISABLE: "1", [name]: value };
  }
}

/** A shell's `${…}` is not Terraform's. */
function forTerraform(command: string): string {
  return command.split("${").join("$${");
}
