import type { Deployment } from "../../../../constructs/ecs";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import { resourceOf, resourcesOf, type SynthesizedStack } from "../../../support/synth";
import { SMALL_SERVICE, synthService, testExposure } from "../support";

const SMOKE = "arn:aws:lambda:ap-northeast-2:111111111111:function:smoke-test";
const LOAD = "arn:aws:lambda:ap-northeast-2:111111111111:function:load-test:live";

const deployed = (deployment: Deployment): SynthesizedStack =>
  synthService((stack, cluster) => ({ ...SMALL_SERVICE, expose: testExposure(stack, cluster), deployment }));

const providerOf = ({ json }: SynthesizedStack) => JSON.parse(json).terraform.required_providers.aws.version;

const configurationOf = (synthesized: SynthesizedStack) =>
  resourceOf(synthesized, "aws_ecs_service").deployment_configuration;

/** What the policies of the stack allow, by the id of the statement. */
function statementsOf(synthesized: SynthesizedStack) {
  const policies = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => JSON.parse(String(policy)));
  const all: { Sid: string; Action: unknown; Resource: unknown }[] = policies.flatMap(({ Statement }) => Statement);
  return Object.fromEntries(all.map(({ Sid, Action, Resource }) => [Sid, { Action, Resource }]));
}

