import type { App } from "cdktf";
import { EnvironmentStack } from "../constructs/core/environment-stack";
import { factsOf } from "../constructs/core/remembered";
import type { DeployedStack, Json } from "../memory/deployed.types";
import { readCandidate, writeCandidate } from "../memory/files";
import { skeletonOf } from "../memory/skeleton";

/**
 * Writes what is to be remembered of every stack once it is applied: one file for each environment, beside the stacks. Entries of
 * stacks that an earlier synth made and this one does not are kept apart there, so that they can still be destroyed.
 *
 * @param jsons the stacks' Terraform JSON by full name
 * @param leftOut full names of stacks that were left out on purpose
 */
export function writeCandidates(
  outdir: string,
  app: App,
  jsons: ReadonlyMap<string, Readonly<Record<string, Json>>>,
  leftOut: readonly string[],
): void {
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  for (const environment of new Set(stacks.map((stack) => stack.environment.name))) {
    const ofEnvironment = stacks.filter((stack) => stack.environment.name === environment);
    const entries = ofEnvironment.map((stack) => [stack.node.id, entryOf(stack, jsons.get(stack.node.id) ?? {})]);
    const before = readCandidate(outdir, environment);
    const made = [...ofEnvironment.map((stack) => stack.node.id), ...leftOut];
    const gone = Object.entries({ ...before?.gone, ...before?.stacks }).filter(([name]) => !made.includes(name));
    writeCandidate(outdir, {
      environment,
      stacks: Object.fromEntries(entries),
      gone: Object.fromEntries(gone),
    });
  }
}

function entryOf(stack: EnvironmentStack, json: Readonly<Record<string, Json>>): DeployedStack {
  return {
    dependencies: stack.dependencies.map((other) => other.node.id).sort(),
    facts: factsOf(stack),
    skeleton: skeletonOf(json),
  };
}
