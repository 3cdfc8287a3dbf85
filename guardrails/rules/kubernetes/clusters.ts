import { KUBERNETES_VERSIONS, supportPhase, VERSIONS_AS_OF } from "../../../constructs/eks/cluster/kubernetes-versions";
import type { Estate } from "../../tree/estate";
import { networksOf, zonesAt } from "../../tree/networks";
import { policiesAt } from "../../tree/policies";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";
import { type Setting, set, settingRule } from "../setting-rule";

/** The oldest version in standard support, on the day of the table. */
const OLDEST = Object.keys(KUBERNETES_VERSIONS).find((one) => supportPhase(one, VERSIONS_AS_OF) === "standard") ?? "";

function minorOf(version: unknown): number {
  return Number(String(version).split(".")[1]);
}

/** A node group that names no version has its cluster's. */
const IN_SUPPORT: Setting = {
  at: "version",
  expected: `of ${OLDEST} or later`,
  holds: (version) => minorOf(version) >= minorOf(OLDEST),
  byDefault: true,
};

/** Subnets of a list that an internet gateway leads to. */
function publicSubnets(resource: Resource, path: string, estate: Estate): readonly Found[] {
  const networks = estate.derived(networksOf);
  const [attribute = ""] = path.split(".");
  const open = resource
    .targets(attribute)
    .filter((one) => one.type === "aws_subnet" && networks.kindOf(one) === "public")
    .map(({ place }) => place);
  return open.length > 0 ? [{ found: `public subnets: ${[...new Set(open)].sort().join(", ")}`, attribute: path }] : [];
}

/** Names of the policies of AWS that a role has; nothing where not all of its attachments are known. */
function managedPolicies(role: Resource, estate: Estate): readonly string[] | undefined {
  const attached = estate.referrers(role, "aws_iam_role_policy_attachment", "role").map((one) => one.at("policy_arn"));
  const listed = role.texts("managed_policy_arns");
  const arns = [...attached, ...listed];
  return arns.every((arn) => typeof arn === "string" && isKnown(arn))
    ? arns.map((arn) => String(arn).split("/").at(-1) ?? "")
    : undefined;
}

/** Policies without one of which a role does not do, by what assumes it. */
const NEEDED: Readonly<Record<string, { readonly role: string; readonly policies: readonly string[] }>> = {
  aws_eks_cluster: { role: "role_arn", policies: ["AmazonEKSClusterPolicy"] },
  aws_eks_node_group: {
    role: "node_role_arn",
    policies: ["AmazonEKSWorkerNodePolicy", "AmazonEKSWorkerNodeMinimalPolicy"],
  },
  aws_eks_fargate_profile: { role: "pod_execution_role_arn", policies: ["AmazonEKSFargatePodExecutionRolePolicy"] },
};

const ROLES_CAN: ResourceRule = {
  level: "error",
  title: "Roles of clusters, nodes and Fargate pods have the policies that EKS needs.",
  reason: "Without them the cluster is not made, or nodes never join, after a quarter of an hour.",
  expected: Object.values(NEEDED)
    .map(({ policies }) => policies.join(" or "))
    .join(", "),
  fix: "attach the policy of AWS by an aws_iam_role_policy_attachment",
  source: 'Amazon EKS User Guide, "Amazon EKS cluster IAM role" and "Amazon EKS node IAM role", read 2026-11',
  types: Object.keys(NEEDED),
  check: (one, estate) => {
    const needed = NEEDED[one.type];
    const [role] = needed ? one.targets(needed.role).filter(({ type }) => type === "aws_iam_role") : [];
    // A role with policies of its own may have the permissions by them.
    const hasOwn =
      role && (estate.referrers(role, "aws_iam_role_policy", "role").length > 0 || !role.lacks("inline_policy"));
    const held = role && managedPolicies(role, estate);
    if (!needed || !held || (hasOwn && held.length === 0)) return [];
    return needed.policies.some((policy) => held.includes(policy))
      ? []
      : [
          {
            found: `a role without ${needed.policies.join(" or ")}`,
            attribute: needed.role,
            expected: needed.policies.join(" or "),
          },
        ];
  },
};

const IN_ZONES: ResourceRule = {
  level: "error",
  title: "Clusters have subnets in two zones or more.",
  reason: "EKS refuses a cluster in one zone, at the apply.",
  expected: "subnets of two zones or more",
  fix: "name a subnet of each zone in vpc_config.subnet_ids",
  source: 'Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", read 2026-11',
  types: ["aws_eks_cluster"],
  check: (cluster) => {
    const zones = zonesAt(cluster, "vpc_config.subnet_ids");
    return zones?.size === 1
      ? [{ found: `subnets of ${[...zones].join(", ")} alone`, attribute: "vpc_config.subnet_ids" }]
      : [];
  },
};

