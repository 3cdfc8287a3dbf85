import { Token } from "cdktf";
import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import {
  fitsPattern,
  isDnsLabel,
  isDnsLabelPattern,
  isDnsSubdomain,
  LONGEST_DNS_LABEL,
  LONGEST_DNS_SUBDOMAIN,
} from "../kubernetes-names";
import type { IdentityKind, ServiceAccountRoleOptions } from "./service-account.types";
import { isNamespacePattern } from "./service-account-trust";

/** Namespaces that Kubernetes makes itself (Kubernetes documentation, "Namespaces", as of 2026-11). */
const OWN_NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** Characters besides `*` that a pattern of namespaces has at least: fewer would say next to nothing. */
const LEAST_LITERAL = 3;

type Cluster = Pick<IEksCluster, "identity" | "podIdentityAgent">;

/** How pods get a role. */
export function identityOf(
  { identity, wildcard }: Pick<ServiceAccountRoleOptions, "identity" | "wildcard">,
  cluster: Pick<Cluster, "identity">,
): IdentityKind {
  return identity ?? (wildcard ? "irsa" : cluster.identity);
}

/** Checks which pods a role is for. References pass: they are compared exactly, whatever they become. */
export function checkServiceAccount(options: ServiceAccountRoleOptions, cluster: Cluster, problems: Problems): void {
  const { namespace, serviceAccount, identity, wildcard } = options;
  if (wildcard) {
    checkPattern(namespace, problems);
    checkExemptionReason(wildcard.reason, "wildcard.reason", problems);
  } else checkNamespace(namespace, problems);
  checkServiceAccountName(serviceAccount, problems);
  if (wildcard && identity === "pod-identity") problems.add("identity", withoutPatterns(namespace));
  else checkAgent(identityOf(options, cluster), cluster.podIdentityAgent, problems);
}

/** Adds what is wrong with a namespace. */
function checkNamespace(namespace: string, problems: Problems): void {
  if (refusedWildcard("namespace", namespace, problems) || Token.isUnresolved(namespace)) return;
  if (isDnsLabel(namespace)) return;
  problems.add("namespace", {
    code: "EKS_NAMESPACE_INVALID",
    message: "Kubernetes has no namespace of this name.",
    found: `"${namespace}" (${namespace.length} characters)`,
    expected: `1 to ${LONGEST_DNS_LABEL} of a-z, 0-9 and -, with a letter or a digit at both ends`,
    fix: suggestion(namespace, /[^a-z0-9]+/g, LONGEST_DNS_LABEL, "orders"),
  });
}

/** Adds what is wrong with a pattern of namespaces. */
function checkPattern(namespace: string, problems: Problems): void {
  const own = OWN_NAMESPACES.filter((name) => fitsPattern(namespace, name));
  const literal = namespace.replaceAll("*", "").length;
  const isPattern = isNamespacePattern(namespace) && isDnsLabelPattern(namespace, /\*/g);
  if (isPattern && own.length === 0 && literal >= LEAST_LITERAL) return;
  const found = Token.isUnresolved(namespace) ? "a reference" : `"${namespace}"`;
  problems.add("namespace", {
    code: "EKS_NAMESPACE_PATTERN",
    message: isPattern
      ? "The pattern is for more namespaces than anybody could give a reason for."
      : "The role has a reason for a pattern of namespaces, and this is none.",
    found: own.length > 0 ? `${found}, which ${own.join(" and ")} fit${own.length > 1 ? "" : "s"} too` : found,
    expected: `a-z, 0-9, - and * for any text, with ${LEAST_LITERAL} characters besides * or more, and none of ${OWN_NAMESPACES.join(", ")}`,
    fix: isPattern
      ? 'begin it with what the namespaces have in common, for example "preview-*"'
      : 'write a pattern such as "preview-*", or take wildcard out for one namespace',
  });
}

/** Amazon EKS User Guide, "Assign an IAM role to a Kubernetes service account": an association has one namespace, as of 2026-11. */
function withoutPatterns(namespace: string) {
  return {
    code: "EKS_WILDCARD_POD_IDENTITY",
    message: "Pod Identity gives a role to one service account of one namespace: an association has no patterns.",
    found: `identity pod-identity with namespace "${namespace}"`,
    expected: 'identity "irsa"',
    fix: "leave identity out, and annotate the service account in each namespace; or make a role for each namespace, without wildcard",
  };
}

function checkServiceAccountName(name: string, problems: Problems): void {
  if (refusedWildcard("serviceAccount", name, problems) || Token.isUnresolved(name)) return;
  if (name === "default") {
    problems.add("serviceAccount", {
      code: "EKS_SERVICE_ACCOUNT_DEFAULT",
      message: "Every pod of the namespace that names no service account would get the role.",
      found: '"default"',
      expected: "a service account of the program's own",
      fix: "make a service account, name it in the pods that need the role (serviceAccountName), and here",
    });
    return;
  }
  if (isDnsSubdomain(name)) return;
  problems.add("serviceAccount", {
    code: "EKS_SERVICE_ACCOUNT_INVALID",
    message: "Kubernetes has no service account of this name.",
    found: `"${name}" (${name.length} characters)`,
    expected: `1 to ${LONGEST_DNS_SUBDOMAIN} of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot`,
    fix: suggestion(name, /[^a-z0-9]+/g, LONGEST_DNS_SUBDOMAIN, "reader"),
  });
}

function refusedWildcard(property: "namespace" | "serviceAccount", value: string, problems: Problems): boolean {
  if (Token.isUnresolved(value) || !/[*?]/.test(value)) return false;
  problems.add(property, {
    code: "EKS_SERVICE_ACCOUNT_WILDCARD",
    message: "A role is for one service account of one namespace, and this would be for several.",
    found: `"${value}"`,
    expected: "a name without * and ?",
    fix:
      property === "namespace"
        ? "make a role for each namespace; a service account of your own may say why in wildcard: { reason: … }"
        : "make a role for each service account; grants can be given in a loop",
  });
  return true;
}

function checkAgent(identity: string, podIdentityAgent: boolean, problems: Problems): void {
  if (identity !== "pod-identity" || podIdentityAgent) return;
  problems.add("identity", {
    code: "EKS_POD_IDENTITY_AGENT_MISSING",
    message: "The cluster has no Pod Identity agent, so pods would never get the role.",
    found: "identity pod-identity on a cluster without the agent",
    expected: 'identity "irsa", or the add-on eks-pod-identity-agent',
    fix: 'install the add-on: addons: { "eks-pod-identity-agent": true }; or use identity: "irsa", as pods on Fargate always do',
  });
}

function suggestion(value: string, forbidden: RegExp, length: number, example: string): string {
  // `system:serviceaccount:orders:reader` is how Kubernetes calls the reader of orders.
  const [last = ""] = value.split(":").slice(-1);
  const clean = last
    .toLowerCase()
    .replace(forbidden, "-")
    .slice(0, length)
    .replace(/^-+|-+$/g, "");
  return `use "${["", "default"].includes(clean) ? example : clean}", if that is its name in the cluster`;
}
