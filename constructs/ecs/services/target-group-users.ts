import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { IResolveContext, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { ITargetGroup } from "../../load-balancing/target-groups/target-group.types";

/**
 * The listeners and rules of a stack that send to one of these target groups. ECS refuses a service whose target group no balancer uses
 * yet (Amazon ECS API Reference, `CreateService`: "The target group … does not have an associated load balancer", as of 2026-11).
 */
export function usersOf(
  groups: readonly ITargetGroup[],
  stack: IConstruct,
  context: IResolveContext,
): readonly TerraformResource[] {
  if (groups.length === 0) return [];
  const arns: readonly string[] = groups.map(({ targetGroupArn }) => JSON.stringify(context.resolve(targetGroupArn)));
  return stack.node.findAll().filter((element): element is LbListener | LbListenerRule => {
    const actions =
      element instanceof LbListener
        ? element.defaultActionInput
        : element instanceof LbListenerRule
          ? element.actionInput
          : undefined;
    if (actions === undefined) return false;
    const text = JSON.stringify(context.resolve(actions));
    return arns.some((arn) => text.includes(arn));
  });
}
