import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Role } from "../../iam/roles/role";
import type { BlueGreenTargetGroups } from "../../load-balancing/target-groups/blue-green-target-groups";

/** The oldest AWS provider that knows ECS's own blue/green deployments (its release notes, 6.4.0, 2025-07). */
const OLDEST_PROVIDER = "6.4.0";

/**
 * What ECS changes of a service at each deployment: target group and alternate target group change places, as the weights of the listener
 * rule do (terraform-provider-aws issue 45678, and cdk-real-drift issue 1730 of a real account, read 2026-11).
 */
export const BLUE_GREEN_LEAVES: readonly string[] = ["load_balancer"];

/** Properties of {@link NativeBlueGreen}. */
export interface NativeBlueGreenProps {
  /** Last part of the role's name. */
  readonly name: string;
  readonly targetGroups: BlueGreenTargetGroups;
  readonly listenerRuleArn: string;
}

/** What ECS needs to move the traffic by itself: a second target group, the rule, and a role. Pins the stack to provider 6. */
export class NativeBlueGreen extends Construct {
  /** Role that ECS changes the listener rule by. */
  readonly role: Role;
  /** Block `advanced_configuration` of the service's load balancer. */
  readonly advancedConfiguration: {
    readonly alternateTargetGroupArn: string;
    readonly productionListenerRule: string;
    readonly roleArn: string;
  };

  constructor(scope: Construct, id: string, props: NativeBlueGreenProps) {
    super(scope, id);
    const { targetGroups, listenerRuleArn } = props;
    EnvironmentStack.of(this).requireAwsProvider(OLDEST_PROVIDER);
    this.role = this.#createRole(props);
    this.advancedConfiguration = {
      alternateTargetGroupArn: targetGroups.green.targetGroupArn,
      productionListenerRule: listenerRuleArn,
      roleArn: this.role.roleArn,
    };
  }

  /** Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers" (as of 2026-11), for this rule only. */
  #createRole({ name, targetGroups, listenerRuleArn }: NativeBlueGreenProps): Role {
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
      resources: [listenerRuleArn],
    });
    role.allow({
      sid: "RegisterTasks",
      actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      resources: [targetGroups.blue.targetGroupArn, targetGroups.green.targetGroupArn],
    });
    return role;
  }
}
