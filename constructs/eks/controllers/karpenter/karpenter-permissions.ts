import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import type { IEksCluster } from "../../cluster/eks-cluster.types";

/** What the permissions of Karpenter's controller are limited to. */
export interface KarpenterScope {
  readonly stack: EnvironmentStack;
  readonly cluster: Pick<IEksCluster, "clusterName" | "clusterArn">;
  /** Role of the nodes that it starts. */
  readonly nodeRoleArn: string;
  /** Whether it makes instance profiles itself. */
  readonly makesInstanceProfiles: boolean;
  /** Whether it asks for zonal shifts of the cluster. */
  readonly zonalShift: boolean;
}

type Conditions = NonNullable<GrantStatement["conditions"]>;

/**
 * What Karpenter's controller may do (Karpenter, reference "CloudFormation", 1.14): start instances that carry the tags of this
 * cluster and of a node pool, and end those that have them. The queue's permission is not among them.
 */
export function karpenterStatements(scope: KarpenterScope): readonly GrantStatement[] {
  return [
    ...launchStatements(scope),
    ...lifecycleStatements(scope),
    ...readStatements(scope),
    ...(scope.makesInstanceProfiles ? profileStatements(scope) : []),
    ...(scope.zonalShift ? [zonalShiftStatement(scope)] : []),
  ];
}

/**
 * Lets the first Spot request of an account make the role that Spot acts by. EC2 makes it for whoever may, and otherwise refuses with
 * `ServiceLinkedRoleCreationNotPermitted` (Karpenter, "Troubleshooting": missing service linked role, 1.14; Amazon EC2 User Guide,
 * "Service-linked role for Spot Instance requests", read 2026-11). Terraform cannot: it fails where the role exists.
 */
export function spotRoleStatement(stack: EnvironmentStack): GrantStatement {
  return {
    sid: "MakeSpotServiceRole",
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [stack.arn("iam", "role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot", { region: "" })],
    conditions: { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } },
  };
}

/** What a launch makes. */
const MADE = ["fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume"];

function launchStatements({ stack, cluster, nodeRoleArn }: KarpenterScope): GrantStatement[] {
  const owned: Conditions = tagged("aws:RequestTag", cluster.clusterName, "karpenter.sh/nodepool");
  const made = MADE.map((type) => stack.arn("ec2", `${type}/*`));
  return [
    {
      sid: "LaunchFrom",
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: [
        // Public images and their snapshots belong to no account in an ARN.
        stack.arn("ec2", "image/*", { account: "" }),
        stack.arn("ec2", "snapshot/*", { account: "" }),
        // Subnets and security groups may be shared by another account.
        ...["capacity-reservation", "placement-group", "security-group", "subnet"].map((type) =>
          stack.arn("ec2", `${type}/*`, { account: "*" }),
        ),
      ],
    },
    {
      sid: "LaunchByTemplate",
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: [stack.arn("ec2", "launch-template/*")],
      conditions: tagged("aws:ResourceTag", cluster.clusterName, "karpenter.sh/nodepool"),
    },
    {
      sid: "Launch",
      actions: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
      resources: made,
      conditions: withValues(owned, { "aws:RequestTag/eks:eks-cluster-name": cluster.clusterName }),
    },
    {
      sid: "TagAtLaunch",
      actions: ["ec2:CreateTags"],
      resources: made,
      conditions: withValues(owned, {
        "aws:RequestTag/eks:eks-cluster-name": cluster.clusterName,
        "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
      }),
    },
    {
      sid: "PassNodeRole",
      actions: ["iam:PassRole"],
      resources: [nodeRoleArn],
      conditions: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    },
  ];
}

function lifecycleStatements({ stack, cluster }: KarpenterScope): GrantStatement[] {
  const owned = tagged("aws:ResourceTag", cluster.clusterName, "karpenter.sh/nodepool");
  return [
    {
      sid: "TagNodes",
      actions: ["ec2:CreateTags"],
      resources: [stack.arn("ec2", "instance/*")],
      conditions: {
        ...owned,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster.clusterName },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] },
      },
    },
    {
      sid: "EndNodes",
      actions: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      resources: [stack.arn("ec2", "instance/*"), stack.arn("ec2", "launch-template/*")],
      conditions: owned,
    },
  ];
}

function readStatements({ stack, cluster }: KarpenterScope): GrantStatement[] {
  const { region } = stack.environment;
  return [
    {
      sid: "ReadRegion",
      actions: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": region } },
      wildcardReason: "AWS knows no narrower resource for actions that list; the condition limits them to the region.",
    },
    {
      sid: "ReadPrices",
      actions: ["pricing:GetProducts"],
      resources: ["*"],
      wildcardReason: "Prices are the same for everybody, and have no ARN.",
    },
    {
      sid: "ReadImageParameters",
      actions: ["ssm:GetParameter"],
      resources: [stack.arn("ssm", "parameter/aws/service/*", { account: "" })],
    },
    { sid: "ReadCluster", actions: ["eks:DescribeCluster"], resources: [cluster.clusterArn] },
    {
      sid: "ListInstanceProfiles",
      actions: ["iam:ListInstanceProfiles"],
      resources: ["*"],
      wildcardReason: "Karpenter looks for profiles that it left behind; the action is about the account as a whole.",
    },
    {
      sid: "ReadInstanceProfiles",
      actions: ["iam:GetInstanceProfile"],
      resources: [stack.arn("iam", "instance-profile/*", { region: "" })],
    },
  ];
}

function profileStatements({ stack, cluster }: KarpenterScope): GrantStatement[] {
  const resources = [stack.arn("iam", "instance-profile/*", { region: "" })];
  const own = (key: "aws:RequestTag" | "aws:ResourceTag"): Conditions =>
    withValues(tagged(key, cluster.clusterName, "karpenter.k8s.aws/ec2nodeclass"), {
      [`${key}/topology.kubernetes.io/region`]: stack.environment.region,
    });
  const asked = withValues(own("aws:RequestTag"), {
    "aws:RequestTag/eks:eks-cluster-name": cluster.clusterName,
  });
  return [
    { sid: "MakeInstanceProfiles", actions: ["iam:CreateInstanceProfile"], resources, conditions: asked },
    {
      sid: "TagInstanceProfiles",
      actions: ["iam:TagInstanceProfile"],
      resources,
      conditions: {
        StringEquals: { ...own("aws:ResourceTag").StringEquals, ...asked.StringEquals },
        StringLike: { ...own("aws:ResourceTag").StringLike, ...asked.StringLike },
      },
    },
    {
      sid: "KeepInstanceProfiles",
      actions: ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
      resources,
      conditions: own("aws:ResourceTag"),
    },
  ];
}

function zonalShiftStatement({ cluster }: KarpenterScope): GrantStatement {
  return {
    sid: "ReadZonalShift",
    actions: ["arc-zonal-shift:GetManagedResource"],
    resources: ["*"],
    conditions: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": cluster.clusterArn } },
    wildcardReason: "The condition names the cluster; the action's resource cannot.",
  };
}

/** Has the tag of the cluster, and another tag with whatever value. */
function tagged(key: "aws:RequestTag" | "aws:ResourceTag", clusterName: string, any: string): Conditions {
  return {
    StringEquals: { [`${key}/kubernetes.io/cluster/${clusterName}`]: "owned" },
    StringLike: { [`${key}/${any}`]: "*" },
  };
}

function withValues(conditions: Conditions, values: Conditions[string]): Conditions {
  return { ...conditions, StringEquals: { ...conditions.StringEquals, ...values } };
}
