// EKS Auto Mode: what is asked of it, the roles of its nodes, and what the cluster says of it.
export { AutoMode } from "./auto-mode";
export type { AutoModeNodePool, AutoModeOptions, AutoModePlan } from "./auto-mode.types";
export { type AutoModeIngressClassProps, autoModeIngressClass } from "./ingress-class";
