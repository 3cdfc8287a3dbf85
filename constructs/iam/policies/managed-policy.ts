import { createHash } from "node:crypto";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { Construct } from "constructs";
import { checkedByStatement } from "../../aws/policy-values";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { type Tagged, tag } from "../../core/tags/tags";
import { knownLength } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import type { GrantStatement } from "../grantable";
import { StatementList } from "./statement-list";

/** IAM User Guide, "IAM and AWS STS quotas", as of 2026-11. */
const MANAGED_POLICY_LENGTH = 6_144;

/** Properties of {@link ManagedPolicy}. */
export interface ManagedPolicyProps extends Tagged {
  /**
   * What the policy allows, and for whom. IAM cannot change it later: another text makes a policy of another name, which takes the
   * place of the old one before that goes.
   */
  readonly description: string;
  /** At least one. */
  readonly statements: readonly GrantStatement[];
  /**
   * Last part of the policy's name, before a hash of the description.
   *
   * @default - the construct's path within the stack
   */
  readonly name?: string;
  /**
   * The whole name, of a policy that is taken over. Another description replaces it by way of destroying it.
   *
   * @default - stack, {@link name} and a hash of the description
   */
  readonly policyName?: string;
}

/**
 * A policy that several roles share, or that is the boundary of roles. What one role alone needs is granted to it instead, so
 * that nobody gets it by attaching a policy.
 *
 * ```ts
 * const boundary = new ManagedPolicy(this, "boundary", { description: "The most that a build may do", statements });
 * new Role(this, "build", { description: "Builds", trustedBy, permissionsBoundary: boundary.policyArn });
 * ```
 *
 * At synth: the problems of {@link StatementList}, and `MANAGED_POLICY_TOO_LONG`.
 */
export class ManagedPolicy extends BaseConstruct {
  readonly policy: IamPolicy;
  readonly statements: StatementList;

  /** @throws GroundplanError `EXACT_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    props = layDefaults(this, "ManagedPolicy", props);
    const problems = checkShape(this, "ManagedPolicy", props);
    tag(this, props);
    namedBy(this, props.policyName === undefined ? "name" : "policyName");
    checkExactName("iamPolicy", props.policyName, problems, "policyName");
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    const inStack = this.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
    this.statements = new StatementList(this);
    for (const statement of props.statements) this.statements.add(statement);
    this.policy = new IamPolicy(this, "Default", {
      name:
        props.policyName ??
        stack.physicalName("iamPolicy", stack.stackName, props.name ?? inStack, hashOf(props.description)),
      description: props.description,
      policy: this.statements.document(),
    });
    checkedByStatement(this.policy);
    addCheck(this, () => [...this.statements.problems(), ...this.#sizeProblems()]);
  }

  /** ARN of the policy; known after apply. */
  get policyArn(): string {
    return this.policy.arn;
  }

  #sizeProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    const length = knownLength(this.statements.document());
    if (this.statements.statements.length === 0) {
      problems.add("statements", {
        code: "MANAGED_POLICY_EMPTY",
        message: "The policy has no statement, and IAM takes no policy without one.",
        found: "an empty list",
        expected: "at least one statement",
        fix: "say what the policy allows, or leave the policy out",
      });
    }
    if (length > MANAGED_POLICY_LENGTH) {
      problems.add("statements", {
        code: "MANAGED_POLICY_TOO_LONG",
        message: "The policy is longer than IAM takes.",
        found: `at least ${length} characters`,
        expected: `at most ${MANAGED_POLICY_LENGTH} characters`,
        fix: "make two policies of it",
      });
    }
    return problems.list;
  }
}

/** IAM deletes no policy that is in use, so its replacement is made first, and needs another name. */
function hashOf(description: string): string {
  return createHash("sha256").update(description).digest("hex").slice(0, 8);
}
