import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cliConfigFile } from "./plugins";
import type { Tools } from "./tools";

/** Seconds until a step is interrupted, and until it is killed after that. */
const STEP_SECONDS = 900;
const KILL_SECONDS = 90;

/** Lines of output in the message of a failed step. */
const TAIL_LINES = 40;

/** File in the stack's folder that keeps a plan. */
const PLAN_FILE = "groundplan.tfplan";

/** What a stack is deployed with. */
export interface Target {
  /** Address of the emulator. */
  readonly url: string;
  /** Account id, 12 digits. The emulator takes it from the access key. */
  readonly account: string;
  readonly region: string;
}

/**
 * Environment variables for Terraform, or for cdktf, against the emulator. Real credentials of the caller are left out.
 *
 * @param tools what was found on the machine
 * @param folder where a CLI configuration may be written
 * @param base variables to start from
 */
export function terraformEnvironment(
  tools: Tools,
  target: Target,
  folder: string,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const isLeftOut = (name: string) =>
    (name.startsWith("TF_") && !/^TF_(VAR_|PLUGIN_CACHE_)/.test(name)) || /^(AWS_|HTTP_PROXY$|http_proxy$)/.test(name);
  const kept = Object.entries(base).filter(([name]) => !isLeftOut(name));
  const configFile = cliConfigFile(tools.plugins, folder);
  return {
    ...Object.fromEntries(kept),
    ...(configFile ? { TF_CLI_CONFIG_FILE: configFile } : {}),
    TERRAFORM_BINARY_NAME: tools.terraform,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    AWS_ENDPOINT_URL: target.url,
    AWS_ACCESS_KEY_ID: `EMULATOR${target.account}`,
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: target.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    // S3 Control puts the account id in front of the host name, which then does not resolve. Sent through the emulator as
    // a proxy, the request arrives; requests to 127.0.0.1 itself never use a proxy.
    HTTP_PROXY: target.url,
    NO_PROXY: [base.NO_PROXY, "127.0.0.1", "localhost"].filter(Boolean).join(","),
  };
}

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

/** A stack as `cdktf synth` wrote it. */
export interface SynthesizedStack {
  readonly name: string;
  /** Environment that the stack belongs to, from the default tags of its provider. */
  readonly environment: string;
  /** Folder in which Terraform runs. */
  readonly folder: string;
  /** Names of the stacks that must be deployed before. */
  readonly dependencies: readonly string[];
  readonly account: string;
  readonly region: string;
  /** Providers that it has besides that of AWS: `helm`. */
  readonly otherProviders: readonly string[];
}

/** Reads the stacks from a folder that synth wrote, in the order of its manifest. */
export function readStacks(outdir: string): SynthesizedStack[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(outdir, "manifest.json"), "utf8")) as {
    stacks: Record<string, { name: string; workingDirectory: string; dependencies: string[] }>;
  };
  return Object.values(manifest.stacks).map(({ name, workingDirectory, dependencies }) => {
    const folder = path.join(outdir, workingDirectory);
    const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as SynthesizedJson;
    const provider = json.provider?.aws?.[0];
    const account = provider?.allowed_account_ids?.[0];
    const environment = provider?.default_tags?.[0]?.tags?.Environment;
    if (!account || !provider?.region || !environment) {
      throw new Error(`${name}: the stack's AWS provider lacks the account, the region or the tag Environment.`);
    }
    const otherProviders = Object.keys(json.provider ?? {}).filter((key) => key !== "aws");
    return { name, environment, folder, dependencies, account, region: provider.region, otherProviders };
  });
}

/** The parts of a synthesized stack that are read here. */
interface SynthesizedJson {
  readonly provider?: Readonly<Record<string, unknown>> & {
    readonly aws?: readonly {
      readonly region?: string;
      readonly allowed_account_ids?: readonly string[];
      readonly default_tags?: readonly { readonly tags?: Readonly<Record<string, string>> }[];
    }[];
  };
}
