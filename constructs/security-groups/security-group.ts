import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";
import { QUOTAS } from "../aws/quotas";
import { quotaOf } from "../core/environments/environment-quotas";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { checkName } from "../core/names/naming";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { ISecurityGroup } from "./connections";
import { checkDescription } from "./description";
import { ExistingSecurityGroup } from "./existing-security-group";
import type { Port } from "./port";
import { RuleBook } from "./rule-book";
import type { ExistingSecurityGroupProps, SecurityGroupProps } from "./security-group.types";
import { SecurityGroupBase } from "./security-group-base";

/**
 * A security group without any rule: nothing comes in and nothing goes out until `connections` says so.
 *
 * Its rules are resources of their own (`aws_vpc_security_group_ingress_rule`, `_egress_rule`), never inline: the provider
 * overwrites one kind with the other where both are used (AWS provider documentation, `aws_security_group`, 5.100.0 of 2025-06). The name
 * is a prefix and the replacement is created before the old group is destroyed, so that a group in use is never deleted.
 *
 * ```ts
 * const app = new SecurityGroup(this, "app", { network, description: "orders service" });
 * app.connections.allowFrom(loadBalancer, Port.tcp(8080), "requests from the load balancer");
 * app.connections.allowTo(Peer.anyIpv4(), Port.tcp(443), "AWS APIs");
 * ```
 */
export class SecurityGroup extends SecurityGroupBase {
  /**
   * A security group that exists already, by its id. Nothing is looked up.
   *
   * @throws GroundplanError `SECURITY_GROUP_ID_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingSecurityGroupProps): ISecurityGroup {
    return new ExistingSecurityGroup(scope, id, props);
  }

  /** The Terraform resource. */
  readonly resource: AwsSecurityGroup;
  override readonly securityGroupId: string;
  override readonly mutable = true;
  protected override readonly existed = false;
  override readonly rules: RuleBook;
  protected override readonly vpcCidrs: readonly string[];
  protected override readonly publicEntry: string | undefined;
  protected override readonly admits: "anything" | "security-groups";

  /** @throws GroundplanError `DESCRIPTION_INVALID`, `NAME_INVALID`, `EXACT_NAME_INVALID`, `RULE_QUOTA_INVALID` */
  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    props = layDefaults(this, "SecurityGroup", props);
    checkShape(this, "SecurityGroup", props);
    checkProps(this.node.path, props);
    this.vpcCidrs = props.network.cidrs;
    this.publicEntry = props.publicEntry;
    this.admits = props.admits ?? "anything";
    this.rules = RuleBook.of(
      this,
      this.identity,
      props.rulesQuota ?? quotaOf(this, "rulesPerSecurityGroup"),
      props.publicEntry,
    );
    this.resource = this.#createGroup(props);
    this.securityGroupId = this.resource.id;
  }

  override get identity(): string {
    return this.node.path;
  }

  /**
   * Declares why the internet may connect to a port of the group, other than 80, 443 and udp 1194: what `publicEntry` says for all of
   * them.
   */
  declarePublicEntry(port: Port, reason: string): void {
    const problems = new Problems(this.node.path);
    checkDescription(reason, "reason", problems, "publicEntry");
    problems.throwIfAny();
    this.rules.declarePublicEntry(port, reason);
  }

  #createGroup(props: SecurityGroupProps): AwsSecurityGroup {
    const stack = EnvironmentStack.of(this);
    const name = props.name ?? this.label;
    return new AwsSecurityGroup(this, "group", {
      ...(props.securityGroupName === undefined
        ? { namePrefix: `${stack.physicalName("securityGroup", stack.stackName, name)}-` }
        : { name: props.securityGroupName }),
      description: props.description,
      vpcId: props.network.vpcId,
      revokeRulesOnDelete: props.revokeRulesOnDelete,
      tags: { ...props.tags, Name: stack.physicalName("tag", stack.stackName, name) },
    });
  }
}

function checkProps(path: string, props: SecurityGroupProps): void {
  const problems = new Problems(path);
  checkDescription(props.description, "description", problems, "description");
  if (props.name !== undefined) checkName("securityGroup", props.name, problems, "name");
  checkExactName("securityGroup", props.securityGroupName, problems, "securityGroupName");
  if (props.publicEntry !== undefined) checkDescription(props.publicEntry, "reason", problems, "publicEntry");
  const { rulesQuota = QUOTAS.rulesPerSecurityGroup.value } = props;
  if (!Number.isInteger(rulesQuota) || rulesQuota < 1 || rulesQuota > 1000) {
    problems.add("rulesQuota", {
      code: "RULE_QUOTA_INVALID",
      message: "A security group cannot have this many rules.",
      found: String(rulesQuota),
      expected: "a whole number from 1 to 1000",
      fix: "write the quota that Service Quotas shows for `Inbound or outbound rules per security group`",
    });
  }
  problems.throwIfAny();
}
