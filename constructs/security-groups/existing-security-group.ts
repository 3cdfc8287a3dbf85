import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { quotaOf } from "../core/environments/environment-quotas";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { RuleBook } from "./rule-book";
import type { ExistingSecurityGroupProps } from "./security-group.types";
import { SecurityGroupBase } from "./security-group-base";
import { checkSecurityGroupId } from "./security-group-id";

/** A security group that exists already. Made by `SecurityGroup.fromExisting`. */
export class ExistingSecurityGroup extends SecurityGroupBase {
  override readonly securityGroupId: string;
  override readonly mutable: boolean;
  override readonly rules: RuleBook;
  protected override readonly vpcCidrs: readonly string[] = [];
  protected override readonly publicEntry: string | undefined;
  protected override readonly admits = "anything";
  protected override readonly existed = true;

  /** @throws GroundplanError `SECURITY_GROUP_ID_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingSecurityGroupProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingSecurityGroup", props);
    checkShape(this, "ExistingSecurityGroup", props);
    checkId(this.node.path, props.securityGroupId);
    this.securityGroupId = props.securityGroupId;
    this.mutable = props.mutable ?? true;
    this.publicEntry = props.publicEntry;
    this.rules = RuleBook.of(
      this,
      this.identity,
      props.rulesQuota ?? quotaOf(this, "rulesPerSecurityGroup"),
      props.publicEntry,
    );
  }

  /** The id; a value from a contract means the same group only within its environment. */
  override get identity(): string {
    if (!Token.isUnresolved(this.securityGroupId)) return this.securityGroupId;
    const resolver = new DefaultTokenResolver(new StringConcat());
    const reference = Tokenization.resolve(this.securityGroupId, { scope: this, resolver, preparing: false });
    return `${EnvironmentStack.of(this).environment.name} ${String(reference)}`;
  }
}

function checkId(path: string, id: string): void {
  const problems = new Problems(path);
  checkSecurityGroupId(id, "securityGroupId", problems);
  problems.throwIfAny();
}
