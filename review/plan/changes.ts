import { type Difference, differences, withUnknown } from "../values/differences";
import { isMarked, maskedText, shownValue, withoutMarked } from "../values/mask";
import { isRecord, pathText, UNKNOWN, type ValuePath } from "../values/values";
import type { PlanJson, ResourceChangeJson } from "./plan-json.types";

/** What happens to a resource. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "import" | "move" | "read";

/** One attribute of a change. The texts are fit to be shown: nothing sensitive is in them. */
export interface AttributeChange {
  /** `ingress[https].cidr_blocks` */
  readonly attribute: string;
  readonly path: ValuePath;
  readonly before: string;
  readonly after: string;
  /** Whether the value after is known only after the apply. */
  readonly isUnknown: boolean;
  /** Whether this attribute is what makes a replacement necessary. */
  readonly forcesReplacement: boolean;
}

/** What a plan does to one resource. */
export interface Change {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Whether the new one is made before the old one goes; for replacements. */
  readonly isCreatedFirst: boolean;
  /** Terraform's reason for a replacement or a deletion, in its word (`replace_because_cannot_update`). */
  readonly reason?: string;
  /** Address that it had before. */
  readonly movedFrom?: string;
  /** Id of what is taken over. */
  readonly importedId?: string;
  /** Path of the construct that makes it, without the stack. */
  readonly construct?: string;
  /** What differs; empty for what is made or goes as a whole. */
  readonly attributes: readonly AttributeChange[];
  /** Values before, `SENSITIVE` where the provider says so; otherwise raw, for those who judge, never for those who print. */
  readonly before: Readonly<Record<string, unknown>>;
  /** Values after, `UNKNOWN` where they are known only after the apply; raw. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** Paths of constructs by `type.name`, as the synthesized JSON tells them. */
export type ConstructPaths = ReadonlyMap<string, string>;

/** The changes of a plan, sorted by address: in whatever order the file has them, the review is the same. */
export function changesOf(plan: PlanJson, stack: string, constructs: ConstructPaths): readonly Change[] {
  return sortedChanges((plan.resource_changes ?? []).flatMap((one) => changeOf(one, stack, constructs)));
}

/** A resource that has changed since the last apply. */
export interface Drift {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Whether it is no longer there. */
  readonly isGone: boolean;
  /** Where its values differ. */
  readonly places: readonly ValuePath[];
}

/** What has changed since the last apply: from what the state has to what is there. No values are told, so none is made fit to be shown. */
export function driftOf(plan: PlanJson): readonly Drift[] {
  return sortedChanges(
    (plan.resource_drift ?? []).flatMap((json) => {
      const action = actionOf(json);
      if (action === undefined || json.mode === "data") return [];
      const { before, after } = valuesOf(json.change);
      const isGone = action === "delete";
      const places = isGone ? [] : differencesOf(before, after).map(({ path }) => path);
      return [{ address: addressOf(json), type: json.type, name: json.name, isGone, places }];
    }),
  );
}

function sortedChanges<T extends { readonly address: string }>(changes: T[]): T[] {
  return changes.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

function changeOf(json: ResourceChangeJson, stack: string, constructs: ConstructPaths): Change[] {
  const { change, type, name } = json;
  const action = actionOf(json);
  if (action === undefined || json.mode === "data") return [];
  const { before, after } = valuesOf(change);
  const isWhole = ["create", "delete", "forget"].includes(action);
  const construct = json.module_address === undefined ? constructs.get(`${type}.${name}`) : undefined;
  return [
    {
      stack,
      address: addressOf(json),
      type,
      action,
      isCreatedFirst: change.actions[0] === "create",
      ...(json.action_reason === undefined ? {} : { reason: json.action_reason }),
      ...(isMoved(json) ? { movedFrom: json.previous_address } : {}),
      ...(typeof change.importing?.id !== "string" ? {} : { importedId: maskedText(change.importing.id) }),
      ...(construct === undefined ? {} : { construct }),
      attributes: isWhole ? [] : attributesOf(json, before, after),
      before: recordOf(withoutMarked(before, change.before_sensitive)),
      after: recordOf(withoutMarked(after, change.after_sensitive)),
    },
  ];
}

function addressOf({ address, deposed }: ResourceChangeJson): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function valuesOf({ before, after, after_unknown: unknown = false }: ResourceChangeJson["change"]) {
  return { before: recordOf(before), after: recordOf(withUnknown(after, unknown)) };
}

function isMoved({ address, previous_address: previous }: ResourceChangeJson): boolean {
  return previous !== undefined && previous !== address;
}

function actionOf(json: ResourceChangeJson): Action | undefined {
  const { actions, importing } = json.change;
  if (actions.includes("create") && actions.includes("delete")) return "replace";
  const [only = "no-op"] = actions;
  if (only === "no-op") return importing ? "import" : isMoved(json) ? "move" : undefined;
  return only === "create" || only === "update" || only === "delete" || only === "forget" ? only : undefined;
}

function attributesOf(
  { change }: ResourceChangeJson,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly AttributeChange[] {
  const forcing = (change.replace_paths ?? []).map((path) => path.filter((part) => typeof part === "string"));
  // Of a new one, ids and whatever else AWS gives it are known later: only what forces the replacement says something.
  const isNew = change.actions.length > 1;
  return differencesOf(before, after)
    .map((difference) => attributeOf(difference, change, forcing))
    .filter(({ isUnknown, forcesReplacement }) => !(isNew && isUnknown && !forcesReplacement));
}

/** What somebody has changed, and not what follows by itself. */
function differencesOf(before: Change["before"], after: Change["after"]): readonly Difference[] {
  const all = differences(before, after).filter(
    ({ path, after: now }) => !(now === UNKNOWN && isComputed(path, before)),
  );
  return all.filter((one) => !isTagTwice(one, all));
}

/** `tags_all` repeats `tags`, with the default tags of the provider. */
function isTagTwice({ path: [first, ...rest] }: Difference, all: readonly Difference[]): boolean {
  return first === "tags_all" && all.some(({ path }) => pathText(path) === pathText(["tags", ...rest]));
}

/** What is new to a resource and known later was not asked for: ids and ARNs of the replacement. */
function isComputed(path: ValuePath, before: Readonly<Record<string, unknown>>): boolean {
  const [first] = path;
  return typeof first === "string" && before[first] === undefined;
}

function attributeOf(
  { path, before, after }: Difference,
  change: ResourceChangeJson["change"],
  forcing: readonly (readonly (string | number)[])[],
): AttributeChange {
  const isSensitive = isMarked(change.before_sensitive, path) || isMarked(change.after_sensitive, path);
  const keys = path.filter((part): part is string => typeof part === "string");
  return {
    attribute: maskedText(pathText(path)),
    path,
    before: shownValue(before, path, isSensitive),
    after: shownValue(after, path, isSensitive),
    isUnknown: after === UNKNOWN,
    forcesReplacement: forcing.some((one) => one.every((part, at) => keys[at] === part)),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
