/** Keys of the chart karpenter 1.14.1, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: additionalAnnotations additionalClusterRoleRules additionalLabels affinity app controller dnsConfig dnsPolicy
  extraVolumes fullnameOverride hostNetwork imagePullPolicy imagePullSecrets initContainers logErrorOutputPaths logLevel
  logOutputPaths nameOverride nodeSelector podAnnotations podDisruptionBudget podLabels podSecurityContext
  priorityClassName replicas revisionHistoryLimit schedulerName service serviceAccount serviceMonitor settings strategy
  terminationGracePeriodSeconds tolerations topologySpreadConstraints
controller: containerName env envFrom extraVolumeMounts healthProbe image metrics resources securityContext
  sidecarContainer sidecarVolumeMounts
controller.image: digest repository tag
controller.metrics: port
podDisruptionBudget: maxUnavailable name
service: annotations
serviceAccount: annotations create name
serviceMonitor: additionalLabels enabled endpointConfig metricRelabelings relabelings sampleLimit
settings: amiRefreshInterval awsFeatureGates batchIdleDuration batchMaxDuration clusterCABundle clusterEndpoint
  clusterName disableClusterStateObservability disableDryRun eksControlPlane enableZonalShift featureGates
  ignoreDRARequests interruptionQueue isolatedVPC minValuesPolicy preferencePolicy reservedENIs subnetRefreshInterval
  vmMemoryOverheadPercent
settings.awsFeatureGates: nodeClassCEL
settings.featureGates: capacityBuffer nodeOverlay nodeRepair reservedCapacity spotToSpotConsolidation staticCapacity
`;
