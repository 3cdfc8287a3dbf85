import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { NodeTaint } from "../../../../constructs/eks/nodes/node-group.types";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { addNodes, atCluster, type Found, synthAddons } from "./support";

/** Add-ons of a cluster, and what adds its compute. */
interface Input {
  readonly addons: object;
  readonly compute: readonly ((cluster: EksCluster) => unknown)[];
}

function synth({ addons, compute }: Input) {
  return synthAddons(addons, { compute: (cluster) => compute.forEach((add) => void add(cluster)) });
}

const dns = (cluster: EksCluster) => cluster.addFargateProfile("dns", { namespace: "kube-system" });
const batch = (cluster: EksCluster) => cluster.addFargateProfile("batch", { namespace: "batch" });
const dnsNamespaces = (cluster: EksCluster) =>
  cluster.addFargateProfile("dns", { selectors: [{ namespace: "dns-*" }] });
const coreDnsAlone = (cluster: EksCluster) =>
  cluster.addFargateProfile("core-dns", {
    selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }],
  });
const systemProfile = (cluster: EksCluster) => cluster.addFargateProfile("system", { namespace: "kube-system" });

const group =
  (name: string, ...taints: NodeTaint[]) =>
  (cluster: EksCluster) =>
    cluster.addNodeGroup(name, { instanceTypes: ["m7i.large"], min: 2, max: 6, taints });
const batchGroup = group("batch", { key: "dedicated", value: "batch", effect: "NoSchedule" });
const gpuGroup = group("gpu", { key: "gpu", effect: "NoExecute" });
const labelled = (labels: Readonly<Record<string, string>>) => (cluster: EksCluster) =>
  cluster.addNodeGroup("labelled", { instanceTypes: ["m7i.large"], min: 2, max: 6, labels });
const system = group("system", { key: "CriticalAddonsOnly", effect: "NoSchedule" });
const preferred = group("preferred", { key: "dedicated", effect: "PreferNoSchedule" });

const ON_FARGATE = { coredns: { fargate: true } };
const PER_NODE = [
  "amazon-cloudwatch-observability",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
  "eks-node-monitoring-agent",
  "eks-pod-identity-agent",
];
const EVERYWHERE = { ...ON_FARGATE, ...Object.fromEntries(PER_NODE.map((name) => [name, true])) };

const noProfile = (found: string): Found => ({
  property: "addons.coredns.fargate",
  code: "EKS_COREDNS_PROFILE_MISSING",
  message: "CoreDNS is to run on Fargate, and no profile takes its pods.",
  found,
  expected: "a profile that selects kube-system",
  fix: 'add one: cluster.addFargateProfile("core-dns", { selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }] })',
});

const needsNodes = (name: string, fix: string): Found => ({
  property: `addons.${name}`,
  code: "EKS_ADDON_NEEDS_NODES",
  message: "The add-on runs a pod on every node, and the cluster has Fargate profiles only.",
  found: name,
  expected: "nodes, or a cluster without this add-on",
  fix,
});

