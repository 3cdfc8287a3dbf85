import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { RuleAction } from "../rules/listener-rule.types";
import { TargetGroup } from "./target-group";
import type { BlueGreenTargetGroupsProps } from "./target-group.types";
import { checkGreenName, checkTargetGroup } from "./target-group-checks";

/**
 * Two target groups of the same kind for deployments that put a new version beside the old one and then shift the traffic: by
 * ECS itself, or by CodeDeploy.
 *
 * ```ts
 * const groups = new BlueGreenTargetGroups(this, "targets", { network, port: 8080 });
 * new ListenerRule(this, "rule", { listener: edge.listener, conditions, action: groups.action, actionChangesOutside: true });
 * ```
 */
export class BlueGreenTargetGroups extends BaseConstruct {
  /** The group that has all the traffic at first. */
  readonly blue: TargetGroup;
  /** The group that has none at first. */
  readonly green: TargetGroup;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: BlueGreenTargetGroupsProps) {
    super(scope, id);
    props = layDefaults(this, "BlueGreenTargetGroups", props);
    const problems = checkShape(this, "BlueGreenTargetGroups", props);
    const { greenTargetGroupName, targetGroupName, ...both } = props;
    // Here, since the group itself would tell a name that it knows by another property.
    checkGreenName(greenTargetGroupName, true, problems);
    if (problems.list.length > 0) checkTargetGroup(props, problems);
    problems.throwIfAny();
    const named = (color: string, whole: string | undefined) => ({
      ...both,
      ...(both.name === undefined ? {} : { name: `${both.name}-${color}` }),
      ...(whole === undefined ? {} : { targetGroupName: whole }),
    });
    this.blue = new TargetGroup(this, "blue", named("blue", targetGroupName));
    this.green = new TargetGroup(this, "green", named("green", greenTargetGroupName));
    if (greenTargetGroupName !== undefined) namedBy(this.green, "greenTargetGroupName", this);
  }

  /** The action to begin with: everything to blue. Deployments change it, so the rule has `actionChangesOutside: true`. */
  get action(): RuleAction {
    return {
      forward: {
        targets: [
          { targetGroup: this.blue, weight: 100 },
          { targetGroup: this.green, weight: 0 },
        ],
      },
    };
  }
}
