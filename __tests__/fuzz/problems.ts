import { locateProblems, type ResolvedEnvironment } from "../../config/load";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { originsIn } from "../../stacks/application/configuration/origins";

/**
 * The problems that a step leads to; none when it succeeds. Every other error passes through, and is a defect.
 */
export function toldBy(step: () => unknown): readonly Problem[] {
  try {
    step();
    return [];
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const problem of error.problems) expectComplete(problem);
    return error.problems;
  }
}

/** Runs a step that tells constructs' problems, and tells them at their places in the files. */
export function located<T>(environments: readonly ResolvedEnvironment[], step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof GroundplanError ? locateProblems(error, environments, originsIn()) : error;
  }
}

/** What a reader needs is there, and nothing of it is JavaScript's word for something that was not thought of. */
function expectComplete(problem: Problem): void {
  const { code, path, message, found, expected, fix } = problem;
  expect(code).toMatch(/^[A-Z0-9]+(_[A-Z0-9]+)*$/);
  for (const [part, text] of Object.entries({ path, message, found, expected, fix })) {
    expect({ part, text, problem }).toEqual({ part, text: expect.stringMatching(/^(?=.*\S)\P{Cc}+$/u), problem });
    expect({ part, text, problem }).toEqual({ part, text: expect.not.stringMatching(/\[object /), problem });
  }
}

/** What must not be in the JSON of a stack: values that were turned into texts by mistake. */
export const MISTAKEN = /\bundefined\b|\bNaN\b|\[object |TfToken|"-?Infinity"|":\s?null\b/;
