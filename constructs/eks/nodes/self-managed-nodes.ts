import { AutoscalingGroup, type AutoscalingGroupTag } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { Construct } from "constructs";
import { beginsWith } from "../../compute/initial-size";
import type { Architecture } from "../../compute/instance-architecture";
import { checkImageId } from "../../compute/instance-checks";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkExactName } from "../../core/names/exact-name";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { ISubnet } from "../../network/network.types";
import type { SecurityGroup } from "../../security-groups/security-group";
import { type InstanceKind, instanceTypesInOrder } from "./instances/instance-types";
import { smallestNode } from "./instances/max-pods";
import { imageParameter } from "./instances/node-images";
import type { SelfManagedNodesOptions } from "./node-group.types";
import { NodeRole, nodesLabel } from "./node-role";
import { NodeTemplate } from "./node-template";
import type { NodesCluster } from "./nodes-cluster.types";
import { planNodes } from "./nodes-plan";
import { remoteAccessOf } from "./remote-access";
import { sortedLabels, sortedTaints } from "./start/labels-and-taints";
import { selfManagedUserData } from "./start/user-data";

/** Share of the nodes that stays when they are replaced, in percent. */
const HEALTHY_PERCENTAGE = 67;

/** Properties of {@link SelfManagedNodes}. */
export interface SelfManagedNodesProps extends SelfManagedNodesOptions {
  /** Name in code, 1 to 36 of `a-z`, `0-9` and `-`; last part of the names. */
  readonly name: string;
  readonly cluster: NodesCluster;
}

/**
 * Nodes in an Auto Scaling group of one's own, for what managed node groups cannot do: an image of one's own, or a group that other
 * tools change. Made by `cluster.addSelfManagedNodes`.
 *
 * They join by an access entry of their role. A change of the template replaces them in turn, without draining: pods that must not be cut
 * off belong on managed nodes, or need a handler of terminations in the cluster.
 */
