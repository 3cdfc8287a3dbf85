import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { covers } from "../certificates/covers";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { referenceText } from "../core/texts/reference-text";
import type { IHostedZone } from "../dns/hosted-zone.types";
import type { INetwork } from "../network/network.types";
import type { ISecurityGroup } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import type { CloudFrontWay, IHttpListener, LoadBalancerScheme } from "./load-balancer.types";
import { LoadBalancerBase } from "./load-balancer-base";

/** What is known of a further listener of a balancer that was not made in this stack. */
export interface ExistingListenerProps {
  readonly listenerArn: string;
  /** The port that it listens on. */
  readonly port: number;
  /**
   * Names of its certificates; an empty list: it speaks plain HTTP.
   *
   * @default - those of the balancer
   */
  readonly certificateNames?: readonly string[];
}

/** What is known of a balancer that was not made in this stack. Values may be literals or references. Nothing is looked up. */
export interface ExistingLoadBalancerProps {
  readonly loadBalancerArn: string;
  /** Last part of the ARN: `app/name/1234567890abcdef`. */
  readonly arnSuffix: string;
  readonly dnsName: string;
  /** Zone that AWS keeps the balancer's own name in. */
  readonly hostedZoneId: string;
  readonly securityGroupId: string;
  /** Listener that rules hang on. */
  readonly listenerArn: string;
  /** Listeners that serve requests beside that one, by their names. @default - none */
  readonly listeners?: Readonly<Record<string, ExistingListenerProps>>;
  readonly network: INetwork;
  /** @default "internet-facing" */
  readonly scheme?: LoadBalancerScheme;
  /**
   * Names of its certificates.
   *
   * @default - none: it speaks plain HTTP
   */
  readonly certificateNames?: readonly string[];
  /** Zones that names of services are put into. @default - none */
  readonly zones?: readonly IHostedZone[];
  /** Whether its rules may send users to log in. @default false */
  readonly authenticates?: boolean;
  /** How CloudFront, and nobody else, reaches it. @default - CloudFront does not */
  readonly cloudFront?: CloudFrontWay;
  /** @default "ipv4" */
  readonly addressType?: "ipv4" | "dualstack";
  /**
   * The same for the same balancer in every stack of the app.
   *
   * @default - the ARN of the listener
   */
  readonly identity?: string;
}

/** A balancer that was made elsewhere. Made by `ApplicationLoadBalancer.fromExisting` and `loadBalancerFromContract`. */
export class ExistingLoadBalancer extends LoadBalancerBase {
  override readonly loadBalancerArn: string;
  override readonly arnSuffix: string;
  override readonly dnsName: string;
  override readonly hostedZoneId: string;
  override readonly ipv6: boolean;
  override readonly scheme: LoadBalancerScheme;
  override readonly network: INetwork;
  override readonly securityGroup: ISecurityGroup;
  override readonly listener: IHttpListener;
  override readonly furtherListeners: Readonly<Record<string, IHttpListener>>;
  override readonly zones: readonly IHostedZone[];

  /** @throws GroundplanError `SECURITY_GROUP_ID_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingLoadBalancerProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingLoadBalancer", props);
    checkShape(this, "ExistingLoadBalancer", props);
    this.loadBalancerArn = props.loadBalancerArn;
    this.arnSuffix = props.arnSuffix;
    this.dnsName = props.dnsName;
    this.hostedZoneId = props.hostedZoneId;
    this.ipv6 = props.addressType === "dualstack";
    this.scheme = props.scheme ?? "internet-facing";
    this.network = props.network;
    this.zones = props.zones ?? [];
    this.securityGroup = SecurityGroup.fromExisting(this, "security-group", {
      securityGroupId: props.securityGroupId,
    });
    const { listenerArn, certificateNames = [], authenticates = false, cloudFront, identity, listeners = {} } = props;
    const isPlain = certificateNames.length === 0;
    const common = { authenticates, ...(identity === undefined ? {} : { balancer: identity }) };
    this.listener = new ExistingListener(this, "listener", {
      ...common,
      listenerArn,
      certificateNames,
      port: isPlain ? 80 : 443,
      ...(cloudFront ? { cloudFront } : {}),
    });
    this.furtherListeners = Object.fromEntries(
      Object.entries(listeners).map(([name, listener]) => [
        name,
        new ExistingListener(this, `listener-${name}`, { certificateNames, ...listener, ...common }),
      ]),
    );
  }
}

interface ListenerFacts extends Required<ExistingListenerProps> {
  readonly authenticates: boolean;
  readonly cloudFront?: CloudFrontWay;
  /** The same for the same balancer in every stack of the app. @default - the ARN of the listener tells */
  readonly balancer?: string;
}

class ExistingListener extends BaseConstruct implements IHttpListener {
  readonly listenerArn: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly certificateNames: readonly string[];
  readonly authenticates: boolean;
  readonly cloudFront?: CloudFrontWay;
  readonly identity: string;

  constructor(scope: Construct, id: string, facts: ListenerFacts) {
    super(scope, id);
    const { listenerArn, port, certificateNames, authenticates, cloudFront, balancer } = facts;
    this.listenerArn = listenerArn;
    this.port = port;
    this.certificateNames = certificateNames;
    this.protocol = certificateNames.length === 0 ? "HTTP" : "HTTPS";
    this.authenticates = authenticates;
    if (cloudFront) this.cloudFront = cloudFront;
    this.identity = balancer === undefined ? identityOf(listenerArn, this) : `${balancer}:${port}`;
  }

  covers(host: string): boolean {
    return covers(this.certificateNames, host);
  }
}

/** The ARN; a reference to one means the same listener within its stack only. */
function identityOf(listenerArn: string, listener: IConstruct): string {
  if (!Token.isUnresolved(listenerArn)) return listenerArn;
  return `${EnvironmentStack.of(listener).node.path} ${referenceText(listenerArn, listener)}`;
}
