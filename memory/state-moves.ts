import type { DeployedEnvironment, DeployedStack } from "./deployed.types";

/** Where it is remembered that a stack's state may be looked for elsewhere, until its next deploy. */
const PLACE = "backend";

/** Whether it has been accepted that a stack's state goes to another place. */
export function stateMayMove({ facts }: Pick<DeployedStack, "facts">): boolean {
  return facts[PLACE]?.mayMove === true;
}

/** The memory of an environment whose states may all go to another place. The next deploy of each stack remembers where they are then. */
export function lettingStatesMove(memory: DeployedEnvironment): DeployedEnvironment {
  const stacks = Object.entries(memory.stacks).map(([name, entry]): [string, DeployedStack] => [
    name,
    { ...entry, facts: { ...entry.facts, [PLACE]: { mayMove: true } } },
  ]);
  return { ...memory, stacks: Object.fromEntries(stacks) };
}
