import type { EksClusterProps } from "../constructs/eks/cluster/eks-cluster.types";
import type { FargateProfileOptions } from "../constructs/eks/fargate/fargate-profile.types";
import type { NodeGroupOptions, SelfManagedNodesOptions } from "../constructs/eks/nodes/node-group.types";

/** The Kubernetes cluster of an environment. */
export interface EksProps extends Omit<EksClusterProps, "network"> {
  /**
   * Managed node groups by name. In `remoteAccess.fromSecurityGroups`, `bastion` is the security group of the environment's bastion.
   *
   * @default - none
   */
  readonly nodeGroups?: Readonly<Record<string, NodeGroupOptions>>;
  /**
   * Nodes in Auto Scaling groups of one's own, by name; `bastion` means the same as above.
   *
   * @default - none
   */
  readonly selfManagedNodes?: Readonly<Record<string, SelfManagedNodesOptions>>;
  /**
   * Fargate profiles by name.
   *
   * @default - none
   */
  readonly fargateProfiles?: Readonly<Record<string, FargateProfileOptions>>;
  /**
   * Whether the environment's bastion reaches the Kubernetes API; the stack is then deployed after the bastion's.
   *
   * @default false
   */
  readonly bastion?: boolean;
  /**
   * Who else reaches the Kubernetes API from inside the VPC or a network that is connected to it, such as what deploys the environment's
   * charts: ids of security groups, names or ids of prefix lists, and ranges.
   *
   * @default - nobody
   */
  readonly apiFrom?: readonly string[];
}
