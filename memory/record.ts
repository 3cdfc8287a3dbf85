import { GroundplanError } from "../constructs/core/errors";
import type { DeployedStack } from "./deployed.types";
import { readCandidate, readMemory, writeCandidate, writeMemory } from "./files";
import { recordAppliedLines, recordBegunLines, recordDestroyedLines } from "./ledger/record";
import { withoutStack, withStack } from "./merge";

/** Which stack of which environment, and where its memory lies. */
export interface Recorded {
  /** Folder of the configuration. */
  readonly configFolder: string;
  readonly environment: string;
  /** Full name of the stack. */
  readonly stack: string;
}

/**
 * Remembers that a stack is about to be applied: even if that fails, something of it may exist.
 *
 * @param outdir folder that synth wrote to
 * @throws GroundplanError what {@link recordApplied} throws
 */
export function recordBegun({ configFolder, environment, stack }: Recorded, outdir: string): void {
  if (!readMemory(configFolder, environment)?.stacks[stack]) {
    recordApplied({ configFolder, environment, stack }, outdir);
  } else recordBegunLines({ configFolder, environment, stack }, outdir);
}

/**
 * Remembers that a stack was applied as synth last wrote it.
 *
 * @param outdir folder that synth wrote to
 * @throws GroundplanError `MEMORY_CANDIDATE_MISSING`, or what {@link readMemory} throws
 */
export function recordApplied({ configFolder, environment, stack }: Recorded, outdir: string): void {
  const memory = readMemory(configFolder, environment) ?? { environment, stacks: {} };
  const entry = readCandidate(outdir, environment)?.stacks[stack];
  if (!entry) throw new GroundplanError([withoutCandidate(environment, stack, outdir)]);
  writeMemory(configFolder, withStack(memory, stack, entry));
  recordAppliedLines({ configFolder, environment, stack }, outdir);
}

/**
 * Forgets a stack that was destroyed. Nothing happens when it was not remembered.
 *
 * @param outdir folder that synth wrote to, which may know a stack that is gone
 * @throws GroundplanError what {@link readMemory} throws
 */
export function recordDestroyed({ configFolder, environment, stack }: Recorded, outdir: string): void {
  const memory = readMemory(configFolder, environment);
  if (memory?.stacks[stack]) writeMemory(configFolder, withoutStack(memory, stack));
  recordDestroyedLines({ configFolder, environment, stack });
  const candidate = readCandidate(outdir, environment);
  if (!candidate?.gone[stack]) return;
  const { [stack]: _, ...gone } = candidate.gone;
  writeCandidate(outdir, { ...candidate, gone });
}

/**
 * The entry of a stack that the configuration no longer makes: from the memory, or from what synth made of it when it last did.
 *
 * @param outdir folder that synth wrote to
 * @returns `undefined` when nothing is known of the stack
 */
export function goneStack({ configFolder, environment, stack }: Recorded, outdir: string): DeployedStack | undefined {
  return readMemory(configFolder, environment)?.stacks[stack] ?? readCandidate(outdir, environment)?.gone[stack];
}

function withoutCandidate(environment: string, stack: string, outdir: string) {
  return {
    code: "MEMORY_CANDIDATE_MISSING",
    path: stack,
    message: "What is to be remembered of the stack is not there.",
    found: `no entry of ${stack} in ${outdir}/deployed`,
    expected: "what synth writes there beside the stacks",
    fix: `run \`npx cdktf synth\` and, if the stack is deployed, \`npx groundplan accept ${environment} ${stack}\``,
  };
}
