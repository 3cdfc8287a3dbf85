import { spawn } from "node:child_process";

/** Seconds until a step is interrupted, and until it is killed after that. */
const STEP_SECONDS = 900;
const KILL_SECONDS = 90;

/** Lines of output in the message of a failed step. */
const TAIL_LINES = 40;

/** File in the stack's folder that keeps a plan. */
const PLAN_FILE = "groundplan.tfplan";

/** One finished step of one stack. */
export interface StepTime {
  readonly stack: string;
  readonly step: string;
  readonly seconds: number;
  /** The resource that took longest, with its time, as Terraform reported it. */
  readonly slowest?: { readonly address: string; readonly seconds: number };
}

/** A step that failed. The message has the stack, the step and the end of the output. */
export class TerraformError extends Error {
  constructor(
    /** The stack that failed. */
    readonly stackName: string,
    readonly step: string,
    readonly output: string,
    reason: string,
  ) {
    const end = output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
    super(`${stackName}: terraform ${step} ${reason}.\n\n${end}`);
    this.name = "TerraformError";
  }
}

/** Runs Terraform in the folder of one synthesized stack, and takes the time of each step. */
export class Terraform {
  /** The steps that were run, in order. */
  readonly times: StepTime[] = [];

  constructor(
    /** Name of the stack, for messages. */
    readonly stack: string,
    /** Folder with `cdk.tf.json`. */
    readonly folder: string,
    private readonly program: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async init(): Promise<void> {
    await this.run("init", ["-input=false"]);
  }

  async validate(): Promise<void> {
    await this.run("validate", []);
  }

  /** Plans, and keeps the plan for the next apply. Returns the output, and whether the plan has changes. */
  async plan(step = "plan"): Promise<{ hasChanges: boolean; output: string }> {
    const args = ["-input=false", "-detailed-exitcode", `-out=${PLAN_FILE}`];
    const { code, output } = await this.run(step, args, [0, 2], "plan");
    return { hasChanges: code === 2, output };
  }

  /** Applies the plan that was kept. */
  async applyPlan(): Promise<string> {
    return (await this.run("apply", ["-input=false", "-parallelism=20", PLAN_FILE])).output;
  }

  /** Plans and applies in one go. */
  async apply(step = "apply"): Promise<string> {
    return (await this.run(step, ["-input=false", "-auto-approve", "-parallelism=20"], [0], "apply")).output;
  }

  async destroy(): Promise<string> {
    return (await this.run("destroy", ["-input=false", "-auto-approve", "-parallelism=20"])).output;
  }

  /** Values of the outputs by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.run("output", ["-json"]);
    const parsed = JSON.parse(output) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
  }

  /** Ids of the resources in the state, by address. Those that Terraform will replace (tainted) are left out. */
  async resourceIds(): Promise<Record<string, string>> {
    const { output } = await this.run("state pull", ["pull"], [0], "state");
    const state = JSON.parse(output) as StateFile;
    const ids = state.resources
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ type, name, instances }) =>
        instances
          .filter(({ status }) => status !== "tainted")
          .map(({ index_key: key, attributes }) => [
            `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
            attributes.id,
          ]),
      );
    return Object.fromEntries(ids);
  }

  /**
   * Runs a Terraform command.
   *
   * @param step name of the step in messages and times
   * @param accepted exit codes that are no failure
   * @param command the command, if its name is not the step's
   * @throws TerraformError if the exit code is none of the accepted, or the step takes too long
   */
  async run(
    step: string,
    args: readonly string[],
    accepted: readonly number[] = [0],
    command: string = step,
  ): Promise<{ code: number; output: string }> {
    const started = Date.now();
    const { code, signal, stdout, output, isTimedOut } = await this.#spawn([command, ...plainOutput(command), ...args]);
    const seconds = (Date.now() - started) / 1000;
    this.times.push({ stack: this.stack, step, seconds, ...slowestIn(output) });
    if (isTimedOut) throw new TerraformError(this.stack, step, output, `took longer than ${STEP_SECONDS} s`);
    if (code === null) throw new TerraformError(this.stack, step, output, `was ended by ${signal}`);
    if (!accepted.includes(code)) throw new TerraformError(this.stack, step, output, `ended with exit code ${code}`);
    return { code, output: ["output", "state"].includes(command) ? stdout : output };
  }

  #spawn(args: string[]): Promise<{
    code: number | null;
    signal: NodeJS.Signals | null;
    stdout: string;
    output: string;
    isTimedOut: boolean;
  }> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, args, { cwd: this.folder, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
      let stdout = "";
      let output = "";
      let isTimedOut = false;
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk;
        output += chunk;
      });
      child.stderr.on("data", (chunk: Buffer) => {
        output += chunk;
      });
      // An interrupt lets Terraform write its state; only a run that does not heed it is killed.
      const interrupt = setTimeout(() => {
        isTimedOut = true;
        child.kill("SIGINT");
      }, STEP_SECONDS * 1000);
      const kill = setTimeout(() => child.kill("SIGKILL"), (STEP_SECONDS + KILL_SECONDS) * 1000);
      const finish = () => {
        clearTimeout(interrupt);
        clearTimeout(kill);
      };
      child.once("error", (error) => {
        finish();
        reject(error);
      });
      child.once("close", (code, signal) => {
        finish();
        resolve({ code, signal, stdout, output, isTimedOut });
      });
    });
  }
}

/** `-no-color`, for the commands that know it. */
function plainOutput(command: string): string[] {
  return command === "state" ? [] : ["-no-color"];
}

/** The parts of a state file that are read here. */
interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly status?: string;
      readonly index_key?: string | number;
      readonly attributes: { readonly id: string };
    }[];
  }[];
}

/** The resource that took longest, from lines like `aws_vpc.main: Creation complete after 1m2s [id=…]`. */
export function slowestIn(output: string): Pick<StepTime, "slowest"> {
  let slowest: { address: string; seconds: number } | undefined;
  const line = /^(\S+): (?:Creation|Modifications|Destruction|Read) complete after (?:(\d+)h)?(?:(\d+)m)?(\d+)s/gm;
  for (const [, address = "", hours, minutes, rest] of output.matchAll(line)) {
    const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest);
    if (!slowest || seconds > slowest.seconds) slowest = { address, seconds };
  }
  return slowest ? { slowest } : {};
}
