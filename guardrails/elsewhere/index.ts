/** Design rules that something else than a guardrail enforces. */
import { ACCOUNTS_ELSEWHERE } from "./accounts";
import { DATA_STORES_ELSEWHERE } from "./data-stores";
import { DELIVERY_ELSEWHERE } from "./delivery";
import type { Elsewhere } from "./elsewhere.types";
import { ENTRY_ELSEWHERE } from "./entry";
import { KUBERNETES_ELSEWHERE } from "./kubernetes";
import { NETWORKS_ELSEWHERE } from "./networks";
import { PRACTICE_ELSEWHERE } from "./practice";
import { SERVERLESS_ELSEWHERE } from "./serverless";

/** All of them, in the order of areas. A new area is a file beside this one, and a line here. */
export const ELSEWHERE: readonly Elsewhere[] = [
  ...NETWORKS_ELSEWHERE,
  ...ENTRY_ELSEWHERE,
  ...KUBERNETES_ELSEWHERE,
  ...DATA_STORES_ELSEWHERE,
  ...SERVERLESS_ELSEWHERE,
  ...DELIVERY_ELSEWHERE,
  ...ACCOUNTS_ELSEWHERE,
  ...PRACTICE_ELSEWHERE,
];
