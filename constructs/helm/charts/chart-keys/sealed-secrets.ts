/** Keys of the chart sealed-secrets 2.18.5, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: additionalNamespaces additionalVolumeMounts additionalVolumes affinity args command commonAnnotations commonLabels
  containerPorts containerSecurityContext createController customLivenessProbe customReadinessProbe customStartupProbe
  dnsPolicy extraDeploy fullnameOverride global hostNetwork hostPorts image ingress keycutofftime keyrenewperiod keyttl
  kubeClientBurst kubeClientQPS kubeVersion livenessProbe logFormat logInfoStdout logLevel maxRetries metrics
  nameOverride namespace networkPolicy nodeSelector path pdb podAnnotations podLabels podSecurityContext
  priorityClassName privateKeyAnnotations privateKeyLabels rateLimit rateLimitBurst rbac readinessProbe resources
  revisionHistoryLimit runtimeClassName secretName service serviceAccount skipRecreate startupProbe tolerations
  updateStatus watchForSecrets
containerPorts: http metrics
hostPorts: http metrics
image: pullPolicy pullSecrets registry repository tag
ingress: annotations apiVersion enabled extraHosts extraPaths extraTls hostname ingressClassName path pathType secrets
  selfSigned tls
metrics: dashboards service serviceMonitor
metrics.dashboards: annotations create labels namespace
metrics.service: annotations labels loadBalancerClass nodePort port type
metrics.serviceMonitor: annotations enabled honorLabels interval labels metricRelabelings namespace relabelings
  scrapeTimeout
networkPolicy: egress enabled
networkPolicy.egress: enabled kubeapiCidr kubeapiPort
pdb: create maxUnavailable minAvailable
rbac: clusterRole clusterRoleName create labels namespacedRoles namespacedRolesName pspEnabled serviceProxier
rbac.serviceProxier: bind create subjects
service: annotations labels loadBalancerClass nodePort port type
serviceAccount: annotations create labels name
`;
