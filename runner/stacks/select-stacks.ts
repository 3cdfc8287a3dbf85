import { GroundplanError, type Problem } from "../../constructs/core/errors";

/** Names that are offered when nothing matches. */
const OFFERED = 3;

/** Finds the name that was most likely meant. */
type Closest = (word: string, names: readonly string[]) => string | undefined;

/**
 * The stacks that patterns mean, in the order of `stacks`. In a pattern `*` stands for any text, but a pattern that begins with an
 * environment's name and a dash means this environment only: `staging-*` means nothing of `staging-eu`.
 *
 * @param environments names of all environments
 * @throws GroundplanError `STACK_UNKNOWN` for every pattern that matches nothing
 */
export function selectStacks(
  patterns: readonly string[],
  stacks: readonly { readonly name: string; readonly environment: string }[],
  environments: readonly string[],
  closest: Closest,
): string[] {
  const meant = patterns.map((pattern) => {
    const [within, isMatch] = [environmentsMeant([pattern], environments), matcher(pattern)];
    return stacks.filter(({ name, environment }) => within.includes(environment) && isMatch(name));
  });
  const names = stacks.map(({ name }) => name);
  const problems = patterns.flatMap((pattern, index) =>
    meant[index]?.length ? [] : [unknownStack(pattern, names, closest)],
  );
  if (problems.length > 0) throw new GroundplanError(problems);
  return stacks.filter((stack) => meant.some((some) => some.includes(stack))).map(({ name }) => name);
}

/**
 * The environments whose stacks patterns can mean: `staging-*` means that of `staging`, and `*-network` all of them. Where one
 * environment's name is the beginning of another's, the longest one that fits is meant.
 */
export function environmentsMeant(patterns: readonly string[], environments: readonly string[]): string[] {
  const meant = patterns.flatMap((pattern) => {
    const [fixed = ""] = pattern.split("*");
    const begun = environments.filter((name) => fixed.startsWith(`${name}-`));
    const longest = Math.max(...begun.map((name) => name.length));
    if (begun.length > 0) return begun.filter((name) => name.length === longest);
    return pattern === fixed ? [] : environments.filter((name) => name.startsWith(fixed));
  });
  return environments.filter((name) => meant.includes(name));
}

/** Whether a name matches a pattern. */
export function matcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join(".*")}$`);
  return (name) => expression.test(name);
}

function unknownStack(pattern: string, names: readonly string[], closest: Closest): Problem {
  const suggestion = closest(pattern.replaceAll("*", ""), names);
  return {
    code: "STACK_UNKNOWN",
    path: "command line",
    message: pattern.includes("*") ? "No stack matches this pattern." : "There is no stack of this name.",
    found: JSON.stringify(pattern),
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "the name of a stack; there are none",
    fix: suggestion ? `did you mean "${suggestion}"?` : howToName(names),
  };
}

function howToName(names: readonly string[]): string {
  return names.length > 0
    ? `use one of these names, for example ${names.slice(0, OFFERED).join(", ")}`
    : "make a stack in the program that cdktf.json names";
}
