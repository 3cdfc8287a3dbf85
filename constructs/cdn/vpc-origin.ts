import { createHash } from "node:crypto";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { DataResource, Fn } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addressOf } from "../core/names/address";
import { pathInStack } from "../core/names/path-in-stack";
import { canonicalJson } from "../core/texts/canonical-json";
import type { ILoadBalancer } from "../load-balancing/load-balancer.types";

const HASH_LENGTH = 8;

/** Properties of {@link VpcOrigin}. */
export interface VpcOriginProps {
  /** An internal balancer that admits CloudFront: `entry: "cloudfront"`. */
  readonly loadBalancer: Pick<ILoadBalancer, "loadBalancerArn">;
  /** What CloudFront speaks to it. */
  readonly protocol: "HTTP" | "HTTPS";
}

/**
 * CloudFront's private way to an internal load balancer: no address of the balancer is public, and only distributions of this account
 * get there (Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as of 2026-11).
 *
 * AWS changes nothing about one that a distribution uses, tags included (`CannotUpdateEntityWhileInUse`; terraform-provider-aws issue
 * 40905, aws-cdk issue 35765). So a change of anything makes another one, of another name: the distribution is updated to it, and
 * the old one goes after that.
 */
export class VpcOrigin extends BaseConstruct {
  readonly resource: CloudfrontVpcOrigin;
  /** Notes everything that the origin is made from: a change of it replaces the origin. */
  readonly identity: DataResource;

  constructor(scope: Construct, id: string, { loadBalancer, protocol }: VpcOriginProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const tags = { Name: stack.physicalName("tag", stack.stackName, pathInStack(this)) };
    const settings = {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: protocol === "HTTP" ? "http-only" : "https-only",
      originSslProtocols: [{ items: ["TLSv1.2"], quantity: 1 }],
    };
    const { loadBalancerArn } = loadBalancer;
    const all = { ...settings, tags: { ...stack.defaultTags, ...tags } };
    this.identity = new DataResource(this, "identity", {
      input: { arn: loadBalancerArn, settings: canonicalJson(all) },
    });
    const name = stack.physicalName("vpcOrigin", stack.stackName, pathInStack(this));
    const byBalancer = Fn.substr(Fn.sha256(loadBalancerArn), 0, HASH_LENGTH);
    this.resource = new CloudfrontVpcOrigin(this, "origin", {
      vpcOriginEndpointConfig: [
        { name: `${name}-${hashOf(canonicalJson(all))}-${byBalancer}`, arn: loadBalancerArn, ...settings },
      ],
      tags,
      lifecycle: { replaceTriggeredBy: [addressOf(this.identity)] },
    });
  }

  get vpcOriginId(): string {
    return this.resource.id;
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}
