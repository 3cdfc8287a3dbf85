import { parse } from "yaml";
import { Problems } from "../../../../constructs/core/errors";
import { canonicalJson } from "../../../../constructs/core/texts/canonical-json";
import { checkAddons } from "../../../../constructs/eks/addons/addon-checks";
import { ADDON_NAMES, ADDON_RULES, addonOfChart } from "../../../../constructs/eks/addons/addon-rules";
import { unknownVersionWarning } from "../../../../constructs/eks/addons/addon-version-checks";
import { ADDON_VERSIONS, pinnedVersion } from "../../../../constructs/eks/addons/addon-versions";
import { selectedAddons } from "../../../../constructs/eks/addons/selected-addons";
import { encryptedStorageClass } from "../../../../constructs/eks/addons/storage-class";
import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import {
  KUBERNETES_VERSIONS,
  supportPhase,
  VERSIONS_AS_OF,
} from "../../../../constructs/eks/cluster/kubernetes-versions";
import { compactSnapshot } from "../../../support/compact-snapshot";
import { resourceOf, synthStack, warningsOf } from "../../../support/synth";
import { TIERS, testNetwork } from "../../access/support";
import { addonOf, synthAddons, valuesOf, waitsFor } from "./support";

const STORAGE = { "aws-ebs-csi-driver": true, "aws-efs-csi-driver": true, "snapshot-controller": true } as const;

describe("what a cluster gets", () => {
  test("networking, DNS and the Pod Identity agent, when nothing is said", () => {
    expect(selectedAddons({})).toEqual(["coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"]);
  });

  test("what is asked for, and not the agent where it is not wanted", () => {
    const names = ["aws-ebs-csi-driver", "coredns", "kube-proxy", "metrics-server", "vpc-cni"];
    const addons = { "metrics-server": true, "aws-ebs-csi-driver": {}, "eks-pod-identity-agent": false } as const;
    expect(selectedAddons(addons)).toEqual(names);
    synthAddons(addons, {
      after: (cluster) => {
        expect(cluster.addons.names).toEqual(names);
        expect(cluster.addons.has("metrics-server")).toBe(true);
        expect(cluster.addons.has("eks-pod-identity-agent")).toBe(false);
        expect(cluster.addons.resource("coredns").addonNameInput).toBe("coredns");
      },
    });
  });

  test("add-ons with versions, configuration and roles", () => {
    const json = JSON.parse(synthAddons(STORAGE).json) as { resource: Record<string, unknown> };
    const { aws_eks_addon } = json.resource;
    expect(compactSnapshot({ resource: { aws_eks_addon } })).toMatchSnapshot();
  });

  test("the versions that are pinned for its Kubernetes version, or those that are asked for", () => {
    const pinned = synthAddons({}, { cluster: { version: "1.34" } });
    expect(addonOf(pinned, "kube-proxy").addon_version).toBe(ADDON_VERSIONS["kube-proxy"]["1.34"]?.version);
    const asked = synthAddons({ "kube-proxy": { version: "v1.33.10-eksbuild.2" } });
    expect(addonOf(asked, "kube-proxy").addon_version).toBe("v1.33.10-eksbuild.2");
  });
});

