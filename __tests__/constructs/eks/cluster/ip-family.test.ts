import { App, Testing } from "cdktf";
import { MOCK_CONTEXT } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { EksCluster, type EksClusterProps } from "../../../../constructs/eks";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import type { Facts } from "../../../../memory";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { testEnvironment } from "../../../support/synth";

interface Given {
  readonly cluster?: Partial<EksClusterProps>;
  /** @default - the network has IPv6 */
  readonly ipv4Only?: boolean;
  readonly region?: string;
  /** @default - m7g.large */
  readonly instanceTypes?: readonly string[];
  /** @default - /20 */
  readonly prefixLength?: number;
  /** What is remembered of the stack. */
  readonly known?: Facts;
}

function make({ cluster, ipv4Only, region, instanceTypes = ["m7g.large"], prefixLength = 20, known = {} }: Given) {
  const app = new App({ context: { [MOCK_CONTEXT]: ["*"], [REMEMBERED_CONTEXT]: { "sandbox-eks": known } } });
  const environment = testEnvironment({ protect: false, ...(region ? { region } : {}) });
  const stack = new EnvironmentStack(app, "eks", environment);
  const network = networkFromContract(stack, "network", {
    cidr: "10.0.0.0/16",
    ...(ipv4Only ? {} : { ipv6: true }),
    zones: ["a", "b"],
    tiers: [
      { name: "public", kind: "public", prefixLength: 24 },
      { name: "app", kind: "private", prefixLength },
    ],
  });
  const props = { version: "1.35", admins: ["role/admin"], ipFamily: "ipv6", ...cluster } as const;
  const eks = new EksCluster(stack, "cluster", { ...props, network });
  eks.addNodeGroup("general", { instanceTypes, min: 1, max: 2 });
  eks.addSelfManagedNodes("own", { instanceTypes: ["m7g.large"], min: 1, max: 2 });
  eks.addSelfManagedNodes("rocket", { instanceTypes: ["m7g.large"], image: "bottlerocket", min: 1, max: 2 });
  return { stack, json: JSON.parse(Testing.synth(stack, true)) };
}

function problemsIfAny(given: Given): readonly Problem[] {
  try {
    make(given);
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

// Amazon EKS User Guide, "Learn about IPv6 addresses to clusters, Pods, and services" and "Amazon VPC CNI plugin for Kubernetes IAM
// role", section on the policy for IPv6, read 2026-11.
describe("a cluster with IPv6", () => {
  const { json } = make({});

  it("says its family, and no range of services", () => {
    const [cluster] = Object.values<Record<string, unknown>>(json.resource.aws_eks_cluster);
    expect(cluster?.kubernetes_network_config).toEqual({ ip_family: "ipv6" });
  });

  it("lets the CNI give addresses by a policy that AWS has none of, and by no other", async () => {
    const attached = Object.values<{ policy_arn: string }>(json.resource.aws_iam_role_policy_attachment);
    expect(attached.map(({ policy_arn }) => policy_arn).filter((arn) => /CNI/.test(arn))).toEqual([]);
    const [policy] = Object.values<{ policy: string }>(json.resource.aws_iam_role_policy).filter(({ policy }) =>
      policy.includes("AssignIpv6Addresses"),
    );
    const interfaces = "arn:aws:ec2:ap-northeast-2:111111111111:network-interface/*";
    expect(JSON.parse(policy?.policy ?? "").Statement).toEqual([
      { Sid: "GiveAddresses", Effect: "Allow", Action: "ec2:AssignIpv6Addresses", Resource: interfaces },
      {
        Sid: "ReadNodes",
        Effect: "Allow",
        Action: [
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeTags",
        ],
        Resource: "*",
      },
      { Sid: "TagInterfaces", Effect: "Allow", Action: "ec2:CreateTags", Resource: interfaces },
    ]);
    expect((await Promise.all(statementsOf(json).map(misfitsOf))).flat()).toEqual([]);
  });

  it("has the CNI delegate prefixes, and keep none in reserve", () => {
    const addons = Object.values<{ addon_name: string; configuration_values?: string }>(json.resource.aws_eks_addon);
    const cni = addons.find(({ addon_name }) => addon_name === "vpc-cni");
    expect(JSON.parse(cni?.configuration_values ?? "")).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true" },
    });
  });

  it("tells nodes of one's own the range that EKS chose", () => {
    const templates = Object.values<{ user_data?: string }>(json.resource.aws_launch_template);
    const texts = templates.map(({ user_data }) => user_data ?? "");
    const range =
      /aws_eks_cluster\.\w+\.kubernetes_network_config\[0\]\.service_ipv6_cidr|kubernetes_network_config\.0\.service_ipv6_cidr/;
    expect(texts.filter((text) => range.test(text))).toHaveLength(2);
    expect(texts.join()).not.toContain("service_ipv4_cidr");
  });

  it("needs no room for prefixes of IPv4", () => {
    expect(problemsIfAny({ prefixLength: 27 })).toEqual([]);
    expect(problemsIfAny({ prefixLength: 27, cluster: { ipFamily: "ipv4" } }).map(({ code }) => code)).toContain(
      "EKS_PREFIX_ROOM",
    );
  });
});

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const at = (property: string) => `sandbox-eks/cluster › ${property}`;

