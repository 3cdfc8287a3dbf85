import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { type TerraformResource, Token } from "cdktf";
import type { Problems } from "../../core/errors";
import type { AutoModePlan } from "../auto-mode/auto-mode.types";
import type { FargateSelector } from "../fargate/fargate-profile.types";
import { takesCoreDns } from "../fargate/fargate-selectors";
import { kubernetesEffect } from "../nodes/start/labels-and-taints";
import { ADDON_RULES } from "./addon-rules";
import type { AddonName, AddonsProps, Toleration } from "./addons.types";
import { checkBesideAutoMode } from "./auto-mode-compute-checks";
import type { ComputeOrder } from "./compute-order";
import { isTolerated } from "./pod-placement-checks";
import { selectedAddons } from "./selected-addons";

/** The taint that CoreDNS tolerates (its configuration schema, v1.10.1-eksbuild.11, `tolerations`). */
const TOLERATED = "CriticalAddonsOnly";

/**
 * Checks at synth, when all compute is declared, that every add-on has something to run on.
 *
 * @param autoMode what EKS Auto Mode is, where it is on
 */
export function checkAddonsCompute(
  props: AddonsProps,
  order: ComputeOrder,
  problems: Problems,
  autoMode?: AutoModePlan,
): void {
  const { compute } = order;
  const profiles = compute.filter((resource) => resource instanceof EksFargateProfile);
  const selectors = profiles.flatMap(selectorsOf);
  const nodes = compute.filter((resource) => !(resource instanceof EksFargateProfile));
  if (autoMode) {
    checkBesideAutoMode(props, compute, autoMode, problems);
    const isOnOwn = props.coredns !== undefined && nodes.length > 0 && autoMode.nodePools.length === 0;
    if (isOnOwn || props.coredns?.fargate) checkCoreDns(props, nodes, selectors, problems);
    return;
  }
  if (compute.length === 0) {
    addNoCompute(problems);
    return;
  }
  checkCoreDns(props, nodes, selectors, problems);
  if (nodes.length > 0) return;
  for (const name of selectedAddons(props)) {
    const { byDefault, placement } = ADDON_RULES[name];
    // Those that every cluster has wait quietly for nodes.
    if (byDefault && !isAsked(props, name)) continue;
    if (placement === "anywhere") checkKubeSystem(name, selectors, problems);
    else if (name !== "vpc-cni" && name !== "kube-proxy") addNeedsNodes(name, problems);
  }
}

/** An add-on whose pods stay pending is degraded, and Terraform waits 20 minutes for it (its resource `aws_eks_addon`, 5.100). */
function addNoCompute(problems: Problems): void {
  problems.add("", {
    code: "EKS_COMPUTE_MISSING",
    message: "The cluster has nothing that pods run on, so CoreDNS would stay pending and the deployment would fail.",
    found: "no node group, no nodes of one's own, no Fargate profile",
    expected: "at least one of them in the cluster's stack",
    fix: 'add nodes: in a file, nodeGroups: { app: { instanceTypes: [m7i.large], min: 2, max: 6 } }; in code, cluster.addNodeGroup("app", …)',
  });
}

function checkCoreDns(
  { coredns }: AddonsProps,
  nodes: readonly TerraformResource[],
  selectors: readonly FargateSelector[],
  problems: Problems,
): void {
  if (!coredns?.fargate) {
    if (nodes.length > 0) {
      const chosen = chosenNodes(nodes, coredns?.nodeSelector ?? {}, problems);
      if (chosen.length > 0) checkTaints(chosen, coredns?.tolerations ?? [], problems);
      checkSomeNode(nodes, problems);
      return;
    }
    problems.add("addons.coredns.fargate", {
      code: "EKS_COREDNS_NEEDS_NODES",
      message: "CoreDNS waits for nodes, and the cluster has Fargate profiles only.",
      found: "fargate: false",
      expected: "fargate: true on a cluster without nodes",
      fix: "set addons.coredns.fargate to true, and add a Fargate profile for kube-system",
    });
    return;
  }
  if (selectors.some(takesCoreDns)) return;
  problems.add("addons.coredns.fargate", {
    code: "EKS_COREDNS_PROFILE_MISSING",
    message: "CoreDNS is to run on Fargate, and no profile takes its pods.",
    found: selectors.length > 0 ? `profiles for ${namespacesOf(selectors)}` : "no Fargate profile",
    expected: "a profile that selects kube-system",
    fix: 'add one: cluster.addFargateProfile("core-dns", { selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }] })',
  });
}

/** A group begins with its least number of nodes; how many an Auto Scaling group of one's own has is not known here. */
function checkSomeNode(nodes: readonly TerraformResource[], problems: Problems): void {
  const isEmpty = (resource: TerraformResource) =>
    resource instanceof EksNodeGroup && resource.scalingConfigInput?.minSize === 0;
  if (!nodes.every(isEmpty)) return;
  problems.add("addons.coredns", {
    code: "EKS_COREDNS_NO_NODE",
    message: "Every node group begins with no node, so CoreDNS would stay pending and the deployment would fail.",
    found: nodes.length === 1 ? "one node group with min: 0" : `${nodes.length} node groups with min: 0`,
    expected: "a node group with one node or more",
    fix: "set min: 1 for the group that is for what every cluster runs",
  });
}

