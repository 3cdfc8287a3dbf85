import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import type { ReviewedEnvironment } from "../../config/reviewed";
import { type Adoption, adoptionOf } from "../../constructs/core/adoption";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import { tellingReferences } from "../../constructs/core/names/telling-references";
import type { Json } from "../../memory/deployed.types";
import type { GrantedExemption } from "../../review/gates/settings.types";
import type { ProviderLocks } from "../../runner/terraform/provider-locks";
import {
  alsoOpen,
  endedExemptions,
  type GuardedApp,
  type GuardedVerdict,
  guarded,
  refuseOpen,
  warningsIn,
} from "./judgement/guarded";
import { writeCandidates } from "./memory/candidates";
import type { LedgerBook } from "./memory/ledger-book";
import { howToWrite, lockFileIn, lockPath, type OutputFiles, readOutput, writeOutput } from "./output/output-folder";
import { reviewSettingsFiles } from "./output/review-settings";
import { RefusedApplication, unfinishedStacks } from "./refused-application";
import { withoutTokenTraces } from "./token-traces";

/** What was synthesized of one stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly resources: number;
  readonly dataSources: number;
  /** File that was written. */
  readonly file: string;
  /** Full names of the stacks that are deployed before. */
  readonly dependencies: readonly string[];
  readonly warnings: readonly string[];
  /** Number of findings of rules that warn, and that no exemption acknowledges. */
  readonly guardrailWarnings: number;
  /** What is taken over into the stack; absent where nothing is. */
  readonly adoption?: Adoption;
  /** Rules that the stack is exempt from, with the reasons that were written down. */
  readonly exemptions: readonly GrantedExemption[];
}

interface Manifest {
  readonly stacks: Readonly<Record<string, ManifestStack>>;
}

interface ManifestStack {
  readonly name: string;
  readonly synthesizedStackPath: string;
  readonly dependencies: readonly string[];
  readonly annotations: readonly {
    readonly level: string;
    readonly constructPath: string;
    readonly message: string;
  }[];
}

/** How it is synthesized. */
export interface SynthesizeOptions {
  /**
   * Full names of the stacks that the app has been told to leave out, and which are not gone for that.
   *
   * @default - none
   */
  readonly leftOut?: readonly string[];
  /**
   * The versions of the providers: each stack gets a lock file.
   *
   * @default - Terraform takes the newest that the stack admits
   */
  readonly locks?: ProviderLocks;
  /**
   * The environments, as reviews are told of them.
   *
   * @default - none: plans are reviewed without a configuration
   */
  readonly reviewed?: readonly ReviewedEnvironment[];
  /**
   * The day that exemptions from guardrails are judged at, as `YYYY-MM-DD`. It decides on warnings, never on what is made.
   *
   * @default - none has ended
   */
  readonly today?: string;
  /**
   * The ledgers, which are held against what is made, and kept.
   *
   * @default - nothing is known of what is deployed
   */
  readonly ledgers?: LedgerBook;
}

/** What an app is judged by, besides what is said of its constructs. */
export interface JudgeOptions extends Pick<SynthesizeOptions, "leftOut" | "reviewed" | "today" | "ledgers"> {
  /**
   * Full names of stacks that neither guardrails are asked of, nor ledgers held against.
   *
   * @default - none
   */
  readonly unjudged?: readonly string[];
}

/**
 * Synthesizes into `outdir`, all or nothing: everything is made in a temporary folder first, so that a failure leaves what was
 * there untouched.
 *
 * @param create makes the app, which writes to the folder that it is given
 * @throws GroundplanError what `create` throws; `TEMPORARY_FOLDER_MISSING`; what guardrails refuse ({@link refuseOpen}); `LEDGER_VANISHED`; what cannot be
 *   written ({@link writeOutput})
 */
