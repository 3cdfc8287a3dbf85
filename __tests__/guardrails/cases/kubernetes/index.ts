import type { KUBERNETES_RULES } from "../../../../guardrails/rules/kubernetes";
import type { CasesOf } from "../../rule-cases";
import { CLUSTER_CASES } from "./clusters";
import { NODE_CASES } from "./nodes";
import { RELEASE_CASES } from "./releases";

/** Cases of the rules about Kubernetes. */
export const KUBERNETES_CASES: CasesOf<typeof KUBERNETES_RULES> = { ...CLUSTER_CASES, ...NODE_CASES, ...RELEASE_CASES };
