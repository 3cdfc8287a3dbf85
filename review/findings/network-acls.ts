import type { Change } from "../plan/changes";
import { maskedText } from "../values/mask";
import { canonical, isRecord, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";
import { isAnywhere, portsText } from "./security-rules";

/** A rule of a network ACL, whichever way it was written. */
interface AclRule {
  readonly action: "allow" | "deny";
  readonly isEgress: boolean;
  /** `tcp`, `6`, or `-1` for all. */
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
  readonly peer: string;
}

type Values = Change["after"];

/**
 * What network ACLs admit from everywhere, and what they refuse no longer. An ACL is the second lock behind security groups, so a few open
 * ports are said only; everything from everywhere wants somebody's approval.
 */
export function networkAclFindings({ changes }: Judged): readonly Finding[] {
  return changes.flatMap((change) => {
    const [before, after] = [rulesOf(change.type, change.before), rulesOf(change.type, change.after)];
    const old = new Set(change.action === "create" ? [] : before.map(canonical));
    const now = new Set(change.action === "delete" ? [] : after.map(canonical));
    return [
      ...after
        .filter((rule) => now.has(canonical(rule)) && !old.has(canonical(rule)))
        .flatMap((rule) => opened(change, rule)),
      ...before
        .filter((rule) => old.has(canonical(rule)) && !now.has(canonical(rule)))
        .flatMap((rule) => refusedNoMore(change, rule)),
    ];
  });
}

function opened(change: Change, rule: AclRule): readonly Finding[] {
  if (rule.action !== "allow" || rule.isEgress || !isAnywhere(rule.peer)) return [];
  const severity = portsText(rule) === "everything" ? "medium" : "low";
  return [
    finding(change, "network-acl-anywhere", severity, `admits ${portsText(rule)} from ${rule.peer} to its subnets`),
  ];
}

function refusedNoMore(change: Change, rule: AclRule): readonly Finding[] {
  if (rule.action !== "deny") return [];
  const way = rule.isEgress ? `out to ${rule.peer}` : `from ${rule.peer}`;
  return [finding(change, "guard-removed", "medium", `no longer refuses ${portsText(rule)} ${way}`)];
}

function rulesOf(type: string, values: Values): readonly AclRule[] {
  if (type === "aws_network_acl_rule") return ruleOf(values, values.egress === true, values.rule_action);
  if (type !== "aws_network_acl" && type !== "aws_default_network_acl") return [];
  return (["ingress", "egress"] as const).flatMap((direction) => {
    return [values[direction]]
      .flat()
      .filter(isRecord)
      .flatMap((one) => ruleOf(one, direction === "egress", one.action));
  });
}

function ruleOf(values: Values, isEgress: boolean, action: unknown): readonly AclRule[] {
  if (action !== "allow" && action !== "deny") return [];
  const peer = [values.cidr_block, values.ipv6_cidr_block].find(
    (one) => one === UNKNOWN || (typeof one === "string" && one !== ""),
  );
  const number = (value: unknown) => (typeof value === "number" ? value : undefined);
  const [from, to] = [number(values.from_port), number(values.to_port)];
  return [
    {
      action,
      isEgress,
      protocol: maskedText(String(values.protocol)),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      peer: typeof peer === "string" ? maskedText(peer) : "(known after apply)",
    },
  ];
}
