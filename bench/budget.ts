import type { Usage } from "./probe";

/** What the benchmark found. */
export interface Results {
  /** With how many processes wanted a core when the benchmark began. */
  readonly machine: { readonly node: string; readonly cores: number; readonly load: number };
  readonly runs: number;
  readonly stacks: number;
  readonly resources: number;
  /** Size of the synthesized JSON in bytes. */
  readonly bytes: { readonly application: number; readonly bare: number };
  readonly application: Usage;
  /** The application where its configuration has changed since the last synth. */
  readonly changed: Usage;
  readonly bare: Usage;
  /** The bare program with literals in place of references. */
  readonly literal: Usage;
  readonly growth: readonly GrowthPoint[];
  /** One environment with so many times one service. */
  readonly services: readonly GrowthPoint[];
  /** Reviews of plans of rising size. */
  readonly reviews: readonly ReviewPoint[];
  /** Wall time of `groundplan diff` with the last commit in milliseconds: the first comparison with it, and a later one. */
  readonly diff: { readonly first: number; readonly again: number };
  /** Wall time of the type-check in milliseconds: when nothing of an earlier one is kept, and with what that one has kept. */
  readonly typeCheck: { readonly first: number; readonly again: number };
  /** Wall time of `npm test` in milliseconds, if it was asked for. */
  readonly tests?: number;
}

/** A program at a multiple of its size. */
export interface GrowthPoint {
  readonly times: number;
  readonly resources: number;
  readonly usage: Usage;
}

/** A review in every form of a plan of so many changes. */
export interface ReviewPoint {
  readonly changes: number;
  /** Size of the plan's JSON in bytes. */
  readonly bytes: number;
  readonly usage: Usage;
}

/** The size of plan that the budget of a review is for. */
export const REVIEWED_CHANGES = 5000;

/** A line of the budget. */
export interface BudgetLine {
  readonly what: string;
  readonly limit: string;
  readonly found: string;
  readonly kept: boolean;
}

/** How much dearer one more resource may be at the far end of the growth curve than at its near end. */
const GROWTH_TOLERANCE = 1.5;

/** Holds results against the performance budget. */
export function checkBudget(results: Results): BudgetLine[] {
  const ratio = results.application.cpu / results.bare.cpu;
  const changed = results.changed.cpu / results.bare.cpu;
  const memory = results.application.peakMemory;
  const lines = [
    line("synth of every environment, against the bare program", "≤ 1.00 ×", `${ratio.toFixed(2)} ×`, ratio <= 1),
    line("the first one after a change of the configuration", "≤ 1.15 ×", `${changed.toFixed(2)} ×`, changed <= 1.15),
    line("peak memory of that synth", "≤ 125 MiB", `${memory.toFixed(0)} MiB`, memory <= 125),
    guardrailsLine(results.application.guardrails),
    growthLine("environments", "resource", growthFactor(results.growth)),
    growthLine("services", "resource", growthFactor(results.services)),
    ...reviewLines(results.reviews),
    line("`groundplan diff` of every environment", "< 5 s", seconds(results.diff.again), results.diff.again < 5000),
    line(
      "type-check of the project, after the first",
      "< 3 s",
      seconds(results.typeCheck.again),
      results.typeCheck.again < 3000,
    ),
  ];
  if (results.tests === undefined) return lines;
  return [...lines, line("`npm test`", "< 60 s", seconds(results.tests), results.tests < 60_000)];
}

/** A share of nothing is one that was not measured: guardrails are part of every synth. */
function guardrailsLine(share: number): BudgetLine {
  return line("guardrails' share of that synth", "≤ 15 %", `${(share * 100).toFixed(1)} %`, share > 0 && share <= 0.15);
}

function growthLine(what: string, each: string, growth: number): BudgetLine {
  return line(
    `growth in ${what}: time per further ${each}, far end against near end (1 is linear)`,
    `≤ ${GROWTH_TOLERANCE.toFixed(2)} ×`,
    `${growth.toFixed(2)} ×`,
    growth <= GROWTH_TOLERANCE,
  );
}

function reviewLines(reviews: readonly ReviewPoint[]): BudgetLine[] {
  const usage = reviews.find(({ changes }) => changes === REVIEWED_CHANGES)?.usage;
  const { wall, peakMemory } = usage ?? { wall: Number.NaN, peakMemory: Number.NaN };
  const what = `review of a plan of ${REVIEWED_CHANGES.toLocaleString("en-US")} changes, in every form`;
  return [
    line(what, "< 2 s", seconds(wall), wall < 2000),
    line("peak memory of that review", "< 500 MiB", `${peakMemory.toFixed(0)} MiB`, peakMemory < 500),
    growthLine(
      "changes of a plan",
      "change",
      growthFactor(reviews.map(({ changes, usage }) => ({ resources: changes, usage }))),
    ),
  ];
}

/**
 * What one more resource costs between the last two points of the growth, divided by what it costs between the first two. Fixed
 * costs, such as loading modules, cancel out.
 */
export function growthFactor(points: readonly Omit<GrowthPoint, "times">[]): number {
  const slopes = points.slice(1).map((point, index) => {
    const before = points[index];
    return before ? (point.usage.cpu - before.usage.cpu) / (point.resources - before.resources) : Number.NaN;
  });
  return (slopes.at(-1) ?? Number.NaN) / (slopes[0] ?? Number.NaN);
}

/** Milliseconds as seconds with two digits. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function line(what: string, limit: string, found: string, kept: boolean): BudgetLine {
  return { what, limit, found, kept };
}
