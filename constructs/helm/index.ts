// What runs in a cluster: Helm releases of controllers and of Argo CD, with their roles, values and order.
export { ArgoCd, type ArgoCdProps } from "./argo-cd";
export type {
  AppOfApps,
  ArgoCdIngress,
  ArgoCdOptions,
  ArgoCdProject,
  ArgoCdRepository,
  GitHubSignIn,
  OidcSignIn,
  SecretReference,
} from "./argocd.types";
export { AwsLoadBalancerController, type AwsLoadBalancerControllerProps } from "./aws-load-balancer-controller";
export { CertManager, type CertManagerProps } from "./cert-manager";
export { CHARTS, type Chart } from "./charts";
export { ClusterAutoscaler, type ClusterAutoscalerProps } from "./cluster-autoscaler";
export { ClusterHelmProvider, type ClusterHelmProviderProps } from "./cluster-helm-provider";
export { ExternalDns, type ExternalDnsProps } from "./external-dns";
export { ExternalSecrets, type ExternalSecretsProps } from "./external-secrets";
export { HelmChart, type HelmChartProps } from "./helm-chart";
export { HelmReleases, type HelmReleasesOptions } from "./helm-releases";
export type { HelmReleasesProps } from "./helm-releases.types";
export { MetricsServer, type MetricsServerProps } from "./metrics-server";
export type { ChartReleaseOptions, HelmValue, HelmValues, ReleaseOptions } from "./release.types";
export { SealedSecrets, type SealedSecretsProps } from "./sealed-secrets";
