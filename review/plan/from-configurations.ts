import { concernsCosts } from "../../cost";
import { differences } from "../values/differences";
import { canonical, isRecord } from "../values/values";
import type { PlanJson, ProviderJson, ResourceChangeJson, ResourceConfigurationJson } from "./plan-json.types";
import { plainExpressions, referencesIn, withAddresses } from "./template-texts";

/** A stack as synth writes it, in Terraform's JSON syntax. */
export type Configuration = Readonly<Record<string, unknown>>;

/** What is about the resource in Terraform and not in AWS (Terraform documentation, "Meta-Arguments", read 2026-11). */
const META = ["//", "connection", "depends_on", "lifecycle", "provider", "provisioner"];

/**
 * What applying one configuration over another would do, in the form of a plan, as far as the two tell it: values that are known after the
 * apply stand as the expressions that they are written as. That something cannot be changed in place only the provider knows, so nothing is
 * ever replaced here but what says so by `replace_triggered_by`.
 *
 * @param before what is deployed; none for a stack that is new
 * @param after what would be applied; none for a stack that has vanished
 */
export function planFromConfigurations(before: Configuration | undefined, after: Configuration | undefined): PlanJson {
  const moves = movesOf(before, after);
  const old = resourcesOf(before, moves);
  const now = resourcesOf(after, new Map());
  const cameFrom = new Map([...moves].map(([from, to]) => [to, from]));
  const imports = importsOf(after);
  const letGo = removedOf(after);
  const addresses = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes = addresses.map((address): ResourceChangeJson => {
    const [was, is] = [old.get(address), now.get(address)];
    const { type, name } = (is ?? was) as Resource;
    const from = cameFrom.get(address);
    return {
      address,
      ...(was && from !== undefined ? { previous_address: from } : {}),
      mode: "managed",
      type,
      name,
      ...changeOf(was, is, { importedId: imports.get(address), isLetGo: letGo.has(address) }),
    };
  });
  return {
    format_version: "1.2",
    resource_changes: triggered(changes, now).filter((one) => isAnything(one) || concernsCosts(one.type)),
    output_changes: outputChanges(before, after, moves),
    configuration: {
      root_module: { resources: [...old, ...now].map(([, resource]) => expressionsOf(resource)) },
      provider_config: { ...providersOf(before), ...providersOf(after) },
    },
  };
}

/** Whether two configurations say the same to Terraform: comments, such as the paths of constructs, say nothing. */
export function isSameConfiguration(before: Configuration, after: Configuration): boolean {
  return canonical(withoutComments(before)) === canonical(withoutComments(after));
}

/** A configuration without what synth notes for its own. */
export function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutComments(inner)]));
}

/** A resource block. */
interface Resource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** As it is written, with references in the names of now. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What it asks for, fit to be shown and judged. */
  readonly values: Readonly<Record<string, unknown>>;
}

function resourcesOf(json: Configuration | undefined, moves: ReadonlyMap<string, string>): Map<string, Resource> {
  const found = blocksByName(json?.resource).map(([type, name, written]): [string, Resource] => {
    const was = `${type}.${name}`;
    const address = moves.get(was) ?? was;
    const [newType = type, newName = name] = address.split(".");
    const body = withAddresses(written, moves) as Resource["body"];
    const entries = Object.entries(body).filter(([key]) => !META.includes(key));
    const values = plainExpressions(Object.fromEntries(entries)) as Resource["values"];
    return [address, { address, type: newType, name: newName, body, values }];
  });
  return new Map(found);
}

function blocksByName(
  types: unknown,
): (readonly [type: string, name: string, body: Readonly<Record<string, unknown>>])[] {
  return Object.entries(isRecord(types) ? types : {}).flatMap(([type, byName]) =>
    Object.entries(isRecord(byName) ? byName : {}).flatMap(([name, body]) =>
      isRecord(body) ? [[type, name, body] as const] : [],
    ),
  );
}

/** Blocks that JSON may hold as one, as a list, or as a list of lists. */
function blocksOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [value].flat(Number.POSITIVE_INFINITY).filter(isRecord);
}

/** Moves that Terraform will make, from the address of before to that of now: what is still there under its old address stays. */
function movesOf(before: Configuration | undefined, after: Configuration | undefined): ReadonlyMap<string, string> {
  const has = (json: Configuration | undefined, address: string) =>
    blocksByName(json?.resource).some(([type, name]) => `${type}.${name}` === address);
  const next = new Map(blocksOf(after?.moved).map(({ from, to }) => [String(from), String(to)]));
  const moves = new Map<string, string>();
  for (const from of next.keys()) {
    if (!has(before, from) || has(after, from)) continue;
    let to = from;
    const passed = new Set<string>();
    for (let on = next.get(to); on !== undefined && !passed.has(on); on = next.get(to)) {
      passed.add(on);
      to = on;
    }
    if (has(after, to) && !has(before, to)) moves.set(from, to);
  }
  return moves;
}

