import type { IConstruct } from "constructs";
import type { Environment } from "../../core/environments/environment";
import type { Problems } from "../../core/errors";
import { referenceText } from "../../core/texts/reference-text";
import type { EksClusterProps } from "../cluster/eks-cluster.types";
import { isDnsLabelPattern } from "../kubernetes-names";
import type { AccessGrant, AccessPolicy } from "./access.types";
import type { Admission } from "./admissions";
import { type PrincipalKind, principalArn, principalKind } from "./principal";

/** AWS's access policies by the names that they have here. */
export const ACCESS_POLICIES: readonly AccessPolicy[] = ["cluster-admin", "admin", "edit", "view", "admin-view"];

/** Policies that are for the whole cluster. */
const CLUSTER_WIDE: readonly AccessPolicy[] = ["cluster-admin", "admin-view"];

/** AWS takes `*` in namespaces (Amazon EKS User Guide, "Associate access policies with access entries", as of 2026-11). */
const WILDCARDS = /\*/g;

/** Groups that belong to Kubernetes and AWS (Amazon EKS User Guide, "Create access entries", as of 2026-11, for user names). */
const RESERVED_GROUPS = ["system:", "eks:", "aws:", "amazon:", "iam:"];

/** One principal and where it was named. */
interface Named {
  readonly at: string;
  readonly arn: string;
}

/** Checks who is let in. */
export function checkAccess(
  { admins, access = {} }: Pick<EksClusterProps, "admins" | "access">,
  environment: Environment,
  scope: IConstruct,
  problems: Problems,
): void {
  // The partition plays no part in what is checked.
  const home = { account: environment.account, partition: "aws" };
  if (admins.length === 0) {
    problems.add("admins", {
      code: "EKS_ADMIN_MISSING",
      message: "Nobody could administer the cluster: not even who creates it gets in.",
      found: "no admins",
      expected: "at least one IAM role or user",
      fix: 'name the role of the platform team, for example "role/platform-admin"',
    });
  }
  for (const [name, grant] of Object.entries(access)) checkGrant(`access.${name}`, grant, problems);
  const named = [
    ...admins.map((principal, index) => ({ at: `admins[${index}]`, arn: principalArn(principal, home) })),
    ...Object.entries(access).map(([name, { principal }]) => ({
      at: `access.${name}.principal`,
      arn: principalArn(principal, home),
    })),
  ];
  for (const principal of named) checkPrincipal(principal, problems);
  checkTwice(named, scope, problems);
}

function checkGrant(at: string, { policy, namespaces, groups = [] }: AccessGrant, problems: Problems): void {
  if (policy === undefined && groups.length === 0) {
    problems.add(at, {
      code: "EKS_ACCESS_EMPTY",
      message: "This lets somebody in who may do nothing.",
      found: "neither policy nor groups",
      expected: "a policy of AWS, or groups that RBAC binds roles to, or both",
      fix: `add policy, one of ${ACCESS_POLICIES.join(", ")}, or groups`,
    });
  }
  if (policy !== undefined && !ACCESS_POLICIES.includes(policy)) {
    problems.add(`${at}.policy`, {
      code: "EKS_ACCESS_POLICY_UNKNOWN",
      message: "There is no access policy of this name.",
      found: `"${String(policy)}"`,
      expected: `one of ${ACCESS_POLICIES.join(", ")}`,
      fix: policyFix(String(policy)),
    });
  }
  if (namespaces !== undefined) checkNamespaces(at, namespaces, policy, problems);
  const reserved = groups.filter((group) => RESERVED_GROUPS.some((prefix) => group.startsWith(prefix)));
  if (reserved.length > 0) {
    problems.add(`${at}.groups`, {
      code: "EKS_ACCESS_GROUP_RESERVED",
      message: "Groups of this beginning belong to Kubernetes and AWS.",
      found: reserved.map((group) => `"${group}"`).join(", "),
      expected: `groups of your own, none of ${RESERVED_GROUPS.join(", ")}`,
      fix: reserved.includes("system:masters")
        ? 'for all rights name the principal in admins, and not here; else bind a role to a group of your own, such as "deployers"'
        : 'bind a role to a group of your own, such as "deployers"',
    });
  }
}

/** What a policy is called here, by its name at AWS: `AmazonEKSClusterAdminPolicy` is `cluster-admin`. */
function policyFix(policy: string): string {
  const [, name = ""] = /AmazonEKS(\w+)Policy$/.exec(policy) ?? [];
  const short = name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return ACCESS_POLICIES.some((known) => known === short)
    ? `write "${short}"`
    : 'write "edit", which changes what runs in a namespace, or "view", which only reads and sees no secrets';
}

