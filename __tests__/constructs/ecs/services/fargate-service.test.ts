import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { TaskDefinition } from "../../../../constructs/ecs";
import { Port } from "../../../../constructs/security-groups";
import { misfitsOf, statementsOf } from "../../../support/iam-policies";
import { resourceOf, resourcesOf } from "../../../support/synth";
import { SMALL_SERVICE, SMALL_TASK, synthService, testExposure } from "../support";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

/** The service of the issue: ten lines that are a whole service. */
function wholeService(options: Parameters<typeof synthService>[1] = {}) {
  return synthService(
    (stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      scale: { min: 2, max: 10, targetCpu: 60 },
    }),
    options,
  );
}

describe("a service on Fargate in ten lines", () => {
  test("is everything that a service needs", () => {
    const { resources } = wholeService();
    const count = (type: string) => Object.keys(resources[type] ?? {}).length;
    expect({
      services: count("aws_ecs_service"),
      tasks: count("aws_ecs_task_definition"),
      roles: count("aws_iam_role"),
      logs: count("aws_cloudwatch_log_group"),
      targetGroups: count("aws_lb_target_group"),
      rules: count("aws_lb_listener_rule"),
      scaling: count("aws_appautoscaling_target"),
      policies: count("aws_appautoscaling_policy"),
    }).toEqual({ services: 1, tasks: 1, roles: 2, logs: 1, targetGroups: 1, rules: 1, scaling: 1, policies: 1 });
  });

  test("lies in every zone of its tier, or in those that are named", () => {
    const subnets = (zones?: readonly string[]) => {
      const service = synthService(() => ({ ...SMALL_SERVICE, ...(zones ? { zones } : {}) }));
      return (resourceOf(service, "aws_ecs_service").network_configuration as { subnets: unknown }).subnets;
    };
    expect([subnets(), subnets(["b"])]).toEqual([["subnet-app-a", "subnet-app-b"], ["subnet-app-b"]]);
  });

  test("runs in private subnets without public addresses, rolls back, and leaves the number of tasks to the scaling", () => {
    expect(resourceOf(wholeService(), "aws_ecs_service")).toEqual({
      name: "groundplan-sandbox-ecs-api",
      cluster: expect.stringMatching(/^\$\{aws_ecs_cluster\.cluster\.arn}$/),
      task_definition: expect.stringMatching(/^\$\{aws_ecs_task_definition\.api_task_\w+\.arn}$/),
      desired_count: 2,
      capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
      force_new_deployment: true,
      availability_zone_rebalancing: "ENABLED",
      deployment_controller: { type: "ECS" },
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      enable_ecs_managed_tags: true,
      enable_execute_command: false,
      propagate_tags: "SERVICE",
      wait_for_steady_state: true,
      health_check_grace_period_seconds: 60,
      load_balancer: [
        {
          container_name: "app",
          container_port: 8080,
          target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\.api_exposure_\w+\.arn}$/),
        },
      ],
      network_configuration: {
        assign_public_ip: false,
        security_groups: [expect.stringMatching(/^\$\{aws_security_group\.api_security-group_\w+\.id}$/)],
        subnets: ["subnet-app-a", "subnet-app-b"],
      },
      lifecycle: { ignore_changes: ["desired_count"] },
      depends_on: [
        expect.stringMatching(/^aws_ecs_cluster_capacity_providers\.cluster_capacity_\w+$/),
        expect.stringMatching(/^aws_iam_role_policy\.api_task_execution-role_grants_\w+$/),
        expect.stringMatching(/^aws_lb_listener_rule\.rule-\d+-of-edge-http-listener_\w+$/),
      ],
    });
  });

  test("is reached by the balancer's group only, and the balancer has a rule to it", () => {
    const synthesized = wholeService();
    const group = expect.stringMatching(/aws_security_group\.api_security-group_/);
    const balancer = expect.stringMatching(/aws_security_group\.edge_/);
    expect(resourcesOf(synthesized, INGRESS)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ security_group_id: group, referenced_security_group_id: balancer, from_port: 8080 }),
      ]),
    );
    expect(resourcesOf(synthesized, EGRESS)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ security_group_id: balancer, referenced_security_group_id: group, from_port: 8080 }),
        expect.objectContaining({ security_group_id: group, cidr_ipv4: "0.0.0.0/0", from_port: 443 }),
      ]),
    );
    const toTasks = resourcesOf(synthesized, INGRESS).filter(({ from_port }) => from_port === 8080);
    expect(toTasks).toHaveLength(1);
  });

  test("grants what AWS knows, to resources that the actions are about", async () => {
    const synthesized = synthService(
      (stack, cluster) => ({
        ...SMALL_SERVICE,
        readonlyRootFilesystem: false,
        imageOwner: "deployment" as const,
        expose: testExposure(stack, cluster),
        deployment: { by: "codedeploy", alarms: { names: ["errors"] } },
        exec: true,
      }),
      { cluster: { exec: {}, capacity: { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } } } },
    );
    const statements = statementsOf(JSON.parse(synthesized.json));
    expect(statements.length).toBeGreaterThan(10);
    expect((await Promise.all(statements.map(misfitsOf))).flat()).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });
});

