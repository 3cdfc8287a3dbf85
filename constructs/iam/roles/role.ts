import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { checkedByStatement } from "../../aws/policy-values";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { referenceText } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import type { GrantStatement, IRole } from "../grantable";
import { countManagedPolicies } from "../policies/attachment-quota";
import { InlinePolicy, inlinePoliciesOf } from "../policies/inline-policy";
import { statementsFromFile } from "../policies/policy-file";
import { trustPolicy, trustStatements } from "../trust/trust";
import { ExistingRole } from "./existing-role";
import { checkInlineSize, checkRole } from "./role-checks";
import type { ExistingRoleProps, RoleProps } from "./role-props";

/**
 * A role: who may assume it, and what it may do. Permissions are granted to it, by `bucket.grantRead(role)` and the like, or by
 * `allow`; they become one inline policy, `grants`.
 *
 * ```ts
 * const role = new Role(this, "import", {
 *   description: "Nightly import of orders",
 *   trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
 * });
 * bucket.grantRead(role);
 * ```
 *
 * At synth, beside the problems of its statements: `INLINE_POLICIES_TOO_LONG`, `MANAGED_POLICIES_TOO_MANY`.
 */
export class Role extends BaseConstruct implements IRole {
  readonly role: IamRole;
  /** What was granted. Its resource exists once something was. */
  readonly grants: InlinePolicy;
  readonly mutable = true;
  readonly #trust: string;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    props = layDefaults(this, "Role", props);
    const problems = checkShape(this, "Role", props);
    tag(this, props);
    namedBy(this, props.roleName === undefined ? "name" : "roleName");
    const { trust, statements } = this.#checked(props, problems);
    this.#trust = trust;
    this.role = this.#createRole(props);
    this.#attach(props.managedPolicyArns ?? []);
    this.grants = new InlinePolicy(this, "grants", { role: this, name: "grants", statements });
    addCheck(this, () => this.#sizeProblems());
    countManagedPolicies(this, props.quotas?.managedPolicies);
  }

  /** A role that was made elsewhere. Nothing is looked up. */
  static fromExisting(scope: Construct, id: string, props: ExistingRoleProps): IRole {
    return new ExistingRole(scope, id, props);
  }

  get grantee(): IRole {
    return this;
  }

  /** ARN of the role; known after apply. */
  get roleArn(): string {
    return this.role.arn;
  }

  /** Name of the role, as a reference that makes its reader wait for the role. */
  get roleName(): string {
    return this.role.name;
  }

  allow(statement: GrantStatement): void {
    this.grants.allow(statement);
  }

  #checked(
    props: RoleProps,
    problems: Problems,
  ): { readonly trust: string; readonly statements: readonly GrantStatement[] } {
    const trust = trustStatements(props.trustedBy, this);
    checkRole(props, trust, this, problems);
    const { policyFile } = props;
    const statements = policyFile === undefined ? [] : problems.collect(() => statementsFromFile(this, policyFile));
    problems.throwIfAny();
    return { trust: trustPolicy(trust), statements: statements ?? [] };
  }

  #createRole(props: RoleProps): IamRole {
    const boundary = props.permissionsBoundary ?? EnvironmentStack.of(this).environment.rolesBoundaryArn;
    const role = new IamRole(this, "Default", {
      name: props.roleName ?? this.#madeName(props.name),
      description: props.description,
      assumeRolePolicy: this.#trust,
      ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
      ...(props.maxSessionDuration === undefined ? {} : { maxSessionDuration: props.maxSessionDuration }),
    });
    return checkedByStatement(role);
  }

  #madeName(name: string | undefined): string {
    const stack = EnvironmentStack.of(this);
    const inStack = this.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
    return stack.physicalName("iamRole", stack.stackName, name ?? inStack);
  }

  #attach(policyArns: readonly string[]): void {
    for (const policyArn of policyArns) {
      const id = `managed-${referenceText(policyArn, this).split("/").at(-1)}`;
      new IamRolePolicyAttachment(this, id, { role: this.role.name, policyArn });
    }
  }

  #sizeProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    checkInlineSize(inlinePoliciesOf(this), problems);
    return problems.list;
  }
}
