import type { TerraformResource } from "cdktf";
import type { EnvironmentStack } from "../environments/environment-stack";
import { type Problem, Problems } from "../errors";
import { importFormOf, looksOf } from "../import-ids";
import { checkCall } from "../shapes/check-call";
import type { AdoptedEntry, AdoptedId, Adoption } from "./adoption.types";
import { notComposed, notImported, pathTwice, type Target, twice, unknownPath, wrongForm } from "./adoption-problems";
import { KnownAttributes, rawAttribute, resourcesIn } from "./known-attributes";
import { takeOver } from "./take-over";

const adoptions = new WeakMap<EnvironmentStack, Adoption>();

/** What is taken over into a stack; nothing where nothing is. */
export function adoptionOf(stack: EnvironmentStack): Adoption | undefined {
  return adoptions.get(stack);
}

/**
 * Has the next apply take over what AWS has already, into the resources of a stack that were made before: Terraform's `import` blocks. What
 * is not named is made new.
 *
 * ```ts
 * const network = new Network(this, "network", { … });
 * adopt(this, { "network/vpc": "vpc-0123456789abcdef0", "network/routing-app/subnet-a": true });
 * ```
 *
 * @param ids the id that AWS shows of each resource, by the resource's path in the stack; `true` where it follows from the configuration and
 *   from the other ids
 * @throws GroundplanError `ADOPT_PATH_UNKNOWN`, `ADOPT_ID_FORM`, `ADOPT_ID_UNKNOWN`, `ADOPT_ID_TWICE`, `ADOPT_TYPE`: all at once
 */
export function adopt(stack: EnvironmentStack, ids: Readonly<Record<string, AdoptedId>>): void {
  checkCall("adopt", { stack, ids });
  const problems = new Problems(stack.node.path);
  const entries = Object.entries(ids).map(([path, id]) => ({ path: `${stack.stackName}/${path}`, id }));
  adoptInto([stack], entries, { file: "", problems });
  problems.throwIfAny();
}

/** Where the entries are written, and what collects what is wrong with them. */
interface AdoptionScope {
  readonly file: string;
  readonly problems: Problems;
}

/** An entry with the resource that it is about. */
interface Matched extends Target {
  readonly entry: AdoptedEntry;
}

/** Adds `import` blocks to the stacks of one environment, and what is wrong with the entries. */
export function adoptInto(
  stacks: readonly EnvironmentStack[],
  entries: readonly AdoptedEntry[],
  { file, problems }: AdoptionScope,
): void {
  const byStack = stacks.map((stack) => ({ stack, targets: targetsIn(stack) }));
  const targets = byStack.flatMap((one) => one.targets);
  const byPath = new Map(targets.map((target) => [target.path, target]));
  const found: Problem[] = [];
  const matched = new Map<string, Matched>();
  for (const entry of entries) {
    const target = byPath.get(entry.path);
    if (!target) found.push(unknownPath(entry, targets, placeOf(entry, stacks)));
    else if (matched.has(entry.path)) found.push(pathTwice(entry, placeOf(entry, stacks)));
    else matched.set(entry.path, { ...target, entry });
  }
  const all = [...matched.values()];
  for (const { stack, targets: own } of byStack) {
    const those = all.filter(({ resource }) => own.some((target) => target.resource === resource));
    if (those.length > 0) found.push(...adoptStack(stack, own, those, file));
  }
  problems.addAll([...found, ...twiceIn(all, stacks)]);
}

function placeOf({ at, path }: AdoptedEntry, stacks: readonly EnvironmentStack[]): string {
  if (at !== undefined) return at;
  const [name] = path.split("/");
  return (stacks.find(({ stackName }) => stackName === name) ?? stacks[0])?.node.path ?? "";
}

function targetsIn(stack: EnvironmentStack): readonly Target[] {
  const start = stack.node.path.length;
  return resourcesIn(stack).map((resource) => ({
    path: `${stack.stackName}${resource.node.path.slice(start)}`,
    resource,
  }));
}

function adoptStack(
  stack: EnvironmentStack,
  targets: readonly Target[],
  matched: readonly Matched[],
  file: string,
): readonly Problem[] {
  const known = new KnownAttributes(stack, new Map(matched.map(({ resource, entry }) => [resource, entry.id])));
  const problems: Problem[] = [];
  const caveats: string[] = [];
  const imported = new Set<TerraformResource>();
  for (const { path, resource, entry } of matched) {
    const id = importIdFor(resource, entry, known, placeOf(entry, [stack]));
    if (typeof id !== "string") problems.push(id);
    else {
      takeOver(stack, resource, id);
      imported.add(resource);
      const caveat = caveatOf(resource);
      if (caveat !== undefined) caveats.push(`${path}: ${caveat}`);
    }
  }
  const roots = new Set([...imported].map((resource) => rootOf(stack, resource)));
  const among = targets.filter(({ resource }) => roots.has(rootOf(stack, resource)));
  adoptions.set(stack, {
    file,
    imported: (adoptions.get(stack)?.imported ?? 0) + imported.size,
    among: among.length,
    made: madeNew(among.filter(({ resource }) => !imported.has(resource))),
    caveats,
  });
  return problems;
}

/** What is not read of the thing that a resource takes over. */
function caveatOf(resource: TerraformResource): string | undefined {
  const form = importFormOf(resource.terraformResourceType);
  if (!form || "none" in form) return undefined;
  const isIt = form.caveatWith === undefined || rawAttribute(resource, form.caveatWith) !== undefined;
  return isIt ? form.caveat : undefined;
}

/** The construct directly below the stack that a resource lies in. */
function rootOf(stack: EnvironmentStack, resource: TerraformResource): string {
  return resource.node.path.slice(stack.node.path.length + 1).split("/")[0] ?? "";
}

function madeNew(targets: readonly Target[]): ReadonlyMap<string, number> {
  const made = new Map<string, number>();
  for (const { path } of targets) {
    const construct = path.split("/").slice(0, -1).join("/");
    made.set(construct, (made.get(construct) ?? 0) + 1);
  }
  return made;
}

function importIdFor(
  resource: TerraformResource,
  entry: AdoptedEntry,
  known: KnownAttributes,
  place: string,
): string | Problem {
  const type = resource.terraformResourceType;
  const form = importFormOf(type);
  if (form && "none" in form) return notImported(entry, type, form.none, place);
  if (entry.id !== true && !looksOf(type)?.shown?.test(entry.id)) {
    const { id } = entry;
    const separators = form ? form.parts.slice(1).filter(({ optional }) => !optional) : [];
    const hasParts = separators.every(({ before }) => id.includes(before ?? form?.separator ?? ""));
    const isRight = hasParts && id !== "" && (looksOf(type)?.pattern.test(id) ?? true);
    return isRight ? id : wrongForm({ ...entry, id }, type, place);
  }
  const composed = known.composed(resource);
  if (composed.kind === "id") return composed.id;
  return notComposed(entry, type, composed.kind === "missing" ? composed.attributes : ["id"], place);
}

/** Entries with one id that are of one kind. Different resources of one bucket have its name, each as their own. */
function twiceIn(matched: readonly Matched[], stacks: readonly EnvironmentStack[]): Problem[] {
  const first = new Map<string, Matched>();
  return matched.flatMap((one) => {
    const { entry, resource } = one;
    if (entry.id === true) return [];
    const key = `${resource.terraformResourceType.replace("aws_default_", "aws_")} ${entry.id}`;
    const earlier = first.get(key);
    if (earlier) return [twice(earlier.entry, entry, entry.id, placeOf(entry, stacks))];
    first.set(key, one);
    return [];
  });
}
