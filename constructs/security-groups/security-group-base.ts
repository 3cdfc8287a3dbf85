import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { AnnotationMetadataEntryType } from "cdktf";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption } from "../core/environments/exemptions";
import { Problems } from "../core/errors";
import { addressBy } from "../core/names/address";
import { referenceText } from "../core/texts/reference-text";
import { contains, formatCidr, parseCidr } from "../network/address-plan/cidr";
import { knownPrefixList } from "../network/prefix-lists/known-prefix-lists";
import { Connections, type RuleHolder } from "./connections";
import { checkInternetIngress, isEntryPort, peerText } from "./internet-exposure";
import { withEntries } from "./peer";
import type { Rule, RuleTarget } from "./rule.types";
import type { RuleBook } from "./rule-book";

/** What a group that is made here and one that existed before have in common: their rules. */
export abstract class SecurityGroupBase extends BaseConstruct implements RuleHolder {
  abstract readonly securityGroupId: string;
  abstract readonly mutable: boolean;
  /** Every rule of the group. */
  abstract readonly rules: RuleBook;
  /** Ranges of the VPC, as far as they are known. */
  protected abstract readonly vpcCidrs: readonly string[];
  protected abstract readonly publicEntry: string | undefined;
  protected abstract readonly admits: "anything" | "security-groups";
  /** Whether the group existed before: then its id is what tells it apart, and not the construct that stands for it. */
  protected abstract readonly existed: boolean;

  readonly connections: Connections = new Connections(this);

  /** Ids of the group and its scopes within the stack: what rules of other groups call it. */
  get label(): string {
    const stack = EnvironmentStack.of(this);
    return this.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
  }

  /** The group as the other end of a rule. Counts as one rule for either IP version. */
  get target(): RuleTarget {
    return {
      key: this.identity,
      label: this.label,
      named: this.existed,
      attributes: { referencedSecurityGroupId: this.securityGroupId },
      weight: { ipv4: 1, ipv6: 1 },
      ipv6: false,
      ranges: [],
      internet: false,
    };
  }

  /** The same for the same group, whichever construct stands for it. */
  abstract get identity(): string;

  /** Makes a rule, or reports why not. Called by {@link Connections}. */
  addRule(asked: Rule, property: string): void {
    const rule = { ...asked, target: this.#withKnownEntries(asked.target) };
    const problems = new Problems(this.node.path);
    if (rule.direction === "ingress") this.#checkIngress(rule, problems, property);
    if (problems.list.length > 0) {
      this.rules.report(problems.list);
      return;
    }
    if (!this.rules.enter(rule, this, property)) return;
    const { target, port, reason, direction } = rule;
    // Terraform names have no dots or slashes; without this, the digits of a range would run together.
    const label = target.key === this.identity ? "self" : target.label.replace(/[^A-Za-z0-9_]/g, "-");
    const config = {
      securityGroupId: this.securityGroupId,
      ...target.attributes,
      ...port.attributes(target.ipv6),
      description: reason,
    };
    const plain = direction === "ingress" ? `ingress-${port.label}-from-${label}` : `egress-${port.label}-to-${label}`;
    const identity = this.existed || target.named ? this.#identityOf(rule) : undefined;
    // One name may stand for several ranges.
    const id = identity !== undefined && this.node.tryFindChild(plain) ? identity : plain;
    const resource =
      direction === "ingress"
        ? new VpcSecurityGroupIngressRule(this, id, config)
        : new VpcSecurityGroupEgressRule(this, id, config);
    if (identity !== undefined) addressBy(resource, identity);
    if (direction === "ingress") this.#adviseGroupInstead(target, property);
    const why = this.publicEntry ?? this.rules.publicEntryOf(port);
    if (direction === "ingress" && target.internet && why !== undefined && !isEntryPort(port)) {
      addExemption(resource, { option: "publicEntry", rules: ["SG-09"], reason: why });
    }
  }

  /**
   * What AWS compares when it refuses a rule that exists already: the group, protocol with ports, and the other end
   * (`InvalidPermission.Duplicate`, Amazon EC2 API Reference, "Error codes", as of 2026-11). Where a name stands for one of the ends,
   * another name must not make the same rule beside the old one.
   */
  #identityOf({ direction, port, target }: Rule): string {
    const { cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = target.attributes;
    const other = referenceText(cidrIpv4 ?? cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId ?? "", this);
    const preposition = direction === "ingress" ? "from" : "to";
    return `${direction} ${port.label} ${preposition} ${other} of ${referenceText(this.securityGroupId, this)}`;
  }

  /** A rule that names a prefix list of the network is judged by what the list holds. */
  #withKnownEntries(target: RuleTarget): RuleTarget {
    const { prefixListId } = target.attributes;
    const list = prefixListId === undefined ? undefined : knownPrefixList(this, prefixListId);
    return list ? withEntries(target, list) : target;
  }

  #checkIngress({ target, port }: Rule, problems: Problems, property: string): void {
    if (target.internet)
      checkInternetIngress(
        port,
        peerText(target),
        this.publicEntry ?? this.rules.publicEntryOf(port),
        problems,
        property,
      );
    if (this.admits === "security-groups" && !target.attributes.referencedSecurityGroupId) {
      problems.add(property, {
        code: "GROUPS_ONLY",
        message: "The group admits security groups only.",
        found: `${port.text} from ${target.label}`,
        expected: "a security group, or a construct that has one",
        fix: "allow the group of the application, or of the bastion to come from your desk",
      });
    }
  }

  /** A range inside the VPC admits whoever gets an address there next; a group admits what it names. */
  #adviseGroupInstead(target: RuleTarget, property: string): void {
    const { range } = target;
    if (!range) return;
    const around = this.vpcCidrs.find((cidr) => cidr !== formatCidr(range) && contains(parseCidr(cidr), range));
    if (around === undefined) return;
    this.node.addMetadata(
      AnnotationMetadataEntryType.WARN,
      `${property}: ${target.label} lies inside the VPC (${around}). Name the security group of the peer instead, so that ` +
        "the rule follows it and admits nobody else. [CIDR_INSIDE_VPC]",
    );
  }
}
