// What clusters usually have: load-balancer controller, DNS, secrets, certificates, metrics, autoscaler.

export { AwsLoadBalancerController, type AwsLoadBalancerControllerProps } from "./aws-load-balancer-controller";
export { CertManager, type CertManagerProps } from "./cert-manager";
export { ClusterAutoscaler, type ClusterAutoscalerProps } from "./cluster-autoscaler";
export { ExternalDns, type ExternalDnsProps } from "./external-dns";
export { ExternalSecrets, type ExternalSecretsProps } from "./external-secrets";
export { type KarpenterParts, KarpenterRelease, type KarpenterReleaseProps } from "./karpenter-release";
export { MetricsServer, type MetricsServerProps } from "./metrics-server";
export { SealedSecrets, type SealedSecretsProps } from "./sealed-secrets";
