import type { EksCluster } from "../../../../constructs/eks/cluster/eks-cluster";
import { resourcesOf } from "../../../support/synth";
import { addonOf, synthAddons, valuesOf, waitsFor } from "./support";

const DNS = { namespace: "external-dns", serviceAccount: "external-dns" } as const;
const ZONE = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ";

describe("values", () => {
  test("are laid over those that are made here", () => {
    const synthesized = synthAddons({
      "vpc-cni": { values: { env: { WARM_PREFIX_TARGET: "2" }, livenessProbeTimeoutSeconds: 60 } },
      "metrics-server": { values: { replicas: 3, addonResizer: null } },
      "aws-ebs-csi-driver": { values: { controller: { extraVolumeTags: { Team: "orders" } } } },
    });
    expect(valuesOf(synthesized, "vpc-cni")).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "2" },
      livenessProbeTimeoutSeconds: 60,
    });
    expect(valuesOf(synthesized, "metrics-server")).toEqual({ replicas: 3, addonResizer: null });
    expect(valuesOf(synthesized, "aws-ebs-csi-driver")).toMatchObject({
      controller: { extraVolumeTags: { Environment: "sandbox", Team: "orders" } },
    });
  });

  test("that look like expressions of Terraform stay texts", () => {
    const synthesized = synthAddons({ "metrics-server": { values: { args: ["${file(1)}"] } } });
    expect(addonOf(synthesized, "metrics-server").configuration_values).toBe('{"args":["$${file(1)}"]}');
  });

  test("of CoreDNS add tolerations to those that it has, and a choice of nodes", () => {
    const synthesized = synthAddons(
      {
        coredns: {
          tolerations: [{ key: "system", value: "true", effect: "NoSchedule" }, { key: "spot" }],
          nodeSelector: { role: "system" },
        },
      },
      {
        compute: (cluster) =>
          cluster.addNodeGroup("system", {
            instanceTypes: ["m7i.large"],
            min: 2,
            max: 2,
            labels: { role: "system" },
            taints: [{ key: "system", value: "true", effect: "NoSchedule" }],
          }),
      },
    );
    expect(synthesized.problems).toEqual([]);
    expect(valuesOf(synthesized, "coredns")).toMatchObject({
      nodeSelector: { role: "system" },
      tolerations: [
        { key: "CriticalAddonsOnly", operator: "Exists" },
        { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
        { key: "system", operator: "Equal", value: "true", effect: "NoSchedule" },
        { key: "spot", operator: "Exists" },
      ],
    });
  });
});

describe("what others changed in the cluster", () => {
  test.each([
    [undefined, "OVERWRITE", "OVERWRITE"],
    ["overwrite", "OVERWRITE", "OVERWRITE"],
    ["preserve", "NONE", "PRESERVE"],
    ["none", "NONE", "NONE"],
  ])("with conflicts %s", (conflicts, onCreate, onUpdate) => {
    const addon = addonOf(synthAddons({ coredns: conflicts === undefined ? {} : { conflicts } }), "coredns");
    expect([addon.resolve_conflicts_on_create, addon.resolve_conflicts_on_update]).toEqual([onCreate, onUpdate]);
  });

  test("stays in the cluster without the add-on, when that is said", () => {
    const synthesized = synthAddons({ "metrics-server": { preserve: true }, coredns: {} });
    expect(addonOf(synthesized, "metrics-server").preserve).toBe(true);
    expect(addonOf(synthesized, "coredns").preserve).toBeUndefined();
  });
});

describe("add-ons without options of their own", () => {
  test("come after compute, in the version that is said, or in the one of EKS", () => {
    const synthesized = synthAddons(
      {},
      {
        cluster: {
          otherAddons: {
            "kube-state-metrics": { version: "default", values: { replicas: 2 } },
            seller_product: { version: "v24.10.0-eksbuild.2", preserve: true, conflicts: "none" },
          },
        },
        after: ({ addons }: EksCluster) => {
          expect(addons.otherNames).toEqual(["kube-state-metrics", "seller_product"]);
          expect(addons.has("seller_product")).toBe(true);
          expect(addons.resource("seller_product").addonNameInput).toBe("seller_product");
        },
      },
    );
    const metrics = addonOf(synthesized, "kube-state-metrics");
    expect(metrics.addon_version).toBeUndefined();
    expect(metrics.service_account_role_arn).toBeUndefined();
    expect(valuesOf(synthesized, "kube-state-metrics")).toEqual({ replicas: 2 });
    expect(waitsFor(metrics)).toEqual(["aws_eks_node_group.nodes-app"]);
    expect(addonOf(synthesized, "seller_product")).toMatchObject({
      addon_version: "v24.10.0-eksbuild.2",
      preserve: true,
      resolve_conflicts_on_create: "NONE",
    });
  });

  test("have a role by IRSA, with what it may do, and wait for it", () => {
    const synthesized = synthAddons(
      {},
      {
        cluster: {
          otherAddons: {
            "external-dns": {
              version: "v0.20.0-eksbuild.1",
              role: {
                ...DNS,
                permissions: { "change-records": { actions: ["route53:ChangeResourceRecordSets"], resources: [ZONE] } },
              },
            },
          },
        },
        after: ({ addons }: EksCluster) => expect(addons.role("external-dns")?.namespace).toBe("external-dns"),
      },
    );
    const addon = addonOf(synthesized, "external-dns");
    expect(addon.service_account_role_arn).toMatch(/aws_iam_role/);
    expect(waitsFor(addon).filter((address) => address.startsWith("aws_iam"))).toHaveLength(2);
    const policy = JSON.parse(
      String(
        resourcesOf(synthesized, "aws_iam_role_policy").find(({ policy }) => String(policy).includes("route53"))
          ?.policy,
      ),
    );
    expect(policy.Statement).toEqual([
      { Sid: "ChangeRecords", Effect: "Allow", Action: "route53:ChangeResourceRecordSets", Resource: ZONE },
    ]);
  });

  test("or by Pod Identity, whose association says whose it is", () => {
    const role = {
      ...DNS,
      identity: "pod-identity",
      managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    } as const;
    const synthesized = synthAddons({}, { cluster: { otherAddons: { "external-dns": { version: "default", role } } } });
    expect(addonOf(synthesized, "external-dns").service_account_role_arn).toBeUndefined();
    const associations = Object.values(synthesized.resources.aws_eks_pod_identity_association ?? {});
    expect(associations).toMatchObject([{ namespace: "external-dns", service_account: "external-dns" }]);
  });
});
