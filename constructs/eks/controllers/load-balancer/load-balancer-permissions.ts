import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import type { LoadBalancerControllerRoleProps } from "./load-balancer-controller-role.types";

/** The tag by which the controller knows what is its own; its value is the name of the cluster. */
export const CLUSTER_TAG = "elbv2.k8s.aws/cluster";

/** What the controller does with load balancers, listeners, rules and target groups. */
export function loadBalancerStatements(
  stack: EnvironmentStack,
  props: LoadBalancerControllerRoleProps,
): GrantStatement[] {
  const arns = elbArns(stack);
  const cluster = props.cluster.clusterName;
  return [
    describe(),
    ...create(arns, cluster, props.internetFacing ?? true),
    ...change(arns, cluster),
    ...tag(arns, cluster),
    ...targets(arns, cluster, props.targetGroupArns),
  ];
}

/** ARNs of what the controller works on, in the stack's account and region. */
interface ElbArns {
  readonly loadBalancers: readonly string[];
  readonly listeners: readonly string[];
  readonly rules: readonly string[];
  readonly targetGroups: readonly string[];
}

/** The kind of load balancer (`app`, `net`) is left open: the policy must stay below what IAM takes in inline policies. */
function elbArns(stack: EnvironmentStack): ElbArns {
  const arns = (resource: string): readonly string[] => [stack.arn("elasticloadbalancing", resource)];
  return {
    loadBalancers: arns("loadbalancer/*/*/*"),
    listeners: arns("listener/*/*/*/*"),
    rules: arns("listener-rule/*/*/*/*/*"),
    targetGroups: arns("targetgroup/*/*"),
  };
}

/** Elastic Load Balancing asks for some of the EC2 ones itself when it makes a load balancer, in the caller's name. */
function describe(): GrantStatement {
  return {
    sid: "Describe",
    actions: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAddresses",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeCoipPools",
      "ec2:DescribeInstances",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeIpamPools",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeTags",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeVpcs",
      "ec2:GetCoipPoolUsage",
      "ec2:GetSecurityGroupsForVpc",
      "elasticloadbalancing:DescribeCapacityReservation",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeListenerCertificates",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeSSLPolicies",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:DescribeTrustStores",
    ],
    resources: ["*"],
    wildcardReason: "EC2 and Elastic Load Balancing cannot limit what is described to single resources.",
  };
}

/** Whatever is made gets the tag of the cluster. A listener is made on a load balancer, a rule on a listener. */
function create(arns: ElbArns, cluster: string, internetFacing: boolean): GrantStatement[] {
  const tagged = { [`aws:RequestTag/${CLUSTER_TAG}`]: cluster };
  return [
    {
      sid: "CreateLoadBalancers",
      actions: ["elasticloadbalancing:CreateLoadBalancer"],
      resources: arns.loadBalancers,
      conditions: {
        StringEquals: { ...tagged, ...(internetFacing ? {} : { "elasticloadbalancing:Scheme": "internal" }) },
      },
    },
    {
      sid: "CreateOnLoadBalancers",
      actions: [
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:CreateTargetGroup",
      ],
      resources: [...arns.loadBalancers, ...arns.listeners, ...arns.targetGroups],
      conditions: { StringEquals: tagged },
    },
  ];
}

function change(arns: ElbArns, cluster: string): GrantStatement[] {
  return [
    {
      sid: "Change",
      actions: [
        "elasticloadbalancing:AddListenerCertificates",
        "elasticloadbalancing:DeleteListener",
        "elasticloadbalancing:DeleteLoadBalancer",
        "elasticloadbalancing:DeleteRule",
        "elasticloadbalancing:DeleteTargetGroup",
        "elasticloadbalancing:ModifyCapacityReservation",
        "elasticloadbalancing:ModifyIpPools",
        "elasticloadbalancing:ModifyListener",
        "elasticloadbalancing:ModifyListenerAttributes",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
        "elasticloadbalancing:ModifyRule",
        "elasticloadbalancing:ModifyTargetGroup",
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "elasticloadbalancing:RemoveListenerCertificates",
        "elasticloadbalancing:SetIpAddressType",
        "elasticloadbalancing:SetSecurityGroups",
        "elasticloadbalancing:SetSubnets",
      ],
      resources: [...arns.loadBalancers, ...arns.listeners, ...arns.rules, ...arns.targetGroups],
      conditions: ofCluster(cluster),
    },
    // IAM knows no tags for this one (Service Authorization Reference, "Elastic Load Balancing V2", as of 2026-11).
    { sid: "OrderRules", actions: ["elasticloadbalancing:SetRulePriorities"], resources: arns.rules },
  ];
}

/** Tags come with what is made; later they may change, except the one that says whose it is. */
function tag(arns: ElbArns, cluster: string): GrantStatement[] {
  const resources = [...arns.loadBalancers, ...arns.listeners, ...arns.rules, ...arns.targetGroups];
  return [
    {
      sid: "TagWhatIsMade",
      actions: ["elasticloadbalancing:AddTags"],
      resources,
      conditions: {
        StringEquals: {
          [`aws:RequestTag/${CLUSTER_TAG}`]: cluster,
          "elasticloadbalancing:CreateAction": [
            "CreateListener",
            "CreateLoadBalancer",
            "CreateRule",
            "CreateTargetGroup",
          ],
        },
      },
    },
    {
      sid: "ChangeTags",
      actions: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      resources,
      conditions: { ...ofCluster(cluster), Null: { [`aws:RequestTag/${CLUSTER_TAG}`]: "true" } },
    },
  ];
}

function targets(arns: ElbArns, cluster: string, others: readonly string[] | undefined): GrantStatement[] {
  const actions = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"];
  return [
    { sid: "RegisterTargets", actions, resources: arns.targetGroups, conditions: ofCluster(cluster) },
    ...(others ? [{ sid: "RegisterTargetsElsewhere", actions, resources: others }] : []),
  ];
}

function ofCluster(cluster: string) {
  return { StringEquals: { [`aws:ResourceTag/${CLUSTER_TAG}`]: cluster } };
}
