import type { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { IEksCluster } from "../../../../constructs/eks/cluster/eks-cluster.types";
import type { ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import { type SynthesizedStack, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

const ISSUER = "oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

/** A cluster of another stack. */
export function knownCluster(scope: Construct, network: Partial<ExistingNetworkProps> = {}): IEksCluster {
  return EksCluster.fromExisting(scope, "cluster", {
    clusterName: "shop",
    clusterArn: "arn:aws:eks:ap-northeast-2:111111111111:cluster/shop",
    version: "1.35",
    endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
    certificateAuthority: "bW9jaw==",
    oidcIssuer: ISSUER,
    oidcProviderArn: `arn:aws:iam::111111111111:oidc-provider/${ISSUER}`,
    clusterSecurityGroupId: "sg-0123456789abcdef0",
    network: testNetwork(scope, network),
  });
}

/** Options of {@link synthControllers}. */
export interface BuildOptions {
  readonly protect?: boolean;
  readonly network?: Partial<ExistingNetworkProps>;
}

/** A stack beside a cluster of another one. */
export function synthControllers(
  build: (stack: EnvironmentStack, cluster: IEksCluster) => void,
  { protect = false, network = {} }: BuildOptions = {},
): SynthesizedStack {
  const environment = { protect };
  return synthStack((stack) => build(stack, knownCluster(stack, network)), { name: "controllers", environment });
}
