import * as fs from "node:fs";
import * as path from "node:path";
import { shellWord } from "../constructs/core/texts/shell-word";
import {
  constructPaths,
  isSameConfiguration,
  type PlanInput,
  planFromConfigurations,
  review,
  settingNotes,
} from "../review";
import { readSettings } from "../review/gates/settings";
import { differs } from "../runner/revision";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { readVariable } from "../variables/read";
import type { CommandContext } from "./io";
import { type ReviewFlags, reviewOptions, writeReview } from "./review-output";
import type { Revisions, Synthesized } from "./revisions";

/** A stack before and after; one of the two is missing where it is new or has vanished. */
export interface StackPair {
  readonly name: string;
  readonly before?: StackSide;
  readonly after?: StackSide;
}

/** A synthesized stack with its JSON. */
export interface StackSide {
  readonly stack: SynthesizedStack;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The stacks that differ: in the order of now, and then those that have vanished. */
export function differingPairs({ before, after }: Pick<Revisions, "before" | "after">): readonly StackPair[] {
  const find = (stacks: readonly SynthesizedStack[], name: string) => {
    const stack = stacks.find((one) => one.name === name);
    return stack && { stack, json: readJson(stack) };
  };
  const names = [...new Set([...after.stacks, ...before.stacks].map(({ name }) => name))];
  return names
    .map((name) => ({ name, before: find(before.stacks, name), after: find(after.stacks, name) }))
    .filter((pair) => !pair.before || !pair.after || !isSameConfiguration(pair.before.json, pair.after.json));
}

/** `4f1c2ab, where this left origin/main: 1 of 2 stacks differ.` */
export function howMany(pairs: readonly StackPair[], { base, before, after }: Revisions): string {
  const all = new Set([...before.stacks, ...after.stacks].map(({ name }) => name)).size;
  return `${base.short}, where this left ${base.name}: ${pairs.length} of ${all} stacks differ.`;
}

/** What `diff` reviews of a stack. */
export function inputOf(pair: StackPair, revisions: Revisions, context: CommandContext): PlanInput {
  const { name, before, after } = pair;
  return {
    stack: name,
    plan: planFromConfigurations(before?.json, after?.json),
    // What goes has a path in the base only.
    constructs: new Map([...constructPaths(before?.json), ...constructPaths(after?.json)]),
    notes: notesOf(pair, revisions, context),
  };
}

/** What is said of a stack besides its resources. */
export function notesOf({ name, before, after }: StackPair, revisions: Revisions, context: CommandContext): string[] {
  return [
    ...(before ? [] : ["new stack"]),
    ...(after ? [] : [vanishedNote(name, revisions, context)]),
    ...settingNotes(before?.json, after?.json),
  ];
}

/** How a stack that the configuration no longer makes is destroyed, and how it is brought back. */
function vanishedNote(name: string, { base }: Revisions, { root, variables }: CommandContext): string {
  const config = path.relative(root, path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  const isInConfig = !config.startsWith("..") && differs(base, root, config, variables);
  return (
    `vanished: if it is deployed it goes on costing what it costs, until \`npx groundplan destroy ${name}\` destroys it; ` +
    `\`git checkout ${base.short} -- ${isInConfig ? shellWord(config) : "."}\` brings it back`
  );
}

function readJson({ folder }: SynthesizedStack): Readonly<Record<string, unknown>> {
  return JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as Readonly<Record<string, unknown>>;
}

/**
 * Writes the review of a change. The exemptions and gates are those that the change has; those of the base only tell which are new.
 *
 * @returns the exit code
 */
export function writeRevisions(
  inputs: readonly PlanInput[],
  about: string,
  { before, after }: Revisions,
  flags: ReviewFlags,
  context: CommandContext,
): number {
  const settingsOf = ({ outdir, stacks }: Synthesized) =>
    [...new Set(stacks.map(({ environment }) => environment))].flatMap((name) => readSettings(outdir, name) ?? []);
  const options = { about, ...reviewOptions(flags, context), settings: settingsOf(after), before: settingsOf(before) };
  return writeReview(review(inputs, options), flags, context);
}
