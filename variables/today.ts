/**
 * The day, in UTC, as `YYYY-MM-DD`: the one place where the clock is read for a decision. It decides on what is said and asked for (support
 * that ends, exemptions that have ended), never on what is made.
 */
export function today(): string {
  return new Date().toISOString().slice(0, "YYYY-MM-DD".length);
}
