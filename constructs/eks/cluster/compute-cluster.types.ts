import type { TerraformResource } from "cdktf";
import type { ITier } from "../../network/network.types";
import type { IEksCluster } from "./eks-cluster.types";

/** What nodes and Fargate profiles need of the cluster that they belong to, besides what everyone sees of it. */
export interface ComputeCluster extends IEksCluster {
  /** Name as a literal: for what is named after the cluster, for keys of tags and trust policies, the same in every plan. */
  readonly physicalName: string;
  /** Tier that nodes and pods lie in unless they say otherwise. */
  readonly tier: ITier;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: { registerCompute(resource: TerraformResource): void };
}
