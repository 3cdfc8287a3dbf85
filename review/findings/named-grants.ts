import type { Change } from "../plan/changes";
import { maskedText } from "../values/mask";
import { canonical, entryOf, UNKNOWN } from "../values/values";
import type { Judged } from "./finding.types";
import type { PermissionRow } from "./permissions.types";

/** Resources that grant by naming something: attached policies, access entries, functions' permissions. */
interface Grant {
  readonly principal: readonly string[];
  readonly action: (values: Change["after"]) => string;
  readonly resource: string;
  /** Why a reviewer should look. @default - the name of the policy says it */
  readonly flags?: readonly string[];
}

const text = (value: unknown, otherwise: string) => (typeof value === "string" && value !== "" ? value : otherwise);
const listed = (value: unknown) => (Array.isArray(value) ? value.map(String).sort().join(", ") : "");

const GRANTS: Readonly<Record<string, Grant>> = {
  aws_eks_access_entry: {
    principal: ["principal_arn"],
    action: ({ kubernetes_groups: groups }) =>
      Array.isArray(groups) && groups.length > 0 ? `as groups ${groups.join(", ")}` : "signs in to the cluster",
    resource: "cluster_name",
  },
  aws_eks_access_policy_association: {
    principal: ["principal_arn"],
    action: ({ policy_arn: policy }) => text(policy, "a policy of EKS"),
    resource: "cluster_name",
  },
  aws_eks_pod_identity_association: {
    principal: ["namespace", "service_account"],
    action: ({ role_arn: role }) => `works as ${text(role, "a role")}`,
    resource: "cluster_name",
  },
  aws_iam_access_key: { principal: ["user"], action: () => "signs in with a key that never ends", resource: "" },
  aws_iam_group_membership: {
    principal: ["users"],
    action: ({ group }) => `everything that group ${text(group, "(known after apply)")} may`,
    resource: "",
  },
  aws_iam_group_policy_attachment: attachment("group"),
  aws_iam_instance_profile: {
    principal: ["name"],
    action: ({ role }) => `instances work as ${text(role, "a role")}`,
    resource: "",
  },
  aws_iam_openid_connect_provider: {
    principal: ["url"],
    action: ({ client_id_list: clients }) => `signs in those whom it vouches for, for ${listed(clients)}`,
    resource: "",
    flags: ["trust"],
  },
  aws_iam_policy_attachment: {
    principal: ["roles", "users", "groups"],
    action: ({ policy_arn: policy }) => text(policy, "a policy"),
    resource: "",
  },
  aws_iam_role_policy_attachment: attachment("role"),
  aws_iam_saml_provider: {
    principal: ["name"],
    action: () => "signs in those whom it vouches for",
    resource: "",
    flags: ["trust"],
  },
  aws_iam_user_group_membership: {
    principal: ["user"],
    action: ({ groups }) => `everything that groups ${listed(groups)} may`,
    resource: "",
  },
  aws_iam_user_login_profile: {
    principal: ["user"],
    action: () => "signs in to the console with a password",
    resource: "",
  },
  aws_iam_user_policy_attachment: attachment("user"),
  aws_kms_grant: {
    principal: ["grantee_principal"],
    action: ({ operations }) => `kms: ${listed(operations)}`,
    resource: "key_id",
  },
  aws_lambda_layer_version_permission: {
    principal: ["principal"],
    action: ({ action }) => text(action, "lambda:GetLayerVersion"),
    resource: "layer_name",
  },
  aws_lambda_permission: {
    principal: ["principal"],
    action: ({ action }) => text(action, "lambda:InvokeFunction"),
    resource: "function_name",
  },
  aws_ssoadmin_account_assignment: {
    principal: ["principal_type", "principal_id"],
    action: ({ permission_set_arn: set }) => `works by ${text(set, "a permission set")}`,
    resource: "target_id",
  },
  aws_ssoadmin_managed_policy_attachment: {
    principal: ["permission_set_arn"],
    action: ({ managed_policy_arn: policy }) => text(policy, "a managed policy"),
    resource: "",
  },
};

function attachment(owner: string): Grant {
  return { principal: [owner], action: ({ policy_arn: policy }) => text(policy, "a policy"), resource: "" };
}

/** Rows of a resource that grants by naming something. */
export function namedGrants(
  change: Change,
  references: Judged["references"],
  nameOf: Judged["nameOf"],
): readonly PermissionRow[] {
  const grant = entryOf(GRANTS, change.type);
  if (grant === undefined) return [];
  const row = (what: PermissionRow["change"], values: Change["after"]): PermissionRow => {
    const action = grant.action(values);
    const shown = (attribute: string) => valueText(change, attribute, values, references, nameOf);
    return {
      change: what,
      stack: change.stack,
      address: change.address,
      effect: "Allow",
      principal: grant.principal.map(shown).filter(Boolean).join("/"),
      action: action.startsWith("a policy") ? shown("policy_arn") : maskedText(action),
      resource: grant.resource === "" ? "" : shown(grant.resource),
      condition: "",
      flags: [
        ...(grant.flags ?? []),
        ...(/AdministratorAccess|ClusterAdminPolicy|PowerUserAccess|IAMFullAccess/.test(action)
          ? ["administrator"]
          : []),
      ],
    };
  };
  const [before, after] = [
    change.action === "create" ? [] : [row("removed", change.before)],
    change.action === "delete" ? [] : [row("added", change.after)],
  ];
  const isSame =
    before[0] && after[0] && canonical({ ...before[0], change: "" }) === canonical({ ...after[0], change: "" });
  return isSame ? [] : [...before, ...after];
}

function valueText(
  change: Change,
  attribute: string,
  values: Change["after"],
  references: Judged["references"],
  nameOf: Judged["nameOf"],
): string {
  const value = values[attribute];
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value) && !value.includes(UNKNOWN)) return maskedText(listed(value));
  if (value === undefined || value === null) return "";
  const [referred] = value === UNKNOWN ? references.of(change.address, attribute) : [];
  return referred === undefined ? "(known after apply)" : nameOf(referred);
}