/** Tags by which controllers find the subnets of load balancers. */
const ROLES_OF_SUBNETS = ["kubernetes.io/role/elb", "kubernetes.io/role/internal-elb"];

const TAGGED_ONCE: ResourceRule = {
  level: "error",
  title: "A subnet is for load balancers of the internet or for internal ones, not for both.",
  reason: "A load balancer that is found into both kinds of subnets answers from half of its zones.",
  expected: "one of the two tags, with the value 1 or none",
  fix: "tag public subnets with kubernetes.io/role/elb and private ones with kubernetes.io/role/internal-elb",
  source: 'Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", read 2026-11',
  types: ["aws_subnet"],
  check: (subnet) => {
    const tags = subnet.blocks("tags")[0] ?? {};
    const set = ROLES_OF_SUBNETS.filter((tag) => tags[tag] !== undefined && tags[tag] !== null);
    if (set.length > 1) return [{ found: set.join(" and "), attribute: "tags" }];
    return set
      .filter((tag) => isKnown(tags[tag]) && !["1", "", 1].includes(tags[tag] as string | number))
      .map((tag) => ({ found: `${tag} = ${String(tags[tag])}`, attribute: "tags" }));
  },
};

const SOMEBODY_ADMITTED: ResourceRule = {
  level: "error",
  title: "Clusters admit somebody besides who made them.",
  reason: "The creator is a pipeline, and when it is broken nobody can look.",
  expected: "an aws_eks_access_entry",
  fix: "add an aws_eks_access_entry for the role of administrators, with an aws_eks_access_policy_association",
  source: 'Amazon EKS User Guide, "Grant IAM users access to Kubernetes with EKS access entries", read 2026-11',
  types: ["aws_eks_cluster"],
  check: (cluster, estate) => {
    // By the ConfigMap aws-auth, which is in the cluster, others may be admitted.
    if (cluster.at("access_config.authentication_mode") !== "API") return [];
    const name = cluster.at("name");
    const entries = [
      ...estate.referrers(cluster, "aws_eks_access_entry", "cluster_name"),
      ...(typeof name === "string" ? estate.holders("aws_eks_access_entry", "cluster_name", name) : []),
    ];
    return entries.some(
      (one) => one.at("type") === undefined || one.at("type") === "STANDARD" || !isKnown(one.at("type")),
    )
      ? []
      : [{ found: "no access entry of people or pipelines" }];
  },
};

/** Whether the federated principal of a trust policy is the OIDC provider of a cluster. */
function isOfCluster(role: Resource, names: readonly string[]): boolean {
  if (names.some((name) => name.includes("oidc.eks."))) return true;
  return role
    .targets("assume_role_policy")
    .some(
      (one) =>
        one.type === "aws_iam_openid_connect_provider" &&
        one.targets("url").some(({ type }) => type === "aws_eks_cluster"),
    );
}

const SUBJECT = /^system:serviceaccount:[a-z0-9.-]+:[a-z0-9.-]+$/;

const ONE_SERVICE_ACCOUNT: ResourceRule = {
  level: "error",
  title: "Roles of pods trust one service account each.",
  reason: "With a wildcard, or without a subject, every pod of the cluster takes the role.",
  expected: "StringEquals on :sub with system:serviceaccount:<namespace>:<name>, and on :aud with sts.amazonaws.com",
  fix: "name the service account in :sub and sts.amazonaws.com in :aud, both by StringEquals",
  source: 'Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", read 2026-11',
  types: ["aws_iam_role"],
  check: (role) =>
    policiesAt(role, "assume_role_policy").flatMap(({ attribute, statements }) =>
      statements
        .filter(
          ({ isAllow, isOpen, principals }) =>
            isAllow &&
            !isOpen &&
            principals.some(({ kind, names }) => kind === "Federated" && isOfCluster(role, names)),
        )
        .flatMap(({ conditions }) => {
          const asked = (end: string) => conditions.filter(({ key }) => key.endsWith(end));
          const [subs, auds] = [asked(":sub"), asked(":aud")];
          const open = subs.filter(
            ({ test, values }) =>
              values.every(isKnown) && (test !== "StringEquals" || !values.every((one) => SUBJECT.test(String(one)))),
          );
          const found = [
            subs.length === 0 ? ["no condition on :sub"] : [],
            open.map(({ test, values }) => `${test} on :sub with ${values.join(", ")}`),
            auds.length === 0 ? ["no condition on :aud"] : [],
          ].flat();
          return found.length > 0 ? [{ found: found.join("; "), attribute }] : [];
        }),
    ),
};

