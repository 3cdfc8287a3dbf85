import type { Problems } from "../../../core/errors";
import { checkRanges } from "../../../core/shapes/check-ranges";
import { isDnsLabel } from "../../kubernetes-names";
import { type PodNetworking, podAddresses } from "../../nodes/instances/max-pods";
import { checkNodeSettings } from "../../nodes/start/node-config-checks";
import { bottlerocketText, nodeConfigText } from "../../nodes/start/user-data";
import type { KarpenterNodePoolProps } from "./karpenter.types";

/** What node classes of one cluster have in common. */
export interface NodeClassBase {
  /** What nodes are known by: an instance profile, or the role of which Karpenter makes one. */
  readonly identity: { readonly instanceProfile: string } | { readonly role: string };
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** How pods of the nodes get their addresses. */
  readonly podNetworking: PodNetworking;
  /** Tags of instances, volumes and interfaces. */
  readonly tags: Readonly<Record<string, string>>;
}

const ARCHITECTURES = { arm64: "arm64", x86_64: "amd64" } as const;

/**
 * Pods of a node with prefixes, as AWS recommends for all but large instances (Amazon EKS User Guide, "Choose an optimal Amazon EC2 node
 * instance type", as of 2026-11). Karpenter itself counts single addresses: 29 on an m7g.large.
 */
const PODS_WITH_PREFIXES = 110;

/** Types with the fewest addresses among those of their size. All that are larger have enough for 250 pods, whatever the networking. */
const FEWEST_ADDRESSES = [
  ...["t4g.nano", "t4g.micro", "t3a.small", "m7g.medium", "m7g.large", "m7g.xlarge", "m7g.2xlarge"],
  ...["m5zn.3xlarge", "m7g.4xlarge", "m5zn.6xlarge", "m7g.8xlarge", "m5.9xlarge", "m7g.12xlarge"],
];

/** Where the volume of pods and images is (Karpenter, "NodeClasses", 1.14). */
const DATA_DEVICES = { al2023: "/dev/xvda", bottlerocket: "/dev/xvdb" } as const;

/** Checks a node pool. */
export function checkNodePool(pool: KarpenterNodePoolProps, problems: Problems): void {
  if (!isDnsLabel(pool.name)) {
    problems.add("name", {
      code: "KARPENTER_POOL_NAME_INVALID",
      message: "Kubernetes takes no object of this name.",
      found: `"${pool.name}"`,
      expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
      fix: 'name it by what runs on its nodes, for example "general"',
    });
  }
  checkRanges("KarpenterNodePoolProps", pool, problems);
  checkFilled(pool, problems);
  checkNodeSettings(pool, problems);
  if (!/^(latest|v?\d[\w.-]*)$/.test(pool.imageRelease)) {
    problems.add("imageRelease", {
      code: "KARPENTER_IMAGE_RELEASE_INVALID",
      message: "This is not a release of an image.",
      found: `"${pool.imageRelease}"`,
      expected: "a release such as v20261105 (al2023) or v1.53.0 (bottlerocket), or latest",
      fix: "take the release from the list of EKS optimized images, without the family and the @",
    });
  }
}

function checkFilled(pool: KarpenterNodePoolProps, problems: Problems): void {
  for (const property of ["capacity", "architectures", "categories"] as const) {
    if (pool[property] === undefined || pool[property].length > 0) continue;
    problems.add(property, {
      code: "KARPENTER_POOL_EMPTY",
      message: "The pool admits no instance at all, so Karpenter would start none.",
      found: "an empty list",
      expected: "at least one value",
      fix: `leave ${property} out for the default, or name what the pool may use`,
    });
  }
}

/** EC2NodeClass and NodePool (Karpenter, "NodePools" and "NodeClasses", API version v1, 1.14). */
export function nodePoolObjects(pool: KarpenterNodePoolProps, base: NodeClassBase) {
  const maxPods = pool.maxPods ?? (base.podNetworking.prefixDelegation ? PODS_WITH_PREFIXES : undefined);
  return [nodeClass(pool, base, maxPods), nodePool(pool, sizesWithout(maxPods, base.podNetworking))] as const;
}

/** Sizes whose nodes would be given pods that they have no addresses for. */
function sizesWithout(maxPods: number | undefined, networking: PodNetworking): readonly string[] {
  if (maxPods === undefined) return [];
  return FEWEST_ADDRESSES.filter((type) => (podAddresses(type, networking) ?? 0) < maxPods).map(
    (type) => type.split(".")[1] ?? "",
  );
}

function nodeClass(
  { name, image = "al2023", imageRelease, diskGiB = 50, nodeConfig, bottlerocket }: KarpenterNodePoolProps,
  base: NodeClassBase,
  maxPods: number | undefined,
) {
  return {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name },
    spec: {
      ...base.identity,
      amiSelectorTerms: [{ alias: `${image}@${imageRelease}` }],
      // By id: no other subnet or group can slip in by a tag.
      subnetSelectorTerms: base.subnetIds.map((id) => ({ id })),
      securityGroupSelectorTerms: [{ id: base.securityGroupId }],
      associatePublicIPAddress: false,
      ...(maxPods === undefined ? {} : { kubelet: { maxPods } }),
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        ...(image === "bottlerocket" ? [volume("/dev/xvda", 4)] : []),
        volume(DATA_DEVICES[image], diskGiB),
      ],
      tags: base.tags,
      // Karpenter lays its own over it (Karpenter, "NodeClasses", `spec.userData`, 1.14).
      ...(nodeConfig ? { userData: nodeConfigText(nodeConfig) } : {}),
      ...(bottlerocket ? { userData: bottlerocketText(bottlerocket) } : {}),
    },
  };
}

function volume(deviceName: string, gib: number) {
  return { deviceName, ebs: { volumeSize: `${gib}Gi`, volumeType: "gp3", encrypted: true, deleteOnTermination: true } };
}

function nodePool(pool: KarpenterNodePoolProps, sizesLeftOut: readonly string[]) {
  const { name, labels = {}, taints = [], cpuLimit, expireAfterHours = 720 } = pool;
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name },
    spec: {
      template: {
        ...(Object.keys(labels).length > 0 ? { metadata: { labels } } : {}),
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
          requirements: requirements(pool, sizesLeftOut),
          ...(taints.length > 0 ? { taints: taints.map((taint) => ({ ...taint })) } : {}),
          expireAfter: `${expireAfterHours}h`,
        },
      },
      limits: { cpu: `${cpuLimit}` },
      disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m" },
    },
  };
}

function requirements(
  { capacity, architectures, categories }: KarpenterNodePoolProps,
  sizesLeftOut: readonly string[],
) {
  const among = (key: string, values: readonly string[]) => ({ key, operator: "In", values: [...values].sort() });
  return [
    among("kubernetes.io/os", ["linux"]),
    among(
      "kubernetes.io/arch",
      (architectures ?? ["x86_64"]).map((name) => ARCHITECTURES[name]),
    ),
    among("karpenter.sh/capacity-type", capacity ?? ["on-demand"]),
    among("karpenter.k8s.aws/instance-category", categories ?? ["c", "m", "r"]),
    // Generation 5 and later are on Nitro, which encrypts traffic between instances and has prefix delegation.
    { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
    ...(sizesLeftOut.length > 0
      ? [{ key: "karpenter.k8s.aws/instance-size", operator: "NotIn", values: [...sizesLeftOut].sort() }]
      : []),
  ];
}
