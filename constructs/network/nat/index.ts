// How private subnets reach the internet: NAT gateways and NAT instances.

export { NatGateways } from "./nat-gateways";
export { NatInstances } from "./nat-instances";
export type { NatInstance, NatNone, NatPerZone, NatProps, NatRegional, NatSingle } from "./nat-props";
