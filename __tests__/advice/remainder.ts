/** Codes whose advice no test follows yet, sorted. A code with a mistake in the tables of `mistakes` must not stand here. */
export const REMAINDER: readonly string[] = [
];
