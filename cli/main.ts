import { Command, CommanderError } from "commander";
import { GroundplanError } from "../constructs/core/errors";
import { checkVariables } from "../variables/read";
import { addAcceptCommand } from "./accept-command";
import { addBootstrapCommand } from "./bootstrap-command";
import { addConfigCommands } from "./config-commands";
import { addCostCommand } from "./cost-command";
import { addDeployCommand } from "./deploy-command";
import { addDestroyCommand } from "./destroy-command";
import { addDiffCommand } from "./diff-command";
import type { CommandContext } from "./io";
import { addMapCommand } from "./map-command";
import { addPlanCommand } from "./plan-command";
import { addPlansCommands } from "./plans-command";
import { addPreviewCommand } from "./preview-command";
import { addReviewCommand } from "./review-command";
import { addTerraformCommand } from "./terraform-command";

/**
 * Runs the `groundplan` command.
 *
 * @param args arguments without program and script
 * @param context where the command works and prints
 * @returns the exit code: 0, 1 for an error, 2 for a command that cannot be understood; of `plan` 2 is for changes and of `review`,
 *   `diff` and `preview` for what needs approval, and what runs Terraform ends with 130 after an interrupt
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  let exitCode = 0;
  const program = createProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // For a plan 2 means changes, for a review what needs approval, and a misspelt option must not.
    const isTwoTaken = ["plan", "review", "diff", "preview"].includes(args[0] ?? "");
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
 */
export function createProgram(context: CommandContext, setExitCode: (code: number) => void): Command {
  const program = new Command("groundplan")
    .description("Looks at, checks and deploys the environments of this project.")
    .exitOverride()
    .configureOutput({ writeOut: context.print, writeErr: context.printError })
    .showHelpAfterError("(add --help for the usage)")
    .hook("preAction", () => checkVariables(context.variables));
  addConfigCommands(program, context);
  addMapCommand(program, context);
  addCostCommand(program, context);
  addAcceptCommand(program, context, setExitCode);
  addPlanCommand(program, context, setExitCode);
  addReviewCommand(program, context, setExitCode);
  addPlansCommands(program, context);
  addDiffCommand(program, context, setExitCode);
  addPreviewCommand(program, context, setExitCode);
  addDeployCommand(program, context, setExitCode);
  addDestroyCommand(program, context, setExitCode);
  addBootstrapCommand(program, context, setExitCode);
  addTerraformCommand(program, context, setExitCode);
  return program;
}
