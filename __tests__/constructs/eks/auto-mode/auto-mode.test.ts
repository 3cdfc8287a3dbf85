import { parse, parseAllDocuments } from "yaml";
import { MOCK_CONTEXT } from "../../../../constructs/core/contract";
import type { Problem } from "../../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { EksCluster, type EksClusterProps } from "../../../../constructs/eks";
import { encryptedStorageClass } from "../../../../constructs/eks/addons";
import { autoModeIngressClass } from "../../../../constructs/eks/auto-mode";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import type { Facts } from "../../../../memory";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { problemsIfAny, problemsOf, type SynthesizedStack, synthStack, warningsOf } from "../../../support/synth";

interface Given {
  readonly cluster?: Partial<EksClusterProps>;
  /** Compute of one's own. */
  readonly own?: "nodes" | "fargate";
  /** What is remembered of the stack. */
  readonly known?: Facts;
}

function make({ cluster, own, known = {} }: Given) {
  const made: EksCluster[] = [];
  const synthesized = synthStack(
    (stack) => {
      const network = networkFromContract(stack, "network", {
        cidr: "10.0.0.0/16",
        zones: ["a", "b"],
        tiers: [
          { name: "public", kind: "public", prefixLength: 24 },
          { name: "app", kind: "private", prefixLength: 20 },
        ],
      });
      const props = { version: "1.35", admins: ["role/admin"], autoMode: true, ...cluster } as const;
      const eks = new EksCluster(stack, "cluster", { ...props, network });
      if (own === "nodes") eks.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 1, max: 2 });
      if (own === "fargate") eks.addFargateProfile("jobs", { namespace: "jobs" });
      made.push(eks);
    },
    { name: "eks", context: { [MOCK_CONTEXT]: ["*"], [REMEMBERED_CONTEXT]: { "sandbox-eks": known } } },
  );
  return { ...synthesized, json: JSON.parse(synthesized.json), autoMode: made[0]?.autoMode, eks: made[0] };
}

const problemsIn = (given: Given): readonly Problem[] => problemsIfAny(() => make(given));

// biome-ignore lint/suspicious/noExplicitAny: the tests look at single values of attributes that have many shapes.
const all = ({ resources }: Pick<SynthesizedStack, "resources">, type: string): any[] =>
  Object.values(resources[type] ?? {});

