import { dollars, itemText } from "../../cost";
import type { CostRow, StackCost } from "../cost/cost-review";
import type { Review } from "../review";
import { monthText, nameOf } from "./words";

/** Most items that are told of one stack in a line; the rest are told together. */
const MOST_ITEMS = 6;

/** Most resources that are named of those whose cost is not known, of one stack. */
const MOST_UNCOUNTED = 10;

/** What a stack's plan changes of the monthly costs, for a table of stacks; empty where that is nothing. */
export function stackCostText({ cost }: Review, stack: string): string {
  const own = cost.stacks.find((one) => one.stack === stack);
  return own === undefined || own.rows.length === 0 ? "" : monthText(own.monthly);
}

/** The section of a review about costs: lines of plain text, a heading and what stands below it. */
export interface CostSection {
  /** Amounts by stack. */
  readonly amounts: readonly string[];
  /** Resources whose cost is not known. */
  readonly uncounted: readonly string[];
  /** What was taken for granted, what is left out, and where the prices are from. */
  readonly notes: readonly string[];
}

/** The section about costs, or undefined where there is nothing to say. */
export function costSection(review: Review): CostSection | undefined {
  const { stacks, assumptions, leftOut, sources, monthly } = review.cost;
  if (stacks.length === 0) return undefined;
  const told = stacks.filter(({ rows }) => rows.length > 0);
  return {
    amounts: [
      ...(told.length > 1 ? [`in all: ${monthText(monthly)}`] : []),
      ...told.map((one) => `${one.stack}: ${monthText(one.monthly)}: ${rowsText(one)}`),
    ],
    uncounted: stacks.flatMap((one) => uncountedTexts(review, one)),
    notes: [
      ...(assumptions.length > 0 ? [`assumed: ${assumptions.join("; ")}`] : []),
      ...(leftOut.length > 0 ? [`left out, since it is billed by use: ${leftOut.join("; ")}`] : []),
      ...sources.map(({ title, asOf }) => `prices: ${title}, as of ${asOf}`),
    ],
  };
}

/** The costs for machines. */
export function costJson({ cost }: Review) {
  return {
    monthly: cost.monthly.toFixed(2),
    stacks: cost.stacks.map(({ stack, monthly, rows, uncounted }) => ({
      stack,
      monthly: monthly.toFixed(2),
      items: rows.map((row) => ({
        item: row.item,
        region: row.region,
        quantity: row.quantity.toString(),
        monthly: row.monthly.toFixed(2),
      })),
      notCounted: uncounted,
    })),
    assumptions: cost.assumptions,
    leftOut: cost.leftOut,
    sources: cost.sources,
  };
}

function rowsText({ rows }: StackCost): string {
  const isElsewhere = new Set(rows.map(({ region }) => region)).size > 1;
  const texts = rows.slice(0, MOST_ITEMS).map((row) => rowText(row, isElsewhere));
  const more = rows.length - texts.length;
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** `+ 2 NAT gateways ($86.14)`; what goes has a minus. */
function rowText({ item, quantity, monthly, region }: CostRow, withRegion: boolean): string {
  const where = withRegion ? ` in ${region}` : "";
  return `${quantity.isNegative ? "-" : "+"} ${itemText(item, quantity.abs().toString())}${where} (${dollars(monthly.abs())})`;
}

function uncountedTexts(review: Review, { stack, uncounted }: StackCost): string[] {
  const shown = uncounted.slice(0, MOST_UNCOUNTED);
  const more = uncounted.length - shown.length;
  return [
    ...shown.map(({ address, why }) => `${stack}/${nameOf(review, { stack, address })}: ${why}`),
    ...(more > 0 ? [`${stack}: and ${more} more`] : []),
  ];
}
