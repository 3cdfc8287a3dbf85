import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type PlanChanges, planChangesOf } from "../plans/plan-changes";
import { type Interruption, sendToGroup } from "../progress/interruption";
import { type BrokenRun, Journal, locksState, readBrokenRun } from "../state/journal";
import { endLeftovers } from "../state/recovery";
import { isLeftBy, lockAdvice, readStateLock, type StateLock } from "../state/state-lock";
import { engineOf, PROGRAMS } from "./engine";
import { eachLine, eachLineOfFile } from "./lines";
import { providerAdvice } from "./provider-advice";
import { releaseAdvice } from "./release-waits";
import type { StateFile } from "./state-file";
import { type Diagnostic, TerraformError } from "./terraform-error";
import { readLine, type TerraformEvent } from "./terraform-events";
import { unseenReleases, unseenText } from "./unseen-releases";

export { TerraformError } from "./terraform-error";

/** Seconds until a step is interrupted, and until it is killed after that. */
const STEP_SECONDS = 900;
const KILL_SECONDS = 90;

/** File in the stack's folder that keeps a plan. */
export const PLAN_FILE = "groundplan.tfplan";

/** One finished step of one stack. */
export interface StepTime {
  readonly stack: string;
  readonly step: string;
  readonly seconds: number;
  /** The resource that took longest, with its time, as Terraform reported it. */
  readonly slowest?: { readonly address: string; readonly seconds: number };
}

/** How Terraform runs, besides its program and variables. */
export interface TerraformOptions {
  /**
   * File that the readable output of every step is written to, step by step.
   *
   * @default - no log
   */
  readonly log?: string;
  /** Is told what Terraform reports while it plans, applies and destroys. */
  readonly onEvent?: (event: TerraformEvent) => void;
  /**
   * Is told what is done about a broken run, as one line.
   *
   * @default - nobody
   */
  readonly tell?: (line: string) => void;
  /**
   * Interrupts the processes.
   *
   * @default - they run until they end
   */
  readonly interruption?: Interruption;
  /**
   * Folder of journals: steps that lock the state are written down while they run, so that a later command finds what a broken run
   * left, and frees its lock.
   *
   * @default - nothing is written down
   */
  readonly runs?: string;
  /**
   * Seconds until a step is interrupted; 0 for never, since a deploy to AWS may take an hour.
   *
   * @default 900
   */
  readonly stepSeconds?: number;
}

/** A plan that was made. */
export interface Plan {
  readonly hasChanges: boolean;
  /** Readable output. */
  readonly output: string;
  readonly changes: PlanChanges;
}

/**
 * Runs Terraform in the folder of one synthesized stack, and takes the time of each step. All that the project does with
 * Terraform goes through here.
 *
 * ```ts
 * const [stack] = readStacks("cdktf.out");
 * const terraform = new Terraform(stack.name, stack.folder, findTerraform(process.env).program, process.env, { log: "deploy.log" });
 * await terraform.init();
 * const { hasChanges, changes } = await terraform.plan();
 * if (hasChanges) await terraform.applyPlan();
 * const { vpc_id } = await terraform.outputs();
 * ```
 *
 * Every step throws a {@link TerraformError} with the end of the output. Many stacks in order: {@link runInOrder}, with a
 * {@link Pool} for how many at the same time; `deploy` and `destroy` of `runner/` are the commands on top.
 */
export class Terraform {
  /** The steps that were run, in order. */
  readonly times: StepTime[] = [];

  /** Errors and warnings that Terraform told, each whole. */
  readonly diagnostics: Diagnostic[] = [];

  #broken: BrokenRun | undefined;

  constructor(
    /** Name of the stack, for messages. */
    readonly stack: string,
    /** Folder with `cdk.tf.json`. */
    readonly folder: string,
    private readonly program: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly options: TerraformOptions = {},
  ) {}

  async init(args: readonly string[] = []): Promise<void> {
    await this.run("init", ["-input=false", ...args]);
  }

  async validate(): Promise<void> {
    await this.run("validate", []);
  }

  /**
   * Plans, and keeps the plan for the next apply.
   *
   * @param step name of the step in messages and times
   * @param args further arguments, `-destroy` among them
   * @throws TerraformError also if none of the stack's Helm releases was found: then the plan is not kept
   */
  async plan(step = "plan", args: readonly string[] = []): Promise<Plan> {
    const events: TerraformEvent[] = [];
    const all = ["-json", "-input=false", "-detailed-exitcode", `-out=${PLAN_FILE}`, ...args];
    const { code, output } = await this.run(step, all, [0, 2], "plan", (event) => events.push(event));
    const unseen = unseenReleases(events);
    if (unseen.length > 0) {
      fs.rmSync(path.join(this.folder, PLAN_FILE), { force: true });
      const text = unseenText(this.stack, unseen, engineOf(this.program));
      throw new TerraformError(this.stack, step, `${output}\n${text}\n`, "found none of its releases", [
        { severity: "error", text },
      ]);
    }
    return { hasChanges: code === 2, output, changes: planChangesOf(events) };
  }

