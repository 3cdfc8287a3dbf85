import type { ModuleCallJson, PlanJson, ResourceChangeJson } from "../review/plan/plan-json.types";

/** A plan as Terraform writes it: with the state before and the values after, which are as large as the changes themselves. */
export interface LargePlan extends PlanJson {
  readonly prior_state: unknown;
  readonly planned_values: unknown;
}

/**
 * A plan of as many changes as are asked for, made of real ones: each of them stands in it again and again as a module of its own, until
 * there are enough changes. The same plans give the same one.
 *
 * It is as dense as its source, plans of a whole environment on its second day: 1.8 resources and 10.7 KB for each change, of which 3.5 KB
 * say what changes, 3.2 KB what was and will be, 2.3 KB what has drifted, and 1.6 KB what is configured. First deploys have less.
 *
 * @param plans real plans, with their configuration; at least one of them changes something
 * @param changes how many, what stays as it is not counted
 */
export function largePlan(plans: readonly PlanJson[], changes: number): LargePlan {
  const resources: ResourceChangeJson[] = [];
  const drift: ResourceChangeJson[] = [];
  const calls: Record<string, ModuleCallJson> = {};
  for (let copy = 0, left = changes; left > 0; copy += 1) {
    for (const [at, plan] of plans.entries()) {
      const name = `part_${at}_${copy}`;
      const own = (plan.resource_changes ?? []).map((one) => inModule(`module.${name}`, one));
      const taken = own.filter((one) => !isChange(one) || left-- > 0);
      resources.push(...taken);
      drift.push(...(plan.resource_drift ?? []).map((one) => inModule(`module.${name}`, one)));
      calls[name] = { module: plan.configuration?.root_module ?? {} };
      if (left <= 0) break;
    }
  }
  const [first] = plans;
  return {
    format_version: first?.format_version ?? "1.2",
    planned_values: { root_module: { resources: resources.map((one) => valuesOf(one, one.change.after)) } },
    resource_changes: resources,
    resource_drift: drift,
    prior_state: { values: { root_module: { resources: resources.map((one) => valuesOf(one, one.change.before)) } } },
    configuration: { root_module: { module_calls: calls } },
  };
}

function isChange({ mode, change }: ResourceChangeJson): boolean {
  return mode !== "data" && change.actions[0] !== "no-op";
}

function inModule(module: string, one: ResourceChangeJson): ResourceChangeJson {
  const { address, module_address: inner, previous_address: previous } = one;
  return {
    ...one,
    address: `${module}.${address}`,
    module_address: inner === undefined ? module : `${module}.${inner}`,
    ...(previous === undefined ? {} : { previous_address: `${module}.${previous}` }),
  };
}

function valuesOf({ address, mode, type, name }: ResourceChangeJson, values: unknown) {
  return { address, mode, type, name, values };
}
