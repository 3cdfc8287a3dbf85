import type { Change } from "../plan/changes";
import { documentOf, isPolicy, type Statement } from "../values/documents";
import { grouped } from "../values/grouped";
import { maskedText } from "../values/mask";
import { canonical, entryOf, isRecord, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged, type Severity } from "./finding.types";

/** Who may do what: a row of the table of permissions that a plan adds or removes. */
export interface PermissionRow {
  readonly change: "added" | "removed";
  readonly stack: string;
  readonly address: string;
  readonly effect: "Allow" | "Deny";
  /** Who: the owner of the policy, or whom a resource's policy or a trust policy names. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly condition: string;
  /** Why a reviewer should look: `wildcard action`, `iam:PassRole`, `everybody`, `trust`. */
  readonly flags: readonly string[];
}

/** Attributes that hold a policy, by what the policy says. */
const POLICIES: Readonly<Record<string, "identity" | "trust" | "resource">> = {
  access_policies: "resource",
  access_policy: "resource",
  assume_role_policy: "trust",
  policy: "resource",
  policy_document: "resource",
  repository_policy: "resource",
  resource_policy: "resource",
};

/** Whether an attribute holds a policy. */
export function isPolicyAttribute(attribute: unknown): boolean {
  return typeof attribute === "string" && attribute in POLICIES;
}

/** Types whose `policy` says what their owner may do. */
const IDENTITY = /^aws_iam_(role|user|group)_policy$|^aws_iam_policy$|^aws_ssoadmin_permission_set_inline_policy$/;

/** Statements of a plan, added and removed. */
export function permissionRows({ changes, references, nameOf }: Judged): readonly PermissionRow[] {
  return changes.flatMap((change) => {
    if (!["create", "update", "replace", "delete"].includes(change.action)) return [];
    const who = (kind: string) => (kind === "identity" ? ownerOf(change, references, nameOf) : "");
    const documents = Object.entries(POLICIES).flatMap(([attribute, kind]) =>
      policyRows(change, attribute, IDENTITY.test(change.type) && kind === "resource" ? "identity" : kind, who),
    );
    return [...documents, ...namedGrants(change, references, nameOf)];
  });
}

/** What of the rows somebody must approve: what is allowed more than before. */
export function permissionFindings(judged: Judged, rows: readonly PermissionRow[]): readonly Finding[] {
  const byAddress = grouped(rows, ({ address }) => address);
  return judged.changes.flatMap((change) => {
    const own = byAddress.get(change.address) ?? [];
    const more = own.filter(({ change: what, effect }) => (what === "added") === (effect === "Allow"));
    if (more.length === 0) return [];
    const flags = [...new Set(more.flatMap((row) => row.flags))].sort();
    const severity: Severity = flags.some((flag) => flag !== "trust") ? "high" : "medium";
    const count = more.length === 1 ? "1 statement" : `${more.length} statements`;
    const said = flags.length > 0 ? ` (${flags.join(", ")})` : "";
    return [finding(change, "permission-added", severity, `allows more than before: ${count}${said}`)];
  });
}

/** Whether a statement admits everybody and nothing narrows it. */
export function isForEverybody(statement: Statement): boolean {
  if (statement.Effect !== "Allow" || isRecord(statement.Condition)) return false;
  const { Principal: who } = statement;
  if (who === "*") return true;
  return isRecord(who) && Object.values(who).some((list) => [list].flat().includes("*"));
}

function policyRows(
  change: Change,
  attribute: string,
  kind: "identity" | "trust" | "resource",
  who: (kind: string) => string,
): readonly PermissionRow[] {
  const [before, after] = [statementsOf(change.before[attribute]), statementsOf(change.after[attribute])];
  const old = new Set(before.map(canonical));
  const now = new Set(after.map(canonical));
  const row = (what: PermissionRow["change"]) => (statement: Statement) =>
    rowOf(change, what, statement, kind, who(kind));
  return [
    ...before.filter((one) => !now.has(canonical(one))).map(row("removed")),
    ...after.filter((one) => !old.has(canonical(one))).map(row("added")),
  ];
}

