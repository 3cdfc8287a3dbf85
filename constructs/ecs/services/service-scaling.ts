import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { DataResource, type ITerraformDependable, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addressOf } from "../../core/names/address";
import type { PredictiveScaling, Scale } from "./scaling.types";

const DEFAULT_IN_COOLDOWN_SECONDS = 300;
const DEFAULT_OUT_COOLDOWN_SECONDS = 60;
const DEFAULT_AHEAD_SECONDS = 300;

/** The oldest AWS provider that knows predictive scaling of services (its release notes, 6.13.0, 2025-09). */
const PREDICTIVE_PROVIDER = "6.13.0";

/** Properties of {@link ServiceScaling}. */
export interface ServiceScalingProps {
  readonly scale: Scale;
  /** Both as references, so that scaling comes after the service. */
  readonly clusterName: string;
  readonly serviceName: string;
  /** Balancer and target group, as metrics name them: `app/…/targetgroup/…`. */
  readonly requestsLabel?: string;
  /** What must be there before requests are counted: the rule that hangs the target group below the balancer. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Keeps the number of a service's tasks where the load needs it.
 *
 * Schedules change minimum and maximum, which is then no difference that a plan would set back: Terraform ignores both where there are
 * schedules. Other limits in the configuration make the target anew, with its policies and schedules, and so reach the service at once.
 */
export class ServiceScaling extends BaseConstruct {
  /** Notes the limits of the configuration, by which a change of them is seen. */
  readonly limits: DataResource;
  readonly target: AppautoscalingTarget;
  /** By `cpu`, `memory` and `requests`. */
  readonly policies: Readonly<Record<string, AppautoscalingPolicy>>;
  /** Only with `predictive`. */
  readonly predictive?: AppautoscalingPolicy;
  /** By name. */
  readonly schedules: Readonly<Record<string, AppautoscalingScheduledAction>>;
  readonly #isScheduled: boolean;

  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { scale } = props;
    // Also without schedules: with the first of them the limits may change as well.
    this.limits = new DataResource(this, "limits", { input: { min: scale.min, max: scale.max } });
    this.#isScheduled = Object.keys(scale.schedules ?? {}).length > 0;
    this.target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${props.clusterName}/${props.serviceName}`,
      minCapacity: scale.min,
      maxCapacity: scale.max,
      ...(this.#isScheduled
        ? {
            lifecycle: {
              ignoreChanges: ["min_capacity", "max_capacity"],
              replaceTriggeredBy: [addressOf(this.limits)],
            },
          }
        : {}),
    });
    this.policies = this.#createPolicies(props);
    this.predictive = scale.predictive ? this.#createPredictive(scale.predictive) : undefined;
    this.schedules = this.#createSchedules(scale);
  }

  #createPolicies(props: ServiceScalingProps): Readonly<Record<string, AppautoscalingPolicy>> {
    const { scale, requestsLabel } = props;
    const wanted = [
      ["cpu", "ECSServiceAverageCPUUtilization", scale.targetCpu],
      ["memory", "ECSServiceAverageMemoryUtilization", scale.targetMemory],
      ["requests", "ALBRequestCountPerTarget", scale.targetRequests],
    ] as const;
    return Object.fromEntries(
      wanted.flatMap(([name, metric, targetValue]): [string, AppautoscalingPolicy][] => {
        if (targetValue === undefined) return [];
        const policy = new AppautoscalingPolicy(this, name, {
          name,
          policyType: "TargetTrackingScaling",
          ...this.#where,
          targetTrackingScalingPolicyConfiguration: {
            targetValue,
            scaleInCooldown: scale.scaleInCooldownSeconds ?? DEFAULT_IN_COOLDOWN_SECONDS,
            scaleOutCooldown: scale.scaleOutCooldownSeconds ?? DEFAULT_OUT_COOLDOWN_SECONDS,
            predefinedMetricSpecification: {
              predefinedMetricType: metric,
              ...(name === "requests" ? { resourceLabel: requestsLabel } : {}),
            },
          },
          ...(name === "requests" ? { dependsOn: [...props.dependsOn] } : {}),
          ...this.#withTarget,
        });
        return [[name, policy]];
      }),
    );
  }

  #createPredictive(predictive: PredictiveScaling): AppautoscalingPolicy {
    const { metric, target, scale = false, aheadSeconds, aboveMaxPercent } = predictive;
    EnvironmentStack.of(this).requireAwsProvider(PREDICTIVE_PROVIDER);
    return new AppautoscalingPolicy(this, "predictive", {
      name: "predictive",
      policyType: "PredictiveScaling",
      ...this.#where,
      predictiveScalingPolicyConfiguration: {
        mode: scale ? "ForecastAndScale" : "ForecastOnly",
        schedulingBufferTime: aheadSeconds ?? DEFAULT_AHEAD_SECONDS,
        ...(aboveMaxPercent === undefined
          ? {}
          : { maxCapacityBreachBehavior: "IncreaseMaxCapacity", maxCapacityBuffer: aboveMaxPercent }),
        metricSpecification: [
          {
            targetValue: String(target),
            predefinedMetricPairSpecification: {
              predefinedMetricType: metric === "cpu" ? "ECSServiceCPUUtilization" : "ECSServiceMemoryUtilization",
            },
          },
        ],
      },
      ...this.#withTarget,
    });
  }

  #createSchedules(scale: Scale): Readonly<Record<string, AppautoscalingScheduledAction>> {
    const entries = Object.entries(scale.schedules ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      entries.map(([name, { at, timeZone, min, max }]) => [
        name,
        new AppautoscalingScheduledAction(this, `schedule-${name}`, {
          name,
          ...this.#where,
          schedule: at,
          timezone: timeZone ?? "UTC",
          scalableTargetAction: {
            ...(min === undefined ? {} : { minCapacity: String(min) }),
            ...(max === undefined ? {} : { maxCapacity: String(max) }),
          },
          ...this.#withTarget,
        }),
      ]),
    );
  }

  /** AWS deletes policies and schedules with their target, so they are made anew with it. */
  get #withTarget(): { readonly lifecycle?: TerraformResourceLifecycle } {
    return this.#isScheduled ? { lifecycle: { replaceTriggeredBy: [addressOf(this.target)] } } : {};
  }

  get #where() {
    const { serviceNamespace, scalableDimension, resourceId } = this.target;
    return { serviceNamespace, scalableDimension, resourceId };
  }
}
