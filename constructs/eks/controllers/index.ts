// Roles for the controllers that run in a cluster, each with the least that it needs, and what else they need in AWS.
export { type ArgocdImageRoleProps, argocdImageRole } from "./argocd-image-role";
export { clusterAutoscalerRole } from "./cluster-autoscaler-role";
export type { ControllerRoleProps } from "./controller-role";
export { type CertManagerRoleProps, certManagerRole } from "./dns/cert-manager-role";
export { type ExternalDnsRecordType, type ExternalDnsRoleProps, externalDnsRole } from "./dns/external-dns-role";
export { type ExternalSecretsRoleProps, externalSecretsRole } from "./external-secrets-role";
export { Karpenter } from "./karpenter/karpenter";
export type { KarpenterNodePoolProps, KarpenterProps } from "./karpenter/karpenter.types";
export { loadBalancerControllerRole } from "./load-balancer/load-balancer-controller-role";
export type { LoadBalancerControllerRoleProps } from "./load-balancer/load-balancer-controller-role.types";
export { type CloudWatchAgentRoleProps, cloudWatchAgentRole } from "./logs/cloudwatch-agent-role";
export {
  type CloudWatchDestination,
  type ContainerLogDestination,
  ContainerLogs,
  type ContainerLogsProps,
  type KinesisDestination,
} from "./logs/container-logs";
export { type FluentBitRoleProps, fluentBitRole } from "./logs/fluent-bit-role";
export { type EbsCsiRoleProps, ebsCsiRole } from "./storage/ebs-csi-role";
export { type EfsCsiRoleProps, efsCsiRole } from "./storage/efs-csi-role";