export function synthesize(
  outdir: string,
  create: (staging: string) => App,
  { leftOut = [], locks, reviewed = [], today, ledgers }: SynthesizeOptions = {},
): readonly SynthesizedStack[] {
  return inStaging((staging) => {
    const app = synthApp(create, staging, { leftOut, reviewed, today, ledgers });
    const files = new Map(readOutput(staging));
    const stacks = manifestIn(files);
    const jsons = jsonsIn(files);
    const verdict = accepted({ app, jsons, reviewed, leftOut, today }, ledgers);
    const { granted: exemptions } = verdict;
    const written = stacks.map((stack) => {
      const json = jsons.get(stack.name) ?? {};
      const lock = locks?.of(json, lockFileIn(outdir, stack.name));
      if (lock) files.set(lockPath(stack.name), lock.text);
      return {
        name: stack.name,
        ...count(json),
        file: join(outdir, stack.synthesizedStackPath),
        dependencies: stack.dependencies,
        warnings: [
          ...stack.annotations
            .filter(({ level }) => level.endsWith("warn"))
            .map(({ constructPath, message }) => `${constructPath}: ${message}`),
          ...endedExemptions(verdict, stack.name),
          ...(lock?.missing ?? []).map((provider) => notLocked(stack.name, provider)),
        ],
        guardrailWarnings: warningsIn(verdict, stack.name),
        ...adoptionIn(app, stack.name),
        exemptions: exemptions.filter(({ at }) => isIn(at, stack.name)),
      };
    });
    const made = app.node.children.filter((child) => child instanceof EnvironmentStack);
    const toReview = made.map(({ node: { id: name }, environment }) => ({
      name,
      environment: environment.name,
      json: jsons.get(name) ?? {},
      exemptions: exemptions.filter(({ at }) => isIn(at, name)),
    }));
    for (const [path, text] of reviewSettingsFiles(reviewed, toReview)) files.set(path, text);
    let moves: ReadonlyMap<string, readonly string[]> = new Map();
    writeOutput(outdir, files, () => {
      moves = writeCandidates(outdir, app, jsons, leftOut);
      ledgers?.write(outdir);
    });
    return written.map((stack) => ({
      ...stack,
      warnings: [...stack.warnings, ...(moves.get(stack.name) ?? []).map((move) => movedSince(stack.name, move))],
    }));
  });
}

/**
 * Makes all stacks as {@link synthesize} does, and writes nothing.
 *
 * @param create makes the app, which writes to the folder that it is given
 * @throws GroundplanError what {@link synthesize} throws before it writes
 */
export function checkSynth(create: (staging: string) => App, options: JudgeOptions = {}): void {
  inStaging((staging) => {
    const app = synthApp(create, staging, options);
    accepted(guardedApp(app, staging, options), options.ledgers);
  });
}

/** What guardrails say of an app that neither they nor the ledgers have anything against. @throws GroundplanError with all that they have */
function accepted(app: GuardedApp, ledgers: LedgerBook | undefined): GuardedVerdict {
  const verdict = guarded(app);
  const problems = new Problems("synth");
  problems.addAll(ledgers?.compare(app.app, app.jsons) ?? []);
  problems.collect(() => refuseOpen(verdict));
  problems.throwIfAny();
  return verdict;
}

/**
 * Makes all stacks as {@link synthesize} does, and says what guardrails find, whatever it is.
 *
 * @param create makes the app, which writes to the folder that it is given
 * @throws GroundplanError what `create` throws; `TEMPORARY_FOLDER_MISSING`
 */
export function guardSynth(create: (staging: string) => App, options: JudgeOptions = {}): GuardedVerdict {
  return inStaging((staging) => {
    const app = synthApp(create, staging, options);
    return guarded(guardedApp(app, staging, options));
  });
}

function manifestIn(files: OutputFiles): readonly ManifestStack[] {
  const { stacks } = JSON.parse(String(files.get("manifest.json") ?? '{"stacks":{}}')) as Manifest;
  return Object.values(stacks);
}

/** Terraform JSON of each stack, by its full name. */
function jsonsIn(files: OutputFiles): ReadonlyMap<string, StackJson> {
  return new Map(
    manifestIn(files).map(({ name, synthesizedStackPath }) => [
      name,
      JSON.parse(String(files.get(synthesizedStackPath) ?? "{}")) as StackJson,
    ]),
  );
}

