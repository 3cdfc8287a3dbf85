import type { RaisedQuotas } from "../../constructs/aws/quotas";
import { grouped } from "../../review/values/grouped";
import type { Resource } from "./resource";

/** An environment, as far as rules ask. */
export interface GuardedEnvironment {
  readonly name: string;
  /** Whether what must hold in production must hold here. */
  readonly isProduction: boolean;
  /**
   * Quotas of AWS that were raised for it.
   *
   * @default - AWS's own
   */
  readonly quotas?: RaisedQuotas;
}

/** A stack whose resources are judged. */
export interface GuardedStack {
  /** Full name. */
  readonly name: string;
  readonly environment: GuardedEnvironment;
  readonly resources: readonly Resource[];
  /** Whether it is read from a plan, which does not tell how references are written, nor what is Terraform's own: life cycles, settings. */
  readonly isPlan: boolean;
  /** Settings of Terraform itself: backend, versions; empty for a plan, which does not tell them. */
  readonly terraform: Readonly<Record<string, unknown>>;
  /** Outputs by name, empty for a plan. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Blocks of providers by their names, `aws`, empty for a plan. */
  readonly providers: Readonly<Record<string, unknown>>;
  /** Data sources by type and name, empty for a plan. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** All stacks that are judged together. What one refers to in another is found. */
export class Estate {
  readonly #stacks = new Map<string, GuardedStack>();
  readonly #byAddress = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  readonly #referrers = new Map<string, Map<Resource, Resource[]>>();
  readonly #derived = new Map<(estate: Estate) => unknown, unknown>();
  readonly #holders = new Map<string, ReadonlyMap<string, readonly Resource[]>>();

  /** Takes a stack in. */
  add(stack: GuardedStack): void {
    this.#stacks.set(stack.name, stack);
    for (const resource of stack.resources) {
      this.#byAddress.set(`${stack.name} ${resource.address}`, resource);
      const ofType = this.#byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  get stacks(): readonly GuardedStack[] {
    return [...this.#stacks.values()];
  }

  /** The environment of a resource. */
  environmentOf(resource: Resource): GuardedEnvironment {
    return this.stackOf(resource).environment;
  }

  /** The stack of a resource. */
  stackOf({ stack }: Resource): GuardedStack {
    const found = this.#stacks.get(stack);
    if (!found) throw new Error(`${stack} is judged and was not taken in`);
    return found;
  }

  /** Resources of some types, in the order of stacks. */
  all(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  find(stack: string, address: string): Resource | undefined {
    return this.#byAddress.get(`${stack} ${address}`);
  }

  /** Resources of a type whose attribute refers to this one: the public access block of a bucket, the rules of a group. */
  referrers(resource: Resource, type: string, attribute: string): readonly Resource[] {
    const key = `${type} ${attribute}`;
    const known = this.#referrers.get(key) ?? this.#turned(type, attribute);
    this.#referrers.set(key, known);
    return known.get(resource) ?? [];
  }

  /** What several rules need to know of the whole, found out once: at the first question. */
  derived<T>(find: (estate: Estate) => T): T {
    if (!this.#derived.has(find)) this.#derived.set(find, find(this));
    return this.#derived.get(find) as T;
  }

  /** Resources of a type whose attribute has a value: what names a table, a function or a cluster instead of referring to it. */
  holders(type: string, attribute: string, value: string): readonly Resource[] {
    const key = `${type} ${attribute}`;
    const known = this.#holders.get(key) ?? grouped(this.all(type), (one) => String(one.at(attribute)));
    this.#holders.set(key, known);
    return known.get(value) ?? [];
  }

  #turned(type: string, attribute: string): Map<Resource, Resource[]> {
    const found = new Map<Resource, Resource[]>();
    for (const one of this.all(type)) {
      for (const target of one.targets(attribute)) {
        const list = found.get(target);
        if (list) list.push(one);
        else found.set(target, [one]);
      }
    }
    return found;
  }
}
