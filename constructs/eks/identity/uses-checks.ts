import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { type TerraformResource, Token } from "cdktf";
import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import { checkLinks } from "../../links/link-checks";
import { checkLinkVariables, linksOf, type NamedLink } from "../../links/links";
import { toldByText } from "../../links/told-by-text";
import { isLabel } from "../addons/pod-placement-checks";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { takesNamespace } from "../fargate/fargate-selectors";
import { givesPodInterfaces } from "../nodes/instances/pod-interfaces";
import { hasNodeController } from "../nodes/node-controllers";
import type { ServiceAccountRoleOptions } from "./service-account.types";

/**
 * Minor version of Kubernetes from which nodes of Auto Mode give pods groups (Amazon EKS User Guide, "Assign security groups to individual Pods in
 * EKS Auto Mode", as of 2026-11).
 */
const AUTO_MODE_SINCE = 36;

/** What says how pods connect to what they use. */
type Uses = Pick<ServiceAccountRoleOptions, "uses" | "wildcard" | "createServiceAccount" | "podLabels" | "everyPod">;

/** Whether something is connected to. */
export function connectsTo(links: readonly NamedLink[]): boolean {
  return links.some(({ link }) => (link.connections ?? []).length > 0);
}

/**
 * Adds what is wrong with what pods use, as far as the role's own properties say it: `EKS_USES_WILDCARD`, `USE_VARIABLE_TWICE`,
 * `EKS_POD_GROUP_TWICE`, `EKS_PODS_UNSELECTED`, `EKS_POD_LABELS_INVALID`, `USE_LINK_INVALID`, `EXEMPTION_REASON`.
 */
export function checkUses(options: Uses, problems: Problems): void {
  const { wildcard, createServiceAccount, podLabels, everyPod } = options;
  const links = linksOf(options.uses);
  checkLinks(options.uses, "uses", problems);
  checkPodLabels(podLabels, problems);
  if (everyPod) checkExemptionReason(everyPod.reason, "everyPod.reason", problems);
  if (wildcard) {
    const given = [...(links.length > 0 ? ["uses"] : []), ...(createServiceAccount ? ["createServiceAccount"] : [])];
    if (given.length === 0) return;
    problems.add(given[0] ?? "", {
      code: "EKS_USES_WILDCARD",
      message: "What a service account has in the cluster lies in one namespace, and the role is for many.",
      found: `${given.join(" and ")} with wildcard`,
      expected: `a role for one namespace, or no ${given.join(" and no ")}`,
      fix: `take ${given.join(" and ")} out, or make a role for each namespace, without wildcard`,
    });
    return;
  }
  checkLinkVariables(
    toldByText(links).map((told) => ({ ...told, at: `uses.${told.name}` })),
    {},
    "use it under another name",
    problems,
  );
  if (podLabels && everyPod) {
    problems.add("podLabels", {
      code: "EKS_POD_GROUP_TWICE",
      message: "The pods connect by a security group of their own, or by the cluster's.",
      found: "podLabels and everyPod",
      expected: "one of the two",
      fix: "take everyPod out, or podLabels",
    });
  }
  if (connectsTo(links) && !createServiceAccount && !podLabels && !everyPod) {
    const connected = links.filter((link) => connectsTo([link])).map(({ name }) => name);
    problems.add("uses", {
      code: "EKS_PODS_UNSELECTED",
      message: "Nothing says which pods get the security group that lets them connect to what they use.",
      found: `rules for ${[...new Set(connected)].join(", ")}, without createServiceAccount and podLabels`,
      expected: "the service account made here, or labels that the pods carry",
      fix: 'set createServiceAccount: true if nothing else makes the service account, or podLabels: { "app.kubernetes.io/name": "api" } with labels of your pods',
    });
  }
}

/** Labels that no pod can have, and none at all, which every pod of the namespace has (`EKS_POD_LABELS_INVALID`). */
function checkPodLabels(podLabels: Readonly<Record<string, string>> | undefined, problems: Problems): void {
  if (podLabels === undefined) return;
  const labels = Object.entries(podLabels);
  const wrong = labels.filter(([key, value]) => !isLabel(key, value));
  if (labels.length > 0 && wrong.length === 0) return;
  problems.add("podLabels", {
    code: "EKS_POD_LABELS_INVALID",
    message:
      labels.length === 0
        ? "Without a label every pod of the namespace would get the security group."
        : "No pod can have this label, so no pod would get the security group.",
    found: labels.length === 0 ? "{}" : wrong.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", "),
    expected:
      "a label or more: key and value of A-Z, a-z, 0-9, -, _ and ., at most 63 characters each, the key with a domain and / before it or without",
    fix: 'write the labels as the pods have them, for example { "app.kubernetes.io/name": "api" }',
  });
}

