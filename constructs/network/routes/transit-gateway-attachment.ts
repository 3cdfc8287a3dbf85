import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { networkPart } from "../network-part";
import type { CreatedSubnet } from "../tiers/subnets";
import type { TransitGatewayProps } from "./transit-gateway-props";

/** A network's attachment to a transit gateway: an interface in each zone of one tier. */
export class TransitGatewayAttachment extends BaseConstruct {
  readonly transitGatewayId: string;
  readonly attachment: Ec2TransitGatewayVpcAttachment;

  /** @param subnets one in each zone */
  constructor(
    scope: Construct,
    id: string,
    props: TransitGatewayProps,
    network: { readonly vpcId: string; readonly ipv6: boolean; readonly subnets: readonly CreatedSubnet[] },
  ) {
    super(scope, id);
    this.transitGatewayId = props.id;
    this.attachment = new Ec2TransitGatewayVpcAttachment(this, "attachment", {
      transitGatewayId: props.id,
      vpcId: network.vpcId,
      subnetIds: network.subnets.map(({ resource }) => resource.id),
      applianceModeSupport: onOff(props.applianceMode ?? false),
      dnsSupport: onOff(props.dns ?? true),
      ipv6Support: onOff(network.ipv6),
      tags: { Name: EnvironmentStack.of(this).physicalName("tag", ...networkPart(this)) },
    });
  }
}

function onOff(on: boolean): string {
  return on ? "enable" : "disable";
}
