import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { ServiceAccountRole } from "../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "./controller-role";

/**
 * The role of the Kubernetes Cluster Autoscaler. It sizes the Auto Scaling groups that have the tag
 * `k8s.io/cluster-autoscaler/<cluster>` with the value `owned`, and no others: EKS gives it to managed node groups, and
 * `addSelfManagedNodes` to the others.
 *
 * The defaults, `cluster-autoscaler` in `kube-system`, are those of the project's own manifests; its chart takes the name as
 * `rbac.serviceAccount.name`. Permissions: Cluster Autoscaler on AWS, README, "Full Cluster Autoscaler Features Policy", 2026-08.
 *
 * ```ts
 * clusterAutoscalerRole(this, "cluster-autoscaler", { cluster });
 * ```
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function clusterAutoscalerRole(scope: Construct, id: string, props: ControllerRoleProps): ServiceAccountRole {
  const stack = EnvironmentStack.of(scope);
  const { clusterName } = props.cluster;
  return controllerRole(scope, id, props, {
    description: "Cluster Autoscaler: sizes the node groups of the cluster",
    namespace: "kube-system",
    serviceAccount: "cluster-autoscaler",
    statements: [
      {
        sid: "FindGroups",
        actions: [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities",
          "autoscaling:DescribeTags",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
        ],
        resources: ["*"],
        wildcardReason:
          "AWS knows no narrower resource for actions that list; the autoscaler finds its groups by tags.",
      },
      {
        sid: "ReadNodeGroups",
        actions: ["eks:DescribeNodegroup"],
        resources: [stack.arn("eks", `nodegroup/${clusterName}/*/*`)],
      },
      {
        sid: "SizeGroups",
        actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
        resources: [stack.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*")],
        conditions: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
      },
    ],
  });
}
