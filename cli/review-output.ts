import * as fs from "node:fs";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { html, markdown, type Review, RISKS, type Risk, reviewJson, sarif, terminal } from "../review";
import type { CommandContext } from "./io";

/** What the options of a command that reviews say: files to write, and what needs approval. */
export interface ReviewFlags {
  readonly markdown?: string;
  readonly html?: string;
  readonly json?: string;
  readonly sarif?: string;
  readonly failOn: readonly Risk[];
}

const EXIT_CODES = "\nExit code: 0 for nothing risky, 2 for what needs approval, 1 for an error.";

/** Adds the options that every command has whose result is a review. */
export function addReviewOptions(command: Command): Command {
  return command
    .option("--markdown <file>", "write the comment for a pull request")
    .option("--html <file>", "write the whole review as a page that loads nothing")
    .option("--json <file>", "write the review for other programs")
    .option("--sarif <file>", "write the findings for code scanning")
    .option("--fail-on <risks>", `kinds of risk that need approval, of ${RISKS.join(", ")}`, parseRisks, [...RISKS])
    .addHelpText("after", EXIT_CODES);
}

function parseRisks(text: string): Risk[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !RISKS.includes(name as Risk));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`${unknown.join(", ")} is none; write some of ${RISKS.join(", ")}, with commas.`);
  }
  return names as Risk[];
}

/**
 * Writes a review in the forms that were asked for, and prints it.
 *
 * @returns the exit code: 2 if something needs approval
 */
export function writeReview(review: Review, flags: ReviewFlags, { root, print }: CommandContext): number {
  const written = [
    [flags.markdown, markdown],
    [flags.html, html],
    [flags.json, reviewJson],
    [flags.sarif, sarif],
  ] as const;
  for (const [file, render] of written) {
    if (file !== undefined) fs.writeFileSync(resolve(root, file), render(review));
  }
  print(terminal(review));
  return review.risks.some((risk) => flags.failOn.includes(risk)) ? 2 : 0;
}
