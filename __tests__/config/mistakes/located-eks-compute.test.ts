import { type ClusterCase, clusterWith } from "../support/cluster";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

/** What is refused of nodes and Fargate profiles, told at the place in the file. */
const CASES: ClusterCase[] = [
  {
    mistake: "more nodes at least than at most",
    edits: [["min: 2", "min: 6"]],
    problems: [
      [
        "EKS_NODES_MIN_ABOVE_MAX",
        "config/dev.yaml:38:12 › eks.nodeGroups.general.min",
        "The least number of nodes is above the greatest.",
        "min 6, max 4",
        "min that is at most max",
        "set min to 4 or less, or max to 6 or more",
      ],
    ],
  },
  {
    mistake: "one node in a protected environment",
    edits: [
      ["min: 2", "min: 1"],
      ["protect: false", "protect: true"],
      ["selfManagedNodes:\n    own:\n      instanceTypes: [m7i.large]\n      min: 1\n      max: 2\n  ", ""],
    ],
    problems: [
      [
        "EKS_NODES_TOO_FEW",
        "config/dev.yaml:38:12 › eks.nodeGroups.general.min",
        "A protected environment has two nodes or more in a group, so that it outlives the loss of one.",
        "min 1",
        "2 or more",
        "set min to 2",
      ],
    ],
  },
  {
    mistake: "types of two architectures",
    edits: [["[m7g.large]", "[m7g.large, m7i.large]"]],
    problems: [
      [
        "EKS_ARCHITECTURES_MIXED",
        "config/dev.yaml:37:22 › eks.nodeGroups.general.instanceTypes",
        "The instance types are of two architectures, and a group of nodes has one image.",
        "m7g.large (arm64), m7i.large (x86_64)",
        "types of one architecture",
        "make a group for each architecture",
      ],
    ],
  },
  {
    mistake: "an image for another architecture",
    edits: [["      labels: { role: general }\n", "      architecture: x86_64\n"]],
    problems: [
      [
        "EKS_ARCHITECTURE_MISMATCH",
        "config/dev.yaml:40:21 › eks.nodeGroups.general.architecture",
        "The image for x86_64 does not start on these instance types.",
        "x86_64, with m7g.large (arm64)",
        "arm64, or instance types of x86_64",
        "leave architecture out, or choose a type such as m7i.large",
      ],
    ],
  },
  {
    mistake: "a label that Kubernetes keeps for itself",
    edits: [["{ role: general }", "{ kubernetes.io/role: general }"]],
    problems: [
      [
        "EKS_KEY_RESERVED",
        "config/dev.yaml:40:37 › eks.nodeGroups.general.labels.kubernetes.io/role",
        "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a label of ours do not join.",
        '"kubernetes.io/role"',
        "a key without a domain, or in a domain of your own",
        'use "role" or "node.kubernetes.io/role"',
      ],
    ],
  },
  {
    mistake: "a taint with an unknown effect",
    edits: [["      labels: { role: general }\n", "      taints: [{ key: dedicated, effect: NoScheduling }]\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:40:42 › eks.nodeGroups.general.taints[0].effect",
        "The value is not one of those that are allowed.",
        '"NoScheduling"',
        "one of NoSchedule, PreferNoSchedule, NoExecute",
        'did you mean "NoSchedule"?',
      ],
    ],
  },
  {
    mistake: "a taint with a value that is none",
    edits: [
      ["      labels: { role: general }\n", "      taints: [{ key: dedicated, value: a b, effect: NoSchedule }]\n"],
    ],
    problems: [
      [
        "EKS_TAINT_VALUE",
        "config/dev.yaml:40:41 › eks.nodeGroups.general.taints[0].value",
        "A taint cannot have this value.",
        '"a b"',
        "at most 63 of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit",
        "write a short word, or leave the value out",
      ],
    ],
  },
  {
    mistake: "a bastion's key where there is no bastion",
    edits: [
      ["access:\n  bastion: {}\n", ""],
      ["  bastion: true\n", ""],
      ["      labels: { role: general }\n", "      remoteAccess: { keyName: ops, fromSecurityGroups: [bastion] }\n"],
    ],
    problems: [
      [
        "EKS_BASTION_MISSING",
        "config/dev.yaml:37:57 › eks.nodeGroups.general.remoteAccess.fromSecurityGroups",
        "The bastion is to be let in, and the environment has none.",
        "bastion, and no access.bastion",
        "a bastion in access, or nobody let in by this name",
        "add access: { bastion: { access: { mode: ssm } } }, or take bastion away here",
      ],
    ],
  },
  {
    mistake: "nodes of one's own in a zone that the tier does not have",
    edits: [["      instanceTypes: [m7i.large]\n", "      instanceTypes: [m7i.large]\n      zones: [a, b]\n"]],
    problems: [
      [
        "EKS_ZONE_UNKNOWN",
        "config/dev.yaml:44:14 › eks.selfManagedNodes.own.zones",
        'Tier "app" has no subnet in this zone.',
        "b",
        "one or more of a, c",
        "use these zones, or leave zones out for all of them",
      ],
    ],
  },
  {
    mistake: "pods on Fargate in a public tier",
    edits: [["      namespace: batch\n", "      namespace: batch\n      tier: public\n"]],
    problems: [
      [
        "EKS_FARGATE_TIER_PUBLIC",
        "config/dev.yaml:49:13 › eks.fargateProfiles.batch.tier",
        "EKS takes no public subnets for Fargate: its pods have no public addresses and could reach nothing.",
        'public tier "public"',
        "a private or isolated tier: app",
        "use one of these, or leave it out for the cluster's tier",
      ],
    ],
  },
  {
    mistake: "a profile with a namespace and selectors",
    edits: [["      namespace: batch\n", "      namespace: batch\n      selectors: [{ namespace: jobs }]\n"]],
    problems: [
      [
        "EKS_FARGATE_SELECTION_TWICE",
        "config/dev.yaml:48:18 › eks.fargateProfiles.batch.namespace",
        "The profile has a namespace and selectors, and only one of them can count.",
        'namespace "batch" and 1 selectors',
        "namespace, or selectors",
        'leave namespace out, and add { namespace: "batch" } to the selectors if it is meant too',
      ],
    ],
  },
  {
    mistake: "a namespace with capitals",
    edits: [["      namespace: batch\n", "      selectors: [{ namespace: Batch }]\n"]],
    problems: [
      [
        "EKS_FARGATE_NAMESPACE_INVALID",
        "config/dev.yaml:48:32 › eks.fargateProfiles.batch.selectors[0].namespace",
        "Kubernetes has no namespace of this name, so the selector would never match.",
        '"Batch"',
        "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends; * and ? are wildcards",
        "write the namespace as `kubectl get namespaces` shows it",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: clusterWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
