import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { remember } from "../../core/memory/remembered";
import { addressOf } from "../../core/names/address";
import { namedBy } from "../../core/names/physical-names/name-source";
import { tag } from "../../core/tags/tags";
import { addCheck } from "../../core/validation";
import type { IGrantable, IRole } from "../../iam/grantable";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { ExposedTarget } from "../../load-balancing/target-groups/exposed-target";
import { noteTargetPlace } from "../../load-balancing/target-groups/target-places";
import type { Connections, IConnectable } from "../../security-groups/connections";
import type { SecurityGroup } from "../../security-groups/security-group";
import { type CapacityShares, DEPLOYED_CAPACITY } from "../capacity/capacity-shares";
import { grantExec } from "../cluster/cluster-exec";
import { CODE_DEPLOY_LEAVES, CodeDeploy } from "../deployments/code-deploy";
import { deploymentSettings, nativeDeployment } from "../deployments/deployment-settings";
import { fixedTargetGroups } from "../deployments/fixed-target-groups";
import { BLUE_GREEN_LEAVES, NativeBlueGreen } from "../deployments/native-blue-green";
import { firstTasks } from "../tasks/task-count";
import type { TaskDefinition } from "../tasks/task-definition";
import { taskSecurityGroup } from "../tasks/task-security-group";
import { nameInStack } from "./name-in-stack";
import type { ServicePlan } from "./service-checks";
import { ServiceName, serviceConnectConfiguration } from "./service-names";
import type { ServiceRequest } from "./service-request.types";
import { ServiceScaling } from "./service-scaling";
import { usersOf } from "./target-group-users";

const DEFAULT_GRACE_SECONDS = 60;

/** What a kind of service adds to the resource. */
export type LaunchSettings = Pick<
  EcsServiceConfig,
  | "availabilityZoneRebalancing"
  | "capacityProviderStrategy"
  | "launchType"
  | "orderedPlacementStrategy"
  | "placementConstraints"
>;

/** A service's checked properties. */
export interface PreparedService {
  readonly request: ServiceRequest;
  readonly plan: ServicePlan;
  readonly launch: LaunchSettings;
  /** Shares of capacity providers; those of Fargate too where the service has a launch type in their place. */
  readonly shares: CapacityShares;
}

/** What services on Fargate and on EC2 have in common. */
export abstract class ServiceBase extends BaseConstruct implements IConnectable, IGrantable {
  readonly taskDefinition: TaskDefinition;
  /** The Terraform resource. */
  readonly resource: EcsService;
  readonly securityGroup: SecurityGroup;
  /** Target group, listener rule and alias record; only with `expose`. */
  readonly exposure?: ExposedTarget;
  /** Only with a `scale` that is not a fixed number. */
  readonly scaling?: ServiceScaling;
  /** Name in the private DNS namespace; only with `discovery`. */
  readonly discoveryName?: ServiceName;
  /** Only with deployment by `codedeploy`. */
  readonly codeDeploy?: CodeDeploy;
  /** Only with deployments by which ECS itself moves the traffic: `blue-green`, `linear`, `canary`. */
  readonly blueGreen?: NativeBlueGreen;
  readonly #request: ServiceRequest;
  readonly #plan: ServicePlan;

  /**
   * @param prepare makes the task below the service where it is not given, and checks what only this kind of service has
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(scope: Construct, id: string, prepare: (service: Construct) => PreparedService) {
    super(scope, id);
    namedBy(this, "name");
    const { request, plan, launch, shares } = prepare(this);
    tag(this, request);
    this.#request = request;
    this.#plan = plan;
    this.taskDefinition = request.taskDefinition;
    this.securityGroup = this.#createSecurityGroup();
    this.exposure = this.#expose();
    this.#holdTargetGroups();
    this.discoveryName = this.#createDiscoveryName();
    this.blueGreen = this.#createBlueGreen();
    const { cluster } = request;
    if (request.exec && cluster.exec) grantExec(cluster.exec, this);
    if (request.publicAddress)
      addExemption(this, { option: "publicAddress", rules: ["ECS-03"], reason: request.publicAddress.reason });
    this.#noteTargets();
    this.resource = this.#createService(launch, Object.keys(shares));
    this.scaling = this.#createScaling();
    this.codeDeploy = this.#createCodeDeploy();
  }

  /** The task role: what the application may do is granted to it. */
  get grantee(): IRole {
    return this.taskDefinition.taskRole;
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  /** Name of the service, as a reference that makes its reader wait for it. */
  get serviceName(): string {
    return this.resource.name;
  }

  get serviceArn(): string {
    return this.resource.id;
  }

  /** Ids of the service and its scopes within the stack, or the name that was given. */
  get #name(): string {
    return this.#request.name ?? nameInStack(this);
  }

