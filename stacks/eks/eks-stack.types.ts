import type { Name } from "../../constructs/core/texts/text.types";
import type { EksClusterProps } from "../../constructs/eks/cluster/eks-cluster.types";
import type { FargateProfileOptions } from "../../constructs/eks/fargate/fargate-profile.types";
import type { NodeGroupOptions, SelfManagedNodesOptions } from "../../constructs/eks/nodes/node-group.types";
import type { KarpenterSpec } from "./karpenter-spec.types";
import type { ServiceAccountSpec } from "./service-account-spec.types";

/** The Kubernetes cluster of an environment. */
export interface EksProps extends Omit<EksClusterProps, "network"> {
  /**
   * Managed node groups by name. In `remoteAccess.fromSecurityGroups`, `bastion` is the security group of the environment's bastion.
   *
   * @named node group
   * @synonym managedNodeGroups, eksManagedNodeGroups
   * @default - none
   */
  readonly nodeGroups?: Readonly<Record<Name, NodeGroupOptions>>;
  /**
   * Nodes in Auto Scaling groups of one's own, by name; `bastion` means the same as above.
   *
   * @named node group
   * @default - none
   */
  readonly selfManagedNodes?: Readonly<Record<Name, SelfManagedNodesOptions>>;
  /**
   * Fargate profiles by name.
   *
   * @named Fargate profile
   * @default - none
   */
  readonly fargateProfiles?: Readonly<Record<Name, FargateProfileOptions>>;
  /**
   * Roles of the pods of service accounts, by a name of yours. A role is for the service account of this name, unless `serviceAccount` says
   * otherwise.
   *
   * @named service account
   * @default - none
   */
  readonly serviceAccounts?: Readonly<Record<Name, ServiceAccountSpec>>;
  /**
   * Karpenter, which starts the nodes that pods ask for: its roles, its queue and its node pools. `eksAddons.karpenter` runs it.
   *
   * @default - none
   */
  readonly karpenter?: KarpenterSpec;
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
   * @example ["sg-0123456789abcdef0", "office", "10.80.0.0/16"]
   * @default - nobody
   */
  readonly apiFrom?: readonly string[];
}
