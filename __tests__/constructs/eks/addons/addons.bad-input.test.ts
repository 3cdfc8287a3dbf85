import type { Problem } from "../../../../constructs/core/errors";
import { encryptedStorageClass, type StorageClassProps } from "../../../../constructs/eks/addons/storage-class";
import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { type AddonsCase, expectAddonsProblems, synthAddons, toldAddons } from "./support";

const SELECTION_CASES: readonly AddonsCase[] = [
  {
    name: "an add-on with a typing error, and one that we do not install",
    addons: { "metric-server": true, "cert-manager": true },
    problems: [
      {
        property: "addons.metric-server",
        code: "EKS_ADDON_UNKNOWN",
        message: "This is not an add-on that can be installed here.",
        found: '"metric-server"',
        expected:
          "one of amazon-cloudwatch-observability, aws-ebs-csi-driver, aws-efs-csi-driver, coredns, eks-node-monitoring-agent, " +
          "eks-pod-identity-agent, kube-proxy, metrics-server, snapshot-controller, vpc-cni",
        fix: 'write "metrics-server"',
      },
      {
        property: "addons.cert-manager",
        code: "EKS_ADDON_UNKNOWN",
        message: "This is not an add-on that can be installed here.",
        found: '"cert-manager"',
        expected:
          "one of amazon-cloudwatch-observability, aws-ebs-csi-driver, aws-efs-csi-driver, coredns, eks-node-monitoring-agent, " +
          "eks-pod-identity-agent, kube-proxy, metrics-server, snapshot-controller, vpc-cni",
        fix: "write it in otherAddons if EKS has it, with its version; else install it by Helm in the stack of what runs in the cluster",
      },
    ],
    ways: [
      {
        says: ['write "metrics-server"', "write it in otherAddons if EKS has it, with its version"],
        to: {
          addons: { "metrics-server": true },
          options: { cluster: { otherAddons: { "cert-manager": { version: "v1.19.1-eksbuild.1" } } } },
        },
      },
      {
        says: ['write "metrics-server"', "else install it by Helm"],
        to: { addons: { "metrics-server": true } },
      },
    ],
  },
  {
    name: "a snapshot controller without a driver that makes snapshots",
    addons: { "snapshot-controller": true },
    problems: [
      {
        property: "addons.snapshot-controller",
        code: "EKS_ADDON_DEPENDENCY_MISSING",
        message: "The add-on does nothing without another one.",
        found: "snapshot-controller without aws-ebs-csi-driver",
        expected: "aws-ebs-csi-driver among the add-ons",
        fix: 'add "aws-ebs-csi-driver": true to the add-ons, or take snapshot-controller out',
      },
    ],
    ways: [
      {
        says: 'add "aws-ebs-csi-driver": true to the add-ons',
        to: { addons: { "snapshot-controller": true, "aws-ebs-csi-driver": true } },
      },
      { says: "or take snapshot-controller out", to: { addons: {} } },
    ],
  },
  {
    name: "Pod Identity without its agent",
    addons: { "eks-pod-identity-agent": false },
    options: { cluster: { identity: "pod-identity" } },
    problems: [
      {
        property: "addons.eks-pod-identity-agent",
        code: "EKS_ADDON_DEPENDENCY_MISSING",
        message: "Pods of this cluster get their roles by Pod Identity, and no agent hands them out.",
        found: 'identity "pod-identity" without the add-on eks-pod-identity-agent',
        expected: 'the agent among the add-ons, or identity "irsa"',
        fix: 'take "eks-pod-identity-agent": false out, or use identity: "irsa", as pods on Fargate always do',
      },
    ],
    ways: [
      { says: 'take "eks-pod-identity-agent": false out', to: { addons: {} } },
      { says: 'or use identity: "irsa"', to: { options: { cluster: { identity: "irsa" } } } },
    ],
  },
];

/** What is told too of a network without a tier for the cluster. */
const NO_PRIVATE_TIER = {
  property: "tier",
  code: "EKS_PRIVATE_TIER_MISSING",
  message: "The network has no private tier.",
  found: "web (public)",
  expected: "a private tier, or the name of another one",
  fix: "add a private tier to the network",
};

