import type { Elsewhere } from "./elsewhere.types";

/** What is enforced of how infrastructure is written and deployed. */
export const PRACTICE_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "IAC-05",
    title: "Ids come from keys, so that the order of a list changes nothing.",
    by: [{ test: "__tests__/config/order.property.test.ts" }],
  },
  {
    id: "IAC-07",
    title: "What is destroyed or replaced is listed first and needs approval.",
    by: [
      { review: ["stateful-destroyed", "stateful-replaced", "serving-destroyed", "serving-replaced"] },
      { problems: ["APPROVAL_NEEDED"] },
    ],
  },
];
