import type { Estate } from "../tree/estate";
import {
  covers,
  isLimitedBy,
  namesEverybody,
  type PolicyStatement,
  policiesAt,
  type StatedPolicy,
} from "../tree/policies";
import type { Resource } from "../tree/resource";
import { isKnown } from "../tree/values";
import { WHO_ASKS } from "./resource-policies";
import type { Found, ResourceRule, Rules } from "./rule.types";

/** Where policies stand that say what somebody may do, by type. */
const IDENTITY_POLICIES: Readonly<Record<string, string>> = {
  aws_iam_group_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role: "inline_policy.policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_ssoadmin_permission_set_inline_policy: "inline_policy",
};

/** What is found in the statements that allow something. */
function inAllowing(
  policies: readonly StatedPolicy[],
  find: (statement: PolicyStatement) => string | undefined,
): readonly Found[] {
  return policies.flatMap(({ attribute, statements }) =>
    statements.flatMap((statement) => {
      const found = statement.isAllow ? find(statement) : undefined;
      return found === undefined ? [] : [{ found, attribute }];
    }),
  );
}

/** A rule about what identities are allowed. A permissions boundary allows nothing by itself. */
function identityRule(
  rule: Omit<ResourceRule, "types" | "check">,
  find: (statement: PolicyStatement) => string | undefined,
): ResourceRule {
  return {
    ...rule,
    types: Object.keys(IDENTITY_POLICIES),
    check: (resource, estate) => {
      const found = inAllowing(policiesAt(resource, IDENTITY_POLICIES[resource.type] ?? ""), find);
      return found.length > 0 && isBoundaryOnly(resource, estate) ? [] : found;
    },
  };
}

/** Whether a policy is the boundary of roles or users, and attached to none. */
function isBoundaryOnly(policy: Resource, estate: Estate): boolean {
  const owners = ["aws_iam_role", "aws_iam_user"];
  const ending = `:policy${policy.at("path") ?? "/"}${policy.at("name")}`;
  const isBoundary = owners.some(
    (type) =>
      estate.referrers(policy, type, "permissions_boundary").length > 0 ||
      estate.all(type).some((owner) => owner.texts("permissions_boundary").some((arn) => arn.endsWith(ending))),
  );
  const isAttached = ATTACHMENTS.some((type) => estate.referrers(policy, type, "policy_arn").length > 0);
  return isBoundary && !isAttached;
}

/** Types that give somebody a managed policy. */
const ATTACHMENTS = [
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
];

const isEverything = (name: string) => /^\*(:\*)?$/.test(name);

/** Whether a statement is about all there is. */
function isOnAll({ resources }: PolicyStatement): boolean {
  return resources.includes("*");
}

const NO_FULL_RIGHTS = identityRule(
  {
    level: "error",
    title: "No policy allows everything on everything.",
    reason: "Whoever comes to have the identity, by a mistake or by a theft, has the account.",
    expected: "the actions that are needed, on the resources that they are needed for",
    fix: "name actions and resources; who administers the account gets AdministratorAccess by IAM Identity Center",
    source: "AWS Security Hub User Guide, control IAM.1, read 2026-11",
  },
  (statement) => (statement.actions.some(isEverything) && isOnAll(statement) ? "Allow * on *" : undefined),
);

const NO_SERVICE_WILDCARDS = identityRule(
  {
    level: "warning",
    title: "No policy allows all of a service on everything.",
    reason: "It allows what the service will ever be able to do, deleting and sharing included.",
    expected: "the actions that are needed, or the resources that they are for",
    fix: "name the actions, or the resources",
    source: "AWS Security Hub User Guide, control IAM.21, read 2026-11",
  },
  (statement) => {
    if (!isOnAll(statement) || statement.conditions.length > 0 || statement.isOpen) return undefined;
    if (statement.exceptActions) return `Allow everything but ${statement.exceptActions.join(", ")} on *`;
    const services = statement.actions.filter((action) => /^[\w-]+:\*$/.test(action));
    return services.length > 0 ? `Allow ${services.join(", ")} on *` : undefined;
  },
);

const NO_DECRYPTION_BY_ALL_KEYS = identityRule(
  {
    level: "production",
    title: "No policy of production allows decryption with every key.",
    reason: "Keys part who may read what; who may use them all reads all that is encrypted.",
    expected: "the keys that are needed, or a condition",
    fix: "name the keys, or limit the statement by kms:ViaService or by an encryption context",
    source: "AWS Security Hub User Guide, controls KMS.1 and KMS.2, read 2026-11",
  },
  (statement) => {
    if (statement.conditions.length > 0 || statement.isOpen || statement.actions.some(isEverything)) return undefined;
    const keys = statement.resources.filter((one) => one === "*" || /^arn:aws[\w-]*:kms:\*:[^:]*:key\/\*$/.test(one));
    if (keys.length === 0) return undefined;
    const actions = statement.actions.filter((one) =>
      ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => covers(one, action)),
    );
    return actions.length > 0 ? `Allow ${actions.join(", ")} on ${keys.join(", ")}` : undefined;
  },
);

