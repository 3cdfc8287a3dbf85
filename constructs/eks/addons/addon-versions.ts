import type { AddonName } from "./addons.types";

/**
 * How we know a pinned version: `default` is what EKS installs when no version is asked for, `latest` the newest that the Amazon
 * EKS User Guide lists, `offered` one that EKS offers for this Kubernetes version, `line` one that EKS offers for a neighbouring
 * Kubernetes version and that, by the policies of the add-on, is well for this one too.
 */
export type VersionBasis = "default" | "latest" | "offered" | "line";

/** A version of an add-on that is installed unless another one is asked for. */
export interface PinnedVersion {
  /** `v1.22.4-eksbuild.3`. */
  readonly version: string;
  readonly basis: VersionBasis;
  /** Month in which it was so: `2026-09`. */
  readonly asOf: string;
}

/** Pinned versions by Kubernetes version. */
type Versions = Readonly<Record<string, PinnedVersion>>;

/**
 * Pinned versions by add-on and Kubernetes version.
 *
 * Sources: answers of `aws eks describe-addon-versions --kubernetes-version <version>` that Terraform configurations of 2026-06 to
 * 2026-10 record (`default`, `offered`), and Amazon EKS User Guide, "Manage CoreDNS for DNS in Amazon EKS clusters", 2026-07
 * (`latest`). AWS publishes no table of the add-ons that are neither of networking nor of DNS. For 1.37, which EKS has since 2026-10,
 * no answer was found: CoreDNS is the version that EKS Distro builds for 1.33 to 1.37 (its release v1-33-eks-34, 2026-10), kube-proxy
 * the newest of 1.36, which Kubernetes admits ("Version Skew Policy"), the others those of 1.36.
 */
