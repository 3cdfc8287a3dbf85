/** Keys of the chart argo-cd 10.1.1, by its values file, schema and templates. Made by `tools/chart-keys.ts`. */
export const KEYS = `
.: apiVersionOverrides applicationSet commitServer configs controller crds createAggregateRoles createClusterRoles dex
  externalRedis extraObjects fullnameOverride global kubeVersionOverride nameOverride namespaceOverride notifications
  openshift redis redis-ha redisSecretInit repoServer server
applicationSet: affinity allowAnyNamespace automountServiceAccountToken certificate containerPorts
  containerSecurityContext deploymentAnnotations deploymentLabels deploymentStrategy dnsConfig dnsPolicy emptyDir
  extraArgs extraContainers extraEnv extraEnvFrom extraVolumeMounts extraVolumes httproute image imagePullSecrets
  ingress initContainers listenerset livenessProbe metrics name networkPolicy nodeSelector pdb podAnnotations podLabels
  priorityClassName readinessProbe replicaCount replicas resources runtimeClassName service serviceAccount startupProbe
  terminationGracePeriodSeconds tolerations topologySpreadConstraints vpa
applicationSet.certificate: additionalHosts annotations domain duration enabled issuer privateKey renewBefore
applicationSet.certificate.issuer: group kind name
applicationSet.certificate.privateKey: algorithm encoding rotationPolicy size
applicationSet.containerPorts: metrics probe webhook
applicationSet.httproute: annotations enabled hostnames labels parentRefs rules
applicationSet.image: imagePullPolicy repository tag
applicationSet.ingress: annotations enabled extraHosts extraPaths extraRules extraTls hostname ingressClassName labels
  path pathType tls
applicationSet.listenerset: annotations enabled labels listeners parentRef
applicationSet.metrics: enabled service serviceMonitor
applicationSet.metrics.service: annotations clusterIP labels portName servicePort type
applicationSet.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings
  namespace relabelings scheme scrapeTimeout selector tlsConfig
applicationSet.networkPolicy: create
applicationSet.pdb: annotations enabled labels maxUnavailable minAvailable
applicationSet.service: annotations labels port portName type
applicationSet.serviceAccount: annotations automountServiceAccountToken create labels name
applicationSet.vpa: annotations containerPolicy enabled labels updateMode
commitServer: affinity automountServiceAccountToken containerSecurityContext deploymentAnnotations deploymentLabels
  deploymentStrategy dnsConfig dnsPolicy enabled envFrom extraArgs extraEnv extraEnvFrom extraVolumeMounts extraVolumes
  hostNetwork image imagePullSecrets lifecycle livenessProbe metrics name networkPolicy nodeSelector podAnnotations
  podLabels priorityClassName readinessProbe resources runtimeClassName service serviceAccount startupProbe
  terminationGracePeriodSeconds tolerations topologySpreadConstraints vpa
commitServer.image: imagePullPolicy repository tag
commitServer.metrics: enabled service
commitServer.metrics.service: annotations clusterIP labels portName servicePort type
commitServer.networkPolicy: create
commitServer.service: annotations labels port portName
commitServer.serviceAccount: annotations automountServiceAccountToken create labels name
commitServer.vpa: annotations containerPolicy enabled labels updateMode
configs: clusterCredentials cm cmp credentialTemplates credentialTemplatesAnnotations gpg params rbac repositories
  repositoriesAnnotations secret ssh styles tls
configs.cmp: annotations create plugins
configs.gpg: annotations keys
configs.ssh: annotations create extraHosts knownHosts
configs.tls: annotations certificates create
controller: affinity automountServiceAccountToken clusterRoleRules containerPorts containerSecurityContext
  deploymentAnnotations deploymentLabels dnsConfig dnsPolicy dynamicClusterDistribution emptyDir env envFrom extraArgs
  extraContainers heartbeatTime hostNetwork image imagePullSecrets initContainers metrics name networkPolicy
  nodeSelector pdb podAnnotations podLabels priorityClassName readinessProbe replicas resources revisionHistoryLimit
  roleRules runtimeClassName serviceAccount startupProbe statefulsetAnnotations statefulsetLabels
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumeMounts volumes vpa
controller.clusterRoleRules: enabled rules
controller.containerPorts: metrics
controller.image: imagePullPolicy repository tag
controller.metrics: applicationLabels enabled rules scrapeTimeout service serviceMonitor
controller.metrics.rules: additionalLabels annotations enabled namespace selector spec
controller.metrics.service: annotations clusterIP labels portName servicePort type
controller.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings namespace
  relabelings scheme scrapeTimeout selector tlsConfig
controller.networkPolicy: create
controller.pdb: annotations enabled labels maxUnavailable minAvailable
controller.serviceAccount: annotations automountServiceAccountToken create labels name
controller.vpa: annotations containerPolicy enabled labels updateMode
crds: additionalLabels annotations install keep
dex: affinity automountServiceAccountToken certificateSecret containerPorts containerSecurityContext
  deploymentAnnotations deploymentLabels deploymentStrategy dnsConfig dnsPolicy emptyDir enabled env envFrom extraArgs
  extraContainers image imagePullSecrets initContainers initImage livenessProbe logFormat logLevel metrics name
  networkPolicy nodeSelector pdb podAnnotations podLabels priorityClassName readinessProbe resources runtimeClassName
  serviceAccount servicePortGrpc servicePortGrpcName servicePortHttp servicePortHttpName servicePortMetrics startupProbe
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumeMounts volumes vpa
dex.certificateSecret: annotations ca crt enabled key labels
dex.containerPorts: grpc http metrics
dex.image: imagePullPolicy repository tag
dex.initImage: imagePullPolicy repository resources tag
dex.metrics: enabled service serviceMonitor
dex.metrics.service: annotations labels portName
dex.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings namespace
  relabelings scheme selector tlsConfig
dex.networkPolicy: create
dex.pdb: annotations enabled labels maxUnavailable minAvailable
dex.serviceAccount: annotations automountServiceAccountToken create name
dex.vpa: annotations containerPolicy enabled labels updateMode
externalRedis: existingSecret host password port secretAnnotations username
global: addPrometheusAnnotations additionalLabels affinity certificateAnnotations deploymentAnnotations deploymentLabels
  deploymentStrategy domain dualStack env extraVolumeMounts extraVolumes hostAliases image imagePullSecrets logging
  networkPolicy nodeSelector podAnnotations podLabels priorityClassName revisionHistoryLimit runtimeClassName
  securityContext statefulsetAnnotations statefulsetLabels tolerations topologySpreadConstraints
global.dualStack: ipFamilies ipFamilyPolicy
global.image: imagePullPolicy repository tag
global.logging: format level
global.networkPolicy: create defaultDenyIngress
notifications: affinity argocdUrl automountServiceAccountToken clusterRoleRules cm containerPorts
  containerSecurityContext context deploymentAnnotations deploymentLabels deploymentStrategy dnsConfig dnsPolicy enabled
  extraArgs extraContainers extraEnv extraEnvFrom extraVolumeMounts extraVolumes image imagePullSecrets initContainers
  livenessProbe logFormat logLevel metrics name networkPolicy nodeSelector notifiers pdb podAnnotations podLabels
  priorityClassName readinessProbe resources runtimeClassName secret serviceAccount startupProbe subscriptions templates
  terminationGracePeriodSeconds tolerations topologySpreadConstraints triggers vpa
notifications.clusterRoleRules: rules
notifications.cm: create
notifications.containerPorts: metrics
notifications.image: imagePullPolicy repository tag
notifications.metrics: enabled port service serviceMonitor
notifications.metrics.service: annotations clusterIP labels portName type
notifications.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings
  namespace relabelings scheme scrapeTimeout selector tlsConfig
notifications.networkPolicy: create
notifications.pdb: annotations enabled labels maxUnavailable minAvailable
notifications.secret: annotations create items labels name
notifications.serviceAccount: annotations automountServiceAccountToken create labels name
notifications.vpa: annotations containerPolicy enabled labels updateMode
openshift: enabled
redis: affinity automountServiceAccountToken containerPorts containerSecurityContext deploymentAnnotations
  deploymentLabels dnsConfig dnsPolicy enabled env envFrom exporter extraArgs extraContainers image imagePullSecrets
  initContainers livenessProbe metrics name networkPolicy nodeSelector pdb podAnnotations podLabels priorityClassName
  readinessProbe resources runtimeClassName securityContext service serviceAccount servicePort
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumeMounts volumes vpa
redis.containerPorts: metrics redis
redis.exporter: containerSecurityContext enabled env image livenessProbe readinessProbe resources
redis.exporter.image: imagePullPolicy repository tag
redis.image: imagePullPolicy repository tag
redis.metrics: enabled service serviceMonitor
redis.metrics.service: annotations clusterIP labels portName servicePort type
redis.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings namespace
  relabelings scheme selector tlsConfig
redis.networkPolicy: create
redis.pdb: annotations enabled labels maxUnavailable minAvailable
redis.service: annotations labels
redis.serviceAccount: annotations automountServiceAccountToken create name
redis.vpa: annotations containerPolicy enabled labels updateMode
redisSecretInit: affinity containerSecurityContext enabled extraArgs image imagePullSecrets jobAnnotations name
  nodeSelector podAnnotations podLabels priorityClassName resources runtimeClassName securityContext serviceAccount
  tolerations
redisSecretInit.image: imagePullPolicy repository tag
redisSecretInit.serviceAccount: annotations automountServiceAccountToken create name
repoServer: affinity automountServiceAccountToken autoscaling certificateSecret clusterRoleRules containerPorts
  containerSecurityContext copyutil deploymentAnnotations deploymentLabels deploymentStrategy dnsConfig dnsPolicy
  emptyDir env envFrom existingVolumes extraArgs extraContainers hostNetwork image imagePullSecrets initContainers
  lifecycle livenessProbe metrics name networkPolicy nodeSelector pdb podAnnotations podLabels priorityClassName rbac
  readinessProbe replicas resources runtimeClassName service serviceAccount startupProbe terminationGracePeriodSeconds
  tolerations topologySpreadConstraints useEphemeralHelmWorkingDir volumeMounts volumes vpa
repoServer.autoscaling: behavior enabled maxReplicas metrics minReplicas targetCPUUtilizationPercentage
  targetMemoryUtilizationPercentage
repoServer.certificateSecret: annotations ca crt enabled key labels
repoServer.clusterRoleRules: enabled rules
repoServer.containerPorts: metrics server
repoServer.copyutil: extraArgs resources
repoServer.image: imagePullPolicy repository tag
repoServer.metrics: enabled service serviceMonitor
repoServer.metrics.service: annotations clusterIP labels portName servicePort type
repoServer.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings namespace
  relabelings scheme scrapeTimeout selector tlsConfig
repoServer.networkPolicy: create
repoServer.pdb: annotations enabled labels maxUnavailable minAvailable
repoServer.service: annotations labels port portName trafficDistribution
repoServer.serviceAccount: annotations automountServiceAccountToken create labels name
repoServer.vpa: annotations containerPolicy enabled labels updateMode
server: affinity automountServiceAccountToken autoscaling backendTLSPolicy certificate certificateSecret
  clusterRoleRules containerPorts containerSecurityContext deploymentAnnotations deploymentLabels deploymentStrategy
  dnsConfig dnsPolicy emptyDir env envFrom extensions extraArgs extraContainers grpcroute hostNetwork httproute image
  imagePullSecrets ingress ingressGrpc initContainers lifecycle listenerset livenessProbe metrics name networkPolicy
  nodeSelector pdb podAnnotations podLabels priorityClassName readinessProbe replicas resources route runtimeClassName
  service serviceAccount startupProbe terminationGracePeriodSeconds tolerations topologySpreadConstraints volumeMounts
  volumes vpa
server.autoscaling: behavior enabled maxReplicas metrics minReplicas targetCPUUtilizationPercentage
  targetMemoryUtilizationPercentage
server.backendTLSPolicy: annotations enabled labels targetRefs validation
server.certificate: additionalHosts annotations domain duration enabled issuer privateKey renewBefore
  secretTemplateAnnotations usages
server.certificate.issuer: group kind name
server.certificate.privateKey: algorithm encoding rotationPolicy size
server.certificateSecret: annotations crt enabled key labels
server.clusterRoleRules: enabled rules
server.containerPorts: metrics server
server.extensions: containerSecurityContext enabled extensionList image resources
server.extensions.image: imagePullPolicy repository tag
server.grpcroute: annotations enabled hostnames labels parentRefs rules
server.httproute: annotations enabled hostnames labels parentRefs rules
server.image: imagePullPolicy repository tag
server.ingress: annotations aws controller enabled extraHosts extraPaths extraRules extraTls gke hostname
  ingressClassName labels path pathType tls
server.ingress.aws: backendProtocolVersion serviceAnnotations serviceType
server.ingress.gke: backendConfig frontendConfig managedCertificate
server.ingress.gke.managedCertificate: create extraDomains
server.ingressGrpc: annotations enabled extraHosts extraPaths extraRules extraTls hostname ingressClassName labels path
  pathType tls
server.listenerset: annotations enabled labels listeners parentRef
server.metrics: enabled service serviceMonitor
server.metrics.service: annotations clusterIP labels portName servicePort type
server.metrics.serviceMonitor: additionalLabels annotations enabled honorLabels interval metricRelabelings namespace
  relabelings scheme scrapeTimeout selector tlsConfig
server.networkPolicy: create
server.pdb: annotations enabled labels maxUnavailable minAvailable
server.route: annotations enabled hostname termination_policy termination_type
server.service: annotations externalIPs externalTrafficPolicy labels loadBalancerClass loadBalancerIP
  loadBalancerSourceRanges nodePortHttp nodePortHttps servicePortHttp servicePortHttpName servicePortHttps
  servicePortHttpsAppProtocol servicePortHttpsName sessionAffinity type
server.serviceAccount: annotations automountServiceAccountToken create labels name
server.vpa: annotations containerPolicy enabled labels updateMode
`;
