import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { AddressPlan, PlannedSubnet } from "../address-plan/address-plan.types";
import { availabilityZoneOf } from "../address-plan/availability-zones";
import type { NetworkProps } from "../network-props";
import { effectiveDiscovery } from "./eks-discovery";
import type { TierProps } from "./tier-props";

/** A subnet with the plan that it follows. */
export interface CreatedSubnet extends PlannedSubnet {
  /** `<tier>-<zone>`: unique in the network, and the same whatever else is in it. */
  readonly key: string;
  readonly resource: Subnet;
}

/** A tier with its subnets. */
export interface CreatedTier {
  readonly props: TierProps;
  readonly subnets: readonly CreatedSubnet[];
}

/**
 * Makes the subnets of every tier. None gives public addresses to instances by itself: whoever needs one gets an Elastic IP.
 *
 * @param secondaryRanges the associations of the VPC's secondary ranges, by CIDR; a subnet in one waits for it
 */
export function createSubnets(
  scope: Construct,
  props: NetworkProps,
  plan: AddressPlan,
  vpc: Vpc,
  secondaryRanges: ReadonlyMap<string, VpcIpv4CidrBlockAssociation>,
): readonly CreatedTier[] {
  const stack = EnvironmentStack.of(scope);
  const discovery = effectiveDiscovery(props);
  return plan.tiers.flatMap((planned) => {
    const tier = props.tiers.find(({ name }) => name === planned.name);
    if (!tier) return [];
    const range = secondaryRanges.get(planned.range);
    const subnets = planned.subnets.map((subnet) => {
      const key = `${tier.name}-${subnet.zone}`;
      const resource = new Subnet(scope, key, {
        vpcId: vpc.id,
        ...availabilityZoneOf(subnet.zone, stack.environment.region),
        cidrBlock: subnet.cidr,
        mapPublicIpOnLaunch: false,
        ...(subnet.ipv6Index === undefined
          ? {}
          : {
              ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6CidrBlock, 8, subnet.ipv6Index),
              assignIpv6AddressOnCreation: true,
              enableDns64: tier.dns64 ?? false,
              enableResourceNameDnsAaaaRecordOnLaunch: tier.aaaaRecords ?? false,
            }),
        tags: {
          ...tier.tags,
          ...discovery.get(tier.name),
          Name: tier.subnetNames?.[subnet.zone] ?? stack.physicalName("tag", key),
          Tier: tier.name,
        },
        ...(range ? { dependsOn: [range] } : {}),
      });
      return { ...subnet, key, resource };
    });
    return [{ props: tier, subnets }];
  });
}
