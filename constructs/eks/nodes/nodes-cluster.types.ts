import type { ComputeCluster } from "../cluster/compute-cluster.types";
import type { PodNetworking } from "./instances/max-pods";

/** What nodes need of the cluster that they join. */
export interface NodesCluster extends ComputeCluster {
  /** Range of Kubernetes services, as a reference: EKS chooses it when the cluster's properties do not. */
  readonly serviceCidr: string;
  /** How pods get their addresses, which decides how many fit on a node. */
  readonly podNetworking: PodNetworking;

  /** Tells the cluster by which role nodes join it, for the `aws-auth` ConfigMap where it is used. */
  registerNodeRole(name: string, roleArn: string): void;
}
