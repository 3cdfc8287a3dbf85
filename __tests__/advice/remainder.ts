/** Codes whose advice no test follows yet, sorted. A code with a mistake in the tables of `mistakes` must not stand here. */
export const REMAINDER: readonly string[] = [
  "BOOTSTRAP_BUCKET_IN_USE",
  "BOOTSTRAP_BUCKET_OF_ANOTHER",
  "BOOTSTRAP_BUCKET_PROTECTED",
  "BOOTSTRAP_TWO_STATES",
  "NOT_BOOTSTRAPPED",
];
