import type { Construct } from "constructs";
import type { ExistingEksClusterProps } from "../../../../constructs/eks/cluster/eks-cluster.types";
import { ExistingEksCluster } from "../../../../constructs/eks/cluster/existing-eks-cluster";
import { testNetwork } from "../../access/support";

export const ISSUER = "oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
export const PROVIDER_ARN = `arn:aws:iam::111111111111:oidc-provider/${ISSUER}`;
export const CLUSTER_ARN = "arn:aws:eks:ap-northeast-2:111111111111:cluster/groundplan-sandbox";

/** A cluster of which everything is known already, with the Pod Identity agent. */
export function knownCluster(
  scope: Construct,
  overrides: Partial<ExistingEksClusterProps> = {},
  id = "cluster",
): ExistingEksCluster {
  return new ExistingEksCluster(scope, id, {
    clusterName: "groundplan-sandbox",
    clusterArn: CLUSTER_ARN,
    version: "1.35",
    endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
    certificateAuthority: "bW9jaw==",
    oidcIssuer: ISSUER,
    oidcProviderArn: PROVIDER_ARN,
    clusterSecurityGroupId: "sg-0123456789abcdef0",
    network: overrides.network ?? testNetwork(scope),
    podIdentityAgent: true,
    ...overrides,
  });
}