interface Mistake extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Found[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a cluster that nothing can run on",
    input: { addons: {}, compute: [] },
    problems: [
      {
        property: "",
        code: "EKS_COMPUTE_MISSING",
        message:
          "The cluster has nothing that pods run on, so CoreDNS would stay pending and the deployment would fail.",
        found: "no node group, no nodes of one's own, no Fargate profile",
        expected: "at least one of them in the cluster's stack",
        fix: 'add nodes: in a file, nodeGroups: { app: { instanceTypes: [m7i.large], min: 2, max: 6 } }; in code, cluster.addNodeGroup("app", …)',
      },
    ],
    ways: [{ says: 'cluster.addNodeGroup("app", …)', to: { addons: {}, compute: [addNodes] } }],
  },
  {
    mistake: "CoreDNS on Fargate without a profile that takes it",
    input: { addons: ON_FARGATE, compute: [addNodes] },
    problems: [noProfile("no Fargate profile")],
    ways: [
      { says: 'add one: cluster.addFargateProfile("core-dns"', to: { addons: ON_FARGATE, compute: [coreDnsAlone] } },
    ],
  },
  {
    mistake: "CoreDNS on Fargate with a profile for others",
    input: { addons: ON_FARGATE, compute: [batch] },
    problems: [noProfile("profiles for batch")],
    ways: [
      {
        says: 'add one: cluster.addFargateProfile("core-dns"',
        to: { addons: ON_FARGATE, compute: [batch, coreDnsAlone] },
      },
    ],
  },
  {
    mistake: "CoreDNS that waits for nodes on a cluster without any",
    input: { addons: {}, compute: [batch] },
    problems: [
      {
        property: "addons.coredns.fargate",
        code: "EKS_COREDNS_NEEDS_NODES",
        message: "CoreDNS waits for nodes, and the cluster has Fargate profiles only.",
        found: "fargate: false",
        expected: "fargate: true on a cluster without nodes",
        fix: "set addons.coredns.fargate to true, and add a Fargate profile for kube-system",
      },
    ],
    ways: [
      {
        says: "set addons.coredns.fargate to true, and add a Fargate profile for kube-system",
        to: { addons: ON_FARGATE, compute: [batch, dns] },
      },
    ],
  },
  {
    mistake: "taints on every node group that CoreDNS does not tolerate",
    input: { addons: {}, compute: [batchGroup, gpuGroup] },
    problems: [
      {
        property: "addons.coredns",
        code: "EKS_COREDNS_TAINTED",
        message:
          "Every node group keeps CoreDNS away by a taint, so it would stay pending and the deployment would fail.",
        found: "dedicated=batch:NO_SCHEDULE, gpu:NO_EXECUTE",
        expected: "a node group without taints, or with no other than CriticalAddonsOnly and those of its tolerations",
        fix: "take the taint from one node group, add one for what every cluster runs, or tolerate it by addons.coredns.tolerations",
      },
    ],
    ways: [
      { says: "take the taint from one node group", to: { addons: {}, compute: [group("batch"), gpuGroup] } },
      {
        says: "add one for what every cluster runs",
        to: { addons: {}, compute: [batchGroup, gpuGroup, addNodes] },
      },
      {
        says: "or tolerate it by addons.coredns.tolerations",
        to: {
          addons: { coredns: { tolerations: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }] } },
          compute: [batchGroup, gpuGroup],
        },
      },
    ],
  },
  {
    mistake: "tolerations of another value, of another effect, and of no value where there is one",
    input: {
      addons: {
        coredns: {
          tolerations: [
            { key: "dedicated", value: "web" },
            { key: "dedicated", operator: "Equal" },
            { key: "gpu", effect: "NoSchedule" },
          ],
        },
      },
      compute: [batchGroup, gpuGroup],
    },
    problems: [
      {
        property: "addons.coredns",
        code: "EKS_COREDNS_TAINTED",
        message:
          "Every node group keeps CoreDNS away by a taint, so it would stay pending and the deployment would fail.",
        found: "dedicated=batch:NO_SCHEDULE, gpu:NO_EXECUTE",
        expected: "a node group without taints, or with no other than CriticalAddonsOnly and those of its tolerations",
        fix: "take the taint from one node group, add one for what every cluster runs, or tolerate it by addons.coredns.tolerations",
      },
    ],
    ways: [
      {
        says: "or tolerate it by addons.coredns.tolerations",
        to: { addons: { coredns: { tolerations: [{ operator: "Exists" }] } }, compute: [batchGroup, gpuGroup] },
      },
    ],
  },
  {
    mistake: "labels that no node group has",
    input: { addons: { coredns: { nodeSelector: { role: "system", tier: "one" } } }, compute: [addNodes] },
    problems: [
      {
        property: "addons.coredns.nodeSelector",
        code: "EKS_COREDNS_NO_NODE_CHOSEN",
        message: "No node group has the labels that CoreDNS chooses nodes by, so it would stay pending.",
        found: "role: system, tier: one",
        expected: "labels that a node group has",
        fix: "give a node group labels: { role: system, tier: one }, or leave nodeSelector out",
      },
    ],
    ways: [
      {
        says: "give a node group labels: { role: system, tier: one }",
        to: {
          addons: { coredns: { nodeSelector: { role: "system", tier: "one" } } },
          compute: [labelled({ role: "system", tier: "one" })],
        },
      },
      { says: "or leave nodeSelector out", to: { addons: {}, compute: [addNodes] } },
    ],
  },
  {
    mistake: "pods for every node on a cluster without nodes, and says what Fargate has instead",
    input: { addons: EVERYWHERE, compute: [dns] },
    problems: [
      needsNodes(
        "amazon-cloudwatch-observability",
        "set it to false; pods on Fargate have the logging of Fargate profiles",
      ),
      needsNodes("aws-ebs-csi-driver", "set it to false"),
      needsNodes(
        "aws-efs-csi-driver",
        "set it to false; pods on Fargate have the EFS driver that Fargate brings along, for volumes that are declared by hand",
      ),
      needsNodes("eks-node-monitoring-agent", "set it to false"),
      needsNodes("eks-pod-identity-agent", "set it to false; pods on Fargate have IRSA"),
    ],
    ways: [
      {
        says: "set it to false",
        to: { addons: { ...ON_FARGATE, ...Object.fromEntries(PER_NODE.map((name) => [name, false])) }, compute: [dns] },
      },
    ],
  },
  {
    mistake: "an add-on whose pods neither nodes nor a profile take",
    input: { addons: { ...ON_FARGATE, "metrics-server": true }, compute: [dnsNamespaces] },
    problems: [
      noProfile("profiles for dns-*"),
      {
        property: "addons.metrics-server",
        code: "EKS_ADDON_PROFILE_MISSING",
        message: "The add-on has nothing to run on: the cluster has no nodes, and no Fargate profile takes its pods.",
        found: "metrics-server, profiles for dns-*",
        expected: "a profile that selects kube-system",
        fix: 'add one: cluster.addFargateProfile("system", { namespace: "kube-system" })',
      },
    ],
    ways: [
      {
        says: ['cluster.addFargateProfile("core-dns"', 'cluster.addFargateProfile("system"'],
        to: {
          addons: { ...ON_FARGATE, "metrics-server": true },
          compute: [dnsNamespaces, coreDnsAlone, systemProfile],
        },
      },
    ],
  },
];

describe("at synth, when all compute is declared", () => {
  test.each(MISTAKES)("refuses $mistake", ({ input, problems }) => {
    expect(synth(input).problems).toEqual(atCluster(problems));
  });

  test.each([
    ["a namespace with everything in it for CoreDNS on Fargate", { addons: ON_FARGATE, compute: [dns] }],
    ["a group with the taint that CoreDNS tolerates", { addons: {}, compute: [batchGroup, system] }],
    ["a group with a taint that only prefers", { addons: {}, compute: [preferred] }],
    ["nodes for what runs on every node", { addons: { ...EVERYWHERE, coredns: {} }, compute: [addNodes, dns] }],
  ])("takes %s", (_, input) => {
    expect(synth(input).problems).toEqual([]);
  });
});

testAdvice(MISTAKES, (input) => problemsIfAny(() => synth(input)));
