import { resourceOf, resourcesOf } from "../../../support/synth";
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
