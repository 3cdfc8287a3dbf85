import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import * as fc from "fast-check";
import { ComputeOrder } from "../../../../constructs/eks/addons/compute-order";
import { resourceOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { addNodes, addonOf, synthAddons, waitsFor } from "./support";

const BEFORE = ["aws_eks_addon.eks-pod-identity-agent", "aws_eks_addon.kube-proxy", "aws_eks_addon.vpc-cni"];

const STORAGE = { "aws-ebs-csi-driver": true, "aws-efs-csi-driver": true, "snapshot-controller": true } as const;

describe("order", () => {
  const synthesized = synthAddons(
    { ...STORAGE, "metrics-server": true },
    {
      compute: (cluster) => {
        addNodes(cluster);
        cluster.addSelfManagedNodes("own", { instanceTypes: ["m7i.large"], min: 2, max: 4 });
        cluster.addFargateProfile("batch", { namespace: "batch" });
      },
    },
  );
  const COMPUTE = [
    "aws_autoscaling_group.self-managed-own_auto-scaling-group",
    "aws_eks_fargate_profile.fargate-batch",
    "aws_eks_node_group.nodes-app",
  ];

  test.each(["aws_eks_node_group", "aws_autoscaling_group", "aws_eks_fargate_profile"])(
    "%s waits for the add-ons that nodes join by",
    (type) => {
      expect(waitsFor(resourceOf(synthesized, type))).toEqual(expect.arrayContaining(BEFORE));
    },
  );

  test.each(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"])("%s waits for no compute", (name) => {
    expect(waitsFor(addonOf(synthesized, name)).filter((address) => COMPUTE.includes(address))).toEqual([]);
  });

  test.each(["coredns", "metrics-server", "snapshot-controller", "aws-ebs-csi-driver", "aws-efs-csi-driver"])(
    "%s waits for all compute",
    (name) => {
      expect(waitsFor(addonOf(synthesized, name))).toEqual(expect.arrayContaining(COMPUTE));
    },
  );

  test("an add-on waits for its role and the permissions of it, so that it starts with them and ends before them", () => {
    expect(waitsFor(addonOf(synthesized, "vpc-cni"))).toEqual([
      "aws_iam_role.vpc-cni-role",
      "aws_iam_role_policy_attachment.vpc-cni-role_managed-AmazonEKS_CNI_Policy",
    ]);
    expect(waitsFor(addonOf(synthesized, "aws-efs-csi-driver"))).toEqual(
      expect.arrayContaining(["aws_iam_role_policy.aws-efs-csi-driver-role_grants"]),
    );
  });

  test("the EBS driver comes after the snapshot controller, whose objects it looks for when it starts", () => {
    expect(waitsFor(addonOf(synthesized, "aws-ebs-csi-driver"))).toContain("aws_eks_addon.snapshot-controller");
    expect(waitsFor(addonOf(synthAddons({ "aws-ebs-csi-driver": true }), "aws-ebs-csi-driver"))).not.toContain(
      "aws_eks_addon.snapshot-controller",
    );
  });

  test("no resource waits for itself, over whatever others", () => {
    expect(cycleIn(synthesized)).toBeUndefined();
  });

  test("what is registered in any order gives the same edges, sorted and once each", () => {
    const expected = edgesOf(["b1", "b2", "c1", "c2", "a1", "a2"]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(["b1", "b2", "c1", "c2", "a1", "a2", "a1", "c1"], { minLength: 8, maxLength: 8 }),
        (calls) => {
          expect(edgesOf(calls)).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
    expect(expected).toEqual({
      b1: undefined,
      b2: undefined,
      c1: ["aws_eks_addon.b1", "aws_eks_addon.b2"],
      c2: ["aws_eks_addon.b1", "aws_eks_addon.b2"],
      a1: ["aws_eks_node_group.c1", "aws_eks_node_group.c2"],
      a2: ["aws_eks_node_group.c1", "aws_eks_node_group.c2"],
    });
  });

  test("the order can be read: what comes before compute, compute, and what comes after", () => {
    const names = (resources: readonly TerraformResource[]) => resources.map(({ node }) => node.id);
    synthAddons(
      {},
      {
        after: ({ computeOrder }) => {
          expect(names(computeOrder.before)).toEqual(["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]);
          expect(computeOrder.compute).toHaveLength(1);
          expect(names(computeOrder.after)).toEqual(["coredns"]);
        },
      },
    );
  });
});

/** What each resource waits for when they are registered in this order: `b` before compute, `c` compute, `a` after it. */
function edgesOf(calls: readonly string[]): Record<string, unknown> {
  const made = new Map<string, TerraformResource>();
  const { resources } = synthStack((stack) => {
    const order = new ComputeOrder();
    for (const id of calls) {
      const resource = made.get(id) ?? plainResource(stack, id);
      made.set(id, resource);
      if (id.startsWith("b")) order.registerBefore(resource);
      else if (id.startsWith("c")) order.registerCompute(resource);
      else order.registerAfter(resource);
    }
  });
  const all = { ...resources.aws_eks_addon, ...resources.aws_eks_node_group };
  return Object.fromEntries(Object.entries(all).map(([id, { depends_on }]) => [id, depends_on]));
}

function plainResource(stack: Construct, id: string): TerraformResource {
  if (!id.startsWith("c")) return new EksAddon(stack, id, { clusterName: "c", addonName: id });
  return new EksNodeGroup(stack, id, {
    clusterName: "c",
    nodeRoleArn: "arn:aws:iam::111111111111:role/nodes",
    subnetIds: ["subnet-1"],
    scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
  });
}

/** The first resource that waits for itself, by `depends_on` and by references. */
function cycleIn({ resources }: SynthesizedStack): string | undefined {
  const addresses = Object.entries(resources).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, attributes]) => [`${type}.${id}`, JSON.stringify(attributes)] as const),
  );
  const edges = new Map(
    addresses.map(([address, text]) => [
      address as string,
      addresses.map(([other]) => other).filter((other) => text.includes(`${other}.`) || text.includes(`"${other}"`)),
    ]),
  );
  const done = new Set<string>();
  const reaches = (address: string, path: ReadonlySet<string>): boolean => {
    if (path.has(address)) return true;
    if (done.has(address)) return false;
    const found = (edges.get(address) ?? []).some((other) => reaches(other, new Set([...path, address])));
    done.add(address);
    return found;
  };
  return [...edges.keys()].find((address) => reaches(address, new Set()));
}