/** Labels that Kubernetes and EKS give nodes by themselves, or that nodes of one's own have: whether nodes have them is not known here. */
const GIVEN = /(^|\.)(kubernetes\.io|k8s\.io|amazonaws\.com|k8s\.aws)\//;

/** The nodes that CoreDNS chooses by their labels; adds a problem when there are none. Those of Auto Scaling groups pass. */
function chosenNodes(
  nodes: readonly TerraformResource[],
  nodeSelector: Readonly<Record<string, string>>,
  problems: Problems,
): readonly TerraformResource[] {
  const wanted = Object.entries(nodeSelector).filter(([key]) => !GIVEN.test(key));
  const chosen = nodes.filter((resource) => {
    const labels = resource instanceof EksNodeGroup ? (resource.labelsInput ?? {}) : undefined;
    return labels === undefined || wanted.every(([key, value]) => labels[key] === value);
  });
  if (chosen.length > 0) return chosen;
  const asked = wanted.map(([key, value]) => `${key}: ${value}`).join(", ");
  problems.add("addons.coredns.nodeSelector", {
    code: "EKS_COREDNS_NO_NODE_CHOSEN",
    message: "No node group has the labels that CoreDNS chooses nodes by, so it would stay pending.",
    found: asked,
    expected: "labels that a node group has",
    fix: `give a node group labels: { ${asked} }, or leave nodeSelector out`,
  });
  return [];
}

/** Taints of nodes in Auto Scaling groups are not known here; such nodes pass. */
function checkTaints(
  nodes: readonly TerraformResource[],
  tolerations: readonly Toleration[],
  problems: Problems,
): void {
  const taints = nodes.map((resource) =>
    resource instanceof EksNodeGroup ? taintsAgainstCoreDns(resource, tolerations) : [],
  );
  if (taints.some((ofGroup) => ofGroup.length === 0)) return;
  problems.add("addons.coredns", {
    code: "EKS_COREDNS_TAINTED",
    message: "Every node group keeps CoreDNS away by a taint, so it would stay pending and the deployment would fail.",
    found: [...new Set(taints.flat())].sort().join(", "),
    expected: `a node group without taints, or with no other than ${TOLERATED} and those of its tolerations`,
    fix: "take the taint from one node group, add one for what every cluster runs, or tolerate it by addons.coredns.tolerations",
  });
}

function taintsAgainstCoreDns(group: EksNodeGroup, tolerations: readonly Toleration[]): readonly string[] {
  const taints = group.taintInput;
  if (!Array.isArray(taints)) return [];
  return taints
    .filter(({ key, effect }) => key !== TOLERATED && effect !== "PREFER_NO_SCHEDULE")
    .filter(({ key, value, effect }) => {
      const taint = { key, effect: kubernetesEffect(effect), ...(value === undefined ? {} : { value }) };
      return !isTolerated(taint, tolerations);
    })
    .map(({ key, value, effect }) => `${key}${value ? `=${value}` : ""}:${effect}`);
}

/** Its pods are in kube-system; whether labels of a selector fit them is left to the user. */
function checkKubeSystem(name: AddonName, selectors: readonly FargateSelector[], problems: Problems): void {
  if (name === "coredns" || selectors.some(({ namespace }) => takesCoreDns({ namespace }))) return;
  problems.add(`addons.${name}`, {
    code: "EKS_ADDON_PROFILE_MISSING",
    message: "The add-on has nothing to run on: the cluster has no nodes, and no Fargate profile takes its pods.",
    found: `${name}, profiles for ${namespacesOf(selectors)}`,
    expected: "a profile that selects kube-system",
    fix: 'add one: cluster.addFargateProfile("system", { namespace: "kube-system" })',
  });
}

function addNeedsNodes(name: AddonName, problems: Problems): void {
  const { onFargate } = ADDON_RULES[name];
  problems.add(`addons.${name}`, {
    code: "EKS_ADDON_NEEDS_NODES",
    message: "The add-on runs a pod on every node, and the cluster has Fargate profiles only.",
    found: name,
    expected: "nodes, or a cluster without this add-on",
    fix: `set it to false${onFargate === undefined ? "" : `; pods on Fargate have ${onFargate}`}`,
  });
}

function isAsked(props: AddonsProps, name: AddonName): boolean {
  return props[name] !== undefined;
}

function selectorsOf(profile: EksFargateProfile): readonly FargateSelector[] {
  const selectors = profile.selectorInput;
  if (!Array.isArray(selectors)) return [];
  return selectors.flatMap(({ namespace, labels }) =>
    namespace === undefined || Token.isUnresolved(namespace) ? [] : [{ namespace, ...(labels ? { labels } : {}) }],
  );
}

function namespacesOf(selectors: readonly FargateSelector[]): string {
  return [...new Set(selectors.map(({ namespace }) => namespace))].sort().join(", ");
}