/** What a sandbox remembers of its cluster. */
const deployed = (ipFamily?: string): Facts => ({
  cluster: {
    zones: { "groundplan-sandbox": ["a", "b"] },
    ...(ipFamily ? { ipFamily: { "groundplan-sandbox": ipFamily } } : {}),
  },
});

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a network without IPv6",
    given: { ipv4Only: true },
    problems: [
      {
        code: "EKS_IPV6_NETWORK",
        path: at("ipFamily"),
        message: "Pods would have no addresses: the network has no IPv6, and EKS makes no such cluster in it.",
        found: "ipv6 in a network without IPv6",
        expected: "a network whose subnets have IPv4 and IPv6 ranges",
        fix: "set ipv6: true for the network, or leave ipFamily out",
      },
    ],
    ways: [
      { says: "set ipv6: true for the network", to: {} },
      { says: "leave ipFamily out", to: { ipv4Only: true, cluster: { ipFamily: undefined } } },
    ],
  },
  {
    mistake: "what AWS does not have together with IPv6",
    given: {
      cluster: { serviceCidr: "172.20.0.0/16", addons: { "vpc-cni": { podTier: "app", prefixDelegation: false } } },
    },
    problems: [
      {
        code: "EKS_IPV6_SERVICE_CIDR",
        path: at("serviceCidr"),
        message: "Services of a cluster with IPv6 have addresses of a range that EKS chooses.",
        found: "172.20.0.0/16 with ipFamily ipv6",
        expected: "no serviceCidr",
        fix: "leave serviceCidr out",
      },
      {
        code: "EKS_IPV6_POD_TIER",
        path: at("addons.vpc-cni.podTier"),
        message: "Pods with IPv6 lie in the subnets of their nodes: the VPC CNI has no others for them.",
        found: 'podTier "app" with ipFamily ipv6',
        expected: "no podTier",
        fix: "leave podTier out; a subnet has more IPv6 addresses than pods will ever need",
      },
      {
        code: "EKS_IPV6_PREFIXES",
        path: at("addons.vpc-cni.prefixDelegation"),
        message: "Pods get IPv6 addresses by prefixes only.",
        found: "prefixDelegation: false with ipFamily ipv6",
        expected: "prefixDelegation left out",
        fix: "leave prefixDelegation out",
      },
    ],
    ways: [
      {
        says: ["leave serviceCidr out", "leave podTier out", "leave prefixDelegation out"],
        to: { cluster: { addons: { "vpc-cni": {} } } },
      },
    ],
  },
  {
    mistake: "a region of China",
    given: { region: "cn-north-1" },
    problems: [
      {
        code: "EKS_IPV6_REGION",
        path: at("ipFamily"),
        message: "EKS has no clusters with IPv6 in China.",
        found: "ipv6 in cn-north-1",
        expected: "ipv4 in this region",
        fix: "leave ipFamily out",
      },
    ],
    ways: [{ says: "leave ipFamily out", to: { region: "cn-north-1", cluster: { ipFamily: undefined } } }],
  },
  {
    mistake: "nodes before Nitro",
    given: { instanceTypes: ["t2.large", "m4.large"] },
    problems: [
      {
        code: "EKS_IPV6_INSTANCE_TYPE",
        path: "sandbox-eks/cluster/nodes-general › instanceTypes",
        message: "Pods of a cluster with IPv6 run on instances of the Nitro System only.",
        found: "t2.large, m4.large",
        expected: "types of the fifth generation or later",
        fix: "choose newer families, such as m7g, c7i or t4g",
      },
    ],
    ways: [{ says: "choose newer families, such as m7g", to: { instanceTypes: ["m7g.large"] } }],
  },
  {
    mistake: "IPv6 for a cluster that is deployed without",
    given: { known: deployed() },
    problems: [
      {
        code: "EKS_IP_FAMILY_FIXED",
        path: at("ipFamily"),
        message: "A cluster keeps the family of addresses that it was made with: EKS changes it for none.",
        found: "ipv6, and ipv4 is deployed",
        expected: "ipv4",
        fix: "set ipFamily to ipv4, or make a new cluster with ipv6 beside this one and move over",
      },
    ],
    ways: [
      { says: "set ipFamily to ipv4", to: { known: deployed(), cluster: { ipFamily: "ipv4" } } },
      { says: "make a new cluster with ipv6 beside", to: { known: deployed(), cluster: { name: "six" } } },
    ],
  },
];

test.each(MISTAKES)("$mistake is refused, and told", ({ given, problems }) => {
  expect(problemsIfAny(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIfAny);

test("a cluster that is deployed with IPv6 keeps it, and is told when the file forgets it", () => {
  expect(factsOf(make({}).stack).cluster?.ipFamily).toEqual({ "groundplan-sandbox": "ipv6" });
  expect(problemsIfAny({ known: deployed("ipv6") })).toEqual([]);
  const forgotten = problemsIfAny({ known: deployed("ipv6"), cluster: { ipFamily: undefined } });
  expect(forgotten.map(({ code, found }) => [code, found])).toEqual([
    ["EKS_IP_FAMILY_FIXED", "ipv4, and ipv6 is deployed"],
  ]);
});
