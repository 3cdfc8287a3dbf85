import { type Problem, Problems } from "../../../../constructs/core/errors";
import { checkAddons } from "../../../../constructs/eks/addons/addon-checks";
import type { AddonsProps } from "../../../../constructs/eks/addons/addons.types";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";
import { type AddonsCase, atCluster, expectAddonsProblems, type Found, toldAddons } from "./support";

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

const CASES: readonly AddonsCase[] = [
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
    ways: [
      {
        says: "take it from `aws eks describe-addon-versions",
        to: {
          addons: {
            "vpc-cni": { version: "v1.22.4-eksbuild.3" },
            coredns: { version: "v1.13.2-eksbuild.21" },
            "metrics-server": { version: "v0.9.0-eksbuild.7" },
          },
        },
      },
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
    ways: [
      { says: "leave version out, which is v1.35.3-eksbuild.21", to: { addons: {} } },
      { says: "or take one from", to: { addons: { "kube-proxy": { version: "v1.35.3-eksbuild.21" } } } },
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
    ways: [
      { says: "leave version out", to: { addons: {} } },
      { says: "or take one from", to: { addons: { "kube-proxy": { version: "v1.32.0-eksbuild.2" } } } },
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
    ways: [
      { says: "leave version out", to: { addons: {} } },
      {
        says: "or take one from",
        to: { addons: { coredns: { version: "v1.13.2-eksbuild.21" }, "vpc-cni": { version: "v1.22.4-eksbuild.3" } } },
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
    ways: [
      { says: "leave version out", to: { addons: { "aws-ebs-csi-driver": true } } },
      { says: "or take one from", to: { addons: { "aws-ebs-csi-driver": { version: "v1.65.0-eksbuild.1" } } } },
    ],
  },
  {
    name: "CoreDNS that EKS offers for later Kubernetes versions only",
    addons: { coredns: { version: "v1.14.3-eksbuild.3" } },
    options: { cluster: { version: "1.32" } },
    problems: [
      {
        property: "addons.coredns.version",
        code: "EKS_ADDON_VERSION_UNFIT",
        message: "EKS offers this version of the add-on for later Kubernetes versions only.",
        found: "coredns v1.14.3-eksbuild.3, Kubernetes 1.32",
        expected: "a version from v1.11 to v1.12",
        fix: "leave version out, which is v1.11.4-eksbuild.40 for Kubernetes 1.32, or take one from `aws eks describe-addon-versions --addon-name coredns --kubernetes-version 1.32`",
      },
    ],
    ways: [
      { says: "leave version out", to: { addons: {} } },
      { says: "or take one from", to: { addons: { coredns: { version: "v1.11.4-eksbuild.40" } } } },
    ],
  },
];

test.each(CASES)("refuses $name", expectAddonsProblems);

testAdvice(toldAddons(CASES), problemsIfAny);

/** What is told about the add-ons of a cluster of this Kubernetes version. */
function problemsOfAddons(addons: AddonsProps, version: string): readonly Problem[] {
  const problems = new Problems("sandbox-eks/eks");
  synthStack((stack) => {
    checkAddons(addons, { version, identity: "irsa", network: testNetwork(stack) }, problems);
  });
  return problems.list;
}

/** Add-ons of a Kubernetes version that no versions are pinned for. */
const GIVEN: AddonsProps = {
  "kube-proxy": { version: "v1.99.0-eksbuild.1" },
  "vpc-cni": { version: "v1.99.0-eksbuild.1" },
  coredns: { version: "v1.99.0-eksbuild.1" },
};

const NOT_PINNED = atCluster([
  {
    property: "addons.eks-pod-identity-agent",
    code: "EKS_ADDON_VERSION_MISSING",
    message: "No version of this add-on is pinned for the cluster's Kubernetes version.",
    found: "eks-pod-identity-agent without a version, Kubernetes 1.99",
    expected: "a version, or one of the Kubernetes versions 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37",
    fix: "set addons.eks-pod-identity-agent.version to one that `aws eks describe-addon-versions --addon-name eks-pod-identity-agent --kubernetes-version 1.99` shows",
  },
]);

test("refuses a Kubernetes version that no versions are pinned for, unless they are given", () => {
  expect(problemsOfAddons(GIVEN, "1.99")).toEqual(NOT_PINNED);
});

testAdvice(
  [
    {
      mistake: "a Kubernetes version that no versions are pinned for",
      problems: NOT_PINNED,
      ways: [
        {
          says: "set addons.eks-pod-identity-agent.version",
          to: { ...GIVEN, "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.3" } },
        },
      ],
    },
  ],
  (addons) => problemsOfAddons(addons, "1.99"),
);
