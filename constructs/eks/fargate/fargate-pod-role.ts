import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { Role } from "../../iam/role";
import type { FargateLogs } from "./fargate-logs";

/** Properties of {@link FargatePodRole}. */
export interface FargatePodRoleProps {
  /** Name of the profile. */
  readonly name: string;
  /** Name of the cluster, as a literal. */
  readonly clusterName: string;
  /** Where the pods log to; nowhere when absent. */
  readonly logs?: FargateLogs;
}

/**
 * The pod execution role of a profile: Fargate joins the cluster, pulls images and ships logs with it. Containers never get it, so
 * it is no grantee; they have roles of their service accounts.
 */
export class FargatePodRole extends Construct {
  /** What the role may do. Pods start only after it. */
  readonly permissions: readonly TerraformResource[];
  readonly #role: Role;

  constructor(scope: Construct, id: string, { name, clusterName, logs }: FargatePodRoleProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.#role = new Role(this, "role", {
      name: ["fargate", ...clusterPart(clusterName, stack), name].join("-"),
      description: `Pulls images and ships logs for pods of the Fargate profile ${name}`,
      trustedBy: [
        {
          by: "service",
          service: "eks-fargate-pods.amazonaws.com",
          // Amazon EKS User Guide, "Amazon EKS Pod execution IAM role" (as of 2026-11): without it, Fargate could be made to use
          // the role for profiles of others. The ARN has the account in it; the service is not said to send the account as well.
          conditions: { ArnLike: { "aws:SourceArn": stack.arn("eks", `fargateprofile/${clusterName}/*`) } },
        },
      ],
      // ECR pull of any repository, and nothing else: images of add-ons lie in registries of AWS, which differ by region.
      managedPolicyArns: [`arn:${stack.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`],
    });
    logs?.grantWrite(this.#role);
    const attachments = this.#role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
    const { policy } = this.#role.grants;
    this.permissions = [...attachments, ...(policy ? [policy] : [])];
  }

  get roleArn(): string {
    return this.#role.roleArn;
  }
}

/** The part by which a cluster's name differs from that of the environment's unnamed cluster. Names of existing clusters have none. */
function clusterPart(clusterName: string, stack: EnvironmentStack): readonly string[] {
  const prefix = `${stack.physicalName("eksCluster")}-`;
  return clusterName.startsWith(prefix) ? [clusterName.slice(prefix.length)] : [];
}
