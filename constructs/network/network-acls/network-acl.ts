import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addressBy } from "../../core/names/address";
import { pathInStack } from "../../core/names/path-in-stack";
import type { CreatedTier } from "../tiers/subnets";
import type { PlannedAclRule } from "./network-acl-plan";

/** IANA's numbers of the protocols; -1 is every protocol. */
const PROTOCOL_NUMBERS = { all: "-1", icmp: "1", tcp: "6", udp: "17" } as const;

/** IPv6 has an ICMP of its own, without which large packets are lost silently (RFC 8201). */
const ICMP_OF_IPV6 = "58";

/** The network ACL of one tier, with standalone rules and associations. */
export class TierNetworkAcl extends BaseConstruct {
  readonly acl: NetworkAcl;

  constructor(scope: Construct, id: string, tier: CreatedTier, vpc: Vpc, rules: readonly PlannedAclRule[]) {
    super(scope, id);
    this.acl = new NetworkAcl(this, "acl", {
      vpcId: vpc.id,
      tags: { Name: EnvironmentStack.of(this).physicalName("tag", tier.props.name), Tier: tier.props.name },
    });
    for (const rule of rules) this.#createRule(rule, vpc);
    this.associate(this, tier);
  }

  /** Gives the network ACL to the subnets of a tier: its own, or another one that shares it. */
  associate(scope: Construct, { subnets }: CreatedTier): void {
    for (const { zone, resource } of subnets) {
      new NetworkAclAssociation(scope, `subnet-${zone}`, { networkAclId: this.acl.id, subnetId: resource.id });
    }
  }

  #createRule(rule: PlannedAclRule, vpc: Vpc): void {
    const icmp = rule.protocol === "icmp";
    const resource = new NetworkAclRule(this, rule.id, {
      networkAclId: this.acl.id,
      egress: rule.direction === "egress",
      ruleNumber: rule.number,
      ruleAction: rule.action,
      protocol: icmp && !rule.cidr ? ICMP_OF_IPV6 : PROTOCOL_NUMBERS[rule.protocol],
      ...(rule.cidr ? { cidrBlock: rule.cidr } : { ipv6CidrBlock: ipv6RangeOf(rule, vpc) }),
      ...(icmp ? { icmpType: rule.icmp?.type ?? -1, icmpCode: rule.icmp?.code ?? -1 } : {}),
      ...(rule.fromPort === undefined ? {} : { fromPort: rule.fromPort, toPort: rule.toPort }),
    });
    // A rule is known by its number: one that is put in front takes over the numbers behind it, and may not be made while the old rule
    // has its number (`NetworkAclEntryAlreadyExists`, Amazon EC2 API Reference, "Error codes", as of 2026-11).
    addressBy(resource, `${pathInStack(this)} ${rule.direction} ${rule.number}`);
  }
}

function ipv6RangeOf(rule: PlannedAclRule, vpc: Vpc): string | undefined {
  if (rule.ipv6Index !== undefined) return Fn.cidrsubnet(vpc.ipv6CidrBlock, 8, rule.ipv6Index);
  return rule.ipv6Cidr === "vpc" ? vpc.ipv6CidrBlock : rule.ipv6Cidr;
}
