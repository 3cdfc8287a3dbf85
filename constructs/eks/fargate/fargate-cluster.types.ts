import type { ComputeCluster } from "../cluster/compute-cluster.types";

/** What a Fargate profile needs of its cluster. */
export interface FargateCluster extends ComputeCluster {
  /** Whether CoreDNS is configured for Fargate. */
  readonly coreDnsOnFargate: boolean;

  /** Tells the cluster by which role pods of a profile join it, for the `aws-auth` ConfigMap where it is used. */
  registerFargateRole(name: string, roleArn: string): void;
}
