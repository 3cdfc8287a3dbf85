/** Keys of the chart cluster-autoscaler 9.59.0, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: additionalLabels affinity autoDiscovery autoscalingGroups autoscalingGroupsnamePrefix awsAccessKeyID awsRegion
  awsSecretAccessKey azureClientID azureClientSecret azureEnableForceDelete azureEnableVMSSEtag azureResourceGroup
  azureSubscriptionID azureTenantID azureUseManagedIdentityExtension azureUseWorkloadIdentityExtension
  azureUserAssignedIdentityID azureVMType civoApiKey civoApiUrl civoClusterID civoRegion cloudConfigPath cloudProvider
  clusterAPICloudConfigPath clusterAPIConfigMapsNamespace clusterAPIKubeconfigSecret clusterAPIMode
  clusterAPIWorkloadKubeconfigPath containerSecurityContext customArgs deployment dnsConfig dnsPolicy envFromConfigMap
  envFromSecret expanderPriorities extraArgs extraEnv extraEnvConfigMaps extraEnvSecrets extraObjects extraVolumeMounts
  extraVolumeSecrets extraVolumes fullnameOverride hostNetwork image initContainers kubeTargetVersionOverride
  kwokConfigMapName magnumCABundlePath magnumClusterName nameOverride nodeSelector podAnnotations podDisruptionBudget
  podLabels priorityClassName priorityConfigMapAnnotations prometheusRule rbac replicaCount resources
  revisionHistoryLimit secretKeyRefNameOverride securityContext service serviceMonitor tolerations
  topologySpreadConstraints updateStrategy vpa
autoDiscovery: clusterName labels namespace roles tags
deployment: annotations selector
image: pullPolicy pullSecrets repository tag
podDisruptionBudget: annotations maxUnavailable minAvailable selector
prometheusRule: additionalLabels enabled interval namespace rules
rbac: additionalRules annotations clusterScoped create pspEnabled serviceAccount
rbac.serviceAccount: annotations automountServiceAccountToken create name
service: annotations clusterIP create externalIPs labels loadBalancerIP loadBalancerSourceRanges portName selector
  servicePort type
serviceMonitor: annotations enabled interval metricRelabelings namespace path relabelings selector
serviceMonitor.selector: release
vpa: containerPolicy enabled recommender updateMode
`;
