// Tiers of subnets: public, private, isolated; their route tables.

export type { TierKind, TierProps } from "../network-props";
export { privateTier, type TierChoice } from "./private-tier";
export { TierRouting } from "./routing";
export { SubnetGroups } from "./subnet-groups";
