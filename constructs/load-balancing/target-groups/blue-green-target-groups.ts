import { Construct } from "constructs";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { RuleAction } from "../rules/listener-rule.types";
import { TargetGroup } from "./target-group";
import type { HttpTargetGroupProps } from "./target-group.types";

/**
 * Two target groups of the same kind for deployments that put a new version beside the old one and then shift the traffic: by
 * ECS itself, or by CodeDeploy.
 *
 * ```ts
 * const groups = new BlueGreenTargetGroups(this, "targets", { network, port: 8080 });
 * new ListenerRule(this, "rule", { listener: edge.listener, conditions, action: groups.action, actionChangesOutside: true });
 * ```
 */
export class BlueGreenTargetGroups extends Construct {
  /** The group that has all the traffic at first. */
  readonly blue: TargetGroup;
  /** The group that has none at first. */
  readonly green: TargetGroup;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: HttpTargetGroupProps) {
    super(scope, id);
    props = layDefaults(this, "BlueGreenTargetGroups", props);
    checkShape(this, "BlueGreenTargetGroups", props);
    const named = (color: string) => (props.name === undefined ? props : { ...props, name: `${props.name}-${color}` });
    this.blue = new TargetGroup(this, "blue", named("blue"));
    this.green = new TargetGroup(this, "green", named("green"));
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
