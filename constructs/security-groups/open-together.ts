import { areInternet } from "../network/wide-ranges";
import { Port } from "./port";
import type { Rule } from "./rule.types";

/** Rules that each admit a part of the internet, and together all of it, to the same ports. */
export interface OpenTogether {
  /** The ports that all of them open. */
  readonly port: Port;
  readonly rules: readonly Rule[];
}

/**
 * The ports that rules open to the internet together, although none does so by itself: two halves of the internet are the whole. For
 * each the rules that it takes.
 */
export function openTogether(rules: readonly Rule[]): readonly OpenTogether[] {
  const partial = rules.filter(
    ({ direction, target }) => direction === "ingress" && target.ranges.length > 0 && !target.internet,
  );
  if (!admitInternet(partial)) return [];
  const samples = Port.samples(partial.map(({ port }) => port));
  const sets = samples
    .map((sample) => partial.filter(({ port }) => port.includes(sample)))
    .filter(admitInternet)
    .filter((set, index, all) => all.findIndex((other) => isSubset(other, set) && isSubset(set, other)) === index);
  return sets
    .filter((set) => !sets.some((other) => other !== set && isSubset(other, set)))
    .map((set) => ({ port: Port.common(set.map(({ port }) => port)), rules: set }));
}

function admitInternet(rules: readonly Rule[]): boolean {
  return areInternet(rules.flatMap(({ target }) => target.ranges));
}

function isSubset(inner: readonly Rule[], outer: readonly Rule[]): boolean {
  return inner.every((rule) => outer.includes(rule));
}
