// Tiers of subnets: public, private, isolated; their route tables.

export { privateTier, type TierChoice } from "./private-tier";
export { TierRouting } from "./routing";
export { SubnetGroups } from "./subnet-groups";
export type { TierKind, TierProps } from "./tier-props";
