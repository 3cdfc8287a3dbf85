// Roles for the controllers that run in a cluster, each with the least that it needs.
export { type CertManagerRoleProps, certManagerRole } from "./cert-manager-role";
export type { ControllerRoleProps } from "./controller-role";
export { type EbsCsiRoleProps, ebsCsiRole } from "./ebs-csi-role";
export { type EfsCsiRoleProps, efsCsiRole } from "./efs-csi-role";
export { type ExternalDnsRecordType, type ExternalDnsRoleProps, externalDnsRole } from "./external-dns-role";
export { type ExternalSecretsRoleProps, externalSecretsRole } from "./external-secrets-role";
export { type LoadBalancerControllerRoleProps, loadBalancerControllerRole } from "./load-balancer-controller-role";
