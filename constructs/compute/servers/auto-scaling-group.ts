import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import type { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import type { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Annotations, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { pathInStack } from "../../core/names/path-in-stack";
import { namedBy } from "../../core/names/physical-names/name-source";
import { waitFor } from "../../core/resources/wait-for";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { IGrantable } from "../../iam/grantable";
import type { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { useLinks } from "../../links/links";
import type { ExposedTarget } from "../../load-balancing/target-groups/exposed-target";
import type { ISubnet } from "../../network/network.types";
import type { Connections, IConnectable } from "../../security-groups/connections";
import { amazonLinuxParameter, architectureOf } from "../instance-architecture";
import { metadataOptions, ROOT_DEVICE } from "../newest-amazon-linux";
import type { AutoScalingGroupProps } from "./group.types";
import { hasSpot, launchOf, typesOf } from "./group-capacity";
import { createHooks, createNotifier, grantAnswers, initialHooks } from "./group-hooks";
import { createPolicies, createSchedules, limitsOf } from "./group-scaling";
import { volumeMappings } from "./group-volumes";
import { planGroup, refreshPercentages } from "./server-checks";
import { encodedUserData, userDataOf } from "./server-environment";
import { exposeServers } from "./server-exposure";
import { ServerIdentity } from "./server-identity";

const DEFAULT_ROOT_GIB = 8;
const DEFAULT_WARMUP_SECONDS = 300;
const DEFAULT_GRACE_SECONDS = 300;
const SECONDS_PER_DAY = 86_400;

/**
 * Several equal servers, whose number follows the load: in the zones of a private tier, without public addresses, with encrypted volumes,
 * metadata by tokens only, and Session Manager as the way in. When what they are launched from changes, they are renewed one after the
 * other.
 *
 * ```ts
 * const web = new AutoScalingGroup(this, "web", {
 *   network, instanceType: "t4g.small", min: 2, max: 6, targetCpu: 60, userData,
 *   port: 80, expose: edge.host("www.example.com"),
 * });
 * ```
 */
export class AutoScalingGroup extends BaseConstruct implements IConnectable, IGrantable {
  readonly group: AutoscalingGroup;
  readonly launchTemplate: LaunchTemplate;
  readonly identity: ServerIdentity;
  /** Only with `expose`. */
  readonly exposure?: ExposedTarget;
  /** By `cpu`, `requests` and `predictive`. */
  readonly policies: Readonly<Record<string, AutoscalingPolicy>>;
  /** By name. */
  readonly schedules: Readonly<Record<string, AutoscalingSchedule>>;
  /** By name. */
  readonly hooks: Readonly<Record<string, AutoscalingLifecycleHook>>;
  /** The role that Auto Scaling tells of hooks by; only where one has `notificationTargetArn`. */
  readonly notifier?: Role;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: AutoScalingGroupProps) {
    super(scope, id);
    props = layDefaults(this, "AutoScalingGroup", props);
    const problems = checkShape(this, "AutoScalingGroup", props);
    tag(this, props);
    namedBy(this, props.autoScalingGroupName === undefined ? "id" : "autoScalingGroupName");
    const subnets = planGroup(props, problems);
    this.identity = new ServerIdentity(this, "identity", props);
    this.launchTemplate = this.#createTemplate(props);
    this.exposure = exposeServers(this, props);
    const { lifecycleHooks: hooks = {} } = props;
    this.notifier = createNotifier(this, hooks);
    grantAnswers(this.role, this, this.#groupName(props), hooks);
    this.group = this.#createGroup(props, subnets);
    this.hooks = createHooks(this, this.group.name, hooks, this.notifier);
    const balancer = props.expose?.loadBalancer.arnSuffix;
    const targetGroup = this.exposure?.targetGroup.arnSuffix;
    const requestsLabel = targetGroup && balancer !== undefined ? `${balancer}/${targetGroup}` : undefined;
    this.policies = createPolicies(this, this.group.name, props, requestsLabel);
    this.schedules = createSchedules(this, this.group.name, props);
    warnOfOneSpotType(this, props);
    useLinks(this, props.uses ?? {}, this.node.id);
  }

  /** Who may connect to the servers, and where they may connect to. */
  get connections(): Connections {
    return this.identity.securityGroup.connections;
  }

  get role(): Role {
    return this.identity.role;
  }

  get grantee(): Role {
    return this.role;
  }

  #createTemplate(props: AutoScalingGroupProps): LaunchTemplate {
    const stack = EnvironmentStack.of(this);
    const { image } = props;
    const userData = userDataOf(props);
    const tags = { ...stack.defaultTags, Name: this.#tagName };
    const parameter = image?.parameter ?? amazonLinuxParameter(architectureOf(props.instanceType));
    return new LaunchTemplate(this, "template", {
      namePrefix: `${stack.physicalName("launchTemplate", stack.stackName, pathInStack(this))}-`,
      imageId: image?.imageId ?? `resolve:ssm:${parameter}`,
      instanceType: props.instanceType,
      iamInstanceProfile: { arn: this.identity.profile.arn },
      vpcSecurityGroupIds: [this.identity.securityGroup.securityGroupId],
      ...(props.keyName === undefined ? {} : { keyName: props.keyName }),
      metadataOptions: metadataOptions(props.metadataHopLimit ?? 1),
      monitoring: { enabled: props.detailedMonitoring ?? false },
      blockDeviceMappings: [
        {
          deviceName: image?.rootDevice ?? ROOT_DEVICE,
          ebs: {
            encrypted: "true",
            volumeType: "gp3",
            volumeSize: props.rootVolumeGiB ?? DEFAULT_ROOT_GIB,
            deleteOnTermination: "true",
          },
        },
        ...volumeMappings(props.volumes ?? {}),
      ],
      ...(userData === undefined ? {} : { userData: encodedUserData(this, userData) }),
      // The provider gives its default tags to the template only.
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
    });
  }

  #createGroup(props: AutoScalingGroupProps, subnets: readonly ISubnet[]): AutoscalingGroup {
    const stack = EnvironmentStack.of(this);
    const targetGroups = [...(this.exposure ? [this.exposure.targetGroup] : []), ...(props.targetGroups ?? [])];
    const group = new AutoscalingGroup(this, "group", {
      name: this.#groupName(props),
      ...limitsOf(props),
      ...initialHooks(props.lifecycleHooks ?? {}, this.notifier),
      vpcZoneIdentifier: subnets.map(({ subnetId }) => subnetId),
      // A number, and not `$Latest`: only so the group changes, and its servers are renewed, when the template does.
      ...launchOf(props, {
        id: this.launchTemplate.id,
        version: Token.asString(this.launchTemplate.latestVersion),
      }),
      // Also when it is empty: left out, the provider leaves the group registered where it was.
      targetGroupArns: targetGroups.map(({ targetGroupArn }) => targetGroupArn),
      healthCheckType: targetGroups.length > 0 ? "ELB" : "EC2",
      healthCheckGracePeriod: props.healthCheckGraceSeconds ?? DEFAULT_GRACE_SECONDS,
      defaultInstanceWarmup: props.warmupSeconds ?? DEFAULT_WARMUP_SECONDS,
      ...refreshOf(props),
      ...warmPoolOf(props),
      ...(props.maxInstanceLifetimeDays === undefined
        ? {}
        : { maxInstanceLifetime: props.maxInstanceLifetimeDays * SECONDS_PER_DAY }),
      tag: Object.entries({ ...stack.defaultTags, Name: this.#tagName }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: false,
      })),
      forceDelete: !stack.environment.protect,
      waitForCapacityTimeout: "0",
    });
    waitFor(group, () => [
      ...permissionsOf(this.role),
      ...(this.notifier ? permissionsOf(this.notifier) : []),
      ...(this.exposure ? [this.exposure.rule.resource] : []),
    ]);
    return group;
  }

  #groupName({ autoScalingGroupName }: AutoScalingGroupProps): string {
    const stack = EnvironmentStack.of(this);
    return autoScalingGroupName ?? stack.physicalName("autoScalingGroup", stack.stackName, pathInStack(this));
  }

  get #tagName(): string {
    const stack = EnvironmentStack.of(this);
    return stack.physicalName("tag", stack.stackName, pathInStack(this));
  }
}

function warnOfOneSpotType(group: Construct, props: AutoScalingGroupProps): void {
  if (!hasSpot(props.capacity) || typesOf(props).length > 1) return;
  Annotations.of(group).addWarning(
    `Spot servers of one instance type (${props.instanceType}) go all at once when AWS needs the type back: name several.`,
  );
}

function refreshOf({ refresh = {}, warmupSeconds }: AutoScalingGroupProps) {
  if (refresh === false) return {};
  const { minHealthyPercentage, maxHealthyPercentage } = refreshPercentages(refresh);
  const warmup = refresh.warmupSeconds ?? warmupSeconds ?? DEFAULT_WARMUP_SECONDS;
  return {
    instanceRefresh: {
      strategy: "Rolling",
      preferences: { minHealthyPercentage, maxHealthyPercentage, instanceWarmup: String(warmup) },
    },
  };
}

function warmPoolOf({ warmPool }: AutoScalingGroupProps) {
  if (!warmPool) return {};
  return {
    warmPool: {
      poolState: warmPool.state === "running" ? "Running" : "Stopped",
      minSize: warmPool.min ?? 0,
      instanceReusePolicy: { reuseOnScaleIn: warmPool.reuse ?? false },
    },
  };
}