export class SelfManagedNodes extends BaseConstruct {
  /** The Auto Scaling group. */
  readonly resource: AutoscalingGroup;
  readonly template: NodeTemplate;
  readonly instanceProfile: IamInstanceProfile;
  /** Lets the nodes join. */
  readonly accessEntry: EksAccessEntry;
  /** Architecture of the nodes. */
  readonly architecture: Architecture;
  /** Lets other groups in at port 22; only with `remoteAccess`. */
  readonly remoteAccess?: SecurityGroup;
  readonly #role: NodeRole;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: SelfManagedNodesProps) {
    super(scope, id);
    props = layDefaults(this, "SelfManagedNodes", props);
    const problems = checkShape(this, "SelfManagedNodes", props);
    tag(this, props);
    const { cluster, name } = props;
    checkImageId(props.imageId, "imageId", problems, "the newest of the image family");
    checkExactName("instanceProfile", props.instanceProfileName, problems, "instanceProfileName");
    checkExactName("autoScalingGroup", props.autoScalingGroupName, problems, "autoScalingGroupName");
    const { kind, subnets } = planNodes(this, props, problems);
    const stack = EnvironmentStack.of(this);
    this.architecture = kind.architecture;
    this.#role = new NodeRole(this, "role", {
      name: nodesLabel(this),
      sessionManager: props.sessionManager ?? false,
      ...(props.roleName === undefined ? {} : { roleName: props.roleName }),
      ...(props.morePolicies ? { morePolicies: props.morePolicies } : {}),
    });
    this.instanceProfile = new IamInstanceProfile(this, "profile", {
      name: props.instanceProfileName ?? stack.physicalName("instanceProfile", stack.stackName, nodesLabel(this)),
      role: this.#role.roleName,
    });
    this.accessEntry = new EksAccessEntry(this, "access-entry", {
      clusterName: cluster.clusterName,
      principalArn: this.roleArn,
      type: "EC2_LINUX",
    });
    this.remoteAccess = remoteAccessOf(this, props);
    this.template = this.#createTemplate(props, kind);
    this.resource = this.#createGroup(props, subnets);
    cluster.computeOrder.registerCompute(this.resource);
    cluster.registerNodeRole(`self-managed-${name}`, this.roleArn);
  }

  /** ARN of the role of the nodes. It is no grantee: pods get roles of their own. */
  get roleArn(): string {
    return this.#role.roleArn;
  }

  #createTemplate(props: SelfManagedNodesProps, kind: InstanceKind): NodeTemplate {
    const { cluster, image = "al2023" } = props;
    const maxPods = props.maxPods ?? this.#recommendedPods(props);
    return new NodeTemplate(this, "template", {
      ...props,
      label: nodesLabel(this),
      imageId: props.imageId ?? `resolve:ssm:${imageParameter(image, cluster.version, kind)}`,
      instanceProfileArn: this.instanceProfile.arn,
      securityGroupIds: [
        cluster.clusterSecurityGroupId,
        ...(this.remoteAccess ? [this.remoteAccess.securityGroupId] : []),
      ],
      userData: selfManagedUserData({ ...props, ...(maxPods === undefined ? {} : { maxPods }) }),
    });
  }

  /** Nodes count single addresses of all their interfaces; when pods get theirs otherwise, they have to be told. */
  #recommendedPods({ cluster, instanceTypes }: SelfManagedNodesProps): number | undefined {
    const { podNetworking } = cluster;
    if (!podNetworking.prefixDelegation && !podNetworking.customNetworking) return undefined;
    return smallestNode(instanceTypes, podNetworking)?.maxPods;
  }

  #createGroup(props: SelfManagedNodesProps, subnets: readonly ISubnet[]): AutoscalingGroup {
    const stack = EnvironmentStack.of(this);
    const spot = props.capacity === "spot";
    return new AutoscalingGroup(this, "auto-scaling-group", {
      name: props.autoScalingGroupName ?? stack.physicalName("autoScalingGroup", stack.stackName, nodesLabel(this)),
      // The number of nodes in between belongs to the autoscaler.
      minSize: props.min,
      maxSize: props.max,
      ...beginsWith(props.initial),
      vpcZoneIdentifier: subnets.map((subnet) => subnet.subnetId),
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: spot ? 0 : 100,
          onDemandAllocationStrategy: "prioritized",
          spotAllocationStrategy: "price-capacity-optimized",
        },
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: this.template.templateId,
            version: this.template.version,
          },
          override: instanceTypesInOrder(props).map((instanceType) => ({ instanceType })),
        },
      },
      capacityRebalance: spot,
      healthCheckType: "EC2",
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: HEALTHY_PERCENTAGE } },
      tag: this.#tags(props),
      forceDelete: !stack.environment.protect,
      waitForCapacityTimeout: "0",
      dependsOn: [this.accessEntry, ...this.#role.attachments],
    });
  }

  /**
   * Tags by which EKS knows its nodes, and the cluster autoscaler the group and what its nodes will be like (documentation of the cluster
   * autoscaler, "Auto-Discovery Setup", as of 2026-11).
   */
  #tags({ cluster, autoscaler = true, labels = {}, taints = [] }: SelfManagedNodesProps): AutoscalingGroupTag[] {
    const stack = EnvironmentStack.of(this);
    const discovery = "k8s.io/cluster-autoscaler";
    const template = `${discovery}/node-template`;
    const autoscalerTags = new Map([
      [`${discovery}/enabled`, "true"],
      [`${discovery}/${cluster.physicalName}`, "owned"],
      ...sortedLabels(labels).map(([key, value]): [string, string] => [`${template}/label/${key}`, value]),
      // A tag holds one taint; of several with one key the autoscaler knows one.
      ...sortedTaints(taints).map(({ key, value = "", effect }): [string, string] => [
        `${template}/taint/${key}`,
        `${value}:${effect}`,
      ]),
    ]);
    const groupTags: [string, string][] = [
      ["Name", stack.physicalName("tag", stack.stackName, nodesLabel(this))],
      ...Object.entries(stack.defaultTags),
      ...(autoscaler ? autoscalerTags : []),
    ];
    return [
      { key: `kubernetes.io/cluster/${cluster.physicalName}`, value: "owned", propagateAtLaunch: true },
      ...groupTags.map(([key, value]) => ({ key, value, propagateAtLaunch: false })),
    ];
  }
}
