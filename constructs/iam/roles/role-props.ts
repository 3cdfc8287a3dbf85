import type { Tagged } from "../../core/tags/tags";
import type { PolicyFile } from "../policies/policy-file";
import type { TrustedBy } from "../trust/trust.types";

/** Properties of {@link Role}. */
export interface RoleProps extends Tagged {
  /** What the role is for; people read it in the console. Up to 1,000 characters. */
  readonly description: string;
  /** Who may assume the role: at least one. */
  readonly trustedBy: readonly TrustedBy[];
  /**
   * Last part of the role's name: `api-task` gives `<project>-<environment>-<stack>-api-task`.
   *
   * @default - the construct's path within the stack
   */
  readonly name?: string;
  /**
   * The whole name instead, 1 to 64 characters.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - a name is made from project, environment, stack and `name`
   */
  readonly roleName?: string;
  /**
   * ARNs of managed policies. Prefer grants: most managed policies of AWS allow more than one role needs.
   *
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
  /**
   * What the role may do besides its grants, as JSON in a file of the project.
   *
   * @default - nothing
   */
  readonly policyFile?: string | PolicyFile;
  /**
   * ARN of the policy that is the most that the role may ever do.
   *
   * @default - the boundary of the environment, which those with a delivery stack have; otherwise none
   */
  readonly permissionsBoundary?: string;
  /**
   * Longest session, in seconds: 3,600 to 43,200.
   *
   * @default 3600
   */
  readonly maxSessionDuration?: number;
  /**
   * Quotas of the account that were raised.
   *
   * @default - what every account has
   */
  readonly quotas?: RoleQuotas;
}

/** Quotas of IAM that AWS raises on request. */
export interface RoleQuotas {
  /** Managed policies per role, 10 to 25. @default 10 */
  readonly managedPolicies?: number;
  /** Characters of a trust policy, 2,048 to 4,096. @default 2048 */
  readonly trustPolicyLength?: number;
}

/** What is known of a role that was not made in this stack. */
export interface ExistingRoleProps {
  /** ARN of the role: a literal or a reference. */
  readonly roleArn: string;
  /**
   * Whether permissions may be added to the role from this stack, as an inline policy of the stack's own.
   *
   * @default false
   */
  readonly mutable?: boolean;
}
