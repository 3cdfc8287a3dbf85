import type { Problems } from "../core/errors";

/**
 * What an Auto Scaling group is made with. Later the number is whoever's who scales: Terraform never compares it.
 *
 * @param initial nothing is written where it is left out, and AWS begins with the least
 */
export function beginsWith(initial: number | undefined) {
  if (initial === undefined) return {};
  return { desiredCapacity: initial, lifecycle: { ignoreChanges: ["desired_capacity"] } };
}

/** The size of a group of instances. */
export interface GroupSize {
  readonly min: number;
  readonly max: number;
  readonly initial?: number;
}

/**
 * Checks the size that a group of instances begins with: `INITIAL_SIZE_OUTSIDE`. Where the limits themselves are wrong, only these are told.
 *
 * @param unit what is counted: `nodes`
 * @param property that holds the size
 */
export function checkInitialSize(
  { min, max, initial }: GroupSize,
  unit: string,
  problems: Problems,
  property = "initial",
): void {
  if (initial === undefined || !Number.isInteger(min) || !Number.isInteger(max) || min > max) return;
  if (Number.isInteger(initial) && initial >= min && initial <= max) return;
  const nearest = Number.isFinite(initial) ? Math.min(max, Math.max(min, Math.round(initial))) : min;
  problems.add(property, {
    code: "INITIAL_SIZE_OUTSIDE",
    message: "The group would begin with a size that it may not have.",
    found: `${initial} ${unit}`,
    expected: `a whole number from min to max: ${min} to ${max}`,
    fix: `use ${nearest}, or leave ${property.split(".").at(-1)} out and the group begins with min`,
  });
}
