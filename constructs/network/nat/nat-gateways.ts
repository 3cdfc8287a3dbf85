import type { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addressBy } from "../../core/names/address";
import { pathInStack } from "../../core/names/path-in-stack";
import { referenceText } from "../../core/texts/reference-text";
import { availabilityZoneOf } from "../address-plan/availability-zones";
import type { CreatedSubnet } from "../tiers/subnets";
import { createNatEip } from "./nat-eip";
import type { NatPerZone, NatRegional, NatSingle } from "./nat-props";

/** Where a private route table sends what is meant for the internet. */
export interface NatTarget {
  readonly zone: string;
  /** Public address, where it is made here. */
  readonly publicIp?: string;
  /** Argument of the route. */
  readonly route: { readonly natGatewayId: string } | { readonly networkInterfaceId: string };
}

/** The oldest AWS provider that knows regional NAT gateways (Terraform AWS Provider Changelog, "6.24.0", as of 2026-11). */
const REGIONAL_SINCE = "6.24.0";

/** A regional NAT gateway: one for the VPC, which lies in no subnet. */
export class RegionalNatGateway extends BaseConstruct {
  readonly gateway: NatGateway;
  readonly targets: readonly NatTarget[];

  /** @param internetGateway a NAT gateway is of no use before it is there */
  constructor(scope: Construct, id: string, nat: NatRegional, vpcId: string, internetGateway: InternetGateway) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    stack.requireAwsProvider(REGIONAL_SINCE);
    const zones = Object.entries(nat.eips ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    this.gateway = new NatGateway(this, "regional", {
      availabilityMode: "regional",
      connectivityType: "public",
      vpcId,
      ...(zones.length > 0
        ? {
            availabilityZoneAddress: zones.map(([zone, allocationId]) => ({
              ...availabilityZoneOf(zone, stack.environment.region),
              allocationIds: [allocationId],
            })),
          }
        : {}),
      tags: { Name: stack.physicalName("tag", "nat") },
      dependsOn: [internetGateway],
    });
    this.targets = [{ zone: "all", route: { natGatewayId: this.gateway.id } }];
  }
}

/** NAT gateways with their Elastic IPs, one in each of the given public subnets. */
export class NatGateways extends BaseConstruct {
  readonly gateways: Readonly<Record<string, NatGateway>>;
  /** The Elastic IPs that are made here, by zone; none for addresses that were brought. */
  readonly eips: Readonly<Record<string, Eip>>;
  readonly targets: readonly NatTarget[];

  /**
   * @param nat mode and Elastic IPs
   * @param subnets one public subnet in each zone that gets a gateway
   * @param internetGateway a NAT gateway is of no use before it is there
   */
  constructor(
    scope: Construct,
    id: string,
    nat: NatSingle | NatPerZone,
    subnets: readonly CreatedSubnet[],
    internetGateway: InternetGateway,
  ) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const gateways: Record<string, NatGateway> = {};
    const eips: Record<string, Eip> = {};
    this.targets = subnets.map(({ zone, resource }) => {
      const brought = nat.mode === "single" ? nat.eip : nat.eips?.[zone];
      const tags = { Name: stack.physicalName("tag", `nat-${zone}`) };
      const eip = brought ? undefined : createNatEip(this, "gateway", zone, internetGateway);
      if (eip) eips[zone] = eip;
      const gateway = new NatGateway(this, zone, {
        allocationId: brought ?? eip?.allocationId,
        connectivityType: "public",
        subnetId: resource.id,
        tags,
        dependsOn: [internetGateway],
      });
      // One gateway at a time has an Elastic IP. That of a brought one follows it into another zone: replaced, and not made beside.
      if (brought !== undefined) addressBy(gateway, `${pathInStack(this)} ${referenceText(brought, this)}`);
      gateways[zone] = gateway;
      return { zone, publicIp: gateway.publicIp, route: { natGatewayId: gateway.id } };
    });
    this.gateways = gateways;
    this.eips = eips;
  }
}
