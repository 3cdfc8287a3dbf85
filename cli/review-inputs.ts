import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { GroundplanError, type Problem, Problems } from "../constructs/core/errors";
import { shellWord } from "../constructs/core/texts/shell-word";
import { constructPaths, type PlanInput, type ReviewOptions, readPlan } from "../review";
import { readSavedSettings } from "../review/gates/settings";
import { configurationFile, planJsonFile } from "../runner/plans/plan-json-files";
import { readPlans } from "../runner/plans/saved-plans";
import type { CommandContext } from "./io";

/** Name for a plan that comes by standard input. */
const STANDARD_INPUT = "-";

/** Plans to be reviewed, and what is known besides. */
export interface ReviewInputs {
  readonly inputs: readonly PlanInput[];
  readonly options: Pick<ReviewOptions, "settings" | "gone">;
}

/** A plan, and what it was read from. */
interface Source {
  readonly shown: string;
  readonly input: PlanInput;
}

/**
 * Reads everything that a command names: folders that `plan --out` saved in, files with the JSON of plans, and standard input.
 *
 * @throws GroundplanError with all that is wrong with any of them
 */
export function readReviewInputs(sources: readonly string[], context: CommandContext): ReviewInputs {
  const problems = new Problems("command line › plans");
  checkStandardInput(sources, problems);
  const read = [...new Set(sources)].flatMap((source) => problems.collect(() => sourcesOf(source, context)) ?? []);
  checkNames(read, problems);
  problems.throwIfAny();
  const folders = sources.map((source) => resolve(context.root, source)).filter(isFolder);
  const saved = folders.map(readSavedSettings);
  return {
    inputs: read.map(({ input }) => input),
    options: {
      settings: saved.flatMap(({ environments }) => environments),
      gone: saved.flatMap(({ gone }) => gone),
    },
  };
}

function sourcesOf(source: string, context: CommandContext): Source[] {
  const { root } = context;
  if (source === STANDARD_INPUT) {
    const read = context.readInput ?? (() => fs.readFileSync(0));
    const plan = readPlan(bytesOf(read, "standard input"), "standard input");
    return [{ shown: "standard input", input: { stack: "plan", plan, ...projectFile(root) } }];
  }
  const file = resolve(root, source);
  if (!fs.existsSync(file)) throw problem(missing(source));
  if (isFolder(file)) return savedSources(file, source, root);
  const plan = readPlan(
    bytesOf(() => fs.readFileSync(file), source),
    source,
  );
  const place = relative(root, file);
  return [{ shown: source, input: { stack: nameOf(file), plan, ...(place.startsWith("..") ? {} : { file: place }) } }];
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The file that stands for the configuration of a project whose settings are not known. */
function projectFile(root: string): Pick<PlanInput, "file"> {
  return fs.existsSync(join(root, "cdktf.json")) ? { file: "cdktf.json" } : {};
}

/** `plans/network.plan.json` and `network/plan.json` are `network`. */
function nameOf(file: string): string {
  const name = basename(file).replace(/(\.(plan|tfplan))?\.json$/, "");
  return /^(plan|tfplan)$/.test(name) ? basename(dirname(file)) : name;
}

function savedSources(folder: string, shown: string, root: string): Source[] {
  const problems = new Problems(shown);
  const { stacks, before } = readPlans(folder, shown);
  const read = Object.entries(stacks).flatMap(([stack, { planned }]): Source[] => {
    const file = planJsonFile(folder, stack);
    if (!fs.existsSync(file)) return [];
    const name = join(shown, basename(file));
    const plan = problems.collect(() =>
      readPlan(
        bytesOf(() => fs.readFileSync(file), name),
        name,
      ),
    );
    if (!plan) return [];
    const constructs = constructPaths(configurationOf(folder, stack));
    const mocked = planned.kind === "mock" ? planned.mocked : [];
    return [
      { shown: name, input: { stack, plan, constructs, mocked, after: before[stack] ?? [], ...projectFile(root) } },
    ];
  });
  problems.throwIfAny();
  return read;
}

/** The configuration of a saved plan; without it addresses stand in the place of construct paths. */
function configurationOf(folder: string, stack: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(configurationFile(folder, stack), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * What is read, or why not.
 *
 * @throws GroundplanError `PLAN_UNREADABLE`
 */
export function bytesOf(read: () => Buffer, shown: string): Buffer {
  try {
    return read();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw problem({
      code: "PLAN_UNREADABLE",
      path: shown,
      message: "The plan cannot be read.",
      found: code,
      expected: "a file that you may read",
      fix:
        code === "ERR_FS_FILE_TOO_LARGE"
          ? "plan fewer resources at once: what is read must be smaller than 2 GiB"
          : "give yourself the right to read it, or name another file",
    });
  }
}

function checkStandardInput(sources: readonly string[], problems: Problems): void {
  if (sources.filter((source) => source === STANDARD_INPUT).length < 2) return;
  problems.add("", {
    code: "PLAN_INPUT_TWICE",
    message: "Standard input can be read once only.",
    found: "- twice",
    expected: "- once",
    fix: "name one - only, and files for the other plans",
  });
}

/** Two plans of one name could not be told apart in a review. */
function checkNames(sources: readonly Source[], problems: Problems): void {
  sources.forEach(({ shown, input }, at) => {
    const first = sources.slice(0, at).find((other) => other.input.stack === input.stack);
    if (!first) return;
    problems.add("", {
      code: "PLAN_NAME_TWICE",
      message:
        "Two plans have the same name, which comes from the file, or from its folder where the file is plan.json.",
      found: `${input.stack}: ${first.shown} and ${shown}`,
      expected: "a name of its own for each plan",
      fix: "copy one of them to a file with another name and name that one, or review them one after the other",
    });
  });
}

function problem(one: Problem): GroundplanError {
  return new GroundplanError([one]);
}

function missing(source: string): Problem {
  return {
    code: "PLAN_MISSING",
    path: "command line › plans",
    message: "There is no such file or folder.",
    found: source,
    expected: "a folder of saved plans, or the JSON of a plan",
    fix: `make one with \`npx groundplan plan --out ${shellWord(source)} <patterns…>\``,
  };
}
