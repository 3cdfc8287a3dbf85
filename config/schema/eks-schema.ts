import type { AccessGrant } from "../../constructs/eks/access/access.types";
import type {
  AddonsProps,
  CoreDnsOptions,
  EbsCsiOptions,
  EfsCsiOptions,
  VpcCniOptions,
} from "../../constructs/eks/addons/addons.types";
import type {
  ControlPlaneLogging,
  EksClusterProps,
  EndpointAccess,
} from "../../constructs/eks/cluster/eks-cluster.types";
import type { FargateProfileOptions, FargateSelector } from "../../constructs/eks/fargate/fargate-profile.types";
import type {
  NodeGroupOptions,
  NodeRemoteAccess,
  NodeTaint,
  NodeUpdate,
  SelfManagedNodesOptions,
} from "../../constructs/eks/nodes/node-group.types";
import {
  type Assignable,
  about,
  byName,
  flag,
  type KeysOf,
  morePolicies,
  pattern,
  tagsOf,
  text,
  textMap,
  whole,
} from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

function kubernetesVersion() {
  return pattern(/^[0-9]+\.[0-9]+$/, {
    code: "CONFIG_KUBERNETES_VERSION_FORM",
    message: "The value is not a Kubernetes version.",
    expected: 'major and minor version in quotes, such as "1.35"',
    fix: "write only these two numbers, with no v before them and no patch version behind",
  });
}

function principal() {
  return about("ARN of an IAM role or user, or `role/<name>` or `user/<name>` in the environment's account.", text(), [
    "role/platform-admin",
  ]);
}

function accessGrant() {
  return z.strictObject({
    principal: principal(),
    policy: optional(
      about(
        "What it may do, by AWS's access policies. Default: nothing; RBAC decides, by `groups`.",
        z.enum(["cluster-admin", "admin", "edit", "view", "admin-view"]),
      ),
    ),
    namespaces: optional(about("Namespaces that the policy is for. Default: the whole cluster.", z.array(text()))),
    groups: optional(about("Kubernetes groups that RBAC binds roles to. Default: none.", z.array(text()))),
  });
}

function logging() {
  return z.strictObject({
    types: optional(
      about(
        "What is logged. Default: api, audit and authenticator.",
        z.array(z.enum(["api", "audit", "authenticator", "controllerManager", "scheduler"])),
      ),
    ),
    retentionDays: optional(about("Days that the logs are kept. Default: that of `logs`, else 90.", whole(1, 3653))),
  });
}

function addonVersion() {
  return optional(
    about("Version. Default: the one that is pinned for the Kubernetes version.", text(), ["v1.20.4-eksbuild.1"]),
  );
}

function addon() {
  return z.strictObject({ version: addonVersion() });
}

/** An add-on that is there with its defaults, with options, or not at all. */
function optionalAddon<S extends z.core.$ZodType>(options: S) {
  return z.union([flag(), options]);
}

function addons() {
  return z.strictObject({
    "vpc-cni": optional(
      about(
        "Pod networking. Default: installed.",
        z.strictObject({
          version: addonVersion(),
          prefixDelegation: optional(about("Whether nodes get /28 prefixes for their pods. Default: true.", flag())),
          podTier: optional(
            about("Tier that pods get their addresses from. Default: the node's own subnet.", text(), ["pod"]),
          ),
          networkPolicy: optional(about("Whether NetworkPolicy objects are enforced. Default: true.", flag())),
        }),
      ),
    ),
    "kube-proxy": optional(about("Routes of services on every node. Default: installed.", addon())),
    "eks-pod-identity-agent": optional(
      about(
        "Agent of EKS Pod Identity. Default: installed; false for clusters on Fargate only.",
        optionalAddon(addon()),
      ),
    ),
    coredns: optional(
      about(
        "Cluster DNS. Default: installed.",
        z.strictObject({
          version: addonVersion(),
          replicas: optional(
            about(
              "Pods, or how many at least and most. Default: 2 to 10, by the size of the cluster.",
              z.union([
                whole(1, 1000),
                z.strictObject({
                  min: about("Least number of pods.", whole(1, 1000)),
                  max: about("Greatest number of pods.", whole(1, 1000)),
                }),
              ]),
            ),
          ),
          fargate: optional(about("Whether it runs on Fargate. Default: false.", flag())),
        }),
      ),
    ),
    "aws-ebs-csi-driver": optional(
      about(
        "EBS volumes for pods. Default: not installed.",
        optionalAddon(
          z.strictObject({
            version: addonVersion(),
            keyArns: optional(about("ARNs of KMS keys for volumes. Default: AWS's own for EBS.", z.array(text()))),
          }),
        ),
      ),
    ),
    "aws-efs-csi-driver": optional(
      about(
        "EFS file systems for pods. Default: not installed.",
        optionalAddon(
          z.strictObject({
            version: addonVersion(),
            fileSystemArns: optional(
              about("ARNs of the file systems. Default: those with the tag of the cluster.", z.array(text())),
            ),
          }),
        ),
      ),
    ),
    "metrics-server": optional(about("Metrics for autoscaling. Default: not installed.", optionalAddon(addon()))),
    "eks-node-monitoring-agent": optional(
      about("Reports nodes that are not well. Default: not installed.", optionalAddon(addon())),
    ),
    "amazon-cloudwatch-observability": optional(
      about("Container Insights and logs. Default: not installed.", optionalAddon(addon())),
    ),
    "snapshot-controller": optional(about("Volume snapshots. Default: not installed.", optionalAddon(addon()))),
  });
}

