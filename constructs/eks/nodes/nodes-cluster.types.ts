import type { TerraformResource } from "cdktf";
import type { ITier } from "../../network/network.types";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type { PodNetworking } from "./max-pods";

/** What nodes need of the cluster that they join, besides what everyone sees of it. */
export interface NodesCluster extends IEksCluster {
  /** Name as a literal, for what is named after the cluster and for keys of tags. */
  readonly physicalName: string;
  /** Tier that nodes lie in unless they say otherwise. */
  readonly tier: ITier;
  /** IPv4 range of Kubernetes services, as a reference: EKS chooses it when the cluster's properties do not. */
  readonly serviceCidr: string;
  /** How pods get their addresses, which decides how many fit on a node. */
  readonly podNetworking: PodNetworking;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: { registerCompute(resource: TerraformResource): void };

  /** Tells the cluster by which role nodes join it, for the `aws-auth` ConfigMap where it is used. */
  registerNodeRole(name: string, roleArn: string): void;
}
