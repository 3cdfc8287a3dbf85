/** What a class of constructs has in code alone, by option, and why. */
interface PlaceOfClass {
  /** Place in the configuration: `ecs.services.*`. */
  readonly at: string;
  readonly onlyInCode: Readonly<Record<string, string>>;
}

const BY_KEY = "the key is the name";
const BY_ARN = "the key by its ARN is `keyArn`";
const BY_GROUP = "its security group by its id is `securityGroupId`";
const OF_ENVIRONMENT = "the environment's network";
const OF_CLUSTER = "the environment's cluster";
const OF_RELEASES = "the stack of releases says it";

/** What an `Exposure` holds; a file says it in `expose` with the words of its own. */
const EXPOSURE = {
  "expose.conditions.hosts": "`host` and `otherHosts`",
  "expose.conditions.paths": "`paths`",
  "expose.label": "words of messages",
  "expose.loadBalancer": "the edge's",
  "expose.records": "follow from the hosts and `zone`",
} as const;

const ROLE = "a role of one's own is an object; `permissions` and `policyFile` are there";
const TARGET_GROUPS = "target groups of other balancers are objects; those of the edge are `networkListeners`";

/** A service that gives its task in short. */
const SERVICE = {
  ...EXPOSURE,
  cluster: OF_CLUSTER,
  "connect.offers": "`connect` offers `port`",
  "logs.key": BY_ARN,
  moreTargetGroups: TARGET_GROUPS,
  name: BY_KEY,
  target: "of a task definition made before",
  taskDefinition: "the service is its task in short",
  taskRole: ROLE,
  "volumes.*.mountTargets": "their group by its id is `mountTargetsGroupId`",
} as const;

const RELEASE = {
  after: "the stack knows the order",
  provider: OF_RELEASES,
} as const;

