import type { Problems } from "../constructs/core/errors";
import type { Candidate, DeployedEnvironment, DeployedStack } from "./deployed.types";

type Mistake = Pick<Parameters<Problems["add"]>[1], "code" | "message" | "found" | "expected">;

/**
 * Reads the content of a memory file. Anything else than what `deploy` and `accept` write is a mistake: nothing is guessed about
 * what is deployed.
 *
 * @param environment name that the file's name says
 */
export function parseDeployed(text: string, environment: string): DeployedEnvironment | Mistake {
  const value = parse(text);
  if (value === undefined) {
    const conflict = /^<{7} /m.test(text);
    return {
      code: "MEMORY_UNREADABLE",
      message: "The memory of what is deployed is not JSON.",
      found: conflict ? "the marks of a merge conflict" : "a text that JSON cannot be read from",
      expected: "the file as `groundplan deploy` or `groundplan accept` wrote it",
    };
  }
  const wrong = whatIsWrong(value, environment);
  return wrong
    ? { code: "MEMORY_INVALID", message: "The memory of what is deployed does not hold what it should.", ...wrong }
    : (value as DeployedEnvironment);
}

/** Reads what synth wrote; what cannot be read counts as none, because the next synth writes it anew. */
export function parseCandidate(text: string, environment: string): Candidate | undefined {
  const value = parse(text);
  if (whatIsWrong(value, environment)) return undefined;
  const { stacks, gone } = value as Partial<Candidate>;
  return { environment, stacks: stacks ?? {}, gone: stacksMistake(gone, environment) ? {} : (gone ?? {}) };
}

export function isMistake(read: DeployedEnvironment | Mistake): read is Mistake {
  return "code" in read;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Wrong = Pick<Mistake, "found" | "expected">;

function whatIsWrong(value: unknown, environment: string): Wrong | undefined {
  if (!isBlock(value)) return { found: kindOf(value), expected: "an object with `environment` and `stacks`" };
  if (value.environment !== environment) {
    return {
      found: `environment ${JSON.stringify(value.environment)}`,
      expected: `environment "${environment}", as the file's name says`,
    };
  }
  return stacksMistake(value.stacks, environment);
}

function stacksMistake(stacks: unknown, environment: string): Wrong | undefined {
  if (!isBlock(stacks)) return { found: `stacks: ${kindOf(stacks)}`, expected: "stacks by their full names" };
  for (const [name, stack] of Object.entries(stacks)) {
    if (!new RegExp(`^${environment}-[a-z0-9][a-z0-9-]*$`).test(name)) {
      return {
        found: `a stack ${JSON.stringify(name)}`,
        expected: `stacks of ${environment} only: ${environment}-network and others`,
      };
    }
    if (!isDeployedStack(stack)) {
      return { found: `${name}: ${kindOf(stack)}`, expected: "dependencies (names), facts and skeleton (objects)" };
    }
  }
  return undefined;
}

function isDeployedStack(value: unknown): value is DeployedStack {
  if (!isBlock(value)) return false;
  const { dependencies, facts, skeleton } = value;
  return (
    Array.isArray(dependencies) &&
    dependencies.every((name) => typeof name === "string") &&
    isBlock(facts) &&
    Object.values(facts).every(isBlock) &&
    isBlock(skeleton)
  );
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return isBlock(value) ? `an object with ${Object.keys(value).join(", ") || "no keys"}` : JSON.stringify(value);
}