/** Statements without their names, which change nothing. */
function statementsOf(value: unknown): readonly Statement[] {
  const document = typeof value === "string" ? documentOf(value) : undefined;
  if (!isPolicy(document)) return [];
  return document.Statement.map(({ Sid: _, ...statement }) => statement);
}

function rowOf(
  { stack, address }: Change,
  change: PermissionRow["change"],
  statement: Statement,
  kind: "identity" | "trust" | "resource",
  owner: string,
): PermissionRow {
  const actions = listText(statement, "Action");
  const resources = kind === "trust" ? "" : listText(statement, "Resource");
  return {
    change,
    stack,
    address,
    effect: statement.Effect === "Deny" ? "Deny" : "Allow",
    principal: kind === "identity" ? owner : principalText(statement),
    action: actions,
    resource: resources,
    condition: isRecord(statement.Condition) ? maskedText(canonical(statement.Condition)) : "",
    flags: flagsOf(statement, kind),
  };
}

function flagsOf(statement: Statement, kind: string): string[] {
  if (statement.Effect === "Deny") return [];
  const actions = [statement.Action].flat().map(String);
  return [
    ...(kind === "trust" ? ["trust"] : []),
    ...(isForEverybody(statement) ? ["everybody"] : []),
    ...(actions.some((action) => /^\*$|:\*$/.test(action)) || "NotAction" in statement ? ["wildcard action"] : []),
    ...(kind === "identity" && actions.some((action) => /^iam:(PassRole|\*)$/i.test(action)) ? ["iam:PassRole"] : []),
  ];
}

function listText(statement: Statement, key: "Action" | "Resource"): string {
  const not = `Not${key}`;
  if (not in statement) return `everything but ${[statement[not]].flat().join(", ")}`;
  return [statement[key] ?? []]
    .flat()
    .map((one) => maskedText(String(one)))
    .join(", ");
}

function principalText(statement: Statement): string {
  const who = statement.Principal ?? statement.NotPrincipal;
  const text = isRecord(who) ? Object.values(who).flat().map(String).sort().join(", ") : String(who ?? "");
  return "NotPrincipal" in statement ? `everybody but ${text}` : text === "*" ? "everybody" : text;
}

/** The role, user or group that a policy of its own says something of. */
function ownerOf(change: Change, references: Judged["references"], nameOf: Judged["nameOf"]): string {
  for (const attribute of ["role", "user", "group"]) {
    const [owner] = references.of(change.address, attribute);
    if (owner !== undefined) return nameOf(owner);
    const value = change.after[attribute] ?? change.before[attribute];
    if (typeof value === "string") return value;
  }
  return `whoever has ${nameOf(change.address)}`;
}

/** Resources that grant by naming something: attached policies, access entries, functions' permissions. */
interface Grant {
  readonly principal: readonly string[];
  readonly action: (values: Change["after"]) => string;
  readonly resource: string;
}

const text = (value: unknown, otherwise: string) => (typeof value === "string" && value !== "" ? value : otherwise);
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
  aws_iam_group_policy_attachment: attachment("group"),
  aws_iam_role_policy_attachment: attachment("role"),
  aws_iam_user_policy_attachment: attachment("user"),
  aws_lambda_permission: {
    principal: ["principal"],
    action: ({ action }) => text(action, "lambda:InvokeFunction"),
    resource: "function_name",
  },
};

function attachment(owner: string): Grant {
  return { principal: [owner], action: ({ policy_arn: policy }) => text(policy, "a policy"), resource: "" };
}

function namedGrants(
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
      principal: grant.principal.map(shown).join("/"),
      action: action.startsWith("a policy") ? shown("policy_arn") : action,
      resource: grant.resource === "" ? "" : shown(grant.resource),
      condition: "",
      flags: /AdministratorAccess|ClusterAdminPolicy|PowerUserAccess|IAMFullAccess/.test(action)
        ? ["administrator"]
        : [],
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
  const [referred] = value === UNKNOWN ? references.of(change.address, attribute) : [];
  return referred === undefined ? "(known after apply)" : nameOf(referred);
}
