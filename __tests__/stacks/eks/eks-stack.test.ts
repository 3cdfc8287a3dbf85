import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { eksFromContract } from "../../../constructs/eks/cluster/eks-contract";
import { networkFromContract } from "../../../constructs/network/network-contract";
import { Bucket } from "../../../constructs/storage/bucket";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import { type Told, testAdvice } from "../../support/followed-advice";
import { statementsOfPolicy } from "../../support/policy-json";
import { problemsIfAny, problemsOf, testEnvironment } from "../../support/synth";
import { all, only, type StackJson, stacksOf } from "../stack-json";

const EKS: EksProps = {
  version: "1.35",
  admins: ["role/platform"],
  nodeGroups: { general: { instanceTypes: ["m7g.large"], min: 1, max: 3 } },
};

function specWith(eks: Partial<EksProps> = {}, more: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
  return {
    environment: testEnvironment(),
    network: {
      cidr: "10.0.0.0/16",
      zones: ["a", "c"],
      nat: { mode: "single" },
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
    },
    access: { bastion: {} },
    eks: { ...EKS, ...eks },
    state: {},
    ...more,
  };
}

/** What the EksStack of an environment becomes. */
function eks(props: Partial<EksProps> = {}): StackJson | undefined {
  return stacksOf([specWith(props)])["sandbox-eks"];
}

const EVERYONE = "ranges of your own, none wider than /8 for IPv4 and /16 for IPv6";

describe("who else reaches the Kubernetes API", () => {
  const prefixLists = { office: { entries: { seoul: "203.0.113.0/24" }, maxEntries: 5 } };
  const synth = (apiFrom: readonly string[], network: object = { prefixLists }) => {
    const spec = specWith({ apiFrom });
    return stacksOf([{ ...spec, network: { ...spec.network, ...network } }])["sandbox-eks"];
  };

  it("is let in by group, range, and prefix list of the network or of another's", () => {
    const stack = synth(["sg-0123456789abcdef0", "10.80.0.0/16", "office", "pl-0123456789abcdef0"]);
    const rules = all(stack, "aws_vpc_security_group_ingress_rule");
    expect(rules.map(({ description, from_port, ip_protocol }) => [description, from_port, ip_protocol])).toEqual(
      Array(4).fill(["Kubernetes API", 443, "tcp"]),
    );
    const sources = rules.map((rule) => rule.referenced_security_group_id ?? rule.cidr_ipv4 ?? rule.prefix_list_id);
    expect(sources.sort()).toEqual([
      '${data.terraform_remote_state.network.outputs.prefix_list_ids["office"]}',
      "10.80.0.0/16",
      "pl-0123456789abcdef0",
      "sg-0123456789abcdef0",
    ]);
    expect(all(stack, "aws_vpc_security_group_egress_rule")).toEqual([]);
  });

  it("is refused where it says nothing, or everyone", () => {
    const found = problemsOf(() => synth(["offices", "0.0.0.0/0", "::/0", "10.80.0.1/16"]));
    expect(found.map(({ code, path, found: value, expected }) => [code, path, value, expected])).toEqual([
      ["EKS_API_FOR_EVERYONE", "sandbox-eks › apiFrom[1]", "0.0.0.0/0", EVERYONE],
      ["CIDR_HOST_BITS", "sandbox-eks › apiFrom[3]", expect.anything(), expect.anything()],
      ["EKS_API_FOR_EVERYONE", "sandbox-eks › apiFrom[2]", "::/0", EVERYONE],
      [
        "EKS_API_CLIENT_UNKNOWN",
        "sandbox-eks › apiFrom[0]",
        '"offices"',
        "the id of a security group (sg-…), a range, a prefix list id (pl-…), or one of office",
      ],
    ]);
  });

  it("counts by the size that a prefix list can grow to", () => {
    const large = { office: { ...prefixLists.office, maxEntries: 100 } };
    expect(problemsOf(() => synth(["office"], { prefixLists: large })).map(({ code, found }) => [code, found])).toEqual(
      [["RULE_QUOTA_EXCEEDED", "100 for IPv4; prefix list office counts 100 each time"]],
    );
  });
});

