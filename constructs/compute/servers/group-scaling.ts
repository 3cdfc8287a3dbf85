import { AutoscalingPolicy, type AutoscalingPolicyConfig } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import type { Construct } from "constructs";
import { beginsWith } from "../initial-size";
import type { AutoScalingGroupProps, PredictiveGroupScaling } from "./group.types";
import { recurrenceOf } from "./group-schedules";

const DEFAULT_AHEAD_SECONDS = 300;

/** What AWS takes for a limit that stays as it is (Terraform's documentation of `aws_autoscaling_schedule`, as of 2026-11). */
const UNCHANGED = -1;

/** The limits of a group, and what it begins with. Where schedules change the limits, a plan would set them back, and does not compare them. */
export function limitsOf({ min, max, initial, schedules = {}, lifecycleHooks = {} }: AutoScalingGroupProps) {
  const { lifecycle, ...begins } = { lifecycle: undefined, ...beginsWith(initial) };
  const ignored = [
    ...(lifecycle?.ignoreChanges ?? []),
    ...(Object.keys(schedules).length > 0 ? ["min_size", "max_size"] : []),
    // AWS looks at them when the group is made, and never again.
    ...(Object.keys(lifecycleHooks).length > 0 ? ["initial_lifecycle_hook"] : []),
  ];
  return {
    minSize: min,
    maxSize: max,
    ...begins,
    ...(ignored.length > 0 ? { lifecycle: { ignoreChanges: ignored } } : {}),
  };
}

/**
 * What makes the number of servers follow the load, by `cpu`, `requests` and `predictive`.
 *
 * @param requestsLabel balancer and target group, as metrics name them: `app/…/targetgroup/…`
 */
export function createPolicies(
  group: Construct,
  autoscalingGroupName: string,
  { targetCpu, targetRequests, predictive }: AutoScalingGroupProps,
  requestsLabel: string | undefined,
): Readonly<Record<string, AutoscalingPolicy>> {
  const configurations = {
    ...(targetCpu === undefined ? {} : { cpu: tracking(targetCpu, "ASGAverageCPUUtilization") }),
    ...(targetRequests === undefined
      ? {}
      : { requests: tracking(targetRequests, "ALBRequestCountPerTarget", requestsLabel) }),
    ...(predictive ? { predictive: forecast(predictive, requestsLabel) } : {}),
  };
  return Object.fromEntries(
    Object.entries(configurations).map(([name, configuration]) => [
      name,
      new AutoscalingPolicy(group, name, { name, autoscalingGroupName, ...configuration }),
    ]),
  );
}

/** Changes of the limits by the clock, by name. */
export function createSchedules(
  group: Construct,
  autoscalingGroupName: string,
  { schedules = {} }: AutoScalingGroupProps,
): Readonly<Record<string, AutoscalingSchedule>> {
  const entries = Object.entries(schedules).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, { at, timeZone, min, max }]) => [
      name,
      new AutoscalingSchedule(group, `schedule-${name}`, {
        scheduledActionName: name,
        autoscalingGroupName,
        recurrence: recurrenceOf(at),
        timeZone: timeZone ?? "UTC",
        minSize: min ?? UNCHANGED,
        maxSize: max ?? UNCHANGED,
        desiredCapacity: UNCHANGED,
      }),
    ]),
  );
}

type Configuration = Omit<AutoscalingPolicyConfig, "name" | "autoscalingGroupName">;

function tracking(targetValue: number, predefinedMetricType: string, resourceLabel?: string): Configuration {
  return {
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      targetValue,
      predefinedMetricSpecification: { predefinedMetricType, ...(resourceLabel ? { resourceLabel } : {}) },
    },
  };
}

function forecast(
  { metric, target, scale = false, aheadSeconds = DEFAULT_AHEAD_SECONDS }: PredictiveGroupScaling,
  resourceLabel: string | undefined,
): Configuration {
  const predefinedMetricPairSpecification =
    metric === "cpu"
      ? { predefinedMetricType: "ASGCPUUtilization" }
      : { predefinedMetricType: "ALBRequestCount", resourceLabel };
  return {
    policyType: "PredictiveScaling",
    predictiveScalingConfiguration: {
      mode: scale ? "ForecastAndScale" : "ForecastOnly",
      schedulingBufferTime: String(aheadSeconds),
      metricSpecification: { targetValue: target, predefinedMetricPairSpecification },
    },
  };
}
