import type { TextTransformation } from "./text-transformations";

/**
 * Capacity units that the price of a request includes; what is above is paid for by the request (AWS WAF Developer Guide, "Web
 * ACL capacity units (WCUs) in AWS WAF", as of 2026-11).
 */
export const INCLUDED_CAPACITY = 1500;

/** What may be accepted beyond that: up to the most that a web ACL has (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
export const PAID_CAPACITY = { least: 1501, most: 5000 } as const;

/** Units of each transformation of a field, and of looking at every query argument (AWS WAF Developer Guide, "String match rule statement", as of 2026-11). */
const TRANSFORMATION_UNITS = 10;
const ALL_QUERY_ARGUMENTS_UNITS = 10;

/** Adds up the capacity units of a web ACL. */
export class CapacityCount {
  #units = 0;
  /** A transformation of a field is done once for all rules, and counted once. */
  readonly #transformed = new Set<string>();

  /** The units so far. */
  get units(): number {
    return this.#units;
  }

  add(units: number): void {
    this.#units += units;
  }

  /** Adds what a field costs beside the match itself. */
  addField(field: string, transform: readonly TextTransformation[], allQueryArguments: boolean): void {
    if (allQueryArguments) this.add(ALL_QUERY_ARGUMENTS_UNITS);
    for (const type of transform) {
      const key = `${field} ${type}`;
      if (this.#transformed.has(key)) continue;
      this.#transformed.add(key);
      this.add(TRANSFORMATION_UNITS);
    }
  }
}
