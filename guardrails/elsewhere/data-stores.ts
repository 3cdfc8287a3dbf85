import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of data stores. */
export const DATA_STORES_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "DAT-02",
    title: "Databases admit security groups of applications, and no ranges.",
    by: [{ guardrails: ["SG-05"] }],
  },
];
