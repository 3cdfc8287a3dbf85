import { type CostLine, type Costs, dollars, GENERAL, itemText, totalCosts } from "../cost";
import { MAX_WIDTH, renderTable } from "./table";

/** What a stack costs. */
export interface StackCosts {
  readonly environment: string;
  readonly stack: string;
  readonly costs: Costs;
}

/** Costs as a table of stacks and constructs, with sums, and what stands behind the amounts. */
export function costText(stacks: readonly StackCosts[]): string {
  const all = totalCosts(stacks.map(({ costs }) => costs));
  const environments = [...new Set(stacks.map(({ environment }) => environment))];
  const totals = environments.map((environment) => {
    const own = stacks.filter((one) => one.environment === environment);
    return `${environment}: ${dollars(totalCosts(own.map(({ costs }) => costs)).total)} a month\n`;
  });
  const unpriced = stacks.flatMap(({ stack, costs }) =>
    costs.unpriced.map(
      ({ resource, why }) => `${stack}/${resource.construct ?? resource.address} (${resource.type}): ${why}`,
    ),
  );
  const notes = [
    ...section("Not counted", unpriced),
    ...section("Assumed", [GENERAL, ...all.assumptions]),
    ...section("Left out, since it is billed by use", all.leftOut),
    ...section(
      "Prices",
      all.sources.map(({ title, asOf }) => `${title}, as of ${asOf}`),
    ),
  ];
  return `${stackTable(stacks)}\n${totals.join("")}${notes.join("")}`;
}

function stackTable(stacks: readonly StackCosts[]): string {
  const rows = stacks.flatMap(({ stack, costs }) => [
    [stack, "", dollars(costs.total)],
    ...costs.lines.map((line) => [`  ${nameOf(line)}`, itemText(line.item, line.quantity.toString()), amountOf(line)]),
  ]);
  const width = Math.max(...rows.map(([, , amount = ""]) => amount.length));
  return renderTable(
    [
      ["stack and construct", "what", "a month"],
      ...rows.map(([name = "", what = "", amount = ""]) => [name, what, amount.padStart(width)]),
    ],
    [0, 1],
  );
}

function nameOf({ resource }: CostLine): string {
  return resource.construct ?? resource.address;
}

function amountOf({ monthly }: CostLine): string {
  return monthly === undefined ? "" : dollars(monthly);
}

/** A heading, and each text below it, broken where the line is full. */
function section(heading: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [`\n${heading}:\n`, ...texts.map((text) => `  ${wrapped(text).join("\n    ")}\n`)];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= MAX_WIDTH - 4)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Costs for other programs; amounts are decimal texts. */
export function costJson(stacks: readonly StackCosts[]) {
  const all = totalCosts(stacks.map(({ costs }) => costs));
  return {
    monthly: all.total.toFixed(2),
    stacks: stacks.map(({ environment, stack, costs }) => ({
      environment,
      stack,
      monthly: costs.total.toFixed(2),
      lines: costs.lines.map(({ resource, item, quantity, price, monthly }) => ({
        construct: resource.construct,
        address: resource.address,
        item,
        quantity: quantity.toString(),
        region: resource.region,
        price: price?.dollars.toString(),
        monthly: monthly?.toFixed(2),
      })),
      notCounted: costs.unpriced.map(({ resource, why }) => ({
        construct: resource.construct,
        address: resource.address,
        type: resource.type,
        why,
      })),
    })),
    assumptions: [GENERAL, ...all.assumptions],
    leftOut: all.leftOut,
    sources: all.sources,
  };
}
