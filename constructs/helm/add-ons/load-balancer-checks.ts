import type { Problems } from "../../core/errors";
import { isValueMap, valueMaps, valuesBelow } from "../../core/texts/values";
import type { HelmValues } from "../releases/release.types";

/** Keys that say whether a load balancer is reached from the internet, with the value for that. */
const PUBLIC_SCHEMES: ReadonlyMap<string, string> = new Map([
  ["alb.ingress.kubernetes.io/scheme", "internet-facing"],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", "internet-facing"],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", "false"],
  ["defaultLoadBalancerScheme", "internet-facing"],
  // Without it a service without a class is the control plane's, whose load balancers the internet reaches.
  ["enableServiceMutatorWebhook", "false"],
]);

/** Adds `HELM_PUBLIC_LOAD_BALANCER` for every value that puts a load balancer into public subnets. */
export function checkInternal(values: HelmValues, problems: Problems): void {
  for (const { keys, value } of valuesBelow(values)) {
    const key = keys.at(-1) ?? "";
    if (PUBLIC_SCHEMES.get(key) !== String(value)) continue;
    problems.add(`values.${keys.join(".")}`, {
      code: "HELM_PUBLIC_LOAD_BALANCER",
      message: "The load balancer would be reached from the internet, and tools of the inside stay inside.",
      found: `${key}: ${value}`,
      expected: "internal, or a reason",
      fix: "take it out, or give the reason in public (argocd.ingress) or publicLoadBalancer (charts and manifests)",
    });
  }
}

/** Class of the services that the AWS Load Balancer Controller serves (its guide, "Network Load Balancer", v3.5, as of 2026-11). */
export const LOAD_BALANCER_CLASS = "service.k8s.aws/nlb";

/** What leaves a service to the controller by an annotation, from the time before there were classes (same guide). */
const TYPE_ANNOTATION = "service.beta.kubernetes.io/aws-load-balancer-type";

/**
 * Adds `HELM_LOAD_BALANCER_CLASS` for every service of type LoadBalancer without the class of the controller: it is the control plane's then,
 * which makes a Classic Load Balancer in the public subnets of it.
 */
export function checkLoadBalancerClass(values: HelmValues, problems: Problems): void {
  for (const { keys, map } of valueMaps(values)) {
    if (isOfController(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      if (value !== "LoadBalancer" || !/type$/i.test(key)) continue;
      problems.add(["values", ...keys, key].join("."), {
        code: "HELM_LOAD_BALANCER_CLASS",
        message:
          "Without a class the control plane makes the load balancer, in the public subnets, whatever the controller's values say.",
        found: `${key}: LoadBalancer without loadBalancerClass`,
        expected: `loadBalancerClass: ${LOAD_BALANCER_CLASS} beside it, or the annotation ${TYPE_ANNOTATION}: external`,
        fix: `add loadBalancerClass: ${LOAD_BALANCER_CLASS} beside it, or use ClusterIP`,
      });
    }
  }
}

/** Whether a map of values for a service names the controller, by class or by annotation. */
function isOfController(service: HelmValues): boolean {
  return Object.entries(service).some(
    ([key, value]) =>
      (/loadBalancerClass$/i.test(key) && value === LOAD_BALANCER_CLASS) ||
      (/annotations$/i.test(key) && isValueMap(value) && value[TYPE_ANNOTATION] === "external"),
  );
}
