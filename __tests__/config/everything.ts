/**
 * Two environments that use every text of the schema. Lists and maps that the schema leaves open have at least one entry.
 * What excludes each other stands in different ones.
 */
export const EVERYTHING: Readonly<Record<string, unknown>> = {
  dev: {
    project: "groundplan",
    owner: "platform",
    account: "111111111111",
    region: "ap-northeast-2",
    protect: false,
    backend: { type: "s3", bucket: "states", region: "ap-northeast-2", lock: "dynamodb", lockTable: "locks" },
    runnerRoleArn: "arn:aws:iam::111111111111:role/runner",
    tags: { Team: "web" },
    naming: { default: "{project}-{environment}-{stack}-{name}", iamRole: "{project}-{environment}-{stack}-{name}" },
    review: { failOn: ["data-loss", "exposure"], costLimit: 200 },
    exemptions: [
      {
        rule: "stateful-replaced",
        at: "dev-ecs/repositories/web",
        reason: "the images are built anew",
        until: "2027-01-31",
      },
    ],
    logs: { keyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111" },
    alsoKnown: {
      regions: ["ap-northeast-9"],
      endpointServices: ["shop.api"],
      instanceTypes: ["m99g.large"],
      servicePrincipals: ["shop.amazonaws.com"],
      actions: ["shop:Buy"],
    },
    network: {
      cidr: "10.0.0.0/16",
      secondaryCidrs: ["100.64.0.0/16"],
      zones: ["a", "c"],
      tiers: {
        public: { kind: "public", prefixLength: 24, tags: { Use: "entry" }, cidr: "10.0.0.0/22" },
        app: {
          kind: "private",
          prefixLength: 20,
          networkAcl: {
            ingress: { vpc: { action: "allow", peer: "vpc", protocol: "tcp", ports: "1-65535" } },
            egress: { all: { action: "allow", peer: "anywhere", protocol: "tcp", ports: "1-65535" } },
          },
        },
        pod: { kind: "private", prefixLength: 18, range: "100.64.0.0/16", cidr: ["100.64.0.0/16"] },
        data: {
          kind: "isolated",
          prefixLength: 24,
          subnetGroups: ["db"],
          subnets: { a: "10.0.200.0/24", c: "10.0.201.0/24" },
        },
      },
      peers: ["other"],
      reserved: [{ cidr: "10.0.240.0/24", reason: "office" }],
      nat: { mode: "single", zone: "a", eip: "eipalloc-0123456789abcdef0" },
      endpoints: {
        gateway: ["s3"],
        interface: ["ssm"],
        tier: "app",
        zones: { ssm: ["a"] },
        privateDns: { ssm: true },
        policies: { s3: { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }] } },
      },
      flowLog: { to: "cloudwatch", fields: ["srcaddr", "dstaddr"] },
      dhcp: { domainName: "dev.internal", nameServers: ["AmazonProvidedDNS"], ntpServers: ["169.254.169.123"] },
      prefixLists: { office: { entries: { "head office": "203.0.113.0/25" } } },
    },
    access: {
      bastion: {
        access: { mode: "ssm", runAs: "operator" },
        tier: "app",
        zone: "a",
        instanceType: "t4g.nano",
        ami: "ami-0123456789abcdef0",
        userData: "#!/bin/sh\ntrue\n",
        alarmActions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"],
        morePolicies: {
          arns: ["arn:aws:iam::aws:policy/AmazonInspector2ManagedCispolicy"],
          reason: "the scanner of the instances",
        },
      },
    },
    edge: {
      domain: {
        name: "dev.example.com",
        zoneId: "Z0123456789ABCDEFGHIJ",
        delegations: { "lab.dev.example.com": ["ns-1.example.net", "ns-2.example.org"] },
      },
      webAcl: { managed: { core: { overrides: { SizeRestrictions_BODY: "count" } } }, rateLimit: 2000 },
      distribution: {
        staticPath: "/static/*",
        publicOrigin: { reason: "clients of it speak WebSocket" },
        apexRecord: { adopt: ["A"] },
        wildcardRecord: "leave",
      },
    },
    ecs: {
      serviceConnect: { namespace: "services" },
      discovery: { domain: "services.internal" },
      repositories: ["web"],
      services: {
        web: {
          image: "web:1.0.0",
          cpu: "0.25 vCPU",
          memory: "0.5 GB",
          port: 8080,
          expose: { host: "www.dev.example.com", paths: ["/v1/*"] },
          connect: { alias: "www", port: 80, discoveryName: "www" },
          discovery: { name: "www", ttlSeconds: 30 },
          calls: ["orders"],
          healthCheckPath: "/health",
          healthCheckGraceSeconds: 120,
          waitForSteadyState: false,
          writable: ["/tmp"],
          deployment: { by: "blue-green", provider: "6.4 or later", alarms: { names: ["web-errors"] } },
          zones: ["a", "c"],
          environment: { MODE: "fast" },
        },
        orders: {
          image: "web:1.0.0",
          cpu: "0.25 vCPU",
          memory: "0.5 GB",
          port: 8080,
          discovery: {},
          deployment: { by: "rolling", alarms: { names: ["orders-errors"] } },
        },
        mobile: {
          image: "web:1.0.0",
          cpu: "0.25 vCPU",
          memory: "0.5 GB",
          port: 8080,
          expose: { host: "m.dev.example.com" },
          imageOwner: "deployment",
          deployment: { by: "codedeploy", alarms: { names: ["mobile-errors"] } },
        },
      },
    },
    eks: {
      version: "1.35",
      admins: ["role/platform-admin"],
      access: { developers: { principal: "role/developer", policy: "view", namespaces: ["apps"], groups: ["devs"] } },
      name: "blue",
      tier: "app",
      zones: ["a", "c"],
      bastion: true,
      apiFrom: ["sg-0123456789abcdef0", "10.80.0.0/16"],
      endpointAccess: { publicCidrs: ["203.0.113.0/24"] },
      secretsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111",
      serviceCidr: "172.20.0.0/16",
      addons: {
        "vpc-cni": { podTier: "pod" },
        "aws-ebs-csi-driver": {
          keyArns: ["arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111"],
        },
        "aws-efs-csi-driver": {
          fileSystemArns: ["arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0"],
        },
      },
      nodeGroups: {
        general: {
          instanceTypes: ["m7g.large"],
          min: 2,
          max: 4,
          labels: { role: "general" },
          taints: [{ key: "dedicated", value: "builds", effect: "PreferNoSchedule" }],
          tier: "app",
          zones: ["a", "c"],
          remoteAccess: { keyName: "operators", fromSecurityGroups: ["bastion"] },
          podsReachMetadata: { reason: "an agent reads the zone" },
          morePolicies: {
            arns: ["arn:aws:iam::111111111111:policy/antivirus"],
            reason: "the antivirus runs on every node",
          },
        },
      },
      selfManagedNodes: {
        own: {
          instanceTypes: ["m7i.large"],
          min: 1,
          max: 2,
          labels: { role: "spare" },
          taints: [{ key: "spare", value: "yes", effect: "NoSchedule" }],
          imageId: "ami-0123456789abcdef0",
          tier: "app",
          zones: ["a", "c"],
          remoteAccess: { keyName: "operators", fromSecurityGroups: ["bastion"] },
          podsReachMetadata: { reason: "an agent reads the zone" },
          morePolicies: {
            arns: ["arn:aws:iam::111111111111:policy/antivirus"],
            reason: "the antivirus runs on every node",
          },
        },
      },
      fargateProfiles: {
        batch: {
          namespace: "batch",
          tier: "app",
          zones: ["a", "c"],
          morePolicies: {
            arns: ["arn:aws:iam::111111111111:policy/mirror"],
            reason: "images come from a registry of the company",
          },
        },
        jobs: { selectors: [{ namespace: "jobs-*", labels: { compute: "fargate" } }] },
      },
    },
    eksAddons: {
      accessRoleArn: "role/platform-admin",
      proxyUrl: "http://proxy.example.com:3128",
      loadBalancerController: { internetFacing: true, values: { podLabels: { team: "web" } } },
      externalSecrets: {
        secrets: ["shop/*"],
        parameters: ["/shop/*"],
        keyArns: ["arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111"],
      },
      argocd: {
        ingress: {
          host: "argocd.dev.example.com",
          certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/11111111-1111-1111-1111-111111111111",
          cidrs: ["203.0.113.0/24"],
          public: { reason: "the office has no way into the VPC" },
        },
        signIn: {
          provider: "oidc",
          issuer: "https://login.example.com",
          clientId: "argocd",
          clientSecret: { secret: "shop/argocd", field: "clientSecret" },
        },
        localAdmin: { reason: "until sign-in is set up" },
        groups: { "web:admins": "admin" },
        repositories: {
          apps: { url: "https://github.com/example/apps.git", credentials: { secret: "shop/git", kind: "password" } },
        },
        apps: { repoUrl: "https://github.com/example/apps.git", path: "clusters/dev", revision: "main" },
        looserAccess: { reason: "the server's own shell is needed for a while" },
        projects: {
          shop: {
            repositories: ["https://github.com/example/shop.git"],
            namespaces: ["shop-*"],
            clusterKinds: [{ group: "rbac.authorization.k8s.io", kind: "ClusterRole" }],
          },
        },
      },
      certManager: {
        letsEncrypt: {
          email: "web@example.com",
          zones: [{ zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "dev.example.com" }],
        },
      },
      externalDns: { zones: [{ zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "dev.example.com" }] },
      charts: {
        own: {
          repository: "https://charts.example.com",
          chart: "own",
          version: "1.2.3",
          namespace: "own",
          values: { greeting: "hello", list: ["one"], "key with spaces": { deep: "text" } },
          after: ["certManager"],
          publicLoadBalancer: { reason: "its users have no way into the VPC" },
        },
      },
    },
  },
  other: {
    project: "groundplan",
    owner: "platform",
    account: "222222222222",
    region: "ap-northeast-2",
    protect: false,
    naming: "{project}-{environment}-{stack}-{name}",
    backend: { type: "cloud", organization: "example", hostname: "app.terraform.io" },
    network: {
      cidr: "10.1.0.0/16",
      zones: ["a", "c"],
      tiers: {
        public: {
          kind: "public",
          prefixLength: 24,
          openings: { ssh: { from: "203.0.113.0/24", protocol: "tcp", ports: "22" } },
        },
        app: { kind: "private", prefixLength: 20 },
      },
      nat: { mode: "instance", instanceType: "t4g.nano", ami: "ami-0123456789abcdef0", zone: "a" },
      flowLog: { to: "s3", bucketArn: "arn:aws:s3:::flow-logs", fields: ["srcaddr", "dstaddr"] },
    },
    access: {
      bastion: {
        access: {
          mode: "ssh",
          from: ["203.0.113.0/24"],
          publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEU/oCKzsxmYQgJu+PyAzzcovu06tX2kV2YJ2QqCbRxB test",
        },
      },
    },
    edge: { plainHttp: { reason: "nobody uses it yet" } },
    eks: {
      version: "1.35",
      admins: ["role/platform-admin"],
      clusterName: "other-main",
      roleName: "otherClusterRole",
      addons: {
        "kube-proxy": { version: "v1.35.3-eksbuild.21" },
        "vpc-cni": { version: "v1.22.4-eksbuild.3" },
        coredns: { version: "v1.13.2-eksbuild.21" },
        "aws-ebs-csi-driver": { version: "v1.65.0-eksbuild.1" },
        "aws-efs-csi-driver": { version: "v3.4.2-eksbuild.1" },
        "metrics-server": { version: "v0.9.0-eksbuild.7" },
        "eks-node-monitoring-agent": { version: "v1.6.7-eksbuild.1" },
        "amazon-cloudwatch-observability": { version: "v6.6.0-eksbuild.1" },
        "snapshot-controller": { version: "v8.6.0-eksbuild.6" },
        "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.3" },
      },
      nodeGroups: {
        general: {
          instanceTypes: ["m7g.large"],
          min: 2,
          max: 4,
          releaseVersion: "1.35.0-20261105",
          version: "1.35",
        },
      },
    },
    eksAddons: {
      loadBalancerController: { chartVersion: "3.5.0" },
      externalSecrets: { chartVersion: "2.9.0", secrets: ["shop/*"] },
      certManager: { chartVersion: "v1.21.1" },
      externalDns: {
        chartVersion: "1.21.1",
        zones: [{ zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "other.example.com" }],
      },
      clusterAutoscaler: { chartVersion: "9.59.0" },
      sealedSecrets: { chartVersion: "2.18.5" },
      argocd: {
        chartVersion: "10.1.1",
        ingress: {
          host: "argocd.other.example.com",
          certificateArn: "arn:aws:acm:ap-northeast-2:222222222222:certificate/11111111-1111-1111-1111-111111111111",
        },
        signIn: {
          provider: "github",
          organization: "example",
          clientId: "argocd",
          clientSecret: { secret: "shop/argocd", field: "clientSecret" },
        },
      },
    },
  },
  // For the other ways of a private network, NAT by zone, and a pipeline.
  third: {
    project: "groundplan",
    owner: "platform",
    account: "333333333333",
    region: "ap-northeast-2",
    protect: false,
    backend: { type: "s3" },
    network: {
      cidr: "10.2.0.0/16",
      zones: ["a", "c"],
      tiers: {
        public: { kind: "public", prefixLength: 24 },
        app: { kind: "private", prefixLength: 20 },
      },
      nat: {
        mode: "per-zone",
        eips: { a: "eipalloc-0123456789abcdef0", c: "eipalloc-0123456789abcdef1" },
      },
    },
    edge: { domain: { name: "third.example.com" } },
    eks: {
      version: "1.35",
      admins: ["role/platform-admin"],
      nodeGroups: { general: { instanceTypes: ["m7g.large"], min: 2, max: 4 } },
    },
    eksAddons: { metricsServer: { chartVersion: "3.13.1" } },
    delivery: {
      github: { repository: "acme/platform", ownerId: "123456", repositoryId: "123456789" },
      plan: {
        environment: "third-plan",
        morePolicies: {
          arns: ["arn:aws:iam::aws:policy/AWSQuicksightAthenaAccess"],
          reason: "workgroups of Athena are planned",
        },
      },
      apply: {
        environment: "third",
        branches: ["main"],
        policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
      },
      stateKeyArn: "arn:aws:kms:ap-northeast-2:333333333333:key/11111111-1111-1111-1111-111111111111",
    },
  },
};
