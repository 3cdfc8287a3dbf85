import { resourceOf, resourcesOf } from "../../../support/synth";
import { SMALL_SERVICE, synthService, testExposure } from "../support";

describe("the scaling of a service", () => {
  test("keeps CPU, memory and requests where they are wanted", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      scale: { min: 2, max: 10, targetCpu: 60, targetMemory: 70, targetRequests: 1000, scaleInCooldownSeconds: 600 },
    }));
    expect(resourceOf(synthesized, "aws_appautoscaling_target")).toEqual({
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id:
        "service/${aws_ecs_cluster_capacity_providers.cluster_capacity_BDCA409E.cluster_name}/${aws_ecs_service.api.name}",
      min_capacity: 2,
      max_capacity: 10,
    });
    const policies = resourcesOf(synthesized, "aws_appautoscaling_policy").map((policy) => [
      policy.name,
      policy.target_tracking_scaling_policy_configuration,
    ]);
    const common = { scale_in_cooldown: 600, scale_out_cooldown: 60 };
    const metric = (type: string) => ({ predefined_metric_type: type });
    expect(Object.fromEntries(policies)).toEqual({
      cpu: { ...common, target_value: 60, predefined_metric_specification: metric("ECSServiceAverageCPUUtilization") },
      memory: {
        ...common,
        target_value: 70,
        predefined_metric_specification: metric("ECSServiceAverageMemoryUtilization"),
      },
      requests: {
        ...common,
        target_value: 1000,
        predefined_metric_specification: {
          predefined_metric_type: "ALBRequestCountPerTarget",
          resource_label: expect.stringMatching(
            /^\$\{aws_lb\.edge_\S+\.arn_suffix}\/\$\{aws_lb_target_group\.api_exposure_\S+\.arn_suffix}$/,
          ),
        },
      },
    });
  });

  test("counts requests only when the target group hangs below the balancer", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      scale: { min: 1, max: 2, targetRequests: 500 },
    }));
    expect(resourceOf(synthesized, "aws_appautoscaling_policy").depends_on).toEqual([
      expect.stringMatching(/^aws_lb_listener_rule\.rule-\d+-of-edge-http-listener_\w+$/),
    ]);
  });

  test("follows a forecast, with the provider that knows it", () => {
    const synthesized = synthService(() => ({
      ...SMALL_SERVICE,
      scale: {
        min: 2,
        max: 10,
        targetCpu: 60,
        predictive: { provider: "6.13 or later", metric: "cpu", target: 55, scale: true, aboveMaxPercent: 20 },
      },
    }));
    expect(JSON.parse(synthesized.json).terraform.required_providers.aws.version).toBe(">= 6.13.0, < 7.0.0");
    const policies = resourcesOf(synthesized, "aws_appautoscaling_policy");
    expect(policies.find(({ name }) => name === "predictive")).toMatchObject({
      policy_type: "PredictiveScaling",
      predictive_scaling_policy_configuration: {
        mode: "ForecastAndScale",
        scheduling_buffer_time: 300,
        max_capacity_breach_behavior: "IncreaseMaxCapacity",
        max_capacity_buffer: 20,
        metric_specification: [
          {
            target_value: "55",
            predefined_metric_pair_specification: { predefined_metric_type: "ECSServiceCPUUtilization" },
          },
        ],
      },
    });
  });

  test("only shows a forecast until it is told to follow it", () => {
    const synthesized = synthService(() => ({
      ...SMALL_SERVICE,
      scale: { min: 2, max: 2, predictive: { provider: "6.13 or later", metric: "memory", target: 70 } },
    }));
    expect(resourceOf(synthesized, "aws_appautoscaling_policy")).toMatchObject({
      predictive_scaling_policy_configuration: {
        mode: "ForecastOnly",
        metric_specification: [
          { predefined_metric_pair_specification: { predefined_metric_type: "ECSServiceMemoryUtilization" } },
        ],
      },
    });
  });

  test("follows the clock of a time zone, whatever the order of the schedules", () => {
    const evening = { at: "cron(0 20 * * ? *)", min: 0, max: 1 };
    const morning = { at: "cron(0 8 ? * MON-FRI *)", timeZone: "Asia/Seoul", min: 4 };
    const withSchedules = (schedules: Readonly<Record<string, typeof morning | typeof evening>>) =>
      synthService(() => ({ ...SMALL_SERVICE, scale: { min: 1, max: 8, schedules } }));
    const synthesized = withSchedules({ morning, evening });
    expect(resourcesOf(synthesized, "aws_appautoscaling_scheduled_action")).toEqual([
      expect.objectContaining({
        name: "evening",
        schedule: "cron(0 20 * * ? *)",
        timezone: "UTC",
        scalable_target_action: { min_capacity: "0", max_capacity: "1" },
      }),
      expect.objectContaining({
        name: "morning",
        schedule: "cron(0 8 ? * MON-FRI *)",
        timezone: "Asia/Seoul",
        scalable_target_action: { min_capacity: "4" },
      }),
    ]);
    expect(withSchedules({ evening, morning }).json).toBe(synthesized.json);
  });

  test("leaves the limits that schedules set, and is made anew with other limits of the configuration", () => {
    const scale = {
      min: 2,
      max: 6,
      targetCpu: 60,
      schedules: { evening: { at: "cron(0 20 * * ? *)", min: 0, max: 0 } },
    };
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, scale }));
    const [limits] = Object.keys(synthesized.resources.terraform_data ?? {});
    const [target] = Object.keys(synthesized.resources.aws_appautoscaling_target ?? {});
    expect(resourceOf(synthesized, "terraform_data").input).toEqual({ min: 2, max: 6 });
    expect(resourceOf(synthesized, "aws_appautoscaling_target")).toMatchObject({
      min_capacity: 2,
      max_capacity: 6,
      lifecycle: {
        ignore_changes: ["min_capacity", "max_capacity"],
        replace_triggered_by: [`terraform_data.${limits}`],
      },
    });
    const withTarget = { replace_triggered_by: [`aws_appautoscaling_target.${target}`] };
    expect(resourceOf(synthesized, "aws_appautoscaling_policy").lifecycle).toEqual(withTarget);
    expect(resourceOf(synthesized, "aws_appautoscaling_scheduled_action").lifecycle).toEqual(withTarget);
  });

  test("changes limits in place without schedules", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, scale: { min: 2, max: 6, targetCpu: 60 } }));
    for (const type of ["aws_appautoscaling_target", "aws_appautoscaling_policy"]) {
      expect(resourceOf(synthesized, type)).not.toHaveProperty("lifecycle");
    }
  });

  test("is not there for a fixed number of tasks", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, scale: 3 }));
    expect(resourceOf(synthesized, "aws_ecs_service").desired_count).toBe(3);
    expect(synthesized.resources.aws_appautoscaling_target).toBeUndefined();
  });
});
