import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import type { IEksCluster } from "../../cluster/eks-cluster.types";
import { CLUSTER_TAG } from "./load-balancer-permissions";

/**
 * What the controller does with security groups. Its own have the cluster's tag; rules it also writes into the groups of nodes and
 * pods, which is why those are limited by the VPC (AWS Load Balancer Controller, "Installation", as of 2026-08).
 */
export function securityGroupStatements(stack: EnvironmentStack, cluster: IEksCluster): GrantStatement[] {
  const groups = [stack.arn("ec2", "security-group/*")];
  const vpc = stack.arn("ec2", `vpc/${cluster.network.vpcId}`);
  const tagged = { [`aws:RequestTag/${CLUSTER_TAG}`]: cluster.clusterName };
  const own = { [`aws:ResourceTag/${CLUSTER_TAG}`]: cluster.clusterName };
  return [
    {
      sid: "CreateGroups",
      actions: ["ec2:CreateSecurityGroup"],
      resources: groups,
      conditions: { StringEquals: tagged },
    },
    { sid: "CreateGroupsInVpc", actions: ["ec2:CreateSecurityGroup"], resources: [vpc] },
    {
      sid: "DeleteGroups",
      actions: ["ec2:DeleteSecurityGroup"],
      resources: groups,
      conditions: { StringEquals: own },
    },
    {
      sid: "WriteRules",
      actions: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      resources: groups,
      conditions: { ArnEquals: { "ec2:Vpc": vpc } },
    },
    {
      sid: "TagNewGroups",
      actions: ["ec2:CreateTags"],
      resources: groups,
      conditions: { StringEquals: { ...tagged, "ec2:CreateAction": "CreateSecurityGroup" } },
    },
    {
      sid: "ChangeTagsOfGroups",
      actions: ["ec2:CreateTags", "ec2:DeleteTags"],
      resources: groups,
      conditions: { StringEquals: own, Null: { [`aws:RequestTag/${CLUSTER_TAG}`]: "true" } },
    },
  ];
}
