import { QUOTAS } from "../../aws/quotas";
import type { Problems } from "../../core/errors";
import { MOST_NODES } from "./node-checks";
import type { NodeGroupOptions, NodeUpdate } from "./node-group.types";

/** kubelet may be so many minor versions older than the API server (Kubernetes documentation, "Version Skew Policy", as of 2026-11). */
const OLDEST_SKEW = 3;

/**
 * Checks what only managed node groups have.
 *
 * @param mostNodes nodes that the account may have in a group
 */
export function checkNodeGroup(
  props: NodeGroupOptions,
  clusterVersion: string,
  mostNodes: number,
  problems: Problems,
): void {
  checkMost(props, mostNodes, problems);
  if (props.update) checkUpdate(props.update, problems);
  const version = props.version ?? clusterVersion;
  if (!checkVersion(version, clusterVersion, problems)) return;
  if (props.releaseVersion !== undefined) {
    checkRelease(props.releaseVersion, props.image ?? "al2023", version, problems);
  }
}

function checkMost({ max }: NodeGroupOptions, most: number, problems: Problems): void {
  if (!(max > most && max <= MOST_NODES)) return;
  problems.add("max", {
    code: "EKS_NODES_MANY",
    message: "EKS makes a managed group of no more nodes in this account.",
    found: `max ${max}`,
    expected: `at most ${most} (${QUOTAS.nodesPerManagedNodeGroup.source})`,
    fix: "divide the nodes into several groups, or have the quota raised and set quotas.nodesPerManagedNodeGroup of the environment",
  });
}

function checkUpdate({ maxUnavailable, maxUnavailablePercentage }: NodeUpdate, problems: Problems): void {
  if (maxUnavailable !== undefined && maxUnavailablePercentage !== undefined) {
    problems.add("update", {
      code: "EKS_UPDATE_BOTH",
      message: "How many nodes are replaced at a time is said twice.",
      found: `maxUnavailable ${maxUnavailable}, maxUnavailablePercentage ${maxUnavailablePercentage}`,
      expected: "one of them",
      fix: "keep maxUnavailablePercentage, which grows with the group",
    });
  }
  if (maxUnavailable === undefined && maxUnavailablePercentage === undefined) {
    problems.add("update", {
      code: "EKS_UPDATE_EMPTY",
      message: "How many nodes are replaced at a time is not said.",
      found: "neither maxUnavailable nor maxUnavailablePercentage",
      expected: "one of them",
      fix: "leave update out for one third of the nodes",
    });
  }
}

function checkVersion(version: string, clusterVersion: string, problems: Problems): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [clusterMajor = 1, clusterMinor = 0] = clusterVersion.split(".").map(Number);
  const behind = /^1\.\d{1,2}$/.test(version) && major === clusterMajor ? clusterMinor - (minor ?? 0) : undefined;
  if (behind !== undefined && behind >= 0 && behind <= OLDEST_SKEW) return true;
  const oldest = `${clusterMajor}.${clusterMinor - OLDEST_SKEW}`;
  problems.add("version", {
    code: "EKS_NODES_VERSION",
    message:
      behind !== undefined && behind < 0
        ? "Nodes cannot be newer than their cluster."
        : behind === undefined
          ? "This is not a Kubernetes version."
          : "Nodes can be three minor versions older than their cluster, and no more.",
    found: `"${version}", in a cluster of ${clusterVersion}`,
    expected: `${oldest} to ${clusterVersion}`,
    fix: behind !== undefined && behind < 0 ? "upgrade the cluster first" : "leave version out to follow the cluster",
  });
  return false;
}

/** AMI release versions (Amazon EKS User Guide, "Retrieve information about Amazon Linux / Bottlerocket AMI versions", as of 2026-11). */
function checkRelease(release: string, image: "al2023" | "bottlerocket", version: string, problems: Problems): void {
  const example = image === "al2023" ? `${version}.2-20261105` : "1.49.0-bbf2a6ba";
  const form = image === "al2023" ? /^(\d+\.\d+)\.\d+-\d{8}$/ : /^\d+\.\d+\.\d+-[0-9a-f]{8}$/;
  const match = form.exec(release);
  if (match && (image === "bottlerocket" || match[1] === version)) return;
  problems.add("releaseVersion", {
    code: "EKS_RELEASE_VERSION",
    message: match
      ? "The release is for another Kubernetes version than the nodes."
      : "This is not a release of the image.",
    found: `"${release}", for nodes of ${version}`,
    expected: `a release of ${image} for ${version}, such as ${example}`,
    fix: "leave releaseVersion out for the newest, or take it from the list of releases of the image",
  });
}
