import type { ITerraformDependable } from "cdktf";
import type { ITier } from "../../network/network.types";
import type { IEksCluster } from "../cluster/eks-cluster.types";

/** What a Fargate profile needs of its cluster, besides what everyone sees of it. */
export interface FargateCluster extends IEksCluster {
  /** Name as a literal: trust policies and log groups are made from it, and say the same in every plan. */
  readonly physicalName: string;
  /** Tier that pods lie in unless a profile says otherwise. */
  readonly tier: ITier;
  /** Whether CoreDNS is configured for Fargate. */
  readonly coreDnsOnFargate: boolean;
  /** Keeps compute behind the add-ons that nodes need, and before the others. */
  readonly computeOrder: { registerCompute(resource: ITerraformDependable): void };

  /** Tells the cluster by which role pods of a profile join it, for the `aws-auth` ConfigMap where it is used. */
  registerFargateRole(name: string, roleArn: string): void;
}
