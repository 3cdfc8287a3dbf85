import { type CostResource, concernsCosts, joined, type LooseResource, ownRegion, regionName } from "../../cost";
import type { ConstructPaths } from "../plan/changes";
import type { ModuleJson, PlanJson, ResourceChangeJson } from "../plan/plan-json.types";
import type { References } from "../plan/references";
import { withUnknown } from "../values/differences";
import { isRecord } from "../values/values";

/** Resources before a plan and after it. */
export interface PlannedResources {
  readonly before: readonly CostResource[];
  readonly after: readonly CostResource[];
}

/**
 * The resources of a plan that costs depend on, as they are and as they will be. What Terraform forgets stays in AWS and is in neither. Sensitive values are
 * taken for unknown, so that nothing of them can come into a review.
 *
 * @param region region of resources that do not say it, where the plan does not say that of their provider either
 */
export function plannedResources(
  plan: PlanJson,
  references: References,
  constructs: ConstructPaths,
  region?: string,
): PlannedResources {
  const regions = new ProviderRegions(plan);
  const managed = (plan.resource_changes ?? []).filter(
    ({ mode, type, change }) => mode !== "data" && concernsCosts(type) && !change.actions.includes("forget"),
  );
  const regionOf = (json: ResourceChangeJson) =>
    [json.change.after, json.change.before].flatMap((values) =>
      isRecord(values) ? (ownRegion(values) ?? []) : [],
    )[0] ??
    regions.of(json.address) ??
    region;
  const side = (valuesOf: (json: ResourceChangeJson) => unknown) =>
    joined(
      managed.flatMap((json) => looseOf(json, valuesOf(json), regionOf(json), constructs)),
      ({ address }, attribute) => references.of(address, attribute),
    );
  return {
    // What is taken over has been there, also where nobody has read it yet.
    before: side(({ change: { before, after, importing, before_sensitive: hidden = false } }) => {
      const known = before ?? (importing ? after : undefined);
      return known && withUnknown(known, hidden);
    }),
    after: side(
      ({ change: { after, after_unknown: unknown = false, after_sensitive: hidden = false } }) =>
        after && withUnknown(withUnknown(after, unknown), hidden),
    ),
  };
}

function looseOf(
  json: ResourceChangeJson,
  values: unknown,
  region: string | undefined,
  constructs: ConstructPaths,
): LooseResource[] {
  if (!isRecord(values)) return [];
  const { address, type, name, deposed, module_address: module } = json;
  const construct = module === undefined ? constructs.get(`${type}.${name}`) : undefined;
  return [
    {
      address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
      type,
      values,
      ...(region === undefined ? {} : { region }),
      ...(construct === undefined ? {} : { construct }),
    },
  ];
}

/** Regions of the providers of a plan's configuration, by resource. */
class ProviderRegions {
  readonly #plan: PlanJson;
  readonly #keys = new Map<string, string>();

  constructor(plan: PlanJson) {
    this.#plan = plan;
    this.#read(plan.configuration?.root_module, "");
  }

  of(address: string): string | undefined {
    const configured = address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
    const key = this.#keys.get(configured);
    return key === undefined ? undefined : this.#regionOf(key);
  }

  /** A constant, or the value of a variable of the root module. */
  #regionOf(key: string): string | undefined {
    const expression = this.#plan.configuration?.provider_config?.[key]?.expressions?.region;
    if (!isRecord(expression)) return undefined;
    const { constant_value: constant, references } = expression;
    if (constant !== undefined) return regionName(constant);
    const [reference] = Array.isArray(references) ? references : [];
    const variable = typeof reference === "string" ? /^var\.([\w-]+)$/.exec(reference)?.[1] : undefined;
    return variable === undefined ? undefined : regionName(this.#plan.variables?.[variable]?.value);
  }

  #read(module: ModuleJson | undefined, prefix: string): void {
    for (const { address, provider_config_key: key } of module?.resources ?? []) {
      if (key !== undefined) this.#keys.set(prefix + address, key);
    }
    for (const [name, call] of Object.entries(module?.module_calls ?? {})) {
      this.#read(call.module, `${prefix}module.${name}.`);
    }
  }
}
