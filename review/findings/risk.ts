/** Kinds of risk that a change can have. */
export const RISKS = ["data-loss", "outage", "exposure", "permission", "protection", "cost"] as const;

/** A kind of risk. */
export type Risk = (typeof RISKS)[number];

/** How much it matters: `high` and `medium` want somebody's approval, `low` is said and no more. */
export type Severity = "high" | "medium" | "low";
