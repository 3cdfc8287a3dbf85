import type { Command } from "commander";
import { GroundplanError } from "../../constructs/core/errors";
import { runInteractively } from "../../runner/progress/interactive";
import { notBootstrapped } from "../../runner/state/own-state";
import type { CommandContext } from "../io";
import { quoted, withRun } from "../run-context";

/** Adds `groundplan terraform`: Terraform itself, in the folder of a stack. */
export function addTerraformCommand(
  program: Command,
  context: CommandContext,
  setExitCode: (code: number) => void,
): void {
  program
    .command("terraform")
    .description("run Terraform in the initialised folder of one stack, with the stack's backend and variables")
    .argument("<stack>", "full name of the stack, for example staging-network")
    .argument("<arguments...>", "command and arguments for Terraform, behind --")
    .addHelpText(
      "after",
      "\nFor example: npx groundplan terraform staging-network -- state list" +
        "\nA stack that has gone from the configuration is still known. Exit code: Terraform's.",
    )
    .action(async (stack: string, args: string[]) => setExitCode(await terraformCommand(stack, args, context)));
}

async function terraformCommand(stack: string, args: readonly string[], context: CommandContext): Promise<number> {
  const commandLine = `groundplan terraform ${quoted([stack, "--", ...args])}`;
  const request = { command: "terraform", commandLine, patterns: [stack], jobs: 1, includesGone: true };
  // Terraform gets the interrupts of the terminal itself.
  const own = { ...context, onInterrupt: () => () => {} };
  return withRun(request, own, async ({ session, selected }) => {
    const [name] = selected;
    if (!name || selected.length > 1) {
      throw new GroundplanError([
        {
          code: "ONE_STACK",
          path: "command line",
          message: "The command runs in one stack at a time.",
          found: `${stack}, which means ${selected.join(", ")}`,
          expected: "the full name of one stack",
          fix: `npx groundplan terraform ${selected[0]} -- ${quoted(args)}`,
        },
      ]);
    }
    if (!(await session.prepare(name, { isRepair: true }))) {
      throw new GroundplanError([notBootstrapped(session, name)]);
    }
    session.progress.stop();
    return runInteractively(session, name, args);
  });
}
