/** What a construct calls a property, and what the configuration calls it, below the key of the stack. */
type Translation = readonly [construct: RegExp, configured: string];

/** Constructs whose ids begin alike and end with a name of the configuration's. A name that is refused is told at its key. */
function named(construct: string, configured: string): readonly Translation[] {
  return [
    [new RegExp(`^${construct}([^/ ]+)[^›]* › name$`), `${configured}.$1`],
    [new RegExp(`^${construct}([^/ ]+)[^›]* › (.*)$`), `${configured}.$1.$2`],
    [new RegExp(`^${construct}([^/ ]+)[^›]*$`), `${configured}.$1`],
  ];
}

/** A construct that there is one of, and everything inside it. */
function single(construct: string, configured: string): readonly Translation[] {
  return [
    [new RegExp(`^${construct}[^›]* › (.*)$`), `${configured}.$1`],
    [new RegExp(`^${construct}[^›]*$`), configured],
  ];
}

/**
 * The constructs of a stack are made from several parts of the configuration, and some properties have other names there. The
 * first that fits `<construct path below the stack> › <property>` counts.
 */
const TRANSLATIONS: Readonly<Record<string, readonly Translation[]>> = {
  access: single("", "bastion"),
  delivery: [
    [/^github-provider[^›]*( ›.*)?$/, "github.provider"],
    [/^apply › managedPolicyArns(.*)$/, "apply.policyArns$1"],
    [/^plan › managedPolicyArns.*$/, "plan.morePolicies.arns"],
  ],
  network: [
    [/^.*endpoint[^›]* › serviceName$/, "endpoints.interface"],
    [/^.*nat[^›]* › instanceType$/, "nat.instanceType"],
  ],
  buckets: [
    [/^buckets\/([^/ ]+) › key$/, "$1.keyArn"],
    [/^keys\/([^/ ]+)[^›]*( ›.*)?$/, "$1.ownKey"],
    [/^buckets\/([^/ ]+)[^›]* › (.*)$/, "$1.$2"],
    [/^buckets\/([^/ ]+)[^›]*$/, "$1"],
  ],
  dns: [
    [/^health-checks\/([^/ ]+)[^›]* › (.*)$/, "healthChecks.$1.$2"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]* › target$/, "zones.$1.records.$2.dnsName"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]* › (.*)$/, "zones.$1.records.$2.$3"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]*$/, "zones.$1.records.$2"],
    [/^associations\/([^/ ]+)\/([^/ ]+)[^›]*( ›.*)?$/, "zones.$1.vpcs.$2"],
    [/^zones\/([^/ ]+)[^›]* › delegate\b.*$/, "zones.$1.delegations"],
    [/^zones\/([^/ ]+)[^›]* › (.*)$/, "zones.$1.$2"],
    [/^zones\/([^/ ]+)[^›]*$/, "zones.$1"],
  ],
  servers: [
    [/^(instances|groups)\/([^/ ]+)[^›]* › (?:conditions\.hosts|host\b).*$/, "$1.$2.expose.host"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › (?:conditions\.paths|path\b).*$/, "$1.$2.expose.paths"],
    [/^(instances|groups)\/([^/ ]+)\/exposed[^›]* › (healthCheck\b.*)$/, "$1.$2.$3"],
    [/^(instances|groups)\/([^/ ]+)\/exposed\b.*$/, "$1.$2.expose"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › target$/, "$1.$2.port"],
    [/^(instances|groups)\/([^/ ]+)[^›]* › (.*)$/, "$1.$2.$3"],
    [/^(instances|groups)\/([^/ ]+)[^›]*$/, "$1.$2"],
  ],
  edge: [
    [/^zone › zoneId$/, "domain.zoneId"],
    [/^zone[^›]* › delegate\b.*$/, "domain.delegations"],
    [/^load-balancer › entry$/, "distribution"],
    [/^load-balancer › listener "([^"]+)"\.certificates\b.*$/, "loadBalancer.listeners.$1.certificate"],
    [/^load-balancer › listener "([^"]+)"(.*)$/, "loadBalancer.listeners.$1$2"],
    [
      /^load-balancer › (?!accessLogs|connectionLogs|certificate|moreCertificates|webAcl|plainHttp|network)(.+)$/,
      "loadBalancer.$1",
    ],
    [
      /^distribution › (priceClass|geoRestriction|securityHeaders|errorResponses|rootObject|comment)(.*)$/,
      "distribution.$1$2",
    ],
    [/^(zone|certificate|record)[^›]*( ›.*)?$/, "domain.name"],
    [/^web-acl(?:\/[^›]*)? › managed(.*)$/, "webAcl.managed$1"],
    [/^web-acl(?:\/[^›]*)? › .*\brate.*$/, "webAcl.rateLimit"],
    [/^web-acl.*$/, "webAcl"],
    [/^access-logs.*$/, "accessLogDays"],
    [/^load-balancer[^›]* › (?:accessLogs|connectionLogs).*$/, "accessLogDays"],
    [/^(?:distribution)[^›]* › behaviors.*$/, "distribution.staticPath"],
    [/^(?:distribution|static-files)[^›]* › (?!webAcl).*$/, "distribution"],
  ],
  ecs: [
    [/^services\/([^/ ]+)\/(?:blue-green|codedeploy)\/test-rule[^›]* › (.*)$/, "services.$1.deployment.testTraffic"],
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.hosts|host\b).*$/, "services.$1.expose.host"],
    [/^services\/([^/ ]+)[^›]* › (?:conditions\.paths|path\b).*$/, "services.$1.expose.paths"],
    [/^services\/([^/ ]+)\/exposure[^›]* › healthCheck\.path.*$/, "services.$1.healthCheckPath"],
    [
      /^services\/([^/ ]+)\/exposure[^›]* › (healthCheck|stickiness|slowStart|deregistration|algorithm|version)(.*)$/,
      "services.$1.targetGroup.$2$3",
    ],
    [/^services\/([^/ ]+)\/task[^›]* › ((?:volumes|logs|architecture|ephemeralStorageGiB)\b.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)\/exposure\b.*$/, "services.$1.expose"],
    [/^services\/([^/ ]+)[^›]* › target$/, "services.$1.port"],
    [/^services\/([^/ ]+) › connect\.offers\.app\b(.*)$/, "services.$1.connect$2"],
    [/^services\/([^/ ]+)[^›]* › containers\.[^.]+\.(.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]* › (.*)$/, "services.$1.$2"],
    [/^services\/([^/ ]+)[^›]*$/, "services.$1"],
    [/^repositories\b.*$/, "repositories"],
  ],
  eks: [
    ...named("service-accounts/", "serviceAccounts"),
    [/^karpenter › nodePool\("([^"]+)"\) › name$/, "karpenter.nodePools.$1"],
    [/^karpenter › nodePool\("([^"]+)"\) › (.*)$/, "karpenter.nodePools.$1.$2"],
    ...single("karpenter", "karpenter"),
    ...named("cluster/nodes-", "nodeGroups"),
    ...named("cluster/self-managed-", "selfManagedNodes"),
    ...named("cluster/fargate-", "fargateProfiles"),
    ...single("cluster/logs-of-fargate", "fargateProfiles"),
    [/^cluster\/addons\/role-of-([\w-]+) › (.*)$/, "otherAddons.$1.role.$2"],
    [/^cluster\/addons\/([a-z-]+?)(?:-role\b[^›]*)? › (.*)$/, "addons.$1.$2"],
  ],
  "eks-addons": [
    ...named("releases/charts/", "charts"),
    ...named("releases/local-charts/", "localCharts"),
    ...named("releases/manifests/", "manifests"),
    ...single("releases/load-balancer-controller", "loadBalancerController"),
    ...single("releases/cert-manager", "certManager"),
    [/^releases\/external-secrets[^›]* › (secret|parameter)Arns(.*)$/, "externalSecrets.$1s$2"],
    ...single("releases/external-secrets", "externalSecrets"),
    ...single("releases/metrics-server", "metricsServer"),
    ...single("releases/external-dns", "externalDns"),
    ...single("releases/cluster-autoscaler", "clusterAutoscaler"),
    ...single("releases/karpenter", "karpenter"),
    ...single("releases/sealed-secrets", "sealedSecrets"),
    ...single("releases/argocd", "argocd"),
  ],
};

/**
 * What the configuration calls a property of a construct.
 *
 * @param stack name of the stack without the environment
 * @param construct path of the construct below the stack
 * @param property the property that a problem names; may be empty
 * @returns the property below the configuration's key for the stack: `services.web.cpu`
 */
export function originOf(stack: string, construct: string, property: string): string {
  const told = [construct, property].filter(Boolean).join(" › ");
  for (const [pattern, configured] of TRANSLATIONS[stack] ?? []) {
    if (pattern.test(told)) return told.replace(pattern, configured);
  }
  return property;
}
