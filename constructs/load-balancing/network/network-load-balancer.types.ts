import type { ICertificate } from "../../certificates/certificate.types";
import type { RulePeer } from "../../security-groups/connections";
import type { BalancerProps, LoadBalancerScheme } from "../load-balancer.types";
import type { ITargetGroup } from "../target-groups/target-group.types";

/** A port of a Network Load Balancer. */
export type NetworkListener = TransportListener | TlsListener;

interface NetworkListenerBase {
  /**
   * 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /**
   * Where the traffic goes. `"elsewhere"`: the listener is made with its targets, by `NetworkExposure` at `place(name)` or in another stack
   * by contract; until then nobody answers at the port.
   */
  readonly targetGroup: ITargetGroup | "elsewhere";
  /**
   * Who may connect to the port: everybody, who is then given a reason in `publicEntry` of the balancer where the port is another than 80,
   * 443 and udp 1194, or named peers. Peers that come by group are added later: `balancer.connections.allowFrom(app, Port.tcp(5671), …)`.
   *
   * @default - everybody where the balancer is internet-facing, nobody yet where it is internal
   */
  readonly entry?: "internet" | readonly RulePeer[];
}

/** Passes connections on as they are. */
export interface TcpListener extends NetworkListenerBase {
  /** Connections, passed on as they are. */
  readonly protocol: "TCP";
  /**
   * Seconds after which a connection without traffic is forgotten, 60 to 6000 (Elastic Load Balancing, Network Load Balancers, "Update
   * the TCP idle timeout for your Network Load Balancer listener", as of 2026-11).
   *
   * @minimum 60
   * @maximum 6000
   * @default 350
   */
  readonly idleTimeoutSeconds?: number;
}

/** Passes packets on as they are, or both. */
export interface UdpListener extends NetworkListenerBase {
  /** Packets, or packets and connections at one port, passed on as they are. */
  readonly protocol: "UDP" | "TCP_UDP";
}

/** Passes connections or packets on as they are. */
export type TransportListener = TcpListener | UdpListener;

/** Ends TLS at the balancer. */
export interface TlsListener extends NetworkListenerBase {
  /** Connections by TLS, which ends at the balancer. */
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
export interface NetworkLoadBalancerProps extends BalancerProps {
  /** @default "internal" */
  readonly scheme?: LoadBalancerScheme;
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
  /**
   * Which zones' addresses clients get when they ask for the balancer's name from within the VPC: of any zone, of their own zone only, or
   * of their own for 85 in 100 questions.
   *
   * @default "any_availability_zone"
   */
  readonly clientRouting?:
    | "any_availability_zone"
    | "availability_zone_affinity"
    | "partial_availability_zone_affinity";
}
