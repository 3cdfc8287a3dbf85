import { EksCluster, type EksClusterProps, type ServiceAccountRoleOptions } from "../../../../constructs/eks";
import type { AccessGrant } from "../../../../constructs/eks/access/access.types";
import { Karpenter } from "../../../../constructs/eks/controllers";
import { databaseLink } from "../../../../constructs/links";
import type { INetwork } from "../../../../constructs/network";
import { SecurityGroup } from "../../../../constructs/security-groups";
import type { Program, Transition } from "../transition";

const GROUP = { instanceTypes: ["m7g.large"], min: 1, max: 2 } as const;

/** Nodes of both kinds. */
function withNodes(made: EksCluster, size: { readonly initial: number }): void {
  made.addNodeGroup("app", { ...GROUP, ...size });
  made.addSelfManagedNodes("own", { ...GROUP, ...size });
}

/** Nodes, and a role for one service account. */
function withRoles(made: EksCluster, options: Pick<ServiceAccountRoleOptions, "identity">): void {
  made.addNodeGroup("app", GROUP);
  made.serviceAccountRole("api", { namespace: "shop", serviceAccount: "api", ...options });
}

/** Nodes, a database, and a service account whose pods use it where they are let. */
function withDatabase(made: EksCluster, network: INetwork, how: "not" | "own group" | "every pod"): void {
  made.addNodeGroup("app", GROUP);
  const group = new SecurityGroup(made, "database", { network, description: "orders" });
  const secretArn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:orders-AbCdEf";
  const orders = databaseLink({ host: "orders.example.com", port: 5432, database: "orders", group, secretArn });
  const pods = { namespace: "shop", serviceAccount: "api", createServiceAccount: true };
  const everyPod = { reason: "every pod of the cluster is of one team" };
  made.serviceAccountRole("api", {
    ...pods,
    ...(how === "not" ? {} : { uses: { orders } }),
    ...(how === "every pod" ? { everyPod } : {}),
  });
}

interface Cluster extends Partial<Omit<EksClusterProps, "network">> {
  readonly zones?: readonly string[];
  /** Whether the control plane has a further security group. */
  readonly grouped?: boolean;
  /** Whether the network has IPv6. */
  readonly ipv6?: boolean;
  readonly build?: (cluster: EksCluster, network: INetwork) => void;
}

/** A cluster without add-ons but those that every cluster has, with one node group. */
function eks({
  zones = ["a", "c"],
  ipv6 = false,
  grouped = false,
  build = (made) => made.addNodeGroup("app", GROUP),
  ...props
}: Cluster = {}): Program {
  return (stack, site) => {
    const network = site.network(stack, { zones, ipv6 });
    const group = new SecurityGroup(stack, "control-plane", { network, description: "control plane" });
    const cluster = new EksCluster(stack, "eks", {
      name: `groundplan-sandbox-${stack.node.id}`,
      network,
      version: "1.34",
      admins: ["role/platform-admin"],
      ...(grouped ? { securityGroupIds: [group.securityGroupId] } : {}),
      ...props,
    });
    build(cluster, network);
  };
}

/** The add-ons that nodes of one's own need beside EKS Auto Mode. */
const EVERY_ADDON = { coredns: {}, "eks-pod-identity-agent": {}, "kube-proxy": {}, "vpc-cni": {} } as const;

const VIEWER: AccessGrant = { principal: "role/viewer", policy: "view" };

