import type { IConstruct } from "constructs";
import type { PolicyStatement } from "./policies/policy-document";

/** One permission that a role is granted. */
export interface GrantStatement extends Pick<PolicyStatement, "sid" | "effect" | "conditions"> {
  readonly actions: readonly string[];
  /** ARNs that the permission is for. */
  readonly resources: readonly string[];
  /**
   * Why the statement needs a wildcard for all resources (`*`, or all of a service such as `arn:aws:s3:::*`), or for all
   * actions of a service (`s3:*`). Actions that AWS supports for no narrower resource are the usual reason.
   *
   * @default - no such wildcard is admitted
   */
  readonly wildcardReason?: string;
}

/** A role that was made here or existed before. */
export interface IRole extends IConstruct, IGrantable {
  readonly roleArn: string;
  readonly roleName: string;
  /**
   * Whether permissions can be added from here. A grant to a role that is not mutable changes nothing; the permission has to
   * be given where the role is made.
   */
  readonly mutable: boolean;
  /** Adds a permission. The same statement twice is one; two different statements of one `sid` are a problem at synth. */
  allow(statement: GrantStatement): void;
}

/** Something that permissions can be granted to: a role, or a construct that acts by a role (a task, an instance, a pod). */
export interface IGrantable {
  readonly grantee: IRole;
}
