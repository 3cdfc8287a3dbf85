import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { NodeGroup } from "../../../../constructs/eks/nodes/node-group";
import { SelfManagedNodes } from "../../../../constructs/eks/nodes/self-managed-nodes";
import { SecurityGroup } from "../../../../constructs/security-groups";
import { compactSnapshot } from "../../../support/compact-snapshot";
import {
  type Attributes,
  problemsOf,
  resourceOf,
  resourcesOf,
  type SynthesizedStack,
  warningsOf,
} from "../../../support/synth";
import { SMALL, synthGroup, synthNodes, synthOwn } from "./support";

const NODE_RESOURCES = [
  "aws_eks_node_group",
  "aws_launch_template",
  "aws_autoscaling_group",
  "aws_iam_instance_profile",
  "aws_security_group",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

/** What nodes are made of, as text: without the cluster, and with the user data that is known at synth. */
function nodesSnapshot({ resources }: SynthesizedStack): string {
  const shown = NODE_RESOURCES.map((type) => [type, resources[type] ?? {}]);
  return compactSnapshot({ resource: Object.fromEntries(shown) });
}

function policiesOfNodes(synthesized: SynthesizedStack): string[] {
  return resourcesOf(synthesized, "aws_iam_role_policy_attachment")
    .filter(({ role }) => /nodes-app|self-managed-own/.test(String(role)))
    .map(({ policy_arn }) => String(policy_arn).split("/").at(-1) ?? "");
}

function decoded({ user_data }: Attributes): string {
  return Buffer.from(String(user_data), "base64").toString();
}

const ANTIVIRUS = {
  arns: ["arn:aws:iam::111111111111:policy/antivirus"],
  reason: "the agent of the antivirus runs on every node",
};

describe("a managed node group", () => {
  const synthesized = synthGroup({ labels: { role: "app" }, taints: [{ key: "team", effect: "NoSchedule" }] });
  const group = resourceOf(synthesized, "aws_eks_node_group");

  test("is made of a group and a launch template", () => {
    expect(nodesSnapshot(synthesized)).toMatchSnapshot();
  });

  test("waits for the policies of its role and for the add-ons that nodes need", () => {
    expect(group.depends_on).toEqual([
      expect.stringMatching(/^aws_eks_addon\.eks_addons_eks-pod-identity-agent/),
      expect.stringMatching(/^aws_eks_addon\.eks_addons_kube-proxy/),
      expect.stringMatching(/^aws_eks_addon\.eks_addons_vpc-cni/),
      expect.stringMatching(/AmazonEC2ContainerRegistryReadOnly/),
      expect.stringMatching(/AmazonEKSWorkerNodePolicy/),
    ]);
  });

  test("leaves the number of nodes to the autoscaler, and is there before the one that it replaces goes", () => {
    expect(group.scaling_config).toEqual({ min_size: 2, max_size: 6, desired_size: 2 });
    expect(group.lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["scaling_config[0].desired_size"],
    });
    expect(group.node_group_name_prefix).toBe("app-");
  });

  test("begins with the number of nodes that is asked for, and so do nodes in an Auto Scaling group of one's own", () => {
    const stack = synthNodes((cluster) => {
      cluster.addNodeGroup("app", { ...SMALL, min: 2, max: 6, initial: 4 });
      cluster.addSelfManagedNodes("own", { ...SMALL, min: 0, max: 6, initial: 3 });
      cluster.addSelfManagedNodes("bare", { ...SMALL, min: 0, max: 6 });
    });
    expect(resourceOf(stack, "aws_eks_node_group").scaling_config).toEqual({
      min_size: 2,
      max_size: 6,
      desired_size: 4,
    });
    const groups = Object.entries(stack.resources.aws_autoscaling_group ?? {});
    expect(
      groups.map(([address, { desired_capacity, lifecycle }]) => [
        /own|bare/.exec(address)?.[0],
        desired_capacity,
        lifecycle,
      ]),
    ).toEqual([
      ["bare", undefined, undefined],
      ["own", 3, { ignore_changes: ["desired_capacity"] }],
    ]);
  });

  test("follows the cluster's version, unless it is upgraded later", () => {
    expect(group.version).toBe("1.34");
    expect(resourceOf(synthGroup({ version: "1.31" }), "aws_eks_node_group").version).toBe("1.31");
  });

  test("tags instances, volumes and interfaces, which the provider does not", () => {
    const { tag_specifications: specifications } = resourceOf(synthesized, "aws_launch_template");
    const tags = expect.objectContaining({ Project: "groundplan", Name: "groundplan-sandbox-eks-nodes-app" });
    expect(specifications).toEqual(
      ["instance", "volume", "network-interface"].map((resource_type) => ({ resource_type, tags })),
    );
  });

  test("has exactly the policies of the worker and of pulling images, and Session Manager's when asked", () => {
    expect(policiesOfNodes(synthesized)).toEqual(["AmazonEC2ContainerRegistryReadOnly", "AmazonEKSWorkerNodePolicy"]);
    expect(policiesOfNodes(synthGroup({ sessionManager: true }))).toEqual([
      "AmazonEC2ContainerRegistryReadOnly",
      "AmazonEKSWorkerNodePolicy",
      "AmazonSSMManagedInstanceCore",
    ]);
    expect(synthesized.problems.filter(({ code }) => code.startsWith("EKS_NODE"))).toEqual([]);
  });

  test("gets more policies with a reason, which is listed", () => {
    const group = synthGroup({ morePolicies: ANTIVIRUS });
    expect(policiesOfNodes(group)).toEqual([
      "AmazonEC2ContainerRegistryReadOnly",
      "AmazonEKSWorkerNodePolicy",
      "antivirus",
    ]);
    expect(group.problems).toEqual([]);
    expect(
      problemsOf(() => synthGroup({ morePolicies: { arns: ["antivirus"], reason: "needed" } })).map(
        ({ code, path }) => `${code} ${path}`,
      ),
    ).toEqual([
      "EXEMPTION_REASON sandbox-eks/eks/nodes-app › morePolicies.reason",
      "POLICY_ARN_INVALID sandbox-eks/eks/nodes-app › morePolicies.arns[0]",
    ]);
    expect(
      problemsOf(() => synthGroup({ morePolicies: { ...ANTIVIRUS, arns: [] } })).map(
        ({ code, path }) => `${code} ${path}`,
      ),
    ).toEqual(["MORE_POLICIES_EMPTY sandbox-eks/eks/nodes-app › morePolicies.arns"]);
  });

  test.each([
    ["m7g.large", undefined, "AL2023_ARM_64_STANDARD"],
    ["m7i.large", "bottlerocket", "BOTTLEROCKET_x86_64"],
    ["t4g.medium", "bottlerocket", "BOTTLEROCKET_ARM_64"],
    ["g6.xlarge", undefined, "AL2023_x86_64_NVIDIA"],
    ["g5g.xlarge", "bottlerocket", "BOTTLEROCKET_ARM_64_NVIDIA"],
    ["inf2.xlarge", undefined, "AL2023_x86_64_NEURON"],
    ["g4ad.xlarge", undefined, "AL2023_x86_64_STANDARD"],
  ] as const)("on %s with image %s has the image %s", (type, image, expected) => {
    const made = synthGroup({ instanceTypes: [type], ...(image ? { image } : {}) });
    expect(resourceOf(made, "aws_eks_node_group").ami_type).toBe(expected);
  });

  test("with Bottlerocket has both volumes encrypted, and the size is that of the one with the containers", () => {
    const { block_device_mappings: volumes } = resourceOf(
      synthGroup({ image: "bottlerocket", diskGiB: 80 }),
      "aws_launch_template",
    );
    const ebs = { encrypted: "true", volume_type: "gp3", delete_on_termination: "true" };
    expect(volumes).toEqual([
      { device_name: "/dev/xvda", ebs },
      { device_name: "/dev/xvdb", ebs: { ...ebs, volume_size: 80 } },
    ]);
  });

  test("says nothing to its nodes unless there is something to say", () => {
    expect(resourceOf(synthesized, "aws_launch_template").user_data).toBeUndefined();
  });

  test("tells Amazon Linux the number of pods by a file that wins over EKS's own configuration", () => {
    const template = resourceOf(synthGroup({ maxPods: 40 }), "aws_launch_template");
    expect(decoded(template)).toMatchSnapshot();
  });

  test("tells Bottlerocket the number of pods, and to let people in by SSH", () => {
    const made = synthNodes((cluster) =>
      cluster.addNodeGroup("app", {
        ...SMALL,
        image: "bottlerocket",
        maxPods: 40,
        remoteAccess: { keyName: "ops", fromSecurityGroups: ["sg-0123456789abcdef0"] },
      }),
    );
    expect(decoded(resourceOf(made, "aws_launch_template"))).toBe(
      "[settings.kubernetes]\nmax-pods = 40\n\n[settings.host-containers.admin]\nenabled = true\n",
    );
  });

  test("with SSH has a group of its own beside the cluster's, and opens port 22 to the named groups alone", () => {
    const made = synthNodes((cluster, stack) => {
      const bastion = new SecurityGroup(stack, "bastion", { network: cluster.network, description: "bastion" });
      const fromSecurityGroups = [bastion.securityGroupId, "sg-0123456789abcdef0"];
      cluster.addNodeGroup("app", { ...SMALL, remoteAccess: { keyName: "ops", fromSecurityGroups } });
    });
    const template = resourceOf(made, "aws_launch_template");
    expect(template.key_name).toBe("ops");
    expect(template.vpc_security_group_ids).toEqual([
      expect.stringContaining("vpc_config[0].cluster_security_group_id"),
      expect.stringContaining("aws_security_group.eks_nodes-app_remote-access"),
    ]);
    const rules = resourcesOf(made, "aws_vpc_security_group_ingress_rule");
    expect(
      rules.map(({ referenced_security_group_id, from_port, cidr_ipv4 }) => [
        referenced_security_group_id,
        from_port,
        cidr_ipv4,
      ]),
    ).toEqual([
      [expect.stringContaining("aws_security_group.bastion"), 22, undefined],
      ["sg-0123456789abcdef0", 22, undefined],
    ]);
    expect(resourceOf(made, "aws_eks_node_group").remote_access).toBeUndefined();
    expect(made.problems).toEqual([]);
  });

  test("with SSH opens port 22 to named networks and prefix lists, in whatever order", () => {
    const made = (from: readonly string[]) =>
      synthNodes((cluster) => cluster.addNodeGroup("app", { ...SMALL, remoteAccess: { keyName: "ops", from } }));
    const from = ["pl-0123456789abcdef0", "10.8.0.0/16", "fd00::/48"];
    const rules = resourcesOf(made(from), "aws_vpc_security_group_ingress_rule");
    expect(rules.map((rule) => [rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id, rule.from_port])).toEqual([
      ["10.8.0.0/16", 22],
      ["fd00::/48", 22],
      ["pl-0123456789abcdef0", 22],
    ]);
    expect(made([...from].reverse()).json).toBe(made(from).json);
  });

  test("keeps containers from the instance metadata, unless a reason is given, which is listed", () => {
    expect(resourceOf(synthesized, "aws_launch_template").metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      instance_metadata_tags: "disabled",
    });
    const reason = "the metrics agent reads the zone; until its next release";
    const open = synthGroup({ podsReachMetadata: { reason } });
    expect(resourceOf(open, "aws_launch_template").metadata_options).toMatchObject({ http_put_response_hop_limit: 2 });
    expect(exemptionsOf(open.stack)).toEqual([
      { path: "sandbox-eks/eks/nodes-app", rule: "EKS-17", option: "podsReachMetadata", reason },
    ]);
  });

  test("lies in the zones and the tier that are asked for", () => {
    const made = synthGroup(
      { tier: "data", zones: ["b"] },
      { network: { endpointServices: ["ec2", "ecr.api", "ecr.dkr", "s3", "sts"] } },
    );
    expect(resourceOf(made, "aws_eks_node_group").subnet_ids).toEqual(["subnet-data-b"]);
  });

  test("on Spot is warned of a single instance type", () => {
    const single = synthGroup({ capacity: "spot" });
    expect(resourceOf(single, "aws_eks_node_group").capacity_type).toBe("SPOT");
    expect(warningsOf(single.stack)).toContain(
      "Spot nodes of one instance type (m7i.large) go all at once when AWS needs the type back: name several.",
    );
    const several = synthGroup({ capacity: "spot", instanceTypes: ["m7i.large", "m6i.large"] });
    expect(warningsOf(several.stack).filter((warning) => warning.startsWith("Spot"))).toEqual([]);
  });

  test("says the same whatever the order of labels and taints", () => {
    const taints = [
      { key: "b", value: "1", effect: "NoExecute" },
      { key: "a", effect: "PreferNoSchedule" },
    ] as const;
    const one = synthGroup({ labels: { x: "1", a: "2" }, taints });
    const other = synthGroup({ labels: { a: "2", x: "1" }, taints: [...taints].reverse() });
    expect(one.json).toBe(other.json);
    expect(resourceOf(one, "aws_eks_node_group").taint).toEqual([
      { key: "a", effect: "PREFER_NO_SCHEDULE" },
      { key: "b", value: "1", effect: "NO_EXECUTE" },
    ]);
  });

  test("can have its update and its repair changed", () => {
    const made = resourceOf(synthGroup({ update: { maxUnavailable: 2 }, repair: false }), "aws_eks_node_group");
    expect([made.update_config, made.node_repair_config]).toEqual([{ max_unavailable: 2 }, { enabled: false }]);
  });
});

