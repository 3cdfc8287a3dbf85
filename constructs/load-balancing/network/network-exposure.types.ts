import type { IConstruct } from "constructs";
import type { AliasTarget } from "../../dns/alias-target";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import type { INetwork } from "../../network/network.types";
import type { IConnectable } from "../../security-groups/connections";
import type { LoadBalancerScheme } from "../load-balancer.types";
import type { TransportTargetGroupProps } from "../target-groups/target-group.types";
import type { TcpListener, TlsListener, UdpListener } from "./network-load-balancer.types";

/** A Network Load Balancer that was made here, existed before, or is read from another stack's contract. */
export interface INetworkLoadBalancer extends IConstruct, IConnectable, AliasTarget {
  readonly loadBalancerArn: string;
  readonly scheme: LoadBalancerScheme;
  readonly network: INetwork;
  /** The same for the same balancer in every stack of the app: each listener is taken once. */
  readonly identity: string;
}

/**
 * A listener that is made with its targets, by `NetworkExposure`. Made by `NetworkLoadBalancer.place`, by `place` of one
 * that exists, and by `networkPlacesFromContract`.
 */
export type NetworkPlace = OpenListener & {
  readonly loadBalancer: INetworkLoadBalancer;
  /** Name of the listener. */
  readonly name: string;
};

/** What is said of a listener where its balancer is made, without where its traffic goes and who may connect. */
export type OpenListener =
  | Omit<TcpListener, "targetGroup" | "entry">
  | Omit<UdpListener, "targetGroup" | "entry">
  | Omit<TlsListener, "targetGroup" | "entry">;

/** How a Network Load Balancer treats the targets of a listener. */
export type NetworkTargetOptions = Pick<
  TransportTargetGroupProps,
  | "connectionTermination"
  | "crossZone"
  | "deregistrationDelaySeconds"
  | "healthCheck"
  | "preserveClientIp"
  | "proxyProtocol"
  | "sourceIpStickiness"
>;

/** Properties of a `NetworkExposure`. */
export interface NetworkExposureProps extends NetworkTargetOptions {
  /** Where: `balancer.place("amqps")`. The balancer is of the same stack, exists already, or is read from a contract. */
  readonly place: NetworkPlace;
  /**
   * Port that targets listen on, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** @default "ip" */
  readonly targetType?: "ip" | "instance";
  /**
   * A name that leads to the balancer, with the zone that its alias record is made in.
   *
   * @default - the balancer's own name alone
   */
  readonly host?: { readonly name: string; readonly zone: IHostedZone };
}
