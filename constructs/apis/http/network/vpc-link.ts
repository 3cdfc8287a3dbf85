import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import { nameInStack } from "../../../core/names/path-in-stack";
import { namedBy } from "../../../core/names/physical-names/name-source";
import type { ITier } from "../../../network/network.types";
import { Port } from "../../../security-groups/port";
import { SecurityGroup } from "../../../security-groups/security-group";
import type { PrivateTarget } from "../routes/route-target";
import type { HttpApiNetworkOptions } from "./network.types";

/** The way of an API into a network, with a security group that connects to what is behind its routes and to nothing else. */
export class VpcLink extends BaseConstruct {
  readonly link: Apigatewayv2VpcLink;
  readonly securityGroup: SecurityGroup;
  readonly #name: string;

  constructor(
    scope: Construct,
    id: string,
    { network, vpcLinkName, securityGroupName }: HttpApiNetworkOptions,
    tier: ITier,
  ) {
    super(scope, id);
    if (!network) throw new Error("a VPC link without a network");
    const stack = EnvironmentStack.of(this);
    const name = nameInStack(scope);
    this.#name = name;
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network,
      name,
      ...(securityGroupName === undefined ? {} : { securityGroupName }),
      description: `VPC link of the API ${name}`,
    });
    this.link = new Apigatewayv2VpcLink(this, "link", {
      name: vpcLinkName ?? stack.physicalName("apiGateway", stack.stackName, name),
      subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
      securityGroupIds: [this.securityGroup.securityGroupId],
    });
    namedBy(this.link, vpcLinkName === undefined ? "id" : "vpcLinkName", scope);
  }

  /** Lets the link connect to what a route leads to. */
  connect({ peer, port }: PrivateTarget): void {
    this.securityGroup.connections.allowTo(peer, Port.tcp(port), `Requests to the API ${this.#name}`);
  }
}
