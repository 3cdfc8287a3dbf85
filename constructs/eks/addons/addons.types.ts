import type { Name } from "../../core/texts/text.types";
import type { Values } from "../../core/texts/values";
import type { IdentityKind } from "../identity/service-account.types";

/** What EKS does with what somebody else changed (Amazon EKS API Reference, `UpdateAddon`, `resolveConflicts`, as of 2026-11). */
export type AddonConflicts = "overwrite" | "preserve" | "none";

/** What every add-on has. */
export interface AddonOptions {
  /**
   * Version, such as `v1.20.4-eksbuild.1`.
   *
   * @example v1.20.4-eksbuild.1
   * @default - the one that is pinned for the cluster's Kubernetes version
   */
  readonly version?: string;
  /**
   * Further configuration values, laid over those that are made here: keys of the add-on's own schema
   * (`aws eks describe-addon-configuration`). What an option says stands in the option. No secrets.
   *
   * @example {"resources": {"limits": {"memory": "256Mi"}}}
   * @default - none
   */
  readonly values?: Values;
  /**
   * What EKS does where somebody else changed what the add-on installs: `overwrite` it; `preserve` it in updates, and refuse an
   * installation over it; or refuse both, with `none`.
   *
   * @default "overwrite"
   */
  readonly conflicts?: AddonConflicts;
  /**
   * Whether the software stays in the cluster, for somebody else to care for, when the add-on is taken out. Deploy it before that.
   *
   * @default false
   */
  readonly preserve?: boolean;
}

/**
 * What security groups of pods are for (amazon-vpc-cni-k8s, "POD_SECURITY_GROUP_ENFORCING_MODE"; Amazon EKS User Guide, "Configure the Amazon
 * VPC CNI plugin for Kubernetes for security groups for Amazon EKS Pods", as of 2026-11).
 */
export type PodSecurityGroups = "standard" | "strict";

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
  /**
   * Whether pods can have security groups of their own, and what the groups are for. `standard`: for what goes to other machines of the VPC;
   * what goes elsewhere leaves as from the node, with the node's groups. `strict`: for everything. New nodes need an interface for it, which
   * types of the families `t2` to `t4g` and some older ones cannot have; nodes that are there get it when one is free.
   *
   * @default - pods have the groups of their node
   */
  readonly podSecurityGroups?: PodSecurityGroups;
}

/** How many pods of CoreDNS there are (its configuration schema, v1.10.1-eksbuild.11). */
export interface CoreDnsReplicas {
  /**
   * Least number of pods, 2 to 1,000.
   *
   * @minimum 2
   * @maximum 1000
   * @counts replicas
   */
  readonly min: number;
  /**
   * Greatest number of pods, 2 to 1,000.
   *
   * @minimum 2
   * @maximum 1000
   * @counts replicas
   */
  readonly max: number;
}

/** Cluster DNS. */
export interface CoreDnsOptions extends AddonOptions {
  /**
   * Pods of CoreDNS, 2 or more, or how many at least and most.
   *
   * @minimum 2
   * @maximum 1000
   * @counts replicas
   * @default - between 2 and 10, by the size of the cluster
   */
  readonly replicas?: number | CoreDnsReplicas;
  /**
   * Whether it runs on Fargate.
   *
   * @default false
   */
  readonly fargate?: boolean;
  /**
   * Taints of nodes that its pods tolerate, beside those that EKS lets them tolerate: `CriticalAddonsOnly` and that of control planes.
   *
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Labels that a node needs for its pods to run there.
   *
   * @example {"role": "system"}
   * @default - any node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
}

/** Lets pods run on nodes with a taint (Kubernetes documentation, "Taints and Tolerations", as of 2026-11). */
export interface Toleration {
  /**
   * Key of the taint.
   *
   * @default - every key, with the operator `Exists`
   */
  readonly key?: string;
  /**
   * Whether the value must be equal, or the key be there.
   *
   * @default "Equal" where a value is given, else "Exists"
   */
  readonly operator?: "Equal" | "Exists";
  /**
   * Value of the taint.
   *
   * @default - any
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   *
   * @default - every effect
   */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
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

/** What the pods of an add-on may do in AWS. */
export interface AddonPermission {
  /**
   * Actions, such as `route53:ListHostedZones`.
   *
   * @example ["route53:ChangeResourceRecordSets"]
   */
  readonly actions: readonly string[];
  /**
   * ARNs that they are for.
   *
   * @example ["arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"]
   */
  readonly resources: readonly string[];
  /**
   * Why the resources, or all actions of a service, are `*`.
   *
   * @default - no such wildcard is admitted
   */
  readonly wildcardReason?: string;
}

/** The role of an add-on's pods. */
export interface AddonRole {
  /**
   * Namespace that the add-on installs its pods in.
   *
   * @example external-dns
   */
  readonly namespace: string;
  /**
   * Service account that the add-on gives its pods.
   *
   * @example external-dns
   */
  readonly serviceAccount: string;
  /**
   * How the pods get the role.
   *
   * @default - as the cluster says
   */
  readonly identity?: IdentityKind;
  /**
   * ARNs of managed policies, such as the one that AWS has for the add-on.
   *
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
  /**
   * What the pods may do, by a name of yours.
   *
   * @named permission
   * @default - nothing but what the managed policies say
   */
  readonly permissions?: Readonly<Record<Name, AddonPermission>>;
}

/** An add-on that has no options of its own here: another one of AWS, one of the community, or one of AWS Marketplace. */
export interface OtherAddonOptions extends Omit<AddonOptions, "version"> {
  /**
   * Version, such as `v0.20.0-eksbuild.1`; `default` is the one that EKS has for the cluster's Kubernetes version when the add-on is
   * installed, and it stays at that.
   *
   * @example v0.20.0-eksbuild.1
   */
  readonly version: string;
  /**
   * Role of the add-on's pods.
   *
   * @default - none: what the pods call in AWS, they may not
   */
  readonly role?: AddonRole;
}

/** Name of an add-on, as EKS has it. */
export type AddonName = keyof AddonsProps;
