/** Keys of the chart external-secrets 2.9.0, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: affinity bitwarden-sdk-server certController commonLabels concurrent controllerClass crds createOperator
  deploymentAnnotations dnsConfig dnsPolicy enableHTTP2 extendedMetricLabels extraArgs extraContainers extraEnv
  extraInitContainers extraObjects extraVolumeMounts extraVolumes fullnameOverride genericTargets global
  grafanaDashboard hostAliases hostNetwork hostUsers image imagePullSecrets installCRDs leaderElect leaderElectionID
  leaderElectionLeaseDuration leaderElectionRenewDeadline leaderElectionRetryPeriod livenessProbe log metrics
  nameOverride namespaceOverride networkPolicy nodeSelector openshiftFinalizers podAnnotations podDisruptionBudget
  podLabels podSecurityContext podSpecExtra priorityClassName processClusterExternalSecret processClusterGenerator
  processClusterPushSecret processClusterStore processPushSecret processSecretStore rbac readinessProbe replicaCount
  resources revisionHistoryLimit runtimeClassName schedulerName scopedNamespace scopedRBAC securityContext service
  serviceAccount serviceMonitor storeRequeueInterval strategy systemAuthDelegator tolerations topologySpreadConstraints
  vault webhook
certController: affinity create deploymentAnnotations enablePartialCache extraArgs extraEnv extraInitContainers
  extraVolumeMounts extraVolumes hostAliases hostNetwork hostUsers image imagePullSecrets livenessProbe log metrics
  networkPolicy nodeSelector podAnnotations podDisruptionBudget podLabels podSecurityContext priorityClassName rbac
  readinessProbe replicaCount requeueInterval resources revisionHistoryLimit runtimeClassName schedulerName
  securityContext serviceAccount startupProbe strategy tolerations topologySpreadConstraints
certController.image: flavour pullPolicy repository tag
certController.log: level timeEncoding
certController.metrics: listen service
certController.metrics.listen: auth port secure
certController.metrics.listen.auth: enabled
certController.metrics.listen.secure: certDir certFile enabled keyFile
certController.metrics.service: annotations enabled port
certController.networkPolicy: egress enabled ingress
certController.podDisruptionBudget: enabled maxUnavailable minAvailable nameOverride
certController.rbac: create
certController.serviceAccount: annotations automount create extraLabels name
crds: annotations conversion createClusterExternalSecret createClusterGenerator createClusterPushSecret
  createClusterSecretStore createPushSecret createSecretStore unsafeServeV1Beta1
crds.conversion: enabled
genericTargets: enabled resources
global: affinity compatibility hostAliases imagePullSecrets nodeSelector podAnnotations podLabels repository tolerations
  topologySpreadConstraints
global.compatibility: openshift
global.compatibility.openshift: adaptSecurityContext
grafanaDashboard: annotations enabled extraLabels sidecarLabel sidecarLabelValue
image: flavour pullPolicy repository tag
log: level timeEncoding
metrics: listen service
metrics.listen: auth port secure
metrics.listen.auth: enabled
metrics.listen.secure: certDir certFile enabled keyFile
metrics.service: annotations enabled port
networkPolicy: egress enabled ingress
podDisruptionBudget: enabled maxUnavailable minAvailable nameOverride
rbac: aggregateToAdmin aggregateToEdit aggregateToView create serviceAccountTokenCreate servicebindings
rbac.servicebindings: create
service: ipFamilies ipFamilyPolicy
serviceAccount: annotations automount create extraLabels name
serviceMonitor: additionalLabels enabled enum honorLabels interval metricRelabelings namespace relabelings renderMode
  scrapeTimeout
vault: enableTokenCache tokenCacheSize
webhook: affinity annotations certCheckInterval certDir certManager create deploymentAnnotations extraArgs extraEnv
  extraInitContainers extraVolumeMounts extraVolumes failurePolicy hostAliases hostNetwork hostUsers image
  imagePullSecrets livenessProbe log lookaheadInterval metrics networkPolicy nodeSelector podAnnotations
  podDisruptionBudget podLabels podSecurityContext port priorityClassName readinessProbe replicaCount resources
  revisionHistoryLimit runtimeClassName schedulerName secretAnnotations securityContext service serviceAccount
  startupProbe strategy tolerations topologySpreadConstraints
webhook.certManager: addInjectorAnnotations cert enabled
webhook.certManager.cert: annotations create duration issuerRef privateKey renewBefore revisionHistoryLimit
  signatureAlgorithm
webhook.certManager.cert.issuerRef: group kind name
webhook.image: flavour pullPolicy repository tag
webhook.log: level timeEncoding
webhook.metrics: listen service
webhook.metrics.listen: auth port secure
webhook.metrics.listen.auth: enabled
webhook.metrics.listen.secure: certDir certFile enabled keyFile
webhook.metrics.service: annotations enabled port
webhook.networkPolicy: egress enabled ingress
webhook.podDisruptionBudget: enabled maxUnavailable minAvailable nameOverride
webhook.service: annotations enabled labels loadBalancerIP type
webhook.serviceAccount: annotations automount create extraLabels name
`;
