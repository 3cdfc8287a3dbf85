import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { GroundplanError, type Problem } from "../constructs/core/errors";
import { isMistake, parseCandidate, parseDeployed } from "./check";
import type { Candidate, DeployedEnvironment, Json } from "./deployed.types";
import { formatJson, formatMemory } from "./format";
import { readText, shownPath, writeAtomically } from "./texts";

/** Name of the folder of the memory files, in the folder of the configuration, and of the candidates, in synth's. */
const FOLDER = "deployed";

/** The memory file of an environment: `config/deployed/staging.json`. */
export function memoryFile(configFolder: string, environment: string): string {
  return join(configFolder, FOLDER, `${environment}.json`);
}

/** Names of the environments that have a memory file, sorted. */
export function rememberedEnvironments(configFolder: string): string[] {
  return environmentsIn(join(configFolder, FOLDER));
}

/** Names of the environments that synth has written a candidate for, sorted. */
export function candidateEnvironments(outdir: string): string[] {
  return environmentsIn(join(outdir, FOLDER));
}

/**
 * The memory of an environment.
 *
 * @returns `undefined` when there is none: nothing was deployed or accepted yet
 * @throws GroundplanError `MEMORY_UNREADABLE` or `MEMORY_INVALID`
 */
export function readMemory(configFolder: string, environment: string): DeployedEnvironment | undefined {
  const text = readText(memoryFile(configFolder, environment));
  if (text === undefined) return undefined;
  const read = parseDeployed(text, environment);
  if (!isMistake(read)) return read;
  const path = shownPath(configFolder, memoryFile(configFolder, environment));
  throw new GroundplanError([{ ...read, path, fix: waysOut(read, path) }]);
}

function waysOut({ found }: Pick<Problem, "found">, path: string): string {
  const take = `take the file of the last commit (\`git checkout HEAD -- ${path}\`)`;
  return found.includes("merge conflict")
    ? "remove the marks and keep the stacks of both sides; of a stack on both sides keep the entry that was deployed last"
    : `${take}; or, if nothing of the environment is deployed, delete it`;
}

/** Writes the memory of an environment, whole or not at all. A memory without stacks is none, and its file is removed. */
export function writeMemory(configFolder: string, memory: DeployedEnvironment): void {
  const file = memoryFile(configFolder, memory.environment);
  if (Object.keys(memory.stacks).length === 0) rmSync(file, { force: true });
  else writeAtomically(file, formatMemory(memory));
}

/** What synth last wrote of an environment; `undefined` when it wrote nothing. */
export function readCandidate(outdir: string, environment: string): Candidate | undefined {
  const text = readText(join(outdir, FOLDER, `${environment}.json`));
  return text === undefined ? undefined : parseCandidate(text, environment);
}

/** Writes what an environment's stacks are to be remembered by once they are applied. */
export function writeCandidate(outdir: string, candidate: Candidate): void {
  writeAtomically(join(outdir, FOLDER, `${candidate.environment}.json`), formatJson(candidate as unknown as Json));
}

function environmentsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^([a-z][a-z0-9-]*)\.json$/.exec(name)?.[1] ?? [])
    .sort();
}
