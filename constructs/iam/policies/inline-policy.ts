import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Lazy } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { checkedByStatement } from "../../aws/policy-values";
import { BaseConstruct } from "../../core/base-construct";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { addCheck } from "../../core/validation";
import type { GrantStatement, IRole } from "../grantable";
import { StatementList } from "./statement-list";

const policies = new WeakMap<IConstruct, InlinePolicy[]>();

/** The inline policies of a role that were made in this program. */
export function inlinePoliciesOf(role: IConstruct): readonly InlinePolicy[] {
  return policies.get(role) ?? [];
}

/** Properties of {@link InlinePolicy}. */
export interface InlinePolicyProps {
  /** The role that the policy is for. */
  readonly role: IRole;
  /** What the policy is for, in a word or two: its name. */
  readonly name: string;
  /**
   * The statements that are known already.
   *
   * @default - none; `allow` adds them
   */
  readonly statements?: readonly GrantStatement[];
}

/**
 * The policy of one role, which lives and dies with it. Statements are collected until synth and written in the order of their
 * sids, so that the order in which a program grants makes no difference. A policy without statements is not made.
 *
 * Problems at synth: see {@link StatementList}.
 */
export class InlinePolicy extends BaseConstruct {
  /** Name of the policy. */
  readonly policyName: string;
  readonly statements: StatementList;
  readonly #role: IRole;
  #policy: IamRolePolicy | undefined;

  constructor(scope: Construct, id: string, props: InlinePolicyProps) {
    super(scope, id);
    props = layDefaults(this, "InlinePolicy", props);
    checkShape(this, "InlinePolicy", props);
    this.policyName = props.name;
    this.#role = props.role;
    this.statements = new StatementList(this);
    policies.set(props.role, [...inlinePoliciesOf(props.role), this]);
    addCheck(this, () => this.statements.problems());
    for (const statement of props.statements ?? []) this.allow(statement);
  }

  /** The resource; absent as long as the policy has no statement. */
  get policy(): IamRolePolicy | undefined {
    return this.#policy;
  }

  /** Adds a statement; the same statement twice is one. */
  allow(statement: GrantStatement): void {
    this.statements.add(statement);
    this.#policy ??= checkedByStatement(
      new IamRolePolicy(this, "Default", {
        name: this.policyName,
        role: this.#role.roleName,
        policy: Lazy.stringValue({ produce: () => this.statements.document() }),
      }),
    );
  }
}
