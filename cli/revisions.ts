import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { environmentNames } from "../config/load";
import { GroundplanError, type Problem } from "../constructs/core/errors";
import { type BaseRevision, baseNotSynthesized, checkOut, findBase, givePackages, KeptSynth } from "../runner/revision";
import { readStacks, type SynthesizedStack } from "../runner/stacks/stacks";
import { SynthError, type SynthesizedApp, synthesizeAppBeside } from "../runner/synthesize-app";
import { readVariable, writeNames } from "../variables/read";
import type { CommandContext } from "./io";
import { ownFolder } from "./run-context";

/** The revision that is compared with, where a command is told none. */
export const DEFAULT_BASE = "origin/main";

/** Exit code after an interrupt: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** One revision, synthesized. */
export interface Synthesized {
  /** Folder that was written to. */
  readonly outdir: string;
  readonly stacks: readonly SynthesizedStack[];
}

/** The base of a change, and the change: the files as they lie in the project now, committed or not. */
export interface Revisions {
  readonly base: BaseRevision;
  readonly before: Synthesized;
  readonly after: Synthesized;
  /** A temporary folder, which is removed afterwards. */
  readonly folder: string;
  /** Listens to every interrupt. */
  readonly onInterrupt: (listener: () => void) => void;
}

/** How revisions are synthesized. */
export interface RevisionsRequest {
  /** Branch, tag or commit. */
  readonly base: string;
  /** Address of the emulator that they are synthesized for. @default - for AWS */
  readonly emulator?: string;
}

/**
 * Synthesizes the base of a change and the change, side by side, in a temporary folder: neither the working tree nor the index nor what was
 * synthesized last is touched.
 *
 * @returns the exit code of the task, or 130 after an interrupt
 * @throws GroundplanError what {@link findBase} throws; `BASE_NOT_INSTALLED`; `SYNTH_FAILED` and `BASE_SYNTH_FAILED`, both at once
 */
