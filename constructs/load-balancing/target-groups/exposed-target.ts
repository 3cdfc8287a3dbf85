import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { GroundplanError, type Problem, Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { AliasRecord } from "../../dns/alias-record";
import { Port } from "../../security-groups/port";
import type { Exposure } from "../load-balancer.types";
import { checkRequests, ListenerRule } from "../rules/listener-rule";
import { BlueGreenTargetGroups } from "./blue-green-target-groups";
import type { ExposedTargetProps } from "./exposed-target.types";
import { TargetGroup } from "./target-group";
import type { BlueGreenTargetGroupsProps } from "./target-group.types";
import { checkGreenName, checkTargetGroup } from "./target-group-checks";

/**
 * A service below a balancer: target group, listener rule, alias records, and the rules of both security groups, all in the
 * stack of the service.
 *
 * ```ts
 * const exposed = new ExposedTarget(this, "exposed", {
 *   exposure: edge.host("api.example.com"),
 *   target: service,
 *   port: 8080,
 * });
 * ```
 *
 * A service that registers targets by itself, as those of ECS do, has to depend on `exposed.rule.resource`: AWS refuses a target
 * group that no balancer uses yet.
 */
export class ExposedTarget extends BaseConstruct {
  /** The group that has the traffic; with `blueGreen` the one that has it at first. */
  readonly targetGroup: TargetGroup;
  /** Only with `blueGreen`. */
  readonly blueGreen?: BlueGreenTargetGroups;
  readonly rule: ListenerRule;
  /** Alias records by name. */
  readonly records: Readonly<Record<string, AliasRecord>>;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ExposedTargetProps) {
    super(scope, id);
    props = layDefaults(this, "ExposedTarget", props);
    const problems = checkShape(this, "ExposedTarget", props);
    checkGreenName(props.greenTargetGroupName, props.blueGreen ?? false, problems);
    const group = targetGroupProps(props);
    // Neither group nor rule is made then that could tell its own mistakes.
    if (problems.list.length > 0) {
      checkTargetGroup(group, problems);
      problems.addAll(ruleProblems(this, props.exposure));
    }
    problems.throwIfAny();
    const { exposure, blueGreen = false } = props;
    const { listener, conditions, priority, authenticate, rewrite } = exposure;
    const made = this.#makeGroups(group, blueGreen, exposure);
    this.blueGreen = made instanceof BlueGreenTargetGroups ? made : undefined;
    this.targetGroup = made instanceof BlueGreenTargetGroups ? made.blue : made;
    this.rule = new ListenerRule(this, "rule", {
      listener,
      conditions,
      action: this.blueGreen?.action ?? { forward: this.targetGroup },
      actionChangesOutside: blueGreen,
      ...(priority === undefined ? {} : { priority }),
      ...(authenticate === undefined ? {} : { authenticate }),
      ...(rewrite === undefined ? {} : { rewrite }),
    });
    this.#admit(props);
    this.records = this.#createRecords(props);
  }

  /** @throws GroundplanError with what is wrong with the groups, and with the rule that is not made then */
  #makeGroups(group: BlueGreenTargetGroupsProps, blueGreen: boolean, exposure: Exposure) {
    try {
      const Groups = blueGreen ? BlueGreenTargetGroups : TargetGroup;
      return new Groups(this, "targets", group);
    } catch (error) {
      if (!(error instanceof GroundplanError)) throw error;
      throw new GroundplanError([...error.problems, ...ruleProblems(this, exposure)]);
    }
  }

  #admit({ exposure, target, port, healthCheck }: ExposedTargetProps): void {
    const { loadBalancer } = exposure;
    target.connections.allowFrom(loadBalancer, Port.tcp(port), "requests from the load balancer");
    if (healthCheck?.port === undefined || healthCheck.port === port) return;
    target.connections.allowFrom(loadBalancer, Port.tcp(healthCheck.port), "health checks of the load balancer");
  }

  #createRecords({ exposure }: ExposedTargetProps): Readonly<Record<string, AliasRecord>> {
    const { loadBalancer, records } = exposure;
    return Object.fromEntries(
      records.map(({ name, zone }) => {
        const id = `record-${name.replace("*", "wildcard").replaceAll(".", "-")}`;
        return [name, new AliasRecord(this, id, { zone, name, target: loadBalancer })];
      }),
    );
  }
}

/**
 * What is wrong with the rule of a target that is not made, or not yet.
 *
 * @param target the target, or what would make it
 * @param path of the target from there
 */
export function ruleProblems(target: Construct, exposure: Exposure, path = ""): readonly Problem[] {
  const problems = new Problems(`${target.node.path}${path}/rule`);
  checkRequests(exposure, problems);
  return problems.list;
}

function targetGroupProps(props: ExposedTargetProps): BlueGreenTargetGroupsProps {
  const { exposure, target: _target, blueGreen: _blueGreen, network, ...group } = props;
  return { ...group, network: network ?? exposure.loadBalancer.network };
}