/** Classes with a place in the configuration. What code can say of one and a file cannot is here, each with its reason. */
export const PLACES: Readonly<Record<string, PlaceOfClass>> = {
  AliasRecord: {
    at: "dns.zones.*.records.*",
    onlyInCode: { target: "`dnsName` and `hostedZoneId`", zone: "the zone that it stands in" },
  },
  ApplicationLoadBalancer: {
    at: "edge.loadBalancer",
    onlyInCode: {
      accessLogs: "the edge makes the bucket: `edge.accessLogDays`",
      certificate: "the edge makes it for its domain",
      "defaultAction.forward": "a service that takes everything is exposed without host and paths",
      "httpListener.defaultAction.authenticate": "nobody logs in over plain HTTP",
      "httpListener.defaultAction.forward": "a service that takes everything is exposed at the listener `http`",
      name: "there is one; `loadBalancerName` is the whole name",
      network: OF_ENVIRONMENT,
      plainHttp: "`edge.plainHttp`",
      scheme: "follows from `edge.distribution`",
      webAcl: "`edge.webAcl`",
      withoutWebAcl: "a protected environment has its web ACL",
      zones: "that of the edge's domain",
    },
  },
  ArgoCd: { at: "eksAddons.argocd", onlyInCode: RELEASE },
  AutoScalingGroup: {
    at: "servers.groups.*",
    onlyInCode: { ...EXPOSURE, network: OF_ENVIRONMENT, role: ROLE, targetGroups: TARGET_GROUPS },
  },
  AwsLoadBalancerController: {
    at: "eksAddons.loadBalancerController",
    onlyInCode: { ...RELEASE, role: "the stack of the cluster makes it" },
  },
  Bastion: { at: "access.bastion", onlyInCode: { network: OF_ENVIRONMENT } },
  Bucket: {
    at: "buckets.*",
    onlyInCode: { key: BY_ARN, statements: "made by a function, which is given the bucket's ARN" },
  },
  Cache: { at: "data.caches.*", onlyInCode: { key: BY_ARN, network: OF_ENVIRONMENT } },
  CertManager: { at: "eksAddons.certManager", onlyInCode: RELEASE },
  ClusterAutoscaler: { at: "eksAddons.clusterAutoscaler", onlyInCode: RELEASE },
  Database: { at: "data.databases.*", onlyInCode: { key: BY_ARN, network: OF_ENVIRONMENT } },
  DatabaseCluster: { at: "data.databaseClusters.*", onlyInCode: { key: BY_ARN, network: OF_ENVIRONMENT } },
  Distribution: {
    at: "edge.distribution",
    onlyInCode: {
      accessLogs: "the edge makes the bucket: `edge.accessLogDays`",
      aliases: "the edge's domain and every name one label below",
      behaviors: "`staticPath` and all else; another distribution is a stack of one's own",
      certificate: "the edge makes it for its domain",
      defaultBehavior: "the edge's balancer",
      "names.cachePolicyNames": "the edge makes no cache policy",
      origins: "the edge's balancer and its bucket of files",
      webAcl: "`edge.webAcl`",
      withoutWebAcl: "a protected environment has its web ACL",
    },
  },
  DnsRecord: { at: "dns.zones.*.records.*", onlyInCode: { zone: "the zone that it stands in" } },
  Ec2Service: { at: "ecs.services.*", onlyInCode: SERVICE },
  EcsCluster: { at: "ecs", onlyInCode: { network: OF_ENVIRONMENT } },
  EksCluster: { at: "eks", onlyInCode: { network: OF_ENVIRONMENT } },
  EnvironmentStack: { at: "", onlyInCode: { name: "the file's name" } },
  ExternalDns: { at: "eksAddons.externalDns", onlyInCode: RELEASE },
  ExternalSecrets: {
    at: "eksAddons.externalSecrets",
    onlyInCode: { ...RELEASE, role: "the stack of the cluster makes it" },
  },
  FargateProfile: { at: "eks.fargateProfiles.*", onlyInCode: { cluster: OF_CLUSTER, name: BY_KEY } },
  FargateService: { at: "ecs.services.*", onlyInCode: SERVICE },
  HealthCheck: { at: "dns.healthChecks.*", onlyInCode: {} },
  HelmChart: {
    at: "eksAddons.charts.*",
    onlyInCode: {
      chartVersion: "`version`",
      goesLast: "of the project's own releases",
      moreValues: "of the project's own releases",
      provider: OF_RELEASES,
      releaseName: BY_KEY,
      roles: "`eks.serviceAccounts`",
      valuesJson: "`values`",
    },
  },
  HelmReleases: {
    at: "eksAddons",
    onlyInCode: {
      addons: "`eks.addons`",
      autoMode: "`eks.autoMode`",
      karpenterParts: "`eks.karpenter`",
      provider: OF_RELEASES,
      serviceAccounts: "`eks.serviceAccounts`",
    },
  },
  HostedZone: {
    at: "dns.zones.*",
    onlyInCode: {
      othersAssociate: "true of every private zone of a file, so that further VPCs may come from elsewhere",
    },
  },
  Instance: {
    at: "servers.instances.*",
    onlyInCode: { ...EXPOSURE, network: OF_ENVIRONMENT, role: ROLE, targetGroups: TARGET_GROUPS },
  },
  Karpenter: {
    at: "eks.karpenter",
    onlyInCode: {
      cluster: OF_CLUSTER,
      namespace: "that of the release in `eksAddons.karpenter`",
      podNetworking: "the stack knows what nodes wait for",
    },
  },
  KarpenterRelease: {
    at: "eksAddons.karpenter",
    onlyInCode: { ...RELEASE, parts: "`eks.karpenter`" },
  },
  LambdaFunction: {
    at: "functions.*",
    onlyInCode: {
      environmentKey: "the key by its ARN is `environmentKeyArn`",
      "files.mountTargets": "their group by its id is `mountTargetsGroupId`",
      "logs.key": BY_ARN,
      role: ROLE,
    },
  },
  Manifests: {
    at: "eksAddons.manifests.*",
    onlyInCode: { name: BY_KEY, objects: "files and folders of the project, by their paths", provider: OF_RELEASES },
  },
  MetricsServer: { at: "eksAddons.metricsServer", onlyInCode: RELEASE },
  Network: { at: "network", onlyInCode: { deployed: "remembered, and not written" } },
  NetworkExposure: {
    at: "ecs.services.*.networkListeners.*",
    onlyInCode: {
      place: "the listener by its name",
      port: "that of the service",
      targetType: "follows from what it is",
    },
  },
  NetworkLoadBalancer: {
    at: "edge.networkLoadBalancer",
    onlyInCode: {
      accessLogs: "the edge makes the bucket: `edge.accessLogDays`",
      "listeners.*.targetGroup": "services and servers name the listener in `networkListeners`",
      name: "there is one; `loadBalancerName` is the whole name",
      network: OF_ENVIRONMENT,
    },
  },
  NodeGroup: { at: "eks.nodeGroups.*", onlyInCode: { cluster: OF_CLUSTER, name: BY_KEY } },
  HttpApi: {
    at: "apis.*",
    onlyInCode: {
      "logs.key": BY_ARN,
      network: OF_ENVIRONMENT,
      "routes.*.listener.connectTo": BY_GROUP,
      "routes.*.service.connectTo": BY_GROUP,
    },
  },
  Parameter: { at: "data.parameters.*", onlyInCode: { key: BY_ARN } },
  Queue: { at: "data.queues.*", onlyInCode: { key: BY_ARN } },
  Repository: { at: "ecs.repositories.*", onlyInCode: { key: BY_ARN } },
  ScheduledTask: {
    at: "ecs.scheduledTasks.*",
    onlyInCode: {
      cluster: OF_CLUSTER,
      launch: "a task in short is on Fargate",
      "logs.key": BY_ARN,
      name: BY_KEY,
      taskDefinition: "the task is given in short",
      taskRole: ROLE,
      "volumes.*.mountTargets": "their group by its id is `mountTargetsGroupId`",
    },
  },
  SealedSecrets: { at: "eksAddons.sealedSecrets", onlyInCode: RELEASE },
  SelfManagedNodes: { at: "eks.selfManagedNodes.*", onlyInCode: { cluster: OF_CLUSTER, name: BY_KEY } },
  ServiceAccountRole: { at: "eks.serviceAccounts.*", onlyInCode: { cluster: OF_CLUSTER } },
  StateStorage: { at: "state", onlyInCode: {} },
  Table: { at: "data.tables.*", onlyInCode: { encryptionKey: BY_ARN } },
  Secret: { at: "data.secrets.*", onlyInCode: { key: BY_ARN } },
  Topic: { at: "data.topics.*", onlyInCode: { key: BY_ARN } },
  WebAcl: {
    at: "edge.webAcl",
    onlyInCode: {
      defaultAction: "an edge lets through what no rule stops",
      responseBodies: "answers of `rules`",
      rules: "conditions name sets of addresses and expressions, which are objects; `rateLimit` is there",
      scope: "follows from `edge.distribution`",
    },
  },
};

