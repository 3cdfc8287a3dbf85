// What computes in several areas has alike: images, processor architectures, first sizes of groups, sizes on Fargate.

export { ecsOptimizedParameter } from "./ecs-optimized-image";
export { FARGATE_SIZES, type FargateCpu, type FargateMemory, type FargateSize, fargateTaskSize } from "./fargate-sizes";
export type { GroupSize } from "./initial-size";
export { type Architecture, amazonLinuxParameter, architectureOf } from "./instance-architecture";
export { NewestAmazonLinux, type NewestAmazonLinuxProps } from "./newest-amazon-linux";
