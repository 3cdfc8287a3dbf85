import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { isGroupRunning, isRunning, signalGroup, signalProcess } from "../processes";
import type { SynthesizedStack } from "../stacks/stacks";
import type { StateFile } from "../terraform/state-file";
import type { TerraformEvent } from "../terraform/terraform-events";
import { type BrokenRun, readBrokenRun } from "./journal";

/** A resource that a broken run made, or may have made, and the state does not hold. */
export interface LostResource {
  readonly address: string;
  /** Its id; none if its creation did not end. */
  readonly id?: string;
}

/**
 * Ends what a broken run of a stack left running: its Terraform is interrupted, so that it writes its state and unlocks, and waited
 * for; providers without a Terraform are ended.
 *
 * @param folder where journals lie
 * @param tell is told what is done
 */
export async function endLeftovers(folder: string, stack: string, tell: (line: string) => void): Promise<void> {
  const { terraform, since } = readBrokenRun(folder, stack) ?? {};
  if (!terraform) return;
  if (isRunning(terraform)) {
    tell(`${stack}: the process of the run of ${since} still works (${terraform.pid}): interrupting it and waiting.`);
    signalProcess(terraform, "SIGINT");
    while (isRunning(terraform)) await delay(100);
  }
  while (isGroupRunning(terraform)) {
    signalGroup(terraform, "SIGKILL");
    await delay(50);
  }
}

/** What reads the state of a stack. */
interface StateReader {
  readonly stack: string;
  state(): Promise<StateFile | undefined>;
}

/**
 * Says what a broken run made and could not write into the state: Terraform writes a remote state every 20 seconds. The record of the
 * run stays until its lock is settled.
 *
 * @param terraform Terraform for the stack, initialised
 */
export async function tellLost(folder: string, terraform: StateReader, tell: (line: string) => void): Promise<void> {
  const run = readBrokenRun(folder, terraform.stack);
  if (!run || run.events.length === 0) return;
  for (const line of lostLines(run, lostResources(run.events, await terraform.state()))) tell(line);
}

/** File that Terraform leaves in a stack's folder when it cannot write the state to where it belongs. */
export const UNSAVED_STATE = "errored.tfstate";

/**
 * Refuses to work with a state that lacks what the last run did, because that run could not write it.
 *
 * @throws GroundplanError `STATE_UNSAVED`
 */
export function refuseUnsaved({ name, folder }: Pick<SynthesizedStack, "name" | "folder">): void {
  if (!fs.existsSync(path.join(folder, UNSAVED_STATE))) return;
  throw new GroundplanError([
    {
      code: "STATE_UNSAVED",
      path: name,
      message:
        "The last run of the stack could not write its state; what it did is known to a file on this machine only.",
      found: `${UNSAVED_STATE} in the stack's folder`,
      expected: "a state that holds all that was done",
      fix: `npx groundplan terraform ${name} -- state push ${UNSAVED_STATE}`,
    },
  ]);
}

/** What reports say was made, and a state does not hold. */
export function lostResources(events: readonly TerraformEvent[], state: StateFile | undefined): LostResource[] {
  const made = new Map<string, LostResource>();
  for (const event of events) {
    if (event.kind === "started" && event.action === "create") made.set(event.address, { address: event.address });
    if (event.kind === "failed" && event.action === "create") made.delete(event.address);
    if (event.kind !== "finished") continue;
    if (event.action === "create") made.set(event.address, { address: event.address, id: event.id });
    if (event.action === "delete") made.delete(event.address);
  }
  const known = idsByAddress(state);
  return [...made.values()].filter(({ address, id }) => {
    const ids = known.get(address);
    return ids === undefined || (id !== undefined && !ids.includes(id));
  });
}

function lostLines({ stack, step, since }: BrokenRun, lost: readonly LostResource[]): string[] {
  const made = lost.filter(({ id }) => id !== undefined);
  const begun = lost.filter(({ id }) => id === undefined);
  const first = `${stack}: the ${step} of ${since} was broken off.`;
  return [
    ...(lost.length === 0 ? [`${first} The state holds all that it made.`] : [first]),
    ...(made.length > 0 ? ["These exist, and the state does not hold them. To take them in:"] : []),
    ...made.map(
      ({ address, id = "" }) => `  npx groundplan terraform ${stack} -- import ${shellWord(address)} ${shellWord(id)}`,
    ),
    ...(begun.length > 0 ? ["These may exist, since their creation had begun:"] : []),
    ...begun.map(({ address }) => `  ${address}`),
  ];
}

function idsByAddress(state: StateFile | undefined): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { mode, type, name, instances } of state?.resources ?? []) {
    if (mode !== "managed") continue;
    for (const { index_key: key, attributes } of instances) {
      const address = `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
      ids.set(address, [...(ids.get(address) ?? []), attributes.id]);
    }
  }
  return ids;
}
