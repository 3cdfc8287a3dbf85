/**
 * The day, in UTC, as `YYYY-MM-DD`: the one place where the clock is read for a decision. It decides on what is said and asked for (support
 * that ends, exemptions that have ended), never on what is made.
 *
 * @param at @default - now
 */
export function today(at: Date = new Date()): string {
  return at.toISOString().slice(0, "YYYY-MM-DD".length);
}
