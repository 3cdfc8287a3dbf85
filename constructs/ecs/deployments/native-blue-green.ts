import type { EcsServiceDeploymentConfigurationLifecycleHook } from "@cdktf/provider-aws/lib/ecs-service";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { distinctTexts } from "../../core/texts/reference-text";
import { Role } from "../../iam/roles/role";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { ListenerRule } from "../../load-balancing/rules/listener-rule";
import type { BlueGreenTargetGroups } from "../../load-balancing/target-groups/blue-green-target-groups";
import type { HookDetails, NativeDeployment } from "./deployment.types";
import { createTestRule } from "./test-traffic";

/**
 * The oldest AWS provider that knows each of ECS's own deployments that move traffic (its release notes, 6.4.0 of 2025-07 and 6.21.0 of
 * 2025-11).
 */
const OLDEST_PROVIDERS: Readonly<Record<NativeDeployment["by"], string>> = {
  "blue-green": "6.4.0",
  linear: "6.21.0",
  canary: "6.21.0",
};

/** The AWS provider whose `aws_ecs_service` is known to have `hook_details` (its schema, 6.25.0). */
const HOOK_DETAILS_PROVIDER = "6.25.0";

/**
 * What ECS changes of a service at each deployment: target group and alternate target group change places, as the weights of the listener
 * rule do (terraform-provider-aws issue 45678, and cdk-real-drift issue 1730 of a real account, read 2026-11).
 */
export const BLUE_GREEN_LEAVES: readonly string[] = ["load_balancer"];

/** Properties of {@link NativeBlueGreen}. */
export interface NativeBlueGreenProps {
  /** Last part of the roles' names. */
  readonly name: string;
  readonly deployment: NativeDeployment;
  /** Where requests come from. */
  readonly exposure: Exposure;
  readonly targetGroups: BlueGreenTargetGroups;
  readonly listenerRuleArn: string;
}

/**
 * What ECS needs to move the traffic by itself, at once or in steps: a second target group, the rule, and a role; a rule for test traffic
 * and a role for hooks where they are asked for. Pins the stack to provider 6.
 */
export class NativeBlueGreen extends BaseConstruct {
  /** Role that ECS changes the listener rule by. */
  readonly role: Role;
  /** Block `advanced_configuration` of the service's load balancer. */
  readonly advancedConfiguration: {
    readonly alternateTargetGroupArn: string;
    readonly productionListenerRule: string;
    readonly testListenerRule?: string;
    readonly roleArn: string;
  };
  /** Takes the requests that reach new tasks first; only with `testTraffic`. */
  readonly testRule?: ListenerRule;
  /** Role that ECS calls hooks by; only where a hook has none of its own. */
  readonly hookRole?: Role;
  /** Blocks `lifecycle_hook` of the service, in the order of their names. */
  readonly hooks: readonly EcsServiceDeploymentConfigurationLifecycleHook[];

  constructor(scope: Construct, id: string, props: NativeBlueGreenProps) {
    super(scope, id);
    const { targetGroups, listenerRuleArn, deployment } = props;
    EnvironmentStack.of(this).requireAwsProvider(OLDEST_PROVIDERS[deployment.by]);
    const { testTraffic } = deployment;
    this.testRule = testTraffic && createTestRule(this, testTraffic, props.exposure, targetGroups);
    this.role = this.#createRole(props);
    this.advancedConfiguration = {
      alternateTargetGroupArn: targetGroups.green.targetGroupArn,
      productionListenerRule: listenerRuleArn,
      ...(this.testRule ? { testListenerRule: this.testRule.listenerRuleArn } : {}),
      roleArn: this.role.roleArn,
    };
    this.hookRole = this.#createHookRole(props);
    this.hooks = this.#listHooks(deployment);
  }

  /** Amazon ECS Developer Guide, "Permissions required for Lambda functions in Amazon ECS blue/green deployments" (as of 2026-11). */
  #createHookRole({ name, deployment }: NativeBlueGreenProps): Role | undefined {
    const functions = Object.values(deployment.hooks ?? {}).flatMap(({ functionArn, roleArn }) =>
      roleArn === undefined ? [functionArn] : [],
    );
    if (functions.length === 0) return undefined;
    const role = new Role(this, "hook-role", {
      name: `${name}-hooks`,
      description: `Asks functions when ${name} is deployed`,
      trustedBy: [{ by: "service", service: "ecs.amazonaws.com" }],
    });
    role.allow({ sid: "AskFunctions", actions: ["lambda:InvokeFunction"], resources: distinctTexts(functions, this) });
    return role;
  }

  #listHooks({ hooks = {} }: NativeDeployment): readonly EcsServiceDeploymentConfigurationLifecycleHook[] {
    return Object.entries(hooks)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { functionArn, stages, roleArn, details }]) => ({
        hookTargetArn: functionArn,
        lifecycleStages: [...new Set(stages)],
        roleArn: roleArn ?? this.hookRole?.roleArn ?? "",
        ...(details ? { hookDetails: this.#hookDetails(details) } : {}),
      }));
  }

  /** In the order of their names, as the provider reads them back. */
  #hookDetails({ values }: HookDetails): string {
    EnvironmentStack.of(this).requireAwsProvider(HOOK_DETAILS_PROVIDER);
    return JSON.stringify(Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers" (as of 2026-11), for these rules only. */
  #createRole({ name, targetGroups, listenerRuleArn }: NativeBlueGreenProps): Role {
    const rules = [listenerRuleArn, ...(this.testRule ? [this.testRule.listenerRuleArn] : [])];
    const role = new Role(this, "role", {
      name: `${name}-traffic`,
      description: `Moves the traffic of ${name} when it is deployed`,
      trustedBy: [{ by: "service", service: "ecs.amazonaws.com" }],
    });
    role.allow({
      sid: "FindTraffic",
      actions: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      resources: ["*"],
      wildcardReason: "Elastic Load Balancing describes everything or nothing",
    });
    role.allow({
      sid: "MoveTraffic",
      actions: ["elasticloadbalancing:ModifyRule"],
      resources: rules,
    });
    role.allow({
      sid: "RegisterTasks",
      actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      resources: [targetGroups.blue.targetGroupArn, targetGroups.green.targetGroupArn],
    });
    return role;
  }
}