describe("configuration", () => {
  test("the CNI hands out prefixes, keeps one in reserve, and enforces network policies", () => {
    expect(valuesOf(synthAddons(), "vpc-cni")).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
  });

  test("without prefixes and policies", () => {
    const addons = { "vpc-cni": { prefixDelegation: false, networkPolicy: false } };
    const synthesized = synthAddons(addons, {
      after: ({ addons: made }) => expect([made.prefixDelegation, made.customNetworking]).toEqual([false, false]),
    });
    expect(valuesOf(synthesized, "vpc-cni")).toEqual({
      enableNetworkPolicy: "false",
      env: { ENABLE_PREFIX_DELEGATION: "false" },
    });
  });

  test("pods take addresses of another tier, by the zone's name, in the cluster's security group", () => {
    const synthesized = synthAddons({ "vpc-cni": { podTier: "data" } });
    const securityGroups = ["${aws_eks_cluster.eks.vpc_config[0].cluster_security_group_id}"];
    expect(valuesOf(synthesized, "vpc-cni")).toEqual({
      enableNetworkPolicy: "true",
      env: {
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENABLE_PREFIX_DELEGATION: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
        WARM_PREFIX_TARGET: "1",
      },
      eniConfig: {
        create: true,
        region: "ap-northeast-2",
        subnets: {
          "ap-northeast-2a": { id: "subnet-data-a", securityGroups },
          "ap-northeast-2b": { id: "subnet-data-b", securityGroups },
        },
      },
    });
  });

  test("in a network of zone ids, nodes find the pods' subnet by the id of their zone", () => {
    const zones = ["apne2-az1", "apne2-az3"];
    const tiers = [TIERS.private, TIERS.isolated].map((tier) => ({
      ...tier,
      subnets: tier.subnets.map((subnet, index) => ({ ...subnet, zone: zones[index] ?? "" })),
    }));
    const synthesized = synthAddons({ "vpc-cni": { podTier: "data" } }, { network: { zones, tiers } });
    expect(valuesOf(synthesized, "vpc-cni")).toMatchObject({
      env: { ENI_CONFIG_LABEL_DEF: "topology.k8s.aws/zone-id" },
      eniConfig: { subnets: { "apne2-az1": { id: "subnet-data-a" }, "apne2-az3": { id: "subnet-data-b" } } },
    });
  });

  test("CoreDNS scales with the cluster and lies in different zones", () => {
    expect(valuesOf(synthAddons(), "coredns")).toEqual({
      autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
        },
      ],
    });
  });

  test("CoreDNS with a fixed number of replicas, on Fargate", () => {
    const profile = (cluster: EksCluster) => cluster.addFargateProfile("dns", { namespace: "kube-system" });
    const synthesized = synthAddons({ coredns: { replicas: 3, fargate: true } }, { compute: profile });
    expect(valuesOf(synthesized, "coredns")).toEqual({ computeType: "Fargate", replicaCount: 3 });
    expect(synthesized.problems).toEqual([]);
  });

  test("volumes that the EBS driver makes have the environment's tags", () => {
    expect(valuesOf(synthAddons({ "aws-ebs-csi-driver": true }), "aws-ebs-csi-driver")).toEqual({
      controller: {
        extraVolumeTags: {
          Environment: "sandbox",
          ManagedBy: "groundplan",
          Owner: "platform",
          Project: "groundplan",
          Stack: "eks",
        },
      },
    });
  });

  test("the CloudWatch agent watches only the workloads that ask for it, unless it is to watch all", () => {
    const monitors = (addon: object | true) => {
      const synthesized = synthAddons({ "amazon-cloudwatch-observability": addon });
      const traces = synthesized.json.includes("xray:PutTraceSegments");
      return [valuesOf(synthesized, "amazon-cloudwatch-observability"), traces];
    };
    const values = (monitorAllServices: boolean) => ({
      manager: { applicationSignals: { autoMonitor: { monitorAllServices } } },
    });
    expect(monitors(true)).toEqual([values(false), false]);
    expect(monitors({ applicationSignals: true })).toEqual([values(true), true]);
  });

  test("equal values are equal texts, whatever the order in which they were written", () => {
    const text = '{"a":[{"x":1,"y":[2,3]}],"b":{"c":"d","e":true}}';
    expect(canonicalJson({ b: { e: true, c: "d" }, a: [{ y: [2, 3], x: 1 }], gone: undefined })).toBe(text);
    expect(canonicalJson({ a: [{ x: 1, y: [2, 3] }], b: { c: "d", e: true } })).toBe(text);
  });
});

describe("identity", () => {
  test("add-ons that call AWS have roles of their own, by IRSA, and the others have none", () => {
    const synthesized = synthAddons({
      ...STORAGE,
      "amazon-cloudwatch-observability": true,
      "eks-node-monitoring-agent": true,
      "metrics-server": true,
    });
    const roles = Object.values(synthesized.resources.aws_eks_addon ?? {}).map(
      ({ addon_name, service_account_role_arn }) => [addon_name, service_account_role_arn !== undefined],
    );
    expect(Object.fromEntries(roles)).toEqual({
      "amazon-cloudwatch-observability": true,
      "aws-ebs-csi-driver": true,
      "aws-efs-csi-driver": true,
      coredns: false,
      "eks-node-monitoring-agent": false,
      "eks-pod-identity-agent": false,
      "kube-proxy": false,
      "metrics-server": false,
      "snapshot-controller": false,
      "vpc-cni": true,
    });
  });

  test("by Pod Identity where the cluster says so, except for the CNI, which runs before the agent", () => {
    const synthesized = synthAddons(
      { "aws-ebs-csi-driver": true },
      {
        cluster: { identity: "pod-identity" },
        after: ({ addons }) => {
          expect(addons.role("vpc-cni")?.identity).toBe("irsa");
          expect(addons.role("aws-ebs-csi-driver")?.identity).toBe("pod-identity");
          expect(addons.role("coredns")).toBeUndefined();
        },
      },
    );
    expect(addonOf(synthesized, "vpc-cni")).toHaveProperty("service_account_role_arn");
    const driver = addonOf(synthesized, "aws-ebs-csi-driver");
    expect(driver).not.toHaveProperty("service_account_role_arn");
    expect(waitsFor(driver)).toContain(
      "aws_eks_pod_identity_association.pods-of-eks-kube-system-ebs-csi-controller-sa",
    );
    expect(resourceOf(synthesized, "aws_eks_pod_identity_association")).toMatchObject({
      namespace: "kube-system",
      service_account: "ebs-csi-controller-sa",
    });
  });

  test("the keys of volumes and the file systems reach the roles", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";
    const fileSystemArn = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0";
    const { json } = synthAddons({
      "aws-ebs-csi-driver": { keyArns: [keyArn] },
      "aws-efs-csi-driver": { fileSystemArns: [fileSystemArn] },
    });
    expect(json).toContain(keyArn);
    expect(json).toContain(fileSystemArn);
  });

  test("the CNI's policy is that of the partition", () => {
    const { json } = synthAddons({}, { environment: { region: "cn-north-1" } });
    expect(json).toContain("arn:aws-cn:iam::aws:policy/AmazonEKS_CNI_Policy");
  });
});

