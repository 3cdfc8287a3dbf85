import type { Problems } from "../../constructs/core/errors";
import type { EdgeProps } from "./edge-stack.types";

/**
 * Adds what is wrong with what is told of an edge's balancer for connections, in the words of the configuration:
 * `NETWORK_LISTENERS_MISSING`, `NETWORK_CERTIFICATE_MISSING`. What the balancer refuses, it says itself.
 */
export function checkEdgeNetwork({ domain, networkLoadBalancer }: EdgeProps, problems: Problems): void {
  if (!networkLoadBalancer) return;
  const entries = Object.entries(networkLoadBalancer.listeners);
  if (entries.length === 0) {
    problems.add("networkLoadBalancer.listeners", {
      code: "NETWORK_LISTENERS_MISSING",
      message: "The balancer for connections has no listener.",
      found: "no listeners",
      expected: "at least one, by a name of yours",
      fix: "add one, such as mqtt: { port: 1883, protocol: TCP }, or take networkLoadBalancer away",
    });
  }
  for (const [name, listener] of entries) {
    if (listener.protocol !== "TLS" || listener.certificate || domain) continue;
    problems.add(`networkLoadBalancer.listeners.${name}`, {
      code: "NETWORK_CERTIFICATE_MISSING",
      message: "The listener ends TLS, and there is no certificate for that.",
      found: "protocol: TLS without certificate, in an edge without a domain",
      expected: "a certificate, or an edge with a domain, which has one",
      fix: "name a certificate in certificate, declare the domain, or let the application end TLS: protocol: TCP",
    });
  }
}
