import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import type { NodeTaint } from "../../../../constructs/eks/nodes/node-group.types";
import { addNodes, atCluster, type Found, synthAddons } from "./support";

describe("at synth, when all compute is declared", () => {
  const dns = (cluster: EksCluster) => cluster.addFargateProfile("dns", { namespace: "kube-system" });
  const batch = (cluster: EksCluster) => cluster.addFargateProfile("batch", { namespace: "batch" });
  const problemsAtSynth = (addons: object, compute?: (cluster: EksCluster) => void) =>
    synthAddons(addons, compute ? { compute } : {}).problems;

  test("refuses a cluster that nothing can run on", () => {
    expect(problemsAtSynth({}, () => undefined)).toEqual(
      atCluster([
        {
          property: "",
          code: "EKS_COMPUTE_MISSING",
          message:
            "The cluster has nothing that pods run on, so CoreDNS would stay pending and the deployment would fail.",
          found: "no node group, no nodes of one's own, no Fargate profile",
          expected: "at least one of them in the cluster's stack",
          fix: 'add nodes: in a file, nodeGroups: { app: { instanceTypes: [m7i.large], min: 2, max: 6 } }; in code, cluster.addNodeGroup("app", …)',
        },
      ]),
    );
  });

  test("refuses CoreDNS on Fargate without a profile that takes it", () => {
    const expected = (found: string) =>
      atCluster([
        {
          property: "addons.coredns.fargate",
          code: "EKS_COREDNS_PROFILE_MISSING",
          message: "CoreDNS is to run on Fargate, and no profile takes its pods.",
          found,
          expected: "a profile that selects kube-system",
          fix: 'add one: cluster.addFargateProfile("core-dns", { selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }] })',
        },
      ]);
    const addons = { coredns: { fargate: true } };
    expect(problemsAtSynth(addons)).toEqual(expected("no Fargate profile"));
    expect(problemsAtSynth(addons, batch)).toEqual(expected("profiles for batch"));
    expect(problemsAtSynth(addons, dns)).toEqual([]);
  });

  test("refuses CoreDNS that waits for nodes on a cluster without any", () => {
    expect(problemsAtSynth({}, batch)).toEqual(
      atCluster([
        {
          property: "addons.coredns.fargate",
          code: "EKS_COREDNS_NEEDS_NODES",
          message: "CoreDNS waits for nodes, and the cluster has Fargate profiles only.",
          found: "fargate: false",
          expected: "fargate: true on a cluster without nodes",
          fix: "set addons.coredns.fargate to true, and add a Fargate profile for kube-system",
        },
      ]),
    );
  });

  test("refuses taints on every node group that CoreDNS does not tolerate", () => {
    const group =
      (name: string, ...taints: NodeTaint[]) =>
      (cluster: EksCluster) =>
        cluster.addNodeGroup(name, { instanceTypes: ["m7i.large"], min: 2, max: 6, taints });
    const batch = group("batch", { key: "dedicated", value: "batch", effect: "NoSchedule" });
    const gpu = group("gpu", { key: "gpu", effect: "NoExecute" });
    expect(problemsAtSynth({}, (cluster) => [batch(cluster), gpu(cluster)])).toEqual(
      atCluster([
        {
          property: "addons.coredns",
          code: "EKS_COREDNS_TAINTED",
          message:
            "Every node group keeps CoreDNS away by a taint, so it would stay pending and the deployment would fail.",
          found: "dedicated=batch:NO_SCHEDULE, gpu:NO_EXECUTE",
          expected: "a node group without taints, or with no other than CriticalAddonsOnly",
          fix: "take the taint from one node group, or add one for what every cluster runs",
        },
      ]),
    );
    const system = group("system", { key: "CriticalAddonsOnly", effect: "NoSchedule" });
    const preferred = group("preferred", { key: "dedicated", effect: "PreferNoSchedule" });
    expect(problemsAtSynth({}, (cluster) => [batch(cluster), system(cluster)])).toEqual([]);
    expect(problemsAtSynth({}, preferred)).toEqual([]);
    expect(problemsAtSynth({}, (cluster) => [batch(cluster), addNodes(cluster)])).toEqual([]);
  });

  test("refuses pods for every node on a cluster without nodes, and says what Fargate has instead", () => {
    const needsNodes = (name: string, fix: string): Found => ({
      property: `addons.${name}`,
      code: "EKS_ADDON_NEEDS_NODES",
      message: "The add-on runs a pod on every node, and the cluster has Fargate profiles only.",
      found: name,
      expected: "nodes, or a cluster without this add-on",
      fix,
    });
    const addons = {
      coredns: { fargate: true },
      "amazon-cloudwatch-observability": true,
      "aws-ebs-csi-driver": true,
      "aws-efs-csi-driver": true,
      "eks-node-monitoring-agent": true,
      "eks-pod-identity-agent": true,
    };
    expect(problemsAtSynth(addons, dns)).toEqual(
      atCluster([
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
      ]),
    );
    expect(problemsAtSynth({ ...addons, coredns: {} }, (cluster) => [addNodes(cluster), dns(cluster)])).toEqual([]);
  });

  test("refuses an add-on whose pods neither nodes nor a profile take", () => {
    const coreDnsOnly = (cluster: EksCluster) =>
      cluster.addFargateProfile("dns", { selectors: [{ namespace: "dns-*" }] });
    const addons = { coredns: { fargate: true }, "metrics-server": true };
    expect(problemsAtSynth(addons, coreDnsOnly).map(({ code }) => code)).toEqual([
      "EKS_COREDNS_PROFILE_MISSING",
      "EKS_ADDON_PROFILE_MISSING",
    ]);
    expect(problemsAtSynth(addons, coreDnsOnly).slice(1)).toEqual(
      atCluster([
        {
          property: "addons.metrics-server",
          code: "EKS_ADDON_PROFILE_MISSING",
          message: "The add-on has nothing to run on: the cluster has no nodes, and no Fargate profile takes its pods.",
          found: "metrics-server, profiles for dns-*",
          expected: "a profile that selects kube-system",
          fix: 'add one: cluster.addFargateProfile("system", { namespace: "kube-system" })',
        },
      ]),
    );
    expect(problemsAtSynth(addons, dns)).toEqual([]);
  });
});
