import type { Environment } from "../core/environments/environment";
import type { GrantStatement } from "../iam/grantable";
import { ownIdentities } from "./boundary-statements";

/**
 * Everything but IAM, organizations and the account's settings (AWS Managed Policy Reference Guide, "PowerUserAccess", as of 2026-11). A list
 * of our own would have to be widened by hand before each new kind of resource, and a deployment that lacks an action fails half way; the
 * boundary takes away what no deployment needs.
 */
export const APPLY_POLICIES = ["PowerUserAccess"];

/** What the applying role may do in IAM: with names of its environment. That roles carry the boundary is said by the boundary. */
export function applyIdentities(environment: Environment): readonly GrantStatement[] {
  const own = ownIdentities(environment);
  return [
    {
      sid: "ClusterIdentities",
      actions: [
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        "iam:TagOpenIDConnectProvider",
        "iam:UntagOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
      ],
      resources: [own.clusters],
    },
    {
      sid: "InstanceProfiles",
      actions: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      resources: [own.profiles],
    },
    {
      sid: "Policies",
      actions: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      resources: [own.policies],
    },
    {
      sid: "ReadIdentities",
      actions: ["iam:Get*", "iam:List*"],
      resources: ["*"],
      wildcardReason:
        "A plan reads policies of AWS and lists what a role has; nothing in IAM that can be read is secret.",
    },
    {
      sid: "Roles",
      actions: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: [own.roles],
    },
  ];
}
