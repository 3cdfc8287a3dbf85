import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { stoodAt } from "../../core/names/address";
import { canonicalJson, type Json } from "../../core/texts/canonical-json";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { INetwork } from "../network.types";
import type { CreatedSubnet } from "../tiers/subnets";
import { DEFAULT_GATEWAYS, type EndpointKind, GATEWAY_SERVICES, isOfOthers, serviceNameOf } from "./endpoint-names";
import type { EndpointProps } from "./endpoint-props";

/** What stands for the id of the endpoint's own VPC in a policy. */
const OWN_VPC = "{vpcId}";

/** What the endpoints are attached to. */
export interface EndpointPlacement {
  readonly network: Pick<INetwork, "vpcId" | "cidrs">;
  /** Every route table of the network by key. */
  readonly tables: Readonly<Record<string, RouteTable>>;
  /** Subnets of the interface endpoints, one in each zone. */
  readonly subnets: readonly CreatedSubnet[];
}

/**
 * Gateway endpoints, which add routes and cost nothing, and interface endpoints, which are network interfaces with a security
 * group that admits HTTPS from the VPC.
 */
export class VpcEndpoints extends BaseConstruct {
  /** Endpoints by service name. */
  readonly endpoints: Readonly<Record<string, VpcEndpoint>>;
  /** Security group of the interface endpoints; absent when there are none. */
  readonly securityGroup?: SecurityGroup;

  constructor(scope: Construct, id: string, props: EndpointProps, placement: EndpointPlacement) {
    super(scope, id);
    const endpoints: Record<string, VpcEndpoint> = {};
    for (const service of props.gateway ?? DEFAULT_GATEWAYS) {
      endpoints[service] = this.#createGateway(service, props, placement);
    }
    const interfaces = props.interface ?? [];
    if (interfaces.length > 0) this.securityGroup = this.#createSecurityGroup(placement);
    for (const service of interfaces) {
      // S3 and DynamoDB have both kinds, each with an address of its own, whether the other is there or not.
      const key = hasBothKinds(service) ? `${service}-interface` : service;
      endpoints[key] = this.#createInterface(key, service, props, placement);
    }
    this.endpoints = endpoints;
  }

  #createGateway(service: string, props: EndpointProps, placement: EndpointPlacement): VpcEndpoint {
    return new VpcEndpoint(this, service, {
      ...this.#common("Gateway", service, service, props, placement),
      routeTableIds: Object.keys(placement.tables)
        .sort()
        .flatMap((key) => placement.tables[key]?.id ?? []),
    });
  }

  #createInterface(key: string, service: string, props: EndpointProps, placement: EndpointPlacement): VpcEndpoint {
    const endpoint = new VpcEndpoint(this, key.replaceAll(".", "-"), {
      ...this.#common("Interface", key, service, props, placement),
      privateDnsEnabled: props.privateDns?.[service] ?? hasPrivateDns(service),
      subnetIds: placement.subnets
        .filter(({ zone }) => props.zones?.[service]?.includes(zone) ?? true)
        .map(({ resource }) => resource.id),
      securityGroupIds: this.securityGroup ? [this.securityGroup.securityGroupId] : [],
    });
    if (key !== service) stoodAt(endpoint, this, service);
    return endpoint;
  }

  #common(kind: EndpointKind, key: string, service: string, props: EndpointProps, placement: EndpointPlacement) {
    const stack = EnvironmentStack.of(this);
    const policy = props.policies?.[service];
    return {
      vpcId: placement.network.vpcId,
      vpcEndpointType: kind,
      serviceName: serviceNameOf(service, stack.environment.region, kind),
      tags: { Name: stack.physicalName("tag", key) },
      ...(policy === undefined ? {} : { policy: policyText(policy as Json, placement.network.vpcId) }),
    };
  }

  #createSecurityGroup(placement: EndpointPlacement): SecurityGroup {
    const group = new SecurityGroup(this, "security-group", {
      network: placement.network,
      name: "endpoints",
      description: "Interface endpoints: HTTPS from the VPC",
    });
    for (const cidr of placement.network.cidrs) {
      group.connections.allowFrom(Peer.ipv4(cidr), Port.tcp(443), "AWS services through the endpoints");
    }
    return group;
  }
}

/** The id of a VPC is known only when it is made, and the policy of its endpoints is written before. */
function policyText(policy: Json, vpcId: string): string {
  return canonicalJson(policy).replaceAll(OWN_VPC, vpcId);
}

/**
 * Services of others have a name only where their owner gave them one. DynamoDB has no private DNS here, and that of S3 needs a gateway
 * endpoint, which serves the VPC's own traffic for nothing (Amazon DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB"; AWS
 * PrivateLink Guide, "Gateway endpoints", as of 2026-11).
 */
function hasPrivateDns(service: string): boolean {
  return !hasBothKinds(service) && !isOfOthers(service);
}

function hasBothKinds(service: string): boolean {
  return GATEWAY_SERVICES.some((known) => known === service);
}
