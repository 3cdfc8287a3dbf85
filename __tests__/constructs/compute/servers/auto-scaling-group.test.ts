import type { GroupCapacity } from "../../../../constructs/compute/servers";
import { recurrenceOf } from "../../../../constructs/compute/servers/group-schedules";
import { resourceOf, resourcesOf, warningsOf } from "../../../support/synth";
import { balancer, SCRIPT, synthGroup } from "./support";

test("servers lie in all zones of a private tier, encrypted, without public addresses, and ask for tokens", () => {
  const stack = synthGroup(() => ({ userData: SCRIPT }));
  expect(stack.problems).toEqual([]);
  const template = resourceOf(stack, "aws_launch_template");
  expect(template).toMatchObject({
    block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3" } }],
    image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
    metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    user_data: Buffer.from(SCRIPT).toString("base64"),
  });
  expect(template.network_interfaces).toBeUndefined();
  expect(resourceOf(stack, "aws_autoscaling_group")).toMatchObject({
    health_check_type: "EC2",
    max_size: 6,
    min_size: 2,
    name: "groundplan-sandbox-test-web",
    vpc_zone_identifier: ["subnet-app-a", "subnet-app-b"],
  });
});

test("each server starts with the data volumes, encrypted, in the order of their devices", () => {
  const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const stack = synthGroup(() => ({
    volumes: {
      logs: { device: "/dev/sdg", type: "io2", sizeGiB: 20, iops: 500, keyArn, keep: true },
      data: {
        device: "/dev/sdf",
        sizeGiB: 100,
        iops: 4000,
        throughputMiBps: 250,
        snapshotId: "snap-0123456789abcdef0",
      },
    },
  }));
  expect(stack.problems).toEqual([]);
  const [, ...volumes] = resourceOf(stack, "aws_launch_template").block_device_mappings as readonly object[];
  expect(volumes).toEqual([
    {
      device_name: "/dev/sdf",
      ebs: {
        delete_on_termination: "true",
        encrypted: "true",
        iops: 4000,
        snapshot_id: "snap-0123456789abcdef0",
        throughput: 250,
        volume_size: 100,
        volume_type: "gp3",
      },
    },
    {
      device_name: "/dev/sdg",
      ebs: {
        delete_on_termination: "false",
        encrypted: "true",
        iops: 500,
        kms_key_id: keyArn,
        volume_size: 20,
        volume_type: "io2",
      },
    },
  ]);
});

describe("lifecycle hooks", () => {
  const DRAIN = "arn:aws:sqs:ap-northeast-2:111111111111:web-drain";
  const TOLD = "arn:aws:sns:ap-northeast-2:111111111111:web-starts";

  test("wait before servers count, the first of them too, and before they go", () => {
    const stack = synthGroup(() => ({
      lifecycleHooks: {
        drain: { transition: "terminate", timeoutSeconds: 300, defaultResult: "continue" },
        setup: { transition: "launch" },
      },
    }));
    expect(stack.problems).toEqual([]);
    const setup = {
      default_result: "ABANDON",
      heartbeat_timeout: 3600,
      lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      name: "setup",
    };
    expect(resourcesOf(stack, "aws_autoscaling_lifecycle_hook")).toEqual([
      expect.objectContaining({
        default_result: "CONTINUE",
        heartbeat_timeout: 300,
        lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
        name: "drain",
      }),
      expect.objectContaining(setup),
    ]);
    expect(resourceOf(stack, "aws_autoscaling_group")).toMatchObject({
      initial_lifecycle_hook: [setup],
      lifecycle: { ignore_changes: ["initial_lifecycle_hook"] },
    });
    expect(resourcesOf(stack, "aws_iam_role")).toHaveLength(1);
  });

  test("are told to topics and queues by a role that may send to these alone", () => {
    const stack = synthGroup(() => ({
      lifecycleHooks: {
        drain: { transition: "terminate", notificationTargetArn: DRAIN, notificationMetadata: "web" },
        setup: { transition: "launch", notificationTargetArn: TOLD },
      },
    }));
    expect(stack.problems).toEqual([]);
    const policies = resourcesOf(stack, "aws_iam_role_policy").map(
      ({ policy }) => JSON.parse(String(policy)).Statement,
    );
    expect(policies.flat()).toContainEqual({
      Sid: "Notify",
      Effect: "Allow",
      Action: ["sns:Publish", "sqs:GetQueueUrl", "sqs:SendMessage"],
      Resource: [TOLD, DRAIN],
    });
    const [drain] = resourcesOf(stack, "aws_autoscaling_lifecycle_hook");
    expect(drain).toMatchObject({
      notification_metadata: "web",
      notification_target_arn: DRAIN,
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.web_notifier_/),
    });
  });

  test("may be answered by the servers of the group, and by no others", () => {
    const stack = synthGroup(() => ({ lifecycleHooks: { drain: { transition: "terminate" } } }));
    expect(JSON.parse(String(resourceOf(stack, "aws_iam_role_policy").policy)).Statement).toEqual([
      {
        Sid: "Answerweb",
        Effect: "Allow",
        Action: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
        Resource:
          "arn:aws:autoscaling:ap-northeast-2:111111111111:autoScalingGroup:*:autoScalingGroupName/groundplan-sandbox-test-web",
      },
    ]);
  });
});

