import { isRecord } from "../../../review/values/values";
import type { Resource } from "../../tree/resource";
import type { Found } from "../rule.types";

/** The containers of a task definition, as far as its JSON can be read. */
export function containersOf(task: Resource): readonly Readonly<Record<string, unknown>>[] {
  const text = task.at("container_definitions");
  if (typeof text !== "string") return [];
  try {
    const containers: unknown = JSON.parse(text);
    return Array.isArray(containers) ? containers.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** What is wrong with containers, each by its name. */
export function inContainers(
  task: Resource,
  find: (container: Readonly<Record<string, unknown>>) => string | undefined,
): readonly Found[] {
  return containersOf(task).flatMap((container) => {
    const found = find(container);
    const name = typeof container.name === "string" ? container.name : "a container";
    return found === undefined ? [] : [{ found: `${name}: ${found}`, attribute: "container_definitions" }];
  });
}
