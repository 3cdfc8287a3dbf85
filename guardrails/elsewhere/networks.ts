import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of networks. */
export const NETWORKS_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "NET-03",
    title: "Ranges of environments, peers and data centres do not overlap.",
    by: [{ problems: ["ADDRESSES_OVERLAP"] }],
  },
];
