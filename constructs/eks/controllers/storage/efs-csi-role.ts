import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type Controller, type ControllerRoleProps, controllerRole } from "../controller-role";
import { checkScope } from "../scope-checks";

/** Properties of {@link efsCsiRole}. */
export interface EfsCsiRoleProps extends ControllerRoleProps {
  /**
   * ARNs of the file systems that access points may be made in.
   *
   * @default - file systems of the account with the tag `kubernetes.io/cluster/<name of the cluster>`
   */
  readonly fileSystemArns?: readonly string[];
}

/**
 * The role of the EFS CSI driver's controller: it makes access points in the file systems that are named, and deletes those that it
 * made. Nodes mount by network and need no role for that.
 *
 * After AWS's managed policy AmazonEFSCSIDriverPolicy and the policy of the project (kubernetes-sigs/aws-efs-csi-driver,
 * `docs/iam-policy-example.json`, as of 2026-07), with file systems where those have everything.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function efsCsiRole(scope: Construct, id: string, props: EfsCsiRoleProps): ServiceAccountRole {
  const controller = {
    description: "EFS CSI driver: access points for the pods of the cluster",
    namespace: "kube-system",
    serviceAccount: "efs-csi-controller-sa",
    statements: statements(EnvironmentStack.of(scope), props),
  };
  return controllerRole(scope, id, props, controller, (problems) => {
    checkScope("fileSystem", props.fileSystemArns, "fileSystemArns", problems);
  });
}

const TAG = "efs.csi.aws.com/cluster";

function statements(stack: EnvironmentStack, { cluster, fileSystemArns }: EfsCsiRoleProps): Controller["statements"] {
  const fileSystems = fileSystemArns ?? [stack.arn("elasticfilesystem", "file-system/*")];
  const accessPoints = stack.arn("elasticfilesystem", "access-point/*");
  const taggedFileSystem = { [`aws:ResourceTag/kubernetes.io/cluster/${cluster.clusterName}`]: "false" };
  return [
    {
      sid: "DescribeZones",
      actions: ["ec2:DescribeAvailabilityZones"],
      resources: ["*"],
      wildcardReason: "EC2 cannot limit what is described to single resources.",
    },
    {
      sid: "Describe",
      actions: [
        "elasticfilesystem:DescribeAccessPoints",
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeMountTargets",
      ],
      resources: [accessPoints, ...fileSystems],
    },
    {
      sid: "CreateAccessPoints",
      actions: ["elasticfilesystem:CreateAccessPoint"],
      resources: fileSystems,
      conditions: {
        StringEquals: { [`aws:RequestTag/${TAG}`]: "true" },
        ...(fileSystemArns ? {} : { Null: taggedFileSystem }),
      },
    },
    {
      sid: "TagNewAccessPoints",
      actions: ["elasticfilesystem:TagResource"],
      resources: [accessPoints, ...fileSystems],
      conditions: {
        StringEquals: { [`aws:RequestTag/${TAG}`]: "true", "elasticfilesystem:CreateAction": "CreateAccessPoint" },
      },
    },
    {
      sid: "DeleteAccessPoints",
      actions: ["elasticfilesystem:DeleteAccessPoint"],
      resources: [accessPoints],
      conditions: { StringEquals: { [`aws:ResourceTag/${TAG}`]: "true" } },
    },
  ];
}
