import { Problems } from "../../../../constructs/core/errors";
import { checkAddons } from "../../../../constructs/eks/addons/addon-checks";
import type { AddonsProps } from "../../../../constructs/eks/addons/addons.types";
import { encryptedStorageClass } from "../../../../constructs/eks/addons/storage-class";
import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import { problemsOf, synthStack } from "../../../support/synth";
import { TIERS, testNetwork } from "../../access/support";
import { type AddonsOptions, atCluster, type Found, synthAddons } from "./support";

interface Case {
  readonly name: string;
  readonly addons: object;
  readonly problems: readonly Found[];
  readonly options?: AddonsOptions;
}

/** An add-on of a version that has no such form. */
function noVersion(addon: string, version: string): Found {
  return {
    property: `addons.${addon}.version`,
    code: "EKS_ADDON_VERSION_INVALID",
    message: "This is not a version of an add-on.",
    found: `"${version}"`,
    expected: "a version of EKS with v in front and its build at the end, such as v1.22.4-eksbuild.3",
    fix: `take it from \`aws eks describe-addon-versions --addon-name ${addon} --kubernetes-version 1.35\``,
  };
}

function orPinned(addon: string, pinned: string): string {
  return (
    `leave version out, which is ${pinned} for Kubernetes 1.35, ` +
    `or take one from \`aws eks describe-addon-versions --addon-name ${addon} --kubernetes-version 1.35\``
  );
}

const VERSION_CASES: readonly Case[] = [
  {
    name: "versions without v, without a build, and a word",
    addons: {
      "vpc-cni": { version: "1.22.4-eksbuild.3" },
      coredns: { version: "v1.13.2" },
      "metrics-server": { version: "latest" },
    },
    problems: [
      noVersion("coredns", "v1.13.2"),
      noVersion("metrics-server", "latest"),
      noVersion("vpc-cni", "1.22.4-eksbuild.3"),
    ],
  },
  {
    name: "kube-proxy that is newer than the cluster",
    addons: { "kube-proxy": { version: "v1.36.0-eksbuild.21" } },
    problems: [
      {
        property: "addons.kube-proxy.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "kube-proxy is newer than the cluster, and may ask the Kubernetes API for what it does not know.",
        found: "kube-proxy v1.36.0-eksbuild.21, Kubernetes 1.35",
        expected: "a version from v1.32 to v1.35",
        fix: orPinned("kube-proxy", "v1.35.3-eksbuild.21"),
      },
    ],
  },
  {
    name: "kube-proxy that stayed behind in upgrades",
    addons: { "kube-proxy": { version: "v1.31.14-eksbuild.25" } },
    problems: [
      {
        property: "addons.kube-proxy.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "kube-proxy is more than 3 minor versions behind the cluster.",
        found: "kube-proxy v1.31.14-eksbuild.25, Kubernetes 1.35",
        expected: "a version from v1.32 to v1.35",
        fix: orPinned("kube-proxy", "v1.35.3-eksbuild.21"),
      },
    ],
  },
  {
    name: "CoreDNS and CNI that stayed behind in upgrades",
    addons: { coredns: { version: "v1.11.4-eksbuild.40" }, "vpc-cni": { version: "v1.16.0-eksbuild.1" } },
    problems: [
      {
        property: "addons.coredns.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "EKS does not offer so old a version of this add-on for the cluster's Kubernetes version.",
        found: "coredns v1.11.4-eksbuild.40, Kubernetes 1.35",
        expected: "a version from v1.12 to v1.14",
        fix: orPinned("coredns", "v1.13.2-eksbuild.21"),
      },
      {
        property: "addons.vpc-cni.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "EKS does not offer so old a version of this add-on for the cluster's Kubernetes version.",
        found: "vpc-cni v1.16.0-eksbuild.1, Kubernetes 1.35",
        expected: "a version from v1.20 to v1.23",
        fix: orPinned("vpc-cni", "v1.22.4-eksbuild.3"),
      },
    ],
  },
  {
    name: "an EBS driver that does not know its cluster",
    addons: { "aws-ebs-csi-driver": { version: "v1.57.1-eksbuild.1" } },
    problems: [
      {
        property: "addons.aws-ebs-csi-driver.version",
        code: "EKS_ADDON_VERSION_TOO_OLD",
        message:
          "Older drivers do not tag volumes with the cluster's name, by which their role knows what is the cluster's.",
        found: "aws-ebs-csi-driver v1.57.1-eksbuild.1",
        expected: "a version of v1.58 or newer",
        fix: orPinned("aws-ebs-csi-driver", "v1.65.0-eksbuild.1"),
      },
    ],
  },
];

