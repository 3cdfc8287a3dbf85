import {
  type CostResource,
  type Costs,
  Decimal,
  dollars,
  GENERAL,
  type Item,
  monthlyCosts,
  type PriceSource,
  type PriceTable,
  totalCosts,
} from "../../cost";
import type { Finding } from "../findings";
import type { ReviewSettings } from "../gates/settings.types";
import type { PlannedResources } from "./plan-resources";

/** What plans change of the monthly fixed costs of one item. */
export interface CostRow {
  readonly item: Item;
  readonly region: string;
  /** Difference of the number. */
  readonly quantity: Decimal;
  /** Difference in US dollars a month. */
  readonly monthly: Decimal;
}

/** A resource that a plan makes, changes or destroys and whose cost is not known. */
export interface Uncounted {
  readonly address: string;
  /** Why, as a sentence without a full stop. */
  readonly why: string;
}

/** What a plan changes of the monthly fixed costs of one stack. */
export interface StackCost {
  readonly stack: string;
  /** Difference in US dollars a month. */
  readonly monthly: Decimal;
  /** By item, the largest difference first. */
  readonly rows: readonly CostRow[];
  readonly uncounted: readonly Uncounted[];
  /** The resource that adds most; none where nothing is added. */
  readonly steepest?: { readonly address: string; readonly monthly: Decimal };
}

/** What a review says of costs. */
export interface CostReview {
  /** Difference of all stacks together, in US dollars a month. */
  readonly monthly: Decimal;
  /** Stacks whose costs change, in the order of the review. */
  readonly stacks: readonly StackCost[];
  /** What was taken for granted; nothing where no amount is said. */
  readonly assumptions: readonly string[];
  /** What AWS bills besides, by use. */
  readonly leftOut: readonly string[];
  readonly sources: readonly PriceSource[];
}

/** The resources of a stack as they are and as they will be. */
export interface StackResources {
  readonly stack: string;
  readonly resources: PlannedResources;
}

/** What plans change of the monthly fixed costs. The order of stacks is kept; that of resources does not matter. */
export function reviewCosts(stacks: readonly StackResources[], table: PriceTable): CostReview {
  const told = stacks
    .map(({ stack, resources }) => ({ stack, ...changedCosts(resources, table) }))
    .map(({ stack, before, after }) => ({ cost: stackCost(stack, before, after), costs: [before, after] }))
    .filter(({ cost }) => cost.rows.length > 0 || cost.uncounted.length > 0);
  const { assumptions, leftOut, sources } = totalCosts(told.flatMap(({ costs }) => costs));
  return {
    monthly: Decimal.sum(told.map(({ cost }) => cost.monthly)),
    stacks: told.map(({ cost }) => cost),
    assumptions: sources.length === 0 ? [] : [GENERAL, ...assumptions],
    leftOut,
    sources,
  };
}

/** The costs before and after of the resources whose costs change. */
function changedCosts({ before, after }: PlannedResources, table: PriceTable): { before: Costs; after: Costs } {
  const [then, now] = [signatures(monthlyCosts(before, table)), signatures(monthlyCosts(after, table))];
  const isChanged = ({ address }: CostResource) => then.get(address) !== now.get(address);
  return {
    before: monthlyCosts(before.filter(isChanged), table),
    after: monthlyCosts(after.filter(isChanged), table),
  };
}

/** What is said of each address, as one text. */
function signatures({ lines, unpriced }: Costs): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (address: string, text: string) => texts.set(address, `${texts.get(address) ?? ""}${text}\n`);
  for (const { resource, item, quantity } of lines) add(resource.address, `${item} ${quantity} ${resource.region}`);
  for (const { resource, why } of unpriced) add(resource.address, why);
  return texts;
}

function stackCost(stack: string, before: Costs, after: Costs): StackCost {
  const lines = [
    ...before.lines.map((line) => ({ line, sign: Decimal.of(-1) })),
    ...after.lines.map((line) => ({ line, sign: Decimal.of(1) })),
  ];
  const rows = new Map<string, CostRow>();
  const rises = new Map<string, Decimal>();
  for (const { line, sign } of lines) {
    const { item, resource, quantity, monthly = Decimal.ZERO } = line;
    const { address, region = "" } = resource;
    const key = `${item} ${region}`;
    const row = rows.get(key) ?? { item, region, quantity: Decimal.ZERO, monthly: Decimal.ZERO };
    const amount = monthly.times(sign);
    rows.set(key, {
      ...row,
      quantity: row.quantity.plus(quantity.times(sign)),
      monthly: row.monthly.plus(amount),
    });
    rises.set(address, (rises.get(address) ?? Decimal.ZERO).plus(amount));
  }
  const [steepest] = [...rises]
    .map(([address, monthly]) => ({ address, monthly }))
    .filter(({ monthly }) => monthly.compare(Decimal.ZERO) > 0)
    .sort((a, b) => b.monthly.compare(a.monthly) || (a.address < b.address ? -1 : 1));
  return {
    stack,
    monthly: after.total.minus(before.total),
    rows: [...rows.values()]
      .filter(({ quantity }) => !quantity.isZero)
      .sort((a, b) => b.monthly.abs().compare(a.monthly.abs()) || (rowKey(a) < rowKey(b) ? -1 : 1)),
    uncounted: uncounted([...after.unpriced, ...before.unpriced]),
    ...(steepest === undefined ? {} : { steepest }),
  };
}

function rowKey({ item, region }: CostRow): string {
  return `${item} ${region}`;
}

function uncounted(unpriced: Costs["unpriced"]): Uncounted[] {
  const distinct = new Map(
    unpriced.map(({ resource: { address }, why }) => [`${address}\u0000${why}`, { address, why }] as const),
  );
  return [...distinct.keys()].sort().flatMap((key) => distinct.get(key) ?? []);
}

/**
 * The findings of plans that add more than their limit: one for each environment, at the resource that adds most. Stacks of no known
 * environment are taken together.
 *
 * @param settings what the configuration says, with limits in US dollars a month
 * @param limit the limit of every environment, whatever the configuration says
 */
export function costFindings(
  { stacks }: CostReview,
  settings: readonly ReviewSettings[],
  limit?: number,
): readonly Finding[] {
  const groups = settings.map((own) => ({
    own,
    stacks: stacks.filter(({ stack }) => Object.hasOwn(own.stacks, stack)),
  }));
  const rest = stacks.filter((one) => !groups.some((group) => group.stacks.includes(one)));
  return [...groups, { own: undefined, stacks: rest }].flatMap((group) =>
    aboveLimit(group.stacks, limit ?? group.own?.costLimit),
  );
}

function aboveLimit(stacks: readonly StackCost[], limit: number | undefined): Finding[] {
  const monthly = Decimal.sum(stacks.map((one) => one.monthly));
  const [most] = stacks
    .flatMap(({ stack, steepest }) => (steepest ? [{ stack, ...steepest }] : []))
    .sort((a, b) => b.monthly.compare(a.monthly) || (a.stack < b.stack ? -1 : 1));
  if (limit === undefined || most === undefined || monthly.compare(Decimal.of(limit)) <= 0) return [];
  const { stack, address } = most;
  const sentence = `${dollars(monthly)} a month are added, more than ${dollars(Decimal.of(limit))}; this adds most: ${dollars(most.monthly)}`;
  return [{ rule: "cost-limit", risk: "cost", severity: "medium", stack, address, sentence }];
}
