// What tasks run on: Fargate, Fargate Spot, and groups of EC2 instances.

export type { CapacityShare } from "./capacity-share.types";
export { Ec2Capacity } from "./ec2-capacity";
export type { Ec2CapacityNames, Ec2CapacityProps } from "./ec2-capacity.types";
