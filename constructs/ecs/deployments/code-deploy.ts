import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { waitFor } from "../../core/resources/wait-for";
import { distinctTexts } from "../../core/texts/reference-text";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { ListenerRule } from "../../load-balancing/rules/listener-rule";
import type { BlueGreenTargetGroups } from "../../load-balancing/target-groups/blue-green-target-groups";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import type { TaskDefinition } from "../tasks/task-definition";
import type { CodeDeployDeployment, TrafficShift } from "./deployment.types";
import { createTestRule, testListener } from "./test-traffic";

/** CodeDeploy User Guide, "Predefined deployment configurations for an Amazon ECS compute platform" (as of 2026-11). */
const CONFIGURATIONS: Readonly<Record<TrafficShift, string>> = {
  "all-at-once": "CodeDeployDefault.ECSAllAtOnce",
  "canary-10-percent-5-minutes": "CodeDeployDefault.ECSCanary10Percent5Minutes",
  "canary-10-percent-15-minutes": "CodeDeployDefault.ECSCanary10Percent15Minutes",
  "linear-10-percent-every-1-minute": "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
  "linear-10-percent-every-3-minutes": "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
};

const DEFAULT_BAKE_MINUTES = 5;

/**
 * Arguments of a service that Terraform sets once and then leaves to deployments: with CodeDeploy, UpdateService takes the desired
 * count, deployment configuration, health check grace period, task placement, managed tags and propagated tags only (Amazon ECS API
 * Reference, `UpdateService`, read 2026-11). A change of any other is refused, or would replace the service.
 */
export const CODE_DEPLOY_LEAVES: readonly string[] = [
  "capacity_provider_strategy",
  "enable_execute_command",
  "launch_type",
  "load_balancer",
  "network_configuration",
  "platform_version",
  "service_connect_configuration",
  "service_registries",
];

function namedConfiguration(traffic: CodeDeployDeployment["traffic"]): string {
  return CONFIGURATIONS[typeof traffic === "string" ? traffic : "all-at-once"];
}

/** Properties of {@link CodeDeploy}. */
export interface CodeDeployProps {
  readonly deployment: CodeDeployDeployment;
  /** Last part of the names. */
  readonly name: string;
  readonly cluster: IEcsCluster;
  readonly service: EcsService;
  readonly task: TaskDefinition;
  readonly targetGroups: BlueGreenTargetGroups;
  /** Where requests come from. */
  readonly exposure: Exposure;
}

/** The listener of test traffic (AWS CodeDeploy API Reference, `TargetGroupPairInfo`, as of 2026-11: `testTrafficRoute`). */
function testListeners({ deployment, exposure }: Pick<CodeDeployProps, "deployment" | "exposure">): readonly string[] {
  const listener = deployment.testTraffic && testListener(exposure, deployment.testTraffic);
  return listener ? [listener.listenerArn] : [];
}

/** The application and deployment group by which CodeDeploy brings out new revisions of a service. */
export class CodeDeploy extends BaseConstruct {
  readonly application: CodedeployApp;
  readonly deploymentGroup: CodedeployDeploymentGroup;
  readonly role: Role;
  /** Takes the requests that reach new tasks first; only with `testTraffic`. */
  readonly testRule?: ListenerRule;
  /** Only with steps of one's own. */
  readonly configuration?: CodedeployDeploymentConfig;

  constructor(scope: Construct, id: string, props: CodeDeployProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const name = stack.physicalName("codeDeploy", stack.stackName, props.name);
    const { deployment, exposure, targetGroups } = props;
    const { applicationName = name } = deployment;
    this.application = new CodedeployApp(this, "application", { name: applicationName, computePlatform: "ECS" });
    this.testRule = deployment.testTraffic && createTestRule(this, deployment.testTraffic, exposure, targetGroups);
    this.role = this.#createRole(props);
    this.configuration = this.#createConfiguration(props);
    this.deploymentGroup = this.#createGroup(props, name);
  }

