import type { ICertificate } from "../../certificates/certificate.types";
import type { Tagged } from "../../core/tags/tags";
import type { INetwork } from "../../network/network.types";
import type { IBucket } from "../../storage/bucket.types";
import type { LoadBalancerScheme, LogDestination } from "../load-balancer.types";
import type { ITargetGroup } from "../target-groups/target-group.types";

/** A port of a Network Load Balancer. */
export type NetworkListener = TransportListener | TlsListener;

interface NetworkListenerBase {
  /** 1 to 65535. */
  readonly port: number;
  readonly targetGroup: ITargetGroup;
}

/** Passes connections or packets on as they are. */
export interface TransportListener extends NetworkListenerBase {
  readonly protocol: "TCP" | "UDP" | "TCP_UDP";
}

/** Ends TLS at the balancer. */
export interface TlsListener extends NetworkListenerBase {
  readonly protocol: "TLS";
  /** Certificate of the environment's region. */
  readonly certificate: ICertificate;
  /** @default - the one that AWS recommends: TLS 1.3 and 1.2 */
  readonly sslPolicy?: string;
  /**
   * Protocol that is agreed on within TLS.
   *
   * @default - none
   */
  readonly alpn?: "HTTP1Only" | "HTTP2Only" | "HTTP2Optional" | "HTTP2Preferred" | "None";
}

/** Properties of a `NetworkLoadBalancer`. */
export interface NetworkLoadBalancerProps extends Tagged {
  readonly network: INetwork;
  /** @default "internal" */
  readonly scheme?: LoadBalancerScheme;
  /**
   * Tier of the network: a public one when internet-facing, a private or isolated one when internal.
   *
   * @default - the first tier of that kind
   */
  readonly tier?: string;
  /** Listeners by name: letters, digits and `-`. */
  readonly listeners: Readonly<Record<string, NetworkListener>>;
  /**
   * Whether it has an Elastic IP in each zone, for clients that admit addresses. Only internet-facing.
   *
   * @default false
   */
  readonly staticIps?: boolean;
  /**
   * Whether each node uses the targets of every zone. Traffic between zones is billed for this kind of balancer.
   *
   * @default false
   */
  readonly crossZone?: boolean;
  /**
   * Why the internet may connect to ports other than 80, 443 and udp 1194.
   *
   * @default - it may not
   */
  readonly publicEntry?: string;
  /**
   * Whether the rules of the security group hold for connections that come through an endpoint service too. Such a
   * connection has the address of the client in its own VPC, so the rules would have to name ranges of other VPCs.
   *
   * @default false
   */
  readonly filterPrivateLink?: boolean;
  /** Access log; it holds TLS connections only. @default - none */
  readonly accessLogs?: IBucket | LogDestination;
  /** @default - as the environment is protected */
  readonly deletionProtection?: boolean;
  /** Middle part of its name. @default - the ids of the construct and its scopes within the stack */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a balancer that exists and is taken over. Another name is another balancer.
   *
   * @default - made from `name`
   */
  readonly loadBalancerName?: string;
}