const OPTION_CASES: readonly AddonsCase[] = [
  {
    name: "pods in a tier that is not there",
    addons: { "vpc-cni": { podTier: "pods" } },
    problems: [
      {
        property: "addons.vpc-cni.podTier",
        code: "EKS_POD_TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"pods"',
        expected: "one of web (public), app (private), data (isolated)",
        fix: "use app or data",
      },
    ],
    ways: [
      { says: "use app", to: { addons: { "vpc-cni": { podTier: "app" } } } },
      { says: "or data", to: { addons: { "vpc-cni": { podTier: "data" } } } },
    ],
  },
  {
    name: "pods in a public tier",
    addons: { "vpc-cni": { podTier: "web" } },
    problems: [
      {
        property: "addons.vpc-cni.podTier",
        code: "EKS_POD_TIER_PUBLIC",
        message: "Pods belong into private or isolated tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
    ways: [
      { says: "use app", to: { addons: { "vpc-cni": { podTier: "app" } } } },
      { says: "or data", to: { addons: { "vpc-cni": { podTier: "data" } } } },
    ],
  },
  {
    name: "pods in a tier that is not there, in a network that has none for them",
    addons: { "vpc-cni": { podTier: "pods" } },
    options: { network: { tiers: [TIERS.public] } },
    problems: [
      NO_PRIVATE_TIER,
      {
        property: "addons.vpc-cni.podTier",
        code: "EKS_POD_TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"pods"',
        expected: "one of web (public)",
        fix: "add a private or isolated tier for the pods to the network, and use it",
      },
    ],
    ways: [
      {
        says: [
          "add a private tier to the network",
          "add a private or isolated tier for the pods to the network, and use it",
        ],
        to: {
          addons: { "vpc-cni": { podTier: "app" } },
          options: { network: { tiers: [TIERS.public, TIERS.private] } },
        },
      },
    ],
  },
  {
    name: "pods in a public tier of a network that has no other",
    addons: { "vpc-cni": { podTier: "web" } },
    options: { network: { tiers: [TIERS.public] } },
    problems: [
      NO_PRIVATE_TIER,
      {
        property: "addons.vpc-cni.podTier",
        code: "EKS_POD_TIER_PUBLIC",
        message: "Pods belong into private or isolated tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "add a private or isolated tier for the pods to the network, and use it",
      },
    ],
    ways: [
      {
        says: [
          "add a private tier to the network",
          "add a private or isolated tier for the pods to the network, and use it",
        ],
        to: {
          addons: { "vpc-cni": { podTier: "app" } },
          options: { network: { tiers: [TIERS.public, TIERS.private] } },
        },
      },
    ],
  },
  {
    name: "pods in a tier that is not in every zone of the nodes",
    addons: { "vpc-cni": { podTier: "data" } },
    options: {
      network: {
        tiers: [TIERS.private, { ...TIERS.isolated, subnets: TIERS.isolated.subnets.slice(0, 1) }],
      },
    },
    problems: [
      {
        property: "addons.vpc-cni.podTier",
        code: "EKS_POD_TIER_ZONES",
        message: "Nodes may lie in zones in which the tier has no subnet, and could run no pods there.",
        found: 'tier "data" in a',
        expected: "subnets in every zone of app",
        fix: "add b to the tier",
      },
    ],
    ways: [{ says: "add b to the tier", to: { options: { network: { tiers: [TIERS.private, TIERS.isolated] } } } }],
  },
  {
    name: "one replica of CoreDNS",
    addons: { coredns: { replicas: 1 } },
    problems: [
      {
        property: "addons.coredns.replicas",
        code: "NUMBER_OUT_OF_RANGE",
        message: "The number is not one that AWS takes.",
        found: "1 replicas",
        expected: "a whole number from 2 to 1000",
        fix: "use 2",
      },
    ],
    ways: [{ says: "use 2", to: { addons: { coredns: { replicas: 2 } } } }],
  },
  {
    name: "more replicas of CoreDNS at least than at most",
    addons: { coredns: { replicas: { min: 8, max: 4 } } },
    problems: [
      {
        property: "addons.coredns.replicas.min",
        code: "EKS_COREDNS_MIN_ABOVE_MAX",
        message: "The least number of replicas is above the greatest.",
        found: "min 8, max 4",
        expected: "min that is at most max",
        fix: "set min to 4 or less, or max to 8 or more",
      },
    ],
    ways: [
      { says: "set min to 4 or less", to: { addons: { coredns: { replicas: { min: 4, max: 4 } } } } },
      { says: "or max to 8 or more", to: { addons: { coredns: { replicas: { min: 8, max: 8 } } } } },
    ],
  },
  {
    name: "replicas of CoreDNS out of every range",
    addons: { coredns: { replicas: { min: 0, max: 2.5 } } },
    problems: [
      {
        property: "addons.coredns.replicas.min",
        code: "NUMBER_OUT_OF_RANGE",
        message: "The number is not one that AWS takes.",
        found: "0 replicas",
        expected: "a whole number from 2 to 1000",
        fix: "use 2",
      },
      {
        property: "addons.coredns.replicas.max",
        code: "NUMBER_OUT_OF_RANGE",
        message: "The number is not one that AWS takes.",
        found: "2.5 replicas",
        expected: "a whole number from 2 to 1000",
        fix: "use 3",
      },
    ],
    ways: [{ says: ["use 2", "use 3"], to: { addons: { coredns: { replicas: { min: 2, max: 3 } } } } }],
  },
];

test.each([...SELECTION_CASES, ...OPTION_CASES])("refuses $name", expectAddonsProblems);

testAdvice(toldAddons([...SELECTION_CASES, ...OPTION_CASES]), problemsIfAny);

const NOT_THERE: Problem = {
  code: "EKS_ADDON_MISSING",
  path: "sandbox-eks/eks/addons",
  message: "The cluster does not have this add-on.",
  found: '"metrics-server"',
  expected: "one of coredns, eks-pod-identity-agent, kube-proxy, vpc-cni",
  fix: 'add "metrics-server" to the add-ons of the cluster',
};

/** A program that asks for the resource of metrics-server. */
const asking = (addons: object) =>
  synthAddons(addons, { after: ({ addons: made }: EksCluster) => made.resource("metrics-server") });

test("refuses to give the resource of an add-on that the cluster does not have", () => {
  expect(problemsOf(() => asking({}))).toEqual([NOT_THERE]);
});

testAdvice(
  [
    {
      mistake: "the resource of an add-on that is not there",
      problems: [NOT_THERE],
      ways: [{ says: 'add "metrics-server"', to: { "metrics-server": true } }],
    },
  ],
  (addons) => problemsIfAny(() => asking(addons)),
);

const CLASS_PROBLEMS: readonly Problem[] = [
  {
    code: "EKS_STORAGE_CLASS_NAME",
    path: "StorageClass GP3 › name",
    message: "Kubernetes has no storage class of this name.",
    found: '"GP3" (3 characters)',
    expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
    fix: 'for example "gp3-encrypted"',
  },
  {
    code: "EKS_SCOPE_ARN_INVALID",
    path: "StorageClass GP3 › keyArn",
    message: "This is not the ARN of a KMS key.",
    found: '"alias/volumes"',
    expected:
      "an ARN such as arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab, or a reference to one",
    fix: "use the ARN of the key; policies do not know aliases",
  },
];

test("refuses a storage class with capitals and a key that is none", () => {
  expect(problemsOf(() => encryptedStorageClass({ name: "GP3", keyArn: "alias/volumes" }))).toEqual(CLASS_PROBLEMS);
});

const KEY = "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const CLASSES: readonly Told<StorageClassProps>[] = [
  {
    mistake: "a storage class with capitals and a key that is none",
    problems: CLASS_PROBLEMS,
    ways: [
      {
        says: ['for example "gp3-encrypted"', "use the ARN of the key"],
        to: { name: "gp3-encrypted", keyArn: KEY },
      },
    ],
  },
];

testAdvice(CLASSES, (props) =>
  problemsIfAny(() => {
    encryptedStorageClass(props);
    return { problems: [] };
  }),
);