  /** Applies the plan that was kept, or another one. Returns the readable output. */
  async applyPlan(file: string = PLAN_FILE, args: readonly string[] = ["-parallelism=20"]): Promise<string> {
    return (await this.run("apply", ["-json", "-input=false", ...args, file])).output;
  }

  /** Plans and applies in one go. */
  async apply(step = "apply", args: readonly string[] = ["-parallelism=20"]): Promise<string> {
    return (await this.run(step, ["-json", "-input=false", "-auto-approve", ...args], [0], "apply")).output;
  }

  async destroy(args: readonly string[] = ["-parallelism=20"]): Promise<string> {
    return (await this.run("destroy", ["-json", "-input=false", "-auto-approve", ...args])).output;
  }

  /** The plan that was kept, as a person reads it. */
  async showPlan(): Promise<string> {
    return (await this.run("show", [PLAN_FILE])).output;
  }

  /** The plan that was kept, in Terraform's JSON format for plans. */
  async planJson(): Promise<unknown> {
    return JSON.parse((await this.run("show", ["-json", PLAN_FILE])).stdout);
  }

  /** Values of the outputs by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.run("output", ["-json"]);
    const parsed = JSON.parse(stdout) as Record<string, OutputJson>;
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
  }

  /** Values of the outputs by name, to be read by a person: what is sensitive is not told. */
  async shownOutputs(): Promise<Record<string, unknown>> {
    const parsed = JSON.parse((await this.run("output", ["-json"])).stdout) as Record<string, OutputJson>;
    const shown = ({ value, sensitive }: OutputJson) => (sensitive ? "(sensitive)" : value);
    return Object.fromEntries(Object.entries(parsed).map(([name, output]) => [name, shown(output)]));
  }

  /** The state; undefined if there is none. */
  async state(): Promise<StateFile | undefined> {
    const { stdout } = await this.run("state pull", ["pull"], [0], "state");
    return stdout.trim() ? (JSON.parse(stdout) as StateFile) : undefined;
  }

  /** Ids of the resources in the state, by address. Those that Terraform will replace (tainted) are left out. */
  async resourceIds(): Promise<Record<string, string>> {
    const ids = ((await this.state())?.resources ?? [])
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
   * @param onEvent is told what a `-json` stream reports
   * @returns the exit code, the readable output of both streams, and standard output as it came
   * @throws TerraformError if the exit code is none of the accepted, or the step takes too long
   */
  async run(
    step: string,
    args: readonly string[],
    accepted: readonly number[] = [0],
    command: string = step,
    onEvent: (event: TerraformEvent) => void = () => {},
  ): Promise<{ code: number; output: string; stdout: string }> {
    await this.#endLeftovers(command, args);
    const started = Date.now();
    const told = this.diagnostics.length;
    const all = [command, ...plainOutput(command, args), ...args];
    // Values of outputs and of states are nobody's to read in a log, and the schemas of providers are of no use there.
    const isLogged =
      !["output", "state", "providers"].includes(command) && !(command === "show" && args.includes("-json"));
    this.#log(`$ ${PROGRAMS[engineOf(this.program)]} ${all.join(" ")}\n`);
    const journal = this.#journal(command, step, args);
    const { code, signal, stdout, output, isTimedOut } = await this.#spawn(all, isLogged, onEvent, journal);
    const seconds = (Date.now() - started) / 1000;
    this.times.push({ stack: this.stack, step, seconds, ...slowestIn(output) });
    this.#log(`(${code === null ? signal : `exit code ${code}`}, ${seconds.toFixed(1)} s)\n\n`);
    const lock = code === 1 ? readStateLock(output) : undefined;
    if (lock && (await this.#free(lock))) return this.run(step, args, accepted, command, onEvent);
    const known = code === 1 ? (providerAdvice(output, engineOf(this.program)) ?? releaseAdvice(output)) : undefined;
    const advice = lock ? lockAdvice(this.stack, lock) : known;
    // Where there are diagnostics, they alone are shown.
    if (advice && (lock || this.diagnostics.length > told)) this.diagnostics.push({ severity: "error", text: advice });
    const hint = advice ? `\n${advice}\n` : "";
    const fail = (reason: string) =>
      new TerraformError(this.stack, step, `${output}${hint}`, reason, this.diagnostics.slice(told));
    if (isTimedOut) throw fail(`took longer than ${this.#stepSeconds} s`);
    if (code === null) throw fail(`was ended by ${signal}`);
    if (!accepted.includes(code)) throw fail(`ended with exit code ${code}`);
    return { code, output, stdout };
  }

  /** Lets nothing of a broken run go on beside this one. */
  async #endLeftovers(command: string, args: readonly string[]): Promise<void> {
    const { runs, tell = () => {} } = this.options;
    if (runs && locksState(command, args)) await endLeftovers(runs, this.stack, tell);
  }

  /**
   * The journal of a step. The record of a broken run stays until a step has got the lock, so that a lock which that one left is
   * known.
   */
  #journal(command: string, step: string, args: readonly string[]): Journal | undefined {
    const { runs } = this.options;
    if (!runs || !locksState(command, args)) return undefined;
    this.#broken ??= readBrokenRun(runs, this.stack);
    return new Journal(runs, this.stack, step);
  }

  /** Frees a lock that a dead process of this machine left. @returns whether it was one */
  async #free(lock: StateLock): Promise<boolean> {
    if (!isLeftBy(lock, this.#broken)) return false;
    this.options.tell?.(
      `${this.stack}: freeing the lock of a run that was broken off (${lock.operation}, ${lock.created}).`,
    );
    this.#broken = undefined;
    await this.run("force-unlock", ["-force", lock.id]);
    return true;
  }

  get #stepSeconds(): number {
    return this.options.stepSeconds ?? STEP_SECONDS;
  }

  #log(text: string): void {
    const { log } = this.options;
    if (!log) return;
    fs.mkdirSync(path.dirname(log), { recursive: true });
    fs.appendFileSync(log, text, { mode: 0o600 });
  }

