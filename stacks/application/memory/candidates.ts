import type { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { factsOf } from "../../../constructs/core/memory/remembered";
import { movesBetween } from "../../../constructs/network/deployed-network";
import type { DeployedStack, Json } from "../../../memory/deployed.types";
import { readCandidate, writeCandidate } from "../../../memory/files";
import { skeletonOf } from "../../../memory/skeleton";

/**
 * Writes what is to be remembered of every stack once it is applied: one file for each environment, beside the stacks. Entries of
 * stacks that an earlier synth made and this one does not are kept apart there, so that they can still be destroyed.
 *
 * @param jsons the stacks' Terraform JSON by full name
 * @param leftOut full names of stacks that were left out on purpose
 * @returns by the full name of a stack what has moved in it since an earlier synth
 */
export function writeCandidates(
  outdir: string,
  app: App,
  jsons: ReadonlyMap<string, Readonly<Record<string, Json>>>,
  leftOut: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const moves = new Map<string, readonly string[]>();
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  for (const environment of new Set(stacks.map((stack) => stack.environment.name))) {
    const ofEnvironment = stacks.filter((stack) => stack.environment.name === environment);
    const entries = ofEnvironment.map(
      (stack) => [stack.node.id, entryOf(stack, jsons.get(stack.node.id) ?? {})] as const,
    );
    const before = readCandidate(outdir, environment);
    const made = [...ofEnvironment.map((stack) => stack.node.id), ...leftOut];
    for (const [name, { facts }] of entries) {
      const moved = movesBetween(before?.stacks[name]?.facts.network ?? {}, facts.network ?? {});
      if (moved.length > 0) moves.set(name, moved);
    }
    const gone = Object.entries({ ...before?.gone, ...before?.stacks }).filter(([name]) => !made.includes(name));
    writeCandidate(outdir, {
      environment,
      stacks: Object.fromEntries(entries),
      gone: Object.fromEntries(gone),
    });
  }
  return moves;
}

function entryOf(stack: EnvironmentStack, json: Readonly<Record<string, Json>>): DeployedStack {
  return {
    dependencies: stack.dependencies.map((other) => other.node.id).sort(),
    facts: factsOf(stack),
    skeleton: skeletonOf(json),
  };
}
