import type { IEksCluster } from "../cluster/eks-cluster.types";

const clusters = new WeakSet<IEksCluster>();

/** Tells that something in the cluster starts nodes of types that it chooses itself. */
export function addNodeController(cluster: IEksCluster): void {
  clusters.add(cluster);
}

/** Whether something in the cluster starts nodes that Terraform knows nothing of. */
export function hasNodeController(cluster: IEksCluster): boolean {
  return clusters.has(cluster);
}
