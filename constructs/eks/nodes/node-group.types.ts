import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Tagged } from "../../core/tags/tags";
import type { KubernetesVersion } from "../../core/texts/text.types";
import type { Values } from "../../core/texts/values";
import type { MorePolicies } from "../../iam/policies/more-policies";
import type { NodeConfig } from "./start/node-config.types";

/** A taint of nodes: pods that do not tolerate it stay away. */
export interface NodeTaint {
  /** Key. */
  readonly key: string;
  /**
   * Value.
   *
   * @default - none
   */
  readonly value?: string;
  /**
   * What happens to pods that do not tolerate it.
   *
   * @toldAs EKS_TAINT_EFFECT
   */
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** How nodes are replaced in an update: so many, or so many percent, at a time. */
export interface NodeUpdate {
  /**
   * Nodes at a time, 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @counts nodes
   * @default - one third of the group, see `maxUnavailablePercentage`
   */
  readonly maxUnavailable?: number;
  /**
   * Percent of the group at a time, 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @default 33
   */
  readonly maxUnavailablePercentage?: number;
}

/** SSH to nodes. */
export interface NodeRemoteAccess {
  /** Name of an EC2 key pair of the region that exists. */
  readonly keyName: string;
  /**
   * Ids of the security groups that are let in at port 22.
   *
   * @default - none; `from` then says who is let in
   */
  readonly fromSecurityGroups?: readonly string[];
  /**
   * Networks that are let in at port 22: names of the network's prefix lists, prefix list ids (`pl-…`) or CIDRs; never the whole internet.
   *
   * @default - none; `fromSecurityGroups` then says who is let in
   */
  readonly from?: readonly string[];
}

/** What managed and self-managed node groups have in common. */
export interface NodeOptions extends Tagged {
  /**
   * Instance types, 1 to 20 of one architecture. On-demand nodes are of the first that AWS has; for Spot the order means nothing, and
   * several do better.
   *
   * @example ["m7g.large"]
   * @synonym instanceType
   */
  readonly instanceTypes: readonly string[];
  /**
   * Least number of nodes. Protected environments have 2 or more.
   *
   * @minimum 0
   * @maximum ./node-checks#MOST_NODES
   * @counts nodes
   * @synonym minSize
   */
  readonly min: number;
  /**
   * Greatest number of nodes.
   *
   * @minimum 1
   * @maximum ./node-checks#MOST_NODES
   * @counts nodes
   * @synonym maxSize
   */
  readonly max: number;
  /**
   * Number of nodes that the group is made with, from `min` to `max`. It is looked at when the group is made, or replaced, and never again:
   * the number belongs to the autoscaler.
   *
   * @minimum 0
   * @maximum 5000
   * @rangeToldAs INITIAL_SIZE_OUTSIDE
   * @synonym desired, desiredSize, desiredCapacity
   * @default - `min`
   */
  readonly initial?: number;
  /**
   * Image family.
   *
   * @synonym amiType
   * @default "al2023"
   */
  readonly image?: "al2023" | "bottlerocket";
  /**
   * Architecture, to be checked against the instance types.
   *
   * @default - that of the instance types
   */
  readonly architecture?: "arm64" | "x86_64";
  /**
   * How instances are bought.
   *
   * @synonym capacityType
   * @default "on-demand"
   */
  readonly capacity?: "on-demand" | "spot";
  /**
   * Labels of the nodes.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes.
   *
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Private tier that the nodes lie in.
   *
   * @default - the cluster's tier
   */
  readonly tier?: string;
  /**
   * Zones of the tier.
   *
   * @example ["a", "c"]
   * @default - the zones that the nodes are remembered to be deployed in, else the cluster's
   */
  readonly zones?: readonly string[];
  /**
   * Size of a node's volume in GiB, 20 to 16,384. Encrypted gp3.
   *
   * @minimum 20
   * @maximum 16384
   * @synonym diskSize, volumeSize
   * @default 50
   */
  readonly diskGiB?: number;
  /**
   * Most pods of one node. More than the smallest instance type can have is refused.
   *
   * @minimum 1
   * @maximum 250
   * @rangeToldAs NUMBER_OUT_OF_RANGE
   * @counts pods
   * @default - what the type's network interfaces allow, or with prefix delegation what Kubernetes recommends
   */
  readonly maxPods?: number;
  /**
   * What nodes with Amazon Linux 2023 are told beside how they find their cluster: kubelet, containerd, local disks.
   *
   * @default - nothing more
   */
  readonly nodeConfig?: NodeConfig;
  /**
   * Settings of Bottlerocket: what stands below `settings` in its user data. What options say stands in the options. No secrets.
   *
   * @example {"kernel": {"sysctl": {"vm.max_map_count": "262144"}}}
   * @default - those of the image
   */
  readonly bottlerocket?: Values;
  /**
   * Whether Session Manager opens shells on the nodes.
   *
   * @default false
   */
  readonly sessionManager?: boolean;
  /**
   * Managed policies for the role of the nodes, beside what they need, with the reason. Pods get roles of their own.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
  /**
   * The whole name of the role that is made for the nodes.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the cluster and the name of the nodes
   */
  readonly roleName?: string;
  /**
   * SSH to the nodes.
   *
   * @default - none
   */
  readonly remoteAccess?: NodeRemoteAccess;
  /**
   * Lets containers reach the instance metadata, and with it the node's role, at hop limit 2.
   *
   * @default - hop limit 1: they do not
   */
  readonly podsReachMetadata?: ExemptionReason;
}

/** Properties of a managed node group. */
export interface NodeGroupOptions extends NodeOptions {
  /**
   * How many nodes an update replaces at a time.
   *
   * @default - one third of the nodes at a time
   */
  readonly update?: NodeUpdate;
  /**
   * Whether EKS replaces nodes that are not well.
   *
   * @default true
   */
  readonly repair?: boolean;
  /**
   * Release of the image, such as `1.35.0-20261105`.
   *
   * @example 1.35.0-20261105
   * @default - the newest when the group is made or upgraded
   */
  readonly releaseVersion?: string;
  /**
   * Kubernetes version of the nodes, for an upgrade in steps: the cluster's, or up to three minors behind it.
   *
   * @default - the cluster's
   */
  readonly version?: KubernetesVersion;
}

/** Properties of nodes in an Auto Scaling group of one's own. */
export interface SelfManagedNodesOptions extends NodeOptions {
  /**
   * Image id.
   *
   * @default - the newest of the image family for the cluster's version
   */
  readonly imageId?: string;
  /**
   * Whether the group has the tags by which the cluster autoscaler finds it.
   *
   * @default true
   */
  readonly autoscaler?: boolean;
  /**
   * The whole name of the instance profile.
   *
   * @default - made of the cluster and the name of the nodes
   */
  readonly instanceProfileName?: string;
  /**
   * The whole name of the Auto Scaling group.
   *
   * @default - made of the cluster and the name of the nodes
   */
  readonly autoScalingGroupName?: string;
}