/** Changes of Kubernetes clusters. */
export const EKS: readonly Transition[] = [
  {
    area: "EKS",
    name: "a cluster gets the next version of Kubernetes, and its nodes after it",
    from: eks(),
    to: eks({ version: "1.35" }),
    oneWay: "EKS takes no version back",
  },
  {
    area: "EKS",
    name: "a node group gets other sizes, labels and taints",
    from: eks(),
    to: eks({
      build: (made) =>
        made.addNodeGroup("app", {
          ...GROUP,
          max: 4,
          labels: { role: "app" },
          taints: [{ key: "team", effect: "PreferNoSchedule" }],
        }),
    }),
  },
  {
    area: "EKS",
    name: "a cluster gets tags, which its nodes and their volumes have too",
    from: eks({ build: (made) => withNodes(made, { initial: 1 }) }),
    to: eks({ build: (made) => withNodes(made, { initial: 1 }), tags: { CostCenter: "4711", Owner: "orders" } }),
  },
  {
    area: "EKS",
    name: "the number of nodes that groups begin with changes, which counts for new groups only",
    from: eks({ build: (made) => withNodes(made, { initial: 1 }) }),
    to: eks({ build: (made) => withNodes(made, { initial: 2 }) }),
  },
  {
    area: "EKS",
    name: "a node group gets another type of instance",
    from: eks(),
    to: eks({ build: (made) => made.addNodeGroup("app", { ...GROUP, instanceTypes: ["m7g.xlarge"] }) }),
    replaced: { aws_eks_node_group: 1 },
  },
  {
    area: "EKS",
    name: "nodes are told more of kubelet, and of the settings of Bottlerocket",
    from: eks({
      build: (made) => {
        made.addNodeGroup("app", GROUP);
        made.addNodeGroup("edge", { ...GROUP, image: "bottlerocket" });
        made.addSelfManagedNodes("own", GROUP);
      },
    }),
    to: eks({
      build: (made) => {
        const nodeConfig = { kubelet: { config: { note: '"${a}" %{b} \\ c' }, flags: ["--v=4"] } };
        made.addNodeGroup("app", { ...GROUP, nodeConfig });
        made.addNodeGroup("edge", { ...GROUP, image: "bottlerocket", bottlerocket: { motd: '"${a}"' } });
        made.addSelfManagedNodes("own", { ...GROUP, nodeConfig });
      },
    }),
  },
  {
    area: "EKS",
    name: "a node group and a Fargate profile are added",
    from: eks(),
    to: eks({
      build: (made) => {
        made.addNodeGroup("app", GROUP);
        made.addNodeGroup("batch", { ...GROUP, capacity: "spot" });
        made.addFargateProfile("jobs", { namespace: "jobs" });
      },
    }),
  },
  {
    area: "EKS",
    name: "an add-on is turned on, and an access entry is added",
    from: eks(),
    to: eks({ addons: { "aws-ebs-csi-driver": true }, access: { viewer: VIEWER } }),
  },
  {
    area: "EKS",
    name: "add-ons get values, and one of the community with a role is added",
    from: eks({ addons: { "metrics-server": true } }),
    to: eks({
      addons: { "metrics-server": { values: { replicas: 3 }, preserve: true }, coredns: { conflicts: "preserve" } },
      otherAddons: {
        "kube-state-metrics": { version: "default" },
        "external-dns": {
          version: "v0.20.0-eksbuild.1",
          role: {
            namespace: "external-dns",
            serviceAccount: "external-dns",
            identity: "pod-identity",
            permissions: {
              records: {
                actions: ["route53:ChangeResourceRecordSets"],
                resources: ["arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"],
              },
            },
          },
        },
      },
    }),
  },
  {
    area: "EKS",
    name: "nodes in an Auto Scaling group of one's own are added, and an add-on is turned off",
    from: eks({ addons: { "metrics-server": true } }),
    to: eks({
      build: (made) => {
        made.addNodeGroup("app", GROUP);
        made.addSelfManagedNodes("own", { instanceTypes: ["m7g.large"], min: 1, max: 2 });
      },
    }),
    removed: { aws_eks_addon: 1 },
  },
  {
    area: "EKS",
    name: "the logs of the control plane and its public addresses change",
    from: eks(),
    to: eks({
      logging: { types: ["api", "audit"], retentionDays: 30 },
      endpointAccess: { publicCidrs: ["203.0.113.0/24"] },
    }),
  },
  {
    area: "EKS",
    name: "the control plane gets a further security group",
    from: eks(),
    to: eks({ grouped: true }),
  },
  {
    area: "EKS",
    name: "the network under a cluster gets another zone",
    from: eks(),
    to: eks({ zones: ["a", "b", "c"] }),
  },
  {
    area: "EKS",
    name: "a zone that a cluster was made with is taken from its network",
    from: eks({ zones: ["a", "b", "c"] }),
    to: eks({ zones: ["a", "c"] }),
    refused: "A cluster keeps a subnet in every zone that it was made with, and its tier has none in one of them.",
  },
  {
    area: "EKS",
    name: "pods on Fargate, and nodes of one's own, join a cluster with IPv6",
    from: eks({ ipv6: true, ipFamily: "ipv6" }),
    to: eks({
      ipv6: true,
      ipFamily: "ipv6",
      build: (made) => {
        made.addNodeGroup("app", GROUP);
        made.addSelfManagedNodes("own", GROUP);
        made.addFargateProfile("batch", { namespace: "batch" });
      },
    }),
  },
  {
    area: "EKS",
    name: "a cluster is to have IPv6 that was made without",
    from: eks({ ipv6: true }),
    to: eks({ ipv6: true, ipFamily: "ipv6" }),
    refused: "A cluster keeps the family of addresses that it was made with: EKS changes it for none.",
  },
  {
    area: "EKS",
    name: "a service account gets its role by the agent instead of tokens, and the same one in every preview a role of its own",
    from: eks({ build: (made) => withRoles(made, { identity: "irsa" }) }),
    to: eks({
      build: (made) => {
        withRoles(made, { identity: "pod-identity" });
        made.serviceAccountRole("previews", {
          namespace: "preview-*",
          serviceAccount: "api",
          wildcard: { reason: "each pull request has a namespace of its own" },
        });
      },
    }),
  },
  {
    area: "EKS",
    name: "EKS Auto Mode is turned on beside a node group",
    from: eks(),
    to: eks({ autoMode: true, addons: EVERY_ADDON }),
    oneWay: "it is turned off by a newer provider than that of these tests, and leaving it out is refused",
  },
  {
    area: "EKS",
    name: "EKS Auto Mode from the first: a node pool is added, tags of one's own and nodes of one's own classes",
    from: eks({ autoMode: { nodePools: ["system"] }, build: () => {} }),
    to: eks({
      autoMode: { nodePools: ["general-purpose", "system"], nodeClassRole: true, customTags: true },
      build: () => {},
    }),
  },
  {
    area: "EKS",
    name: "EKS Auto Mode with NodePools of one's own gets one of EKS's",
    from: eks({ autoMode: { nodePools: [] }, build: () => {} }),
    to: eks({ autoMode: { nodePools: ["system"], nodeClassRole: true }, build: () => {} }),
    oneWay: "the last node pool is taken out by a newer provider than that of these tests",
  },
  {
    area: "EKS",
    name: "EKS Auto Mode is left out",
    from: eks({ autoMode: true, addons: EVERY_ADDON }),
    to: eks(),
    refused: "EKS Auto Mode is on in the cluster that is deployed, and leaving it out turns nothing off.",
  },
  {
    area: "EKS",
    name: "the pods of a service account use a database, by a security group of their own",
    from: eks({ build: (made, network) => withDatabase(made, network, "not") }),
    to: eks({
      addons: { "vpc-cni": { podSecurityGroups: "standard" } },
      build: (made, network) => withDatabase(made, network, "own group"),
    }),
  },
  {
    area: "EKS",
    name: "what pods use is reached by the cluster's security group instead of one of their own",
    from: eks({
      addons: { "vpc-cni": { podSecurityGroups: "standard" } },
      build: (made, network) => withDatabase(made, network, "own group"),
    }),
    to: eks({
      addons: { "vpc-cni": { podSecurityGroups: "standard" } },
      build: (made, network) => withDatabase(made, network, "every pod"),
    }),
    removed: {
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 1,
    },
  },
  {
    area: "EKS",
    name: "Karpenter is turned on, with a node pool that may use Spot",
    from: eks(),
    to: eks({
      build: (made) => {
        made.addNodeGroup("app", GROUP);
        const karpenter = new Karpenter(made, "karpenter", { cluster: made, queueName: "karpenter-events" });
        karpenter.nodePoolsList([{ name: "general", cpuLimit: 8, imageRelease: "v20261105", capacity: ["spot"] }]);
      },
    }),
  },
];
