import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import type { AutoMode } from "../auto-mode/auto-mode";
import type { EksClusterProps } from "./eks-cluster.types";

/** How a cluster that is taken over was made is no reason to replace it; EKS does not even tell the second of these. */
const MADE_OTHERWISE = [
  "access_config[0].bootstrap_cluster_creator_admin_permissions",
  "bootstrap_self_managed_addons",
];

export function lifecycleOf({ clusterName }: EksClusterProps, protect: boolean) {
  const lifecycle = {
    ...(protect ? { preventDestroy: true } : {}),
    ...(clusterName === undefined ? {} : { ignoreChanges: MADE_OTHERWISE }),
  };
  return Object.keys(lifecycle).length > 0 ? { lifecycle } : {};
}

export function supportOf({ support }: EksClusterProps, protect: boolean): "standard" | "extended" {
  return support ?? (protect ? "extended" : "standard");
}

/** What is said of the addresses of pods and services; IPv4 in a range of AWS's choice needs no word. EKS Auto Mode has its part in it. */
export function networkAndCompute(
  { ipFamily, serviceCidr }: EksClusterProps,
  autoMode: AutoMode | undefined,
): Pick<EksClusterConfig, "computeConfig" | "storageConfig" | "kubernetesNetworkConfig"> {
  const { kubernetesNetworkConfig: balancing, ...settings } = autoMode?.settings ?? {};
  const addresses =
    ipFamily === "ipv6" ? { ipFamily } : serviceCidr === undefined ? {} : { serviceIpv4Cidr: serviceCidr };
  const network = { ...addresses, ...balancing };
  return { ...settings, ...(Object.keys(network).length > 0 ? { kubernetesNetworkConfig: network } : {}) };
}

/** A name that a second cluster of the same stack does not have. */
export function nameWith(base: string, { name }: EksClusterProps): string {
  return name === undefined ? base : `${base}-${name}`;
}

/** The private endpoint is always on; the public one only for somebody. */
export function endpoints(publicCidrs: readonly string[]) {
  const cidrs = [...new Set(publicCidrs)].sort();
  return {
    endpointPrivateAccess: true,
    endpointPublicAccess: cidrs.length > 0,
    ...(cidrs.length > 0 ? { publicAccessCidrs: cidrs } : {}),
  };
}