export const ADDON_VERSIONS: Readonly<Record<AddonName, Versions>> = {
  "amazon-cloudwatch-observability": {
    "1.31": { version: "v6.4.0-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.32": { version: "v6.4.0-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.33": { version: "v6.4.0-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.34": { version: "v6.4.0-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.35": { version: "v6.6.0-eksbuild.1", basis: "offered", asOf: "2026-09" },
    "1.36": { version: "v6.6.0-eksbuild.1", basis: "offered", asOf: "2026-09" },
    "1.37": { version: "v6.7.0-eksbuild.1", basis: "line", asOf: "2026-10" },
  },
  "aws-ebs-csi-driver": {
    "1.31": { version: "v1.63.1-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.32": { version: "v1.63.1-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.33": { version: "v1.63.1-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.34": { version: "v1.66.0-eksbuild.1", basis: "default", asOf: "2026-09" },
    "1.35": { version: "v1.65.0-eksbuild.1", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v1.66.0-eksbuild.1", basis: "default", asOf: "2026-09" },
    "1.37": { version: "v1.66.0-eksbuild.1", basis: "line", asOf: "2026-10" },
  },
  "aws-efs-csi-driver": {
    "1.31": { version: "v3.4.2-eksbuild.1", basis: "line", asOf: "2026-08" },
    "1.32": { version: "v3.4.2-eksbuild.1", basis: "line", asOf: "2026-08" },
    "1.33": { version: "v3.4.2-eksbuild.1", basis: "line", asOf: "2026-08" },
    "1.34": { version: "v3.4.2-eksbuild.1", basis: "offered", asOf: "2026-08" },
    "1.35": { version: "v3.4.2-eksbuild.1", basis: "offered", asOf: "2026-08" },
    "1.36": { version: "v3.4.2-eksbuild.1", basis: "line", asOf: "2026-08" },
    "1.37": { version: "v3.4.2-eksbuild.1", basis: "line", asOf: "2026-08" },
  },
  coredns: {
    "1.31": { version: "v1.11.4-eksbuild.40", basis: "latest", asOf: "2026-07" },
    "1.32": { version: "v1.11.4-eksbuild.40", basis: "latest", asOf: "2026-07" },
    "1.33": { version: "v1.12.4-eksbuild.18", basis: "latest", asOf: "2026-07" },
    "1.34": { version: "v1.12.4-eksbuild.38", basis: "default", asOf: "2026-09" },
    "1.35": { version: "v1.13.2-eksbuild.21", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v1.14.3-eksbuild.16", basis: "default", asOf: "2026-09" },
    "1.37": { version: "v1.14.7-eksbuild.10", basis: "line", asOf: "2026-10" },
  },
  "eks-node-monitoring-agent": {
    "1.31": { version: "v1.6.7-eksbuild.1", basis: "line", asOf: "2026-07" },
    "1.32": { version: "v1.6.7-eksbuild.1", basis: "line", asOf: "2026-07" },
    "1.33": { version: "v1.6.7-eksbuild.1", basis: "line", asOf: "2026-07" },
    "1.34": { version: "v1.6.7-eksbuild.1", basis: "line", asOf: "2026-07" },
    "1.35": { version: "v1.6.7-eksbuild.1", basis: "line", asOf: "2026-07" },
    "1.36": { version: "v1.6.7-eksbuild.1", basis: "offered", asOf: "2026-07" },
    "1.37": { version: "v1.7.2-eksbuild.1", basis: "line", asOf: "2026-10" },
  },
  "eks-pod-identity-agent": {
    "1.31": { version: "v1.3.10-eksbuild.3", basis: "line", asOf: "2026-06" },
    "1.32": { version: "v1.3.10-eksbuild.3", basis: "line", asOf: "2026-06" },
    "1.33": { version: "v1.3.10-eksbuild.3", basis: "default", asOf: "2026-06" },
    "1.34": { version: "v1.3.10-eksbuild.3", basis: "default", asOf: "2026-06" },
    "1.35": { version: "v1.3.10-eksbuild.3", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v1.3.10-eksbuild.3", basis: "default", asOf: "2026-08" },
    "1.37": { version: "v1.4.0-eksbuild.3", basis: "line", asOf: "2026-10" },
  },
  "kube-proxy": {
    "1.31": { version: "v1.31.14-eksbuild.25", basis: "offered", asOf: "2026-07" },
    "1.32": { version: "v1.32.13-eksbuild.21", basis: "offered", asOf: "2026-07" },
    "1.33": { version: "v1.33.10-eksbuild.21", basis: "offered", asOf: "2026-08" },
    "1.34": { version: "v1.34.6-eksbuild.29", basis: "default", asOf: "2026-09" },
    "1.35": { version: "v1.35.3-eksbuild.21", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v1.36.0-eksbuild.21", basis: "default", asOf: "2026-09" },
    "1.37": { version: "v1.36.0-eksbuild.21", basis: "line", asOf: "2026-09" },
  },
  "metrics-server": {
    "1.31": { version: "v0.8.1-eksbuild.14", basis: "offered", asOf: "2026-07" },
    "1.32": { version: "v0.8.1-eksbuild.14", basis: "offered", asOf: "2026-07" },
    "1.33": { version: "v0.8.1-eksbuild.14", basis: "offered", asOf: "2026-07" },
    "1.34": { version: "v0.9.0-eksbuild.11", basis: "default", asOf: "2026-09" },
    "1.35": { version: "v0.9.0-eksbuild.7", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v0.9.0-eksbuild.10", basis: "default", asOf: "2026-09" },
    "1.37": { version: "v0.9.0-eksbuild.11", basis: "line", asOf: "2026-10" },
  },
  "snapshot-controller": {
    "1.31": { version: "v8.6.0-eksbuild.6", basis: "line", asOf: "2026-08" },
    "1.32": { version: "v8.6.0-eksbuild.6", basis: "line", asOf: "2026-08" },
    "1.33": { version: "v8.6.0-eksbuild.6", basis: "line", asOf: "2026-08" },
    "1.34": { version: "v8.6.0-eksbuild.6", basis: "line", asOf: "2026-08" },
    "1.35": { version: "v8.6.0-eksbuild.6", basis: "offered", asOf: "2026-08" },
    "1.36": { version: "v8.6.0-eksbuild.6", basis: "line", asOf: "2026-08" },
    "1.37": { version: "v8.6.0-eksbuild.8", basis: "line", asOf: "2026-10" },
  },
  "vpc-cni": {
    "1.31": { version: "v1.22.4-eksbuild.3", basis: "line", asOf: "2026-09" },
    "1.32": { version: "v1.22.4-eksbuild.3", basis: "line", asOf: "2026-09" },
    "1.33": { version: "v1.22.4-eksbuild.3", basis: "offered", asOf: "2026-09" },
    "1.34": { version: "v1.22.4-eksbuild.3", basis: "default", asOf: "2026-09" },
    "1.35": { version: "v1.22.4-eksbuild.3", basis: "default", asOf: "2026-08" },
    "1.36": { version: "v1.22.4-eksbuild.3", basis: "default", asOf: "2026-09" },
    "1.37": { version: "v1.23.2-eksbuild.1", basis: "line", asOf: "2026-10" },
  },
};

/** The version that is pinned for a Kubernetes version. */
export function pinnedVersion(name: AddonName, kubernetesVersion: string): string | undefined {
  return ADDON_VERSIONS[name][kubernetesVersion]?.version;
}

/** Kubernetes versions that versions of an add-on are pinned for, the oldest first. */
export function pinnedKubernetesVersions(name: AddonName): readonly string[] {
  return Object.keys(ADDON_VERSIONS[name]);
}
