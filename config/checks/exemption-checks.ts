import type { Problem } from "../../constructs/core/errors";
import type { ConfigProblems } from "../config-problems";
import { positionOf } from "../reading/tree";
import type { ResolvedEnvironment } from "../resolved-environment";

/** An exemption is at a stack of its own environment, and there is one for a rule at a place. Whether its day has passed is no mistake. */
export function checkExemptions(
  { environment, exemptions, source }: ResolvedEnvironment,
  problems: ConfigProblems,
): void {
  exemptions.forEach(({ rule, at }, index) => {
    const add = (key: string, problem: Omit<Problem, "path">) => {
      const path = ["exemptions", index, key];
      problems.add(positionOf(source, path), path, problem, { environment: environment.name });
    };
    if (!at.startsWith(`${environment.name}-`)) add("at", elsewhere(environment.name, at));
    if (exemptions.slice(0, index).some((other) => other.rule === rule && other.at === at))
      add("rule", twice(rule, at));
  });
}

function elsewhere(environment: string, at: string): Omit<Problem, "path"> {
  return {
    code: "EXEMPTION_ELSEWHERE",
    message: "The exemption is at a stack of no or of another environment, so that it would never count.",
    found: JSON.stringify(at),
    expected: `a stack of ${environment}, such as ${environment}-network`,
    fix: `begin with ${environment}-, or write the exemption into the file of the environment that it is for`,
  };
}

function twice(rule: string, at: string): Omit<Problem, "path"> {
  return {
    code: "EXEMPTION_TWICE",
    message: "Two exemptions are for one rule at one place.",
    found: `${rule} at ${at} twice`,
    expected: "one exemption with one reason and one day",
    fix: "remove one of the two",
  };
}