/** What managed and self-managed nodes have in common. */
function nodeOptions() {
  return {
    instanceTypes: about(
      "Instance types of one architecture, 1 to 20; on-demand nodes are of the first that AWS has.",
      z.array(text()),
      [["m7g.large"]],
    ),
    min: about("Least number of nodes; 2 or more if protected.", whole(0)),
    max: about("Greatest number of nodes.", whole(1)),
    image: optional(about("Image family. Default: al2023.", z.enum(["al2023", "bottlerocket"]))),
    architecture: optional(
      about("Architecture, checked against the types. Default: that of the types.", z.enum(["arm64", "x86_64"])),
    ),
    capacity: optional(about("How instances are bought. Default: on-demand.", z.enum(["on-demand", "spot"]))),
    labels: optional(about("Labels of the nodes. Default: none.", textMap())),
    taints: optional(
      about(
        "Taints of the nodes. Default: none.",
        z.array(
          z.strictObject({
            key: about("Key.", text()),
            value: optional(about("Value. Default: none.", text())),
            effect: about(
              "What happens to pods that do not tolerate it.",
              z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
            ),
          }),
        ),
      ),
    ),
    tier: optional(about("Private tier that the nodes lie in. Default: the cluster's tier.", text())),
    zones: optional(
      about("Zones of the tier. Default: those that are deployed, else the cluster's.", z.array(text()), [["a", "c"]]),
    ),
    diskGiB: optional(about("Size of a node's encrypted volume in GiB. Default: 50.", whole(20, 16384))),
    maxPods: optional(about("Most pods of one node. Default: by instance type and prefixes.", whole(1, 250))),
    sessionManager: optional(about("Whether Session Manager opens shells. Default: false.", flag())),
    morePolicies: optional(
      about("Managed policies of the nodes' role, beside what they need. Default: none.", morePolicies()),
    ),
    remoteAccess: optional(
      about(
        "SSH to the nodes. Default: none.",
        z.strictObject({
          keyName: about("Name of an EC2 key pair.", text()),
          fromSecurityGroups: about(
            "Security groups that are let in, by id; `bastion` is the bastion's.",
            z.array(text()),
          ),
        }),
      ),
    ),
    initial: optional(about("Nodes that the group is made with; never looked at again. Default: min.", whole(0, 5000))),
    tags: tagsOf("nodes"),
    roleName: optional(about("Whole name of the role that is made for the nodes. Default: made.", text())),
    podsReachMetadata: optional(
      about(
        "Lets containers reach the metadata service, and with it the node's role. Default: they do not.",
        z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
      ),
    ),
  };
}

function nodeGroup() {
  return z.strictObject({
    ...nodeOptions(),
    update: optional(
      about(
        "How many nodes an update replaces at a time. Default: one third.",
        z.strictObject({
          maxUnavailable: optional(about("Nodes at a time.", whole(1, 100))),
          maxUnavailablePercentage: optional(about("Percent of the group at a time. Default: 33.", whole(1, 100))),
        }),
      ),
    ),
    repair: optional(about("Whether EKS replaces nodes that are not well. Default: true.", flag())),
    releaseVersion: optional(
      about("Release of the image. Default: the newest at creation or upgrade.", text(), ["1.35.0-20261105"]),
    ),
    version: optional(about("Kubernetes version of the nodes. Default: the cluster's.", kubernetesVersion())),
  });
}

