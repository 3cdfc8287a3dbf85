import { CLUSTER, type ClusterCase, clusterWith } from "../support/cluster";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

/** What is refused of clusters, their add-ons and what runs in them, told at the place in the file. */
const CASES: ClusterCase[] = [
  {
    mistake: "a version that is not known",
    edits: [['"1.35"', '"1.53"']],
    problems: [
      [
        "EKS_VERSION_UNKNOWN",
        "config/dev.yaml:22:12 › eks.version",
        "EKS has no Kubernetes version of this name, as far as is known here.",
        '"1.53"',
        "one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37 (as of 2026-11-20)",
        'use "1.37"; a newer one has to be entered into KUBERNETES_VERSIONS first',
      ],
    ],
  },
  {
    mistake: "a version as a number",
    edits: [['"1.35"', "1.35"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:22:12 › eks.version",
        "The value has the wrong type.",
        "number 1.35",
        'major and minor version in quotes, such as "1.35"',
        'put the value in quotes: "1.35"',
      ],
    ],
  },
  {
    mistake: "a version as it is tagged",
    edits: [['"1.35"', "v1.35.2"]],
    problems: [
      [
        "CONFIG_KUBERNETES_VERSION_FORM",
        "config/dev.yaml:22:12 › eks.version",
        "The value is not a Kubernetes version.",
        '"v1.35.2"',
        'major and minor version in quotes, such as "1.35"',
        "write only these two numbers, with no v before them and no patch version behind",
      ],
    ],
  },
  {
    mistake: "a version out of support",
    edits: [['"1.35"', '"1.30"']],
    problems: [
      [
        "EKS_VERSION_UNSUPPORTED",
        "config/dev.yaml:22:12 › eks.version",
        "EKS no longer supports this Kubernetes version: no cluster is made with it, and AWS upgrades those that there are.",
        '"1.30", supported until 2026-07-23',
        "one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37",
        'use "1.37" for a new cluster; raise an existing one by one minor version at a time, "1.31" first',
      ],
      [
        "HELM_CHART_KUBERNETES",
        "config/dev.yaml:51:18 › eksAddons.metricsServer.chartVersion",
        "The pinned version of metrics-server is not supported on the cluster's version of Kubernetes.",
        "metrics-server 3.13.1 on Kubernetes 1.30",
        "Kubernetes 1.31 or newer",
        "choose chartVersion: one of metrics-server that supports 1.30",
      ],
    ],
  },
  {
    mistake: "nobody who administers the cluster",
    edits: [["[role/platform-admin]", "[]"]],
    problems: [
      [
        "EKS_ADMIN_MISSING",
        "config/dev.yaml:23:11 › eks.admins",
        "Nobody could administer the cluster: not even who creates it gets in.",
        "no admins",
        "at least one IAM role or user",
        'name the role of the platform team, for example "role/platform-admin"',
      ],
    ],
  },
  {
    mistake: "a policy for the whole cluster given for namespaces",
    edits: [["policy: view, ", "policy: cluster-admin, "]],
    problems: [
      [
        "EKS_ACCESS_NAMESPACES_MISPLACED",
        "config/dev.yaml:25:81 › eks.access.developers.namespaces",
        "The policy cluster-admin is for the whole cluster.",
        "namespaces apps with cluster-admin",
        "namespaces with admin, edit or view",
        'use policy "admin" for all rights in the namespaces',
      ],
    ],
  },
  {
    mistake: "a service account for every namespace",
    edits: [["eksAddons:", "  serviceAccounts:\n    api: { namespace: preview-* }\neksAddons:"]],
    problems: [
      [
        "EKS_SERVICE_ACCOUNT_WILDCARD",
        "config/dev.yaml:50:23 › eks.serviceAccounts.api.namespace",
        "A role is for one service account of one namespace, and this would be for several.",
        '"preview-*"',
        "a name without * and ?",
        "make a role for each namespace; a service account of your own may say why in wildcard: { reason: … }",
      ],
    ],
  },
  {
    mistake: "the API open to everyone",
    edits: [["203.0.113.0/24]", "0.0.0.0/0]"]],
    problems: [
      [
        "EKS_ENDPOINT_FOR_EVERYONE",
        "config/dev.yaml:28:19 › eks.endpointAccess.publicCidrs[0]",
        "This lets everyone on the internet, or a great part of it, reach the Kubernetes API.",
        "0.0.0.0/0",
        "ranges of your own, none wider than /8",
        "name the ranges of the office or the VPN, or leave endpointAccess out: the API is reached from inside the VPC",
      ],
    ],
  },
  {
    mistake: "a service range that overlaps the VPC",
    edits: [["172.20.0.0/16", "10.0.0.0/16"]],
    problems: [
      [
        "EKS_SERVICE_CIDR_OVERLAPS",
        "config/dev.yaml:29:16 › eks.serviceCidr",
        "The range of services overlaps with the VPC: pods could not tell services and machines apart.",
        "10.0.0.0/16 and 10.0.0.0/16 of the VPC",
        "a range outside the VPC, and outside of all networks that pods talk to",
        "leave serviceCidr out and AWS chooses 10.100.0.0/16 or 172.20.0.0/16, or name a range outside",
      ],
    ],
  },
  {
    mistake: "IPv6 in a network that has none, and what AWS does not have with it",
    edits: [
      ["  serviceCidr: 172.20.0.0/16", "  serviceCidr: 172.20.0.0/16\n  ipFamily: ipv6"],
      ["prefixDelegation: true", "prefixDelegation: false"],
    ],
    problems: [
      [
        "EKS_IPV6_SERVICE_CIDR",
        "config/dev.yaml:29:16 › eks.serviceCidr",
        "Services of a cluster with IPv6 have addresses of a range that EKS chooses.",
        "172.20.0.0/16 with ipFamily ipv6",
        "no serviceCidr",
        "leave serviceCidr out",
      ],
      [
        "EKS_IPV6_NETWORK",
        "config/dev.yaml:30:13 › eks.ipFamily",
        "Pods would have no addresses: the network has no IPv6, and EKS makes no such cluster in it.",
        "ipv6 in a network without IPv6",
        "a network whose subnets have IPv4 and IPv6 ranges",
        "set ipv6: true for the network, or leave ipFamily out",
      ],
      [
        "EKS_IPV6_PREFIXES",
        "config/dev.yaml:34:34 › eks.addons.vpc-cni.prefixDelegation",
        "Pods get IPv6 addresses by prefixes only.",
        "prefixDelegation: false with ipFamily ipv6",
        "prefixDelegation left out",
        "leave prefixDelegation out",
      ],
    ],
  },
  {
    mistake: "no audit log in a protected environment",
    edits: [
      ["[api, audit]", "[api]"],
      ["protect: false", "protect: true"],
    ],
    problems: [
      [
        "EKS_AUDIT_LOG_MISSING",
        "config/dev.yaml:31:12 › eks.logging.types",
        "A protected environment keeps the audit log, without which nobody can tell who did what.",
        "api",
        "audit among the types, because dev is protected",
        "add audit, or leave logging.types out",
      ],
      [
        "EKS_NODES_TOO_FEW",
        "config/dev.yaml:44:12 › eks.selfManagedNodes.own.min",
        "A protected environment has two nodes or more in a group, so that it outlives the loss of one.",
        "min 1",
        "2 or more",
        "set min to 2",
      ],
    ],
  },
  {
    mistake: "a tier that is public",
    edits: [["  bastion: true\n", "  bastion: true\n  tier: public\n"]],
    problems: [
      [
        "EKS_TIER_PUBLIC",
        "config/dev.yaml:27:9 › eks.tier",
        "Control plane and nodes belong into private tiers, where nothing on the internet can reach them.",
        'public tier "public"',
        "a private or isolated tier",
        "use app",
      ],
    ],
  },
  {
    mistake: "a bastion that is not there",
    edits: [["access:\n  bastion: {}\n", ""]],
    problems: [
      [
        "EKS_BASTION_MISSING",
        "config/dev.yaml:24:12 › eks.bastion",
        "The bastion is to be let in, and the environment has none.",
        "bastion: true without access.bastion",
        "a bastion in access, or nobody let in by this name",
        "add access: { bastion: { access: { mode: ssm } } }, or take bastion away here",
      ],
    ],
  },
  {
    mistake: "an add-on version for another cluster",
    edits: [["aws-ebs-csi-driver: true", "kube-proxy: { version: v1.99.1-eksbuild.1 }"]],
    problems: [
      [
        "EKS_ADDON_VERSION_UNFIT",
        "config/dev.yaml:34:28 › eks.addons.kube-proxy.version",
        "kube-proxy is newer than the cluster, and may ask the Kubernetes API for what it does not know.",
        "kube-proxy v1.99.1-eksbuild.1, Kubernetes 1.35",
        "a version from v1.32 to v1.35",
        "leave version out, which is v1.35.3-eksbuild.21 for Kubernetes 1.35, or take one from `aws eks describe-addon-versions --addon-name kube-proxy --kubernetes-version 1.35`",
      ],
    ],
  },
  {
    mistake: "pods in a tier that is not there",
    edits: [["prefixDelegation: true", "podTier: pods"]],
    problems: [
      [
        "EKS_POD_TIER_UNKNOWN",
        "config/dev.yaml:33:25 › eks.addons.vpc-cni.podTier",
        "The network has no tier of this name.",
        '"pods"',
        "one of public (public), app (private)",
        "use app",
      ],
    ],
  },
  {
    mistake: "an add-on that EKS does not have",
    edits: [["aws-ebs-csi-driver: true", "aws-ebs-csi-drivers: true"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:34:5 › eks.addons.aws-ebs-csi-drivers",
        "The key is not known here.",
        '"aws-ebs-csi-drivers"',
        "one of amazon-cloudwatch-observability, aws-ebs-csi-driver, aws-efs-csi-driver, coredns, eks-node-monitoring-agent, eks-pod-identity-agent, kube-proxy, metrics-server, snapshot-controller, vpc-cni",
        'did you mean "aws-ebs-csi-driver"?',
      ],
    ],
  },
  {
    mistake: "metrics-server twice",
    edits: [["aws-ebs-csi-driver: true", "metrics-server: true"]],
    problems: [
      [
        "HELM_ADDON_TWICE",
        "config/dev.yaml:51:18 › eksAddons.metricsServer",
        "The cluster has the same software as an EKS add-on, and the two fight over the same objects.",
        "the chart metrics-server beside the add-on metrics-server",
        "one of the two",
        "take metricsServer out; AWS keeps the add-on current",
      ],
    ],
  },
  {
    mistake: "charts without a cluster",
    edits: [
      [
        'eks:\n  version: "1.35"\n  admins: [role/platform-admin]\n  access:\n    developers: { principal: role/developer, policy: view, namespaces: [apps] }\n  bastion: true\n  endpointAccess:\n    publicCidrs: [203.0.113.0/24]\n  serviceCidr: 172.20.0.0/16\n  logging:\n    types: [api, audit]\n  addons:\n    vpc-cni: { prefixDelegation: true }\n    aws-ebs-csi-driver: true\n  nodeGroups:\n    general:\n      instanceTypes: [m7g.large]\n      min: 2\n      max: 4\n      labels: { role: general }\n  selfManagedNodes:\n    own:\n      instanceTypes: [m7i.large]\n      min: 1\n      max: 2\n  fargateProfiles:\n    batch:\n      namespace: batch\n',
        "",
      ],
    ],
    problems: [
      [
        "EKS_ADDONS_WITHOUT_CLUSTER",
        "config/dev.yaml:21:1 › eksAddons",
        "Charts are installed in the environment's cluster, and there is none.",
        "eksAddons without eks",
        "a cluster",
        "declare eks, or take eksAddons away",
      ],
    ],
  },
  {
    mistake: "nothing that runs pods",
    edits: [
      [
        "  nodeGroups:\n    general:\n      instanceTypes: [m7g.large]\n      min: 2\n      max: 4\n      labels: { role: general }\n  selfManagedNodes:\n    own:\n      instanceTypes: [m7i.large]\n      min: 1\n      max: 2\n  fargateProfiles:\n    batch:\n      namespace: batch\n",
        "",
      ],
    ],
    problems: [
      [
        "EKS_COMPUTE_MISSING",
        "config/dev.yaml:21:1 › eks",
        "The cluster has nothing that pods run on, so CoreDNS would stay pending and the deployment would fail.",
        "no node group, no nodes of one's own, no Fargate profile",
        "at least one of them in the cluster's stack",
        'add nodes: in a file, nodeGroups: { app: { instanceTypes: [m7i.large], min: 2, max: 6 } }; in code, cluster.addNodeGroup("app", …)',
      ],
    ],
  },
  {
    mistake: "mistakes of the cluster, its nodes, its profiles and its charts at once",
    edits: [
      ['"1.35"', '"1.53"'],
      ["min: 2", "min: 6"],
      ["namespace: batch\n", "namespace: Batch\n"],
      ["metricsServer: true", "metricsServer: { replicas: 3 }\n  argocd: { groups: { ops: admin } }"],
    ],
    problems: [
      [
        "EKS_VERSION_UNKNOWN",
        "config/dev.yaml:22:12 › eks.version",
        "EKS has no Kubernetes version of this name, as far as is known here.",
        '"1.53"',
        "one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37 (as of 2026-11-20)",
        'use "1.37"; a newer one has to be entered into KUBERNETES_VERSIONS first',
      ],
      [
        "EKS_NODES_MIN_ABOVE_MAX",
        "config/dev.yaml:38:12 › eks.nodeGroups.general.min",
        "The least number of nodes is above the greatest.",
        "min 6, max 4",
        "min that is at most max",
        "set min to 4 or less, or max to 6 or more",
      ],
      [
        "EKS_FARGATE_NAMESPACE_INVALID",
        "config/dev.yaml:48:18 › eks.fargateProfiles.batch.namespace",
        "Kubernetes has no namespace of this name, so the selector would never match.",
        '"Batch"',
        "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends; * and ? are wildcards",
        "write the namespace as `kubectl get namespaces` shows it",
      ],
      [
        "ARGOCD_GROUPS",
        "config/dev.yaml:52:13 › eksAddons.argocd.groups",
        "Groups come with a sign-in, and there is none.",
        "groups without signIn",
        "a sign-in",
        "add signIn, or take groups away",
      ],
    ],
  },
];

