import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { Role } from "../../iam/role";

/** Properties of {@link ClusterRole}. */
export interface ClusterRoleProps {
  /** Last part of the role's name. */
  readonly name: string;
  readonly clusterName: string;
}

/**
 * What EKS needs to run a cluster (Amazon EKS User Guide, "Amazon EKS cluster IAM role" and "Security groups for pods", as of
 * 2026-11).
 */
const POLICIES = ["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"];

/** The role by which EKS runs a cluster. */
export class ClusterRole extends Construct {
  readonly role: Role;
  /** Attachments of the policies. The cluster is made after them and deleted before them: without them EKS leaves interfaces behind. */
  readonly attachments: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string, { name, clusterName }: ClusterRoleProps) {
    super(scope, id);
    const prefix = `arn:${EnvironmentStack.of(this).partition}:iam::aws:policy`;
    this.role = new Role(this, "role", {
      name,
      description: `Runs the EKS cluster ${clusterName}`,
      trustedBy: [{ by: "service", service: "eks.amazonaws.com" }],
      managedPolicyArns: POLICIES.map((policy) => `${prefix}/${policy}`),
    });
    this.attachments = this.role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
  }

  get roleArn(): string {
    return this.role.roleArn;
  }
}