  #createSecurityGroup(): SecurityGroup {
    const { cluster, taskDefinition: task, egress } = this.#request;
    const { network } = cluster;
    return taskSecurityGroup(this, { network, task, name: this.#name, egress: egress ?? "https" });
  }

  #expose(): ExposedTarget | undefined {
    const { expose, targetGroup, cluster } = this.#request;
    const { target, deployment } = this.#plan;
    if (!expose || !target) return undefined;
    return new ExposedTarget(this, "exposure", {
      ...targetGroup,
      exposure: expose,
      target: this,
      port: target.port,
      network: cluster.network,
      blueGreen: deployment.by !== "rolling",
    });
  }

  /** What is wrong is known at once, and told with everything else that is wrong with the program. */
  #holdTargetGroups(): void {
    if (this.#plan.deployment.by !== "codedeploy" || !this.exposure) return;
    const problems = fixedTargetGroups(this, this.exposure.targetGroup);
    if (problems.length > 0) addCheck(this, () => problems);
  }

  #createDiscoveryName(): ServiceName | undefined {
    const { discovery, cluster } = this.#request;
    if (!discovery || !cluster.discovery) return undefined;
    return new ServiceName(this, "discovery", { namespace: cluster.discovery, defaultName: this.node.id, discovery });
  }

  #createBlueGreen(): NativeBlueGreen | undefined {
    const { exposure } = this;
    const { expose } = this.#request;
    const deployment = nativeDeployment(this.#plan.deployment);
    if (!deployment || !expose || !exposure?.blueGreen) return undefined;
    return new NativeBlueGreen(this, "blue-green", {
      name: this.#name,
      deployment,
      exposure: expose,
      targetGroups: exposure.blueGreen,
      listenerRuleArn: exposure.rule.resource.arn,
    });
  }

  #createService(launch: LaunchSettings, shares: readonly string[]): EcsService {
    const stack = EnvironmentStack.of(this);
    const { cluster, exec, waitForSteadyState, scale } = this.#request;
    const { deployment, placement } = this.#plan;
    const ownedHere = this.taskDefinition.imageOwner === "terraform";
    const service = new EcsService(this, "Default", {
      name: this.#request.serviceName ?? stack.physicalName("ecs", stack.stackName, this.#name),
      cluster: cluster.clusterArn,
      taskDefinition: this.taskDefinition.taskDefinitionArn,
      desiredCount: firstTasks(scale, stack.environment.protect),
      ...launch,
      ...deploymentSettings(deployment, this, this.blueGreen?.hooks ?? []),
      // Shares of capacity providers change in place only together with a new deployment.
      ...(launch.capacityProviderStrategy && deployment.by !== "codedeploy" ? { forceNewDeployment: true } : {}),
      networkConfiguration: {
        subnets: [...placement.subnetIds],
        securityGroups: [this.securityGroup.securityGroupId],
        assignPublicIp: placement.publicAddress,
      },
      ...this.#reachability(),
      enableExecuteCommand: exec ?? false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: waitForSteadyState ?? ownedHere,
      ...this.#lifecycle,
    });
    // Permissions are granted until synth, and tasks start with them.
    service.dependsOn = Lazy.listValue({ produce: (context) => this.#prerequisites(context).map(addressOf).sort() });
    remember(this, DEPLOYED_CAPACITY, [...shares].sort());
    return service;
  }

  /**
   * What of this stack comes before the service and goes after it: permissions of its tasks, and those by which ECS moves traffic; the rules
   * and listeners that lead to it; what makes capacity the cluster's.
   */
  #prerequisites(context: IResolveContext): TerraformResource[] {
    const { taskRole, executionRole } = this.taskDefinition;
    const { capacityResource } = this.#request.cluster;
    const { role, hookRole, testRule } = this.blueGreen ?? {};
    const all: TerraformResource[] = [
      ...[taskRole, executionRole, ...(role ? [role] : []), ...(hookRole ? [hookRole] : [])].flatMap(permissionsOf),
      ...(testRule ? [testRule.resource] : []),
      ...(this.exposure ? [this.exposure.rule.resource] : []),
      ...usersOf(this.#request.moreTargetGroups ?? [], this.resource.cdktfStack, context),
      ...(capacityResource ? [capacityResource] : []),
    ];
    return [...new Set(all)].filter(({ cdktfStack }) => cdktfStack === this.resource.cdktfStack);
  }

  #noteTargets(): void {
    const { placement, target } = this.#plan;
    if (!target) return;
    for (const group of this.#request.moreTargetGroups ?? []) {
      noteTargetPlace(group, { tier: placement.tier, port: target.port });
    }
  }

  /** How others reach the service: load balancer, names, Service Connect. */
  #reachability() {
    const { connect, cluster, healthCheckGraceSeconds, moreTargetGroups = [] } = this.#request;
    const { target } = this.#plan;
    const { exposure, discoveryName, blueGreen } = this;
    const groups = [...(exposure ? [exposure.targetGroup] : []), ...moreTargetGroups];
    return {
      ...(target && groups.length > 0
        ? {
            loadBalancer: groups.map((group, index) => ({
              targetGroupArn: group.targetGroupArn,
              containerName: target.container,
              containerPort: target.port,
              ...(blueGreen && index === 0 ? { advancedConfiguration: blueGreen.advancedConfiguration } : {}),
            })),
            healthCheckGracePeriodSeconds: healthCheckGraceSeconds ?? DEFAULT_GRACE_SECONDS,
          }
        : {}),
      ...(discoveryName ? { serviceRegistries: { registryArn: discoveryName.resource.arn } } : {}),
      ...(connect && cluster.serviceConnect
        ? {
            serviceConnectConfiguration: serviceConnectConfiguration(
              connect,
              cluster.serviceConnect,
              this.taskDefinition,
              this.node.id,
            ),
          }
        : {}),
    };
  }

  /**
   * Where something else moves the traffic, the groups of it are not looked at any more, so another pair of them makes the service anew with
   * its rule: the tasks of one that stayed would be registered with groups that nobody asks.
   */
  get #lifecycle() {
    const ignoreChanges = this.#changedOutside;
    const noted = this.exposure?.rule.targetGroups;
    if (ignoreChanges.length === 0) return {};
    return { lifecycle: { ignoreChanges, ...(noted ? { replaceTriggeredBy: [addressOf(noted)] } : {}) } };
  }

  /** Arguments that something else than Terraform changes: scaling, a deployment outside, CodeDeploy, ECS's own blue/green. */
  get #changedOutside(): string[] {
    const { scale } = this.#request;
    const { deployment } = this.#plan;
    return [
      ...(typeof scale === "object" ? ["desired_count"] : []),
      ...(deployment.by === "codedeploy" ? CODE_DEPLOY_LEAVES : []),
      ...(this.blueGreen ? BLUE_GREEN_LEAVES : []),
      ...(this.taskDefinition.imageOwner === "deployment" ? ["task_definition"] : []),
    ].sort();
  }

  #createScaling(): ServiceScaling | undefined {
    const { scale, expose, cluster } = this.#request;
    const { exposure } = this;
    if (typeof scale !== "object") return undefined;
    return new ServiceScaling(this, "scaling", {
      scale,
      clusterName: cluster.clusterName,
      serviceName: this.resource.name,
      ...(expose && exposure
        ? { requestsLabel: `${expose.loadBalancer.arnSuffix}/${exposure.targetGroup.arnSuffix}` }
        : {}),
      dependsOn: exposure ? [exposure.rule.resource] : [],
    });
  }

  #createCodeDeploy(): CodeDeploy | undefined {
    const { expose, cluster } = this.#request;
    const { deployment } = this.#plan;
    const targetGroups = this.exposure?.blueGreen;
    if (deployment.by !== "codedeploy" || !expose || !targetGroups) return undefined;
    return new CodeDeploy(this, "codedeploy", {
      deployment,
      name: this.#name,
      cluster,
      service: this.resource,
      task: this.taskDefinition,
      targetGroups,
      exposure: expose,
    });
  }
}
