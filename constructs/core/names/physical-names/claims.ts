import type { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment } from "../../environments/environment";
import { isDeployed } from "../../memory/remembered-context";
import type { NamedResource } from "./named-resources";

/** The environment that a stack belongs to. */
export type EnvironmentOf = (stack: TerraformStack) => Environment | undefined;

/** A resource that wants a name. */
export interface Claim {
  readonly resource: TerraformResource;
  readonly stack: TerraformStack;
  readonly name: string;
  readonly kind: NamedResource;
}

/** Two claims of one name. */
export interface Contest {
  /** Who keeps the name. */
  readonly holder: Claim;
  /** Who has to take another one. */
  readonly later: Claim;
}

const environmentsOwn = new WeakSet<IConstruct>();

/** Marks a stack as one that every environment may have, whose names stay when a stack that was added wants one of them too. */
export function markEnvironmentsOwn(stack: TerraformStack): void {
  environmentsOwn.add(stack);
}

function isEnvironmentsOwn(stack: TerraformStack): boolean {
  return environmentsOwn.has(stack);
}

/**
 * Who keeps a name: who is deployed, then an environment's own stacks, then whoever was there at an earlier check, then whoever comes
 * first in the tree.
 */
export class Precedence {
  readonly #order = new Map<TerraformResource, number>();

  /** Takes note of a resource. */
  meet(resource: TerraformResource): void {
    if (!this.#order.has(resource)) this.#order.set(resource, this.#order.size);
  }

  /** Every claim after the first, against the first. */
  pairs(claims: readonly Claim[]): readonly Contest[] {
    const [holder, ...later] = [...claims].sort((a, b) => this.#compare(a, b));
    return holder ? later.map((claim) => ({ holder, later: claim })) : [];
  }

  #compare(a: Claim, b: Claim): number {
    const deployed = Number(isDeployed(b.stack)) - Number(isDeployed(a.stack));
    const own = Number(isEnvironmentsOwn(b.stack)) - Number(isEnvironmentsOwn(a.stack));
    return deployed || own || this.#rank(a) - this.#rank(b);
  }

  #rank({ resource }: Claim): number {
    return this.#order.get(resource) ?? this.#order.size;
  }
}
