import type { Command } from "commander";
import { review } from "../../review";
import type { CommandContext } from "../io";
import { readReviewInputs } from "../review-inputs";
import { addReviewOptions, type ReviewFlags, reviewOptions, writeReview } from "../review-output";

/** Adds `groundplan review`: what a reviewer must know of plans. */
export function addReviewCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  const command = program
    .command("review")
    .description("say what a reviewer must know of plans: what is lost, what is opened, who may do more")
    .argument(
      "<plans...>",
      "folder that `plan --out` saved in, or files with the JSON of plans (terraform show -json), - for standard input",
    );
  addReviewOptions(command).action((plans: string[], flags: ReviewFlags) => {
    const { inputs, options } = readReviewInputs(plans, context);
    setExitCode(writeReview(review(inputs, { ...options, ...reviewOptions(flags, context) }), flags, context));
  });
}