function importsOf(after: Configuration | undefined): ReadonlyMap<string, string> {
  return new Map(blocksOf(after?.import).map(({ to, id }) => [String(to), String(plainExpressions(id))]));
}

/** Addresses that Terraform forgets and AWS keeps. */
function removedOf(after: Configuration | undefined): ReadonlySet<string> {
  const isKept = ({ lifecycle }: Readonly<Record<string, unknown>>) =>
    blocksOf(lifecycle).some(({ destroy }) => destroy === false);
  return new Set(
    blocksOf(after?.removed)
      .filter(isKept)
      .map(({ from }) => String(from)),
  );
}

function changeOf(
  was: Resource | undefined,
  is: Resource | undefined,
  { importedId, isLetGo }: { readonly importedId: string | undefined; readonly isLetGo: boolean },
): Pick<ResourceChangeJson, "change" | "action_reason"> {
  if (!is) {
    const before = was?.values;
    if (isLetGo) return { change: { actions: ["forget"], before } };
    return { change: { actions: ["delete"], before }, action_reason: "delete_because_no_resource_config" };
  }
  if (!was) {
    if (importedId === undefined) return { change: { actions: ["create"], after: is.values } };
    return { change: { actions: ["no-op"], after: is.values, importing: { id: importedId } } };
  }
  const ignored = ignoredBy(is);
  const before = Object.fromEntries(Object.entries(was.values).filter(([key]) => !ignored(key)));
  const after = Object.fromEntries(Object.entries(is.values).filter(([key]) => !ignored(key)));
  const actions = differences(before, after).length > 0 ? ["update"] : ["no-op"];
  return { change: { actions, before, after } };
}

/** What Terraform does not change, as the resource says itself. Of an attribute's part the whole attribute counts. */
function ignoredBy({ body }: Resource): (attribute: string) => boolean {
  const [lifecycle] = blocksOf(body.lifecycle);
  const ignored = lifecycle?.ignore_changes;
  if (ignored === "all") return () => true;
  const names = Array.isArray(ignored) ? ignored.map((one) => String(one)) : [];
  return (attribute) => names.includes(attribute);
}

/** Replaces what follows others that are changed. */
function triggered(
  changes: readonly ResourceChangeJson[],
  now: ReadonlyMap<string, Resource>,
): readonly ResourceChangeJson[] {
  const isChanged = (address: string) =>
    changes.some((one) => one.address === address && one.change.actions.some((action) => action !== "no-op"));
  return changes.map((one) => {
    const { actions } = one.change;
    const [lifecycle] = blocksOf(now.get(one.address)?.body.lifecycle);
    const triggers = Array.isArray(lifecycle?.replace_triggered_by) ? lifecycle.replace_triggered_by : [];
    const isExisting = actions[0] === "update" || (actions[0] === "no-op" && one.change.before !== undefined);
    const addresses = triggers.flatMap((trigger) => referencesIn(`\${${String(trigger).replace(/^\$\{|\}$/g, "")}}`));
    if (!isExisting || !addresses.some(isChanged)) return one;
    const isFirst = lifecycle?.create_before_destroy === true;
    return {
      ...one,
      change: { ...one.change, actions: isFirst ? ["create", "delete"] : ["delete", "create"] },
      action_reason: "replace_by_triggers",
    };
  });
}

function isAnything({ change, previous_address: previous }: ResourceChangeJson): boolean {
  return change.actions[0] !== "no-op" || previous !== undefined || change.importing !== undefined;
}

function outputChanges(
  before: Configuration | undefined,
  after: Configuration | undefined,
  moves: ReadonlyMap<string, string>,
): PlanJson["output_changes"] {
  const old = isRecord(before?.output) ? before.output : {};
  const now = isRecord(after?.output) ? after.output : {};
  const value = (output: unknown) => canonical(isRecord(output) ? output.value : undefined);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  const changed = names.filter((name) => value(withAddresses(old[name], moves)) !== value(now[name]));
  const action = (name: string) => (!(name in old) ? "create" : name in now ? "update" : "delete");
  return Object.fromEntries(changed.map((name) => [name, { actions: [action(name)] }]));
}

/** Regions of the AWS provider, by the names that resources know its configurations by. */
function providersOf(json: Configuration | undefined): Readonly<Record<string, ProviderJson>> {
  const aws = isRecord(json?.provider) ? blocksOf(json.provider.aws) : [];
  const named = aws.map(({ alias, region }) => {
    const expressions = region === undefined ? {} : { region: { constant_value: region } };
    return [typeof alias === "string" ? `aws.${alias}` : "aws", { expressions }] as const;
  });
  return Object.fromEntries(named);
}

/** What a resource refers to, by attribute. */
function expressionsOf({ address, body }: Resource): ResourceConfigurationJson {
  const { provider = "aws" } = body;
  const entries = Object.entries(body).filter(([key]) => key !== "//");
  const expressions = entries.flatMap(([key, value]) => {
    const references = referencesIn(value);
    return references.length > 0 ? [[key, { references }] as const] : [];
  });
  return { address, provider_config_key: String(provider), expressions: Object.fromEntries(expressions) };
}
