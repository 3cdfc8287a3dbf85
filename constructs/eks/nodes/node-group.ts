import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { Construct } from "constructs";
import { architectureOf } from "../../compute/instance-architecture";
import { EnvironmentStack } from "../../core/environment-stack";
import type { NodeGroupOptions } from "./node-group.types";
import { NodeRole } from "./node-role";
import type { NodesCluster } from "./nodes-cluster.types";

/** Properties of {@link NodeGroup}. */
export interface NodeGroupProps extends NodeGroupOptions {
  /** Name in code; last part of the group's name. */
  readonly name: string;
  readonly cluster: NodesCluster;
}

/** A managed node group. Made by `cluster.addNodeGroup`. */
export class NodeGroup extends Construct {
  /** The Terraform resource. */
  readonly resource: EksNodeGroup;
  readonly #role: NodeRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { cluster, name, instanceTypes, min, max } = props;
    const stack = EnvironmentStack.of(this);
    this.#role = new NodeRole(this, "role", { name, sessionManager: props.sessionManager ?? false });
    const arm = instanceTypes.every((type) => architectureOf(type) === "arm64");
    this.resource = new EksNodeGroup(this, "Default", {
      clusterName: cluster.clusterName,
      nodeGroupNamePrefix: `${stack.environment.name}-${name}-`,
      nodeRoleArn: this.#role.roleArn,
      amiType: arm ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      instanceTypes: [...instanceTypes],
      subnetIds: cluster.tier.subnets.map((subnet) => subnet.subnetId),
      scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: [...this.#role.attachments],
    });
    cluster.computeOrder.registerCompute(this.resource);
    cluster.registerNodeRole(name, this.roleArn);
  }

  /** Name of the group, which another group of the same code has too when it is replaced. */
  get nodeGroupName(): string {
    return this.resource.nodeGroupName;
  }

  /** ARN of the role of the nodes. It is no grantee: pods get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }
}