test("what the roles of add-ons and charts refuse is told where it is written", () => {
  const text = clusterWith([
    [
      "aws-ebs-csi-driver: true",
      "aws-ebs-csi-driver: { keyArns: [orders] }\n    aws-efs-csi-driver: { fileSystemArns: [fs-1] }",
    ],
    [
      "  metricsServer: true",
      "  metricsServer: true\n  externalSecrets: { secrets: [fine, a b], parameters: [/c d], keyArns: [orders] }",
    ],
  ]);
  const told = problemsIn(() => buildShop({ dev: text }));
  expect(told.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "EKS_SCOPE_ARN_INVALID config/dev.yaml:34:37 › eks.addons.aws-ebs-csi-driver.keyArns[0]",
    "EKS_SCOPE_ARN_INVALID config/dev.yaml:35:44 › eks.addons.aws-efs-csi-driver.fileSystemArns[0]",
    "EKS_SCOPE_ARN_INVALID config/dev.yaml:53:38 › eksAddons.externalSecrets.secrets[1]",
    "EKS_SCOPE_ARN_INVALID config/dev.yaml:53:57 › eksAddons.externalSecrets.parameters[0]",
    "EKS_SCOPE_ARN_INVALID config/dev.yaml:53:74 › eksAddons.externalSecrets.keyArns[0]",
  ]);
});

test("a chart that waits for one with mistakes adds none of its own", () => {
  const chart = "repository: https://charts.example.com, chart: own, namespace: own";
  const charts = `  charts:\n    own: { ${chart}, version: 1.2.3, after: [late] }\n    late: { ${chart}, version: newest }\n`;
  const told = problemsIn(() => buildShop({ dev: CLUSTER + charts }));
  expect(told.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "HELM_CHART_VERSION config/dev.yaml:54:90 › eksAddons.charts.late.version",
  ]);
});

test("the environment that the mistakes are made in has none itself", () => {
  expect(problemsIn(() => buildShop({ dev: CLUSTER }))).toEqual([]);
});

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: clusterWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
