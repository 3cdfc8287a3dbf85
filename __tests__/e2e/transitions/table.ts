import { ECS } from "./table/ecs";
import { EKS } from "./table/eks";
import { ENVIRONMENT } from "./table/environment";
import { LOAD_BALANCING } from "./table/load-balancing";
import { NETWORK } from "./table/network";
import { SECURITY_GROUPS } from "./table/security-groups";
import { WAF } from "./table/waf";
import type { Transition } from "./transition";

/** Every change that is tried, by area. */
export const TRANSITIONS: readonly Transition[] = [
  ...NETWORK,
  ...SECURITY_GROUPS,
  ...LOAD_BALANCING,
  ...WAF,
  ...ECS,
  ...EKS,
  ...ENVIRONMENT,
];
