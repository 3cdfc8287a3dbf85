import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { expectRefusal, outOfRange, type Refusal, SMALL, synthNodes, toldNodes } from "./support";

const SINGLE_ADDRESSES = { addons: { "vpc-cni": { prefixDelegation: false } } } as const;

/** Sizes of 21 families. */
const LARGE = "m5 m5a m5d m5n m5ad m5dn m6i m6a m6id m6in m7i m7a r5 r5a r6i r6a r7i c5 c5a c6i c6a"
  .split(" ")
  .map((family) => `${family}.large`);

const CASES: readonly Refusal[] = [
  {
    name: "more nodes at least than at most, in the words of the user",
    options: { min: 5, max: 2 },
    problems: [
      {
        property: "min",
        code: "EKS_NODES_MIN_ABOVE_MAX",
        message: "The least number of nodes is above the greatest.",
        found: "min 5, max 2",
        expected: "min that is at most max",
        fix: "set min to 2 or less, or max to 5 or more",
      },
    ],
    ways: [
      { says: "set min to 2 or less", to: { options: { min: 2, max: 2 } } },
      { says: "or max to 5 or more", to: { options: { min: 5, max: 5 } } },
    ],
  },
  {
    name: "more nodes to begin with than there may be",
    options: { min: 2, max: 4, initial: 5 },
    problems: [
      {
        property: "initial",
        code: "INITIAL_SIZE_OUTSIDE",
        message: "The group would begin with a size that it may not have.",
        found: "5 nodes",
        expected: "a whole number from min to max: 2 to 4",
        fix: "use 4, or leave initial out and the group begins with min",
      },
    ],
    ways: [
      { says: "use 4", to: { options: { min: 2, max: 4, initial: 4 } } },
      { says: "leave initial out", to: { options: { min: 2, max: 4 } } },
    ],
  },
  {
    name: "a part of a node to begin with",
    options: { min: 2, max: 4, initial: 2.6 },
    problems: [
      {
        property: "initial",
        code: "INITIAL_SIZE_OUTSIDE",
        message: "The group would begin with a size that it may not have.",
        found: "2.6 nodes",
        expected: "a whole number from min to max: 2 to 4",
        fix: "use 3, or leave initial out and the group begins with min",
      },
    ],
    ways: [{ says: "use 3", to: { options: { min: 2, max: 4, initial: 3 } } }],
  },
  {
    name: "more nodes than the account may have in a managed group",
    options: { max: 451 },
    problems: [
      {
        property: "max",
        code: "EKS_NODES_MANY",
        message: "EKS makes a managed group of no more nodes in this account.",
        found: "max 451",
        expected:
          'at most 450 (AWS General Reference, "Amazon EKS endpoints and quotas", Nodes per managed node group)',
        fix: "divide the nodes into several groups, or have the quota raised and set quotas.nodesPerManagedNodeGroup of the environment",
      },
    ],
    ways: [
      { says: "divide the nodes into several groups", to: { options: { max: 226 }, beside: { other: { max: 225 } } } },
      {
        says: "set quotas.nodesPerManagedNodeGroup",
        to: { options: { max: 451 }, quotas: { nodesPerManagedNodeGroup: 500 } },
      },
    ],
  },
  {
    name: "numbers that there are not",
    options: { min: -1, max: 0, diskGiB: 8, maxPods: 300 },
    problems: [
      outOfRange("min", "-1 nodes", "0 to 5000", "use 0"),
      outOfRange("max", "0 nodes", "1 to 5000", "use 1"),
      outOfRange("diskGiB", "8 GiB", "20 to 16384", "use 20"),
      {
        property: "maxPods",
        code: "EKS_MAX_PODS",
        message: "The nodes cannot run this many pods.",
        found: "300 pods on m7i.large",
        expected: "at most 110, which is what AWS recommends with prefix delegation",
        fix: "set maxPods to 110 or less, or leave it out",
      },
    ],
    ways: [
      {
        says: ["use 0", "use 1", "use 20", "set maxPods to 110 or less"],
        to: { options: { min: 0, max: 1, diskGiB: 20, maxPods: 110 }, beside: { system: {} } },
      },
    ],
  },
  {
    name: "an image for another architecture than that of the instance types",
    options: { architecture: "arm64" },
    problems: [
      {
        property: "architecture",
        code: "EKS_ARCHITECTURE_MISMATCH",
        message: "The image for arm64 does not start on these instance types.",
        found: "arm64, with m7i.large (x86_64)",
        expected: "x86_64, or instance types of arm64",
        fix: "leave architecture out, or choose a Graviton type such as m7g.large",
      },
    ],
    ways: [
      { says: "leave architecture out", to: { options: {} } },
      {
        says: "a Graviton type such as m7g.large",
        to: { options: { architecture: "arm64", instanceTypes: ["m7g.large"] } },
      },
    ],
  },
  {
    name: "instance types of two architectures and with different drivers",
    options: { instanceTypes: ["m7i.large", "m7g.large", "g6.xlarge"] },
    problems: [
      {
        property: "instanceTypes",
        code: "EKS_ARCHITECTURES_MIXED",
        message: "The instance types are of two architectures, and a group of nodes has one image.",
        found: "m7i.large (x86_64), m7g.large (arm64)",
        expected: "types of one architecture",
        fix: "make a group for each architecture",
      },
      {
        property: "instanceTypes",
        code: "EKS_ACCELERATORS_MIXED",
        message: "The instance types need different drivers, and a group of nodes has one image.",
        found: "m7i.large (none), g6.xlarge (nvidia)",
        expected: "types with the same kind of accelerator, or with none",
        fix: "make a group for each kind",
      },
    ],
    ways: [
      {
        says: ["make a group for each architecture", "make a group for each kind"],
        to: {
          options: { instanceTypes: ["m7i.large"] },
          beside: { arm: { instanceTypes: ["m7g.large"] }, gpu: { instanceTypes: ["g6.xlarge"] } },
        },
      },
    ],
  },
  {
    name: "Bottlerocket on chips that it has no drivers for",
    options: { instanceTypes: ["inf2.xlarge"], image: "bottlerocket" },
    problems: [
      {
        property: "image",
        code: "EKS_IMAGE_MISSING",
        message: "Bottlerocket has no image with the drivers of Inferentia and Trainium.",
        found: "bottlerocket, with inf2.xlarge",
        expected: "al2023",
        fix: "leave image out for these instance types",
      },
    ],
    ways: [{ says: "leave image out for these instance types", to: { options: { instanceTypes: ["inf2.xlarge"] } } }],
  },
  {
    name: "instance types that are none, and that no image starts on",
    options: { instanceTypes: ["large", "mac2.metal"] },
    problems: [
      {
        property: "instanceTypes",
        code: "INSTANCE_TYPE_INVALID",
        message: "This is not an instance type.",
        found: '"large"',
        expected: "a family and a size, such as m7g.large or c7i.xlarge",
        fix: "take the type from the list of EC2 instance types",
      },
      {
        property: "instanceTypes",
        code: "EKS_INSTANCE_TYPE_UNSUPPORTED",
        message: "No image of EKS starts on this instance type.",
        found: "mac2.metal",
        expected: "a type that AWS has an EKS image for",
        fix: "choose another family, such as m7g, m7i or, for GPUs, g6",
      },
    ],
    ways: [
      {
        says: ["take the type from the list", "choose another family, such as m7g, m7i"],
        to: { options: { instanceTypes: ["m7i.large", "m7i.xlarge"] } },
      },
    ],
  },
  {
    name: "too many instance types",
    options: { instanceTypes: LARGE },
    problems: [
      {
        property: "instanceTypes",
        code: "EKS_INSTANCE_TYPES",
        message: "A group of nodes cannot have this list of instance types.",
        found: "21 instance types",
        expected: "1 to 20 different instance types",
        fix: "make two groups of them",
      },
    ],
    ways: [
      {
        says: "make two groups of them",
        to: { options: { instanceTypes: LARGE.slice(0, 20) }, beside: { more: { instanceTypes: LARGE.slice(20) } } },
      },
    ],
  },
  {
    name: "an instance type twice",
    options: { instanceTypes: ["m7i.large", "m7i.large"] },
    problems: [
      {
        property: "instanceTypes",
        code: "EKS_INSTANCE_TYPES",
        message: "A group of nodes cannot have this list of instance types.",
        found: "m7i.large, m7i.large",
        expected: "1 to 20 different instance types",
        fix: "name each type once, at least one",
      },
    ],
    ways: [{ says: "name each type once", to: { options: { instanceTypes: ["m7i.large"] } } }],
  },
  {
    name: "one node in one zone of a protected environment",
    protect: true,
    options: { min: 1, zones: ["a"] },
    problems: [
      {
        property: "min",
        code: "EKS_NODES_TOO_FEW",
        message: "A protected environment has two nodes or more in a group, so that it outlives the loss of one.",
        found: "min 1",
        expected: "2 or more",
        fix: "set min to 2",
      },
      {
        property: "zones",
        code: "EKS_NODES_ONE_ZONE",
        message: "A protected environment runs its nodes in two zones or more, so that it outlives the loss of one.",
        found: 'zone a of tier "app" alone',
        expected: "two zones or more",
        fix: "leave zones out for a, b, or name two of them",
      },
    ],
    ways: [
      { says: ["set min to 2", "leave zones out for a, b"], to: { options: { min: 2 } } },
      { says: ["set min to 2", "or name two of them"], to: { options: { min: 2, zones: ["a", "b"] } } },
    ],
  },
  {
    name: "a tier with one zone in a protected environment",
    protect: true,
    network: {
      tiers: [TIERS.private, { ...TIERS.isolated, kind: "private", subnets: TIERS.isolated.subnets.slice(0, 1) }],
    },
    options: { tier: "data" },
    problems: [
      {
        property: "tier",
        code: "EKS_NODES_ONE_ZONE",
        message: "A protected environment runs its nodes in two zones or more, so that it outlives the loss of one.",
        found: 'zone a of tier "data" alone',
        expected: "two zones or more",
        fix: "add a zone to the network",
      },
    ],
    ways: [
      {
        says: "add a zone to the network",
        to: { network: { tiers: [TIERS.private, { ...TIERS.isolated, kind: "private" }] } },
      },
    ],
  },
  {
    name: "a zone that the tier does not have",
    options: { zones: ["a", "d"] },
    problems: [
      {
        property: "zones",
        code: "EKS_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: "d",
        expected: "one or more of a, b",
        fix: "use these zones, or leave zones out for all of them",
      },
    ],
    ways: [
      { says: "use these zones", to: { options: { zones: ["a", "b"] } } },
      { says: "or leave zones out for all of them", to: { options: {} } },
    ],
  },
  {
    name: "a tier without a way to AWS",
    network: { hasNat: false, endpointServices: ["s3", "ec2", "sts"] },
    cluster: { identity: "pod-identity" },
    options: { sessionManager: true },
    problems: [
      {
        property: "tier",
        code: "EKS_NODES_ENDPOINTS_MISSING",
        message: 'Nodes could not join: tier "app" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for ec2, s3, sts",
        expected: "also endpoints for ecr.api, ecr.dkr, eks-auth, ssm, ssmmessages",
        fix: "add them to the network's endpoints, or put the nodes into a tier with NAT",
      },
    ],
    ways: [
      {
        says: "add them to the network's endpoints",
        to: {
          network: {
            hasNat: false,
            endpointServices: ["s3", "ec2", "sts", "ecr.api", "ecr.dkr", "eks-auth", "ssm", "ssmmessages"],
          },
        },
      },
      { says: "or put the nodes into a tier with NAT", to: { network: {} } },
    ],
  },
  {
    name: "more pods than the smallest type has addresses for",
    cluster: SINGLE_ADDRESSES,
    options: { instanceTypes: ["t3.large", "t3.small"], maxPods: 12 },
    problems: [
      {
        property: "maxPods",
        code: "EKS_MAX_PODS",
        message: "The nodes cannot run this many pods.",
        found: "12 pods on t3.small",
        expected: "at most 11, which is what its network interfaces have addresses for",
        fix: "set maxPods to 11 or less, leave it out, or turn on the CNI's prefixDelegation",
      },
    ],
    ways: [
      { says: "set maxPods to 11 or less", to: { options: { instanceTypes: ["t3.large", "t3.small"], maxPods: 11 } } },
      { says: "leave it out", to: { options: { instanceTypes: ["t3.large", "t3.small"] } } },
      { says: "or turn on the CNI's prefixDelegation", to: { cluster: {} } },
    ],
  },
  {
    name: "more pods than AWS recommends with prefixes",
    options: { maxPods: 111 },
    problems: [
      {
        property: "maxPods",
        code: "EKS_MAX_PODS",
        message: "The nodes cannot run this many pods.",
        found: "111 pods on m7i.large",
        expected: "at most 110, which is what AWS recommends with prefix delegation",
        fix: "set maxPods to 110 or less, or leave it out",
      },
    ],
    ways: [
      { says: "set maxPods to 110 or less", to: { options: { maxPods: 110 } } },
      { says: "or leave it out", to: { options: {} } },
    ],
  },
];

testAdvice(toldNodes(CASES), problemsIfAny);

describe("nodes refuse", () => {
  test.each(CASES)("$name", (refusal) => {
    expectRefusal(refusal);
  });

  test("public tiers and tiers that there are not", () => {
    const problems = (tier: string) =>
      problemsOf(() => synthNodes((cluster) => cluster.addNodeGroup("app", { ...SMALL, tier })));
    expect(problems("web")).toEqual([
      expect.objectContaining({
        code: "EKS_TIER_PUBLIC",
        path: "sandbox-eks/eks/nodes-app › tier",
        found: 'public tier "web"',
      }),
    ]);
    expect(problems("nodes")).toEqual([
      expect.objectContaining({ code: "EKS_TIER_UNKNOWN", path: "sandbox-eks/eks/nodes-app › tier", found: '"nodes"' }),
    ]);
  });
});