function selfManagedNodes() {
  return z.strictObject({
    ...nodeOptions(),
    imageId: optional(about("Image id. Default: the newest of the family for the version.", text())),
    instanceProfileName: optional(about("Whole name of the instance profile. Default: made.", text())),
    autoScalingGroupName: optional(about("Whole name of the Auto Scaling group. Default: made.", text())),
    autoscaler: optional(about("Whether the cluster autoscaler finds the group by its tags. Default: true.", flag())),
  });
}

function fargateProfile() {
  return z.strictObject({
    tags: tagsOf("profile"),
    namespace: optional(about("One namespace, all of whose pods run on Fargate; or `selectors`.", text())),
    selectors: optional(
      about(
        "1 to 5 selectors; or `namespace`.",
        z.array(
          z.strictObject({
            namespace: about("Namespace; * and ? are wildcards.", text()),
            labels: optional(about("Labels that a pod must have, at most 5. Default: any pod.", textMap())),
          }),
        ),
      ),
    ),
    tier: optional(about("Private tier that the pods lie in. Default: the cluster's tier.", text())),
    zones: optional(
      about("Zones of the tier. Default: those that are deployed, else the cluster's.", z.array(text()), [["a", "c"]]),
    ),
    logging: optional(
      about(
        "Logs of the pods, or false for none. Default: kept as long as `logs` says, else 90 days.",
        z.union([
          z.literal(false),
          z.strictObject({
            retentionDays: optional(
              about("Days that logs are kept. Default: that of `logs`, else 90.", whole(1, 3653)),
            ),
          }),
        ]),
      ),
    ),
    morePolicies: optional(
      about(
        "Managed policies of the role that starts the pods, beside what that needs. Default: none.",
        morePolicies(),
      ),
    ),
  });
}

/** A Kubernetes cluster with its nodes. */
export function eks() {
  return z.strictObject({
    version: about("Kubernetes version, in quotes.", kubernetesVersion(), ["1.35"]),
    admins: about("Who administers the cluster; nobody else gets in, not even who creates it.", z.array(principal())),
    access: optional(about("Who else gets in, by name. Default: nobody.", byName("access grant", accessGrant()))),
    authentication: optional(
      about(
        "How principals are known: access entries, or the aws-auth ConfigMap as well. Default: api.",
        z.enum(["api", "api-and-config-map"]),
      ),
    ),
    name: optional(about("Last part of the cluster's name. Default: none.", text())),
    clusterName: optional(
      about(
        "The whole name of the cluster, for one that is taken over. Default: made from project, environment and name.",
        text(),
      ),
    ),
    roleName: optional(
      about(
        "The whole name of the cluster's role, for a cluster that is taken over. Default: made from the cluster's.",
        text(),
      ),
    ),
    tier: optional(about("Tier of control plane and nodes. Default: the first private tier.", text())),
    zones: optional(
      about(
        "Zones of the cluster, which it keeps for good. Default: those that are deployed, else all of the tier.",
        z.array(text()),
        [["a", "c"]],
      ),
    ),
    endpointAccess: optional(
      about(
        "How the Kubernetes API is reached besides from inside the VPC. Default: not at all.",
        z.strictObject({
          publicCidrs: optional(
            about("IPv4 ranges that reach it from the internet. Default: none.", z.array(text()), [["203.0.113.0/24"]]),
          ),
        }),
      ),
    ),
    logging: optional(about("Logs of the control plane. Default: api, audit and authenticator.", logging())),
    secretsKeyArn: optional(about("KMS key for Kubernetes secrets. Default: a key of the cluster's own.", text())),
    serviceCidr: optional(
      about("IPv4 range of services; another one replaces the cluster. Default: AWS chooses.", text(), [
        "172.20.0.0/16",
      ]),
    ),
    ipFamily: optional(
      about(
        "Family of the addresses of pods and services, which the cluster keeps; ipv6 needs `network.ipv6`. Default: ipv4.",
        z.enum(["ipv4", "ipv6"]),
      ),
    ),
    support: optional(
      about(
        "What happens at the end of standard support. Default: extended if protected, else standard.",
        z.enum(["standard", "extended"]),
      ),
    ),
    deletionProtection: optional(
      about("Whether AWS itself refuses to delete the cluster; needs provider 6.9. Default: false.", flag()),
    ),
    zonalShift: optional(
      about("Whether traffic may leave an impaired zone. Default: true if protected, else false.", flag()),
    ),
    identity: optional(
      about("How pods get their roles unless a role says otherwise. Default: irsa.", z.enum(["irsa", "pod-identity"])),
    ),
    addons: optional(about("EKS add-ons by name. Default: those that every cluster needs.", addons())),
    apiFrom: optional(
      about(
        "Who reaches the Kubernetes API from inside: security groups, prefix lists by name or id, ranges. Default: nobody.",
        z.array(text()),
        [["sg-0123456789abcdef0", "office", "10.80.0.0/16"]],
      ),
    ),
    nodeGroups: optional(about("Managed node groups by name. Default: none.", byName("node group", nodeGroup()))),
    selfManagedNodes: optional(
      about(
        "Nodes in Auto Scaling groups of one's own, by name. Default: none.",
        byName("node group", selfManagedNodes()),
      ),
    ),
    fargateProfiles: optional(
      about("Fargate profiles by name. Default: none.", byName("Fargate profile", fargateProfile())),
    ),
    tags: tagsOf("cluster"),
    bastion: optional(about("Whether the environment's bastion reaches the Kubernetes API. Default: false.", flag())),
  });
}