const EXISTING = "what exists is named by id, ARN or name where it is used";
const OWN_STACK = "no section makes it, a stack of one's own does";
const OF_ACCOUNT = "an account and region has one, which belongs to no environment: a stack of one's own makes it";

/** Classes without a place in the configuration, and what a file has for them, or why it has nothing. */
export const CLASSES: Readonly<Record<string, string>> = {
  Addons: "`eks.addons` and `eks.otherAddons`",
  AutoMode: "`eks.autoMode`",
  BlueGreenTargetGroups: "a service makes it by its `deployment`",
  Certificate: "the edge makes them; those that exist are `moreCertificates`",
  ClusterHelmProvider: "the stack of releases makes it",
  ContainerLogs: `${OWN_STACK}: a log group of pods`,
  DeployRole: "`delivery`, of whose own types it is made",
  EncryptionKey: "`ownKey`, where something can have one",
  EndpointService: `${OWN_STACK}: offers a balancer to other accounts`,
  ExistingBucket: EXISTING,
  ExistingCertificate: EXISTING,
  ExistingCache: EXISTING,
  ExistingDatabase: EXISTING,
  ExistingDistribution: EXISTING,
  ExistingEcsCluster: EXISTING,
  ExistingEksCluster: EXISTING,
  ExistingFunction: EXISTING,
  ExistingHostedZone: EXISTING,
  ExistingHttpApi: EXISTING,
  ExistingIpSet: EXISTING,
  ExistingLoadBalancer: EXISTING,
  ExistingNetwork: EXISTING,
  ExistingNetworkLoadBalancer: EXISTING,
  ExistingParameter: EXISTING,
  ExistingQueue: EXISTING,
  ExistingRegexPatternSet: EXISTING,
  ExistingRepository: EXISTING,
  ExistingRole: EXISTING,
  ExistingSecret: EXISTING,
  ExistingSecurityGroup: EXISTING,
  ExistingTable: EXISTING,
  ExistingTargetGroup: EXISTING,
  ExistingTopic: EXISTING,
  ExistingViewerFunction: EXISTING,
  ExistingWebAcl: EXISTING,
  ExposedTarget: "`expose` and `targetGroup`",
  InlinePolicy: "`permissions` and `policyFile`",
  IpSet: `${OWN_STACK}: a set of a rule of a web ACL`,
  ListenerRule: "`expose`, and default actions of listeners",
  ManagedPolicy: `${OWN_STACK}: a policy that several roles share`,
  MetricAlarm: `${OWN_STACK}: an alarm of a metric of one's own`,
  NewestAmazonLinux: "`image` of a server",
  OidcProvider: "a cluster makes it",
  PrefixLists: "`network.prefixLists`",
  PullThroughCache: OF_ACCOUNT,
  RegexPatternSet: `${OWN_STACK}: a set of a rule of a web ACL`,
  RegistryScanning: OF_ACCOUNT,
  Role: "roles are made by what acts by them",
  SecurityGroup: "groups are made by what lies in them; `calls`, `uses` and `admits` write rules",
  SubnetGroups: "`subnetGroups` of a tier",
  TargetGroup: "`targetGroup`",
  Task: `${OWN_STACK}: it is started by others, who need the command or a permission for it`,
  TaskDefinition: "a service is its task in short",
  ViewerFunction: `${OWN_STACK}: a function of a distribution of one's own`,
  ZoneAssociation: `${OWN_STACK}: a VPC of somebody else's`,
};