describe("a service on Fargate", () => {
  test.each([
    [true, 2],
    [false, 1],
  ])("runs two tasks in a protected environment, else one (protected: %s)", (protect, count) => {
    const service = resourceOf(
      synthService(() => SMALL_SERVICE, { protect }),
      "aws_ecs_service",
    );
    expect(service.desired_count).toBe(count);
    expect(service.lifecycle).toBeUndefined();
  });

  test("runs a task definition that was made before, and sends to the port that is named", () => {
    const synthesized = synthService((stack, cluster) => ({
      taskDefinition: new TaskDefinition(stack, "task", {
        ...SMALL_TASK,
        containers: {
          app: { ...SMALL_TASK.containers.app, ports: { http: { port: 8080 }, admin: { port: 9000 } } },
          proxy: { ...SMALL_TASK.containers.app, ports: { web: { port: 80 } } },
        },
      }),
      target: "proxy:web",
      expose: testExposure(stack, cluster),
    }));
    expect(resourceOf(synthesized, "aws_ecs_service").load_balancer).toEqual([
      expect.objectContaining({ container_name: "proxy", container_port: 80 }),
    ]);
  });

  test("has sidecars beside the application", () => {
    const synthesized = synthService(() => ({
      ...SMALL_SERVICE,
      dependsOn: { proxy: "START" as const },
      sidecars: { proxy: { image: SMALL_SERVICE.image } },
    }));
    const containers = JSON.parse(String(resourceOf(synthesized, "aws_ecs_task_definition").container_definitions));
    expect(containers.map(({ name, dependsOn }: Record<string, unknown>) => [name, dependsOn])).toEqual([
      ["app", [{ containerName: "proxy", condition: "START" }]],
      ["proxy", []],
    ]);
  });

  test("leaves the image to a deployment outside of Terraform without a diff", () => {
    const service = resourceOf(
      synthService(() => ({
        ...SMALL_SERVICE,
        imageOwner: "deployment" as const,
        scale: { min: 1, max: 2, targetCpu: 50 },
      })),
      "aws_ecs_service",
    );
    expect(service.lifecycle).toEqual({ ignore_changes: ["desired_count", "task_definition"] });
    expect(service.wait_for_steady_state).toBe(false);
  });

  test("shares its tasks between Fargate and Fargate Spot", () => {
    const service = resourceOf(
      synthService(() => ({
        ...SMALL_SERVICE,
        capacity: { FARGATE_SPOT: { weight: 3 }, FARGATE: { base: 1, weight: 1 } },
      })),
      "aws_ecs_service",
    );
    expect(service.capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", base: 1, weight: 1 },
      { capacity_provider: "FARGATE_SPOT", base: 0, weight: 3 },
    ]);
  });

  test("follows the cluster's shares where it says nothing, and where they are of Fargate", () => {
    const defaultCapacity = { FARGATE: { base: 1, weight: 1 }, FARGATE_SPOT: { weight: 3 } };
    const synthesized = synthService(() => SMALL_SERVICE, { cluster: { defaultCapacity } });
    const strategy = [
      { capacity_provider: "FARGATE", base: 1, weight: 1 },
      { capacity_provider: "FARGATE_SPOT", base: 0, weight: 3 },
    ];
    expect(resourceOf(synthesized, "aws_ecs_service").capacity_provider_strategy).toEqual(strategy);
    expect(resourceOf(synthesized, "aws_ecs_cluster_capacity_providers").default_capacity_provider_strategy).toEqual(
      strategy,
    );
    const ec2 = { general: { instanceType: "m7g.large", min: 0, max: 4 } };
    const onEc2 = { cluster: { capacity: { ec2 }, defaultCapacity: { general: { weight: 1 } } } };
    expect(
      resourceOf(
        synthService(() => SMALL_SERVICE, onEc2),
        "aws_ecs_service",
      ).capacity_provider_strategy,
    ).toEqual([{ capacity_provider: "FARGATE", base: 0, weight: 1 }]);
  });

  test("is left where it is when the zones are not to be evened out", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, zoneRebalancing: false }));
    expect(resourceOf(synthesized, "aws_ecs_service").availability_zone_rebalancing).toBe("DISABLED");
  });

  test("lies in public subnets with public addresses when there is a reason, which is listed", () => {
    const reason = "the partner admits fixed addresses only";
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, publicAddress: { reason } }));
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-ecs/api", rule: "ECS-03", option: "publicAddress", reason },
    ]);
    expect(resourceOf(synthesized, "aws_ecs_service").network_configuration).toEqual(
      expect.objectContaining({ assign_public_ip: true, subnets: ["subnet-web-a", "subnet-web-b"] }),
    );
  });

  test("reaches nothing when egress is none, and what connections allow", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, egress: "none" }), {
      after: (service) => service.connections.allowInternally(Port.tcp(7946), "members of the ring"),
    });
    expect(resourcesOf(synthesized, EGRESS)).toEqual([expect.objectContaining({ from_port: 7946 })]);
    expect(resourcesOf(synthesized, INGRESS)).toEqual([expect.objectContaining({ from_port: 7946 })]);
  });

  test("waits for permissions that are granted after it was made", () => {
    const synthesized = synthService(() => SMALL_SERVICE, {
      after: (service) =>
        service.grantee.allow({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }),
    });
    expect(resourceOf(synthesized, "aws_ecs_service").depends_on).toEqual([
      expect.stringContaining("aws_ecs_cluster_capacity_providers"),
      expect.stringContaining("execution-role_grants"),
      expect.stringContaining("task-role_grants"),
    ]);
  });

  test("has a name in the private DNS domain", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, discovery: {} }), {
      cluster: { discovery: { domain: "shop.internal" } },
    });
    expect(resourceOf(synthesized, "aws_service_discovery_service")).toEqual(
      expect.objectContaining({
        name: "api",
        dns_config: expect.objectContaining({ dns_records: [{ type: "A", ttl: 10 }], routing_policy: "MULTIVALUE" }),
      }),
    );
    expect(resourceOf(synthesized, "aws_ecs_service").service_registries).toEqual({
      registry_arn: expect.stringContaining("aws_service_discovery_service"),
    });
  });

  test("offers ports by Service Connect, whose proxy logs beside the task", () => {
    const synthesized = synthService(
      () => ({ ...SMALL_SERVICE, connect: { offers: { app: { alias: "orders", port: 80 } } } }),
      {
        cluster: { serviceConnect: { namespace: "shop" } },
      },
    );
    expect(resourceOf(synthesized, "aws_ecs_service").service_connect_configuration).toEqual({
      enabled: true,
      namespace: expect.stringContaining("aws_service_discovery_http_namespace"),
      service: [{ port_name: "app", discovery_name: "orders", client_alias: { dns_name: "orders", port: 80 } }],
      log_configuration: {
        log_driver: "awslogs",
        options: expect.objectContaining({ "awslogs-stream-prefix": "service-connect" }),
      },
    });
  });

  test("can be entered by ECS Exec, encrypted and logged, when asked for", () => {
    const synthesized = synthService(() => ({ ...SMALL_SERVICE, exec: true, readonlyRootFilesystem: false }), {
      cluster: { exec: { logRetentionDays: 400 } },
    });
    expect(resourceOf(synthesized, "aws_ecs_service").enable_execute_command).toBe(true);
    expect(resourceOf(synthesized, "aws_ecs_cluster").configuration).toEqual({
      execute_command_configuration: {
        kms_key_id: expect.stringContaining("aws_kms_key"),
        logging: "OVERRIDE",
        log_configuration: {
          cloud_watch_encryption_enabled: true,
          cloud_watch_log_group_name: expect.stringContaining("aws_cloudwatch_log_group.cluster_exec"),
        },
      },
    });
    const granted = resourcesOf(synthesized, "aws_iam_role_policy").find(({ role }) =>
      String(role).includes("task-role"),
    );
    const sids = JSON.parse(String(granted?.policy)).Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(sids).toEqual(["ExecChannels", "ExecFindLogGroup", "ExecKey", "ExecLog"]);
  });
});