test("instances, volumes and interfaces have the tags of the stack by the template, and the group by itself", () => {
  const stack = synthGroup();
  const specifications = resourceOf(stack, "aws_launch_template").tag_specifications as readonly object[];
  expect(specifications).toEqual(
    ["instance", "volume", "network-interface"].map((resource_type) => ({
      resource_type,
      tags: expect.objectContaining({ Name: "groundplan-sandbox-test-web", Project: "groundplan" }),
    })),
  );
  const tags = resourceOf(stack, "aws_autoscaling_group").tag as readonly { readonly key: string }[];
  expect(tags.map(({ key }) => key)).toEqual(["Project", "Environment", "Owner", "ManagedBy", "Stack", "Name"]);
});

test("servers are renewed when the template changes, a new one before an old one goes, unless that is left to people", () => {
  const group = resourceOf(synthGroup(), "aws_autoscaling_group");
  expect(group.launch_template).toMatchObject({ version: expect.stringContaining("latest_version") });
  expect(group.instance_refresh).toEqual({
    preferences: { instance_warmup: "300", max_healthy_percentage: 110, min_healthy_percentage: 100 },
    strategy: "Rolling",
  });
  const refresh = { minHealthyPercentage: 50, maxHealthyPercentage: 100, warmupSeconds: 60 };
  expect(
    resourceOf(
      synthGroup(() => ({ refresh })),
      "aws_autoscaling_group",
    ).instance_refresh,
  ).toEqual({
    preferences: { instance_warmup: "60", max_healthy_percentage: 100, min_healthy_percentage: 50 },
    strategy: "Rolling",
  });
  expect(
    resourceOf(
      synthGroup(() => ({ refresh: false })),
      "aws_autoscaling_group",
    ).instance_refresh,
  ).toBeUndefined();
});

test("the number of servers follows the load where it is asked to", () => {
  expect(resourcesOf(synthGroup(), "aws_autoscaling_policy")).toEqual([]);
  const stack = synthGroup((within, network) => ({
    targetCpu: 60,
    targetRequests: 1000,
    port: 80,
    expose: balancer(within, network).host("www.example.com", { zone: "none" }),
  }));
  expect(stack.problems).toEqual([]);
  const policies = resourcesOf(stack, "aws_autoscaling_policy").map(
    ({ name, target_tracking_configuration }) => [name, target_tracking_configuration] as const,
  );
  expect(Object.fromEntries(policies)).toEqual({
    cpu: {
      predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
      target_value: 60,
    },
    requests: {
      predefined_metric_specification: {
        predefined_metric_type: "ALBRequestCountPerTarget",
        resource_label: expect.stringMatching(/arn_suffix}\/\${.*arn_suffix}/),
      },
      target_value: 1000,
    },
  });
});

