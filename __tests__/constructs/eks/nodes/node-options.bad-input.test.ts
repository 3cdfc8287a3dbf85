import { problemsOf } from "../../../support/synth";
import { expectRefusal, outOfRange, type Refusal, synthOwn } from "./support";

const KEY_EXPECTED =
  "at most 63 characters: a name of A-Z, a-z, 0-9, -, _ and ., with a domain and / before it or without";

const CASES: readonly Refusal[] = [
  {
    name: "labels that are not the user's, and such as Kubernetes does not take",
    options: {
      labels: {
        "-x": "1",
        "eks.amazonaws.com/nodegroup": "app",
        empty: "",
        long: "x".repeat(64),
        "node-role.kubernetes.io/app": "true",
        "node.kubernetes.io/team": "a",
      },
    },
    problems: [
      {
        property: "labels.-x",
        code: "EKS_KEY_INVALID",
        message: "This is not a key that a label or a taint of a node can have.",
        found: '"-x" (2 characters)',
        expected: KEY_EXPECTED,
        fix: 'for example "team" or "example.com/team"',
      },
      {
        property: "labels.eks.amazonaws.com/nodegroup",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a label of ours do not join.",
        found: '"eks.amazonaws.com/nodegroup"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "nodegroup" or "node.kubernetes.io/nodegroup"',
      },
      ...[
        ["empty", '""'],
        ["long", `"${"x".repeat(64)}"`],
      ].map(([label, found]) => ({
        property: `labels.${label}`,
        code: "EKS_LABEL_VALUE",
        message: "A label of a node cannot have this value.",
        found: String(found),
        expected: "1 to 63 of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit",
        fix: 'write a short word, for example "true"',
      })),
      {
        property: "labels.node-role.kubernetes.io/app",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a label of ours do not join.",
        found: '"node-role.kubernetes.io/app"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "app" or "node.kubernetes.io/app"',
      },
    ],
  },
  {
    name: "taints that are not the user's, with values and effects that there are not, and twice",
    options: {
      taints: [
        { key: "node.kubernetes.io/team", effect: "NoSchedule" },
        { key: "team", value: "a b", effect: "NO_SCHEDULE" },
        { key: "twice", value: "a", effect: "NoExecute" },
        { key: "twice", value: "b", effect: "NoExecute" },
      ],
    },
    problems: [
      {
        property: "taints[0].key",
        code: "EKS_KEY_RESERVED",
        message:
          "Keys in this domain are set by Kubernetes and EKS alone; nodes with such a taint of ours do not join.",
        found: '"node.kubernetes.io/team"',
        expected: "a key without a domain, or in a domain of your own",
        fix: 'use "team"',
      },
      {
        property: "taints[1].value",
        code: "EKS_TAINT_VALUE",
        message: "A taint cannot have this value.",
        found: '"a b"',
        expected: "at most 63 of A-Z, a-z, 0-9, -, _ and ., beginning and ending with a letter or a digit",
        fix: "write a short word, or leave the value out",
      },
      {
        property: "taints[1].effect",
        code: "EKS_TAINT_EFFECT",
        message: "Taints have no such effect.",
        found: '"NO_SCHEDULE"',
        expected: "one of NoSchedule, PreferNoSchedule, NoExecute",
        fix: "use NoSchedule to keep pods away that do not tolerate the taint",
      },
      {
        property: "taints[3]",
        code: "EKS_TAINT_TWICE",
        message: "A node has one taint of a key and an effect.",
        found: "twice with NoExecute, more than once",
        expected: "each pair of key and effect once",
        fix: "keep one of them, or give one another key",
      },
    ],
  },
  {
    name: "more taints than EKS takes",
    options: { taints: Array.from({ length: 51 }, (_, index) => ({ key: `t${index}`, effect: "NoSchedule" })) },
    problems: [
      {
        property: "taints",
        code: "EKS_TAINTS_TOO_MANY",
        message: "A group of nodes cannot have this many taints.",
        found: "51 taints",
        expected: "at most 50",
        fix: "use one taint for what belongs together",
      },
    ],
  },
  {
    name: "SSH that nobody, or nobody known, is let in by",
    options: { remoteAccess: { keyName: "", fromSecurityGroups: [] } },
    problems: [
      {
        property: "remoteAccess.keyName",
        code: "KEY_NAME_INVALID",
        message: "A key pair cannot have this name.",
        found: '""',
        expected: "1 to 255 ASCII characters",
        fix: "write the name as the EC2 console shows it under Key Pairs",
      },
      {
        property: "remoteAccess.fromSecurityGroups",
        code: "EKS_REMOTE_ACCESS_NOBODY",
        message: "Nobody is let in, so the key is of no use; EKS itself would let in the whole internet.",
        found: "an empty list",
        expected: "at least one security group, such as that of the bastion",
        fix: "name the groups that may connect, or use sessionManager: true, which needs no key and no open port",
      },
    ],
  },
  {
    name: "SSH from an address instead of a group",
    options: { remoteAccess: { keyName: "ops", fromSecurityGroups: ["203.0.113.0/24"] } },
    problems: [
      {
        property: "remoteAccess.fromSecurityGroups",
        code: "SECURITY_GROUP_ID_INVALID",
        message: "This is not the id of a security group.",
        found: "203.0.113.0/24",
        expected: "sg- and hexadecimal digits, such as sg-0123456789abcdef0",
        fix: "take the id from a contract, or from the EC2 console; a name is not enough",
      },
    ],
  },
  {
    name: "containers that reach the metadata for no reason",
    options: { podsReachMetadata: { reason: "needed" } },
    problems: [
      {
        property: "podsReachMetadata.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"needed"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ],
  },
  {
    name: "an update that is said twice, and by numbers that there are not",
    options: { update: { maxUnavailable: 0, maxUnavailablePercentage: 120 } },
    problems: [
      {
        property: "update",
        code: "EKS_UPDATE_BOTH",
        message: "How many nodes are replaced at a time is said twice.",
        found: "maxUnavailable 0, maxUnavailablePercentage 120",
        expected: "one of them",
        fix: "keep maxUnavailablePercentage, which grows with the group",
      },
      outOfRange("update.maxUnavailable", "0 nodes", "1 to 100", "use 1"),
      outOfRange("update.maxUnavailablePercentage", "120 percent", "1 to 100", "use 100"),
    ],
  },
  {
    name: "an update that says nothing",
    options: { update: {} },
    problems: [
      {
        property: "update",
        code: "EKS_UPDATE_EMPTY",
        message: "How many nodes are replaced at a time is not said.",
        found: "neither maxUnavailable nor maxUnavailablePercentage",
        expected: "one of them",
        fix: "leave update out for one third of the nodes",
      },
    ],
  },
  {
    name: "nodes that are newer than their cluster",
    options: { version: "1.35" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "Nodes cannot be newer than their cluster.",
        found: '"1.35", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "upgrade the cluster first",
      },
    ],
  },
  {
    name: "nodes that are too old for their cluster",
    options: { version: "1.30" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "Nodes can be three minor versions older than their cluster, and no more.",
        found: '"1.30", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "leave version out to follow the cluster",
      },
    ],
  },
  {
    name: "a version that is none",
    options: { version: "1.34.2" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "This is not a Kubernetes version.",
        found: '"1.34.2", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "leave version out to follow the cluster",
      },
    ],
  },
  {
    name: "a release of another image",
    options: { image: "bottlerocket", releaseVersion: "v1.49.0" },
    problems: [
      {
        property: "releaseVersion",
        code: "EKS_RELEASE_VERSION",
        message: "This is not a release of the image.",
        found: '"v1.49.0", for nodes of 1.34',
        expected: "a release of bottlerocket for 1.34, such as 1.49.0-bbf2a6ba",
        fix: "leave releaseVersion out for the newest, or take it from the list of releases of the image",
      },
    ],
  },
  {
    name: "a release for another version than that of the nodes",
    options: { releaseVersion: "1.33.2-20261105" },
    problems: [
      {
        property: "releaseVersion",
        code: "EKS_RELEASE_VERSION",
        message: "The release is for another Kubernetes version than the nodes.",
        found: '"1.33.2-20261105", for nodes of 1.34',
        expected: "a release of al2023 for 1.34, such as 1.34.2-20261105",
        fix: "leave releaseVersion out for the newest, or take it from the list of releases of the image",
      },
    ],
  },
  {
    name: "a name that leaves no room for what makes it unique",
    nodes: "a-name-that-is-longer-than-eks-admits",
    options: {},
    problems: [
      {
        property: "name",
        code: "EKS_NODES_NAME",
        message: "Nodes cannot have this name.",
        found: '"a-name-that-is-longer-than-eks-admits" (37 characters)',
        expected: "1 to 36 of a-z, 0-9 and -, beginning and ending with a letter or a digit",
        fix: 'name them by what they are for, for example "app"',
      },
    ],
  },
];

describe("nodes refuse", () => {
  test.each(CASES)("$name", (refusal) => {
    expectRefusal(refusal);
  });

  test("as self-managed ones, what managed ones refuse, and an image id that is none", () => {
    expect(problemsOf(() => synthOwn({ min: 7, imageId: "al2023" }))).toEqual([
      {
        path: "sandbox-eks/eks/self-managed-own › min",
        code: "EKS_NODES_MIN_ABOVE_MAX",
        message: "The least number of nodes is above the greatest.",
        found: "min 7, max 6",
        expected: "min that is at most max",
        fix: "set min to 6 or less, or max to 7 or more",
      },
      {
        path: "sandbox-eks/eks/self-managed-own › imageId",
        code: "AMI_INVALID",
        message: "This is not the id of an image.",
        found: '"al2023"',
        expected: "ami- and 8 or 17 hexadecimal digits",
        fix: "leave it out for the newest of the image family, or take the id from the EC2 console, AMIs",
      },
    ]);
  });
});
