/** Rules about Kubernetes on EKS: clusters, nodes, and what releases say to them. */
import type { Rules } from "../rule.types";
import { CLUSTER_RULES } from "./clusters";
import { NODE_RULES } from "./nodes";
import { RELEASE_RULES } from "./releases";

/** All of them. */
export const KUBERNETES_RULES = { ...CLUSTER_RULES, ...NODE_RULES, ...RELEASE_RULES } as const satisfies Rules;
