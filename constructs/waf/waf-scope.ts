import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { CLOUDFRONT_REGION } from "../aws/regions";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addressBy } from "../core/names/address";
import { pathInStack } from "../core/names/path-in-stack";

/**
 * Where a web ACL can be used: at a distribution (`CLOUDFRONT`), or at resources of one region (`REGIONAL`): a load balancer,
 * an API stage, an AppSync API, a Cognito user pool.
 */
export type WebAclScope = "CLOUDFRONT" | "REGIONAL";

/** A list that rules match against: of addresses, or of regular expressions. */
export interface IMatchSet extends IConstruct {
  readonly scope: WebAclScope;
}

/** Addresses that rules match against: a set for each version of IP, made here or existing before. */
export interface IIpSet extends IMatchSet {
  /** ARNs of the sets, one for each version that there are addresses of. */
  readonly arns: readonly string[];
}

/** Regular expressions that rules match against, made here or existing before. */
export interface IRegexPatternSet extends IMatchSet {
  readonly regexPatternSetArn: string;
}

/** The provider setting of a resource of this scope; empty when it is the stack's own provider. */
export function wafProvider(construct: IConstruct, scope: WebAclScope): { readonly provider?: AwsProvider } {
  const stack = EnvironmentStack.of(construct);
  if (scope === "REGIONAL" || stack.environment.region === CLOUDFRONT_REGION) return {};
  return { provider: stack.providerFor(CLOUDFRONT_REGION) };
}

/**
 * Gives a resource an address for its scope. The two scopes are in two regions: at one address, the provider of the new scope would look
 * for the resource of the old one, not find it, and leave it behind.
 */
export function addressByScope(resource: TerraformResource, scope: WebAclScope): void {
  addressBy(resource, `${scope.toLowerCase()} ${pathInStack(resource)}`);
}

/** Name of a WAF resource: project, environment, stack, path and what else tells it from its neighbours. */
export function wafName(construct: IConstruct, ...parts: string[]): string {
  const stack = EnvironmentStack.of(construct);
  return stack.physicalName("wafEntity", stack.stackName, pathInStack(construct), ...parts);
}
