import type { Change } from "../plan/changes";
import { documentOf, isPolicy, type Statement } from "../values/documents";
import { grouped } from "../values/grouped";
import { MASKED, maskedText, maskedValue } from "../values/mask";
import { canonical, isRecord, SENSITIVE } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";
import { namedGrants } from "./named-grants";
import type { PermissionRow } from "./permissions.types";
import type { Severity } from "./risk";

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
  return typeof attribute === "string" && (attribute in POLICIES || attribute === "inline_policy");
}

/** Types whose `policy` says what their owner may do. */
const IDENTITY = /^aws_iam_(role|user|group)_policy$|^aws_iam_policy$|^aws_ssoadmin_permission_set_inline_policy$/;

/** Types that have policies in themselves, as blocks with a name. */
const IDENTITY_IN_PLACE = ["aws_iam_role"];

/** Statements of a plan, added and removed. */
export function permissionRows({ changes, references, nameOf }: Judged): readonly PermissionRow[] {
  return changes.flatMap((change) => {
    if (!["create", "update", "replace", "delete"].includes(change.action)) return [];
    const who = (kind: string) =>
      kind === "identity" ? ownerOf(change, references, nameOf) : kind === "trust" ? nameOf(change.address) : "";
    const documents = Object.entries(POLICIES).flatMap(([attribute, kind]) =>
      policyRows(change, attribute, IDENTITY.test(change.type) && kind === "resource" ? "identity" : kind, who),
    );
    const inline = IDENTITY_IN_PLACE.includes(change.type) ? inlinePolicies(change, nameOf(change.address)) : [];
    return [...documents, ...inline, ...namedGrants(change, references, nameOf)];
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

/** Statements of the policies that a role has in itself, whichever of them they stand in. */
function inlinePolicies(change: Change, owner: string): readonly PermissionRow[] {
  const statements = (values: Change["after"]) =>
    [values.inline_policy ?? []].flat().flatMap((one) => (isRecord(one) ? statementsOf(one.policy) : []));
  return statementRows(change, statements(change.before), statements(change.after), "identity", owner);
}

function policyRows(
  change: Change,
  attribute: string,
  kind: "identity" | "trust" | "resource",
  who: (kind: string) => string,
): readonly PermissionRow[] {
  const values = [change.before[attribute], change.after[attribute]];
  if (change.action === "update" && values[0] === values[1] && values[0] !== SENSITIVE) return [];
  if (values.includes(SENSITIVE)) return sensitivePolicy(change, attribute, who(kind));
  const [before = [], after = []] = values.map(statementsOf);
  return statementRows(change, before, after, kind, who(kind));
}

/** A policy that the provider calls sensitive: that it changes is said, and nobody can judge how. */
function sensitivePolicy(change: Change, attribute: string, owner: string): readonly PermissionRow[] {
  const isChanged = change.action !== "update" || change.attributes.some(({ path: [first] }) => first === attribute);
  if (!isChanged) return [];
  const { stack, address } = change;
  const hidden = { principal: owner === "" ? MASKED : owner, action: MASKED, resource: MASKED, condition: "" };
  const what = change.action === "delete" ? "removed" : "added";
  return [{ change: what, stack, address, effect: "Allow", ...hidden, flags: ["sensitive: nobody can judge it"] }];
}

function statementRows(
  change: Change,
  before: readonly Statement[],
  after: readonly Statement[],
  kind: "identity" | "trust" | "resource",
  owner: string,
): readonly PermissionRow[] {
  const old = new Set(before.map(canonical));
  const now = new Set(after.map(canonical));
  const row = (what: PermissionRow["change"]) => (statement: Statement) => rowOf(change, what, statement, kind, owner);
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
  // A trust policy says nothing of resources: it is about its own role.
  const resources = kind === "trust" ? owner : listText(statement, "Resource");
  return {
    change,
    stack,
    address,
    effect: statement.Effect === "Deny" ? "Deny" : "Allow",
    principal: kind === "identity" ? owner : principalText(statement),
    action: actions,
    resource: resources,
    condition: isRecord(statement.Condition) ? maskedValue(statement.Condition) : "",
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
  if (not in statement)
    return `everything but ${[statement[not]]
      .flat()
      .map((one) => maskedText(String(one)))
      .join(", ")}`;
  return [statement[key] ?? []]
    .flat()
    .map((one) => maskedText(String(one)))
    .join(", ");
}

function principalText(statement: Statement): string {
  const who = statement.Principal ?? statement.NotPrincipal;
  const names = isRecord(who) ? Object.values(who).flat() : [who ?? ""];
  const text = names
    .map((one) => maskedText(String(one)))
    .sort()
    .join(", ");
  return "NotPrincipal" in statement ? `everybody but ${text}` : text === "*" ? "everybody" : text;
}

/** The role, user or group that a policy of its own says something of. */
function ownerOf(change: Change, references: Judged["references"], nameOf: Judged["nameOf"]): string {
  for (const attribute of ["role", "user", "group"]) {
    const [owner] = references.of(change.address, attribute);
    if (owner !== undefined) return nameOf(owner);
    const value = change.after[attribute] ?? change.before[attribute];
    if (typeof value === "string") return maskedText(value);
  }
  return `whoever has ${nameOf(change.address)}`;
}