/** Services that pods on Fargate need before they run, by the ends of their endpoints' names. */
const FARGATE_NEEDS = ["ecr.api", "ecr.dkr", "s3"];

const FARGATE_GETS_OUT: ResourceRule = {
  level: "error",
  title: "Fargate pods reach the registry, by NAT or by endpoints.",
  reason: "A pod that cannot pull its image stays pending, and nobody is told.",
  expected: `a default route, or endpoints of ${FARGATE_NEEDS.join(", ")} in the VPC`,
  fix: "route the subnets to a NAT gateway, or add the endpoints to the VPC",
  source: 'Amazon EKS User Guide, "Deploy private clusters with limited internet access", read 2026-11',
  types: ["aws_eks_fargate_profile"],
  check: (profile, estate) => {
    const networks = estate.derived(networksOf);
    const isolated = profile
      .targets("subnet_ids")
      .filter((one) => one.type === "aws_subnet" && networks.kindOf(one) === "isolated");
    const vpcs = new Set(isolated.flatMap((one) => one.targets("vpc_id")));
    const names = [...vpcs]
      .flatMap((vpc) => estate.referrers(vpc, "aws_vpc_endpoint", "vpc_id"))
      .map((one) => one.at("service_name"));
    const missing = FARGATE_NEEDS.filter(
      (service) => !names.some((name) => typeof name !== "string" || name.endsWith(`.${service}`)),
    );
    return vpcs.size > 0 && missing.length > 0
      ? [{ found: `isolated subnets without endpoints of ${missing.join(", ")}`, attribute: "subnet_ids" }]
      : [];
  },
};

/** Rules about clusters of EKS and who is let into them. */
export const CLUSTER_RULES = {
  "EKS-01": IN_ZONES,
  "EKS-02": {
    level: "production",
    title: "Nodes of production lie in private subnets.",
    reason: "A node in a public subnet has an address on the internet, and one open rule lets everybody at its pods.",
    expected: "private subnets",
    fix: "name private subnets, and let load balancers stand in the public ones",
    source: 'Amazon EKS Best Practices Guide, "VPC and Subnet Considerations", read 2026-11',
    types: ["aws_eks_node_group"],
    check: (group, estate) => publicSubnets(group, "subnet_ids", estate),
  },
  "EKS-03": TAGGED_ONCE,
  "EKS-05": ROLES_CAN,
  "EKS-07": ONE_SERVICE_ACCOUNT,
  "EKS-09": SOMEBODY_ADMITTED,
  "EKS-11": settingRule({
    level: "error",
    title: "Clusters name their Kubernetes version.",
    reason: "Otherwise the next one is made with another version than this one, and nobody has decided it.",
    fix: "set version to one that EKS supports",
    source: "Terraform AWS provider 5.100, `aws_eks_cluster`, read 2026-11",
    settings: { aws_eks_cluster: set("version") },
  }),
  "EKS-27": settingRule({
    level: "warning",
    title: "Clusters and their nodes run a Kubernetes version in standard support.",
    reason: "Extended support costs six times as much; after it AWS raises the version at a time of its own.",
    fix: "raise version by one minor version at a time, nodes after the cluster",
    source: "AWS Security Hub User Guide, controls EKS.2 and EKS.9, read 2026-11",
    settings: { aws_eks_cluster: IN_SUPPORT, aws_eks_node_group: IN_SUPPORT },
  }),
  "FG-01": {
    level: "error",
    title: "Fargate profiles lie in private subnets.",
    reason: "EKS refuses public ones, at the apply.",
    expected: "private subnets",
    fix: "name private subnets",
    source: 'Amazon EKS User Guide, "Define which Pods use AWS Fargate when launched", read 2026-11',
    types: ["aws_eks_fargate_profile"],
    check: (profile, estate) => publicSubnets(profile, "subnet_ids", estate),
  },
  "FG-02": FARGATE_GETS_OUT,
  "FG-03": {
    level: "error",
    title: "Fargate profiles select pods.",
    reason: "EKS refuses a profile without a selector, at the apply.",
    expected: "a selector or several",
    fix: "add a selector with the namespace of the pods",
    source: 'Amazon EKS User Guide, "Define which Pods use AWS Fargate when launched", read 2026-11',
    types: ["aws_eks_fargate_profile"],
    check: (profile) =>
      profile.blocks("selector").length === 0 && isKnown(profile.at("selector"))
        ? [{ found: "no selector", attribute: "selector" }]
        : [],
  },
} as const satisfies Rules;
