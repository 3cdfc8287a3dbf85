import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { ResourceRule, Rules } from "../rule.types";
import { noneOf, settingRule } from "../setting-rule";

/** Attributes that name the groups of the other end, by the type of the rule. */
const OTHER_GROUPS: Readonly<Record<string, readonly string[]>> = {
  aws_security_group: ["ingress", "egress"],
  aws_security_group_rule: ["source_security_group_id"],
  aws_vpc_security_group_ingress_rule: ["referenced_security_group_id"],
  aws_vpc_security_group_egress_rule: ["referenced_security_group_id"],
};

/** Pairs of VPCs that are peers, or whose attachments to a transit gateway let groups be named, in both orders. */
function acquainted(estate: Estate): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const found = new Map<Resource, Set<Resource>>();
  const meet = (members: readonly Resource[]) => {
    for (const one of members) {
      const others = found.get(one) ?? new Set();
      found.set(one, others);
      for (const other of members) others.add(other);
    }
  };
  for (const peering of estate.all("aws_vpc_peering_connection")) {
    meet([...peering.targets("vpc_id"), ...peering.targets("peer_vpc_id")]);
  }
  for (const gateway of estate.all("aws_ec2_transit_gateway")) {
    const attachments = estate
      .referrers(gateway, "aws_ec2_transit_gateway_vpc_attachment", "transit_gateway_id")
      // Off by default for both.
      .filter((one) => [one, gateway].every((part) => part.at("security_group_referencing_support") === "enable"));
    meet(attachments.flatMap((one) => one.targets("vpc_id")));
  }
  return found;
}

function vpcOf(group: Resource): Resource | undefined {
  return group.targets("vpc_id").find(({ type }) => type === "aws_vpc");
}

const GROUPS_OF_PEERS: ResourceRule = {
  level: "error",
  title: "Security groups name groups of their own VPC or of a peer.",
  reason: "AWS refuses others; over a transit gateway it takes both ends to support them.",
  expected: "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
  fix: "admit the range of the other VPC, join both by a peering connection, or turn security_group_referencing_support on",
  source: 'Amazon VPC User Guide, "Security group rules", section "Security group referencing", read 2026-11',
  types: Object.keys(OTHER_GROUPS),
  check: (resource, estate) => {
    const own = resource.type === "aws_security_group" ? resource : resource.targets("security_group_id")[0];
    const vpc = own && vpcOf(own);
    if (vpc === undefined) return [];
    const known = estate.derived(acquainted).get(vpc);
    return (OTHER_GROUPS[resource.type] ?? []).flatMap((attribute) =>
      resource
        .targets(attribute)
        .filter(({ type }) => type === "aws_security_group")
        .flatMap((group) => {
          const other = vpcOf(group);
          return other === undefined || other === vpc || known?.has(other)
            ? []
            : [{ found: `${group.place}, which lies in another VPC, ${other.place}`, attribute }];
        }),
    );
  },
};

const GENEVE: ResourceRule = {
  level: "error",
  title: "Gateway load balancers forward by GENEVE.",
  reason: "AWS takes no other protocol for them, and appliances find the connection in its header.",
  expected: 'a target group with protocol = "GENEVE" and port = 6081',
  fix: "set protocol to GENEVE and port to 6081",
  source: 'Elastic Load Balancing User Guide for Gateway Load Balancers, "Target groups", read 2026-11',
  types: ["aws_lb_listener", "aws_alb_listener"],
  check: (listener) => {
    const isGateway = listener.targets("load_balancer_arn").some((one) => one.at("load_balancer_type") === "gateway");
    if (!isGateway) return [];
    return listener
      .targets("default_action")
      .filter(({ type }) => ["aws_lb_target_group", "aws_alb_target_group"].includes(type))
      .filter((group) => group.at("protocol") !== "GENEVE" && isKnown(group.at("protocol")))
      .map((group) => ({
        found: `${group.place} with ${group.lacks("protocol") ? "no protocol" : `protocol ${String(group.at("protocol"))}`}`,
        attribute: "default_action",
      }));
  },
};

/** Rules about VPCs and what joins them. */
export const JOINED_RULES = {
  "NET-19": GROUPS_OF_PEERS,
  "NET-22": GENEVE,
  "NET-27": settingRule({
    level: "error",
    title: "Transit gateways take no attachment that nobody has accepted.",
    reason: "Every account that the gateway is shared with can join its network to yours otherwise.",
    fix: "leave auto_accept_shared_attachments out, and accept attachments one by one",
    source: "AWS Security Hub User Guide, control EC2.23, read 2026-11",
    settings: { aws_ec2_transit_gateway: noneOf("auto_accept_shared_attachments", ["enable"]) },
  }),
} as const satisfies Rules;
