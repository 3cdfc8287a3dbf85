import type { ConstructPaths } from "../../review/plan/changes";
import type { PlanJson, ResourceChangeJson } from "../../review/plan/plan-json.types";
import { References, withoutIndexes } from "../../review/plan/references";
import { withUnknown } from "../../review/values/differences";
import { grouped } from "../../review/values/grouped";
import { isMarked } from "../../review/values/mask";
import { isRecord, UNKNOWN } from "../../review/values/values";
import { Estate, type GuardedEnvironment } from "./estate";
import { Resource } from "./resource";
import { withoutUnset } from "./unset";
import { isKnown, type Values } from "./values";

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
    const changes = (plan.resource_changes ?? []).filter(isThereAfter);
    const instances = grouped(changes, (change) => withoutIndexes(change.address));
    const resources = changes.map((json) => {
      const { address, type } = json;
      const construct = json.module_address === undefined ? constructs?.get(`${type}.${json.name}`) : undefined;
      return new Resource({
        stack: name,
        type,
        address,
        ...(construct === undefined ? {} : { construct }),
        source: json.change.after,
        values: () => valuesOf(json, references),
        isSensitive: (attribute) => isMarked(json.change.after_sensitive, [attribute]),
        isLiteral: (attribute) => isLiteral(references.expressionsOf(address)?.[attribute]),
        targets: (attribute) =>
          references
            .of(address, attribute)
            .flatMap((to) => meant(instances.get(to) ?? [], json))
            .flatMap((to) => estate.find(name, to.address) ?? []),
      });
    });
    estate.add({ name, environment, resources, isPlan: true, terraform: {}, outputs: {}, providers: {}, data: {} });
  }
  return estate;
}

/** Terraform's JSON syntax has an expression as a constant value too, `"${var.password}"`, and its references beside it. */
function isLiteral(expression: unknown): boolean {
  return isRecord(expression) && isKnown(expression.constant_value ?? UNKNOWN) && !("references" in expression);
}

function isThereAfter({ mode, deposed, change }: ResourceChangeJson): boolean {
  const isGone = change.actions.every((action) => action === "delete" || action === "forget");
  return mode !== "data" && deposed === undefined && !isGone;
}

/**
 * Instances that a reference is about, which names their block alone: those of the same instance of a module and of the same key of `count`
 * and `for_each`, where there are such, as `aws_subnet.a[each.key]` means them.
 */
function meant(instances: readonly ResourceChangeJson[], from: ResourceChangeJson): readonly ResourceChangeJson[] {
  const inModule = someOrAll(instances, (to) => to.module_address === from.module_address);
  return from.index === undefined ? inModule : someOrAll(inModule, (to) => to.index === from.index);
}

function someOrAll<T>(all: readonly T[], isMeant: (one: T) => boolean): readonly T[] {
  const some = all.filter(isMeant);
  return some.length > 0 ? some : all;
}

function valuesOf({ address, change }: ResourceChangeJson, references: References): Values {
  const values = withUnknown(change.after, change.after_unknown ?? false);
  if (!isRecord(values)) return {};
  const expressions = references.expressionsOf(address);
  return expressions === undefined ? values : withoutUnset(values, [expressions]);
}
