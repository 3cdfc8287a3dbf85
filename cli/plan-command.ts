import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { configFolder } from "../config/folder";
import { environmentNames } from "../config/load";
import { ENVIRONMENTS_VARIABLE } from "../config/selection";
import { closest } from "../config/suggest";
import { GroundplanError, type Problem } from "../constructs/core/errors";
import { findTerraform } from "../runner/find-terraform";
import { cliConfigFile, findPlugins } from "../runner/plugins";
import type { CommandContext } from "./io";

/** Variable that makes synth read contracts as mock values: names of stacks, or `*`. */
const MOCK_VARIABLE = "GROUNDPLAN_MOCK";

/** Adds `groundplan plan`: plans a stack before the stacks it depends on exist. */
export function addPlanCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("plan")
    .description("plan a stack whose producers do not exist yet")
    .argument("<stack>", "full name of the stack, for example sandbox-access")
    .argument("[terraform...]", "further arguments for `terraform plan`, behind --")
    .requiredOption("--mock", "read the outputs of other stacks as the mock values of their contracts")
    .addHelpText(
      "after",
      "\nTerraform runs in a folder that is removed afterwards, so give files such as -out with their full path.\n" +
        "To plan against the real state, run `npx cdktf diff <stack>`.",
    )
    .action((stack: string, args: string[]) => setExitCode(planWithMocks(stack, args, context)));
}

/** Synthesizes into a folder of its own and plans there. @returns the exit code */
function planWithMocks(stack: string, args: readonly string[], context: CommandContext): number {
  const terraform = findTerraform(context.variables).program;
  const folder = mkdtempSync(join(tmpdir(), "groundplan-plan-"));
  try {
    const stackFolder = synthesize(stack, folder, context);
    const override = { terraform: { backend: { local: { path: join(folder, "terraform.tfstate") } } } };
    writeFileSync(join(stackFolder, "backend_override.tf.json"), JSON.stringify(override));
    const plugins = findPlugins({ env: context.variables, home: homedir() });
    const cliConfig = cliConfigFile(plugins, folder);
    const env = { ...context.variables, ...(cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {}) };
    const init = spawnSync(terraform, ["init", "-input=false", "-no-color"], { cwd: stackFolder, env });
    if (failed(init)) {
      context.printError(`${init.stdout}${init.stderr}`);
      return 1;
    }
    const command = ["plan", "-input=false", "-refresh=false", "-lock=false", ...args];
    const plan = spawnSync(terraform, command, { cwd: stackFolder, env, stdio: "inherit" });
    return args.includes("-detailed-exitcode") ? (plan.status ?? 1) : Number(failed(plan));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the folder of the stack's synthesized configuration */
function synthesize(stack: string, folder: string, { root, variables }: CommandContext): string {
  // One environment's name may be the beginning of another's, so the longest one that fits is meant.
  const [environment] = environmentNames(resolve(root, configFolder(variables)))
    .filter((name) => stack.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length);
  const synth = spawnSync(process.execPath, [join(root, "dist", "main.js")], {
    cwd: root,
    env: {
      ...variables,
      ...(environment ? { [ENVIRONMENTS_VARIABLE]: environment } : {}),
      [MOCK_VARIABLE]: "*",
      CDKTF_OUTDIR: folder,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const stacks = join(folder, "stacks");
  const made = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  if (failed(synth) || !made.includes(stack)) throw new GroundplanError([unknownStack(stack, made, failed(synth))]);
  return join(stacks, stack);
}

function failed(result: SpawnSyncReturns<Buffer>): boolean {
  return result.status !== 0;
}

function unknownStack(stack: string, made: readonly string[], synthFailed: boolean): Problem {
  if (synthFailed) {
    return {
      code: "PLAN_SYNTH_FAILED",
      path: stack,
      message: "The stack was not planned, because synth failed.",
      found: "the message above",
      expected: "a synth without errors",
      fix: "mend what the message says, and check with `npm run synth`",
    };
  }
  const suggestion = closest(stack, made);
  return {
    code: "PLAN_STACK_UNKNOWN",
    path: "command line",
    message: "There is no stack of this name.",
    found: JSON.stringify(stack),
    expected: `one of ${made.join(", ")}`,
    fix: suggestion ? `did you mean "${suggestion}"?` : "use one of these names",
  };
}
