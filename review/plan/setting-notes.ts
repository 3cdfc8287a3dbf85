import { differences } from "../values/differences";
import { shownValue } from "../values/mask";
import { isRecord, pathText } from "../values/values";
import { type Configuration, withoutComments } from "./from-configurations";
import type { PlanJson } from "./plan-json.types";
import { plainExpressions } from "./template-texts";

/** Blocks of a configuration that concern its resources without being one. */
const SETTINGS = ["terraform", "provider", "data", "locals", "variable", "module"];

/** Most settings and resources that are named; of the others the number is said. */
const MOST = 8;

/**
 * What a plan of resources does not say of two configurations of a stack: settings that concern all of it, such as the region or default
 * tags of its provider and where its state lies, and what Terraform no longer refuses to destroy.
 */
export function settingNotes(before: Configuration | undefined, after: Configuration | undefined): readonly string[] {
  if (!before || !after) return [];
  const settings = SETTINGS.flatMap((block) =>
    differences(plainExpressions(withoutComments(before[block])), plainExpressions(withoutComments(after[block])), [
      block,
    ]).map(
      ({ path, before: was, after: is }) =>
        `${pathText(path)}: ${shownValue(was, path, false)} → ${shownValue(is, path, false)}`,
    ),
  );
  const kept = protectedAddresses(before);
  const left = protectedAddresses(after);
  const unprotected = [...kept].filter((address) => !left.has(address) && has(after, address));
  return [
    ...bounded(settings, "settings"),
    ...(unprotected.length === 0
      ? []
      : [`prevent_destroy is taken off: ${bounded(unprotected, "resources").join(", ")}`]),
  ];
}

/** What a deploy of a plan refuses: resources that are protected by `prevent_destroy` and would be replaced. */
export function refusalNotes(
  { resource_changes: changes = [] }: PlanJson,
  after: Configuration | undefined,
): readonly string[] {
  const kept = after ? protectedAddresses(after) : new Set<string>();
  const replaced = changes.filter(({ address, change }) => kept.has(address) && change.actions.includes("delete"));
  if (replaced.length === 0) return [];
  return [
    `a deploy is refused, by prevent_destroy of ${bounded(
      replaced.map(({ address }) => address),
      "resources",
    ).join(", ")}`,
  ];
}

function bounded(texts: readonly string[], what: string): readonly string[] {
  return texts.length <= MOST ? texts : [...texts.slice(0, MOST), `and ${texts.length - MOST} more ${what}`];
}

/** Addresses of the resources that Terraform refuses to destroy, sorted. */
function protectedAddresses(json: Configuration): ReadonlySet<string> {
  const isKept = (body: unknown) =>
    isRecord(body) && [body.lifecycle].flat().some((one) => isRecord(one) && one.prevent_destroy === true);
  return new Set(
    Object.entries(isRecord(json.resource) ? json.resource : {})
      .flatMap(([type, byName]) =>
        Object.entries(isRecord(byName) ? byName : {}).flatMap(([name, body]) =>
          isKept(body) ? [`${type}.${name}`] : [],
        ),
      )
      .sort(),
  );
}

function has({ resource }: Configuration, address: string): boolean {
  const [type = "", name = ""] = address.split(".");
  const byName = isRecord(resource) ? resource[type] : undefined;
  return isRecord(byName) && Object.hasOwn(byName, name);
}
