import { isValueMap } from "../../constructs/core/texts/values";
import type { HelmValue, HelmValues } from "../../constructs/helm";
import type { RenderedObject } from "./decode";

/** What a chart reads only where it finds what an earlier release has left in the cluster. */
const OF_THE_CLUSTER = new Set(["keepTLSSecret"]);

/**
 * Keys of values that change nothing in what is rendered, whether they are absent or say something else, in none of the variants that have
 * them: Helm takes them without a word. Those that only say what the chart does anyway do have an effect.
 *
 * @param variants values of one release, in every variant
 */
export function keysWithoutEffect(
  variants: readonly HelmValues[],
  render: (values: HelmValues) => readonly RenderedObject[],
): string[] {
  const idle = new Set<string>();
  const effective = new Set<string>();
  for (const values of variants) {
    const paths = leaves(values).filter((path) => !effective.has(keyOf(path)));
    if (paths.length === 0) continue;
    const first = flat(render(values));
    const again = flat(render(values));
    // Charts make certificates and passwords anew at each rendering.
    const random = new Set([...first].filter(([path, value]) => again.get(path) !== value).map(([path]) => path));
    for (const path of paths) {
      const key = keyOf(path);
      const changed = [() => changedAt(values, path), () => changedAt(values, path, otherThan)];
      if (changed.some((change) => hasEffect(first, change(), render, random))) effective.add(key);
      else idle.add(key);
    }
  }
  return [...idle].filter((key) => !effective.has(key) && !OF_THE_CLUSTER.has(key)).sort();
}

/** Whether the values render to something else, or to nothing at all. */
function hasEffect(
  before: ReadonlyMap<string, string>,
  values: HelmValues,
  render: (values: HelmValues) => readonly RenderedObject[],
  random: ReadonlySet<string>,
): boolean {
  let after: ReadonlyMap<string, string>;
  try {
    after = flat(render(values));
  } catch {
    return true;
  }
  const changed = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
    [...one].some(([path, value]) => !random.has(path) && other.get(path) !== value);
  return changed(before, after) || changed(after, before);
}

function keyOf(path: readonly string[]): string {
  return path.join(" › ");
}

/** Paths of what is no map, or an empty one; lists count as one value. */
function leaves(values: HelmValues, path: readonly string[] = []): string[][] {
  return Object.entries(values).flatMap(([key, value]) =>
    isValueMap(value) && Object.keys(value).length > 0 ? leaves(value, [...path, key]) : [[...path, key]],
  );
}

/** The values without one of them, or with another one in its place. */
function changedAt(
  values: HelmValues,
  [key = "", ...rest]: readonly string[],
  other?: (value: HelmValue | undefined) => HelmValue,
): HelmValues {
  const copy: Record<string, HelmValue> = { ...values };
  const below = copy[key];
  if (rest.length > 0) {
    if (isValueMap(below)) copy[key] = changedAt(below, rest, other);
  } else if (other) copy[key] = other(below);
  else delete copy[key];
  return copy;
}

/** Another value of the same form. */
function otherThan(value: HelmValue | undefined): HelmValue {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value}-other`;
  return Array.isArray(value) ? [] : { other: "value" };
}

/** Every value below, by object and path; checksums follow what they are of. */
function flat(objects: readonly RenderedObject[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string) => {
    if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
      for (const [key, below] of Object.entries(value)) visit(below, `${path} › ${key}`);
    } else if (!/checksum/.test(path)) found.set(path, JSON.stringify(value));
  };
  for (const object of objects)
    visit(object, `${object.kind} ${object.metadata.namespace ?? ""}/${object.metadata.name}`);
  return found;
}
