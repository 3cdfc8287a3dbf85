import type { Command } from "commander";
import type { CommandContext } from "../io";
import { LedgerCommand, type LedgerFlags } from "../ledger/ledger-command";

/** Adds `groundplan ledger`: looks at, checks and changes the ledgers of addresses. */
export function addLedgerCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("ledger")
    .description("the addresses that environments may have deployed, in config/deployed/<environment>.addresses")
    .argument("[environments...]", "names of environments; all that have a ledger if none is named")
    .option("--check", "exit with 1 if a ledger is not as the last synth wants it")
    .option(
      "--accept [places...]",
      "let addresses or paths (buckets/reports) go with what they hold; without any, take everything that was last synthesized for deployed",
    )
    .option("--ids <places...>", "read from the state what is imported into another stack by which id")
    .option(
      "--rename-stack <names...>",
      "move the state of a stack that has another name now: the old name and the new one",
    )
    .option("--auto-approve", "do not ask before a state is moved")
    .addHelpText(
      "after",
      "\nSynth and deploy keep the files themselves; commit them. What moves: docs/guide/moving.md.\n" +
        "--accept, --ids and --rename-stack are for one environment.",
    )
    .action(async (environments: string[], flags: LedgerFlags) =>
      setExitCode(await new LedgerCommand(context).run(environments, flags)),
    );
}