const SELECTION_CASES: readonly Case[] = [
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
        fix: "install it by Helm in the stack of what runs in the cluster",
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
  },
];

const OPTION_CASES: readonly Case[] = [
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
  },
];

describe.each([
  ["versions", VERSION_CASES],
  ["selection", SELECTION_CASES],
  ["options", OPTION_CASES],
])("%s", (_, cases) => {
  test.each(cases.map((example) => [example.name, example] as const))("refuses %s", (_name, { addons, ...rest }) => {
    expect(problemsOf(() => synthAddons(addons, rest.options))).toEqual(atCluster(rest.problems));
  });
});

test("refuses CoreDNS that EKS offers for later Kubernetes versions only", () => {
  const addons = { coredns: { version: "v1.14.3-eksbuild.3" } };
  expect(problemsOf(() => synthAddons(addons, { cluster: { version: "1.32" } }))).toEqual(
    atCluster([
      {
        property: "addons.coredns.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "EKS offers this version of the add-on for later Kubernetes versions only.",
        found: "coredns v1.14.3-eksbuild.3, Kubernetes 1.32",
        expected: "a version from v1.11 to v1.12",
        fix: "leave version out, which is v1.11.4-eksbuild.40 for Kubernetes 1.32, or take one from `aws eks describe-addon-versions --addon-name coredns --kubernetes-version 1.32`",
      },
    ]),
  );
});

test("refuses a Kubernetes version that no versions are pinned for, unless they are given", () => {
  const addons: AddonsProps = {
    "kube-proxy": { version: "v1.99.0-eksbuild.1" },
    "vpc-cni": { version: "v1.99.0-eksbuild.1" },
    coredns: { version: "v1.99.0-eksbuild.1" },
  };
  const problems = new Problems("sandbox-eks/eks");
  synthStack((stack) => {
    checkAddons(addons, { version: "1.99", identity: "irsa", network: testNetwork(stack) }, problems);
  });
  expect(problems.list).toEqual(
    atCluster([
      {
        property: "addons.eks-pod-identity-agent",
        code: "EKS_ADDON_VERSION_MISSING",
        message: "No version of this add-on is pinned for the cluster's Kubernetes version.",
        found: "eks-pod-identity-agent without a version, Kubernetes 1.99",
        expected: "a version, or one of the Kubernetes versions 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37",
        fix: "set addons.eks-pod-identity-agent.version to one that `aws eks describe-addon-versions --addon-name eks-pod-identity-agent --kubernetes-version 1.99` shows",
      },
    ]),
  );
});

test("refuses to give the resource of an add-on that the cluster does not have", () => {
  const after = ({ addons }: EksCluster) => addons.resource("metrics-server");
  expect(problemsOf(() => synthAddons({}, { after }))).toEqual([
    {
      code: "EKS_ADDON_MISSING",
      path: "sandbox-eks/eks/addons",
      message: "The cluster does not have this add-on.",
      found: '"metrics-server"',
      expected: "one of coredns, eks-pod-identity-agent, kube-proxy, vpc-cni",
      fix: 'add "metrics-server" to the add-ons of the cluster',
    },
  ]);
});

test("refuses a storage class with capitals and a key that is none", () => {
  expect(problemsOf(() => encryptedStorageClass({ name: "GP3", keyArn: "alias/volumes" }))).toEqual([
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
  ]);
});
