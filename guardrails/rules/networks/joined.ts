import { grouped } from "../../../review/values/grouped";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";
import { noneOf, settingRule } from "../setting-rule";

/** Attributes that name the groups of the other end, by the type of the rule. */
const OTHER_GROUPS: Readonly<Record<string, readonly string[]>> = {
  aws_security_group: ["ingress", "egress"],
  aws_security_group_rule: ["source_security_group_id"],
  aws_vpc_security_group_ingress_rule: ["referenced_security_group_id"],
  aws_vpc_security_group_egress_rule: ["referenced_security_group_id"],
};

/** Whether an attribute, or the rule that has it, is about what goes out. */
function isOutward(resource: Resource, attribute: string): boolean {
  if (resource.type === "aws_security_group_rule") return resource.at("type") === "egress";
  return attribute === "egress" || resource.type === "aws_vpc_security_group_egress_rule";
}

/** VPCs that are together, each with the others. */
type Others = ReadonlyMap<Resource, ReadonlySet<Resource>>;

function othersOf(groups: readonly (readonly Resource[])[]): Others {
  const found = new Map<Resource, Set<Resource>>();
  for (const members of groups) {
    for (const one of members) {
      const others = found.get(one) ?? new Set();
      for (const other of members) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return found;
}

/** Peers of each VPC, whose groups may be named in both directions. */
function peers(estate: Estate): Others {
  const peerings = estate.all("aws_vpc_peering_connection");
  return othersOf(peerings.map((peering) => [...peering.targets("vpc_id"), ...peering.targets("peer_vpc_id")]));
}

const SUPPORT = "security_group_referencing_support";

/**
 * VPCs at one transit gateway that lets groups be named: it does not where nothing is said, and its attachments do (Amazon EC2 API Reference,
 * "CreateTransitGatewayVpcAttachmentRequestOptions", read 2026-12). Of a gateway that others have made it is not known, so that it may.
 */
function attached(estate: Estate): Others {
  const attachments = estate.all("aws_ec2_transit_gateway_vpc_attachment").filter(isSupporting);
  const gateways = grouped(attachments, (one) => gatewayOf(one)?.place ?? String(one.at("transit_gateway_id")));
  return othersOf([...gateways.values()].map((some) => some.flatMap((one) => one.targets("vpc_id"))));
}

/** Whether it may be that an attachment, and its transit gateway, let groups be named. */
function isSupporting(attachment: Resource): boolean {
  const gateway = gatewayOf(attachment);
  const ofGateway = gateway === undefined ? "enable" : gateway.at(SUPPORT);
  return attachment.at(SUPPORT) !== "disable" && (ofGateway === "enable" || !isKnown(ofGateway));
}

/** The transit gateway of an attachment, where it is known. */
function gatewayOf(attachment: Resource): Resource | undefined {
  return attachment.targets("transit_gateway_id").find(({ type }) => type === "aws_ec2_transit_gateway");
}

function vpcOf(group: Resource): Resource | undefined {
  return group.targets("vpc_id").find(({ type }) => type === "aws_vpc");
}

/** What is told of rules about what goes out, which name no group over a transit gateway. */
const OUTWARD = {
  expected: "a peering connection of the VPCs",
  fix: "name the range of the other VPC, or join both by a peering connection",
} as const;

const GROUPS_OF_PEERS: ResourceRule = {
  level: "error",
  title: "Security groups name groups of their own VPC or of a peer.",
  reason:
    "AWS refuses others; over a transit gateway it takes both ends to support them, and rules about what comes in.",
  expected: "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
  fix: "admit the range of the other VPC, join both by a peering connection, or turn security_group_referencing_support on",
  source:
    'Amazon VPC User Guide, "Security group rules", section "Security group referencing", and AWS Transit Gateways Guide, "Amazon VPC attachments in AWS Transit Gateway", section "Security group referencing", read 2026-12',
  types: Object.keys(OTHER_GROUPS),
  check: (resource, estate) => {
    const own = resource.type === "aws_security_group" ? resource : resource.targets("security_group_id")[0];
    const vpc = own && vpcOf(own);
    if (vpc === undefined) return [];
    return (OTHER_GROUPS[resource.type] ?? []).flatMap((attribute) => {
      const outward = isOutward(resource, attribute);
      const known = outward ? [peers] : [peers, attached];
      return resource
        .targets(attribute)
        .filter(({ type }) => type === "aws_security_group")
        .flatMap((group): readonly Found[] => {
          const other = vpcOf(group);
          if (other === undefined || other === vpc) return [];
          if (known.some((find) => estate.derived(find).get(vpc)?.has(other))) return [];
          const found = `${group.place}, which lies in another VPC, ${other.place}`;
          return [{ found, attribute, ...(outward ? OUTWARD : {}) }];
        });
    });
  },
};

const GENEVE: ResourceRule = {
  level: "error",
  title: "Gateway load balancers forward by GENEVE.",
  reason: "AWS takes no other protocol for them, and appliances find the connection in its header.",
  expected: 'a target group with protocol = "GENEVE" and port = 6081',
  fix: "set protocol to GENEVE and port to 6081",
  source:
    'Elastic Load Balancing User Guide for Gateway Load Balancers, "Target groups for your Gateway Load Balancers", read 2026-12',
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
