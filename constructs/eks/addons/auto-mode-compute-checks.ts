import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import type { TerraformResource } from "cdktf";
import type { Problems } from "../../core/errors";
import type { AutoModePlan } from "../auto-mode/auto-mode.types";
import { ADDON_NAMES, ADDON_RULES } from "./addon-rules";
import type { AddonName, AddonsProps } from "./addons.types";
import { selectedAddons } from "./selected-addons";

/**
 * Checks, beside EKS Auto Mode, that compute of one's own has the add-ons that only Auto Mode's nodes do without, and that the pods of add-ons
 * have a node to run on when they are installed (Amazon EKS User Guide, "Amazon EKS add-ons", considerations for Amazon EKS Auto Mode, as of
 * 2026-11).
 *
 * @param compute node groups, Auto Scaling groups and Fargate profiles
 */
export function checkBesideAutoMode(
  props: AddonsProps,
  compute: readonly TerraformResource[],
  { nodePools }: AutoModePlan,
  problems: Problems,
): void {
  const nodes = compute.filter((resource) => !(resource instanceof EksFargateProfile));
  const needed = neededBy(nodes, compute).filter((name) => props[name] === undefined);
  if (needed.length > 0) addMissing(needed, nodes.length > 0, problems);
  if (nodePools.length > 0 || compute.length > 0) return;
  const waiting = selectedAddons(props, true).filter((name) => ADDON_RULES[name].placement !== "every-node");
  if (waiting.length > 0) addWithoutNodes(waiting, problems);
}

function neededBy(nodes: readonly TerraformResource[], compute: readonly TerraformResource[]): readonly AddonName[] {
  if (nodes.length > 0) return ADDON_NAMES.filter((name) => ADDON_RULES[name].byDefault);
  return compute.length > 0 ? ["coredns"] : [];
}

function addMissing(needed: readonly AddonName[], isForNodes: boolean, problems: Problems): void {
  const whose = isForNodes ? "Nodes of your own" : "Pods on Fargate";
  problems.add("addons", {
    code: "EKS_AUTO_MODE_ADDONS_MISSING",
    message: `${whose} lack what only the nodes of EKS Auto Mode do by themselves, and with it no add-on is installed unasked.`,
    found: `no ${needed.join(", ")}`,
    expected: "each of them said, as an add-on or, of eks-pod-identity-agent, as false",
    fix: `add to the add-ons ${needed.map((name) => `"${name}": {}`).join(", ")}`,
  });
}

function addWithoutNodes(waiting: readonly AddonName[], problems: Problems): void {
  problems.add("addons", {
    code: "EKS_AUTO_MODE_ADDONS_WAIT",
    message:
      "Pods of add-ons would stay pending and the deployment would fail: NodePools of your own come into the cluster later.",
    found: `${waiting.join(", ")} without a node pool of EKS's own`,
    expected: "a node pool that is there with the cluster, or none of these add-ons",
    fix: 'set autoMode.nodePools to ["general-purpose"], or take them out',
  });
}
