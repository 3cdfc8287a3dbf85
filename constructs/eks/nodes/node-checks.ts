import { checkInitialSize } from "../../compute/initial-size";
import { checkKeyName } from "../../compute/key-name";
import { checkNumber } from "../../core/checks/number-check";
import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import { checkName } from "../../core/names/naming";
import { checkMorePolicies } from "../../iam/policies/more-policies";
import { checkSecurityGroupId } from "../../security-groups/security-group-id";
import { isDnsLabel } from "../kubernetes-names";
import { checkInstanceTypes, type InstanceKind } from "./instances/instance-types";
import { smallestNode } from "./instances/max-pods";
import { checkNitro } from "./instances/nitro";
import type { NodeOptions, NodeRemoteAccess } from "./node-group.types";
import type { NodesCluster } from "./nodes-cluster.types";
import { checkLabels, checkTaints } from "./start/labels-and-taints";
import { checkNodeSettings } from "./start/node-config-checks";

/** Nodes of one cluster (Kubernetes documentation, "Considerations for large clusters", as of 2026-11), and so of one group. */
export const MOST_NODES = 5_000;

/** Least nodes of a group in a protected environment. */
const LEAST_PROTECTED = 2;

/** Beyond this, a name would not leave room for the characters that make it unique: see {@link checkNodes}. */
const LONGEST_NAME = 36;

/** What is checked of nodes of either kind. */
export interface NodesToCheck extends NodeOptions {
  readonly name: string;
  readonly cluster: NodesCluster;
}

/**
 * Checks what managed and self-managed nodes have in common, but for their place.
 *
 * @returns what the instance types have in common, or `undefined` when they have problems
 */
export function checkNodes(props: NodesToCheck, protect: boolean, problems: Problems): InstanceKind | undefined {
  checkNodesName(props.name, problems);
  const kind = checkInstanceTypes(props, problems);
  if (props.cluster.ipFamily === "ipv6") checkNitro(props.instanceTypes, problems);
  checkSize(props, protect, problems);
  checkLabels(props.labels ?? {}, problems);
  checkTaints(props.taints ?? [], problems);
  checkMaxPods(props, problems);
  checkNodeSettings(props, problems);
  if (props.remoteAccess) checkRemoteAccess(props.remoteAccess, problems);
  if (props.podsReachMetadata) {
    checkExemptionReason(props.podsReachMetadata.reason, "podsReachMetadata.reason", problems);
  }
  checkMorePolicies(props.morePolicies, problems);
  if (props.roleName !== undefined) checkName("iamRole", props.roleName, problems, "roleName");
  return kind;
}

/** A group's name is the name in code, `-`, and 26 characters of the provider: 63 in all (Amazon EKS User Guide, "Create a managed node group for your cluster", as of 2026-11). */
function checkNodesName(name: string, problems: Problems): void {
  if (isDnsLabel(name, LONGEST_NAME)) return;
  problems.add("name", {
    code: "EKS_NODES_NAME",
    message: "Nodes cannot have this name.",
    found: `"${name}" (${name.length} characters)`,
    expected: `1 to ${LONGEST_NAME} of a-z, 0-9 and -, beginning and ending with a letter or a digit`,
    fix: 'name them by what they are for, for example "app"',
  });
}

function checkSize({ min, max, initial }: NodeOptions, protect: boolean, problems: Problems): void {
  if (problems.hasAt("min", "max")) return;
  if (min > max) {
    problems.add("min", {
      code: "EKS_NODES_MIN_ABOVE_MAX",
      message: "The least number of nodes is above the greatest.",
      found: `min ${min}, max ${max}`,
      expected: "min that is at most max",
      fix: `set min to ${max} or less, or max to ${min} or more`,
    });
  }
  checkInitialSize({ min, max, ...(initial === undefined ? {} : { initial }) }, "nodes", problems);
  if (!protect || min >= LEAST_PROTECTED) return;
  problems.add("min", {
    code: "EKS_NODES_TOO_FEW",
    message: "A protected environment has two nodes or more in a group, so that it outlives the loss of one.",
    found: `min ${min}`,
    expected: `${LEAST_PROTECTED} or more`,
    fix: `set min to ${LEAST_PROTECTED}`,
  });
}

function checkMaxPods({ maxPods, instanceTypes, cluster }: NodesToCheck, problems: Problems): void {
  if (maxPods === undefined) return;
  const smallest = smallestNode(instanceTypes, cluster.podNetworking);
  if (smallest === undefined || !(maxPods > smallest.maxPods)) {
    checkNumber(maxPods, { least: 1, most: 250, unit: "pods" }, "maxPods", problems);
    return;
  }
  const { prefixDelegation } = cluster.podNetworking;
  problems.add("maxPods", {
    code: "EKS_MAX_PODS",
    message: "The nodes cannot run this many pods.",
    found: `${maxPods} pods on ${smallest.instanceType}`,
    expected: `at most ${smallest.maxPods}, ${prefixDelegation ? "which is what AWS recommends with prefix delegation" : "which is what its network interfaces have addresses for"}`,
    fix: prefixDelegation
      ? `set maxPods to ${smallest.maxPods} or less, or leave it out`
      : `set maxPods to ${smallest.maxPods} or less, leave it out, or turn on the CNI's prefixDelegation`,
  });
}

function checkRemoteAccess({ keyName, fromSecurityGroups = [], from }: NodeRemoteAccess, problems: Problems): void {
  checkKeyName(keyName, "remoteAccess.keyName", problems);
  if (fromSecurityGroups.length === 0 && (from === undefined || from.length === 0)) {
    problems.add(`remoteAccess.${from === undefined ? "fromSecurityGroups" : "from"}`, {
      code: "EKS_REMOTE_ACCESS_NOBODY",
      message: "Nobody is let in, so the key is of no use; EKS itself would let in the whole internet.",
      found: "an empty list",
      expected: "at least one security group, such as that of the bastion, or one range or prefix list in from",
      fix: "name the groups or networks that may connect, or use sessionManager: true in the place of remoteAccess, which needs no key and no open port",
    });
  }
  for (const id of fromSecurityGroups) checkSecurityGroupId(id, "remoteAccess.fromSecurityGroups", problems);
}
