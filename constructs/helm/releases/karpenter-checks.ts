import type { Problems } from "../../core/errors";
import type { KarpenterParts } from "../add-ons/karpenter-release";
import type { HelmReleasesProps } from "./helm-releases.types";

/**
 * Adds `KARPENTER_HALF` where Karpenter has its part in AWS and not in the cluster, or the other way round. `karpenter: false` says that something
 * else installs it.
 */
export function checkKarpenter(
  { karpenter, karpenterParts }: Pick<HelmReleasesProps, "karpenter"> & { readonly karpenterParts?: KarpenterParts },
  problems: Problems,
): void {
  if (karpenter && karpenterParts === undefined) {
    problems.add("karpenter", {
      code: "KARPENTER_HALF",
      message: "Karpenter is to run in the cluster, and has no role and no nodes to start.",
      found: "eksAddons.karpenter without eks.karpenter",
      expected: "both, or neither",
      fix: "declare eks.karpenter with its nodePools, or take eksAddons.karpenter away",
    });
  }
  if (karpenter === undefined && karpenterParts !== undefined) {
    problems.add("karpenter", {
      code: "KARPENTER_HALF",
      message: "Karpenter has its roles and its queue, and nothing here runs it in the cluster.",
      found: "eks.karpenter without eksAddons.karpenter",
      expected: "both, or karpenter: false where something else installs it",
      fix: "set eksAddons.karpenter to true, or to false if something else installs it",
    });
  }
}