describe("the bastion", () => {
  const group = "${data.terraform_remote_state.access.outputs.bastion_security_group_id}";

  it("reaches the Kubernetes API when it is told to, by rules on both sides", () => {
    const stack = eks({ bastion: true });
    const cluster = "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}";
    const rule = { from_port: 443, to_port: 443, ip_protocol: "tcp" };
    expect(only(stack, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      ...rule,
      security_group_id: cluster,
      referenced_security_group_id: group,
    });
    expect(only(stack, "aws_vpc_security_group_egress_rule")).toMatchObject({
      ...rule,
      security_group_id: group,
      referenced_security_group_id: cluster,
    });
  });

  it("is not let in otherwise, and its stack is not read", () => {
    const stack = eks();
    expect(all(stack, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(Object.keys(stack?.data?.terraform_remote_state ?? {})).toEqual(["network"]);
  });

  it("connects to nodes by its name in the list of groups", () => {
    const keyed = { ...EKS.nodeGroups?.general, instanceTypes: ["m7g.large"], min: 1, max: 2 };
    const remoteAccess = { keyName: "operators", fromSecurityGroups: ["bastion"] };
    const rules = all(
      eks({ nodeGroups: { keyed: { ...keyed, remoteAccess } } }),
      "aws_vpc_security_group_ingress_rule",
    );
    expect(rules).toEqual([expect.objectContaining({ from_port: 22, referenced_security_group_id: group })]);
  });
});

test("parts may have names of parts that are made anyway", () => {
  const names = ["logs", "role", "addons", "access", "general"];
  const nodes = { instanceTypes: ["m7g.large"], min: 1, max: 2 };
  const forAll = <T>(value: T) => Object.fromEntries(names.map((name) => [name, value]));
  const stack = eks({
    nodeGroups: forAll(nodes),
    selfManagedNodes: forAll(nodes),
    fargateProfiles: forAll({ namespace: "x" }),
  });
  expect(all(stack, "aws_eks_node_group")).toHaveLength(names.length);
  expect(all(stack, "aws_eks_fargate_profile")).toHaveLength(names.length);
});

describe("another stack", () => {
  /** A team's stack that knows nothing of the cluster but the contract and the configuration. */
  function teamStack(mock: readonly string[]): { json: StackJson; dependencies: string[] } {
    return withoutTokenTraces(() => {
      const spec = specWith();
      const app = createApplication([spec], { outdir: "cdktf.out", mock });
      const stack = new EnvironmentStack(app, "orders", spec.environment);
      const network = networkFromContract(stack, "network", spec.network);
      const cluster = eksFromContract(stack, "cluster", network, EKS);
      const reader = cluster.serviceAccountRole("reader", { namespace: "orders", serviceAccount: "reader" });
      new Bucket(stack, "orders", { bucketName: "groundplan-sandbox-orders" }).grantRead(reader);
      const dependencies = stack.dependencies.map(({ node }) => node.id);
      return { json: JSON.parse(Testing.synth(stack)), dependencies };
    });
  }

  it("adds a role for its service account from the contract alone", () => {
    const { json, dependencies } = teamStack([]);
    expect(dependencies).toEqual(["sandbox-network", "sandbox-eks"]);
    const role = only(json, "aws_iam_role");
    const [trust] = statementsOfPolicy(String(role.assume_role_policy));
    expect(trust?.Principal).toEqual({ Federated: "${data.terraform_remote_state.eks.outputs.oidc_provider_arn}" });
    const condition = trust?.Condition as { StringEquals: Record<string, string> } | undefined;
    const conditions = condition?.StringEquals ?? {};
    expect(Object.values(conditions)).toEqual(["sts.amazonaws.com", "system:serviceaccount:orders:reader"]);
    for (const key of Object.keys(conditions)) expect(key).toContain("terraform_remote_state.eks.outputs.oidc_issuer");
    expect(only(json, "aws_iam_role_policy").policy).toContain("s3:GetObject");
  });

  it("does so before the cluster exists, with the mock values of the contract", () => {
    const { json } = teamStack(["sandbox-eks", "sandbox-network"]);
    expect(json.data).toBeUndefined();
    const [trust] = statementsOfPolicy(String(only(json, "aws_iam_role").assume_role_policy));
    const provider = "oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000";
    expect(trust).toMatchObject({
      Principal: { Federated: `arn:aws:iam::000000000000:oidc-provider/${provider}` },
      Condition: {
        StringEquals: {
          [`${provider}:aud`]: "sts.amazonaws.com",
          [`${provider}:sub`]: "system:serviceaccount:orders:reader",
        },
      },
    });
  });
});

describe("what runs in the cluster", () => {
  const stacks = stacksOf([specWith({}, { eksAddons: { metricsServer: true } })]);
  const partsOf = (name: string) =>
    stacks[name] as { provider?: object; terraform?: { backend?: unknown } } | undefined;

  it("has a state and a provider of its own", () => {
    expect(Object.keys(partsOf("sandbox-eks")?.provider ?? {})).toEqual(["aws"]);
    expect(Object.keys(partsOf("sandbox-eks-addons")?.provider ?? {})).toContain("helm");
    const backends = ["sandbox-eks", "sandbox-eks-addons"].map((name) => partsOf(name)?.terraform?.backend);
    expect(backends[0]).not.toEqual(backends[1]);
  });
});

/** Whole texts are held by the tests of the configuration. */
describe("mistakes are told at once", () => {
  const codesOf = (spec: EnvironmentSpec) =>
    problemsOf(() => stacksOf([spec])).map(({ code, path }) => `${code} ${path.replace("sandbox-eks", "…")}`);

  it("of the cluster, its nodes of both kinds and its profiles", () => {
    const nodes = { instanceTypes: ["m7g.large"], min: 4, max: 2 };
    const spec = specWith({
      version: "1.99",
      admins: [],
      nodeGroups: { one: { ...nodes, version: "1.98" } },
      selfManagedNodes: { two: nodes },
      fargateProfiles: { three: { namespace: "Batch" } },
    });
    expect(codesOf(spec)).toEqual([
      "EKS_VERSION_UNKNOWN …/cluster › version",
      "EKS_ADMIN_MISSING …/cluster › admins",
      "EKS_NODES_MIN_ABOVE_MAX …/cluster/nodes-one › min",
      "EKS_NODES_MIN_ABOVE_MAX …/cluster/self-managed-two › min",
      "EKS_FARGATE_NAMESPACE_INVALID …/cluster/fargate-three › namespace",
    ]);
  });

  it("and a group that is refused is not missed by the add-ons", () => {
    const spec = specWith({ nodeGroups: { one: { instanceTypes: ["m7g.large"], min: 4, max: 2 } } });
    expect(codesOf(spec)).toEqual(["EKS_NODES_MIN_ABOVE_MAX …/cluster/nodes-one › min"]);
  });

  it("and a network without a tier for a cluster is told once", () => {
    const spec = specWith();
    const tiers = [{ name: "public", kind: "public" as const, prefixLength: 24 }];
    const { nat: _, ...network } = spec.network;
    const without = { ...spec, access: {}, network: { ...network, tiers } };
    expect(codesOf(without)).toEqual(["EKS_PRIVATE_TIER_MISSING …/cluster › tier"]);
  });

  it("and the bastion that is missing, wherever it is named", () => {
    const remoteAccess = { keyName: "operators", fromSecurityGroups: ["bastion"] };
    const nodes = { instanceTypes: ["m7g.large"], min: 1, max: 2, remoteAccess };
    const spec = specWith(
      { bastion: true, nodeGroups: { one: nodes }, selfManagedNodes: { two: nodes } },
      { access: {} },
    );
    expect(codesOf(spec)).toEqual([
      "EKS_BASTION_MISSING … › bastion",
      "EKS_BASTION_MISSING … › nodeGroups.one.remoteAccess.fromSecurityGroups",
      "EKS_BASTION_MISSING … › selfManagedNodes.two.remoteAccess.fromSecurityGroups",
    ]);
  });

  it("and charts without a cluster", () => {
    const { eks: _, ...spec } = specWith({}, { eksAddons: { metricsServer: true } });
    expect(codesOf(spec)).toEqual(["EKS_ADDONS_WITHOUT_CLUSTER …-addons"]);
  });
});

/** Who reaches the Kubernetes API besides, and the network's prefix lists. */
interface Clients {
  readonly apiFrom: readonly string[];
  readonly lists?: readonly string[];
}

function problemsIn({ apiFrom, lists = ["office"] }: Clients): readonly Problem[] {
  const spec = specWith({ apiFrom });
  const list = { entries: { seoul: "203.0.113.0/24" }, maxEntries: 5 };
  const prefixLists = Object.fromEntries(lists.map((name) => [name, list]));
  return problemsIfAny(() => ({
    problems: [],
    stacks: stacksOf([{ ...spec, network: { ...spec.network, prefixLists } }]),
  }));
}

interface RefusedClients extends Told<Clients> {
  readonly clients: Clients;
  readonly problems: readonly Problem[];
}

const REFUSED_CLIENTS: readonly RefusedClients[] = [
  {
    mistake: "a client that is nothing of the network",
    clients: { apiFrom: ["runners"] },
    problems: [
      {
        code: "EKS_API_CLIENT_UNKNOWN",
        path: "sandbox-eks › apiFrom[0]",
        message: "This is neither a security group, nor a range, nor a prefix list of the network.",
        found: '"runners"',
        expected: "the id of a security group (sg-…), a range, a prefix list id (pl-…), or one of office",
        fix: "write the id or the range out, or add a prefix list of this name to the network",
      },
    ],
    ways: [
      { says: "write the id", to: { apiFrom: ["sg-0123456789abcdef0"] } },
      { says: "or the range out", to: { apiFrom: ["10.80.0.0/16"] } },
      {
        says: "add a prefix list of this name to the network",
        to: { apiFrom: ["runners"], lists: ["office", "runners"] },
      },
    ],
  },
  {
    mistake: "a client that is everyone",
    clients: { apiFrom: ["0.0.0.0/0"] },
    problems: [
      {
        code: "EKS_API_FOR_EVERYONE",
        path: "sandbox-eks › apiFrom[0]",
        message:
          "Everyone in every network that is connected to the VPC would reach the Kubernetes API and port 443 of the nodes.",
        found: "0.0.0.0/0",
        expected: EVERYONE,
        fix: "name the range of the runners or of the office",
      },
    ],
    ways: [{ says: "name the range of the runners or of the office", to: { apiFrom: ["203.0.113.0/24"] } }],
  },
];

test.each(REFUSED_CLIENTS)("$mistake is refused", ({ clients, problems }) => {
  expect(problemsIn(clients)).toEqual(problems);
});

testAdvice(REFUSED_CLIENTS, problemsIn);
