import { loadEnvironments } from "../../../config/load";
import { statementsOfPolicy } from "../../support/policy-json";
import { circleIn, dependencyGraph } from "../dependency-graph";
import { all, only, type StackJson, stacksOf } from "../stack-json";

/** What must hold for the cluster of every environment, read from what Terraform is given. */
const specs = ["config", "__tests__/e2e/variants"].flatMap((folder) => loadEnvironments(folder, { variables: {} }));
const stacks = stacksOf(specs);
const names = Object.keys(stacks).filter((name) => name.endsWith("-eks"));

const BEFORE_NODES = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
const COMPUTE = ["aws_eks_node_group", "aws_autoscaling_group", "aws_eks_fargate_profile"];
const NODE_POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly", "AmazonEKS_CNI_Policy"];

type Attributes = Record<string, unknown>;

function stackOf(name: string): StackJson {
  const stack = stacks[name];
  if (!stack) throw new Error(`no stack ${name}`);
  return stack;
}

/** Resources of types by address. */
function addressed(stack: StackJson, ...types: string[]): [address: string, attributes: Attributes][] {
  return types.flatMap((type) =>
    Object.entries(stack.resource[type] ?? {}).map(([id, attributes]): [string, Attributes] => [
      `${type}.${id}`,
      attributes,
    ]),
  );
}

/** Roles that a kind of principal takes on, by address. */
function rolesOf(stack: StackJson, principal: RegExp): [address: string, attributes: Attributes][] {
  return addressed(stack, "aws_iam_role").filter(([, { assume_role_policy }]) =>
    statementsOfPolicy(String(assume_role_policy)).some((statement) =>
      principal.test(JSON.stringify(statement.Principal)),
    ),
  );
}

