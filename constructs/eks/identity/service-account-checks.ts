import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { isDnsLabel, isDnsSubdomain, LONGEST_DNS_LABEL, LONGEST_DNS_SUBDOMAIN } from "../kubernetes-names";
import type { ServiceAccountRoleOptions } from "./service-account.types";

/** Checks which pods a role is for. References pass: they are compared exactly, whatever they become. */
export function checkServiceAccount(
  { namespace, serviceAccount, identity }: ServiceAccountRoleOptions,
  cluster: Pick<IEksCluster, "identity" | "podIdentityAgent">,
  problems: Problems,
): void {
  checkNamespace(namespace, problems);
  checkServiceAccountName(serviceAccount, problems);
  checkAgent(identity ?? cluster.identity, cluster.podIdentityAgent, problems);
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
    fix: "make a role for each service account; grants can be given in a loop",
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