function adoptionIn(app: App, name: string): Pick<SynthesizedStack, "adoption"> {
  const stack = app.node.tryFindChild(name);
  const adoption = stack instanceof EnvironmentStack ? adoptionOf(stack) : undefined;
  return adoption ? { adoption } : {};
}

function isIn(path: string, stack: string): boolean {
  return path === stack || path.startsWith(`${stack}/`);
}

function synthApp(create: (staging: string) => App, staging: string, options: JudgeOptions): App {
  return withoutTokenTraces(() =>
    tellingReferences(() => {
      try {
        const created = create(staging);
        created.synth();
        return created;
      } catch (error) {
        throw error instanceof RefusedApplication ? alsoGuarded(error, staging, options) : error;
      }
    }),
  );
}

/** What is wrong with an app, with what guardrails have against those of its stacks that were made to their end. */
function alsoGuarded(
  { app, unfinished, withoutDefaults, problems }: RefusedApplication,
  staging: string,
  options: JudgeOptions,
): GroundplanError {
  const partly = environmentsOf(app, stacksOfProblems(app, problems));
  for (const name of unfinished) app.node.tryRemoveChild(name);
  // What validations find is told already.
  (app as { skipValidation: boolean }).skipValidation = true;
  app.synth();
  const guardedStacks = guardedApp(app, staging, options);
  const vanished = options.ledgers?.compare(app, guardedStacks.jsons, partly) ?? [];
  return new GroundplanError([...problems, ...vanished, ...alsoOpen(guardedStacks, withoutDefaults)]);
}

function guardedApp(
  app: App,
  staging: string,
  { leftOut = [], reviewed = [], unjudged = [], today }: JudgeOptions,
): GuardedApp {
  const jsons = [...jsonsIn(readOutput(staging))].filter(([name]) => !unjudged.includes(name));
  return { app, jsons: new Map(jsons), reviewed, leftOut: [...leftOut, ...unjudged], today };
}

/** Full names of the stacks that problems are about. Where a move is refused, what it is about stands nowhere. */
function stacksOfProblems(app: App, problems: readonly Problem[]): readonly string[] {
  const stacks = app.node.children.map(({ node }) => node.id);
  return unfinishedStacks(app, [...new Set(environmentsOf(app, stacks))], problems);
}

/** Names of the environments of stacks. */
function environmentsOf(app: App, stacks: readonly string[]): readonly string[] {
  return stacks.flatMap((name) => {
    const stack = app.node.tryFindChild(name);
    return stack instanceof EnvironmentStack ? [stack.environment.name] : [];
  });
}

/** Runs a step with a temporary folder, which is gone afterwards. */
function inStaging<T>(step: (staging: string) => T): T {
  const staging = makeStaging();
  try {
    return step(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function notLocked(stack: string, provider: string): string {
  return `${stack}: no version of ${provider} is locked in providers/, so that Terraform takes the newest, which is another one tomorrow`;
}

function movedSince(stack: string, move: string): string {
  return `${stack}: a tier has another place than at the last synth. If it is deployed, its subnets are made anew: ${move}`;
}

function makeStaging(): string {
  try {
    return mkdtempSync(join(tmpdir(), "groundplan-"));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new GroundplanError([
      {
        code: "TEMPORARY_FOLDER_MISSING",
        path: "synth",
        message: "No folder for temporary files can be made.",
        found: `${code} in ${tmpdir()}`,
        expected: "a folder that can be written to",
        fix: code === "ENOENT" ? `make ${tmpdir()}, or name another folder in TMPDIR` : howToWrite(code, "TMPDIR"),
      },
    ]);
  }
}

/** A stack's Terraform JSON. */
type StackJson = Readonly<Record<string, Json>>;

function count({ resource, data }: StackJson): { resources: number; dataSources: number } {
  const sum = (block: Json | undefined): number =>
    Object.values(block ?? {}).reduce((total, byName) => total + Object.keys(byName ?? {}).length, 0);
  return { resources: sum(resource), dataSources: sum(data) };
}
