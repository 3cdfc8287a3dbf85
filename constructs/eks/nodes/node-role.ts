import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { pathInStack } from "../../core/names/path-in-stack";
import { holdRole, type MorePolicies, type WidenedProblem } from "../../iam/policies/more-policies";
import { Role } from "../../iam/roles/role";

/**
 * What kubelet and the puller of images need (Amazon EKS User Guide, "Amazon EKS node IAM role", as of 2026-11). The policy of the CNI is
 * not among them: `aws-node` has a role of its own.
 */
const POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly"];

/** The same for nodes of EKS Auto Mode (Amazon EKS User Guide, "Amazon EKS Auto Mode node IAM role", as of 2026-11). */
const AUTO_MODE_POLICIES = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/** What Session Manager needs besides. */
const SESSION_POLICY = "AmazonSSMManagedInstanceCore";

const WIDENED: WidenedProblem = {
  code: "EKS_NODE_ROLE_WIDENED",
  message: "Every pod of a node could come by what its role may do, so nothing else is attached to it.",
  fix: "give the pods a role of their own: cluster.serviceAccountRole(…), and grant to that; morePolicies is for what the node itself needs",
};

/** Properties of {@link NodeRole}. */
export interface NodeRoleProps {
  /** Last part of the role's name, which says which nodes it is for. */
  readonly name: string;
  /**
   * The whole name of the role.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made
   */
  readonly roleName?: string;
  /** Whether EKS Auto Mode runs the nodes. @default false */
  readonly autoMode?: boolean;
  /** Whether Session Manager opens shells on the nodes. */
  readonly sessionManager: boolean;
  /** @default - none */
  readonly morePolicies?: MorePolicies;
}

/**
 * The role of nodes: what kubelet and the puller of images need, and nothing that pods could come by. It is no grantee on purpose; pods
 * get roles of their own (`cluster.serviceAccountRole`).
 *
 * At synth: `EKS_NODE_ROLE_WIDENED` for whatever else is attached to it in its stack; `morePolicies` is the way.
 */
export class NodeRole extends BaseConstruct {
  /** Attachments of the policies. Nodes join only after them. */
  readonly attachments: readonly IamRolePolicyAttachment[];
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const prefix = `arn:${EnvironmentStack.of(this).partition}:iam::aws:policy`;
    const policies = [
      ...(props.autoMode ? AUTO_MODE_POLICIES : POLICIES),
      ...(props.sessionManager ? [SESSION_POLICY] : []),
    ];
    this.#role = new Role(this, "role", {
      ...(props.roleName === undefined ? { name: props.name } : { roleName: props.roleName }),
      description: `Nodes of an EKS cluster: ${props.name}`,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
      managedPolicyArns: [...policies.map((policy) => `${prefix}/${policy}`), ...(props.morePolicies?.arns ?? [])],
    });
    this.attachments = this.#role.node.children.filter((child) => child instanceof IamRolePolicyAttachment);
    holdRole(this, this.#role, props.morePolicies, WIDENED);
  }

  get roleArn(): string {
    return this.#role.roleArn;
  }

  /** Name of the role, as a reference that makes its reader wait for the role. */
  get roleName(): string {
    return this.#role.roleName;
  }
}

/** Last part of the names of what belongs to nodes: the path of the nodes, without what the names say anyway. */
export function nodesLabel(nodes: Construct): string {
  const stack = EnvironmentStack.of(nodes);
  const path = pathInStack(nodes);
  return path.startsWith(`${stack.stackName}-`) ? path.slice(stack.stackName.length + 1) : path;
}
