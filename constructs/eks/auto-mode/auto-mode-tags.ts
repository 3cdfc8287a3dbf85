import type { GrantStatement } from "../../iam/grantable";

/** EKS names the cluster in the session by which it acts, and in a tag of everything that it makes. */
const SAME_CLUSTER = {
  StringEquals: { "aws:RequestTag/eks:eks-cluster-name": "${aws:PrincipalTag/eks:eks-cluster-name}" },
};

/** What can be named by nothing else before it is there. */
const WHAT_COMES = "what EKS is about to make has no ARN yet; the condition keeps it to what has the cluster's tag";

/**
 * What the role of a cluster needs besides the policies of AWS, to put tags of one's own on what EKS Auto Mode makes (Amazon EKS User Guide,
 * "Learn about identity and access in EKS Auto Mode", section on custom tags, as of 2026-11). Without Shield, which the project has not.
 */
export const CUSTOM_TAG_STATEMENTS: readonly GrantStatement[] = [
  {
    sid: "TagNodes",
    actions: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
    resources: ["*"],
    conditions: {
      ...SAME_CLUSTER,
      StringLike: {
        "aws:RequestTag/eks:kubernetes-node-class-name": "*",
        "aws:RequestTag/eks:kubernetes-node-pool-name": "*",
      },
    },
    wildcardReason: WHAT_COMES,
  },
  {
    sid: "TagVolumes",
    actions: ["ec2:CreateSnapshot", "ec2:CreateVolume"],
    resources: ["*"],
    conditions: SAME_CLUSTER,
    wildcardReason: WHAT_COMES,
  },
  {
    sid: "TagInterfaces",
    actions: ["ec2:CreateNetworkInterface"],
    resources: ["*"],
    conditions: { ...SAME_CLUSTER, StringLike: { "aws:RequestTag/eks:kubernetes-cni-node-name": "*" } },
    wildcardReason: WHAT_COMES,
  },
  {
    sid: "TagLoadBalancers",
    actions: [
      "ec2:CreateSecurityGroup",
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateLoadBalancer",
      "elasticloadbalancing:CreateRule",
      "elasticloadbalancing:CreateTargetGroup",
    ],
    resources: ["*"],
    conditions: SAME_CLUSTER,
    wildcardReason: WHAT_COMES,
  },
];
