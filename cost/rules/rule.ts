import { Decimal } from "../decimal";
import { type Item, itemOf, type KindName } from "../items";
import type { CostResource } from "../resources";

/** A part of what a resource costs. */
export interface Part {
  readonly item: Item;
  readonly quantity: Decimal;
  /**
   * What was taken for granted, as a sentence without a full stop.
   *
   * @default - nothing
   */
  readonly assumed?: string;
  /**
   * What counts where no price of the item is known.
   *
   * @default - the resource is named as one without a price
   */
  readonly otherwise?: Part;
}

/** What a resource has that no price can be said of: why, as a sentence without a full stop. */
export interface Unpriced {
  readonly why: string;
}

/** What a resource of a type costs as long as it is there. */
export type Rule = (resource: CostResource) => readonly (Part | Unpriced)[];

/** Rules by type of resource. */
export type Rules = Readonly<Record<string, Rule>>;

/** So many of an item. */
export function part(item: Item, quantity: number | string | Decimal = 1, assumed?: string): Part {
  const number = quantity instanceof Decimal ? quantity : Decimal.of(quantity);
  return { item, quantity: number, ...(assumed === undefined ? {} : { assumed }) };
}

/** So many of an item that has a type, such as instances; or why there is no price where the type is not known. */
export function typed(
  kind: KindName,
  type: readonly (string | undefined)[],
  quantity: number | Decimal,
  what: string,
  assumed?: string,
): Part | Unpriced {
  const item = type.every((name) => name !== undefined) ? itemOf(kind, ...type) : undefined;
  return item === undefined ? { why: `${what} is not known` } : part(item, quantity, assumed);
}

/** A rule for what costs the same however it is set up. */
export function flat(item: Item): Rule {
  return () => [part(item)];
}