function checkNamespaces(
  at: string,
  namespaces: readonly string[],
  policy: AccessPolicy | undefined,
  problems: Problems,
): void {
  const wrong = namespaces.filter((namespace) => !isDnsLabelPattern(namespace, WILDCARDS));
  if (wrong.length > 0 || namespaces.length === 0) {
    problems.add(`${at}.namespaces`, {
      code: "EKS_NAMESPACE_INVALID",
      message: "Kubernetes has no namespaces of such names.",
      found: wrong.map((namespace) => `"${namespace}"`).join(", ") || "no namespaces",
      expected: "at least one of 1 to 63 of a-z, 0-9 and -; * stands for any characters",
      fix: "write the namespaces as kubectl shows them, or leave namespaces out for the whole cluster",
    });
  }
  if (policy === undefined || CLUSTER_WIDE.includes(policy)) {
    problems.add(`${at}.namespaces`, {
      code: "EKS_ACCESS_NAMESPACES_MISPLACED",
      message:
        policy === undefined
          ? "Namespaces limit a policy of AWS, and there is none; what groups may do is said by RBAC."
          : `The policy ${policy} is for the whole cluster.`,
      found: `namespaces ${namespaces.join(", ")}${policy === undefined ? " without a policy" : ` with ${policy}`}`,
      expected: "namespaces with admin, edit or view",
      fix:
        policy === undefined
          ? "add policy, or take namespaces away"
          : 'use policy "admin" for all rights in the namespaces',
    });
  }
}

const REFUSED: Readonly<
  Record<Exclude<PrincipalKind, "role" | "user" | "reference">, { code: string; message: string }>
> = {
  root: {
    code: "EKS_PRINCIPAL_ROOT",
    message: "The root user administers no cluster: it cannot be limited, and nobody should be using it.",
  },
  session: {
    code: "EKS_PRINCIPAL_SESSION",
    message: "A session ends; a cluster knows the role behind it.",
  },
  group: {
    code: "EKS_PRINCIPAL_GROUP",
    message: "IAM groups cannot sign in, so a cluster does not know them.",
  },
  "service-linked": {
    code: "EKS_PRINCIPAL_SERVICE_LINKED",
    message: "EKS makes no access entries for service-linked roles.",
  },
  malformed: {
    code: "EKS_PRINCIPAL_INVALID",
    message: "This is not the ARN of an IAM role or user.",
  },
};

/** Roles of IAM Identity Center lie below a path (IAM Identity Center User Guide, "Referencing permission sets in IAM", as of 2026-11). */
const SSO_ROLE = /:role\/(AWSReservedSSO_[\w+=,.@-]+)$/;

function checkPrincipal({ at, arn }: Named, problems: Problems): void {
  const kind = principalKind(arn);
  const [, sso] = SSO_ROLE.exec(arn) ?? [];
  if (sso !== undefined) {
    problems.add(at, {
      code: "EKS_PRINCIPAL_SSO_PATH",
      message: "Roles of IAM Identity Center lie below a path, and EKS knows principals by their whole ARN.",
      found: `"${arn}"`,
      expected: "role/aws-reserved/sso.amazonaws.com/<region of Identity Center>/AWSReservedSSO_…",
      fix: `copy the ARN from the IAM console, such as role/aws-reserved/sso.amazonaws.com/ap-northeast-2/${sso}; in us-east-1 there is no region in it`,
    });
    return;
  }
  if (kind === "role" || kind === "user" || kind === "reference") return;
  problems.add(at, {
    ...REFUSED[kind],
    found: `"${arn}"`,
    expected: "the ARN of an IAM role or user, or role/<name> or user/<name> of this account",
    fix: kind === "session" ? sessionFix(arn) : "name a role that people or pipelines assume",
  });
}

/** The role of `arn:aws:sts::111111111111:assumed-role/platform/jo`. */
function sessionFix(arn: string): string {
  const [, partition, account, role] = /^arn:([^:]*):sts::(\d+):assumed-role\/([^/]+)/.exec(arn) ?? [];
  return role === undefined
    ? "name the role or user that the session was made from"
    : `use "arn:${partition}:iam::${account}:role/${role}", with its path if it has one`;
}

function checkTwice(named: readonly Named[], scope: IConstruct, problems: Problems): void {
  const first = new Map<string, string>();
  for (const { at, arn: principal } of named) {
    const arn = referenceText(principal, scope);
    const earlier = first.get(arn);
    if (earlier === undefined) {
      first.set(arn, at);
      continue;
    }
    problems.add(at, {
      code: "EKS_PRINCIPAL_TWICE",
      message: "A cluster has one access entry for each principal.",
      found: `"${arn}", which is ${earlier} too`,
      expected: "every principal once",
      fix: "say in one place what it may do",
    });
  }
}

/** Checks that no node comes in twice: EKS makes the entries of nodes and of pods on Fargate itself, of a kind of their own. */
export function checkNodeRoles(
  admitted: readonly Admission[],
  nodeRoleArns: readonly string[],
  problems: Problems,
): void {
  for (const { principal } of admitted.filter((admission) => nodeRoleArns.includes(admission.principal))) {
    problems.add("access", {
      code: "EKS_PRINCIPAL_NODE_ROLE",
      message:
        "This is the role of nodes of this cluster. They come in by an entry of their own, and nobody else should have it.",
      found: `"${principal}"`,
      expected: "roles of people and pipelines",
      fix: "take the role away; nodes and pods on Fargate need no entry here",
    });
  }
}
