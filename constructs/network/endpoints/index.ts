// Gateway and interface endpoints of a VPC.

export type { EndpointProps } from "../network-props";
export { DEFAULT_GATEWAYS, type EndpointKind, GATEWAY_SERVICES } from "./endpoint-names";
export { VpcEndpoints } from "./vpc-endpoints";
