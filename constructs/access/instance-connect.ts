import { Ec2InstanceConnectEndpoint } from "@cdktf/provider-aws/lib/ec2-instance-connect-endpoint";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { INetwork } from "../network/network.types";
import type { ISecurityGroup } from "../security-groups/connections";
import { Port } from "../security-groups/port";
import { SecurityGroup } from "../security-groups/security-group";

/** Properties of {@link InstanceConnect}. */
export interface InstanceConnectProps {
  /** Last part of the names. */
  readonly name: string;
  readonly network: INetwork;
  readonly subnetId: string;
  /** Group of the instance; it admits the endpoint, and the endpoint reaches nothing else. */
  readonly target: ISecurityGroup;
  readonly preserveClientIp: boolean;
}

/**
 * An EC2 Instance Connect endpoint: SSH from anywhere to a host without public address, decided by IAM and recorded by
 * CloudTrail. It needs neither NAT nor other endpoints and costs nothing but traffic between zones. A VPC can have one, a
 * region five (Amazon EC2 User Guide, "Quotas for EC2 Instance Connect Endpoint", as of 2026-11).
 */
export class InstanceConnect extends BaseConstruct {
  readonly endpoint: Ec2InstanceConnectEndpoint;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: InstanceConnectProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: props.network,
      name: `${props.name}-endpoint`,
      description: "EC2 Instance Connect endpoint: SSH to the bastion and nothing else",
    });
    this.securityGroup.connections.allowTo(props.target, Port.tcp(22), "SSH through EC2 Instance Connect");
    this.endpoint = new Ec2InstanceConnectEndpoint(this, "endpoint", {
      subnetId: props.subnetId,
      securityGroupIds: [this.securityGroup.securityGroupId],
      preserveClientIp: props.preserveClientIp,
      tags: { Name: stack.physicalName("tag", stack.stackName, props.name) },
    });
  }
}