const NO_PASSING_OF_ALL_ROLES = identityRule(
  {
    level: "production",
    title: "No policy of production allows to hand every role to a service.",
    reason: "Who starts something with a role of his choice has all that any role of the account allows.",
    expected: "the roles that are handed on, or the service that gets them",
    fix: "name the roles, or limit the statement by iam:PassedToService",
    source: 'IAM User Guide, "Grant a user permissions to pass a role to an AWS service", read 2026-11',
  },
  (statement) => {
    if (statement.conditions.length > 0 || statement.isOpen || statement.actions.some(isEverything)) return undefined;
    const roles = statement.resources.filter((one) => one === "*" || /^arn:aws[\w-]*:iam::[^:]*:role\/\*$/.test(one));
    if (roles.length === 0) return undefined;
    const actions = statement.actions.filter((one) => covers(one, "iam:PassRole"));
    return actions.length > 0 ? `Allow ${actions.join(", ")} on ${roles.join(", ")}` : undefined;
  },
);

/** Managed policies of AWS that make their owner an administrator. */
const ADMINISTRATION = /^arn:aws[\w-]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

/** Gives a shell in the console that files can be carried out by, past every network (AWS Security Hub User Guide, control IAM.27). */
const SHELL = /^arn:aws[\w-]*:iam::aws:policy\/AWSCloudShellFullAccess$/;

/** Where managed policies are named, by type. */
const MANAGED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ATTACHMENTS.map((type) => [type, "policy_arn"])),
  aws_iam_role: "managed_policy_arns",
};

/** Managed policies of a form that a resource names. */
function managed(resource: Resource, form: RegExp): readonly Found[] {
  const attribute = MANAGED[resource.type] ?? "";
  const named = resource.texts(attribute).filter((arn) => form.test(arn));
  return named.map((arn) => ({ found: arn, attribute }));
}

const NO_SHELL: ResourceRule = {
  level: "warning",
  title: "Nobody has all of CloudShell.",
  reason: "It has the internet and takes files up and down, past the networks and the rules that are for applications.",
  expected: "a policy of your own, without cloudshell:GetFileUploadUrls and cloudshell:GetFileDownloadUrls",
  fix: "attach a policy of your own that names the actions",
  source: "AWS Security Hub User Guide, control IAM.27, read 2026-11",
  types: Object.keys(MANAGED),
  check: (resource) => managed(resource, SHELL),
};

const NO_ADMINISTRATORS: ResourceRule = {
  level: "production",
  title: "Nothing in production has AdministratorAccess or IAMFullAccess.",
  reason: "Whoever comes to have the identity, by a mistake or by a theft, has the account.",
  expected: "policies with what is needed",
  fix: "attach a policy of your own; people who administer get it by IAM Identity Center, for a time",
  source: 'IAM User Guide, "Security best practices in IAM", read 2026-11',
  types: Object.keys(MANAGED),
  check: (resource) => managed(resource, ADMINISTRATION),
};

const POLICIES_FOR_MANY: ResourceRule = {
  level: "warning",
  title: "Users and groups have policies that stand by themselves.",
  reason: "A policy inside of a user or group is found only by who looks at each, and has no versions.",
  expected: "a policy of its own, which is attached",
  // A policy inside of a role is right where it is for that role alone (IAM User Guide, "Choose between managed policies and inline policies").
  fix: "make an aws_iam_policy and attach it to a group",
  source: 'IAM User Guide, "Choose between managed policies and inline policies", read 2026-11',
  types: ["aws_iam_group_policy", "aws_iam_user_policy"],
  check: ({ type }) => [{ found: `a policy inside of a ${type === "aws_iam_user_policy" ? "user" : "group"}` }],
};

const RIGHTS_BY_GROUPS: ResourceRule = {
  level: "warning",
  title: "Users have their rights by groups.",
  reason: "Rights of each user by himself are given one by one, and stay when his work is another one.",
  expected: "a group that has the policy",
  fix: "attach the policy to a group, and put the user into it",
  source: "AWS Security Hub User Guide, control IAM.2, read 2026-11",
  types: ["aws_iam_policy_attachment", "aws_iam_user_policy_attachment"],
  check: (attachment) =>
    attachment.type === "aws_iam_user_policy_attachment" || attachment.texts("users").length > 0
      ? [
          {
            found: "a policy that is attached to a user",
            attribute: attachment.type === "aws_iam_user_policy_attachment" ? "user" : "users",
          },
        ]
      : [],
};

