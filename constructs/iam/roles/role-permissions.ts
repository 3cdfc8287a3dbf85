import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { TerraformResource } from "cdktf";
import type { IRole } from "../grantable";
import { inlinePoliciesOf } from "../policies/inline-policy";

/**
 * What a role may do, as far as this program gives it: its inline policies and the attachments that were made with it. What works by
 * the role is made after them and deleted before them (`waitFor`). Ask at synth: permissions are granted until then.
 */
export function permissionsOf(role: IRole): readonly TerraformResource[] {
  const attachments = role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
  const policies = inlinePoliciesOf(role).flatMap(({ policy }) => (policy ? [policy] : []));
  return [...attachments, ...policies];
}
