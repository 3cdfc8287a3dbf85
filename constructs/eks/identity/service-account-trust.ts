import { Token } from "cdktf";
import type { TrustedBy } from "../../iam/trust/trust.types";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type { IdentityKind } from "./service-account.types";

/** Who the tokens of pods are meant for: the same in every partition (Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", as of 2026-11). */
export const STS_AUDIENCE = "sts.amazonaws.com";

/** The pods that a trust policy lets in. */
export interface TrustedPods {
  readonly cluster: Pick<IEksCluster, "clusterArn" | "oidcIssuer" | "oidcProviderArn">;
  /** Namespace; by tokens also a pattern with `*`. */
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Whether a namespace is a pattern of several. */
export function isNamespacePattern(namespace: string): boolean {
  return !Token.isUnresolved(namespace) && namespace.includes("*");
}

/** Trust in the pods of one service account of one cluster, and in nobody else. */
export function trustInPods(kind: IdentityKind, pods: TrustedPods): TrustedBy {
  return kind === "irsa" ? trustInTokens(pods) : trustInAgent(pods);
}

/**
 * Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", as of 2026-11: subject and audience. Neither namespaces nor
 * names have a colon, so what a `*` stands for never reaches beyond the namespace.
 */
function trustInTokens({ cluster, namespace, serviceAccount }: TrustedPods): TrustedBy {
  const audience = { [`${cluster.oidcIssuer}:aud`]: STS_AUDIENCE };
  const subject = { [`${cluster.oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}` };
  return {
    by: "federation",
    protocol: "oidc",
    providerArn: cluster.oidcProviderArn,
    conditions: isNamespacePattern(namespace)
      ? { StringEquals: audience, StringLike: subject }
      : { StringEquals: { ...audience, ...subject } },
  };
}

/**
 * Amazon EKS User Guide, "Create IAM role with trust policy required by EKS Pod Identity" and "Grant Pods access to AWS resources
 * based on tags", as of 2026-11: EKS hands over who the pod is in tags of the session, which is why it needs `sts:TagSession` too.
 * Without these conditions every association of the account could lend the role to any pod.
 */
function trustInAgent({ cluster, namespace, serviceAccount }: TrustedPods): TrustedBy {
  return {
    by: "service",
    service: "pods.eks.amazonaws.com",
    conditions: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": cluster.clusterArn,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  };
}
