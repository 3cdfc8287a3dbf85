// Karpenter: its role, its queue of interruptions, and node pools.
export { Karpenter } from "./karpenter";
export type { KarpenterNodePoolProps, KarpenterProps } from "./karpenter.types";
