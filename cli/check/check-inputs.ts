import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { labelledBlocks } from "../../guardrails/tree/labelled-blocks";
import type { StackConfiguration } from "../../guardrails/tree/read-configurations";
import type { StackPlan } from "../../guardrails/tree/read-plans";
import { readPlan } from "../../review";
import type { GrantedExemption } from "../../review/gates/settings.types";
import { decoded, isText } from "../../review/plan/read-plan";
import { isRecord } from "../../review/values/values";
import type { CommandContext } from "../io";
import { bytesOf } from "../review-inputs";
import { checkWritten, stackBeside, stackIn } from "./check-settings";

/** Files that were named, read. */
export interface CheckInputs {
  readonly configurations: readonly StackConfiguration[];
  readonly plans: readonly StackPlan[];
  /** The file of each stack, from the root of the project where it lies in it. */
  readonly files: ReadonlyMap<string, string>;
  /** What synth wrote down of exemptions in these stacks. */
  readonly exemptions: readonly GrantedExemption[];
}

/** How files are read. */
export interface CheckInputOptions {
  /** Judges all of them as production. @default - as synth wrote it down of their environments; others are none */
  readonly isProduction?: boolean;
  /** Folder that synth or `plan --out` wrote, for files that lie elsewhere. @default - the one that the file lies in, if it is such */
  readonly exemptionsFrom?: string;
}

/** What a file in Terraform's JSON syntax begins with (Terraform documentation, "JSON Configuration Syntax", read 2026-11). */
const BLOCKS = [
  ...["resource", "terraform", "provider", "data", "module", "output", "variable", "locals", "moved", "import"],
  ...["removed", "check", "ephemeral"],
];

/**
 * Reads files: Terraform's JSON syntax, as synth writes it, and the JSON of plans.
 *
 * @throws GroundplanError with all that is wrong with any of them
 */
export function readCheckInputs(
  sources: readonly string[],
  { isProduction: isForced = false, exemptionsFrom }: CheckInputOptions,
  { root }: CommandContext,
): CheckInputs {
  const problems = new Problems("command line › files");
  const files = new Map<string, string>();
  const [configurations, plans]: [StackConfiguration[], StackPlan[]] = [[], []];
  const folder = exemptionsFrom === undefined ? undefined : resolve(root, exemptionsFrom);
  if (folder !== undefined) problems.collect(() => checkWritten(folder, exemptionsFrom ?? ""));
  const exemptions: GrantedExemption[] = [];
  for (const source of new Set(sources)) {
    problems.collect(() => {
      const bytes = readFile(resolve(root, source), source);
      const file = relative(root, resolve(root, source));
      const name = nameOf(source, files);
      files.set(name, file.startsWith("..") ? source : file);
      const configuration = configurationIn(bytes);
      const known = folder === undefined ? stackBeside(resolve(root, source), name) : stackIn(folder, name);
      exemptions.push(...(known?.exemptions ?? []));
      const isProduction = isForced || known?.isProduction === true;
      const environment = { name: known?.environment ?? "files", isProduction };
      const constructs = known?.constructs ?? new Map<string, string>();
      if (configuration) configurations.push({ name, environment, json: labelledBlocks(configuration, source) });
      else plans.push({ name, environment, plan: readEither(bytes, source), constructs });
    });
  }
  problems.throwIfAny();
  return { configurations, plans, files, exemptions };
}

function readFile(file: string, source: string): Buffer {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new GroundplanError([missing(source)]);
  if (stat.isDirectory()) throw new GroundplanError([folder(source, filesIn(file))]);
  return toldOfFiles(() => bytesOf(() => fs.readFileSync(file), source));
}

/** The pattern of the files in a folder that can be checked: the output of synth has a folder for each stack. */
function filesIn(folder: string): string {
  if (fs.existsSync(join(folder, "stacks"))) return "stacks/*/cdk.tf.json";
  return fs.existsSync(join(folder, "cdk.tf.json")) ? "cdk.tf.json" : "*.json";
}

function missing(source: string): Problem {
  return {
    code: "CHECK_FILE_MISSING",
    path: "command line › files",
    message: "There is no such file.",
    found: source,
    expected: "a cdk.tf.json, or the JSON of a plan",
    fix: "name one that is there, such as cdktf.out/stacks/<stack>/cdk.tf.json after `npm run synth`; without files the project's own stacks are checked",
  };
}

function folder(source: string, files: string): Problem {
  return {
    code: "CHECK_FILE_FOLDER",
    path: "command line › files",
    message: "This is a folder, and files are checked.",
    found: source,
    expected: "a cdk.tf.json, or the JSON of a plan",
    fix: `name the files in it: npx groundplan check ${shellWord(source.replace(/\/+$/, ""))}/${files}`,
  };
}

/** `network/cdk.tf.json` and `network.plan.json` are `network`; where that is taken, it is the file as it was named. */
function nameOf(source: string, taken: ReadonlyMap<string, string>): string {
  const name = basename(source).replace(/(\.(plan|tfplan|cdk\.tf|tf))?\.json$/, "");
  const own = /^(plan|tfplan|cdk|main)$/.test(name) ? basename(dirname(resolve(source))) : name;
  return taken.has(own) ? source : own;
}

function configurationIn(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = isText(bytes) ? JSON.parse(decoded(bytes)) : undefined;
    return isRecord(json) && !("format_version" in json) && BLOCKS.some((key) => key in json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const EITHER = "a cdk.tf.json, or the JSON of a plan";

const SHOW = "`terraform show -json <plan file> > plan.json`";

const AGAIN = `write it again: a cdk.tf.json by \`npm run synth\`, the JSON of a plan by ${SHOW}`;

/** What is told of a plan, as it is told of a file that may be a configuration too. */
const OF_FILES: Readonly<Record<string, Partial<Problem>>> = {
  PLAN_UNREADABLE: { message: "The file cannot be read." },
  PLAN_EMPTY: { message: "There is nothing in it.", expected: EITHER, fix: AGAIN },
  PLAN_BINARY: { expected: EITHER },
  PLAN_ENCODING: { fix: `${AGAIN}, without a program in between that changes the encoding` },
  PLAN_TRUNCATED: { expected: `the whole of ${EITHER}`, fix: `${AGAIN}, and look whether the disk is full` },
  PLAN_NOT_JSON: { expected: EITHER, fix: AGAIN },
  PLAN_IS_STATE: { message: "This is a state, and neither a configuration nor a plan.", expected: EITHER },
  PLAN_FORMAT_UNKNOWN: {
    code: "CHECK_FORMAT_UNKNOWN",
    message: "This is neither a configuration of Terraform in JSON nor the JSON of a plan.",
    expected: "resource, terraform and the like as in cdk.tf.json, or format_version and resource_changes",
    fix: `name a cdk.tf.json that synth wrote, or write the plan with ${SHOW}`,
  },
};

/** What is none of both is told so. */
function readEither(bytes: Buffer, source: string) {
  return toldOfFiles(() => readPlan(bytes, source));
}

function toldOfFiles<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    throw new GroundplanError(error.problems.map((problem) => ({ ...problem, ...OF_FILES[problem.code] })));
  }
}
