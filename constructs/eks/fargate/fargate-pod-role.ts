import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { holdRole, type MorePolicies, type WidenedProblem } from "../../iam/policies/more-policies";
import { Role } from "../../iam/roles/role";
import type { FargateLogs } from "./fargate-logs";

/** Properties of {@link FargatePodRole}. */
export interface FargatePodRoleProps {
  /** Name of the profile. */
  readonly name: string;
  /** Name of the cluster, as a literal. */
  readonly clusterName: string;
  /** Where the pods log to; nowhere when absent. */
  readonly logs?: FargateLogs;
  /** @default - none */
  readonly morePolicies?: MorePolicies;
}

const WIDENED: WidenedProblem = {
  code: "FARGATE_POD_ROLE_WIDENED",
  message: "Fargate starts pods by this role, and containers never get it; so nothing else is attached to it.",
  fix: "give the pods a role of their own: cluster.serviceAccountRole(…), and grant to that; morePolicies is for what starting them needs",
};

/**
 * The pod execution role of a profile: Fargate joins the cluster, pulls images and ships logs with it. Containers never get it, so
 * it is no grantee; they have roles of their service accounts.
 *
 * At synth: `FARGATE_POD_ROLE_WIDENED` for whatever else is attached to it in its stack; `morePolicies` is the way.
 */
export class FargatePodRole extends BaseConstruct {
  /** What the role may do. Pods start only after it. */
  readonly permissions: readonly TerraformResource[];
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: FargatePodRoleProps) {
    super(scope, id);
    const { name, clusterName, logs, morePolicies } = props;
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
      managedPolicyArns: [
        `arn:${stack.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`,
        ...(morePolicies?.arns ?? []),
      ],
    });
    logs?.grantWrite(this.#role);
    holdRole(this, this.#role, morePolicies, WIDENED);
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
