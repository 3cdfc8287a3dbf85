import type { MorePolicies } from "../../../iam/policies/more-policies";
import type { ITier } from "../../../network/network.types";
import type { IEksCluster } from "../../cluster/eks-cluster.types";
import type { PodNetworking } from "../../nodes/instances/max-pods";
import type { NodeOptions, NodeTaint } from "../../nodes/node-group.types";
import type { ControllerRoleProps } from "../controller-role";

/** Properties of {@link Karpenter}. */
export interface KarpenterProps extends ControllerRoleProps {
  /** Cluster whose nodes it starts. One that is made in this program says by itself where nodes lie. */
  readonly cluster: IEksCluster & { readonly tier?: ITier; readonly podNetworking?: PodNetworking };
  /**
   * How pods get their addresses, which decides how many fit on a node.
   *
   * @default - as the cluster says; of a cluster that is only known, single addresses of the node's own subnet
   */
  readonly podNetworking?: PodNetworking;
  /**
   * Private tier that the nodes lie in.
   *
   * @default - the cluster's tier; of a cluster that is only known, the first private tier
   */
  readonly tier?: string;
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
   * The whole name of the role of the nodes, 1 to 64 characters: for one that exists and is taken over.
   *
   * @maxLength ../../../core/names/naming#RULES.iamRole.maxLength
   * @default - made from project, environment, stack and id
   */
  readonly nodeRoleName?: string;
  /**
   * The whole name of the instance profile that Terraform makes: for one that exists and is taken over. Nodes that run keep the profile that
   * they were started with; Karpenter replaces them when their node class names another one.
   *
   * @default - made from project, environment, stack and id
   */
  readonly instanceProfileName?: string;
  /**
   * The whole name of the queue of interruptions, 1 to 80 letters, digits, `_` and `-`: for one that exists and is taken over. Another name is
   * another queue.
   *
   * @default - made from project, environment, stack and id
   */
  readonly queueName?: string;
  /**
   * Who makes the instance profiles of nodes. `terraform` makes one, which node classes name; the controller then needs no right
   * to change IAM, and leaves nothing behind. `karpenter` makes them itself, for node classes that name a role.
   *
   * @default "terraform"
   */
  readonly instanceProfiles?: "terraform" | "karpenter";
  /**
   * Whether it starts no nodes in a zone that traffic is shifted away from (its setting `enableZonalShift`).
   *
   * @default false
   */
  readonly zonalShift?: boolean;
  /**
   * Where the role `AWSServiceRoleForEC2Spot` comes from, without which an account has no Spot instances and of which there is one.
   * `controller` lets Karpenter's first Spot request make it, where it is not there yet; `exists` says that it is.
   *
   * @default "controller" - only with a node pool that may use Spot
   */
  readonly spotServiceRole?: "controller" | "exists";
}

/** A node pool with a node class of its own: which nodes Karpenter may start. */
export interface KarpenterNodePoolProps extends Pick<NodeOptions, "nodeConfig" | "bottlerocket"> {
  /** Name of both objects: a DNS label, 1 to 63 of `a-z`, `0-9` and `-`. */
  readonly name: string;
  /**
   * Most vCPU that the nodes of the pool have together, 1 or more. There is no default: it is what keeps a mistake cheap.
   *
   * @minimum 1
   * @maximum 1000000
   * @counts vCPU
   */
  readonly cpuLimit: number;
  /**
   * Release of the image, such as `v20261105`. There is no default: with `latest` nodes are replaced whenever AWS has a new one.
   *
   * @example v20261105
   */
  readonly imageRelease: string;
  /**
   * What the nodes boot.
   *
   * @default "al2023"
   */
  readonly image?: "al2023" | "bottlerocket";
  /**
   * Whether instances are paid for as they run, or of the Spot market.
   *
   * @default - on-demand only
   */
  readonly capacity?: readonly ("on-demand" | "spot")[];
  /**
   * Processors of the instances.
   *
   * @default - x86_64 only
   */
  readonly architectures?: readonly ("arm64" | "x86_64")[];
  /**
   * Categories of instances, by the letters that their types begin with.
   *
   * @example ["c", "m"]
   * @default - c, m and r
   */
  readonly categories?: readonly string[];
  /**
   * Size of a node's volume in GiB, 20 to 16,384. Encrypted gp3.
   *
   * @minimum 20
   * @maximum 16384
   * @default 50
   */
  readonly diskGiB?: number;
  /**
   * Most pods of one node, 1 to 250. Sizes that have no addresses for as many are not used.
   *
   * @minimum 1
   * @maximum 250
   * @counts pods
   * @default - 110 where nodes get prefixes; otherwise what the interfaces of a type have addresses for, as Karpenter counts them
   */
  readonly maxPods?: number;
  /**
   * Hours after which a node is replaced, 1 to 8,760.
   *
   * @minimum 1
   * @maximum 8760
   * @default 720 - thirty days
   */
  readonly expireAfterHours?: number;
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
}
