import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { Role } from "../../iam/role";

/** Properties of {@link FargatePodRole}. */
export interface FargatePodRoleProps {
  /** Name of the profile. */
  readonly name: string;
  /** Name of the cluster, as a literal. */
  readonly clusterName: string;
}

/**
 * The pod execution role of a profile: Fargate pulls images and ships logs with it. Containers never get it; they have roles of
 * their service accounts.
 */
export class FargatePodRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { name, clusterName }: FargatePodRoleProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.role = new Role(this, "Default", {
      name: `fargate-${name}`,
      description: `Pulls images and ships logs for pods of the Fargate profile ${name}`,
      trustedBy: [
        {
          by: "service",
          service: "eks-fargate-pods.amazonaws.com",
          // Amazon EKS User Guide, "Amazon EKS Pod execution IAM role" (as of 2026-11): the service says for which profile it
          // acts, and of whose account, by this key alone.
          conditions: { ArnLike: { "aws:SourceArn": stack.arn("eks", `fargateprofile/${clusterName}/*`) } },
        },
      ],
      managedPolicyArns: [`arn:${stack.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`],
    });
  }

  get roleArn(): string {
    return this.role.roleArn;
  }
}
