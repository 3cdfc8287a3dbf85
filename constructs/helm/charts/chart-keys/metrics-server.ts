/** Keys of the chart metrics-server 3.13.1, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: additionalAnnotations addonResizer affinity apiService args commonLabels containerPort defaultArgs
  deploymentAnnotations dnsConfig extraVolumeMounts extraVolumes fullnameOverride hostNetwork image imagePullSecrets
  livenessProbe metrics nameOverride nodeSelector podAnnotations podDisruptionBudget podLabels podSecurityContext
  priorityClassName rbac readinessProbe replicas resources revisionHistoryLimit schedulerName securityContext service
  serviceAccount serviceMonitor tls tmpVolume tolerations topologySpreadConstraints updateStrategy
addonResizer: enabled image nanny resources securityContext
addonResizer.image: repository tag
addonResizer.nanny: cpu extraCpu extraMemory memory minClusterSize pollPeriod threshold
apiService: annotations caBundle create insecureSkipTLSVerify
hostNetwork: enabled
image: pullPolicy repository tag
metrics: enabled
podDisruptionBudget: enabled maxUnavailable minAvailable unhealthyPodEvictionPolicy
rbac: create pspEnabled
service: annotations labels port type
serviceAccount: annotations create name secrets
serviceMonitor: additionalLabels enabled interval metricRelabelings relabelings scrapeTimeout
tls: certManager clusterDomain existingSecret helm type
tls.certManager: addInjectorAnnotations annotations duration existingIssuer labels renewBefore
tls.certManager.existingIssuer: enabled kind name
tls.existingSecret: lookup name
tls.helm: certDurationDays lookup
tmpVolume: emptyDir
`;