describe("self-managed nodes", () => {
  const options = {
    labels: { role: "own", "example.com/team": "a" },
    taints: [
      { key: "own", value: "yes", effect: "NoExecute" },
      { key: "own", effect: "NoSchedule" },
    ],
  } as const;

  test("are made of an Auto Scaling group, a launch template and a profile", () => {
    expect(nodesSnapshot(synthOwn(options))).toMatchSnapshot();
  });

  test("are told how to find the cluster, by names that are known at apply", () => {
    const userData = resourceOf(synthOwn(options), "aws_launch_template").user_data;
    expect(String(userData).split("\\n")).toMatchSnapshot();
  });

  test("with Bottlerocket are told the same in TOML", () => {
    const template = resourceOf(
      synthOwn({ ...options, image: "bottlerocket", instanceTypes: ["m7g.large"] }),
      "aws_launch_template",
    );
    expect(String(template.user_data).split("\\n")).toMatchSnapshot();
    expect(template.image_id).toBe("resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.34/arm64/latest/image_id");
  });

  test.each([
    ["g6.xlarge", "al2023", "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/nvidia/recommended/image_id"],
    [
      "m7g.large",
      "al2023",
      "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/recommended/image_id",
    ],
    ["g6.xlarge", "bottlerocket", "/aws/service/bottlerocket/aws-k8s-1.34-nvidia/x86_64/latest/image_id"],
  ] as const)("on %s with %s start the newest image of %s", (type, image, parameter) => {
    const template = resourceOf(synthOwn({ instanceTypes: [type], image }), "aws_launch_template");
    expect(template.image_id).toBe(`resolve:ssm:${parameter}`);
  });

  test("join by an access entry of their role, before the group is made", () => {
    const made = synthOwn();
    const entry = resourcesOf(made, "aws_eks_access_entry").find(({ type }) => type === "EC2_LINUX");
    expect(entry?.principal_arn).toMatch(/aws_iam_role\.eks_self-managed-own_role/);
    expect(resourceOf(made, "aws_autoscaling_group").depends_on).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_eks_access_entry\.eks_self-managed-own_access-entry/),
        expect.stringMatching(/^aws_eks_addon\.eks_addons_vpc-cni/),
      ]),
    );
    expect(policiesOfNodes(made)).toEqual(["AmazonEC2ContainerRegistryReadOnly", "AmazonEKSWorkerNodePolicy"]);
  });

  test("are told the number of pods when pods do not get single addresses of all interfaces", () => {
    const cluster = (prefixDelegation: boolean) => ({ addons: { "vpc-cni": { prefixDelegation } } });
    const userData = (made: SynthesizedStack) => String(resourceOf(made, "aws_launch_template").user_data);
    expect(userData(synthOwn({}, { cluster: cluster(true) }))).toContain("maxPods: 110");
    expect(userData(synthOwn({}, { cluster: cluster(false) }))).not.toContain("maxPods");
    expect(userData(synthOwn({ maxPods: 20 }, { cluster: cluster(false) }))).toContain("maxPods: 20");
    expect(userData(synthOwn({ instanceTypes: ["g6.xlarge"] }, { cluster: cluster(true) }))).not.toContain("maxPods");
  });

  test("on Spot spread over their types, and are replaced before AWS takes them", () => {
    const group = resourceOf(
      synthOwn({ capacity: "spot", instanceTypes: ["m7i.large", "m6i.large"] }),
      "aws_autoscaling_group",
    );
    expect(group.capacity_rebalance).toBe(true);
    expect(group.mixed_instances_policy).toMatchObject({
      instances_distribution: { on_demand_percentage_above_base_capacity: 0 },
      launch_template: { override: [{ instance_type: "m6i.large" }, { instance_type: "m7i.large" }] },
    });
  });

  test("are hidden from the autoscaler when asked, and never from EKS", () => {
    const { tag } = resourceOf(synthOwn({ ...options, autoscaler: false }), "aws_autoscaling_group");
    const keys = (tag as readonly { readonly key: string }[]).map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith("k8s.io"))).toEqual([]);
    expect(tag).toContainEqual({
      key: "kubernetes.io/cluster/groundplan-sandbox",
      value: "owned",
      propagate_at_launch: true,
    });
  });

  test("have the image that is asked for, and are not deleted with their instances in a protected environment", () => {
    const made = synthOwn({ imageId: "ami-0123456789abcdef0" }, { protect: true });
    expect(resourceOf(made, "aws_launch_template").image_id).toBe("ami-0123456789abcdef0");
    expect(resourceOf(made, "aws_autoscaling_group").force_delete).toBe(false);
  });
});

test("a cluster knows the roles of its nodes, of both kinds by one name", () => {
  synthNodes((cluster) => {
    const app = cluster.addNodeGroup("app", SMALL);
    const own = cluster.addSelfManagedNodes("app", SMALL);
    expect(Object.keys(cluster.nodeRoleArns)).toEqual(["app", "self-managed-app"]);
    expect([app, own]).toEqual([expect.any(NodeGroup), expect.any(SelfManagedNodes)]);
    expect([app.architecture, own.architecture]).toEqual(["x86_64", "x86_64"]);
  });
});