type EksYaml = z.infer<ReturnType<typeof eks>>;
type ClusterYaml = Omit<EksYaml, "nodeGroups" | "selfManagedNodes" | "fargateProfiles" | "bastion">;
type AddonsYaml = NonNullable<EksYaml["addons"]>;
type ClusterConfig = Omit<EksClusterProps, "network">;

/** A value of a map by name. */
type Named<T> = NonNullable<T> extends Readonly<Record<string, infer Value>> ? Value : never;
/** An item of a list. */
type Item<T> = NonNullable<T> extends readonly (infer Value)[] ? Value : never;
/** The options of an add-on that may be a flag as well. */
type Options<T> = Exclude<NonNullable<T>, boolean | number>;

type NodesYaml = Named<EksYaml["nodeGroups"]>;
type ProfileYaml = Named<EksYaml["fargateProfiles"]>;

/** The checks that the compiler makes; nothing uses the type. */
export type EksSchemaMatchesProps = [
  Assignable<ClusterYaml, ClusterConfig>,
  Assignable<keyof ClusterConfig, keyof ClusterYaml>,
  Assignable<keyof AccessGrant, keyof Named<EksYaml["access"]>>,
  Assignable<keyof EndpointAccess, keyof NonNullable<EksYaml["endpointAccess"]>>,
  Assignable<keyof ControlPlaneLogging, keyof NonNullable<EksYaml["logging"]>>,
  Assignable<keyof AddonsProps, keyof AddonsYaml>,
  Assignable<keyof VpcCniOptions, keyof NonNullable<AddonsYaml["vpc-cni"]>>,
  Assignable<keyof CoreDnsOptions, keyof NonNullable<AddonsYaml["coredns"]>>,
  Assignable<keyof EbsCsiOptions, keyof Options<AddonsYaml["aws-ebs-csi-driver"]>>,
  Assignable<keyof EfsCsiOptions, keyof Options<AddonsYaml["aws-efs-csi-driver"]>>,
  Assignable<NodesYaml, NodeGroupOptions>,
  Assignable<keyof NodeGroupOptions, keyof NodesYaml>,
  Assignable<keyof NodeTaint, keyof Item<NodesYaml["taints"]>>,
  Assignable<keyof NodeUpdate, keyof NonNullable<NodesYaml["update"]>>,
  Assignable<keyof NodeRemoteAccess, keyof NonNullable<NodesYaml["remoteAccess"]>>,
  Assignable<Named<EksYaml["selfManagedNodes"]>, SelfManagedNodesOptions>,
  Assignable<keyof SelfManagedNodesOptions, keyof Named<EksYaml["selfManagedNodes"]>>,
  Assignable<ProfileYaml, FargateProfileOptions>,
  Assignable<KeysOf<FargateProfileOptions>, keyof ProfileYaml>,
  Assignable<keyof FargateSelector, keyof Item<ProfileYaml["selectors"]>>,
];
