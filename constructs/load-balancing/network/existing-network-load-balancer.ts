import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { readExistingArn } from "../../core/checks/existing-arn";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { referenceText } from "../../core/texts/reference-text";
import type { INetwork } from "../../network/network.types";
import type { Connections } from "../../security-groups/connections";
import { SecurityGroup } from "../../security-groups/security-group";
import type { LoadBalancerScheme } from "../load-balancer.types";
import type { INetworkLoadBalancer, NetworkPlace, OpenListener } from "./network-exposure.types";

/** What is known of a Network Load Balancer that was not made in this stack. Values may be literals or references. */
export interface ExistingNetworkLoadBalancerProps {
  readonly loadBalancerArn: string;
  readonly dnsName: string;
  /** Zone that AWS keeps the balancer's own name in. */
  readonly hostedZoneId: string;
  /** A balancer gets its first security group when it is made, or never. */
  readonly securityGroupId: string;
  readonly network: INetwork;
  /** @default "internal" */
  readonly scheme?: LoadBalancerScheme;
  /**
   * The same for the same balancer in every stack of the app.
   *
   * @default - the ARN; a reference to one means the same balancer within its stack only
   */
  readonly identity?: string;
}

const FORM = {
  pattern:
    /^arn:aws[a-z-]*:elasticloadbalancing:(?<region>[a-z0-9-]+):(?<account>\d{12}):loadbalancer\/net\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
  what: "a Network Load Balancer",
  expected: "arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hexadecimal digits>",
  fix: "copy the ARN of the balancer from the EC2 console; one with loadbalancer/app/ belongs to ApplicationLoadBalancer.fromExisting",
};

/** A Network Load Balancer that was made elsewhere. Made by `NetworkLoadBalancer.fromExisting` and `networkPlacesFromContract`. */
export class ExistingNetworkLoadBalancer extends BaseConstruct implements INetworkLoadBalancer {
  readonly loadBalancerArn: string;
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly ipv6 = false;
  readonly scheme: LoadBalancerScheme;
  readonly network: INetwork;
  readonly identity: string;
  readonly connections: Connections;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `SECURITY_GROUP_ID_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingNetworkLoadBalancerProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingNetworkLoadBalancer", props);
    const problems = checkShape(this, "ExistingNetworkLoadBalancer", props);
    const { loadBalancerArn, securityGroupId } = props;
    const read = readExistingArn(this, loadBalancerArn, FORM, problems, "loadBalancerArn");
    problems.throwIfAny();
    this.loadBalancerArn = loadBalancerArn;
    this.dnsName = props.dnsName;
    this.hostedZoneId = props.hostedZoneId;
    this.scheme = props.scheme ?? "internal";
    this.network = props.network;
    this.identity = props.identity ?? (read ? loadBalancerArn : this.#ownIdentity());
    this.connections = SecurityGroup.fromExisting(this, "security-group", { securityGroupId }).connections;
  }

  /**
   * A listener that the balancer does not have yet, for a `NetworkExposure` that makes it with its targets.
   *
   * @param name of the listener; each is taken once
   */
  place(name: string, listener: OpenListener): NetworkPlace {
    return { ...listener, name, loadBalancer: this };
  }

  #ownIdentity(): string {
    return `${EnvironmentStack.of(this).node.path} ${referenceText(this.loadBalancerArn, this)}`;
  }
}
