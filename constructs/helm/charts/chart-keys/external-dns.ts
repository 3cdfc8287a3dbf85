/** Keys of the chart external-dns 1.21.1, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: affinity annotationFilter annotationPrefix automountServiceAccountToken commonLabels deploymentAnnotations
  deploymentStrategy dnsConfig dnsPolicy domainFilters enableGatewayListenerSets enabled env excludeDomains extraArgs
  extraContainers extraVolumeMounts extraVolumes fullnameOverride gatewayNamespace global image imagePullSecrets
  initContainers interval labelFilter livenessProbe logFormat logLevel managedRecordTypes nameOverride namespaceOverride
  namespaced nodeSelector podAnnotations podLabels podSecurityContext policy priorityClassName provider rbac
  readinessProbe registry resources revisionHistoryLimit secretConfiguration securityContext service serviceAccount
  serviceMonitor shareProcessNamespace sourceNamespace sources terminationGracePeriodSeconds tolerations
  topologySpreadConstraints triggerLoopOnEvent txtOwnerId txtPrefix txtSuffix
global: imagePullSecrets
image: pullPolicy repository tag
provider: name webhook
provider.webhook: args env extraVolumeMounts image limits livenessProbe readinessProbe requests resources
  securityContext service serviceMonitor
provider.webhook.image: pullPolicy repository tag
provider.webhook.service: port
provider.webhook.serviceMonitor: bearerTokenFile interval metricRelabelings relabelings scheme scrapeTimeout tlsConfig
rbac: additionalPermissions create
secretConfiguration: data enabled mountPath subPath
service: annotations ipFamilies ipFamilyPolicy port
serviceAccount: annotations automountServiceAccountToken create labels name
serviceMonitor: additionalLabels annotations bearerTokenFile enabled interval metricRelabelings namespace relabelings
  scheme scrapeTimeout targetLabels tlsConfig
`;
