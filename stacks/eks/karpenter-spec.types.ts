import type { Name } from "../../constructs/core/texts/text.types";
import type {
  KarpenterNodePoolProps,
  KarpenterProps,
} from "../../constructs/eks/controllers/karpenter/karpenter.types";

/** Karpenter's part in AWS, and the nodes that it may start. */
export interface KarpenterSpec extends Omit<KarpenterProps, "cluster" | "podNetworking" | "namespace"> {
  /**
   * Node pools by name: which nodes Karpenter may start. The stack `eks-addons` puts them into the cluster.
   *
   * @named node pool
   * @default - none: Karpenter starts no node
   */
  readonly nodePools?: Readonly<Record<Name, Omit<KarpenterNodePoolProps, "name">>>;
}
