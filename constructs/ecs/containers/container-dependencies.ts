import type { Problems } from "../../core/errors";
import type { ContainerProps } from "./container.types";

type Containers = Readonly<Record<string, ContainerProps>>;

/**
 * Checks what containers wait for, and whose volumes they see: `VOLUMES_FROM_UNKNOWN`, `CONTAINER_UNKNOWN`, `CONTAINER_DEPENDENCY_CYCLE`, `DEPENDENCY_NEVER_HEALTHY` and
 * `DEPENDENCY_ENDS_TASK` (Amazon ECS API Reference, `ContainerDependency`, as of 2026-11).
 */
export function checkDependencies(containers: Containers, problems: Problems): void {
  for (const [name, container] of Object.entries(containers)) {
    for (const [other, condition] of Object.entries(container.dependsOn ?? {})) {
      const at = `containers.${name}.dependsOn.${other}`;
      const target = containers[other];
      if (target === undefined) addUnknown(other, name, containers, at, problems);
      else if (condition === "HEALTHY" && target.healthCheck === undefined) addNeverHealthy(other, at, problems);
      else if ((condition === "COMPLETE" || condition === "SUCCESS") && target.essential !== false) {
        addEndsTask(other, condition, at, problems);
      }
    }
  }
  for (const [name, { volumesFrom = {} }] of Object.entries(containers)) {
    for (const other of Object.keys(volumesFrom)) {
      if (other === name || containers[other] === undefined) addNoVolumes(other, name, containers, problems);
    }
  }
  const waits = new Map(Object.entries(containers).map(([name, { dependsOn = {} }]) => [name, Object.keys(dependsOn)]));
  for (let cycle = findCycle(waits); cycle; cycle = findCycle(waits)) {
    addCycle(cycle, problems);
    // What is left when this advice was followed.
    const [first = "", second] = cycle;
    waits.set(
      first,
      (waits.get(first) ?? []).filter((name) => name !== second),
    );
  }
}

/** The first cycle by name, with its first container at both ends. */
function findCycle(waits: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly string[] | undefined => {
    const start = way.indexOf(name);
    if (start >= 0) return [...way.slice(start), name];
    if (done.has(name)) return undefined;
    for (const other of [...(waits.get(name) ?? [])].sort()) {
      const cycle = visit(other, [...way, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of [...waits.keys()].sort()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function addUnknown(other: string, name: string, containers: Containers, at: string, problems: Problems): void {
  const names = Object.keys(containers)
    .filter((candidate) => candidate !== name)
    .sort();
  problems.add(at, {
    code: "CONTAINER_UNKNOWN",
    message: "The task has no container of this name to wait for.",
    found: `"${other}"`,
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "a second container; the task has only this one",
    fix: "correct the name, or take the dependency out",
  });
}

function addNoVolumes(other: string, name: string, containers: Containers, problems: Problems): void {
  const names = Object.keys(containers)
    .filter((candidate) => candidate !== name)
    .sort();
  problems.add(`containers.${name}.volumesFrom.${other}`, {
    code: "VOLUMES_FROM_UNKNOWN",
    message: "The task has no other container of this name whose volumes could be seen.",
    found: `"${other}"`,
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "a second container; the task has only this one",
    fix: "correct the name, or take it out of volumesFrom",
  });
}

function addNeverHealthy(other: string, at: string, problems: Problems): void {
  problems.add(at, {
    code: "DEPENDENCY_NEVER_HEALTHY",
    message: `Container "${other}" has no health check, so it would never be healthy.`,
    found: "HEALTHY",
    expected: "HEALTHY for containers with a health check only",
    fix: `give "${other}" a healthCheck, or wait for START`,
  });
}

function addEndsTask(other: string, condition: string, at: string, problems: Problems): void {
  problems.add(at, {
    code: "DEPENDENCY_ENDS_TASK",
    message: `Container "${other}" is essential: when it ends, the task ends, and nothing waits any more.`,
    found: condition,
    expected: `${condition} for containers with essential: false only`,
    fix: `set essential: false for "${other}", or wait for START or HEALTHY`,
  });
}

function addCycle(cycle: readonly string[], problems: Problems): void {
  const [first, second] = cycle;
  problems.add("containers", {
    code: "CONTAINER_DEPENDENCY_CYCLE",
    message:
      first === second ? "A container waits for itself." : "Containers wait for each other, so none would start.",
    found: cycle.join(" → "),
    expected: "dependencies without a cycle",
    fix: `take ${second} out of the dependsOn of ${first}`,
  });
}
