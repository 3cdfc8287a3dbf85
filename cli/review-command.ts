import * as fs from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { GroundplanError } from "../constructs/core/errors";
import { shellWord } from "../constructs/core/shell-word";
import { constructPaths, type PlanInput, readPlan, review } from "../review";
import { configurationFile, planJsonFile } from "../runner/plan-json-files";
import { readPlans } from "../runner/saved-plans";
import type { CommandContext } from "./io";
import { addReviewOptions, type ReviewFlags, writeReview } from "./review-output";

/** Name for a plan that comes by standard input. */
const STANDARD_INPUT = "-";

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
    setExitCode(writeReview(review(plans.flatMap((plan) => inputsOf(plan, context))), flags, context));
  });
}

function inputsOf(source: string, { root }: CommandContext): PlanInput[] {
  if (source === STANDARD_INPUT)
    return [{ stack: "plan", plan: readPlan(fs.readFileSync(0, "utf8"), "standard input") }];
  const file = resolve(root, source);
  if (!fs.existsSync(file)) throw missing(source);
  if (fs.statSync(file).isDirectory()) return savedInputs(file, source);
  return [{ stack: nameOf(file), plan: readPlan(fs.readFileSync(file, "utf8"), source) }];
}

/** `plans/network.plan.json` and `network/plan.json` are `network`. */
function nameOf(file: string): string {
  const name = basename(file).replace(/(\.(plan|tfplan))?\.json$/, "");
  return /^(plan|tfplan)$/.test(name) ? basename(dirname(file)) : name;
}

function savedInputs(folder: string, shown: string): PlanInput[] {
  return Object.entries(readPlans(folder, shown).stacks).flatMap(([stack, { planned }]) => {
    const file = planJsonFile(folder, stack);
    if (!fs.existsSync(file)) return [];
    return [
      {
        stack,
        plan: readPlan(fs.readFileSync(file, "utf8"), join(folder, `${stack}.plan.json`)),
        constructs: constructPaths(configurationOf(folder, stack)),
        mocked: planned.kind === "mock" ? planned.mocked : [],
      },
    ];
  });
}

/** The configuration of a saved plan; without it addresses stand in the place of construct paths. */
function configurationOf(folder: string, stack: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(configurationFile(folder, stack), "utf8"));
  } catch {
    return undefined;
  }
}

function missing(source: string): GroundplanError {
  return new GroundplanError([
    {
      code: "PLAN_MISSING",
      path: "command line › plans",
      message: "There is no such file or folder.",
      found: source,
      expected: "a folder of saved plans, or the JSON of a plan",
      fix: `make one with \`npx groundplan plan --out ${shellWord(source)} <patterns…>\``,
    },
  ]);
}