const policies = (made: Pick<SynthesizedStack, "resources">): string[] =>
  all(made, "aws_iam_role_policy_attachment").map(({ policy_arn }) => `${policy_arn}`.replace(/.*\//, ""));

// Amazon EKS User Guide, "Enable EKS Auto Mode on an existing cluster" and "Learn about identity and access in EKS Auto Mode", read 2026-11.
describe("a cluster with EKS Auto Mode", () => {
  const made = make({});
  const { eks, autoMode, stack } = made;
  const [cluster] = all(made, "aws_eks_cluster");

  it("turns on compute, volumes and load balancers together, with both node pools and their role", () => {
    expect(cluster).toMatchObject({
      bootstrap_self_managed_addons: false,
      compute_config: {
        enabled: true,
        node_pools: ["general-purpose", "system"],
        node_role_arn: "${aws_iam_role.cluster_auto-mode_nodes_role_B17D6F5D.arn}",
      },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
    });
    expect(autoMode?.nodeRole?.roleArn).toBeDefined();
  });

  it("has the policies that EKS and its nodes need, and waits for them", () => {
    expect(policies(made).sort()).toEqual([
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
      "AmazonEKSVPCResourceController",
      "AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    const { depends_on: waits } = cluster;
    expect(waits.filter((address: string) => address.startsWith("aws_iam_role_policy_attachment."))).toHaveLength(8);
  });

  it("lets EKS tag the session by which it acts", () => {
    const roles = all(made, "aws_iam_role");
    const role = roles.find(({ description }) => description.startsWith("Runs the EKS cluster"));
    expect(JSON.parse(role?.assume_role_policy ?? "").Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ]);
  });

  it("has no add-ons, no entry for nodes that EKS admits, and remembers its pools", () => {
    expect(made.resources.aws_eks_addon).toBeUndefined();
    const entries = all(made, "aws_eks_access_entry");
    expect(entries.map(({ type }) => type)).toEqual(["STANDARD"]);
    expect(factsOf(stack).cluster?.autoMode).toEqual({ "groundplan-sandbox": ["general-purpose", "system"] });
  });

  it("hands out roles by Pod Identity, without an add-on for it", () => {
    expect(eks?.podIdentityAgent).toBe(true);
    expect(problemsIn({ cluster: { identity: "pod-identity", addons: { "eks-pod-identity-agent": false } } })).toEqual(
      [],
    );
  });
});

test("without a node pool no role is named, and nodes of one's own classes join by an entry", () => {
  const made = make({ cluster: { autoMode: { nodePools: [], nodeClassRoleName: "shop-nodes" } } });
  const [cluster] = all(made, "aws_eks_cluster");
  expect(cluster.compute_config).toEqual({ enabled: true });
  expect(made.autoMode?.nodeRole).toBeUndefined();
  expect(made.autoMode?.roleArns).toHaveProperty("nodeClasses");
  const entries = all(made, "aws_eks_access_entry");
  expect(entries.filter(({ type }) => type === "EC2")).toHaveLength(1);
  expect(all(made, "aws_eks_access_policy_association")).toContainEqual(
    expect.objectContaining({ policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy" }),
  );
  expect(all(made, "aws_iam_role")).toContainEqual(expect.objectContaining({ name: "shop-nodes" }));
});

test("nodes of EKS's pools and of one's own classes have a role each, so that an entry is of one of them only", () => {
  const made = make({ cluster: { autoMode: { nodeClassRole: true } } });
  expect(Object.keys(made.autoMode?.roleArns ?? {})).toEqual(["autoMode", "nodeClasses"]);
  expect(made.autoMode?.nodeRole?.roleArn).not.toBe(made.autoMode?.nodeClassRole?.roleArn);
});

test("tags of one's own are allowed where that is said, on what is the cluster's only", async () => {
  const made = make({ cluster: { autoMode: { customTags: true } } });
  const statements = statementsOf(made.json);
  const tagging = all(made, "aws_iam_role_policy")
    .map(({ policy }) => JSON.parse(policy))
    .flatMap(({ Statement }) => Statement)
    .filter(({ Sid }) => /^Tag/.test(Sid));
  expect(tagging.map(({ Sid }) => Sid)).toEqual(["TagInterfaces", "TagLoadBalancers", "TagNodes", "TagVolumes"]);
  for (const { Condition } of tagging) {
    expect(Condition.StringEquals).toEqual({
      "aws:RequestTag/eks:eks-cluster-name": "$${aws:PrincipalTag/eks:eks-cluster-name}",
    });
  }
  expect((await Promise.all(statements.map(misfitsOf))).flat()).toEqual([]);
});

const awsVersion = (json: { terraform: { required_providers: { aws: { version: string } } } }) =>
  json.terraform.required_providers.aws.version;

test("off takes all three away, keeps what EKS clears away by, and needs a provider that can", () => {
  const made = make({ cluster: { autoMode: false }, own: "nodes", known: deployed(["system"]) });
  const [cluster] = all(made, "aws_eks_cluster");
  expect(cluster).toMatchObject({
    compute_config: { enabled: false },
    kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
    storage_config: { block_storage: { enabled: false } },
  });
  expect(policies(made)).toEqual(expect.arrayContaining(["AmazonEKSComputePolicy", "AmazonEKSLoadBalancingPolicy"]));
  expect(awsVersion(made.json)).toBe(">= 6.15.0, < 7.0.0");
  expect(all(made, "aws_eks_addon")).toHaveLength(4);
});

test("the last node pool is taken out by a provider that does not replace the cluster for that", () => {
  const none = { cluster: { autoMode: { nodePools: [] } } } as const;
  expect(awsVersion(make(none).json)).toBe(">= 5.100.0, < 7.0.0");
  expect(awsVersion(make({ ...none, known: deployed([]) }).json)).toBe(">= 5.100.0, < 7.0.0");
  expect(awsVersion(make({ ...none, known: deployed(["system"]) }).json)).toBe(">= 6.15.0, < 7.0.0");
});

test("volumes by the EBS driver besides are told of", () => {
  const { stack } = make({ cluster: { addons: { "aws-ebs-csi-driver": true } } });
  expect(warningsOf(stack)).toContainEqual(expect.stringContaining("is for those that it made before"));
});

/** What a sandbox remembers of a cluster with these node pools. */
function deployed(pools: readonly string[]): Facts {
  return { cluster: { zones: { "groundplan-sandbox": ["a", "b"] }, autoMode: { "groundplan-sandbox": [...pools] } } };
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const at = (property: string) => `sandbox-eks/cluster › ${property}`;

const EVERY_ADDON = { coredns: {}, "eks-pod-identity-agent": {}, "kube-proxy": {}, "vpc-cni": {} } as const;

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "EKS Auto Mode is left out of a cluster that has it",
    given: { cluster: { autoMode: undefined }, own: "nodes", known: deployed(["system"]) },
    problems: [
      {
        code: "EKS_AUTO_MODE_LEFT_OUT",
        path: at("autoMode"),
        message: "EKS Auto Mode is on in the cluster that is deployed, and leaving it out turns nothing off.",
        found: "no autoMode",
        expected: "autoMode, as it is deployed, or false",
        fix: "put autoMode back, or set it to false, deploy that, and leave it out then; false ends its nodes and deletes its load balancers",
      },
    ],
    ways: [
      {
        says: "put autoMode back",
        to: { cluster: { autoMode: true, addons: EVERY_ADDON }, own: "nodes", known: deployed(["system"]) },
      },
      {
        says: "set it to false, deploy that",
        to: { cluster: { autoMode: false }, own: "nodes", known: deployed(["system"]) },
      },
      {
        says: "leave it out then",
        to: {
          cluster: { autoMode: undefined },
          own: "nodes",
          known: { cluster: { zones: { "groundplan-sandbox": ["a", "b"] } } },
        },
      },
    ],
  },
  {
    mistake: "a node pool that EKS does not have",
    given: { cluster: { autoMode: { nodePools: ["gpu" as "system"] } } },
    problems: [
      {
        code: "EKS_AUTO_MODE_POOL_UNKNOWN",
        path: at("autoMode.nodePools"),
        message: "EKS Auto Mode has no node pool of this name of its own.",
        found: '"gpu"',
        expected: "some of general-purpose, system",
        fix: "take one of these; NodePools of your own are objects in the cluster",
      },
    ],
    ways: [{ says: "take one of these", to: { cluster: { autoMode: { nodePools: ["system"] } } } }],
  },
  {
    mistake: "names of roles that no node has",
    given: {
      cluster: { autoMode: { nodePools: [], nodeRoleName: "pools", nodeClassRole: false, nodeClassRoleName: "own" } },
    },
    problems: [
      {
        code: "EKS_AUTO_MODE_ROLE_UNUSED",
        path: at("autoMode.nodeRoleName"),
        message: "The role has a name, and no node would have the role.",
        found: '"pools"',
        expected: "nodeRoleName together with a node pool of EKS's own",
        fix: "leave nodeRoleName out",
      },
      {
        code: "EKS_AUTO_MODE_ROLE_UNUSED",
        path: at("autoMode.nodeClassRoleName"),
        message: "The role has a name, and no node would have the role.",
        found: '"own"',
        expected: "nodeClassRoleName together with nodeClassRole: true",
        fix: "leave nodeClassRoleName out",
      },
    ],
    ways: [
      {
        says: ["leave nodeRoleName out", "leave nodeClassRoleName out"],
        to: { cluster: { autoMode: { nodePools: [], nodeClassRole: false } } },
      },
    ],
  },
  {
    mistake: "node groups without the add-ons that they need",
    given: { own: "nodes" },
    problems: [
      {
        code: "EKS_AUTO_MODE_ADDONS_MISSING",
        path: at("addons"),
        message:
          "Nodes of your own lack what only the nodes of EKS Auto Mode do by themselves, and with it no add-on is installed unasked.",
        found: "no coredns, eks-pod-identity-agent, kube-proxy, vpc-cni",
        expected: "each of them said, as an add-on or, of eks-pod-identity-agent, as false",
        fix: 'add to the add-ons "coredns": {}, "eks-pod-identity-agent": {}, "kube-proxy": {}, "vpc-cni": {}',
      },
    ],
    ways: [
      {
        says: 'add to the add-ons "coredns": {}, "eks-pod-identity-agent": {}, "kube-proxy": {}, "vpc-cni": {}',
        to: { own: "nodes", cluster: { addons: EVERY_ADDON } },
      },
    ],
  },
  {
    mistake: "pods on Fargate without CoreDNS",
    given: { own: "fargate" },
    problems: [
      {
        code: "EKS_AUTO_MODE_ADDONS_MISSING",
        path: at("addons"),
        message:
          "Pods on Fargate lack what only the nodes of EKS Auto Mode do by themselves, and with it no add-on is installed unasked.",
        found: "no coredns",
        expected: "each of them said, as an add-on or, of eks-pod-identity-agent, as false",
        fix: 'add to the add-ons "coredns": {}',
      },
    ],
    ways: [{ says: 'add to the add-ons "coredns": {}', to: { own: "fargate", cluster: { addons: { coredns: {} } } } }],
  },
  {
    mistake: "add-ons that would wait for nodes",
    given: { cluster: { autoMode: { nodePools: [] }, addons: { "metrics-server": true } } },
    problems: [
      {
        code: "EKS_AUTO_MODE_ADDONS_WAIT",
        path: at("addons"),
        message:
          "Pods of add-ons would stay pending and the deployment would fail: NodePools of your own come into the cluster later.",
        found: "metrics-server without a node pool of EKS's own",
        expected: "a node pool that is there with the cluster, or none of these add-ons",
        fix: 'set autoMode.nodePools to ["general-purpose"], or take them out',
      },
    ],
    ways: [
      {
        says: 'set autoMode.nodePools to ["general-purpose"]',
        to: { cluster: { autoMode: { nodePools: ["general-purpose"] }, addons: { "metrics-server": true } } },
      },
      { says: "take them out", to: { cluster: { autoMode: { nodePools: [] } } } },
    ],
  },
  {
    mistake: "an add-on that is older than EKS Auto Mode",
    given: {
      own: "nodes",
      cluster: {
        version: "1.33",
        addons: { ...EVERY_ADDON, "eks-pod-identity-agent": { version: "v1.3.2-eksbuild.2" } },
      },
    },
    problems: [
      {
        code: "EKS_ADDON_VERSION_AUTO_MODE",
        path: at("addons.eks-pod-identity-agent.version"),
        message: "A version so old runs on the nodes of EKS Auto Mode as well, which do the same by themselves.",
        found: "eks-pod-identity-agent v1.3.2-eksbuild.2",
        expected: "v1.3.4-eksbuild.1 or newer",
        fix: "leave version out, which is v1.3.10-eksbuild.3 for Kubernetes 1.33, or take one from `aws eks describe-addon-versions --addon-name eks-pod-identity-agent --kubernetes-version 1.33`",
      },
    ],
    ways: [
      {
        says: "leave version out",
        to: { own: "nodes", cluster: { version: "1.33", addons: EVERY_ADDON } },
      },
    ],
  },
];

test.each(MISTAKES)("$mistake is refused, and told", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("ingresses get load balancers by a class of EKS Auto Mode, inside the VPC unless said otherwise", () => {
  const parsed = (text: string) => parseAllDocuments(text).map((document) => document.toJS());
  expect(parsed(autoModeIngressClass())).toEqual([
    {
      apiVersion: "eks.amazonaws.com/v1",
      kind: "IngressClassParams",
      metadata: { name: "alb" },
      spec: { scheme: "internal" },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: "alb", annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
      spec: {
        controller: "eks.amazonaws.com/alb",
        parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name: "alb" },
      },
    },
  ]);
  const certificateArns = ["arn:aws:acm:ap-northeast-2:111111111111:certificate/1"];
  const [params, ingressClass] = parsed(
    autoModeIngressClass({ name: "public", internetFacing: true, isDefault: false, certificateArns }),
  );
  expect(params.spec).toEqual({ scheme: "internet-facing", certificateARNs: certificateArns });
  expect(ingressClass.metadata).toEqual({ name: "public" });
});

const NAMES = [
  {
    mistake: "an ingress class with a name that Kubernetes does not take",
    name: "Public",
    problems: [
      {
        code: "EKS_INGRESS_CLASS_NAME",
        path: "IngressClass Public › name",
        message: "Kubernetes has no ingress class of this name.",
        found: '"Public" (6 characters)',
        expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
        fix: 'for example "alb"',
      },
    ],
    ways: [{ says: 'for example "alb"', to: "alb" }],
  },
];

test.each(NAMES)("$mistake is refused, and told", ({ name, problems }) => {
  expect(problemsOf(() => autoModeIngressClass({ name }))).toEqual(problems);
});

testAdvice(NAMES, (name: string) =>
  problemsIfAny(() => {
    autoModeIngressClass({ name });
    return { problems: [] };
  }),
);

test("a storage class of EKS Auto Mode names its driver", () => {
  expect(parse(encryptedStorageClass({ autoMode: true })).provisioner).toBe("ebs.csi.eks.amazonaws.com");
  expect(parse(encryptedStorageClass()).provisioner).toBe("ebs.csi.aws.com");
});
