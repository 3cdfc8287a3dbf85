import type { Scale } from "../services/scaling.types";

/** Number of tasks that a service begins with: its fixed number, the least of its scaling, or what an environment begins with. */
export function firstTasks(scale: number | Scale | undefined, protect: boolean): number {
  if (typeof scale === "number") return scale;
  return scale?.min ?? (protect ? 2 : 1);
}

/**
 * The smallest number of tasks, above none, that a deployment may find: percentages of a small number leave the least room. With none
 * there is nothing to replace, and the next number is one.
 */
export function fewestTasks(scale: number | Scale | undefined, protect: boolean): number {
  const schedules = typeof scale === "object" ? Object.values(scale.schedules ?? {}) : [];
  const limits = schedules.flatMap(({ min, max }) => [min, max].filter((limit) => limit !== undefined));
  return Math.max(1, Math.min(firstTasks(scale, protect), ...limits));
}
