import type { Name } from "../../core/texts/text.types";
/** The rules of a network ACL. Rules are evaluated by number, lowest first; numbers follow from the order, 100 apart. */
export interface NetworkAclProps {
  /**
   * Rules for traffic into the tier, by name, in order.
   *
   * @named rule
   */
  readonly ingress: Readonly<Record<Name, NetworkAclRule>>;
  /**
   * Rules for traffic out of the tier, by name, in order.
   *
   * @named rule
   */
  readonly egress: Readonly<Record<Name, NetworkAclRule>>;
  /**
   * Whether the answers' way is opened too: network ACLs are stateless, so every admitted connection needs the ephemeral
   * ports 1024–65535 in the other direction.
   *
   * @default true
   */
  readonly ephemeralPorts?: boolean;
}

/** One rule of a network ACL. */
export interface NetworkAclRule {
  /** What the rule does. */
  readonly action: "allow" | "deny";
  /**
   * The other side: IPv4 or IPv6 CIDR, `vpc` for the VPC's own ranges, `anywhere` for 0.0.0.0/0 and ::/0, or a tier's name.
   *
   * @example vpc
   */
  readonly peer: string;
  /**
   * Protocol.
   *
   * @default "all"
   */
  readonly protocol?: "tcp" | "udp" | "icmp" | "all";
  /**
   * Port or range, `443` or `8000-8080`; only for `tcp` and `udp`.
   *
   * @example 443
   * @default - all ports
   */
  readonly ports?: Ports;
  /**
   * The one message of ICMP that the rule is for; only for `icmp`. IPv4 and IPv6 number their messages differently: with one of the two,
   * the rule is for that version only.
   *
   * @default - every message
   */
  readonly icmp?: IcmpMessages;
  /**
   * Rule number, 1 to 8000; the numbers above are for the answers' way.
   *
   * @minimum 1
   * @maximum 8000
   * @rangeToldAs NACL_NUMBER_RANGE
   * @default - by position: 100, 200, 300 …
   */
  readonly number?: number;
}

/** Messages of ICMP by the version of IP. */
export interface IcmpMessages {
  /** Of IPv4: type 3 with code 4 asks for smaller packets, 8 is an echo request, 11 is a hop limit that was reached. */
  readonly ipv4?: IcmpMessage;
  /** Of IPv6: type 2 asks for smaller packets, 128 is an echo request, 3 is a hop limit that was reached. */
  readonly ipv6?: IcmpMessage;
}

/** A message of ICMP by IANA's numbers. */
export interface IcmpMessage {
  /**
   * Type.
   *
   * @minimum 0
   * @maximum 255
   * @rangeToldAs NUMBER_OUT_OF_RANGE
   */
  readonly type: number;
  /**
   * Code within the type.
   *
   * @minimum 0
   * @maximum 255
   * @rangeToldAs NUMBER_OUT_OF_RANGE
   * @default - every code
   */
  readonly code?: number;
}

/**
 * A port, or the first and the last of a range with a hyphen.
 *
 * @code CONFIG_WRONG_TYPE
 * @message The value has the wrong type.
 * @expected a port (443) or a range of ports (8000-8080)
 * @fix write one port, or the first and the last with a hyphen
 */
export type Ports = string | number;

/** Connections that a tier's network ACL admits, and their answers. */
export interface NetworkAclOpening {
  /**
   * Where they come from: IPv4 or IPv6 CIDR, or `anywhere` for 0.0.0.0/0 and ::/0.
   *
   * @example 203.0.113.0/24
   */
  readonly from: string;
  /** Protocol. */
  readonly protocol: "tcp" | "udp";
  /**
   * Port or range, `22` or `6000-6010`.
   *
   * @example 22
   */
  readonly ports: Ports;
}
