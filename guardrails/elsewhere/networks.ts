import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of networks. */
export const NETWORKS_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "NET-20",
    title: "A firewall that several VPCs share is reached by a transit gateway, not by peering.",
    by: [{ guardrails: ["NET-06"] }],
  },
];
