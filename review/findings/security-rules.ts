import { MASKED, maskedText } from "../values/mask";
import { isRecord, SENSITIVE, UNKNOWN } from "../values/values";

/** A rule of a security group, whichever way it was written. */
export interface SecurityRule {
  readonly direction: "ingress" | "egress";
  /** `tcp`, `udp`, a number, or `-1` for all. */
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
  /** Whether a port is set and not known before the apply. @default - all that are set are known */
  readonly hasUnknownPort?: boolean;
  /** Ranges, prefix lists and groups. */
  readonly peers: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Rules that a resource stands for: a standalone rule is one, a group with rules in it has many. */
export function securityRules(type: string, values: Values): readonly SecurityRule[] {
  if (type === "aws_vpc_security_group_ingress_rule") return standalone("ingress", values);
  if (type === "aws_vpc_security_group_egress_rule") return standalone("egress", values);
  if (type === "aws_security_group_rule") {
    return values.type === "ingress" || values.type === "egress" ? [rule(values.type, values)] : [];
  }
  if (type !== "aws_security_group" && type !== "aws_default_security_group") return [];
  return (["ingress", "egress"] as const).flatMap((direction) => {
    return [values[direction]]
      .flat()
      .filter(isRecord)
      .map((one) => rule(direction, one));
  });
}

/** Whether a range is every address. */
export function isAnywhere(range: unknown): boolean {
  return range === "0.0.0.0/0" || range === "::/0";
}

/** `443`, `8000–8100`, `everything`, `ICMP`, `a port that is not known yet`. */
export function portsText({
  protocol,
  from,
  to,
  hasUnknownPort,
}: Pick<SecurityRule, "protocol" | "from" | "to" | "hasUnknownPort">): string {
  if (protocol === "-1" || protocol === "all") return "everything";
  if (["icmp", "icmpv6", "1", "58"].includes(protocol)) return "ICMP";
  const ports = hasUnknownPort
    ? "a port that is not known yet"
    : from === undefined
      ? "all ports"
      : from === to
        ? String(from)
        : `${from}–${to}`;
  return protocol === "tcp" || protocol === "6" ? ports : `${ports} (${protocol})`;
}

function standalone(direction: SecurityRule["direction"], values: Values): readonly SecurityRule[] {
  if (values.ip_protocol === undefined) return [];
  const peers = [values.cidr_ipv4, values.cidr_ipv6, values.prefix_list_id, values.referenced_security_group_id];
  return [{ direction, ...portsOf(values, values.ip_protocol), peers: texts(peers) }];
}

function rule(direction: SecurityRule["direction"], values: Values): SecurityRule {
  const lists = [values.cidr_blocks, values.ipv6_cidr_blocks, values.prefix_list_ids, values.security_groups];
  const peers = texts([...lists.flat(), values.source_security_group_id]);
  return { direction, ...portsOf(values, values.protocol), peers };
}

function portsOf(values: Values, protocol: unknown): Omit<SecurityRule, "direction" | "peers"> {
  const ports = [values.from_port, values.to_port];
  const [from, to] = ports.map(portOf);
  const hasUnknownPort = ports.some((port) => port !== undefined && port !== null && portOf(port) === undefined);
  return {
    protocol: maskedText(String(protocol)).toLowerCase(),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(hasUnknownPort ? { hasUnknownPort } : {}),
  };
}

/** Terraform takes a text for a number (Terraform documentation, "Types and Values", "Type Conversion", read 2026-11). */
function portOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

function texts(values: readonly unknown[]): string[] {
  return values
    .flatMap((value) => {
      if (value === UNKNOWN) return ["(known after apply)"];
      if (value === SENSITIVE) return [MASKED];
      return typeof value === "string" && value !== "" ? [maskedText(value)] : [];
    })
    .sort();
}