export async function withRevisions(
  request: RevisionsRequest,
  context: CommandContext,
  task: (revisions: Revisions) => Promise<number>,
): Promise<number> {
  const { root, variables, printError } = context;
  const base = findBase(root, request.base, variables);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-base-"));
  const interruption = new AbortController();
  const { signal } = interruption;
  const listeners: (() => void)[] = [() => interruption.abort()];
  const stopListening = (context.onInterrupt ?? onSignals)(() => {
    for (const listener of listeners) listener();
  });
  try {
    const files = checkOut(base, folder, variables);
    const tell = (line: string) => printError(`${line}\n`);
    const [ofBase, own]: [Failure[], Failure[]] = [[], []];
    const given = variablesFor({ root, files, base }, request, context);
    const [before, after] = await Promise.all([
      collect(ofBase, baseNotSynthesized(base), async () => {
        const kept = keptSynth(base, given.before, request, context);
        const outdir = path.join(folder, "before", "cdktf.out");
        if (kept?.copyTo(outdir)) return { outdir, stacks: readStacks(outdir) };
        await givePackages(root, files, base.short, { env: variables, signal, tell });
        const made = await synthesizeRevision(files, outdir, given.before, signal);
        kept?.keep(outdir);
        return made;
      }),
      collect(own, SYNTH_FAILED, () =>
        synthesizeRevision(root, path.join(folder, "after", "cdktf.out"), given.after, signal),
      ),
    ]);
    if (signal.aborted) return INTERRUPTED;
    if (!before || !after) {
      const failures = [...ofBase, ...own];
      for (const { output } of failures) printError(output);
      throw new GroundplanError(failures.map(({ problem }) => problem));
    }
    const exitCode = await task({ base, before, after, folder, onInterrupt: (listener) => listeners.push(listener) });
    return signal.aborted ? INTERRUPTED : exitCode;
  } finally {
    stopListening();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const SYNTH_FAILED: Problem = {
  code: "SYNTH_FAILED",
  path: "cdktf.json › app",
  message: "The synth failed, so there is nothing to compare.",
  found: "the message above",
  expected: "a synth without errors",
  fix: "mend what the message says, and check with `npm run synth`",
};

/** A problem, and what a program printed about it. */
interface Failure {
  readonly problem: Problem;
  readonly output: string;
}

/** Runs a synth, and keeps its failure, so that those of both revisions are told at once. */
async function collect(
  failures: Failure[],
  problem: Problem,
  synth: () => Promise<Synthesized>,
): Promise<Synthesized | undefined> {
  try {
    return await synth();
  } catch (error) {
    if (error instanceof GroundplanError) failures.push(...error.problems.map((one) => ({ problem: one, output: "" })));
    else if (error instanceof SynthError) failures.push({ problem, output: error.message });
    else throw error;
    return undefined;
  }
}

/** Where the synth of the base is kept, for AWS and for the emulator each; none where it depends on more than its commit: on files elsewhere. */
function keptSynth(
  { commit, prefix }: BaseRevision,
  variables: NodeJS.ProcessEnv | undefined,
  { emulator }: RevisionsRequest,
  context: CommandContext,
): KeptSynth | undefined {
  const config = variables?.GROUNDPLAN_CONFIG ?? "";
  if (!variables || path.isAbsolute(config) || config.startsWith("..")) return undefined;
  const kind = emulator === undefined ? "aws" : "emulator";
  return new KeptSynth(path.join(ownFolder(context), "base", kind), { commit, prefix, variables });
}

async function synthesizeRevision(
  root: string,
  outdir: string,
  variables: NodeJS.ProcessEnv | undefined,
  signal: AbortSignal,
): Promise<Synthesized> {
  if (variables === undefined) return { outdir, stacks: [] };
  const { stacks }: SynthesizedApp = await synthesizeAppBeside(root, outdir, variables, signal);
  return { outdir, stacks };
}

/**
 * The variables that both revisions are synthesized with; those for one run alone have no part in a comparison, and each revision makes those
 * of the wanted environments that it has. The base is judged by the day when it was committed.
 */
function variablesFor(
  { root, files, base }: { readonly root: string; readonly files: string; readonly base: BaseRevision },
  { emulator }: RevisionsRequest,
  { variables }: CommandContext,
): { readonly before?: NodeJS.ProcessEnv; readonly after?: NodeJS.ProcessEnv } {
  const { GROUNDPLAN_MOCK, GROUNDPLAN_UNPROTECT, GROUNDPLAN_WITHOUT, AWS_ENDPOINT_URL, ...kept } = variables;
  const config = readVariable("GROUNDPLAN_CONFIG", variables);
  // What lies in the project is looked for in the revision.
  const inProject = path.isAbsolute(config) ? path.relative(root, config) : config;
  const folder = inProject.startsWith("..") ? config : inProject;
  const all = {
    ...kept,
    GROUNDPLAN_CONFIG: folder,
    ...(emulator === undefined ? {} : { AWS_ENDPOINT_URL: emulator }),
  };
  const atBase = { ...all, SOURCE_DATE_EPOCH: String(base.time), SYNTH_ONCE: "true" };
  const wanted = readVariable("GROUNDPLAN_ENV", variables);
  if (wanted.length === 0) return { before: atBase, after: all };
  const [old, now] = [files, root].map((revision) => environmentNames(path.resolve(revision, folder)));
  const limited = (to: NodeJS.ProcessEnv, names: readonly string[]) =>
    names.length > 0 ? { ...to, ...writeNames({ GROUNDPLAN_ENV: names }) } : undefined;
  return {
    before: limited(
      atBase,
      wanted.filter((name) => old?.includes(name)),
    ),
    // One that is nowhere is told by the synth.
    after: limited(
      all,
      wanted.filter((name) => now?.includes(name) || !old?.includes(name)),
    ),
  };
}

function onSignals(listener: () => void): () => void {
  process.on("SIGINT", listener);
  process.on("SIGTERM", listener);
  return () => {
    process.off("SIGINT", listener);
    process.off("SIGTERM", listener);
  };
}
