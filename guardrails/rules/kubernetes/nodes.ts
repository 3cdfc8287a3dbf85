import type { Estate } from "../../tree/estate";
import { zonesAt } from "../../tree/networks";
import { policiesAt } from "../../tree/policies";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { ResourceRule, Rules } from "../rule.types";

/** Policies of AWS that nodes have for themselves. */
const OF_NODES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKSWorkerNodeMinimalPolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonSSMManagedInstanceCore",
  "CloudWatchAgentServerPolicy",
];

/** Where roles stand that pods share with what they run on, and what of AWS's policies those have for themselves. */
const SHARED: Readonly<Record<string, readonly [attribute: string, policies: readonly string[]]>> = {
  aws_eks_node_group: ["node_role_arn", OF_NODES],
  aws_eks_fargate_profile: ["pod_execution_role_arn", ["AmazonEKSFargatePodExecutionRolePolicy"]],
};

/** Other policies of AWS that a role has. */
function othersOf(role: Resource, policies: readonly string[], estate: Estate): readonly string[] {
  const arns = estate
    .referrers(role, "aws_iam_role_policy_attachment", "role")
    .flatMap((one) => one.texts("policy_arn"));
  return arns
    .filter((arn) => isKnown(arn) && arn.includes(":aws:policy/"))
    .map((arn) => arn.split("/").at(-1) ?? "")
    .filter((name) => !policies.includes(name));
}

/** Actions on data of applications that policies in place allow: whatever is not of images, logs, metrics, addresses and sessions. */
function actionsOf(role: Resource, estate: Estate): readonly string[] {
  const policies = estate
    .referrers(role, "aws_iam_role_policy", "role")
    .flatMap((one) => policiesAt(one, "policy"))
    .concat(policiesAt(role, "inline_policy.policy"));
  return policies
    .flatMap(({ statements }) => statements)
    .filter(({ isAllow }) => isAllow)
    .flatMap(({ actions }) => actions)
    .filter((action) => !/^(ecr|logs|cloudwatch|ec2|ssm|ssmmessages|ec2messages|xray|eks-auth|kms):/i.test(action));
}

const RIGHTS_BY_POD: ResourceRule = {
  level: "error",
  title: "Nodes and Fargate pods have what they need themselves; applications have roles of their own.",
  reason: "Every pod of the node has what its role has.",
  expected: "policies of nodes, of images and of logs alone",
  fix: "give the application's service account a role, by EKS Pod Identity or by IRSA",
  source: 'Amazon EKS Best Practices Guide, "Identity and Access Management", read 2026-11',
  types: ["aws_eks_node_group"],
  check: (one, estate) => sharedRights(one, estate),
};

function sharedRights(one: Resource, estate: Estate) {
  const [attribute, policies] = SHARED[one.type] ?? ["", []];
  const [role] = one.targets(attribute).filter(({ type }) => type === "aws_iam_role");
  if (role === undefined) return [];
  const found = [...new Set([...othersOf(role, policies, estate), ...actionsOf(role, estate)])];
  return found.length > 0 ? [{ found: found.join(", "), attribute }] : [];
}

const NO_ROLE_FOR_PODS: ResourceRule = {
  level: "error",
  title: "Pods do not reach the metadata of their node.",
  reason: "From there a pod takes the role of the node.",
  expected: "a launch template with metadata_options.http_put_response_hop_limit = 1",
  fix: "give the group a launch template with a hop limit of 1; for an agent that needs 2, exempt its group and say which",
  source: 'Amazon EKS Best Practices Guide, "Identity and Access Management", read 2026-11',
  types: ["aws_eks_node_group", "aws_autoscaling_group"],
  check: (group) => {
    if (group.type === "aws_autoscaling_group" && !isOfNodes(group)) return [];
    const attribute = TEMPLATE_PLACES.find((one) => !group.lacks(one));
    if (attribute === undefined)
      return group.type === "aws_eks_node_group" ? [{ found: "no launch template, so that the limit is 2" }] : [];
    const [template] = group.targets(attribute).filter(({ type }) => type === "aws_launch_template");
    if (template === undefined) return [];
    const limit = template.at("metadata_options.http_put_response_hop_limit");
    // More than 2 is told of the template itself, by EC2-02.
    if (limit !== undefined && limit !== null && (!isKnown(limit) || Number(limit) !== 2)) return [];
    const text = limit === undefined || limit === null ? "no limit" : `a limit of ${String(limit)}`;
    return [{ found: `${text} in ${template.place}`, attribute }];
  },
};

/** Where a group names its launch template. */
const TEMPLATE_PLACES = ["launch_template", "mixed_instances_policy"];

/** Nodes that EKS does not manage have a tag with the cluster's name (Amazon EKS User Guide, "Create self-managed Amazon Linux nodes", read 2026-11). */
function isOfNodes(group: Resource): boolean {
  return group.blocks("tag").some(({ key }) => typeof key === "string" && key.startsWith("kubernetes.io/cluster/"));
}

const TWO_NODES: ResourceRule = {
  level: "production",
  title: "Clusters of production keep two nodes or more, in two zones.",
  reason: "When the only node goes, everything stands still until another one has started.",
  expected: "node groups with two nodes at least together, and subnets of two zones",
  fix: "set scaling_config.min_size to 2 or more, and name subnets of two zones",
  source:
    'Amazon EKS Best Practices Guide, "EKS Data Plane", section "Spread worker nodes and workloads across multiple AZs", read 2026-12',
  types: ["aws_eks_cluster"],
  check: (cluster, estate) => {
    const groups = estate.referrers(cluster, "aws_eks_node_group", "cluster_name");
    const sizes = groups.map((group) => group.at("scaling_config.min_size"));
    if (groups.length === 0 || !sizes.every(isKnown)) return [];
    const sum = sizes.reduce<number>((all, size) => all + (Number(size) || 0), 0);
    const zones = groups.map((group) => zonesAt(group, "subnet_ids"));
    const all = new Set(zones.flatMap((some) => [...(some ?? [])]));
    const isOneZone = zones.every((some) => some !== undefined) && all.size === 1;
    const found = [
      // What Karpenter or Auto Mode starts is not counted: groups that may be empty are for special pods then.
      sum === 1 ? ["one node at least"] : [],
      isOneZone ? [`subnets of ${[...all].join(", ")} alone`] : [],
    ].flat();
    return found.length > 0 ? [{ found: found.join("; ") }] : [];
  },
};

/** Rules about what pods run on. */
export const NODE_RULES = {
  "EKS-06": RIGHTS_BY_POD,
  "EKS-17": NO_ROLE_FOR_PODS,
  "EKS-19": TWO_NODES,
  "FG-07": {
    ...RIGHTS_BY_POD,
    title: "The role that starts Fargate pods pulls images and writes logs, and nothing else.",
    reason: "It is there before the pod is; what the application may do is the pod's own.",
    expected: "AmazonEKSFargatePodExecutionRolePolicy, and permissions of logs",
    types: ["aws_eks_fargate_profile"],
  },
} as const satisfies Rules;
