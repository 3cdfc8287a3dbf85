// Balancers for HTTP: listeners, certificates, entry, default action.

export { type AdditionalListenerProps, ApplicationLoadBalancer } from "./application-load-balancer";
