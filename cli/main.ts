import { Command, CommanderError } from "commander";
import { GroundplanError } from "../constructs/core/errors";
import { checkVariables } from "../variables/read";
import type { CommandContext } from "./io";

/** Adds a command to a program; `setExitCode` is told the exit code of a command that has one of its own. */
type Add = (program: Command, context: CommandContext, setExitCode: (code: number) => void) => void;

/** The commands, in the order in which the help names them. Each is loaded by itself: what one needs, another does not wait for. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  config: async () => (await import("./commands/config-commands.js")).addConfigCommands,
  check: async () => (await import("./commands/check-command.js")).addCheckCommand,
  map: async () => (await import("./commands/map-command.js")).addMapCommand,
  new: async () => (await import("./commands/new-command.js")).addNewCommands,
  adopt: async () => (await import("./commands/adopt-command.js")).addAdoptCommand,
  draw: async () => (await import("./commands/draw-command.js")).addDrawCommand,
  cost: async () => (await import("./commands/cost-command.js")).addCostCommand,
  accept: async () => (await import("./commands/accept-command.js")).addAcceptCommand,
  ledger: async () => (await import("./commands/ledger-command.js")).addLedgerCommand,
  plan: async () => (await import("./commands/plan-command.js")).addPlanCommand,
  review: async () => (await import("./commands/review-command.js")).addReviewCommand,
  plans: async () => (await import("./commands/plans-command.js")).addPlansCommands,
  diff: async () => (await import("./commands/diff-command.js")).addDiffCommand,
  preview: async () => (await import("./commands/preview-command.js")).addPreviewCommand,
  audit: async () => (await import("./commands/audit-command.js")).addAuditCommand,
  deploy: async () => (await import("./commands/deploy-command.js")).addDeployCommand,
  destroy: async () => (await import("./commands/destroy-command.js")).addDestroyCommand,
  bootstrap: async () => (await import("./commands/bootstrap-command.js")).addBootstrapCommand,
  eject: async () => (await import("./commands/eject-command.js")).addEjectCommand,
  terraform: async () => (await import("./commands/terraform-command.js")).addTerraformCommand,
};

/**
 * Runs the `groundplan` command.
 *
 * @param args arguments without program and script
 * @param context where the command works and prints
 * @returns the exit code: 0, 1 for an error, 2 for a command that cannot be understood; of `plan` 2 is for changes, of `review`,
 *   `diff` and `preview` for what needs approval, of `deploy --plan` for stacks that are left without a plan, and what runs Terraform
 *   ends with 130 after an interrupt
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  let exitCode = 0;
  const setExitCode = (code: number) => {
    exitCode = code;
  };
  const [name = ""] = args;
  const program = await createProgram(context, setExitCode, Object.hasOwn(COMMANDS, name) ? [name] : undefined);
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // For a plan 2 means changes, for a review what needs approval, for a deploy plans that are missing, and a misspelt option must not.
    const isTwoTaken = ["plan", "review", "diff", "preview", "deploy"].includes(name);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : isTwoTaken ? 1 : 2;
    if (!(error instanceof GroundplanError)) throw error;
    context.printError(`${error.message}\n`);
    return 1;
  }
}

/**
 * The command with its subcommands.
 *
 * @param setExitCode is told the exit code of a command that has one of its own
 * @param names the subcommands that are wanted; all of them
 */
export async function createProgram(
  context: CommandContext,
  setExitCode: (code: number) => void,
  names: readonly string[] = Object.keys(COMMANDS),
): Promise<Command> {
  const program = new Command("groundplan")
    .description("Looks at, checks and deploys the environments of this project.")
    .exitOverride()
    .configureOutput({ writeOut: context.print, writeErr: context.printError })
    .showHelpAfterError("(add --help for the usage)")
    .hook("preAction", () => checkVariables(context.variables));
  for (const name of names) {
    const add = await COMMANDS[name]?.();
    add?.(program, context, setExitCode);
  }
  return program;
}
