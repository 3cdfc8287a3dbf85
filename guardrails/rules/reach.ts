import { isRecord } from "../../review/values/values";
import { accountsIn, ownAccounts } from "../tree/accounts";
import type { Estate } from "../tree/estate";
import { covers, namesEverybody, type PolicyStatement, policiesAt, type StatedPolicy } from "../tree/policies";
import type { Resource } from "../tree/resource";
import { type Rights, rightsOf } from "../tree/rights";
import { blocksOf, isKnown, lookUp } from "../tree/values";
import type { Found, ResourceRule, Rules } from "./rule.types";

/** Policies of AWS by which somebody assumes every role that trusts him. */
const MAY_ASSUME_ALL = ["AdministratorAccess", "PowerUserAccess"];

const ASSUME = "sts:AssumeRole";

/** Where policies of roles stand, by type. */
const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role: "inline_policy.policy",
  aws_iam_role_policy: "policy",
};

/** The role of another account that an ARN names, where that account's stacks are judged too. */
function foreignRole(arn: string, own: readonly string[], estate: Estate): Resource | undefined {
  const [, account = "", name = ""] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([^/*?]+)$/.exec(arn) ?? [];
  if (name === "" || own.includes(account)) return undefined;
  return estate.holders("aws_iam_role", "name", name).find((role) => ownAccounts(role, estate).includes(account));
}

/** Whether rights allow to assume a role, of which the account and the name are known. */
function mayAssume({ statements, managed }: Rights, role: Resource, account: string): boolean {
  const arn = `arn:aws:iam::${account}:role${String(role.at("path") ?? "/")}${String(role.at("name"))}`;
  const isAbout = (resource: string) =>
    !isKnown(resource) || covers(resource.replace(/^arn:aws[\w-]*:/, "arn:aws:"), arn);
  return (
    managed.some((name) => MAY_ASSUME_ALL.includes(name)) ||
    statements.some(
      ({ isAllow, actions, exceptActions, resources }) =>
        isAllow &&
        (exceptActions !== undefined || actions.some((one) => covers(one, ASSUME))) &&
        resources.some(isAbout),
    )
  );
}

/** Roles of other accounts that a role trusts, and that may not assume it. */
function trustedInVain(role: Resource, own: readonly string[], estate: Estate): readonly Found[] {
  const [account = ""] = own;
  return policiesAt(role, "assume_role_policy").flatMap(({ attribute, statements }) =>
    statements
      .filter(({ isAllow }) => isAllow)
      .flatMap(({ principals }) => principals.filter(({ kind }) => kind === "AWS").flatMap(({ names }) => names))
      .flatMap((name) => {
        const caller = foreignRole(name, own, estate);
        const rights = caller && rightsOf(caller, estate);
        return caller === undefined || rights === undefined || mayAssume(rights, role, account)
          ? []
          : [{ found: `${caller.place} is trusted and may not ${ASSUME} it`, attribute }];
      }),
  );
}

function trusts(statement: PolicyStatement, own: readonly string[]): boolean {
  const isOpen = statement.principals.some(({ names }) => !names.every(isKnown));
  return (
    statement.isAllow && (isOpen || namesEverybody(statement) || accountsIn(statement).some((one) => own.includes(one)))
  );
}

/** Roles of other accounts that a policy allows to assume, and that trust nobody of the own account. */
function assumedInVain(
  { attribute, statements }: StatedPolicy,
  own: readonly string[],
  estate: Estate,
): readonly Found[] {
  return statements
    .filter(({ isAllow, actions }) => isAllow && actions.some((one) => covers(one, ASSUME)))
    .flatMap(({ resources }) => resources)
    .flatMap((arn) => {
      const role = foreignRole(arn, own, estate);
      const trust = role && policiesAt(role, "assume_role_policy").flatMap((policy) => policy.statements);
      return role === undefined || !trust || trust.length === 0 || trust.some((one) => trusts(one, own))
        ? []
        : [{ found: `${role.place} may be assumed and does not trust the account ${own.join(", ")}`, attribute }];
    });
}

const BOTH_HALVES: ResourceRule = {
  level: "warning",
  title: "What may be done in another account is allowed on both sides.",
  reason: "One half alone is refused, or is left over from what was once, and waits for the other.",
  expected: "a policy that allows sts:AssumeRole of the role, and a trust of the role in who assumes it",
  fix: "add the half that is missing, or remove the other one",
  source: 'IAM User Guide, "Cross-account policy evaluation logic", read 2026-12',
  types: Object.keys(POLICIES),
  check: (resource, estate) => {
    const own = ownAccounts(resource, estate);
    if (own.length === 0) return [];
    const allowed = policiesAt(resource, POLICIES[resource.type] ?? "").flatMap((one) =>
      assumedInVain(one, own, estate),
    );
    return resource.type === "aws_iam_role" ? [...trustedInVain(resource, own, estate), ...allowed] : allowed;
  },
};

/** Conditions on the tag of what is reached, whatever service reads it: `aws:ResourceTag/Environment`, `ssm:resourceTag/Environment`. */
const TAG = /^\w+:ResourceTag\/Environment$/i;

/** Operators that ask for one of the values. */
const ASKING = /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)(IfExists)?$/i;

/** The environment that a stack tags what it makes with, as its provider says. */
function taggedEnvironment(resource: Resource, estate: Estate): string | undefined {
  const [tags] = blocksOf(estate.stackOf(resource).providers, "aws").map((one) => lookUp(one, "default_tags.tags"));
  const environment = isRecord(tags) ? tags.Environment : undefined;
  return typeof environment === "string" && isKnown(environment) ? environment : undefined;
}

const OWN_ENVIRONMENT: ResourceRule = {
  level: "warning",
  title: "Permissions by the tag Environment are for the own environment.",
  reason: "What is let into another environment by its tag is let into all that will ever have the tag.",
  expected: "the environment's own name, or that of the principal (aws:PrincipalTag/Environment)",
  fix: "name the own environment in the condition, or make the role where what it reaches is",
  source: 'IAM User Guide, "Define permissions based on attributes with ABAC authorization", read 2026-12',
  types: Object.keys(POLICIES),
  check: (resource, estate) => {
    const own = taggedEnvironment(resource, estate);
    if (own === undefined) return [];
    return policiesAt(resource, POLICIES[resource.type] ?? "").flatMap(({ attribute, statements }) =>
      statements
        .filter(({ isAllow }) => isAllow)
        .flatMap(({ conditions }) => conditions.filter(({ test, key }) => ASKING.test(test) && TAG.test(key)))
        .flatMap(({ key, values }) => values.map(String).map((value) => ({ key, value })))
        .filter(({ value }) => value !== own && !value.includes("$"))
        .map(({ key, value }) => ({ found: `${key} = ${value}, in ${own}`, attribute })),
    );
  },
};

/** Rules about what roles reach in other accounts and in other environments. */
export const REACH_RULES = {
  "SEC-04": BOTH_HALVES,
  "SEC-15": OWN_ENVIRONMENT,
} as const satisfies Rules;