test("behind a balancer its health checks count, and the servers register by themselves", () => {
  const stack = synthGroup((within, network) => ({
    port: 80,
    expose: balancer(within, network).host("www.example.com", { zone: "none" }),
  }));
  const group = resourceOf(stack, "aws_autoscaling_group");
  expect(group.health_check_type).toBe("ELB");
  expect(group.target_group_arns).toEqual([expect.stringMatching(/aws_lb_target_group/)]);
  expect(group.depends_on).toContainEqual(expect.stringMatching(/^aws_lb_listener_rule\./));
  expect(resourcesOf(stack, "aws_lb_target_group_attachment")).toEqual([]);
});

test("a group that is behind no balancer says so, so that it leaves the one that it was behind", () => {
  expect(resourceOf(synthGroup(), "aws_autoscaling_group")).toMatchObject({
    health_check_type: "EC2",
    target_group_arns: [],
  });
});

test("servers wait in a warm pool where it is asked for", () => {
  expect(resourceOf(synthGroup(), "aws_autoscaling_group").warm_pool).toBeUndefined();
  const stack = synthGroup(() => ({ warmPool: { min: 1, reuse: true } }));
  expect(resourceOf(stack, "aws_autoscaling_group").warm_pool).toEqual({
    instance_reuse_policy: { reuse_on_scale_in: true },
    min_size: 1,
    pool_state: "Stopped",
  });
  expect(
    resourceOf(
      synthGroup(() => ({ warmPool: { state: "running" } })),
      "aws_autoscaling_group",
    ).warm_pool,
  ).toMatchObject({
    pool_state: "Running",
  });
});

test("the group begins with the number that is asked for, in the zones and with the name that are given", () => {
  const stack = synthGroup(() => ({
    initial: 4,
    zones: ["b"],
    autoScalingGroupName: "web/blue",
    maxInstanceLifetimeDays: 30,
  }));
  expect(resourceOf(stack, "aws_autoscaling_group")).toMatchObject({
    desired_capacity: 4,
    lifecycle: { ignore_changes: ["desired_capacity"] },
    max_instance_lifetime: 2_592_000,
    name: "web/blue",
    vpc_zone_identifier: ["subnet-app-b"],
  });
});

test("a protected environment does not take a group away while it has servers", () => {
  expect(resourceOf(synthGroup(undefined, true), "aws_autoscaling_group").force_delete).toBe(false);
  expect(resourceOf(synthGroup(), "aws_autoscaling_group").force_delete).toBe(true);
});

test("a group of several types has Spot above its on-demand base, and all from one template that changes with it", () => {
  const stack = synthGroup(() => ({
    capacity: { moreInstanceTypes: ["m6g.large", "c7g.large"], spotPercentage: 75, onDemandBase: 1 },
  }));
  expect(stack.problems).toEqual([]);
  const group = resourceOf(stack, "aws_autoscaling_group");
  expect(group.launch_template).toBeUndefined();
  expect(group.capacity_rebalance).toBe(true);
  expect(group.mixed_instances_policy).toEqual({
    instances_distribution: {
      on_demand_allocation_strategy: "prioritized",
      on_demand_base_capacity: 1,
      on_demand_percentage_above_base_capacity: 25,
      spot_allocation_strategy: "price-capacity-optimized",
    },
    launch_template: {
      launch_template_specification: {
        launch_template_id: expect.stringMatching(/aws_launch_template/),
        version: expect.stringContaining("latest_version"),
      },
      override: [{ instance_type: "m7g.large" }, { instance_type: "m6g.large" }, { instance_type: "c7g.large" }],
    },
  });
  expect(resourceOf(stack, "aws_launch_template").instance_type).toBe("m7g.large");
});

test("only Spot servers are replaced before AWS takes them back, and only where that is not turned off", () => {
  const rebalance = (capacity: GroupCapacity) =>
    resourceOf(
      synthGroup(() => ({ capacity })),
      "aws_autoscaling_group",
    ).capacity_rebalance;
  expect(rebalance({ moreInstanceTypes: ["m6g.large"] })).toBe(false);
  expect(rebalance({ moreInstanceTypes: ["m6g.large"], spotPercentage: 100 })).toBe(true);
  expect(rebalance({ moreInstanceTypes: ["m6g.large"], spotPercentage: 100, rebalance: false })).toBe(false);
});

