import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of accounts. */
export const ACCOUNTS_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "SEC-14",
    title: "Service control policies limit accounts, and loosen nothing.",
    by: [{ form: "A service control policy gives nobody a permission, whatever it allows." }],
  },
];
