import * as fs from "node:fs";
import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { GroundplanError, type Problem, Problems } from "../constructs/core/errors";
import { shellWord } from "../constructs/core/texts/shell-word";
import {
  html,
  markdown,
  type Review,
  type ReviewOptions,
  RISKS,
  type Risk,
  reviewJson,
  sarif,
  terminal,
} from "../review";
import { today } from "../variables/today";
import type { CommandContext } from "./io";

/** What the options of a command that reviews say: files to write, and what needs approval. */
export interface ReviewFlags {
  readonly markdown?: string;
  readonly html?: string;
  readonly json?: string;
  readonly sarif?: string;
  readonly failOn?: readonly Risk[];
  /** US dollars a month. */
  readonly costLimit?: number;
}

const EXIT_CODES = "\nExit code: 0 for nothing that needs approval, 2 for what needs it, 1 for an error.";

/** Adds the options that every command has whose result is a review. */
export function addReviewOptions(command: Command): Command {
  return command
    .option("--markdown <file>", "write the comment for a pull request")
    .option("--html <file>", "write the whole review as a page that loads nothing")
    .option("--json <file>", "write the review for other programs")
    .option("--sarif <file>", "write the findings for code scanning")
    .option(
      "--fail-on <risks>",
      `kinds of risk that need approval, of ${RISKS.join(", ")}, in place of those that the configuration names`,
      parseRisks,
    )
    .option(
      "--cost-limit <dollars>",
      "monthly fixed costs that the plans of an environment may add, in place of the limit that the configuration names",
      parseDollars,
    )
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

function parseDollars(text: string): number {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be an amount of US dollars, such as 250 or 99.50.");
}

/** What a review is told by the options of its command, and the day that exemptions are judged at. */
export function reviewOptions({ failOn, costLimit }: ReviewFlags, context: CommandContext): ReviewOptions {
  return {
    today: context.today ?? today(),
    ...(failOn ? { failOn } : {}),
    ...(costLimit === undefined ? {} : { costLimit }),
  };
}

const RENDERERS = { markdown, html, json: reviewJson, sarif } as const;

const REVIEW_FORMS = Object.keys(RENDERERS) as (keyof typeof RENDERERS)[];

/** A form that was asked for of a review or an audit. */
interface Output {
  readonly option: string;
  /** The file as it was named. */
  readonly shown: string;
  readonly file: string;
}

/**
 * Writes a review in the forms that were asked for, and prints it. All forms are rendered before the first is written, and all are written
 * or none.
 *
 * @returns the exit code: 2 if something needs approval
 * @throws GroundplanError `REVIEW_FILE_TWICE` or `REVIEW_NOT_WRITTEN`
 */
export function writeReview(review: Review, flags: ReviewFlags, { root, print }: CommandContext): number {
  const outputs = outputsOf(REVIEW_FORMS, flags, root).map((output) => ({
    ...output,
    text: RENDERERS[output.form](review),
  }));
  const lines = terminal(review);
  writeForms(outputs, "review");
  print(lines);
  return review.risks.length > 0 ? 2 : 0;
}

/**
 * Refuses files for a review that could not be written, before it is made.
 *
 * @throws GroundplanError `REVIEW_FILE_TWICE` and `REVIEW_NOT_WRITTEN`, all at once
 */
export function checkReviewForms(flags: ReviewFlags, { root }: CommandContext): void {
  checkForms(outputsOf(REVIEW_FORMS, flags, root), "review");
}

/** The files that options name, of forms that are options too. */
export function outputsOf<Form extends string>(
  forms: readonly Form[],
  flags: Readonly<Partial<Record<Form, string>>>,
  root: string,
): readonly (Output & { readonly form: Form })[] {
  return forms.flatMap((form) => {
    const shown = flags[form];
    return shown === undefined ? [] : [{ form, option: `--${form}`, shown, file: resolve(root, shown) }];
  });
}

/**
 * Writes files: all or none.
 *
 * @param what is written, as messages name it
 * @throws GroundplanError `REVIEW_FILE_TWICE` or `REVIEW_NOT_WRITTEN`
 */
export function writeForms(outputs: readonly (Output & { readonly text: string })[], what: "review" | "audit"): void {
  checkTwice(outputs, what);
  writeAll(outputs, what);
}

/**
 * Refuses files that could not be written, before a command begins what takes minutes.
 *
 * @param what would be written, as messages name it
 * @throws GroundplanError `REVIEW_FILE_TWICE` and `REVIEW_NOT_WRITTEN`, all at once
 */
export function checkForms(outputs: readonly Output[], what: "review" | "audit"): void {
  const problems = new Problems("command line");
  problems.collect(() => checkTwice(outputs, what));
  problems.collect(() => told(what, outputs, tryOut));
  problems.throwIfAny();
}

/** Tries whether a file can be written, and leaves nothing behind. */
function tryOut(output: Output): void {
  if (!isFile(output)) {
    if (fs.statSync(output.file).isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    fs.accessSync(output.file, fs.constants.W_OK);
    return;
  }
  const draft = draftOf(output);
  try {
    fs.writeFileSync(draft, "");
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function draftOf({ file }: Output): string {
  return `${file}.${process.pid}.draft`;
}

/** Under other names first, which become theirs when all are written. What is no file, such as a pipe, is written last, as it is. */
function writeAll(outputs: readonly (Output & { readonly text: string })[], what: string): void {
  const [files, others] = [outputs.filter(isFile), outputs.filter((output) => !isFile(output))];
  const drafts = files.map(draftOf);
  try {
    told(what, files, ({ text }, at) => fs.writeFileSync(drafts[at] ?? "", text));
    told(what, others, ({ file, text }) => fs.writeFileSync(file, text));
    told(what, files, ({ file }, at) => fs.renameSync(drafts[at] ?? "", file));
  } finally {
    for (const draft of drafts) fs.rmSync(draft, { force: true });
  }
}

function isFile({ file }: Output): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

/** Runs a step for every output, and tells all that the system refuses at once. */
function told<O extends Output>(what: string, outputs: readonly O[], step: (output: O, at: number) => void): void {
  const problems = outputs.flatMap((output, at): Problem[] => {
    try {
      step(output, at);
      return [];
    } catch (error) {
      return [notWritten(what, output, (error as NodeJS.ErrnoException).code ?? String(error))];
    }
  });
  if (problems.length > 0) throw new GroundplanError(problems);
}

const FIXES: Readonly<Record<string, (output: Output, what: string) => string>> = {
  EISDIR: ({ shown }, what) => `name a file in it: ${shellWord(`${shown.replace(/\/+$/, "")}/${what}`)}`,
  ENOENT: ({ shown }) => `make the folder first: mkdir -p ${shellWord(dirname(shown))}`,
  ENOSPC: () => "make room on the disk, or name a file on another one",
};

function notWritten(what: string, output: Output, code: string): Problem {
  return {
    code: "REVIEW_NOT_WRITTEN",
    path: `command line › ${output.option}`,
    message: `The ${what} cannot be written there, so none of its forms was written.`,
    found: `${code} at ${output.shown}`,
    expected: "a file in a folder that can be written to",
    fix: FIXES[code]?.(output, what) ?? "give yourself the right to write there, or name a file in another folder",
  };
}

function checkTwice(outputs: readonly Output[], what: string): void {
  const problems = outputs.flatMap((output, at): Problem[] => {
    const first = outputs.slice(0, at).find(({ file }) => file === output.file);
    if (!first) return [];
    return [
      {
        code: "REVIEW_FILE_TWICE",
        path: `command line › ${output.option}`,
        message: `Two forms of the ${what} would be written to one file.`,
        found: `${output.shown}, for ${first.option} too`,
        expected: "a file of its own for each form",
        fix: `name another file for ${output.option}`,
      },
    ];
  });
  if (problems.length > 0) throw new GroundplanError(problems);
}
