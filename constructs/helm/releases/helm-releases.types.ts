import type { Name } from "../../core/texts/text.types";
import type { StorageClassProps } from "../../eks/addons/storage-class";
import type { AutoModeIngressClassProps } from "../../eks/auto-mode/ingress-class";
import type { ArgoCdOptions } from "../argo-cd/argocd.types";
import type { ManifestOptions } from "../local-charts/manifests.types";
import type { ChartReleaseOptions, LocalChartOptions, ReleaseOptions } from "./release.types";

/** Load balancers for services and ingresses. */
export interface LoadBalancerControllerOptions extends ReleaseOptions {
  /**
   * Pods of the controller, 1 to 5; one leads, the others wait.
   *
   * @minimum 1
   * @maximum 5
   * @counts pods
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Whether ingresses and services may have load balancers that the internet reaches. If not, the controller's role cannot make any.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
}

/** Kubernetes secrets from Secrets Manager and Parameter Store. */
export interface ExternalSecretsOptions extends ReleaseOptions {
  /**
   * Secrets of Secrets Manager that may be read: names in the environment's account and region, such as `shop/*`, or ARNs.
   *
   * @example ["shop/*"]
   * @default - none
   */
  readonly secrets?: readonly string[];
  /**
   * Parameters of Parameter Store that may be read: names, such as `/shop/*`, or ARNs.
   *
   * @example ["/shop/*"]
   * @default - none
   */
  readonly parameters?: readonly string[];
  /**
   * ARNs of the KMS keys that they are encrypted with.
   *
   * @default - AWS's own keys
   */
  readonly keyArns?: readonly string[];
  /**
   * Whether there are stores for the whole cluster: `secrets-manager` and `parameter-store`, as far as something may be read from
   * them.
   *
   * @default true
   */
  readonly clusterStores?: boolean;
}

/** Resource use of pods and nodes, for autoscaling and `kubectl top`. */
export interface MetricsServerOptions extends ReleaseOptions {
  /**
   * Pods of the server, 1 to 5.
   *
   * @minimum 1
   * @maximum 5
   * @counts pods
   * @default - 2 in protected environments, else 1
   */
  readonly replicas?: number;
}

/** A hosted zone that a controller writes records to. */
export interface ZoneReference {
  /**
   * `Z` and upper-case letters and digits.
   *
   * @example Z0123456789ABCDEFGHIJ
   */
  readonly zoneId: string;
  /**
   * Domain name: `sandbox.example.com`.
   *
   * @example sandbox.example.com
   */
  readonly zoneName: string;
}

/** Certificates inside the cluster. */
export interface CertManagerOptions extends ReleaseOptions {
  /**
   * Certificates of Let's Encrypt by DNS-01, for the names in these zones.
   *
   * @default - no issuer; yours come by GitOps
   */
  readonly letsEncrypt?: {
    /** Where the certificate authority writes to when something is wrong. */
    readonly email: string;
    /** Zones that names lie in. */
    readonly zones: readonly ZoneReference[];
  };
}

/** DNS records for services and ingresses. */
export interface ExternalDnsOptions extends ReleaseOptions {
  /** Zones that records are written to; no others. */
  readonly zones: readonly ZoneReference[];
  /**
   * Whether records go when their service or ingress goes; if not, they are only made and changed.
   *
   * @default true
   */
  readonly deleteRecords?: boolean;
}

/** Node groups that grow and shrink with what is asked for. */
export type ClusterAutoscalerOptions = ReleaseOptions;

/** Secrets that are committed encrypted. */
export type SealedSecretsOptions = ReleaseOptions;

/** Nodes that are started by what pods ask for. */
export interface KarpenterReleaseOptions extends ReleaseOptions {
  /**
   * Pods of the controller, 1 to 5; one leads, the others wait. No two lie on one node, and none on a node that Karpenter has started.
   *
   * @minimum 1
   * @maximum 5
   * @counts pods
   * @default - 2 in protected environments, else 1
   */
  readonly replicas?: number;
}

/** What runs in a cluster from the start. `true` is a release with its defaults. */
export interface HelmReleasesProps {
  /** @default - not installed */
  readonly loadBalancerController?: LoadBalancerControllerOptions | boolean;
  /** @default - not installed */
  readonly externalSecrets?: ExternalSecretsOptions | boolean;
  /** @default - not installed; the EKS add-on of this name is the alternative */
  readonly metricsServer?: MetricsServerOptions | boolean;
  /** @default - not installed */
  readonly argocd?: ArgoCdOptions;
  /** @default - not installed */
  readonly certManager?: CertManagerOptions | boolean;
  /** @default - not installed */
  readonly externalDns?: ExternalDnsOptions;
  /** @default - not installed */
  readonly clusterAutoscaler?: ClusterAutoscalerOptions | boolean;
  /** @default - not installed */
  readonly karpenter?: KarpenterReleaseOptions | boolean;
  /** @default - not installed */
  readonly sealedSecrets?: SealedSecretsOptions | boolean;
  /**
   * A storage class for encrypted gp3 volumes, which the add-on `aws-ebs-csi-driver` or EKS Auto Mode makes. `true` is one with its
   * defaults. Kubernetes changes nothing of a class but whether it is the default: give what is otherwise another `name`.
   *
   * @default - none
   */
  readonly storageClass?: Omit<StorageClassProps, "autoMode"> | boolean;
  /**
   * An ingress class by which EKS Auto Mode makes Application Load Balancers. `true` is one with its defaults.
   *
   * @default - none
   */
  readonly ingressClass?: AutoModeIngressClassProps | boolean;
  /**
   * Releases of other charts by name.
   *
   * @named release
   * @synonym releases, helmReleases
   * @default - none
   */
  readonly charts?: Readonly<Record<Name, ChartReleaseOptions>>;
  /**
   * Releases of charts that lie in folders of the project, by name.
   *
   * @named release
   * @default - none
   */
  readonly localCharts?: Readonly<Record<Name, LocalChartOptions>>;
  /**
   * Objects of Kubernetes that are written in files of the project, by the name of the release that they become.
   *
   * @named release
   * @default - none
   */
  readonly manifests?: Readonly<Record<Name, ManifestOptions>>;
}
