// What runs in a cluster: Helm releases of controllers and of Argo CD, with their roles, values and order.

export { AwsLoadBalancerController, type AwsLoadBalancerControllerProps } from "./add-ons/aws-load-balancer-controller";
export { CertManager, type CertManagerProps } from "./add-ons/cert-manager";
export { ClusterAutoscaler, type ClusterAutoscalerProps } from "./add-ons/cluster-autoscaler";
export { ExternalDns, type ExternalDnsProps } from "./add-ons/external-dns";
export { ExternalSecrets, type ExternalSecretsProps } from "./add-ons/external-secrets";
export { MetricsServer, type MetricsServerProps } from "./add-ons/metrics-server";
export { SealedSecrets, type SealedSecretsProps } from "./add-ons/sealed-secrets";
export { ArgoCd, type ArgoCdProps } from "./argo-cd/argo-cd";
export type {
  AppOfApps,
  ArgoCdIngress,
  ArgoCdOptions,
  ArgoCdProject,
  ArgoCdRepository,
  GitHubSignIn,
  OidcSignIn,
  SecretReference,
} from "./argo-cd/argocd.types";
export { CHARTS, type Chart } from "./charts/charts";
export { HelmChart } from "./charts/helm-chart";
export type { HelmChartProps } from "./charts/helm-chart.types";
export { ClusterHelmProvider, type ClusterHelmProviderProps } from "./releases/cluster-helm-provider";
export { HelmReleases, type HelmReleasesOptions } from "./releases/helm-releases";
export type { HelmReleasesProps } from "./releases/helm-releases.types";
export type { ChartReleaseOptions, HelmValue, HelmValues, ReleaseOptions } from "./releases/release.types";