/** Names of the managed policies that are attached to a role. */
function policiesOf(stack: StackJson, role: string): string[] {
  return all(stack, "aws_iam_role_policy_attachment")
    .filter((attachment) => String(attachment.role).includes(`${role}.`))
    .map(({ policy_arn }) => String(policy_arn).replace(/^.*:policy\//, ""));
}

/** Every role that pods take on trusts one service account by its whole name, and nothing but the provider of its cluster. */
function expectExactTrust(stack: StackJson, provider: string): void {
  const trusted = rolesOf(stack, /"Federated"/);
  expect(trusted.length).toBeGreaterThan(0);
  for (const [, { assume_role_policy }] of trusted) {
    for (const { Action, Principal, Condition } of statementsOfPolicy(String(assume_role_policy))) {
      expect(Action).toBe("sts:AssumeRoleWithWebIdentity");
      expect(Principal).toEqual({ Federated: provider });
      expect(Object.keys(Condition as object)).toEqual(["StringEquals"]);
      const { StringEquals } = Condition as { StringEquals: Record<string, string> };
      expect(Object.keys(StringEquals).map((key) => key.slice(-4))).toEqual([":aud", ":sub"]);
      const [audience, subject] = Object.values(StringEquals);
      expect(audience).toBe("sts.amazonaws.com");
      expect(subject).toMatch(/^system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+$/);
    }
  }
}

test("a circle of dependencies is found, by references as well as by depends_on", () => {
  const resource = {
    aws_a: { one: { "//": { path: "aws_a.one" }, id: "${aws_b.two.id}" } },
    aws_b: { two: { depends_on: ["aws_a.one"] }, three: { of: "${data.aws_b.two.id}" } },
  };
  const graph = dependencyGraph({ resource });
  expect(graph.get("aws_b.three")).toEqual(new Set());
  expect(circleIn(graph)).toEqual(["aws_a.one", "aws_b.two", "aws_a.one"]);
});

test("every shipped environment has a cluster, and the variants have others", () => {
  expect(names).toEqual(
    expect.arrayContaining(["sandbox-eks", "staging-eks", "production-eks", "dual-eks", "closed-eks"]),
  );
});

describe.each(names)("%s", (name) => {
  const stack = stackOf(name);
  const environment = name.slice(0, -"-eks".length);

  it("comes up in order: networking add-ons, nodes and profiles, then everything that runs on them", () => {
    const addons = addressed(stack, "aws_eks_addon");
    const named = (...wanted: string[]) => addons.filter(([, { addon_name }]) => wanted.includes(String(addon_name)));
    const before = named(...BEFORE_NODES).map(([address]) => address);
    const compute = addressed(stack, ...COMPUTE);
    const after = addons.filter(([address]) => !before.includes(address));
    expect(named("vpc-cni", "kube-proxy")).toHaveLength(2);
    expect(compute.length).toBeGreaterThan(0);
    expect(after.map(([, { addon_name }]) => addon_name)).toContain("coredns");
    for (const [, { depends_on }] of compute) expect(depends_on).toEqual(expect.arrayContaining(before));
    for (const [, { depends_on }] of after) {
      expect(depends_on).toEqual(expect.arrayContaining(compute.map(([address]) => address)));
    }
    for (const [, { depends_on = [] }] of named(...BEFORE_NODES)) {
      for (const [address] of compute) expect(depends_on).not.toContain(address);
    }
  });

  it("has no circle of dependencies", () => {
    expect(circleIn(dependencyGraph(stack))).toBeUndefined();
  });

  it("leaves the tag of the cluster to the one security group that EKS makes", () => {
    const tagged = all(stack, "aws_security_group").filter(({ tags }) =>
      Object.keys((tags ?? {}) as object).some((key) => key.startsWith("kubernetes.io/cluster/")),
    );
    expect(tagged).toEqual([]);
    expect(JSON.stringify(stack)).not.toContain('"aws_ec2_tag"');
    const [cluster] = addressed(stack, "aws_eks_cluster");
    const own = `\${${cluster?.[0]}.vpc_config[0].cluster_security_group_id}`;
    const groups = all(stack, "aws_launch_template").flatMap((template) => {
      const interfaces = (template.network_interfaces ?? []) as { security_groups?: string[] }[];
      const ids = [template.vpc_security_group_ids, ...interfaces.map(({ security_groups }) => security_groups)];
      return ids.flatMap((list) => (list ?? []) as string[]);
    });
    for (const group of groups) if (group !== own) expect(group).toMatch(/^\$\{aws_security_group\./);
  });

  it("asks AWS for nothing at plan, and never who the caller is", () => {
    const kinds = Object.keys(stack.data ?? {}).sort();
    expect(kinds.filter((kind) => kind !== "terraform_remote_state" && kind !== "aws_ssm_parameter")).toEqual([]);
    expect(JSON.stringify(stack)).not.toContain("caller_identity");
  });

  it("is administered by whom the configuration names, not by whom creates it", () => {
    expect(only(stack, "aws_eks_cluster")).toMatchObject({
      access_config: { bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
    });
    const admins = all(stack, "aws_eks_access_policy_association").filter(({ policy_arn }) =>
      String(policy_arn).endsWith("AmazonEKSClusterAdminPolicy"),
    );
    expect(admins.length).toBeGreaterThan(0);
  });

  it("gives nodes what nodes need and nothing else", () => {
    const roles = rolesOf(stack, /"ec2\.amazonaws\.com"/);
    const nodes = addressed(stack, "aws_eks_node_group", "aws_autoscaling_group");
    expect(roles).toHaveLength(nodes.length);
    for (const [role, attributes] of roles) {
      const policies = policiesOf(stack, role).filter((policy) => policy !== "AmazonSSMManagedInstanceCore");
      expect(policies).toEqual(expect.arrayContaining(NODE_POLICIES.slice(0, 2)));
      expect(policies.filter((policy) => !NODE_POLICIES.includes(policy))).toEqual([]);
      expect(attributes.inline_policy ?? attributes.managed_policy_arns).toBeUndefined();
      const inline = all(stack, "aws_iam_role_policy").filter((policy) => String(policy.role).includes(`${role}.`));
      expect(inline).toEqual([]);
    }
  });

  it("lets Session Manager onto nodes only where the configuration says so", () => {
    const eks = specs.find((spec) => spec.environment.name === environment)?.eks;
    const groups = [...Object.values(eks?.nodeGroups ?? {}), ...Object.values(eks?.selfManagedNodes ?? {})];
    const asked = groups.filter(({ sessionManager }) => sessionManager).length;
    const roles = rolesOf(stack, /"ec2\.amazonaws\.com"/);
    const given = roles.filter(([role]) => policiesOf(stack, role).includes("AmazonSSMManagedInstanceCore"));
    expect(given).toHaveLength(asked);
  });

  it("trusts service accounts one by one, by the cluster's own provider", () => {
    const [provider] = addressed(stack, "aws_iam_openid_connect_provider");
    expectExactTrust(stack, `\${${provider?.[0]}.arn}`);
  });

  it("places control plane, nodes and profiles where the internet reaches nothing", () => {
    const spec = specs.find((one) => one.environment.name === environment);
    const tiers = (spec?.network.tiers ?? []).filter(({ kind }) => kind !== "public").map((tier) => tier.name);
    const placed = [
      ...all(stack, "aws_eks_cluster").map(({ vpc_config }) => (vpc_config as Attributes).subnet_ids),
      ...all(stack, "aws_eks_node_group").map(({ subnet_ids }) => subnet_ids),
      ...all(stack, "aws_eks_fargate_profile").map(({ subnet_ids }) => subnet_ids),
      ...all(stack, "aws_autoscaling_group").map(({ vpc_zone_identifier }) => vpc_zone_identifier),
    ].flatMap((ids) => ids as string[]);
    expect(placed.length).toBeGreaterThan(0);
    const keys = placed.map((id) => /subnet_ids\["([a-z0-9-]+)"\]/.exec(id)?.[1] ?? id);
    expect(keys.filter((key) => !tiers.some((tier) => key.startsWith(`${tier}-`)))).toEqual([]);
  });

  it("keeps what runs inside the cluster out of its state", () => {
    expect(Object.keys((stack as { provider?: object }).provider ?? {})).toEqual(["aws"]);
    expect(Object.keys(stack.resource).filter((type) => !type.startsWith("aws_"))).toEqual([]);
  });
});

describe.each(Object.keys(stacks).filter((name) => name.endsWith("-eks-addons")))("%s", (name) => {
  const stack = stackOf(name);

  it("trusts service accounts one by one, by the provider of the environment's cluster", () => {
    expectExactTrust(stack, "${data.terraform_remote_state.eks.outputs.oidc_provider_arn}");
  });

  it("asks AWS for nothing at plan, has no circle of dependencies, and makes no tagged group", () => {
    expect(Object.keys(stack.data ?? {})).toEqual(["terraform_remote_state"]);
    expect(circleIn(dependencyGraph(stack))).toBeUndefined();
    expect(all(stack, "aws_security_group")).toEqual([]);
  });

  it("installs each chart in a version of its own choice", () => {
    const releases = all(stack, "helm_release");
    expect(releases.length).toBeGreaterThan(0);
    for (const { version } of releases) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