  #spawn(
    args: string[],
    isLogged: boolean,
    onEvent: (event: TerraformEvent) => void,
    journal: Journal | undefined,
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      // With a journal Terraform writes into a file: it goes on, and is heard, even if this process is killed.
      const reports = journal && args.includes("-json") ? fs.openSync(journal.reports, "a+") : undefined;
      const child = spawn(this.program, args, {
        cwd: this.folder,
        env: this.env,
        stdio: ["ignore", reports ?? "pipe", reports ?? "pipe"],
        detached: true,
      });
      journal?.started(child.pid);
      this.options.interruption?.track(child);
      let stdout = "";
      let output = "";
      const write = (text: string) => {
        output += text;
        if (isLogged) this.#log(text);
      };
      const take = (line: string) => {
        const { text, event } = readLine(line);
        write(`${text}\n`);
        if (!event) return;
        if (event.kind === "diagnostic") this.diagnostics.push(event);
        onEvent(event);
        this.options.onEvent?.(event);
      };
      const addStdout = (text: string) => {
        stdout += text;
      };
      const endings =
        reports === undefined
          ? [eachLine(child.stdout, take, addStdout), eachLine(child.stderr, (line) => write(`${line}\n`))]
          : [eachLineOfFile(reports, take, addStdout)];
      const isTimedOut = this.#limit(child);
      child.once("error", (error) => {
        for (const end of endings) end();
        journal?.end();
        reject(error);
      });
      child.once("close", (code, signal) => {
        for (const end of endings) end();
        if (code === null) sendToGroup(child, "SIGKILL");
        else journal?.end();
        resolve({ code, signal, stdout, output, isTimedOut: isTimedOut() });
      });
    });
  }

  /** An interrupt lets Terraform write its state; only a run that does not heed it is killed. @returns whether it came to that */
  #limit(child: ChildProcess): () => boolean {
    if (this.#stepSeconds === 0) return () => false;
    let isTimedOut = false;
    const interrupt = setTimeout(() => {
      isTimedOut = true;
      sendToGroup(child, "SIGINT");
    }, this.#stepSeconds * 1000);
    const kill = setTimeout(() => sendToGroup(child, "SIGKILL"), (this.#stepSeconds + KILL_SECONDS) * 1000);
    const finish = () => {
      clearTimeout(interrupt);
      clearTimeout(kill);
    };
    child.once("error", finish);
    child.once("close", finish);
    return () => isTimedOut;
  }
}

interface OutputJson {
  readonly value: unknown;
  readonly sensitive?: boolean;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly output: string;
  readonly isTimedOut: boolean;
}

/** `-no-color`, for the commands that know it; a `-json` stream has no colours. */
function plainOutput(command: string, args: readonly string[]): string[] {
  return command === "state" || args.includes("-json") ? [] : ["-no-color"];
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
