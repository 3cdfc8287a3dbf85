import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of load balancers and what stands in front of them. */
export const ENTRY_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "ALB-09",
    title: "A web ACL whose capacity is billed beside its price is accepted in writing.",
    by: [{ problems: ["WEB_ACL_CAPACITY_PAID", "WEB_ACL_CAPACITY_EXCEEDED"] }],
  },
];
