import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { Session } from "../session";
import { LOCK_FILE, readLockFile } from "../terraform/provider-locks";
import { PLAN_FILE } from "../terraform/terraform";
import { configurationFile, planJsonFile } from "./plan-json-files";
import type { InputHashes, PlannedRun, PlannedStack } from "./planned-run";

/** File that tells what the plans of a folder were made from. */
const INDEX = "plans.json";

/** What a saved plan was made from. */
export interface SavedPlan {
  readonly planned: PlannedStack;
  /** Hash of the stack's synthesized files. */
  readonly configuration: string;
  /** Provider versions by name, from the dependency lock file. */
  readonly providers: Readonly<Record<string, string>>;
}

/** The plans of a folder. */
export interface SavedPlans {
  readonly version: 1;
  /** What made them, and its version: `Terraform 1.11.4`. */
  readonly terraform: string;
  /** Random text for the hashes of inputs. */
  readonly salt: string;
  /** Stacks that must be done before, by stack. */
  readonly before: Readonly<Record<string, readonly string[]>>;
  readonly stacks: Readonly<Record<string, SavedPlan>>;
  /** Whether they are plans of whole stacks. */
  readonly isWhole: boolean;
}

/**
 * Saves the plans of a run: for each stack that has one the plan itself and the dependency lock file that it belongs to, and what
 * they were made from. A plan holds values of the state, sensitive ones among them, so the files are for their owner only. Plans
 * with mock values are not saved, only that they were made.
 */
export function savePlans(
  session: Session,
  { stacks, order }: PlannedRun,
  { salt, isWhole }: Pick<SavedPlans, "salt" | "isWhole">,
  folder: string,
): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const saved: Record<string, SavedPlan> = {};
  for (const [name, planned] of stacks) {
    const from = session.stack(name).folder;
    saved[name] = { planned, configuration: hashConfiguration(from), providers: lockedProviders(from) };
    fs.rmSync(planFile(folder, name), { force: true });
    if (planned.kind !== "real") continue;
    fs.copyFileSync(path.join(from, PLAN_FILE), planFile(folder, name));
    fs.chmodSync(planFile(folder, name), 0o600);
    if (fs.existsSync(path.join(from, LOCK_FILE))) fs.copyFileSync(path.join(from, LOCK_FILE), lockFile(folder, name));
  }
  const index: SavedPlans = {
    version: 1,
    terraform: session.engine,
    salt,
    before: order.before,
    stacks: saved,
    isWhole,
  };
  fs.writeFileSync(path.join(folder, INDEX), `${JSON.stringify(index, undefined, 2)}\n`, { mode: 0o600 });
}

function lockFile(folder: string, name: string): string {
  return path.join(folder, `${name}${LOCK_FILE}`);
}

/** File of a saved plan. */
export function planFile(folder: string, name: string): string {
  return path.join(folder, `${name}.tfplan`);
}

/**
 * Reads what the plans of a folder were made from.
 *
 * @param shown the folder as it is told to people
 * @throws GroundplanError `PLANS_MISSING` if the folder holds no saved plans
 */
export function readPlans(folder: string, shown: string = folder): SavedPlans {
  const plans = indexOf(path.join(folder, INDEX));
  if (plans) return plans;
  throw new GroundplanError([
    {
      code: "PLANS_MISSING",
      path: "command line",
      message: "The folder holds no saved plans that this version reads.",
      found: shown,
      expected: `a folder with ${INDEX}`,
      fix: `make it with \`npx groundplan plan --out ${shellWord(shown)} <patterns…>\``,
    },
  ]);
}

/**
 * Names of the files that saved plans consist of: the index, of each stack what there is of it, and others.
 *
 * @param shown the folder as it is told to people
 * @param others names of files that belong to the plans, where they are there
 * @throws GroundplanError `PLANS_MISSING` if the folder holds no saved plans
 */
export function savedFiles(folder: string, shown: string, others: readonly string[]): string[] {
  const ofStack = [planFile, lockFile, planJsonFile, configurationFile];
  const files = Object.keys(readPlans(folder, shown).stacks).flatMap((name) =>
    ofStack.map((file) => path.basename(file(folder, name))),
  );
  return [INDEX, ...files, ...others].filter((file) => fs.existsSync(path.join(folder, file)));
}

/** The index of a folder; none where there is no such file, or another one of that name. */
function indexOf(file: string): SavedPlans | undefined {
  try {
    const plans = JSON.parse(fs.readFileSync(file, "utf8")) as Partial<SavedPlans> | null;
    const isIndex = plans?.version === 1 && typeof plans.stacks === "object" && plans.stacks !== null;
    return isIndex ? (plans as SavedPlans) : undefined;
  } catch {
    return undefined;
  }
}

/** What keeps saved plans from being applied at all: the configuration or Terraform is not the one that they were made with. */
export function planProblems(session: Session, plans: SavedPlans, names: readonly string[], again: string): Problem[] {
  const problems: Problem[] = [];
  if (plans.terraform !== session.engine) {
    problems.push({
      code: "PLAN_TERRAFORM_VERSION",
      path: "terraform",
      message: "The plans were made by another program or version, and are read by none but that.",
      found: session.engine,
      expected: plans.terraform,
      fix: `use ${plans.terraform}, or plan again: ${again}`,
    });
  }
  for (const name of names) {
    const saved = plans.stacks[name];
    if (hashConfiguration(session.stack(name).folder) === saved?.configuration) continue;
    problems.push({
      code: "PLAN_CONFIGURATION_CHANGED",
      path: name,
      message: "The stack's configuration is not the one that the saved plan was made from.",
      found: saved ? "another configuration" : "no plan of the stack in the folder",
      expected: "the configuration of the plan",
      fix: `go back to the revision that was planned, or plan again: ${again}`,
    });
  }
  return problems;
}

/** Puts the dependency lock files of the plans into the stacks' folders, so that an init takes the same providers. */
export function restoreLockFiles(session: Session, folder: string, names: readonly string[]): void {
  for (const name of names) {
    const saved = lockFile(folder, name);
    if (fs.existsSync(saved)) fs.copyFileSync(saved, path.join(session.stack(name).folder, LOCK_FILE));
  }
}

/** Hash of a stack's synthesized files: its JSON, and what lies beside it and belongs to it. */
export function hashConfiguration(folder: string): string {
  const hash = createHash("sha256");
  const isOurs = (name: string) => !name.startsWith(".") && name !== PLAN_FILE && !/tfstate/.test(name);
  for (const name of fs.readdirSync(folder).filter(isOurs).sort()) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isFile()) hash.update(`${name}\0`).update(fs.readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Versions in a dependency lock file. */
function lockedProviders(folder: string): Record<string, string> {
  const file = path.join(folder, LOCK_FILE);
  if (!fs.existsSync(file)) return {};
  return Object.fromEntries(
    readLockFile(fs.readFileSync(file, "utf8")).map(({ address, version }) => [address, version]),
  );
}

/** The hashes of what a saved plan read. */
export function inputsOf(plan: SavedPlan | undefined): InputHashes {
  return plan?.planned.kind === "real" ? plan.planned.inputs : {};
}
