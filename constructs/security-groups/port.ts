import type { Problems } from "../core/errors";

/** What a rule says about protocol and ports, in Terraform's words. */
export interface PortAttributes {
  readonly ipProtocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

type Protocol = "tcp" | "udp" | "icmp" | "all";

const HIGHEST_PORT = 65535;

/** Echo request: type 8 in ICMP (RFC 792), type 128 in ICMPv6 (RFC 4443). -1 stands for every code. */
const PING = { ipv4: { type: 8, protocol: "icmp" }, ipv6: { type: 128, protocol: "icmpv6" }, everyCode: -1 } as const;

/** The protocol and ports of a security group rule. */
export class Port {
  /** One TCP port, 0 to 65535. */
  static tcp(port: number): Port {
    return new Port("tcp", port, port);
  }

  /** TCP ports from `from` to `to`, both included. */
  static tcpRange(from: number, to: number): Port {
    return new Port("tcp", from, to);
  }

  /** One UDP port, 0 to 65535. */
  static udp(port: number): Port {
    return new Port("udp", port, port);
  }

  /** UDP ports from `from` to `to`, both included. */
  static udpRange(from: number, to: number): Port {
    return new Port("udp", from, to);
  }

  /** Ping: ICMP echo requests; ICMPv6 ones when the peer is an IPv6 range. */
  static icmpPing(): Port {
    return new Port("icmp", 0, 0);
  }

  /** All traffic: every protocol and port. */
  static all(): Port {
    return new Port("all", 0, HIGHEST_PORT);
  }

  /**
   * One port (or ping) of every part that rules with these ports cut traffic into: what is true of these is true of all traffic.
   */
  static samples(ports: readonly Port[]): readonly Port[] {
    const borders = new Set(ports.flatMap(({ from, to }) => [from, to + 1]).filter((port) => port <= HIGHEST_PORT));
    return [Port.icmpPing(), ...[...borders].flatMap((port) => [Port.tcp(port), Port.udp(port)])];
  }

  /** The traffic that all of these stand for; they must have some in common. */
  static common(ports: readonly Port[]): Port {
    const protocol = ports.find((port) => port.protocol !== "all")?.protocol ?? "all";
    const from = Math.max(...ports.map((port) => port.from));
    return protocol === "icmp" ? Port.icmpPing() : new Port(protocol, from, Math.min(...ports.map(({ to }) => to)));
  }

  private constructor(
    private readonly protocol: Protocol,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** For ids: `tcp-443`, `tcp-8000-8080`, `icmp-ping`, `all`. */
  get label(): string {
    if (this.protocol === "all") return "all";
    if (this.protocol === "icmp") return "icmp-ping";
    return this.from === this.to ? `${this.protocol}-${this.from}` : `${this.protocol}-${this.from}-${this.to}`;
  }

  /** For readers: `tcp 443`, `tcp 8000-8080`, `ping`, `all traffic`. */
  get text(): string {
    if (this.protocol === "all") return "all traffic";
    if (this.protocol === "icmp") return "ping";
    return this.from === this.to ? `${this.protocol} ${this.from}` : `${this.protocol} ${this.from}-${this.to}`;
  }

  /** Whether traffic to this port of this protocol is part of it. */
  covers(protocol: "tcp" | "udp", port: number): boolean {
    if (this.protocol === "all") return true;
    return this.protocol === protocol && this.from <= port && port <= this.to;
  }

  /** Whether all traffic of another is part of it. */
  includes(other: Port): boolean {
    if (this.protocol === "all") return true;
    return this.protocol === other.protocol && this.from <= other.from && other.to <= this.to;
  }

  /** Whether it is exactly this one port. */
  isExactly(protocol: "tcp" | "udp", port: number): boolean {
    return this.protocol === protocol && this.from === port && this.to === port;
  }

  /** The attributes of the rule. */
  attributes(ipv6: boolean): PortAttributes {
    if (this.protocol === "all") return { ipProtocol: "-1" };
    if (this.protocol === "icmp") {
      const ping = ipv6 ? PING.ipv6 : PING.ipv4;
      return { ipProtocol: ping.protocol, fromPort: ping.type, toPort: PING.everyCode };
    }
    return { ipProtocol: this.protocol, fromPort: this.from, toPort: this.to };
  }

  /** Adds a problem when a port does not exist (`PORT_INVALID`) or the range is reversed (`PORT_RANGE_REVERSED`). */
  check(problems: Problems, property: string): boolean {
    const wrong = [...new Set([this.from, this.to])].filter(
      (port) => !Number.isInteger(port) || port < 0 || port > HIGHEST_PORT,
    );
    for (const port of wrong) {
      problems.add(property, {
        code: "PORT_INVALID",
        message: "The port does not exist.",
        found: String(port),
        expected: `a whole number from 0 to ${HIGHEST_PORT}`,
        fix: "write the port that the service listens on",
      });
    }
    if (wrong.length > 0) return false;
    if (this.from <= this.to) return true;
    problems.add(property, {
      code: "PORT_RANGE_REVERSED",
      message: "The range of ports ends before it starts.",
      found: `${this.from}-${this.to}`,
      expected: "the lower port first",
      fix: `write ${this.to}, ${this.from}`,
    });
    return false;
  }
}