describe("a deployment", () => {
  test("by rolling replaces as many tasks at a time as it is told", () => {
    const service = resourceOf(
      synthService(() => ({
        ...SMALL_SERVICE,
        deployment: {
          by: "rolling",
          minHealthyPercent: 0,
          maxPercent: 100,
          circuitBreaker: "stop",
          alarms: { names: ["slow", "errors"] },
        },
      })),
      "aws_ecs_service",
    );
    expect(service).toEqual(
      expect.objectContaining({
        deployment_minimum_healthy_percent: 0,
        deployment_maximum_percent: 100,
        deployment_circuit_breaker: { enable: true, rollback: false },
        availability_zone_rebalancing: "DISABLED",
        alarms: { alarm_names: ["errors", "slow"], enable: true, rollback: true },
      }),
    );
  });

  test("by CodeDeploy shifts the traffic between two target groups, and Terraform leaves both to it", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      imageOwner: "deployment" as const,
      expose: testExposure(stack, cluster),
      deployment: {
        by: "codedeploy",
        traffic: "canary-10-percent-5-minutes",
        bakeMinutes: 30,
        alarms: { names: ["errors"] },
      },
    }));
    const service = resourceOf(synthesized, "aws_ecs_service");
    expect(service).toEqual(
      expect.objectContaining({
        deployment_controller: { type: "CODE_DEPLOY" },
        launch_type: "FARGATE",
        availability_zone_rebalancing: "DISABLED",
      }),
    );
    expect(service.lifecycle).toEqual({
      // All that a service has, besides what UpdateService takes with CodeDeploy: count, grace period, placement, tags of tasks.
      ignore_changes: [
        "capacity_provider_strategy",
        "enable_execute_command",
        "launch_type",
        "load_balancer",
        "network_configuration",
        "platform_version",
        "service_connect_configuration",
        "service_registries",
        "task_definition",
      ],
      replace_triggered_by: [expect.stringMatching(/^terraform_data\./)],
    });
    expect(service.deployment_circuit_breaker).toBeUndefined();
    expect(service.force_new_deployment).toBeUndefined();
    expect(resourceOf(synthesized, "aws_codedeploy_app").compute_platform).toBe("ECS");
    expect(resourceOf(synthesized, "aws_codedeploy_deployment_group")).toEqual(
      expect.objectContaining({
        deployment_config_name: "CodeDeployDefault.ECSCanary10Percent5Minutes",
        deployment_style: { deployment_option: "WITH_TRAFFIC_CONTROL", deployment_type: "BLUE_GREEN" },
        auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
        alarm_configuration: { enabled: true, alarms: ["errors"] },
        blue_green_deployment_config: {
          deployment_ready_option: { action_on_timeout: "CONTINUE_DEPLOYMENT" },
          terminate_blue_instances_on_deployment_success: { action: "TERMINATE", termination_wait_time_in_minutes: 30 },
        },
        load_balancer_info: {
          target_group_pair_info: {
            prod_traffic_route: { listener_arns: [expect.stringContaining("aws_lb_listener")] },
            target_group: [{ name: expect.stringContaining("_blue_") }, { name: expect.stringContaining("_green_") }],
          },
        },
      }),
    );
  });

  test("by ECS's own blue/green says that the stack plans with provider 6 only", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      deployment: { by: "blue-green", provider: "6.4 or later", bakeMinutes: 10 },
    }));
    expect(JSON.parse(synthesized.json).terraform.required_providers.aws.version).toBe(">= 6.4.0, < 7.0.0");
    expect(resourceOf(synthesized, "aws_ecs_service")).toEqual(
      expect.objectContaining({
        deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: "10" },
        load_balancer: [
          expect.objectContaining({
            target_group_arn: expect.stringContaining("_blue_"),
            advanced_configuration: {
              alternate_target_group_arn: expect.stringContaining("_green_"),
              production_listener_rule: expect.stringContaining("aws_lb_listener_rule"),
              role_arn: expect.stringContaining("aws_iam_role.api_blue-green"),
            },
          }),
        ],
      }),
    );
  });

  test("by ECS's own blue/green leaves to ECS what a deployment swaps, and has a way for another pair of target groups", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      deployment: { by: "blue-green", provider: "6.4 or later" },
    }));
    const service = resourceOf(synthesized, "aws_ecs_service");
    const rule = resourceOf(synthesized, "aws_lb_listener_rule");
    // terraform-provider-aws issue 45678 and cdk-real-drift issue 1730 (read 2026-11): each deployment swaps both.
    expect(service.lifecycle).toMatchObject({ ignore_changes: ["load_balancer"] });
    expect(rule.lifecycle).toMatchObject({ ignore_changes: ["action"] });
    const { replace_triggered_by: noted } = service.lifecycle as { replace_triggered_by: readonly string[] };
    expect(noted).toEqual((rule.lifecycle as { replace_triggered_by: readonly string[] }).replace_triggered_by);
    expect(noted).toHaveLength(1);
    expect(service.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.api_blue-green_role_/));
  });

  test("otherwise leaves the stack open for both providers", () => {
    const { json } = wholeService();
    expect(JSON.parse(json).terraform.required_providers.aws.version).toBe(">= 5.100.0, < 7.0.0");
  });
});