describe("storage class", () => {
  test("claims get encrypted gp3 volumes where their pod is, when they name no class", () => {
    expect(parse(encryptedStorageClass())).toEqual({
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: {
        name: "gp3-encrypted",
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
    });
  });

  test("with a key of one's own, kept, and only for those who name it", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";
    const manifest = parse(encryptedStorageClass({ name: "databases", keyArn, isDefault: false, reclaim: "Retain" }));
    expect(manifest).toMatchObject({
      metadata: { name: "databases" },
      parameters: { kmsKeyId: keyArn },
      reclaimPolicy: "Retain",
    });
    expect(manifest.metadata).not.toHaveProperty("annotations");
  });
});

describe("warnings", () => {
  const warnings = (addons: object, protect = false) =>
    warningsOf(synthAddons(addons, { environment: { protect } }).stack);

  test("a version that is newer than all we know passes with a warning", () => {
    expect(warnings({ "vpc-cni": { version: "v1.99.0-eksbuild.1" } })).toEqual([
      "vpc-cni v1.99.0-eksbuild.1 is newer than every version that is known here for Kubernetes 1.35 (up to 1.23): whether it fits shows only when it is installed.",
    ]);
  });

  test("protected environments are told when nothing can take snapshots of their volumes", () => {
    const text =
      "Volumes of this protected environment cannot be snapshotted from inside the cluster: add snapshot-controller to the add-ons.";
    expect(warnings({ "aws-ebs-csi-driver": true }, true)).toContain(text);
    expect(warnings({ "aws-ebs-csi-driver": true, "snapshot-controller": true }, true)).not.toContain(text);
    expect(warnings({ "aws-ebs-csi-driver": true })).toEqual([]);
  });
});

describe("tables", () => {
  const usable = Object.keys(KUBERNETES_VERSIONS).filter((version) => supportPhase(version, VERSIONS_AS_OF) !== "none");

  test("every add-on has a version of the right form for every Kubernetes version that EKS supports", () => {
    for (const name of ADDON_NAMES) {
      expect([name, Object.keys(ADDON_VERSIONS[name])]).toEqual([name, expect.arrayContaining(usable)]);
      for (const { version, asOf } of Object.values(ADDON_VERSIONS[name])) {
        expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
        expect(asOf).toMatch(/^20\d\d-\d\d$/);
      }
    }
  });

  test("kube-proxy is pinned in the minor version of the cluster, as far as EKS is known to offer it", () => {
    for (const [kubernetes, { version, basis }] of Object.entries(ADDON_VERSIONS["kube-proxy"])) {
      expect([kubernetes, basis === "line" || version.startsWith(`v${kubernetes}.`)]).toEqual([kubernetes, true]);
    }
  });

  test.each(usable)("what is pinned for Kubernetes %s passes the checks of versions, and is known", (kubernetes) => {
    const versions = ADDON_NAMES.map((name) => ({ name, version: pinnedVersion(name, kubernetes), kubernetes }));
    const asked = Object.fromEntries(versions.map(({ name, version }) => [name, { version }]));
    expect(checked(asked, kubernetes)).toEqual([]);
    expect(versions.map(unknownVersionWarning)).toEqual(ADDON_NAMES.map(() => undefined));
  });

  test("add-ons that nodes need come before compute, and what needs others comes after it", () => {
    for (const name of ADDON_NAMES) {
      const { order, byDefault, needs, comesAfter } = ADDON_RULES[name];
      if (order === "before-compute") expect([name, byDefault, needs, comesAfter]).toEqual([name, true, [], []]);
    }
  });

  test("a chart that installs the same software as an add-on is known", () => {
    expect(addonOfChart("metrics-server")).toBe("metrics-server");
    expect(addonOfChart("aws-for-fluent-bit")).toBe("amazon-cloudwatch-observability");
    expect(addonOfChart("argo-cd")).toBeUndefined();
  });
});

/** Problems of add-ons of a cluster of this Kubernetes version. */
function checked(addons: object, kubernetes: string) {
  const problems = new Problems("eks");
  synthStack((stack) => {
    checkAddons(addons, { version: kubernetes, identity: "irsa", network: testNetwork(stack) }, problems);
  });
  return problems.list;
}
