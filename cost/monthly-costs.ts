import { Decimal } from "./decimal";
import { HOURS, type Item, itemsText, kindOf } from "./items";
import type { PriceSource } from "./price-blocks";
import { GLOBAL, type Price, type PriceTable } from "./price-table";
import type { CostResource } from "./resources";
import { byUseOf, type Part, ruleOf, type Unpriced } from "./rules";

/** What one resource costs of one item. */
export interface CostLine {
  readonly resource: CostResource;
  readonly item: Item;
  readonly quantity: Decimal;
  /** US dollars a month; undefined where no price is known. */
  readonly monthly?: Decimal;
  readonly price?: Price;
}

/** What no price can be said of. */
export interface UnpricedLine {
  readonly resource: CostResource;
  /** Why, as a sentence without a full stop. */
  readonly why: string;
}

/** What resources cost a month as long as they are there. */
export interface Costs {
  /** By address and item. */
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedLine[];
  /** US dollars a month. */
  readonly total: Decimal;
  /** What was taken for granted, sorted. */
  readonly assumptions: readonly string[];
  /** What AWS bills besides, by use, sorted. */
  readonly leftOut: readonly string[];
  /** Where the prices are from, sorted. */
  readonly sources: readonly PriceSource[];
}

/** What is taken for granted of every price. */
export const GENERAL = `${HOURS} hours a month at AWS's list prices in US dollars, on demand and on Linux, without taxes, discounts, credits and free tiers`;

/**
 * The monthly fixed costs of resources: what AWS bills for as long as they are there, whether they are used or not. In whatever order
 * they come, the result is the same.
 */
export function monthlyCosts(resources: readonly CostResource[], table: PriceTable): Costs {
  const sorted = [...resources].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  const parts = sorted.flatMap((resource) =>
    (ruleOf(resource.type)?.(resource) ?? []).map((part) => ({ resource, part })),
  );
  const counted = parts.flatMap(({ resource, part }) =>
    "item" in part ? [{ resource, part: withPrice(resource, part, table) }] : [],
  );
  const lines = counted.map(({ resource, part }) => lineOf(resource, part, table));
  const why = parts.flatMap(({ resource, part }) =>
    "item" in part ? [] : [{ resource, why: (part as Unpriced).why }],
  );
  const priced = lines.filter(({ monthly }) => monthly !== undefined);
  const without = lines.filter(({ monthly }) => monthly === undefined);
  return {
    lines: priced,
    unpriced: [...why, ...without.map((line) => ({ resource: line.resource, why: whyWithout(line, table) }))],
    total: Decimal.sum(priced.flatMap(({ monthly }) => monthly ?? [])),
    assumptions: distinct(counted.flatMap(({ part }) => part.assumed ?? [])),
    leftOut: distinct([...lines.flatMap(leftOutOf), ...sorted.flatMap(({ type }) => byUseOf(type))]),
    sources: sourcesOf(priced),
  };
}

/** Costs of several stacks together. */
export function totalCosts(costs: readonly Costs[]): Costs {
  return {
    lines: costs.flatMap(({ lines }) => lines),
    unpriced: costs.flatMap(({ unpriced }) => unpriced),
    total: Decimal.sum(costs.map(({ total }) => total)),
    assumptions: distinct(costs.flatMap(({ assumptions }) => assumptions)),
    leftOut: distinct(costs.flatMap(({ leftOut }) => leftOut)),
    sources: sourcesOf(costs.flatMap(({ lines }) => lines)),
  };
}

/** The part, or, where it has no price, what counts otherwise and has one. */
function withPrice({ region = GLOBAL }: CostResource, part: Part, table: PriceTable): Part {
  const { item, otherwise } = part;
  if (otherwise === undefined || table.price(region, item) !== undefined) return part;
  return table.price(region, otherwise.item) === undefined ? part : otherwise;
}

function lineOf(resource: CostResource, { item, quantity }: Part, table: PriceTable): CostLine {
  const price = table.price(resource.region ?? GLOBAL, item);
  if (price === undefined) return { resource, item, quantity };
  const hours = kindOf(item).period === "hour" ? HOURS : 1;
  return { resource, item, quantity, price, monthly: price.dollars.times(quantity).times(Decimal.of(hours)) };
}

function whyWithout({ resource: { region }, item }: CostLine, table: PriceTable): string {
  if (region === undefined) return "its region is not known";
  if (!table.knows(region)) return `no price known in ${region}`;
  return `no price known of ${itemsText(item)} in ${region}`;
}

function leftOutOf({ item }: CostLine): string[] {
  const { leftOut } = kindOf(item);
  return leftOut === undefined ? [] : [leftOut];
}

function sourcesOf(lines: readonly CostLine[]): PriceSource[] {
  const byTitle = new Map(lines.flatMap(({ price }) => (price ? [[price.source.title, price.source] as const] : [])));
  return [...byTitle.keys()].sort().flatMap((title) => byTitle.get(title) ?? []);
}

/** Texts without repetitions, sorted. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
