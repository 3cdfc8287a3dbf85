// Balancers for HTTP: listeners, certificates, entry, default action.

export { ApplicationLoadBalancer } from "./application-load-balancer";
export type * from "./http-listener.types";
export type * from "./listener-headers.types";
