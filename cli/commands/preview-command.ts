import * as path from "node:path";
import type { Command } from "commander";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { type PreviewedStack, preview } from "../../emulator/preview";
import { Emulator } from "../../emulator/server";
import { SOME_EMULATOR } from "../../emulator/synth";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools, type Tools } from "../../emulator/tools";
import { constructPaths, type PlanInput, type PlanJson, refusalNotes } from "../../review";
import { Interruption } from "../../runner/progress/interruption";
import { Session } from "../../runner/session";
import { errorText } from "../../runner/stacks/run-stacks";
import { engineOf } from "../../runner/terraform/engine";
import type { CommandContext } from "../io";
import { addReviewOptions, checkReviewForms, type ReviewFlags } from "../review-output";
import { differingPairs, howMany, inputOf, notesOf, type StackPair, writeRevisions } from "../revision-review";
import { DEFAULT_BASE, type Revisions, withRevisions } from "../revisions";
import { defaultJobs, ownFolder, parseJobs, progressFor, timestamp } from "../run-context";

interface PreviewFlags extends ReviewFlags {
  readonly base: string;
  readonly jobs: number;
}

/** Adds `groundplan preview`: a review of real plans of what has changed since another revision, made on an emulator. */
export function addPreviewCommand(
  program: Command,
  context: CommandContext,
  setExitCode: (code: number) => void,
): void {
  const command = program
    .command("preview")
    .description(
      "review plans of what has changed since another revision, made on an emulator that holds that one: without AWS",
    )
    .option("--base <revision>", "branch, tag or commit that the work began at", DEFAULT_BASE)
    .option("--jobs <number>", "stacks at the same time", parseJobs, defaultJobs());
  addReviewOptions(command).action(async (flags: PreviewFlags) => {
    const tools = toolsFor(flags, context);
    const request = { base: flags.base, emulator: SOME_EMULATOR };
    setExitCode(await withRevisions(request, context, (revisions) => reviewPlans(revisions, tools, flags, context)));
  });
}

/** What a preview needs, before it takes its time. */
function toolsFor(flags: PreviewFlags, context: CommandContext): Tools {
  const problems = new Problems("command line");
  problems.collect(() => checkReviewForms(flags, context));
  const tools = problems.collect(() => findTools({ env: context.variables }));
  if (!tools || problems.list.length > 0) throw new GroundplanError(problems.list);
  return tools;
}

async function reviewPlans(
  revisions: Revisions,
  tools: Tools,
  flags: PreviewFlags,
  context: CommandContext,
): Promise<number> {
  const pairs = differingPairs(revisions);
  const plans = pairs.length > 0 ? await plansOf(pairs, revisions, tools, flags, context) : NO_PLANS;
  if (!plans) return 1;
  const inputs = pairs.map((pair) =>
    previewInput(pair, plans.get(pair.name), { revisions, program: tools.terraform }, context),
  );
  const exitCode = writeRevisions(
    inputs,
    `Planned on an emulator from ${howMany(pairs, revisions)}`,
    revisions,
    flags,
    context,
  );
  return [...plans.values()].some(({ kind }) => kind === "failed") ? 1 : exitCode;
}

const NO_PLANS: ReadonlyMap<string, PreviewedStack> = new Map();

/** Plans on an emulator that lives as long as this takes. @returns undefined after an interrupt */
async function plansOf(
  pairs: readonly StackPair[],
  { before, after, folder, onInterrupt }: Revisions,
  tools: Tools,
  { jobs }: PreviewFlags,
  context: CommandContext,
): Promise<ReadonlyMap<string, PreviewedStack> | undefined> {
  const progress = progressFor({ ...context, print: context.printError });
  const interruption = new Interruption((line) => progress.print(`${line}\n`));
  onInterrupt(() => interruption.request());
  const emulator = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
  try {
    const own = ownFolder(context);
    const names = after.stacks.map(({ name }) => name);
    const session = new Session({
      stacks: [...after.stacks, ...before.stacks.filter(({ name }) => !names.includes(name))],
      program: tools.terraform,
      version: tools.terraformVersion,
      environment: ({ account, region }) =>
        terraformEnvironment(tools, { url: emulator.url, account, region }, folder, context.variables),
      logs: path.join(own, "logs"),
      runName: `${timestamp(new Date())}-preview`,
      jobs,
      progress,
      interruption,
    });
    const plans = await preview({
      before: before.stacks,
      after: after.stacks,
      differing: pairs.map(({ name }) => name),
      states: path.join(folder, "states"),
      session,
    });
    if (session.isInterrupted) return undefined;
    for (const plan of plans.values())
      if (plan.kind === "failed") progress.print(`\n${errorText(session, plan.error)}`);
    return plans;
  } finally {
    progress.stop();
    await emulator.stop();
  }
}

/** What is reviewed of a stack: its plan, or what `diff` reviews where there is none. */
function previewInput(
  pair: StackPair,
  planned: PreviewedStack | undefined,
  { revisions, program }: { readonly revisions: Revisions; readonly program: string },
  context: CommandContext,
): PlanInput {
  if (planned?.kind !== "planned") {
    const input = inputOf(pair, revisions, context);
    const reason = planned?.kind === "left out" ? planned.reason : `${engineOf(program)} refuses to plan it`;
    return {
      ...input,
      notes: [`not planned: ${reason}; what synth makes of both is reviewed`, ...(input.notes ?? [])],
    };
  }
  const { before, after } = pair;
  const plan = planned.plan as unknown as PlanJson;
  return {
    stack: pair.name,
    plan,
    constructs: new Map([...constructPaths(before?.json), ...constructPaths(after?.json)]),
    notes: [...notesOf(pair, revisions, context), ...refusalNotes(plan, after?.json)],
  };
}
