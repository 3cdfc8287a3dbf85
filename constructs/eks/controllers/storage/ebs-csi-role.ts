import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import { viaService } from "../../../iam/policies/key-grants";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "../controller-role";
import { checkScope } from "../scope-checks";

/** Properties of {@link ebsCsiRole}. */
export interface EbsCsiRoleProps extends ControllerRoleProps {
  /**
   * ARNs of the KMS keys of this account that volumes may be encrypted with.
   *
   * @default - AWS's own key for EBS, which needs no permission
   */
  readonly keyArns?: readonly string[];
}

/**
 * The role of the EBS CSI driver's controller: it makes, attaches, changes and deletes volumes and snapshots of its cluster, and of
 * no other. The driver gives them the tag `ebs.csi.aws.com/cluster-name` (version 1.58 or newer; the add-on tells it the name);
 * volumes from elsewhere that pods are to use need that tag.
 *
 * After AWS's managed policy (`AmazonEBSCSIDriverEKSClusterScopedPolicy`, of 2026-04-16), with the cluster's name written out
 * so that it works for IRSA too. Nodes are known by the tags that EKS and Karpenter give them.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function ebsCsiRole(scope: Construct, id: string, props: EbsCsiRoleProps): ServiceAccountRole {
  const stack = EnvironmentStack.of(scope);
  const controller = {
    description: "EBS CSI driver: volumes of the cluster",
    namespace: "kube-system",
    serviceAccount: "ebs-csi-controller-sa",
    statements: [
      describe(),
      ...volumes(stack, props.cluster.clusterName),
      ...snapshots(stack, props.cluster.clusterName),
      ...attachment(stack, props.cluster.clusterName),
      ...tags(stack, props.cluster.clusterName),
      ...encryption(stack, props.keyArns ?? []),
    ],
  };
  return controllerRole(scope, id, props, controller, (problems) => {
    checkScope("key", props.keyArns, "keyArns", problems);
  });
}

const NAME_TAG = "ebs.csi.aws.com/cluster-name";

function describe(): GrantStatement {
  return {
    sid: "Describe",
    actions: [
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeSnapshots",
      "ec2:DescribeVolumes",
      "ec2:DescribeVolumesModifications",
      "ec2:DescribeVolumeStatus",
    ],
    resources: ["*"],
    wildcardReason: "EC2 cannot limit what is described to single resources.",
  };
}

function volumes(stack: EnvironmentStack, cluster: string): GrantStatement[] {
  return [
    {
      sid: "CreateVolumes",
      actions: ["ec2:CreateVolume", "ec2:CopyVolumes"],
      resources: [stack.arn("ec2", "volume/*")],
      conditions: { StringEquals: { [`aws:RequestTag/${NAME_TAG}`]: cluster } },
    },
    {
      sid: "ManageVolumes",
      actions: [
        "ec2:AttachVolume",
        "ec2:CopyVolumes",
        "ec2:CreateSnapshot",
        "ec2:DeleteVolume",
        "ec2:DetachVolume",
        "ec2:ModifyVolume",
      ],
      resources: [stack.arn("ec2", "volume/*")],
      conditions: ofCluster(cluster),
    },
  ];
}

/** Snapshots have no account in their ARNs. */
function snapshots(stack: EnvironmentStack, cluster: string): GrantStatement[] {
  const resources = [stack.arn("ec2", "snapshot/*", { account: "" })];
  return [
    {
      sid: "CreateSnapshots",
      actions: ["ec2:CreateSnapshot"],
      resources,
      conditions: { StringEquals: { [`aws:RequestTag/${NAME_TAG}`]: cluster } },
    },
    {
      sid: "ManageSnapshots",
      actions: ["ec2:CreateVolume", "ec2:DeleteSnapshot", "ec2:EnableFastSnapshotRestores", "ec2:LockSnapshot"],
      resources,
      conditions: ofCluster(cluster),
    },
  ];
}

/**
 * Two tags: EKS gives the first to the nodes of managed groups, the second is on self-managed nodes and on those of Karpenter
 * (Amazon EKS User Guide, "Create self-managed Amazon Linux nodes"; Karpenter, "NodeClasses", as of 2026-11).
 */
function attachment(stack: EnvironmentStack, cluster: string): GrantStatement[] {
  const statement = {
    actions: ["ec2:AttachVolume", "ec2:DetachVolume"],
    resources: [stack.arn("ec2", "instance/*")],
  };
  return [
    {
      ...statement,
      sid: "AttachToManagedNodes",
      conditions: { StringEquals: { "ec2:ResourceTag/eks:cluster-name": cluster } },
    },
    {
      ...statement,
      sid: "AttachToOtherNodes",
      conditions: { StringEquals: { [`ec2:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" } },
    },
  ];
}

/** Tags may be given to what is being made, and later to volumes of the cluster, but never those that this policy trusts. */
function tags(stack: EnvironmentStack, cluster: string): GrantStatement[] {
  const volume = stack.arn("ec2", "volume/*");
  return [
    {
      sid: "TagWhatIsMade",
      actions: ["ec2:CreateTags"],
      resources: [volume, stack.arn("ec2", "snapshot/*", { account: "" })],
      conditions: { StringEquals: { "ec2:CreateAction": ["CopyVolumes", "CreateSnapshot", "CreateVolume"] } },
    },
    {
      sid: "ChangeTags",
      actions: ["ec2:CreateTags", "ec2:DeleteTags"],
      resources: [volume],
      conditions: {
        ...ofCluster(cluster),
        Null: { "aws:TagKeys": "false" },
        "ForAllValues:StringNotEquals": { "aws:TagKeys": ["ebs.csi.aws.com/cluster", NAME_TAG] },
      },
    },
  ];
}

/** Amazon EBS User Guide, "How Amazon EBS encryption works", as of 2026-11: which actions, and that they come by way of EC2. */
function encryption(stack: EnvironmentStack, keyArns: readonly string[]): GrantStatement[] {
  if (keyArns.length === 0) return [];
  const viaEc2 = viaService(stack, "ec2");
  return [
    {
      sid: "UseKeys",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      resources: keyArns,
      conditions: viaEc2,
    },
    {
      sid: "LendKeysToVolumes",
      actions: ["kms:CreateGrant"],
      resources: keyArns,
      conditions: { ...viaEc2, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

function ofCluster(cluster: string) {
  return { StringEquals: { [`ec2:ResourceTag/${NAME_TAG}`]: cluster } };
}
