import type { IConstruct } from "constructs";
import { referenceText } from "../core/texts/reference-text";
import { type AliasTarget, CLOUDFRONT_ZONE_ID } from "./alias-target";

/** Names of load balancers, with the region before or behind `elb` (AWS General Reference, "Elastic Load Balancing endpoints", as of 2026-11). */
const LOAD_BALANCER = /\.elb(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;
const LOAD_BALANCER_REFERENCE = /^aws_(lb|alb|elb)\.[^.]+\.dns_name$/;

const DISTRIBUTION = /\.cloudfront\.(net|cn)$/;
const DISTRIBUTION_REFERENCE = /^aws_cloudfront_distribution\.[^.]+\.domain_name$/;

/** Whether a name, or a reference to one, is that of a load balancer. */
export function isLoadBalancerName(name: string, scope: IConstruct): boolean {
  const text = referenceText(name, scope);
  return LOAD_BALANCER.test(text) || LOAD_BALANCER_REFERENCE.test(text);
}

/** Whether a name, or a reference to one, is that of a distribution. */
export function isDistributionName(name: string, scope: IConstruct): boolean {
  const text = referenceText(name, scope);
  return DISTRIBUTION.test(text) || DISTRIBUTION_REFERENCE.test(text);
}

/** Whether a target is a distribution. */
export function isDistribution(target: AliasTarget, scope: IConstruct): boolean {
  return target.hostedZoneId === CLOUDFRONT_ZONE_ID || isDistributionName(target.dnsName, scope);
}
