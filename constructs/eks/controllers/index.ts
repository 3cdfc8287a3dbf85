// Roles for the controllers that run in a cluster, each with the least that it needs, and what else they need in AWS.
export { type ArgocdImageRoleProps, argocdImageRole } from "./argocd-image-role";
export { type CertManagerRoleProps, certManagerRole } from "./cert-manager-role";
export { type CloudWatchAgentRoleProps, cloudWatchAgentRole } from "./cloudwatch-agent-role";
export { clusterAutoscalerRole } from "./cluster-autoscaler-role";
export {
  type CloudWatchDestination,
  type ContainerLogDestination,
  ContainerLogs,
  type ContainerLogsProps,
  type KinesisDestination,
} from "./container-logs";
export type { ControllerRoleProps } from "./controller-role";
export { type EbsCsiRoleProps, ebsCsiRole } from "./ebs-csi-role";
export { type EfsCsiRoleProps, efsCsiRole } from "./efs-csi-role";
export { type ExternalDnsRecordType, type ExternalDnsRoleProps, externalDnsRole } from "./external-dns-role";
export { type ExternalSecretsRoleProps, externalSecretsRole } from "./external-secrets-role";
export { type FluentBitRoleProps, fluentBitRole } from "./fluent-bit-role";
export { Karpenter } from "./karpenter/karpenter";
export type { KarpenterNodePoolProps, KarpenterProps } from "./karpenter/karpenter.types";
export { loadBalancerControllerRole } from "./load-balancer/load-balancer-controller-role";
export type { LoadBalancerControllerRoleProps } from "./load-balancer/load-balancer-controller-role.types";