  /**
   * CodeDeploy changes no configuration: other steps are another one, of another name, which is made before the group leaves the first (AWS
   * CodeDeploy API Reference, `DeleteDeploymentConfig`, as of 2026-11: none that is in use is deleted).
   */
  #createConfiguration({ deployment, name }: CodeDeployProps): CodedeployDeploymentConfig | undefined {
    const { traffic } = deployment;
    if (typeof traffic !== "object") return undefined;
    const { steps, percent, minutes } = traffic;
    const stack = EnvironmentStack.of(this);
    const own = `${name}-${steps}-${percent}-percent-${minutes}-minutes`;
    const step = { percentage: percent, interval: minutes };
    return new CodedeployDeploymentConfig(this, "configuration", {
      deploymentConfigName: stack.physicalName("codeDeploy", stack.stackName, own),
      computePlatform: "ECS",
      trafficRoutingConfig:
        steps === "canary"
          ? { type: "TimeBasedCanary", timeBasedCanary: step }
          : { type: "TimeBasedLinear", timeBasedLinear: step },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /**
   * What CodeDeploy calls to move a service, limited to this one (CodeDeploy User Guide, "Step 2: Create a service role for
   * CodeDeploy", policy AWSCodeDeployRoleForECSLimited, as of 2026-11).
   */
  #createRole({ deployment, name, cluster, service, task, exposure }: CodeDeployProps): Role {
    const { listener, loadBalancer } = exposure;
    const stack = EnvironmentStack.of(this);
    const role = new Role(this, "role", {
      ...(deployment.roleName === undefined ? { name: `${name}-deploy` } : { roleName: deployment.roleName }),
      description: `Deployments of ${name} by CodeDeploy`,
      trustedBy: [{ by: "service", service: "codedeploy.amazonaws.com" }],
    });
    role.allow({ sid: "Services", actions: ["ecs:DescribeServices"], resources: [service.id] });
    role.allow({
      sid: "TaskSets",
      actions: ["ecs:CreateTaskSet", "ecs:DeleteTaskSet", "ecs:UpdateServicePrimaryTaskSet"],
      resources: [service.id, stack.arn("ecs", `task-set/${cluster.clusterName}/${service.name}/*`)],
    });
    role.allow({
      sid: "FindTraffic",
      actions: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
      ],
      resources: ["*"],
      wildcardReason: "Elastic Load Balancing describes everything or nothing",
    });
    role.allow({
      sid: "MoveTraffic",
      actions: ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"],
      resources: [
        listener.listenerArn,
        ...testListeners({ deployment, exposure }),
        stack.arn("elasticloadbalancing", `listener-rule/${loadBalancer.arnSuffix}/*`),
      ],
    });
    role.allow({
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: [task.taskRole.roleArn, task.executionRole.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    if (deployment.alarms) {
      role.allow({
        sid: "WatchAlarms",
        actions: ["cloudwatch:DescribeAlarms"],
        resources: [stack.arn("cloudwatch", "alarm:*")],
      });
    }
    return role;
  }

  #createGroup(props: CodeDeployProps, name: string): CodedeployDeploymentGroup {
    const { deployment, targetGroups, exposure } = props;
    const { listener } = exposure;
    const testRoute = testListeners(props);
    const alarms = distinctTexts(deployment.alarms?.names ?? [], this);
    const group = new CodedeployDeploymentGroup(this, "group", {
      appName: this.application.name,
      deploymentGroupName: deployment.deploymentGroupName ?? name,
      serviceRoleArn: this.role.roleArn,
      deploymentConfigName: this.configuration?.deploymentConfigName ?? namedConfiguration(deployment.traffic),
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
      ecsService: { clusterName: props.cluster.clusterName, serviceName: props.service.name },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: deployment.bakeMinutes ?? DEFAULT_BAKE_MINUTES,
        },
      },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [listener.listenerArn] },
          ...(testRoute.length > 0 ? { testTrafficRoute: { listenerArns: [...testRoute] } } : {}),
          targetGroup: [{ name: targetGroups.blue.resource.name }, { name: targetGroups.green.resource.name }],
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", ...(alarms.length > 0 ? ["DEPLOYMENT_STOP_ON_ALARM"] : [])],
      },
      ...(alarms.length > 0 ? { alarmConfiguration: { enabled: true, alarms } } : {}),
    });
    waitFor(group, () => permissionsOf(this.role));
    return group;
  }
}
