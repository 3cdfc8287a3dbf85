import type { Problems } from "../../core/errors";
import type { EksClusterProps, IpFamily } from "./eks-cluster.types";

/**
 * Checks the family of a cluster's addresses and what AWS does not have together with IPv6 (Amazon EKS User Guide, "Learn about IPv6
 * addresses to clusters, Pods, and services", and Amazon EKS API Reference, `KubernetesNetworkConfigRequest`, read 2026-11).
 *
 * @param region of the cluster
 * @param deployed family that the cluster was made with, when it is there
 */
export function checkIpFamily(
  props: EksClusterProps,
  region: string,
  deployed: IpFamily | undefined,
  problems: Problems,
): void {
  const family = props.ipFamily ?? "ipv4";
  if (deployed !== undefined && deployed !== family) addFixed(family, deployed, problems);
  if (family !== "ipv6") return;
  if (region.startsWith("cn-")) addRegion(region, problems);
  if (!props.network.ipv6) addNetwork(problems);
  if (props.serviceCidr !== undefined) addServiceCidr(props.serviceCidr, problems);
  const { podTier, prefixDelegation } = props.addons?.["vpc-cni"] ?? {};
  if (podTier !== undefined) addPodTier(podTier, problems);
  if (prefixDelegation === false) addPrefixes(problems);
}

function addFixed(family: IpFamily, deployed: IpFamily, problems: Problems): void {
  problems.add("ipFamily", {
    code: "EKS_IP_FAMILY_FIXED",
    message: "A cluster keeps the family of addresses that it was made with: EKS changes it for none.",
    found: `${family}, and ${deployed} is deployed`,
    expected: deployed,
    fix: `set ipFamily to ${deployed}, or make a new cluster with ${family} beside this one and move over`,
  });
}

function addRegion(region: string, problems: Problems): void {
  problems.add("ipFamily", {
    code: "EKS_IPV6_REGION",
    message: "EKS has no clusters with IPv6 in China.",
    found: `ipv6 in ${region}`,
    expected: "ipv4 in this region",
    fix: "leave ipFamily out",
  });
}

function addNetwork(problems: Problems): void {
  problems.add("ipFamily", {
    code: "EKS_IPV6_NETWORK",
    message: "Pods would have no addresses: the network has no IPv6, and EKS makes no such cluster in it.",
    found: "ipv6 in a network without IPv6",
    expected: "a network whose subnets have IPv4 and IPv6 ranges",
    fix: "set ipv6: true for the network, or leave ipFamily out",
  });
}

function addServiceCidr(range: string, problems: Problems): void {
  problems.add("serviceCidr", {
    code: "EKS_IPV6_SERVICE_CIDR",
    message: "Services of a cluster with IPv6 have addresses of a range that EKS chooses.",
    found: `${range} with ipFamily ipv6`,
    expected: "no serviceCidr",
    fix: "leave serviceCidr out",
  });
}

function addPodTier(tier: string, problems: Problems): void {
  problems.add("addons.vpc-cni.podTier", {
    code: "EKS_IPV6_POD_TIER",
    message: "Pods with IPv6 lie in the subnets of their nodes: the VPC CNI has no others for them.",
    found: `podTier "${tier}" with ipFamily ipv6`,
    expected: "no podTier",
    fix: "leave podTier out; a subnet has more IPv6 addresses than pods will ever need",
  });
}

function addPrefixes(problems: Problems): void {
  problems.add("addons.vpc-cni.prefixDelegation", {
    code: "EKS_IPV6_PREFIXES",
    message: "Pods get IPv6 addresses by prefixes only.",
    found: "prefixDelegation: false with ipFamily ipv6",
    expected: "prefixDelegation left out",
    fix: "leave prefixDelegation out",
  });
}
