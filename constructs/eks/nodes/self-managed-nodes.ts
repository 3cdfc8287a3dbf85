import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import type { SelfManagedNodesOptions } from "./node-group.types";
import { NodeRole } from "./node-role";
import type { NodesCluster } from "./nodes-cluster.types";

/** Properties of {@link SelfManagedNodes}. */
export interface SelfManagedNodesProps extends SelfManagedNodesOptions {
  /** Name in code; last part of the names. */
  readonly name: string;
  readonly cluster: NodesCluster;
}

/** Nodes in an Auto Scaling group of one's own. Made by `cluster.addSelfManagedNodes`. */
export class SelfManagedNodes extends Construct {
  /** The Auto Scaling group. */
  readonly resource: AutoscalingGroup;
  readonly #role: NodeRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: SelfManagedNodesProps) {
    super(scope, id);
    const { cluster, name, min, max } = props;
    const stack = EnvironmentStack.of(this);
    this.#role = new NodeRole(this, "role", { name, sessionManager: props.sessionManager ?? false });
    this.resource = new AutoscalingGroup(this, "auto-scaling-group", {
      name: stack.physicalName("autoScalingGroup", stack.stackName, name),
      minSize: min,
      maxSize: max,
      vpcZoneIdentifier: cluster.tier.subnets.map((subnet) => subnet.subnetId),
    });
    cluster.computeOrder.registerCompute(this.resource);
    cluster.registerNodeRole(name, this.roleArn);
  }

  /** ARN of the role of the nodes. It is no grantee: pods get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }
}
