import {
  Aspects,
  DefaultTokenResolver,
  StringConcat,
  type TerraformElement,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { deepMerge } from "cdktf/lib/util";

/**
 * Terraform's form of the elements of a stack, made once. cdktf itself makes it three times: to find references to other stacks, to write
 * it, and once more over the whole, which together is half of a synth.
 */
export class ResolvedElements {
  readonly #resolved = new Map<TerraformElement, object>();

  constructor(private readonly stack: TerraformStack) {}

  /** Resolves elements before anything is written: a reference to another stack makes an output there and a remote state here. */
  prepare(elements: readonly TerraformElement[]): void {
    this.#resolved.clear();
    for (const element of elements) this.#resolved.set(element, this.#resolve(element, true));
  }

  /**
   * All elements as one; those that were not prepared, or that an aspect may have changed since, are resolved now.
   *
   * @param frame what the stack says besides, which is laid over them
   */
  merged(elements: readonly TerraformElement[], frame: object): object {
    if (this.#hasAspects()) this.#resolved.clear();
    const terraform = {};
    for (const element of elements) {
      deepMerge(terraform, this.#resolved.get(element) ?? this.#resolve(element, false));
    }
    deepMerge(terraform, frame);
    this.#resolved.clear();
    return terraform;
  }

  #resolve(element: TerraformElement, preparing: boolean): object {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return Tokenization.resolve(element.toTerraform(), { scope: this.stack, resolver, preparing });
  }

  #hasAspects(): boolean {
    const constructs = [...this.stack.node.scopes, ...this.stack.node.findAll()];
    return constructs.some((construct) => Aspects.of(construct).all.length > 0);
  }
}

/** Runs a step in which elements have nothing to say. */
export function withoutElements<T>(elements: readonly TerraformElement[], step: () => T): T {
  const own = elements.map((element) => ({ element, method: Object.getOwnPropertyDescriptor(element, "toTerraform") }));
  for (const { element } of own) element.toTerraform = () => ({});
  try {
    return step();
  } finally {
    for (const { element, method } of own) {
      if (method) Object.defineProperty(element, "toTerraform", method);
      else Reflect.deleteProperty(element, "toTerraform");
    }
  }
}
