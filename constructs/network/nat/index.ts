// How private subnets reach the internet: NAT gateways and NAT instances.

export type { NatInstance, NatNone, NatPerZone, NatProps, NatSingle } from "../network-props";
export { NatGateways } from "./nat-gateways";
export { NatInstances } from "./nat-instances";
