import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";

/**
 * Takes over what AWS makes with every VPC and empties it: the default security group admits nothing, the default network ACL
 * denies everything unless tiers are to do without one of their own, the default route table leads nowhere. A resource that forgets to name
 * its own has no connection, instead of an open one.
 */
export class DefaultResources extends BaseConstruct {
  readonly securityGroup: DefaultSecurityGroup;
  readonly networkAcl: DefaultNetworkAcl;
  readonly routeTable: DefaultRouteTable;

  /** @param isAclOpen whether the default network ACL lets everything in and out, for tiers that have none of their own */
  constructor(
    scope: Construct,
    id: string,
    vpc: Vpc,
    { isAclOpen, ipv6 }: { readonly isAclOpen: boolean; readonly ipv6: boolean },
  ) {
    super(scope, id);
    const nameTag = (end: string) => ({ Name: EnvironmentStack.of(this).physicalName("tag", `default-${end}`) });
    const tags = nameTag("closed");
    this.securityGroup = new DefaultSecurityGroup(this, "security-group", { vpcId: vpc.id, tags });
    this.networkAcl = new DefaultNetworkAcl(this, "network-acl", {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      ...(isAclOpen ? { ingress: openRules(ipv6), egress: openRules(ipv6), tags: nameTag("open") } : { tags }),
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

/** The rules with which AWS makes a default network ACL (Amazon VPC User Guide, "Default network ACL", as of 2026-11). */
function openRules(ipv6: boolean) {
  const all = { action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
  return [
    { ...all, ruleNo: 100, cidrBlock: "0.0.0.0/0" },
    ...(ipv6 ? [{ ...all, ruleNo: 101, ipv6CidrBlock: "::/0" }] : []),
  ];
}
