import type { ITerraformDependable } from "cdktf";
import type { ITier } from "../../network/network.types";
import type { IEksCluster } from "../cluster/eks-cluster.types";

/** What nodes need of the cluster that they join, besides what everyone sees of it. */
export interface NodesCluster extends IEksCluster {
  /** Tier that nodes lie in unless they say otherwise. */
  readonly tier: ITier;
  /** IPv4 range of Kubernetes services, as a reference: EKS chooses it when the cluster's properties do not. */
  readonly serviceCidr: string;
  /** Whether pods get their addresses by whole prefixes, which decides how many fit on a node. */
  readonly prefixDelegation: boolean;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: { registerCompute(resource: ITerraformDependable): void };

  /** Tells the cluster by which role nodes join it, for the `aws-auth` ConfigMap where it is used. */
  registerNodeRole(name: string, roleArn: string): void;
}