test("Spot of one type is warned of", () => {
  const warnings = (capacity: GroupCapacity) => warningsOf(synthGroup(() => ({ capacity })).stack);
  expect(warnings({ spotPercentage: 100 })).toEqual([
    "Spot servers of one instance type (m7g.large) go all at once when AWS needs the type back: name several.",
  ]);
  expect(warnings({ spotPercentage: 100, moreInstanceTypes: ["m6g.large"] })).toEqual([]);
});

test("schedules change the limits by the clock, and Terraform then leaves these alone", () => {
  const stack = synthGroup(() => ({
    initial: 3,
    schedules: {
      night: { at: "cron(0 20 * * ? *)", timeZone: "Asia/Seoul", min: 0, max: 0 },
      morning: { at: "cron(0 8 ? * MON-FRI *)", min: 2 },
    },
  }));
  expect(stack.problems).toEqual([]);
  expect(resourceOf(stack, "aws_autoscaling_group").lifecycle).toEqual({
    ignore_changes: ["desired_capacity", "min_size", "max_size"],
  });
  const autoscaling_group_name = expect.stringMatching(/^\${aws_autoscaling_group\..*\.name}$/);
  expect(resourcesOf(stack, "aws_autoscaling_schedule")).toEqual([
    {
      autoscaling_group_name,
      desired_capacity: -1,
      max_size: -1,
      min_size: 2,
      recurrence: "0 8 * * 1-5",
      scheduled_action_name: "morning",
      time_zone: "UTC",
    },
    {
      autoscaling_group_name,
      desired_capacity: -1,
      max_size: 0,
      min_size: 0,
      recurrence: "0 20 * * *",
      scheduled_action_name: "night",
      time_zone: "Asia/Seoul",
    },
  ]);
  expect(resourceOf(synthGroup(), "aws_autoscaling_group").lifecycle).toBeUndefined();
});

test.each([
  ["cron(0/15 8-18 ? JAN,12 2-6 *)", "0/15 8-18 * 1,12 1-5"],
  ["cron(30 6 1,15 * ? *)", "30 6 1,15 * *"],
  ["cron(0 0 ? * FRI-MON *)", "0 0 * * 5,6,0,1"],
  ["cron(0 0 ? * FRI-MON/2 *)", "0 0 * * 5,0"],
  ["cron(0 0 1 11-2 ? *)", "0 0 1 11,12,1,2 *"],
  ["cron(0 0 ? * sun,SAT *)", "0 0 * * 0,6"],
  ["cron(0 0 L * ? *)", undefined],
  ["cron(0 0 ? * MON#1 *)", undefined],
  ["cron(0 0 15W * ? *)", undefined],
  ["cron(0 0 1 1 ? 2027)", undefined],
  ["rate(1 hour)", undefined],
  ["at(2026-12-24T08:00:00)", undefined],
])("%s repeats in the words of crontab as %s", (at, recurrence) => {
  expect(recurrenceOf(at)).toBe(recurrence);
});

test("a forecast adds servers before the load comes, where it is told to", () => {
  const stack = synthGroup((within, network) => ({
    predictive: { metric: "requests", target: 1000, scale: true, aheadSeconds: 600 },
    port: 80,
    expose: balancer(within, network).host("www.example.com", { zone: "none" }),
  }));
  expect(stack.problems).toEqual([]);
  expect(resourceOf(stack, "aws_autoscaling_policy")).toMatchObject({
    name: "predictive",
    policy_type: "PredictiveScaling",
    predictive_scaling_configuration: {
      metric_specification: {
        predefined_metric_pair_specification: {
          predefined_metric_type: "ALBRequestCount",
          resource_label: expect.stringMatching(/arn_suffix}\/\${.*arn_suffix}/),
        },
        target_value: 1000,
      },
      mode: "ForecastAndScale",
      scheduling_buffer_time: "600",
    },
  });
  const shown = synthGroup(() => ({ predictive: { metric: "cpu", target: 60 } }));
  expect(resourceOf(shown, "aws_autoscaling_policy").predictive_scaling_configuration).toEqual({
    metric_specification: {
      predefined_metric_pair_specification: { predefined_metric_type: "ASGCPUUtilization" },
      target_value: 60,
    },
    mode: "ForecastOnly",
    scheduling_buffer_time: "300",
  });
});
