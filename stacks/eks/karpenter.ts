import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { canonicalJson } from "../../constructs/core/texts/canonical-json";
import type { EksCluster } from "../../constructs/eks/cluster/eks-cluster";
import { Karpenter } from "../../constructs/eks/controllers/karpenter/karpenter";
import type { KarpenterParts } from "../../constructs/helm/add-ons/karpenter-release";
import type { KarpenterSpec } from "./karpenter-spec.types";

/**
 * Karpenter as a configuration has it, and what the cluster is given of it.
 *
 * @throws GroundplanError with everything that is wrong with the options
 */
export function karpenterOf(
  stack: EnvironmentStack,
  cluster: EksCluster,
  { nodePools = {}, ...options }: KarpenterSpec,
): { readonly karpenter: Karpenter; readonly parts: KarpenterParts } {
  const karpenter = new Karpenter(stack, "karpenter", { ...options, cluster });
  const pools = Object.entries(nodePools)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, pool]) => ({ ...pool, name }));
  const values = canonicalJson(karpenter.helmValues);
  return {
    karpenter,
    parts: { values, ...(pools.length > 0 ? { nodePools: karpenter.nodePoolsList(pools) } : {}) },
  };
}
