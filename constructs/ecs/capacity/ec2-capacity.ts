import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsCluster as EcsClusterResource } from "@cdktf/provider-aws/lib/ecs-cluster";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { Construct } from "constructs";
import { ecsOptimizedParameter } from "../../compute/ecs-optimized-image";
import { beginsWith } from "../../compute/initial-size";
import { architectureOf } from "../../compute/instance-architecture";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { waitFor } from "../../core/resources/wait-for";
import { tag } from "../../core/tags/tags";
import { holdRole, type WidenedProblem } from "../../iam/policies/more-policies";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { INetwork, ITier } from "../../network/network.types";
import type { Connections, IConnectable } from "../../security-groups/connections";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { CpuArchitecture } from "../tasks/task-definition.types";
import { ecsArchitecture } from "./capacity-providers";
import type { Ec2CapacityProps } from "./ec2-capacity.types";

/** Root device of the ECS-optimized Amazon Linux 2023 image (Amazon EC2 User Guide, "Device names for volumes", as of 2026-11). */
const ROOT_DEVICE = "/dev/xvda";

/** Size of the image's own volume (Amazon ECS Developer Guide, "Amazon ECS-optimized Linux AMIs", as of 2026-11). */
const DEFAULT_ROOT_GIB = 30;

const DEFAULT_WARMUP_SECONDS = 300;

const SECONDS_PER_DAY = 86_400;

/** Own part of the name of an environment's cluster. */
const USUAL_CLUSTER = "cluster";

/** What EC2 capacity needs besides its own properties. */
export interface Ec2CapacityContext {
  readonly network: INetwork;
  readonly tier: ITier;
  /** Name of the capacity in code; last part of its names. */
  readonly name: string;
  readonly cluster: EcsClusterResource;
  /** The cluster's name as a literal. */
  readonly clusterName: string;
}

const WIDENED: WidenedProblem = {
  code: "ECS_INSTANCE_ROLE_WIDENED",
  message: "Instances have this role for the container agent alone, so nothing else is attached to it.",
  fix: "grant to the task role of the service; morePolicies of the capacity is for what the instance itself needs",
};

/**
 * Instances that a cluster runs tasks on: an Auto Scaling group that ECS scales by what tasks need, and from which an instance
 * goes only after its tasks have moved. The image is the newest ECS-optimized Amazon Linux 2023 at the launch of each instance.
 */
export class Ec2Capacity extends BaseConstruct implements IConnectable {
  readonly role: Role;
  readonly instanceProfile: IamInstanceProfile;
  readonly securityGroup: SecurityGroup;
  readonly launchTemplate: LaunchTemplate;
  readonly autoScalingGroup: AutoscalingGroup;
  readonly capacityProvider: EcsCapacityProvider;
  readonly architecture: CpuArchitecture;
  readonly #context: Ec2CapacityContext;

  constructor(scope: Construct, id: string, props: Ec2CapacityProps, context: Ec2CapacityContext) {
    super(scope, id);
    tag(this, props);
    this.#context = context;
    this.architecture = ecsArchitecture(props.instanceType);
    this.role = this.#createRole(props);
    this.instanceProfile = this.#createProfile(props);
    this.securityGroup = this.#createSecurityGroup();
    this.launchTemplate = this.#createLaunchTemplate(props);
    this.autoScalingGroup = this.#createAutoScalingGroup(props);
    this.capacityProvider = this.#createCapacityProvider(props);
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  /**
   * What the container agent needs, and no more (Amazon ECS Developer Guide, "Amazon ECS container instance IAM role", read
   * 2026-11). Images are pulled and logs are written by the execution role of each task. AWS's own policy would let an instance
   * do this in every cluster of the account.
   */
  #createRole({ morePolicies: more, names }: Ec2CapacityProps): Role {
    const stack = EnvironmentStack.of(this);
    const { clusterName, name } = this.#context;
    const role = new Role(this, "role", {
      ...(names?.roleName === undefined
        ? { name: `${clusterPart(clusterName, stack)}-${name}` }
        : { roleName: names.roleName }),
      description: `Container agent on instances ${name}`,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
      ...(more ? { managedPolicyArns: more.arns } : {}),
    });
    const clusterArn = stack.arn("ecs", `cluster/${clusterName}`);
    role.allow({
      sid: "AgentRegister",
      actions: [
        "ecs:DeregisterContainerInstance",
        "ecs:RegisterContainerInstance",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
      ],
      resources: [clusterArn],
    });
    role.allow({
      sid: "AgentWork",
      actions: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
      resources: [stack.arn("ecs", `container-instance/${clusterName}/*`)],
      conditions: { ArnEquals: { "ecs:cluster": clusterArn } },
    });
    role.allow({
      sid: "AgentFindEndpoint",
      actions: ["ecs:DiscoverPollEndpoint"],
      resources: ["*"],
      wildcardReason: "the action is for no resource",
    });
    holdRole(this, role, more, WIDENED);
    return role;
  }

