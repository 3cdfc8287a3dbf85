import { closest, distance } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { checkPrefixRoom } from "../nodes/instances/prefix-room";
import { ADDON_NAMES, ADDON_RULES, IN_AUTO_MODE } from "./addon-rules";
import { checkAddonValues } from "./addon-value-checks";
import { checkAddonVersion } from "./addon-version-checks";
import type { AddonName, AddonsProps, CoreDnsOptions, OtherAddonOptions } from "./addons.types";
import { checkOtherAddon } from "./other-addon-checks";
import { checkNodeSelector, checkTolerations } from "./pod-placement-checks";
import { checkPodTier } from "./pod-subnets";
import { addonOptions, selectedAddons } from "./selected-addons";

/** What add-ons are checked against. */
export interface AddonsCluster extends Pick<IEksCluster, "identity" | "network"> {
  /** Absent where it is none to use: which versions of add-ons would fit it has no meaning. */
  readonly version?: string;
  /** Whether it has EKS Auto Mode. */
  readonly autoMode?: boolean;
}

/**
 * Checks the add-ons of a cluster: that we know them, that their versions fit the cluster's, that they have what they need, and
 * their options.
 */
export function checkAddons(
  props: AddonsProps,
  cluster: AddonsCluster,
  problems: Problems,
  others: Readonly<Record<string, OtherAddonOptions>> = {},
): void {
  checkNames(props, problems);
  const { autoMode = false, version: kubernetes } = cluster;
  const selected = selectedAddons(props, autoMode);
  for (const name of selected) {
    const { version, values } = addonOptions(props, name);
    if (kubernetes !== undefined) {
      checkAddonVersion({ name, version, kubernetes, autoMode }, `addons.${name}`, problems);
    }
    checkNeeds(name, autoMode ? [...selected, ...IN_AUTO_MODE] : selected, problems);
    if (values) checkAddonValues(name, values, `addons.${name}`, problems);
  }
  if (kubernetes !== undefined) {
    for (const [name, options] of Object.entries(others)) checkOtherAddon(name, options, kubernetes, problems);
  }
  checkAgent(cluster, selected, problems);
  const podTier = props["vpc-cni"]?.podTier;
  if (podTier !== undefined) checkPodTier(cluster.network, podTier, "addons.vpc-cni.podTier", problems);
  const podSubnets = cluster.network.tiers.find(({ name }) => name === podTier)?.subnets ?? [];
  if (podTier !== undefined && (props["vpc-cni"]?.prefixDelegation ?? true)) {
    checkPrefixRoom(podTier, podSubnets, "addons.vpc-cni.podTier", problems);
  }
  checkReplicas(props.coredns?.replicas, problems);
  checkCoreDnsPlace(props.coredns, problems);
}

function checkNames(props: AddonsProps, problems: Problems): void {
  for (const name of Object.keys(props)) {
    if (ADDON_NAMES.includes(name as AddonName)) continue;
    problems.add(`addons.${name}`, {
      code: "EKS_ADDON_UNKNOWN",
      message: "This is not an add-on that can be installed here.",
      found: `"${name}"`,
      expected: `one of ${ADDON_NAMES.join(", ")}`,
      fix: suggestion(name),
    });
  }
}

function suggestion(name: string): string {
  const nearest = closest(name, [...ADDON_NAMES]);
  return distance(name, nearest) <= name.length / 3
    ? `write "${nearest}"`
    : "write it in otherAddons if EKS has it, with its version; else install it by Helm in the stack of what runs in the cluster";
}

function checkNeeds(name: AddonName, selected: readonly AddonName[], problems: Problems): void {
  for (const needed of ADDON_RULES[name].needs.filter((other) => !selected.includes(other))) {
    problems.add(`addons.${name}`, {
      code: "EKS_ADDON_DEPENDENCY_MISSING",
      message: "The add-on does nothing without another one.",
      found: `${name} without ${needed}`,
      expected: `${needed} among the add-ons`,
      fix: `add "${needed}": true to the add-ons, or take ${name} out`,
    });
  }
}

function checkAgent({ identity, autoMode }: AddonsCluster, selected: readonly AddonName[], problems: Problems): void {
  if (identity !== "pod-identity" || autoMode || selected.includes("eks-pod-identity-agent")) return;
  problems.add("addons.eks-pod-identity-agent", {
    code: "EKS_ADDON_DEPENDENCY_MISSING",
    message: "Pods of this cluster get their roles by Pod Identity, and no agent hands them out.",
    found: 'identity "pod-identity" without the add-on eks-pod-identity-agent',
    expected: 'the agent among the add-ons, or identity "irsa"',
    fix: 'take "eks-pod-identity-agent": false out, or use identity: "irsa", as pods on Fargate always do',
  });
}

function checkReplicas(replicas: CoreDnsOptions["replicas"], problems: Problems): void {
  const at = "addons.coredns.replicas";
  if (replicas === undefined || typeof replicas === "number" || replicas.min <= replicas.max) return;
  if (problems.hasAt(`${at}.min`, `${at}.max`)) return;
  problems.add(`${at}.min`, {
    code: "EKS_COREDNS_MIN_ABOVE_MAX",
    message: "The least number of replicas is above the greatest.",
    found: `min ${replicas.min}, max ${replicas.max}`,
    expected: "min that is at most max",
    fix: `set min to ${replicas.max} or less, or max to ${replicas.min} or more`,
  });
}

/** Pods on Fargate have machines of their own, which they do not choose. */
function checkCoreDnsPlace(options: CoreDnsOptions | undefined, problems: Problems): void {
  const { fargate = false, nodeSelector, tolerations = [] } = options ?? {};
  for (const property of ["nodeSelector", "tolerations"] as const) {
    if (!fargate || options?.[property] === undefined) continue;
    problems.add(`addons.coredns.${property}`, {
      code: "EKS_COREDNS_FARGATE_NODES",
      message: "On Fargate CoreDNS has machines of its own, and chooses no nodes.",
      found: `${property} with fargate: true`,
      expected: `no ${property}, or CoreDNS on nodes`,
      fix: `leave ${property} out, or take fargate out`,
    });
  }
  checkNodeSelector(nodeSelector ?? {}, "addons.coredns.nodeSelector", problems);
  checkTolerations(tolerations, "addons.coredns.tolerations", problems);
}
