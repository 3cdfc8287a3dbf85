import { createHash } from "node:crypto";
import { Token } from "cdktf";
import { canonicalJson } from "../../core/texts/canonical-json";
import { linkedVariables, type NamedLink } from "../../links/links";
import { toldByText } from "../../links/told-by-text";

/** Label of a service account that is made with its role. */
const ACCOUNT_LABEL = "groundplan/service-account";

/** Longest value of a label (Kubernetes documentation, "Labels and Selectors", as of 2026-11). */
const LONGEST_VALUE = 63;

/** What is made of a service account in the cluster. */
export interface AccountParts {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** What its pods use; with none there is no ConfigMap. */
  readonly links: readonly NamedLink[];
  /** Security groups of the pods. @default - those of their node */
  readonly groupIds?: readonly string[];
  /** Labels of the pods that get the groups. @default - the pods of the service account, by its label */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the ServiceAccount. @default - it is not made */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Name of the ConfigMap that tells pods what they use, and of the policy that gives them their security group. */
export function usesName(serviceAccount: string): string {
  return `${serviceAccount}-uses`;
}

/**
 * The objects as a list in JSON, which `kubectl apply -f -` and the stack `eks-addons` take; `undefined` when there are none. The policy is one
 * of the VPC resource controller, which every cluster has (Amazon EKS User Guide, "Use a security group policy for an Amazon EKS Pod", as of
 * 2026-11).
 */
export function objectsList(parts: AccountParts): string | undefined {
  const { namespace, serviceAccount, links, groupIds, podLabels, annotations } = parts;
  const labels = { [ACCOUNT_LABEL]: labelValue(serviceAccount) };
  const named = { name: usesName(serviceAccount), namespace };
  const items = [
    ...(links.length > 0
      ? [{ apiVersion: "v1", kind: "ConfigMap", metadata: named, data: linkedVariables(toldByText(links)) }]
      : []),
    ...(annotations
      ? [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: {
              name: serviceAccount,
              namespace,
              labels,
              ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
            },
          },
        ]
      : []),
    ...(groupIds
      ? [
          {
            apiVersion: "vpcresources.k8s.aws/v1beta1",
            kind: "SecurityGroupPolicy",
            metadata: named,
            spec: {
              ...(podLabels
                ? { podSelector: { matchLabels: podLabels } }
                : { serviceAccountSelector: { matchLabels: labels } }),
              securityGroups: { groupIds },
            },
          },
        ]
      : []),
  ];
  return items.length === 0 ? undefined : canonicalJson({ apiVersion: "v1", kind: "List", items });
}

/** A name as the value of a label: a long one is told from others that begin like it. */
function labelValue(name: string): string {
  if (Token.isUnresolved(name) || name.length <= LONGEST_VALUE) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 12);
  return `${name.slice(0, LONGEST_VALUE - hash.length - 1)}-${hash}`;
}
