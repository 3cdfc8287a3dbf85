import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { VpcEndpointService } from "@cdktf/provider-aws/lib/vpc-endpoint-service";
import { VpcEndpointServiceAllowedPrincipal } from "@cdktf/provider-aws/lib/vpc-endpoint-service-allowed-principal";
import { VpcEndpointServicePrivateDnsVerification } from "@cdktf/provider-aws/lib/vpc-endpoint-service-private-dns-verification";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import { labelOf } from "../names";
import type { EndpointServiceProps } from "./endpoint-service.types";
import { checkEndpointService } from "./endpoint-service-checks";
import { NetworkLoadBalancer } from "./network-load-balancer";

/**
 * A service of ours that other VPCs and accounts reach by an interface endpoint (PrivateLink), without peering and without the
 * internet.
 *
 * ```ts
 * new EndpointService(this, "offer", {
 *   loadBalancers: [balancer],
 *   allowedPrincipals: ["arn:aws:iam::222222222222:root"],
 * });
 * ```
 */
export class EndpointService extends BaseConstruct {
  readonly resource: VpcEndpointService;
  /** Grants by account, role or user. */
  readonly principals: Readonly<Record<string, VpcEndpointServiceAllowedPrincipal>>;
  /** The record that proves the private name. Only with a zone in `privateName`. */
  readonly proof?: Route53Record;
  /** Asks AWS to look at the record, and waits for it. Only with a zone in `privateName`. */
  readonly verification?: VpcEndpointServicePrivateDnsVerification;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: EndpointServiceProps) {
    super(scope, id);
    props = layDefaults(this, "EndpointService", props);
    checkShape(this, "EndpointService", props);
    tag(this, props);
    checkEndpointService(this, props);
    const { loadBalancers, allowedPrincipals = [], privateName } = props;
    const stack = EnvironmentStack.of(this);
    // A balancer that leaves the service is deleted after that: AWS refuses it before.
    for (const balancer of loadBalancers) {
      if (!(balancer instanceof NetworkLoadBalancer)) continue;
      balancer.resource.lifecycle = { createBeforeDestroy: true, ...balancer.resource.lifecycle };
    }
    this.resource = new VpcEndpointService(this, "service", {
      acceptanceRequired: props.acceptanceRequired ?? true,
      networkLoadBalancerArns: loadBalancers.map(({ loadBalancerArn }) => loadBalancerArn),
      supportedIpAddressTypes: ["ipv4"],
      ...(privateName ? { privateDnsName: privateName.name } : {}),
      tags: { Name: stack.physicalName("tag", stack.stackName, labelOf(this)) },
    });
    this.principals = Object.fromEntries(allowedPrincipals.map((arn) => [arn, this.#allow(arn)]));
    this.proof = privateName?.zone ? this.#prove(privateName.name, privateName.zone) : undefined;
    this.verification = privateName && this.proof ? this.#verify(privateName.name, this.proof) : undefined;
  }

  /** Name that consumers make their endpoint for: `com.amazonaws.vpce.<region>.vpce-svc-…`. */
  get serviceName(): string {
    return this.resource.serviceName;
  }

  #allow(principalArn: string): VpcEndpointServiceAllowedPrincipal {
    const id = principalArn.replace(/^arn:[^:]*:iam::/, "").replace(/[^A-Za-z0-9]+/g, "-");
    return new VpcEndpointServiceAllowedPrincipal(this, `principal-${id}`, {
      vpcEndpointServiceId: this.resource.id,
      principalArn,
    });
  }

  #prove(name: string, zone: IHostedZone): Route53Record {
    const proof = this.resource.privateDnsNameConfiguration.get(0);
    return new Route53Record(this, "proof", {
      zoneId: zone.zoneId,
      name: `${proof.name}.${name.replace(/^\*\./, "")}`,
      type: "TXT",
      ttl: 300,
      records: [proof.value],
    });
  }

  /**
   * AWS does not look by itself (Amazon EC2 API Reference, `StartVpcEndpointServicePrivateDnsVerification`, as of 2026-11), and until it
   * has, no consumer can switch the name on. Another name is another record, which it has to look at again.
   */
  #verify(name: string, proof: Route53Record): VpcEndpointServicePrivateDnsVerification {
    const id = `verification-${name.replace("*", "wildcard").replaceAll(".", "-")}`;
    return new VpcEndpointServicePrivateDnsVerification(this, id, {
      serviceId: this.resource.id,
      waitForVerification: true,
      dependsOn: [proof],
    });
  }
}
