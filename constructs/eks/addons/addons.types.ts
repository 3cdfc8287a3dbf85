/** What every add-on has. */
export interface AddonOptions {
  /**
   * Version, such as `v1.20.4-eksbuild.1`.
   *
   * @example v1.20.4-eksbuild.1
   * @default - the one that is pinned for the cluster's Kubernetes version
   */
  readonly version?: string;
}

/** Pod networking. */
export interface VpcCniOptions extends AddonOptions {
  /**
   * Whether nodes get whole /28 prefixes for their pods, so that more fit on one node.
   *
   * @default true
   */
  readonly prefixDelegation?: boolean;
  /**
   * Tier whose subnets pods get their addresses from, usually of a secondary range.
   *
   * @default - the node's own subnet
   */
  readonly podTier?: string;
  /**
   * Whether NetworkPolicy objects are enforced.
   *
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/** How many pods of CoreDNS there are. */
export interface CoreDnsReplicas {
  /**
   * Least number of pods.
   *
   * @minimum 1
   * @maximum 1000
   */
  readonly min: number;
  /**
   * Greatest number of pods.
   *
   * @minimum 1
   * @maximum 1000
   */
  readonly max: number;
}

/** Cluster DNS. */
export interface CoreDnsOptions extends AddonOptions {
  /**
   * Pods of CoreDNS, 2 or more, or how many at least and most.
   *
   * @minimum 1
   * @maximum 1000
   * @default - between 2 and 10, by the size of the cluster
   */
  readonly replicas?: number | CoreDnsReplicas;
  /**
   * Whether it runs on Fargate.
   *
   * @default false
   */
  readonly fargate?: boolean;
}

/** Encrypted EBS volumes for pods. */
export interface EbsCsiOptions extends AddonOptions {
  /**
   * ARNs of the KMS keys that volumes may be encrypted with.
   *
   * @default - AWS's own key for EBS
   */
  readonly keyArns?: readonly string[];
}

/** EFS file systems for pods. */
export interface EfsCsiOptions extends AddonOptions {
  /**
   * ARNs of the file systems that access points may be made in.
   *
   * @default - file systems of the account with the tag of the cluster
   */
  readonly fileSystemArns?: readonly string[];
}

/** Metrics and logs of nodes and pods in CloudWatch. */
export interface CloudWatchOptions extends AddonOptions {
  /**
   * Whether Application Signals watches every service: it adds an agent to the pods of all workloads, and costs by what it sees.
   *
   * @default false - only workloads that ask for it by an annotation are watched
   */
  readonly applicationSignals?: boolean;
}

/**
 * Add-ons by their names in EKS. `true` is the add-on with its defaults. Those that nodes need (vpc-cni, kube-proxy,
 * eks-pod-identity-agent) come before nodes, the others after.
 */
export interface AddonsProps {
  /**
   * Pod networking.
   *
   * @default - installed with its defaults
   */
  readonly "vpc-cni"?: VpcCniOptions;
  /**
   * Routes of services on every node.
   *
   * @default - installed with its defaults
   */
  readonly "kube-proxy"?: AddonOptions;
  /**
   * Agent of EKS Pod Identity.
   *
   * @default - installed with its defaults; `false` for clusters on Fargate only
   */
  readonly "eks-pod-identity-agent"?: AddonOptions | boolean;
  /**
   * Cluster DNS.
   *
   * @default - installed with its defaults
   */
  readonly coredns?: CoreDnsOptions;
  /**
   * EBS volumes for pods.
   *
   * @default - not installed
   */
  readonly "aws-ebs-csi-driver"?: EbsCsiOptions | boolean;
  /**
   * EFS file systems for pods.
   *
   * @default - not installed
   */
  readonly "aws-efs-csi-driver"?: EfsCsiOptions | boolean;
  /**
   * Metrics for autoscaling.
   *
   * @default - not installed
   */
  readonly "metrics-server"?: AddonOptions | boolean;
  /**
   * Reports nodes that are not well.
   *
   * @default - not installed
   */
  readonly "eks-node-monitoring-agent"?: AddonOptions | boolean;
  /**
   * Container Insights and logs.
   *
   * @default - not installed
   */
  readonly "amazon-cloudwatch-observability"?: CloudWatchOptions | boolean;
  /**
   * Volume snapshots.
   *
   * @default - not installed
   */
  readonly "snapshot-controller"?: AddonOptions | boolean;
}

/** Name of an add-on, as EKS has it. */
export type AddonName = keyof AddonsProps;
