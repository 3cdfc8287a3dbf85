// Pods on Fargate: profiles, roles, logs.

export type { FargateCluster } from "./fargate-cluster.types";
export { type FargatePod, type FargatePodSize, fargatePodSize } from "./fargate-pod-size";
export { FargateProfile } from "./fargate-profile";
export type { FargateLogging, FargateProfileOptions, FargateSelector } from "./fargate-profile.types";