const BOUNDED: ResourceRule = {
  level: "warning",
  title: "Where roles have a permissions boundary, all have one.",
  reason: "A role without one may be given more than the boundary leaves to all others, by whoever may make roles.",
  expected: "a permissions_boundary, as other roles of the environment have it",
  fix: "name the boundary by permissions_boundary, or use Role, which has the environment's",
  source: 'IAM User Guide, "Permissions boundaries for IAM entities", read 2026-11',
  types: ["aws_iam_role"],
  check: (role, estate) => {
    const isAsked = role.lacks("permissions_boundary") && estate.derived(bounded).has(estate.environmentOf(role).name);
    return isAsked ? [{ found: "no permissions boundary" }] : [];
  },
};

/** Environments in which roles have a boundary. */
function bounded(estate: Estate): ReadonlySet<string> {
  const roles = estate.all("aws_iam_role").filter((role) => !role.lacks("permissions_boundary"));
  return new Set(roles.map((role) => estate.environmentOf(role).name));
}

/** Providers of identities that a statement admits by OpenID Connect: of the account, not those of AWS itself, whose tokens have no `sub`. */
function issuersOf({ principals }: PolicyStatement): readonly string[] {
  return principals
    .filter(({ kind }) => kind === "Federated")
    .flatMap(({ names }) => names.filter((name) => /oidc-provider\/|openid_connect_provider\./.test(name)));
}

const NAMED_TRUST: ResourceRule = {
  level: "error",
  title: "Roles name who may assume them.",
  reason: "Everybody with an account of AWS or of the provider of identities has the role's permissions otherwise.",
  expected: "principals that are named, or a condition that limits who asks",
  fix: "name the accounts, roles or services; for an OIDC provider ask for the subjects by a condition on its sub",
  source:
    'IAM User Guide, "AWS JSON policy elements: Principal" and "Create a role for OpenID Connect federation (console)", read 2026-11',
  types: ["aws_iam_role"],
  check: (role) =>
    inAllowing(policiesAt(role, "assume_role_policy"), (statement) => {
      if (namesEverybody(statement) && !isLimitedBy(statement, WHO_ASKS)) return "a trust in everybody";
      const [issuer] = issuersOf(statement);
      if (issuer === undefined || isLimitedBy(statement, /:sub$/i)) return undefined;
      return `a trust in all identities of ${issuer.replace(/^.*oidc-provider\//, "")}, without a condition on their sub`;
    }),
};

/** Subjects of GitHub's tokens that a condition asks for, with what they leave open. */
function openSubjects(statement: PolicyStatement): readonly string[] {
  const asked = statement.conditions.filter(({ key }) => /^token\.actions\.githubusercontent\.com:sub$/i.test(key));
  const open = asked.filter(({ test }) => /^(ForAnyValue:)?StringLike$/i.test(test));
  return open.flatMap(({ values }) => values.map(String).filter((value) => isKnown(value) && isWide(value, statement)));
}

/** Whether a pattern admits more than one repository, or each branch of it, with the pull requests that anybody may open. */
function isWide(pattern: string, statement: PolicyStatement): boolean {
  const [, repository, context = "*"] = /^repo:([^:]*)(?::(.*))?$/.exec(pattern) ?? [];
  if (repository === undefined) return pattern.startsWith("*");
  const isNamed = !/[*?]/.test(repository) || isLimitedBy(statement, /:repository(_id)?$/i);
  const isOfBranch = !isEverything(context) || isLimitedBy(statement, /:(ref|environment|job_workflow_ref)$/i);
  return !isNamed || !isOfBranch;
}

const NARROW_PIPELINES: ResourceRule = {
  level: "error",
  title: "Roles of a pipeline at GitHub are for one repository, and for branches or environments of it.",
  reason: "Every repository that the pattern matches, and every branch that anybody with access pushes, has the role.",
  expected: "repo:<owner>/<repository>:environment:<name> or :ref:refs/heads/<branch>",
  fix: "name the repository and the branch or environment in the condition on token.actions.githubusercontent.com:sub",
  source:
    'IAM User Guide, "Create a role for OpenID Connect federation (console)", section "Configuring a role for GitHub OIDC identity provider", read 2026-11',
  types: ["aws_iam_role"],
  check: (role) =>
    inAllowing(policiesAt(role, "assume_role_policy"), (statement) => {
      const open = openSubjects(statement);
      return open.length === 0 ? undefined : `a trust in ${open.join(", ")}`;
    }),
};

/** Rules about what identities may do, and who may become one. */
export const PERMISSION_RULES = {
  "CD-04": NARROW_PIPELINES,
  "SEC-01": NO_FULL_RIGHTS,
  "SEC-02": POLICIES_FOR_MANY,
  "SEC-03": NAMED_TRUST,
  "SEC-06": RIGHTS_BY_GROUPS,
  "SEC-07": BOUNDED,
  "SEC-16": NO_SERVICE_WILDCARDS,
  "SEC-17": NO_ADMINISTRATORS,
  "SEC-18": NO_DECRYPTION_BY_ALL_KEYS,
  "SEC-19": NO_PASSING_OF_ALL_ROLES,
  "SEC-31": NO_SHELL,
} as const satisfies Rules;
