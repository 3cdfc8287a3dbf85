// Gateway and interface endpoints of a VPC.

export { DEFAULT_GATEWAYS, type EndpointKind, GATEWAY_SERVICES } from "./endpoint-names";
export type { EndpointProps } from "./endpoint-props";
export { VpcEndpoints } from "./vpc-endpoints";
