import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { Role } from "../../iam/role";

/** Properties of {@link NodeRole}. */
export interface NodeRoleProps {
  /** Name of the nodes in code; last part of the role's name. */
  readonly name: string;
  /** Whether Session Manager opens shells on the nodes. */
  readonly sessionManager: boolean;
}

/**
 * The role of nodes: what kubelet and the image puller need, and nothing that pods could come by. It is no grantee on purpose; pods
 * get roles of their own (`cluster.serviceAccountRole`).
 */
export class NodeRole extends Construct {
  /** Attachments of the policies. Nodes join only after them. */
  readonly attachments: readonly IamRolePolicyAttachment[];
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const prefix = `arn:${EnvironmentStack.of(this).partition}:iam::aws:policy`;
    const policies = [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryReadOnly",
      ...(props.sessionManager ? ["AmazonSSMManagedInstanceCore"] : []),
    ];
    this.#role = new Role(this, "role", {
      name: `nodes-${props.name}`,
      description: `Nodes ${props.name} of an EKS cluster`,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
      managedPolicyArns: policies.map((policy) => `${prefix}/${policy}`),
    });
    this.attachments = this.#role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
  }

  get roleArn(): string {
    return this.#role.roleArn;
  }

  get roleName(): string {
    return this.#role.roleName;
  }
}