/**
 * Adds what keeps the pods from a security group of their own, when all nodes are declared: `EKS_POD_GROUPS_OFF`, `EKS_POD_GROUPS_INSTANCES`,
 * `EKS_POD_GROUPS_AUTO_MODE`.
 * The role of a cluster that is made here always has `AmazonEKSVPCResourceController`, and its add-on is newer than v1.16, which clusters with
 * IPv6 need. On Fargate nothing has to be set (Amazon EKS User Guide, "Assign security groups to individual Pods", as of 2026-11).
 */
export function checkPodGroups(namespace: string, cluster: IEksCluster, problems: Problems): void {
  const { podGroups } = cluster;
  if (!podGroups) return;
  const { mode, compute } = podGroups;
  const profiles = compute.filter((resource) => resource instanceof EksFargateProfile);
  const nodes = compute.filter((resource) => !(resource instanceof EksFargateProfile));
  if (takesPods(profiles, namespace)) return;
  const elsewhere = hasNodeController(cluster);
  if (podGroups.autoMode && minor(cluster.version) >= AUTO_MODE_SINCE) return;
  if (nodes.length === 0 && !elsewhere) {
    if (podGroups.autoMode) problems.add("uses", olderAutoMode(cluster.version));
    return;
  }
  if (mode === undefined) {
    problems.add("uses", {
      code: "EKS_POD_GROUPS_OFF",
      message: "The pods connect by a security group of their own, and the cluster's nodes give pods none.",
      found: "addons.vpc-cni without podSecurityGroups",
      expected: "podSecurityGroups of the add-on vpc-cni",
      fix: 'set addons: { "vpc-cni": { podSecurityGroups: "standard" } } for the cluster, or say in everyPod: { reason: … } why every pod may connect',
    });
  }
  if (elsewhere || nodes.some((resource) => typesOf(resource).some(givesPodInterfaces))) return;
  const types = [...new Set(nodes.flatMap(typesOf))].sort();
  problems.add("uses", {
    code: "EKS_POD_GROUPS_INSTANCES",
    message:
      "The pods need a security group of their own, which no node of the cluster can give them, so they would stay pending.",
    found: types.join(", "),
    expected: "nodes of a type that has interfaces for pods, such as m7g.large; none of the families t2 to t4g has",
    fix: "add a node group of such a type, or say in everyPod: { reason: … } why every pod may connect",
  });
}

function olderAutoMode(version: string) {
  return {
    code: "EKS_POD_GROUPS_AUTO_MODE",
    message:
      "The pods connect by a security group of their own, which nodes of EKS Auto Mode give from a newer version on.",
    found: `EKS Auto Mode alone, with Kubernetes ${version}`,
    expected: `Kubernetes 1.${AUTO_MODE_SINCE} or newer`,
    fix: "say in everyPod: { reason: … } why every pod may connect, or raise the version of the cluster",
  };
}

function minor(version: string): number {
  return Number(version.split(".")[1]);
}

function takesPods(profiles: readonly EksFargateProfile[], namespace: string): boolean {
  return profiles.some(({ selectorInput }) =>
    (Array.isArray(selectorInput) ? selectorInput : []).some(
      ({ namespace: pattern, labels }) =>
        pattern !== undefined &&
        !Token.isUnresolved(pattern) &&
        takesNamespace({ namespace: pattern, ...(labels ? { labels } : {}) }, namespace),
    ),
  );
}

function typesOf(resource: TerraformResource): readonly string[] {
  if (resource instanceof EksNodeGroup) return resource.instanceTypesInput ?? [];
  if (!(resource instanceof AutoscalingGroup)) return [];
  const overrides = resource.mixedInstancesPolicyInput?.launchTemplate.override;
  return (Array.isArray(overrides) ? overrides : []).flatMap(({ instanceType }) => instanceType ?? []);
}
