import type { Command } from "commander";
import type { CommandContext } from "../io";
import { addReviewOptions, type ReviewFlags } from "../review-output";
import { differingPairs, howMany, inputOf, writeRevisions } from "../revision-review";
import { DEFAULT_BASE, type Revisions, withRevisions } from "../revisions";

interface DiffFlags extends ReviewFlags {
  readonly base: string;
}

/** Adds `groundplan diff`: a review of what has changed since another revision, out of what synth makes of both. */
export function addDiffCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  const command = program
    .command("diff")
    .description(
      "review what has changed since another revision, by what synth makes of both: without Terraform and AWS",
    )
    .option("--base <revision>", "branch, tag or commit that the work began at", DEFAULT_BASE);
  addReviewOptions(command).action(async (flags: DiffFlags) => {
    setExitCode(
      await withRevisions({ base: flags.base }, context, async (revisions) => diff(revisions, flags, context)),
    );
  });
}

function diff(revisions: Revisions, flags: ReviewFlags, context: CommandContext): number {
  const pairs = differingPairs(revisions);
  const about =
    `Compared with ${howMany(pairs, revisions)} ` +
    "This is no plan: whether something is changed in place or replaced the provider decides, and groundplan preview tells.";
  const inputs = pairs.map((pair) => inputOf(pair, revisions, context));
  return writeRevisions(inputs, about, revisions, flags, context);
}
