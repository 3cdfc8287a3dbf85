import type { AddonName } from "./addons.types";

/** Pinned versions by add-on and Kubernetes version. */
export const ADDON_VERSIONS: Readonly<Record<AddonName, Readonly<Record<string, string>>>> = {
  "vpc-cni": { "1.33": "v1.20.4-eksbuild.1", "1.34": "v1.20.4-eksbuild.1", "1.35": "v1.20.4-eksbuild.1" },
  "kube-proxy": { "1.33": "v1.33.10-eksbuild.2", "1.34": "v1.34.6-eksbuild.2", "1.35": "v1.35.3-eksbuild.2" },
  "eks-pod-identity-agent": {
    "1.33": "v1.3.10-eksbuild.2",
    "1.34": "v1.3.10-eksbuild.2",
    "1.35": "v1.3.10-eksbuild.2",
  },
  coredns: { "1.33": "v1.12.4-eksbuild.18", "1.34": "v1.13.2-eksbuild.11", "1.35": "v1.14.3-eksbuild.3" },
  "aws-ebs-csi-driver": {},
  "aws-efs-csi-driver": {},
  "metrics-server": {},
  "eks-node-monitoring-agent": {},
  "amazon-cloudwatch-observability": {},
  "snapshot-controller": {},
};

/** The version that is pinned for a Kubernetes version. */
export function pinnedVersion(name: AddonName, kubernetesVersion: string): string | undefined {
  return ADDON_VERSIONS[name][kubernetesVersion];
}