  #createProfile({ names }: Ec2CapacityProps): IamInstanceProfile {
    const stack = EnvironmentStack.of(this);
    const { clusterName, name } = this.#context;
    return new IamInstanceProfile(this, "profile", {
      name:
        names?.instanceProfileName ??
        stack.physicalName("instanceProfile", stack.stackName, clusterPart(clusterName, stack), name),
      role: this.role.roleName,
    });
  }

  /** Nothing comes in: tasks have network interfaces and groups of their own. */
  #createSecurityGroup(): SecurityGroup {
    const { network } = this.#context;
    const group = new SecurityGroup(this, "security-group", {
      network,
      description: `ECS instances ${this.#context.name}`,
    });
    for (const peer of Peer.internet(network)) {
      group.connections.allowTo(peer, Port.tcp(443), "AWS APIs and image registries");
    }
    return group;
  }

  #createLaunchTemplate(props: Ec2CapacityProps): LaunchTemplate {
    const stack = EnvironmentStack.of(this);
    const tags = { ...stack.defaultTags, Name: this.#tagName };
    return new LaunchTemplate(this, "launch-template", {
      namePrefix: `${stack.physicalName("launchTemplate", stack.stackName, this.#context.name)}-`,
      imageId: `resolve:ssm:${ecsOptimizedParameter(architectureOf(props.instanceType))}`,
      instanceType: props.instanceType,
      iamInstanceProfile: { arn: this.instanceProfile.arn },
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: {
            encrypted: "true",
            volumeType: "gp3",
            volumeSize: props.rootVolumeGiB ?? DEFAULT_ROOT_GIB,
            deleteOnTermination: "true",
          },
        },
      ],
      monitoring: { enabled: true },
      userData: Buffer.from(agentSettings(this.#context.clusterName)).toString("base64"),
      // The provider gives its default tags to the template only.
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
    });
  }

  #createAutoScalingGroup(props: Ec2CapacityProps): AutoscalingGroup {
    const { tier, cluster } = this.#context;
    const stack = EnvironmentStack.of(this);
    const group = new AutoscalingGroup(this, "auto-scaling-group", {
      name:
        props.names?.autoScalingGroupName ?? stack.physicalName("autoScalingGroup", stack.stackName, ...this.#parts),
      minSize: props.min,
      maxSize: props.max,
      ...beginsWith(props.initial),
      vpcZoneIdentifier: tier.subnets.map((subnet) => subnet.subnetId),
      launchTemplate: { id: this.launchTemplate.id, version: "$Latest" },
      healthCheckType: "EC2",
      // ECS decides which instance goes: one without tasks.
      protectFromScaleIn: true,
      ...(props.maxInstanceLifetimeDays === undefined
        ? {}
        : { maxInstanceLifetime: props.maxInstanceLifetimeDays * SECONDS_PER_DAY }),
      tag: [
        // ECS sets this tag when the group becomes capacity of a cluster; without it here, the next plan would remove it.
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
        { key: "Name", value: this.#tagName, propagateAtLaunch: false },
        ...Object.entries(stack.defaultTags).map(([key, value]) => ({ key, value, propagateAtLaunch: false })),
      ],
      // Tasks may run on instances for as long as destroy takes; the group goes with what is in it.
      forceDelete: !stack.environment.protect,
      waitForCapacityTimeout: "0",
    });
    // The agent registers with a cluster that must be there, by permissions that must be there.
    waitFor(group, () => [cluster, ...permissionsOf(this.role)]);
    return group;
  }

  #createCapacityProvider(props: Ec2CapacityProps): EcsCapacityProvider {
    const stack = EnvironmentStack.of(this);
    const name = stack.physicalName("ecs", stack.stackName, ...this.#parts);
    return new EcsCapacityProvider(this, "capacity-provider", {
      // Amazon ECS API Reference, `CreateCapacityProvider`, as of 2026-11: names with these beginnings are AWS's own.
      name: props.names?.capacityProviderName ?? (/^(aws|ecs|fargate)/i.test(name) ? `capacity-${name}` : name),
      autoScalingGroupProvider: {
        autoScalingGroupArn: this.autoScalingGroup.arn,
        managedTerminationProtection: "ENABLED",
        managedDraining: "ENABLED",
        managedScaling: {
          status: "ENABLED",
          targetCapacity: props.targetCapacity ?? 100,
          instanceWarmupPeriod: props.warmupSeconds ?? DEFAULT_WARMUP_SECONDS,
          minimumScalingStepSize: 1,
          maximumScalingStepSize: 10_000,
        },
      },
    });
  }

  /** What the names say besides the stack: the usual cluster is left out. */
  get #parts(): readonly string[] {
    const { clusterName, name } = this.#context;
    const cluster = clusterPart(clusterName, EnvironmentStack.of(this));
    return cluster === USUAL_CLUSTER ? [name] : [cluster, name];
  }

  get #tagName(): string {
    const stack = EnvironmentStack.of(this);
    return stack.physicalName("tag", stack.stackName, ...this.#parts);
  }
}

/** The cluster's own part of its name. */
function clusterPart(clusterName: string, stack: EnvironmentStack): string {
  const prefix = `${stack.physicalName("ecs", stack.stackName)}-`;
  return clusterName.startsWith(prefix) ? clusterName.slice(prefix.length) : clusterName;
}

/** Amazon ECS Developer Guide, "Amazon ECS container agent configuration" (as of 2026-11). Tasks get no roles of the instance. */
function agentSettings(clusterName: string): string {
  return [
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'SETTINGS'",
    `ECS_CLUSTER=${clusterName}`,
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_ENABLE_CONTAINER_METADATA=true",
    "SETTINGS",
    "",
  ].join("\n");
}
