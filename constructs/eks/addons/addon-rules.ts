import type { AddonName } from "./addons.types";

/** Where the pods of an add-on run: a pod on every node, pods that run anywhere, or both. */
type Placement = "every-node" | "anywhere" | "both";

/** What an add-on is, and what it needs. */
export interface AddonRule {
  /** Whether nodes need it to join and to run pods, or it needs them to run. */
  readonly order: "before-compute" | "after-compute";
  /** Whether it is installed when nothing is said of it. */
  readonly byDefault: boolean;
  readonly placement: Placement;
  /** Add-ons without which it does nothing. */
  readonly needs: readonly AddonName[];
  /** Add-ons that are installed first, if the cluster has them. */
  readonly comesAfter: readonly AddonName[];
  /** Helm charts that install the same software: two of them in one cluster take it from each other. */
  readonly charts: readonly string[];
  /** What pods on Fargate have instead; absent when they have nothing. */
  readonly onFargate?: string;
  /** The oldest minor version that our configuration or role works with, and why. */
  readonly least?: { readonly minor: string; readonly because: string };
}

const NOTHING = { needs: [], comesAfter: [], charts: [] } as const;

/**
 * What add-ons need of each other and of the cluster (Amazon EKS User Guide, "AWS add-ons", "Community add-ons" and "Enable snapshot
 * functionality for CSI volumes"; "AWS Fargate considerations" for what does not run there; as of 2026-11).
 */
export const ADDON_RULES: Readonly<Record<AddonName, AddonRule>> = {
  "amazon-cloudwatch-observability": {
    ...NOTHING,
    order: "after-compute",
    byDefault: false,
    placement: "both",
    charts: ["amazon-cloudwatch-observability", "aws-cloudwatch-metrics", "aws-for-fluent-bit"],
    onFargate: "the logging of Fargate profiles",
  },
  "aws-ebs-csi-driver": {
    ...NOTHING,
    order: "after-compute",
    byDefault: false,
    placement: "both",
    comesAfter: ["snapshot-controller"],
    charts: ["aws-ebs-csi-driver"],
    // aws-ebs-csi-driver, CHANGELOG, v1.58.0.
    least: {
      minor: "1.58",
      because:
        "Older drivers do not tag volumes with the cluster's name, by which their role knows what is the cluster's.",
    },
  },
  "aws-efs-csi-driver": {
    ...NOTHING,
    order: "after-compute",
    byDefault: false,
    placement: "both",
    charts: ["aws-efs-csi-driver"],
    onFargate: "the EFS driver that Fargate brings along, for volumes that are declared by hand",
  },
  coredns: { ...NOTHING, order: "after-compute", byDefault: true, placement: "anywhere", charts: ["coredns"] },
  "eks-node-monitoring-agent": { ...NOTHING, order: "after-compute", byDefault: false, placement: "every-node" },
  "eks-pod-identity-agent": {
    ...NOTHING,
    order: "before-compute",
    byDefault: true,
    placement: "every-node",
    charts: ["eks-pod-identity-agent"],
    onFargate: "IRSA",
  },
  "kube-proxy": { ...NOTHING, order: "before-compute", byDefault: true, placement: "every-node" },
  "metrics-server": {
    ...NOTHING,
    order: "after-compute",
    byDefault: false,
    placement: "anywhere",
    charts: ["metrics-server"],
  },
  "snapshot-controller": {
    ...NOTHING,
    order: "after-compute",
    byDefault: false,
    placement: "anywhere",
    needs: ["aws-ebs-csi-driver"],
    charts: ["snapshot-controller"],
  },
  "vpc-cni": { ...NOTHING, order: "before-compute", byDefault: true, placement: "every-node", charts: ["aws-vpc-cni"] },
};

/**
 * Add-ons whose work EKS Auto Mode does on its own nodes (Amazon EKS User Guide, "Amazon EKS add-ons", considerations for Amazon EKS Auto Mode,
 * as of 2026-11).
 */
export const IN_AUTO_MODE: readonly AddonName[] = [
  "aws-ebs-csi-driver",
  "coredns",
  "eks-node-monitoring-agent",
  "eks-pod-identity-agent",
  "kube-proxy",
  "vpc-cni",
];

/**
 * The oldest versions that keep away from the nodes of EKS Auto Mode (Amazon EKS User Guide, "Enable EKS Auto Mode on an existing cluster",
 * required add-on versions, as of 2026-11). Of kube-proxy, what is older is for Kubernetes versions that are older than all of ours.
 */
export const LEAST_IN_AUTO_MODE: Partial<Readonly<Record<AddonName, string>>> = {
  "aws-ebs-csi-driver": "v1.37.0-eksbuild.1",
  "eks-pod-identity-agent": "v1.3.4-eksbuild.1",
  "kube-proxy": "v1.31.2-eksbuild.3",
  "snapshot-controller": "v8.1.0-eksbuild.2",
  "vpc-cni": "v1.19.0-eksbuild.1",
};

/** Every add-on that we know, sorted. */
export const ADDON_NAMES = Object.keys(ADDON_RULES) as readonly AddonName[];

/**
 * The add-on that installs the same software as a Helm chart: a release of the chart beside it would fight with EKS over the same
 * objects.
 *
 * @param chart name of the chart without its repository: `metrics-server`
 */
export function addonOfChart(chart: string): AddonName | undefined {
  return ADDON_NAMES.find((name) => ADDON_RULES[name].charts.includes(chart));
}

/**
 * Minor versions of an add-on that EKS has for a Kubernetes version, from the oldest to the newest that we know of. Of add-ons that
 * are not here, every version that is in use is for every Kubernetes version.
 *
 * Sources: the tables of Amazon EKS User Guide, "Manage CoreDNS for DNS in Amazon EKS clusters" and "Assign IPs to Pods with the
 * Amazon VPC CNI", between 2025-02 and 2026-07; EKS Distro, release notes of v1-31-eks-47 and v1-33-eks-34 (2026-07 and 2026-10).
 * AWS publishes no table of the oldest: they are those that the User Guide listed before the Kubernetes version came to EKS, so that
 * nothing is refused that may be offered.
 */
export const ADDON_LINES: Partial<Readonly<Record<AddonName, Readonly<Record<string, readonly [string, string]>>>>> = {
  coredns: {
    "1.31": ["1.11", "1.12"],
    "1.32": ["1.11", "1.12"],
    "1.33": ["1.12", "1.14"],
    "1.34": ["1.12", "1.14"],
    "1.35": ["1.12", "1.14"],
    "1.36": ["1.13", "1.14"],
    "1.37": ["1.14", "1.14"],
  },
  "vpc-cni": {
    "1.31": ["1.18", "1.23"],
    "1.32": ["1.18", "1.23"],
    "1.33": ["1.19", "1.23"],
    "1.34": ["1.19", "1.23"],
    "1.35": ["1.20", "1.23"],
    "1.36": ["1.20", "1.23"],
    "1.37": ["1.21", "1.23"],
  },
};
