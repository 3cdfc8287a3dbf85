import type { ConstructPaths } from "../../review/plan/changes";
import type { PlanJson, ResourceChangeJson } from "../../review/plan/plan-json.types";
import { References } from "../../review/plan/references";
import { withUnknown } from "../../review/values/differences";
import { isMarked } from "../../review/values/mask";
import { isRecord } from "../../review/values/values";
import { Estate, type GuardedEnvironment } from "./estate";
import { Resource } from "./resource";
import type { Values } from "./values";

/** A plan of a stack. */
export interface StackPlan {
  readonly name: string;
  readonly environment: GuardedEnvironment;
  readonly plan: PlanJson;
  /**
   * Paths of constructs by `type.name`.
   *
   * @default - none is known: findings name addresses
   */
  readonly constructs?: ConstructPaths;
}

/**
 * Reads what will be there when plans are applied. Values of other stacks are values in a plan, so nothing is known of who gave them: what
 * a stack refers to in another one is not found.
 */
export function estateOfPlans(plans: readonly StackPlan[]): Estate {
  const estate = new Estate();
  for (const { name, environment, plan, constructs } of plans) {
    const references = new References(plan);
    const resources = (plan.resource_changes ?? []).filter(isThereAfter).map((json) => {
      const { address, type } = json;
      const construct = json.module_address === undefined ? constructs?.get(`${type}.${json.name}`) : undefined;
      return new Resource({
        stack: name,
        type,
        address,
        ...(construct === undefined ? {} : { construct }),
        source: json.change.after,
        values: () => valuesOf(json),
        isSensitive: (attribute) => isMarked(json.change.after_sensitive, [attribute]),
        targets: (attribute) => references.of(address, attribute).flatMap((to) => estate.find(name, to) ?? []),
      });
    });
    estate.add({ name, environment, resources, isPlan: true, terraform: {}, outputs: {}, providers: {}, data: {} });
  }
  return estate;
}

function isThereAfter({ mode, deposed, change }: ResourceChangeJson): boolean {
  const isGone = change.actions.every((action) => action === "delete" || action === "forget");
  return mode !== "data" && deposed === undefined && !isGone;
}

function valuesOf({ change }: ResourceChangeJson): Values {
  const values = withUnknown(change.after, change.after_unknown ?? false);
  return isRecord(values) ? values : {};
}
