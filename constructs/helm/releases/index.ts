// Releases of a cluster in their order, and the provider that installs them.

export { ClusterHelmProvider, type ClusterHelmProviderProps } from "./cluster-helm-provider";
export { HelmReleases, type HelmReleasesOptions } from "./helm-releases";
export type {
  CertManagerOptions,
  ClusterAutoscalerOptions,
  ExternalDnsOptions,
  ExternalSecretsOptions,
  HelmReleasesProps,
  LoadBalancerControllerOptions,
  MetricsServerOptions,
  SealedSecretsOptions,
  ZoneReference,
} from "./helm-releases.types";
export type { ChartReleaseOptions, HelmValue, HelmValues, ReleaseOptions } from "./release.types";
