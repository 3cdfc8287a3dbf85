import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Role } from "../../iam/roles/role";
import { CUSTOM_TAG_STATEMENTS } from "../auto-mode/auto-mode-tags";

/** Properties of {@link ClusterRole}. */
export interface ClusterRoleProps {
  /** Last part of the role's name. */
  readonly name: string;
  readonly clusterName: string;
  /**
   * The whole name of the role.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made from `name`
   */
  readonly roleName?: string;
  /** Whether EKS Auto Mode acts by it. @default false */
  readonly autoMode?: boolean;
  /** Whether EKS Auto Mode puts tags of one's own on what it makes. @default false */
  readonly customTags?: boolean;
}

/**
 * What EKS needs to run a cluster (Amazon EKS User Guide, "Amazon EKS cluster IAM role" and "Security groups for pods", as of
 * 2026-11).
 */
const POLICIES = ["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"];

/** What EKS Auto Mode needs besides (Amazon EKS User Guide, "Amazon EKS Auto Mode cluster IAM role", as of 2026-11). */
const AUTO_MODE_POLICIES = [
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/**
 * The role by which EKS runs a cluster. The cluster is made after its permissions and deleted before them: without them EKS leaves
 * network interfaces behind.
 */
export class ClusterRole extends BaseConstruct {
  readonly role: Role;
  /** Attachments of AWS's policies. */
  readonly attachments: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string, props: ClusterRoleProps) {
    super(scope, id);
    const { name, clusterName, roleName, autoMode = false, customTags = false } = props;
    const prefix = `arn:${EnvironmentStack.of(this).partition}:iam::aws:policy`;
    this.role = new Role(this, "role", {
      ...(roleName === undefined ? { name } : { roleName }),
      description: `Runs the EKS cluster ${clusterName}`,
      trustedBy: [{ by: "service", service: "eks.amazonaws.com", ...(autoMode ? { tagsSession: true } : {}) }],
      managedPolicyArns: [...POLICIES, ...(autoMode ? AUTO_MODE_POLICIES : [])].map((policy) => `${prefix}/${policy}`),
    });
    if (customTags) for (const statement of CUSTOM_TAG_STATEMENTS) this.role.allow(statement);
    this.attachments = this.role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
  }

  /**
   * Lets EKS encrypt secrets by a key, also in upgrades (Amazon EKS Best Practices Guide, "Best Practices for Cluster Upgrades", section
   * on basic requirements, as of 2026-11). A key of another account has to admit the role by its own policy.
   */
  useKey(keyArn: string): void {
    this.role.allow({
      sid: "EncryptSecrets",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
      resources: [keyArn],
    });
  }

  /** What has to be there before the cluster, and as long as it is. */
  get permissions(): readonly TerraformResource[] {
    const { policy } = this.role.grants;
    return [...this.attachments, ...(policy ? [policy] : [])];
  }

  get roleArn(): string {
    return this.role.roleArn;
  }
}
