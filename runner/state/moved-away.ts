import type { Problem } from "../../constructs/core/errors";
import type { DeployedMemory } from "../memory-port";
import { managedResources, type Session } from "../session";
import type { StateFile } from "../terraform/state-file";

/** Longest list of addresses in a message. */
const LONGEST = 5;

/**
 * Stacks whose states hold what another stack has taken over, or is to take over: a destroy of the old one would destroy it. A stack that is
 * destroyed together with the other one is none.
 *
 * @param toDestroy stacks that are deployed
 */
export async function movedAway(
  session: Session,
  memory: DeployedMemory,
  toDestroy: readonly string[],
): Promise<readonly Problem[]> {
  const found = await Promise.all(toDestroy.map((name) => movedAwayOf(session, memory, name, toDestroy)));
  return found.flat();
}

async function movedAwayOf(
  session: Session,
  memory: DeployedMemory,
  name: string,
  toDestroy: readonly string[],
): Promise<readonly Problem[]> {
  const { environment, isGone = false } = session.stack(name);
  const leaving = memory.movingAway(name, environment).filter(({ to }) => to === undefined || !toDestroy.includes(to));
  if (leaving.length === 0) return [];
  const state = await session.state(name);
  if (!state) return [];
  const held = new Set(managedResources(state).map(({ type, name: id }) => `${type}.${id}`));
  const problems: Problem[] = [];
  const still = leaving.filter(({ address }) => address !== undefined && held.has(address));
  if (still.length > 0) {
    const heirs = [...new Set(still.flatMap(({ to }) => to ?? []))];
    const addresses = still.flatMap(({ address }) => address ?? []);
    problems.push(stillHeld(name, addresses, heirs, isGone));
  }
  for (const { to, command } of leaving) {
    if (!isGone || to === undefined || command === undefined || !session.has(to)) continue;
    if (isCopy(state, await session.state(to))) problems.push(copied(name, to, command));
  }
  return problems;
}

/** Whether a state was copied from another one: every state has a lineage of its own. */
function isCopy(one: StateFile, other: StateFile | undefined): boolean {
  return one.lineage !== undefined && one.lineage === other?.lineage;
}

function stillHeld(name: string, addresses: readonly string[], heirs: readonly string[], isGone: boolean): Problem {
  const more = addresses.length > LONGEST ? ` and ${addresses.length - LONGEST} more` : "";
  const destroy = `npx groundplan destroy ${name}`;
  const letGo = `npx groundplan terraform ${name} -- state rm ${addresses.join(" ")}`;
  return {
    code: "DESTROY_MOVED",
    path: name,
    message: "The state of the stack still holds what goes to another one, and a destroy would destroy it there.",
    found: `${addresses.slice(0, LONGEST).join(", ")}${more}${heirs.length > 0 ? `, which ${heirs.join(" and ")} takes over` : ""}`,
    expected: "a state that has let go of it",
    fix: isGone
      ? `let go of it, which leaves the things as they are, and destroy the rest: \`${letGo}\`, then \`${destroy}\``
      : `deploy what is moved, then destroy the rest: \`npx groundplan deploy ${[...heirs, name].join(" ")}\`, then \`${destroy}\`${
          heirs.length > 0 ? `; or destroy all of it: \`${destroy} ${heirs.join(" ")}\`` : ""
        }`,
  };
}

function copied(name: string, to: string, command: string): Problem {
  return {
    code: "DESTROY_MOVED",
    path: name,
    message:
      "The state of the stack was moved to another one, and not yet emptied: a destroy would destroy what that one has.",
    found: `the same resources in the state of ${to}`,
    expected: "one state that holds them",
    fix: `run the command that was broken off once more: \`${command}\``,
  };
}
