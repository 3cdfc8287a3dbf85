import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";

/**
 * Takes over what AWS makes with every VPC and empties it: the default security group admits nothing, the default network ACL
 * denies everything, the default route table leads nowhere. A resource that forgets to name its own has no connection,
 * instead of an open one.
 */
export class DefaultResources extends Construct {
  readonly securityGroup: DefaultSecurityGroup;
  readonly networkAcl: DefaultNetworkAcl;
  readonly routeTable: DefaultRouteTable;

  constructor(scope: Construct, id: string, vpc: Vpc) {
    super(scope, id);
    const tags = { Name: EnvironmentStack.of(this).physicalName("tag", "default-closed") };
    this.securityGroup = new DefaultSecurityGroup(this, "security-group", { vpcId: vpc.id, tags });
    this.networkAcl = new DefaultNetworkAcl(this, "network-acl", {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      tags,
      // A subnet of someone else's, without an ACL of its own, shows up here and must not be a difference for ever.
      lifecycle: { ignoreChanges: ["subnet_ids"] },
    });
    this.routeTable = new DefaultRouteTable(this, "route-table", {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags,
    });
  }
}