describe("ECS's own deployments", () => {
  test("move the traffic in equal steps, with the provider that knows it", () => {
    const synthesized = deployed({ by: "linear", provider: "6.21 or later", stepPercent: 20, bakeMinutes: 30 });
    expect(providerOf(synthesized)).toBe(">= 6.21.0, < 7.0.0");
    expect(configurationOf(synthesized)).toEqual({
      strategy: "LINEAR",
      bake_time_in_minutes: "30",
      linear_configuration: { step_percent: 20, step_bake_time_in_minutes: "6" },
    });
  });

  test("move a small part of the traffic first, with the provider that knows it", () => {
    const synthesized = deployed({ by: "canary", provider: "6.21 or later", canaryMinutes: 60 });
    expect(providerOf(synthesized)).toBe(">= 6.21.0, < 7.0.0");
    expect(configurationOf(synthesized)).toEqual({
      strategy: "CANARY",
      bake_time_in_minutes: "5",
      canary_configuration: { canary_percent: 5, canary_bake_time_in_minutes: "60" },
    });
  });

  test("have the same target groups, rule and role whatever their steps are, so that one can become another", () => {
    const [all, some] = [
      deployed({ by: "blue-green", provider: "6.4 or later" }),
      deployed({ by: "canary", provider: "6.21 or later" }),
    ];
    for (const type of ["aws_lb_target_group", "aws_lb_listener_rule", "aws_iam_role"]) {
      expect(resourcesOf(some, type)).toEqual(resourcesOf(all, type));
    }
    expect(resourceOf(some, "aws_ecs_service").load_balancer).toEqual(resourceOf(all, "aws_ecs_service").load_balancer);
  });

  test("ask functions, by a role that may call these and nothing else", () => {
    const synthesized = deployed({
      by: "blue-green",
      provider: "6.4 or later",
      hooks: {
        smoke: { functionArn: SMOKE, stages: ["POST_TEST_TRAFFIC_SHIFT"] },
        load: { functionArn: LOAD, stages: ["POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT"] },
      },
    });
    const role_arn = expect.stringMatching(/^\$\{aws_iam_role\.api_blue-green_hook-role_/);
    expect(configurationOf(synthesized)).toEqual({
      strategy: "BLUE_GREEN",
      bake_time_in_minutes: "5",
      lifecycle_hook: [
        { hook_target_arn: LOAD, lifecycle_stages: ["POST_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT"], role_arn },
        { hook_target_arn: SMOKE, lifecycle_stages: ["POST_TEST_TRAFFIC_SHIFT"], role_arn },
      ],
    });
    expect(statementsOf(synthesized).AskFunctions).toEqual({
      Action: "lambda:InvokeFunction",
      Resource: [LOAD, SMOKE],
    });
    expect(resourceOf(synthesized, "aws_ecs_service").depends_on).toContainEqual(
      expect.stringMatching(/^aws_iam_role_policy\.api_blue-green_hook-role_/),
    );
  });

  test("tell a function what it is to know, with the provider that passes it on", () => {
    const synthesized = deployed({
      by: "blue-green",
      provider: "6.4 or later",
      hooks: {
        smoke: {
          functionArn: SMOKE,
          stages: ["POST_TEST_TRAFFIC_SHIFT"],
          details: {
            provider: "6.25 or later",
            values: { path: "/health", attempts: 3, strict: true, begin: "${now}" },
          },
        },
      },
    });
    expect(providerOf(synthesized)).toBe(">= 6.25.0, < 7.0.0");
    expect(configurationOf(synthesized)).toMatchObject({
      lifecycle_hook: [{ hook_details: '{"attempts":3,"begin":"$${now}","path":"/health","strict":true}' }],
    });
  });

  test("call a hook by the role that it brings along", () => {
    const roleArn = "arn:aws:iam::111111111111:role/deployment-hooks";
    const synthesized = deployed({
      by: "canary",
      provider: "6.21 or later",
      hooks: { smoke: { functionArn: SMOKE, stages: ["PRE_SCALE_UP"], roleArn } },
    });
    expect(configurationOf(synthesized)).toMatchObject({ lifecycle_hook: [{ role_arn: roleArn }] });
    expect(statementsOf(synthesized).AskFunctions).toBeUndefined();
  });

  test("send requests with a header to the new tasks first, by a rule before the service's own", () => {
    const synthesized = deployed({
      by: "blue-green",
      provider: "6.4 or later",
      testTraffic: { header: "X-Test", values: ["next"] },
    });
    const rules = resourcesOf(synthesized, "aws_lb_listener_rule");
    const test = rules.find(({ condition }) => JSON.stringify(condition).includes("X-Test"));
    const own = rules.find((rule) => rule !== test);
    expect(test).toMatchObject({
      condition: [
        { host_header: { values: ["api.example.com"] } },
        { http_header: { http_header_name: "X-Test", values: ["next"] } },
      ],
      action: own?.action,
      lifecycle: { ignore_changes: ["action"] },
    });
    expect(Number(test?.priority)).toBeLessThan(Number(own?.priority));
    const service = resourceOf(synthesized, "aws_ecs_service");
    const rule = expect.stringMatching(/^\$\{aws_lb_listener_rule\./);
    expect(service.load_balancer).toEqual([
      expect.objectContaining({
        advanced_configuration: expect.objectContaining({
          production_listener_rule: rule,
          test_listener_rule: rule,
        }),
      }),
    ]);
    expect(statementsOf(synthesized).MoveTraffic?.Resource).toHaveLength(2);
    expect(service.depends_on).toHaveLength(new Set(service.depends_on as string[]).size);
    expect(
      (service.depends_on as string[]).filter((address) => address.startsWith("aws_lb_listener_rule.")),
    ).toHaveLength(2);
  });

  test("send requests at another listener to the new tasks first, by a rule like the service's own", () => {
    const synthesized = synthService((stack, cluster) => {
      const expose = testExposure(stack, cluster);
      const { loadBalancer } = expose;
      if (!(loadBalancer instanceof ApplicationLoadBalancer)) throw new Error("no balancer of the stack");
      loadBalancer.addListener("test", { port: 8443 });
      const testTraffic = { listener: "test" };
      return { ...SMALL_SERVICE, expose, deployment: { by: "blue-green", provider: "6.4 or later", testTraffic } };
    });
    const rules = resourcesOf(synthesized, "aws_lb_listener_rule");
    expect(rules.map(({ listener_arn }) => String(listener_arn).replace(/_[0-9A-F]{8}/, "")).sort()).toEqual([
      "${aws_lb_listener.edge_http_listener.arn}",
      "${aws_lb_listener.edge_port-8443_listener.arn}",
    ]);
    const [one, other] = rules;
    expect([one?.condition, one?.action]).toEqual([other?.condition, other?.action]);
    expect(resourceOf(synthesized, "aws_ecs_service").load_balancer).toEqual([
      expect.objectContaining({
        advanced_configuration: expect.objectContaining({
          test_listener_rule: expect.stringMatching(/^\$\{aws_lb_listener_rule\./),
        }),
      }),
    ]);
    expect(statementsOf(synthesized).MoveTraffic?.Resource).toHaveLength(2);
  });
});

test("CodeDeploy sends requests at another listener to the new tasks first", () => {
  const synthesized = synthService((stack, cluster) => {
    const expose = testExposure(stack, cluster);
    const { loadBalancer } = expose;
    if (!(loadBalancer instanceof ApplicationLoadBalancer)) throw new Error("no balancer of the stack");
    loadBalancer.addListener("test", { port: 8443 });
    const deployment: Deployment = { by: "codedeploy", testTraffic: { listener: "test" } };
    return { ...SMALL_SERVICE, expose, imageOwner: "deployment" as const, deployment };
  });
  const listener = expect.stringMatching(/^\$\{aws_lb_listener\.edge_port-8443_listener_/);
  const rules = resourcesOf(synthesized, "aws_lb_listener_rule");
  const test = rules.find(({ listener_arn }) => String(listener_arn).includes("port-8443"));
  const own = rules.find((rule) => rule !== test);
  expect([test?.condition, test?.action, test?.listener_arn]).toEqual([own?.condition, own?.action, listener]);
  expect(resourceOf(synthesized, "aws_codedeploy_deployment_group").load_balancer_info).toMatchObject({
    target_group_pair_info: { test_traffic_route: { listener_arns: [listener] } },
  });
  expect(statementsOf(synthesized).MoveTraffic?.Resource).toContainEqual(listener);
});

describe("steps of one's own by CodeDeploy", () => {
  const shifted = (percent: number) =>
    synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      imageOwner: "deployment" as const,
      deployment: { by: "codedeploy", traffic: { steps: "linear", percent, minutes: 5 } },
    }));

  test("are a configuration of the service's own, which its deployment group follows", () => {
    const synthesized = shifted(25);
    expect(resourceOf(synthesized, "aws_codedeploy_deployment_config")).toEqual(
      expect.objectContaining({
        deployment_config_name: "groundplan-sandbox-ecs-api-linear-25-percent-5-minutes",
        compute_platform: "ECS",
        traffic_routing_config: { type: "TimeBasedLinear", time_based_linear: { interval: 5, percentage: 25 } },
        lifecycle: { create_before_destroy: true },
      }),
    );
    expect(resourceOf(synthesized, "aws_codedeploy_deployment_group").deployment_config_name).toMatch(
      /^\$\{aws_codedeploy_deployment_config\.\S+\.deployment_config_name}$/,
    );
  });

  test("are another configuration when they change, since CodeDeploy changes none", () => {
    const nameOf = (synthesized: SynthesizedStack) =>
      resourceOf(synthesized, "aws_codedeploy_deployment_config").deployment_config_name;
    expect(nameOf(shifted(25))).not.toBe(nameOf(shifted(50)));
  });

  test("can move one part first", () => {
    const synthesized = synthService((stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: testExposure(stack, cluster),
      imageOwner: "deployment" as const,
      deployment: { by: "codedeploy", traffic: { steps: "canary", percent: 1, minutes: 120 } },
    }));
    expect(resourceOf(synthesized, "aws_codedeploy_deployment_config").traffic_routing_config).toEqual({
      type: "TimeBasedCanary",
      time_based_canary: { interval: 120, percentage: 1 },
    });
  });
});
