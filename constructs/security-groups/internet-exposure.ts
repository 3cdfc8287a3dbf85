import type { Problems } from "../core/errors";
import type { Port } from "./port";
import type { RuleTarget } from "./rule.types";

interface NamedPort {
  readonly name: string;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
}

const tcp = (port: number, name: string): NamedPort => ({ name, protocol: "tcp", port });
const udp = (port: number, name: string): NamedPort => ({ name, protocol: "udp", port });

/** Remote login. Ports as registered with IANA ("Service Name and Transport Protocol Port Number Registry", 2026-11). */
const LOGIN_PORTS: readonly NamedPort[] = [tcp(22, "SSH"), tcp(3389, "RDP")];

/** Databases, caches, queues, and administration pages that often ask for no password. Default ports of the products. */
const INTERNAL_PORTS: readonly NamedPort[] = [
  tcp(23, "Telnet"),
  tcp(445, "SMB"),
  tcp(1433, "SQL Server"),
  tcp(1521, "Oracle"),
  tcp(2049, "NFS"),
  tcp(2375, "Docker"),
  tcp(2379, "etcd"),
  tcp(3000, "Grafana"),
  tcp(3306, "MySQL"),
  tcp(5432, "PostgreSQL"),
  tcp(5439, "Redshift"),
  tcp(5601, "Kibana"),
  tcp(5985, "WinRM"),
  tcp(6379, "Redis"),
  tcp(8080, "Jenkins and other administration pages"),
  tcp(9042, "Cassandra"),
  tcp(9090, "Prometheus"),
  tcp(9092, "Kafka"),
  tcp(9200, "OpenSearch"),
  tcp(9300, "OpenSearch between nodes"),
  tcp(10250, "kubelet"),
  tcp(11211, "Memcached"),
  udp(11211, "Memcached"),
  tcp(27017, "MongoDB"),
];

/** Ports that a public entry has without further ado: load balancers and OpenVPN. */
const ENTRY_PORTS: readonly NamedPort[] = [tcp(80, "HTTP"), tcp(443, "HTTPS"), udp(1194, "OpenVPN")];

/** So many names are written out; a range can cover all of them. */
const NAMES_SHOWN = 3;

/** The other end of a rule, for messages: a prefix list with what it holds. */
export function peerText({ label, ranges, attributes }: Pick<RuleTarget, "label" | "ranges" | "attributes">): string {
  if (attributes.prefixListId === undefined) return label;
  const shown = ranges.slice(0, NAMES_SHOWN).join(", ");
  const more = ranges.length > NAMES_SHOWN ? ` and ${ranges.length - NAMES_SHOWN} more` : "";
  return `prefix list ${label} (${shown}${more})`;
}

/**
 * Checks what a rule opens to the internet. Remote login and internal ports never are; other ports only for a group that
 * declares why it is a public entry, but for 80, 443 and udp 1194.
 *
 * @param peer the range, for the message
 * @param publicEntry why the group is a public entry, when it declares that
 * @param holder what has `publicEntry`: the group, or what declares it for the group
 */
export function checkInternetIngress(
  port: Port,
  peer: string,
  publicEntry: string | undefined,
  problems: Problems,
  property: string,
  holder: "group" | "listener" | "balancer" = "group",
): void {
  const found = `${port.text} from ${peer}`;
  const login = covered(port, LOGIN_PORTS);
  const internal = covered(port, INTERNAL_PORTS);
  if (login.length > 0) {
    problems.add(property, {
      code: "LOGIN_FROM_INTERNET",
      message: `Remote login would be open to the internet: ${names(login)}.`,
      found,
      expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
      fix: "use Session Manager (Bastion), which needs no open port, or name your own networks instead",
    });
  }
  if (internal.length > 0) {
    problems.add(property, {
      code: "INTERNAL_PORT_FROM_INTERNET",
      message: `Ports that are for internal use would be open to the internet: ${names(internal)}.`,
      found,
      expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
      fix: "allow the security group of the application; to try it from your desk, forward a port through the bastion",
    });
  }
  if (login.length > 0 || internal.length > 0 || publicEntry !== undefined) return;
  if (isEntryPort(port)) return;
  problems.add(property, {
    code: "PUBLIC_ENTRY_UNDECLARED",
    message: `A port would be open to the internet on a ${holder} that is not declared a public entry.`,
    found,
    expected: `one of ${names(ENTRY_PORTS)}, or a ${holder} with \`publicEntry\``,
    fix: `say why it is public: \`publicEntry: "game servers speak to players on udp 7777"\`, or ${holder === "balancer" ? "make the balancer internal" : "narrow the range"}`,
  });
}

/** Whether a port is one that public entries have without further ado. */
export function isEntryPort(port: Port): boolean {
  return ENTRY_PORTS.some((entry) => port.isExactly(entry.protocol, entry.port));
}

function covered(port: Port, ports: readonly NamedPort[]): NamedPort[] {
  return ports.filter((named) => port.covers(named.protocol, named.port));
}

function names(ports: readonly NamedPort[]): string {
  const shown = ports.slice(0, NAMES_SHOWN).map(({ name, protocol, port }) => `${name} (${protocol} ${port})`);
  const rest = ports.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
