import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { Construct } from "constructs";
import type { Architecture } from "../../compute/instance-architecture";
import { BaseConstruct } from "../../core/base-construct";
import { quotaOf } from "../../core/environments/environment-quotas";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { ISubnet } from "../../network/network.types";
import type { SecurityGroup } from "../../security-groups/security-group";
import { type InstanceKind, instanceTypesInOrder } from "./instances/instance-types";
import { amiType } from "./instances/node-images";
import type { NodeGroupOptions } from "./node-group.types";
import { checkNodeGroup } from "./node-group-checks";
import { NodeRole, nodesLabel } from "./node-role";
import { NodeTemplate } from "./node-template";
import type { NodesCluster } from "./nodes-cluster.types";
import { planNodes } from "./nodes-plan";
import { remoteAccessOf } from "./remote-access";
import { eksTaints, sortedLabels } from "./start/labels-and-taints";
import { managedUserData } from "./start/user-data";

const DEFAULT_UPDATE = { maxUnavailablePercentage: 33 };

/** Properties of {@link NodeGroup}. */
export interface NodeGroupProps extends NodeGroupOptions {
  /** Name in code, 1 to 36 of `a-z`, `0-9` and `-`; first part of the group's name. */
  readonly name: string;
  readonly cluster: NodesCluster;
}

/**
 * A managed node group: instances that EKS starts, joins to the cluster, drains and replaces. Made by `cluster.addNodeGroup`.
 *
 * ```ts
 * cluster.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 6, labels: { role: "app" } });
 * ```
 *
 * Terraform sets the number of nodes once, to `min`; from then on it belongs to the autoscaler. Other instance types, another image
 * family, capacity or place make another group, which is there before the old one goes; everything else changes the nodes a few at a time.
 */
export class NodeGroup extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: EksNodeGroup;
  readonly template: NodeTemplate;
  /** Architecture of the nodes. */
  readonly architecture: Architecture;
  /** Lets other groups in at port 22; only with `remoteAccess`. */
  readonly remoteAccess?: SecurityGroup;
  readonly #role: NodeRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    props = layDefaults(this, "NodeGroup", props);
    const problems = checkShape(this, "NodeGroup", props);
    tag(this, props);
    checkNodeGroup(props, props.cluster.version, quotaOf(this, "nodesPerManagedNodeGroup"), problems);
    const { kind, subnets } = planNodes(this, props, problems);
    this.architecture = kind.architecture;
    this.#role = new NodeRole(this, "role", {
      name: nodesLabel(this),
      sessionManager: props.sessionManager ?? false,
      ...(props.roleName === undefined ? {} : { roleName: props.roleName }),
      ...(props.morePolicies ? { morePolicies: props.morePolicies } : {}),
    });
    this.remoteAccess = remoteAccessOf(this, props);
    this.template = this.#createTemplate(props);
    this.resource = this.#createGroup(props, kind, subnets);
    props.cluster.computeOrder.registerCompute(this.resource);
    props.cluster.registerNodeRole(props.name, this.roleArn);
  }

  /** Name of the group: known after apply, because a group that replaces another has another name. */
  get nodeGroupName(): string {
    return this.resource.nodeGroupName;
  }

  /** ARN of the group; known after apply. */
  get nodeGroupArn(): string {
    return this.resource.arn;
  }

  /** ARN of the role of the nodes. It is no grantee: pods get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }

  /** EKS attaches the cluster security group only to a template without groups. */
  #createTemplate(props: NodeGroupProps): NodeTemplate {
    const userData = managedUserData(props);
    return new NodeTemplate(this, "template", {
      ...props,
      label: nodesLabel(this),
      ...(userData === undefined ? {} : { userData }),
      ...(this.remoteAccess
        ? { securityGroupIds: [props.cluster.clusterSecurityGroupId, this.remoteAccess.securityGroupId] }
        : {}),
    });
  }

  #createGroup(props: NodeGroupProps, kind: InstanceKind, subnets: readonly ISubnet[]): EksNodeGroup {
    const { cluster, min, max, labels = {}, taints = [] } = props;
    return new EksNodeGroup(this, "Default", {
      clusterName: cluster.clusterName,
      nodeGroupNamePrefix: `${props.name}-`,
      nodeRoleArn: this.roleArn,
      subnetIds: subnets.map((subnet) => subnet.subnetId),
      amiType: amiType(props.image ?? "al2023", kind),
      capacityType: props.capacity === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: instanceTypesInOrder(props),
      // Without a version, nodes would stay behind when the cluster is upgraded.
      version: props.version ?? cluster.version,
      ...(props.releaseVersion === undefined ? {} : { releaseVersion: props.releaseVersion }),
      launchTemplate: { id: this.template.templateId, version: this.template.version },
      scalingConfig: { minSize: min, maxSize: max, desiredSize: props.initial ?? min },
      updateConfig: props.update ?? DEFAULT_UPDATE,
      nodeRepairConfig: { enabled: props.repair ?? true },
      ...(Object.keys(labels).length > 0 ? { labels: Object.fromEntries(sortedLabels(labels)) } : {}),
      ...(taints.length > 0 ? { taint: eksTaints(taints) } : {}),
      lifecycle: { ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: [...this.#role.attachments],
    });
  }
}
