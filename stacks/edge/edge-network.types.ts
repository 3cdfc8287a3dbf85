import type { ExistingCertificateProps } from "../../constructs/certificates/certificate.types";
import type { Name } from "../../constructs/core/texts/text.types";
import type {
  NetworkLoadBalancerProps,
  TcpListener,
  TlsListener,
  UdpListener,
} from "../../constructs/load-balancing/network/network-load-balancer.types";

/** Who may connect to a listener for connections. */
interface NetworkEntry {
  /**
   * Who may connect to the port: everybody, who is then given a reason in `publicEntry` where the port is another than 80, 443 and
   * udp 1194, or ranges and names of the network's prefix lists.
   *
   * @example ["203.0.113.0/24"]
   * @default - everybody where the balancer is internet-facing, nobody yet where it is internal
   */
  readonly entry?: "internet" | readonly string[];
}

/** Passes connections on as they are. */
export interface EdgeTcpListener extends Omit<TcpListener, "targetGroup" | "entry">, NetworkEntry {}

/** Passes packets on as they are, or both packets and connections. */
export interface EdgeUdpListener extends Omit<UdpListener, "targetGroup" | "entry">, NetworkEntry {}

/** Ends TLS at the balancer. */
export interface EdgeTlsListener extends Omit<TlsListener, "targetGroup" | "entry" | "certificate">, NetworkEntry {
  /**
   * Certificate of its own.
   *
   * @default - that of the edge's domain
   */
  readonly certificate?: ExistingCertificateProps;
}

/** A port of the edge's balancer for connections, which one service or server has by its name: `networkListeners: { mqtts: {} }`. */
export type EdgeNetworkListener = EdgeTcpListener | EdgeUdpListener | EdgeTlsListener;

/** The edge's balancer for connections that are not HTTP. */
export interface EdgeNetworkBalancerProps
  extends Omit<NetworkLoadBalancerProps, "network" | "listeners" | "accessLogs" | "name"> {
  /**
   * Its listeners by name. A service or a server that has one makes it, in its own stack; until then nobody answers at the port.
   *
   * @named listener
   */
  readonly listeners: Readonly<Record<Name, EdgeNetworkListener>>;
}
