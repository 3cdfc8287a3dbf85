// What instances of several areas have alike: images, processor architectures, first sizes of groups.

export { ecsOptimizedParameter } from "./ecs-optimized-image";
export type { GroupSize } from "./initial-size";
export { type Architecture, amazonLinuxParameter, architectureOf } from "./instance-architecture";
export { NewestAmazonLinux, type NewestAmazonLinuxProps } from "./newest-amazon-linux";
