import type { Deployment, NativeBlueGreenDeployment } from "../../../../constructs/ecs";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import type { HostOptions } from "../../../../constructs/load-balancing/load-balancer.types";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import {
  expectServiceProblems,
  exposedService,
  outOfRange,
  type ServiceCase,
  SMALL_SERVICE,
  smallService,
  toldServices,
} from "../support";

const BLUE_GREEN = { by: "blue-green", provider: "6.4 or later" } as const;
const SMOKE = "arn:aws:lambda:ap-northeast-2:111111111111:function:smoke-test";
const TEST = { header: "X-Test", values: ["next"] } as const;

const by = (deployment: object): ServiceCase["props"] => exposedService({ deployment });

/** A service whose host has options of its own. */
function placed(options: HostOptions, more: Partial<NativeBlueGreenDeployment>): ServiceCase["props"] {
  return (stack, cluster) => {
    const plainHttp = { reason: "the tests have no domain; nobody but them uses it" };
    const edge = new ApplicationLoadBalancer(stack, "edge", { network: cluster.network, plainHttp });
    const deployment: Deployment = { ...BLUE_GREEN, ...more };
    return { ...SMALL_SERVICE, expose: edge.host("api.example.com", { zone: "none", ...options }), deployment };
  };
}

const CASES: readonly ServiceCase[] = [
  {
    name: "steps that AWS refuses",
    props: by({ by: "linear", provider: "6.21 or later", stepPercent: 2, stepMinutes: 1441, bakeMinutes: -1 }),
    problems: [
      outOfRange("deployment.stepPercent", "2 percent", "3 to 100", "use 3"),
      outOfRange("deployment.stepMinutes", "1441 minutes", "0 to 1440", "use 1440"),
      outOfRange("deployment.bakeMinutes", "-1 minutes", "0 to 1440", "use 0"),
    ],
    ways: [
      {
        says: ["use 0", "use 3", "use 1440"],
        to: {
          props: by({ by: "linear", provider: "6.21 or later", stepPercent: 3, stepMinutes: 1440, bakeMinutes: 0 }),
        },
      },
    ],
  },
  {
    name: "a first part that AWS refuses",
    props: by({ by: "canary", provider: "6.21 or later", canaryPercent: 0, canaryMinutes: -5 }),
    problems: [
      outOfRange("deployment.canaryPercent", "0 percent", "1 to 100", "use 1"),
      outOfRange("deployment.canaryMinutes", "-5 minutes", "0 to 1440", "use 0"),
    ],
    ways: [
      {
        says: ["use 1", "use 0"],
        to: { props: by({ by: "canary", provider: "6.21 or later", canaryPercent: 1, canaryMinutes: 0 }) },
      },
    ],
  },
  {
    name: "a canary without traffic",
    props: smallService({ deployment: { by: "canary", provider: "6.21 or later" } }),
    problems: [
      {
        property: "deployment.by",
        code: "DEPLOYMENT_WITHOUT_TRAFFIC",
        message: "There is no traffic to move: the service is not behind a load balancer.",
        found: '"canary" without expose',
        expected: "expose, or a rolling deployment",
        fix: 'expose the service, or use deployment: { by: "rolling" }',
      },
    ],
    ways: [
      { says: "expose the service", to: { props: by({ by: "canary", provider: "6.21 or later" }) } },
      { says: 'or use deployment: { by: "rolling" }', to: { props: smallService({ deployment: { by: "rolling" } }) } },
    ],
  },
  {
    name: "a hook by the name of its function, at no point",
    props: by({ ...BLUE_GREEN, hooks: { smoke: { functionArn: "smoke-test", stages: [] } } }),
    problems: [
      {
        property: "deployment.hooks.smoke.functionArn",
        code: "HOOK_FUNCTION_INVALID",
        message: "This is not the ARN of a Lambda function.",
        found: '"smoke-test"',
        expected:
          "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:function:smoke-test, or a reference to one",
        fix: "take the ARN from the Lambda console; a name is not enough",
      },
      {
        property: "deployment.hooks.smoke.stages",
        code: "HOOK_WITHOUT_STAGE",
        message: "Nothing says when the hook is called.",
        found: "an empty list",
        expected: "one point of the deployment or more",
        fix: 'name it, such as stages: ["POST_TEST_TRAFFIC_SHIFT"], or take the hook out',
      },
    ],
    ways: [
      {
        says: ["take the ARN from the Lambda console", 'name it, such as stages: ["POST_TEST_TRAFFIC_SHIFT"]'],
        to: {
          props: by({ ...BLUE_GREEN, hooks: { smoke: { functionArn: SMOKE, stages: ["POST_TEST_TRAFFIC_SHIFT"] } } }),
        },
      },
      { says: "or take the hook out", to: { props: by(BLUE_GREEN) } },
    ],
  },
  {
    name: "test traffic that is known by the header of all requests",
    props: placed({ conditions: { headers: { "x-test": ["*"] } } }, { testTraffic: TEST }),
    problems: [
      {
        property: "deployment.testTraffic.header",
        code: "TEST_TRAFFIC_HEADER",
        message: "All requests of the service are known by this header already, so it tells no tests from the others.",
        found: '"X-Test" beside the condition on x-test',
        expected: "a header that the service's exposure does not ask for",
        fix: "take another header, such as X-Test",
      },
    ],
    ways: [
      {
        says: "take another header",
        to: {
          props: placed(
            { priority: 2, conditions: { headers: { "x-test": ["*"] } } },
            { testTraffic: { header: "X-Next", values: ["yes"], priority: 1 } },
          ),
        },
      },
    ],
  },
  {
    name: "test traffic behind all other requests",
    props: placed({ priority: 10 }, { testTraffic: { ...TEST, priority: 20 } }),
    problems: [
      {
        property: "deployment.testTraffic.priority",
        code: "TEST_TRAFFIC_BEHIND",
        message: "The rule of the service takes requests for tests before their own rule is asked.",
        found: "priority 20 behind 10",
        expected: "a priority from 1 to 9",
        fix: "set priority of testTraffic to 9 or less",
      },
    ],
    ways: [
      {
        says: "set priority of testTraffic to 9 or less",
        to: { props: placed({ priority: 10 }, { testTraffic: { ...TEST, priority: 9 } }) },
      },
    ],
  },
  {
    name: "test traffic behind requests that come first of all",
    props: placed({ priority: 1 }, { testTraffic: { ...TEST, priority: 2 } }),
    problems: [
      {
        property: "deployment.testTraffic.priority",
        code: "TEST_TRAFFIC_BEHIND",
        message: "The rule of the service takes requests for tests before their own rule is asked.",
        found: "priority 2 behind 1",
        expected: "a priority before that of the service",
        fix: "give the service's exposure a priority of 2 or more, and testTraffic one before it",
      },
    ],
    ways: [
      {
        says: "give the service's exposure a priority of 2 or more, and testTraffic one before it",
        to: { props: placed({ priority: 2 }, { testTraffic: { ...TEST, priority: 1 } }) },
      },
    ],
  },
  {
    name: "steps of one's own that CodeDeploy refuses",
    props: exposedService({
      imageOwner: "deployment",
      deployment: { by: "codedeploy", traffic: { steps: "canary", percent: 100, minutes: 0 } },
    }),
    problems: [
      outOfRange("deployment.traffic.percent", "100 percent", "1 to 99", "use 99"),
      outOfRange("deployment.traffic.minutes", "0 minutes", "1 to 2880", "use 1"),
    ],
    ways: [
      {
        says: ["use 99", "use 1"],
        to: {
          props: exposedService({
            imageOwner: "deployment",
            deployment: { by: "codedeploy", traffic: { steps: "canary", percent: 99, minutes: 1 } },
          }),
        },
      },
    ],
  },
  {
    name: "zones that are evened out without room for a task more",
    props: smallService({
      zoneRebalancing: true,
      scale: 2,
      deployment: { by: "rolling", minHealthyPercent: 50, maxPercent: 100 },
    }),
    problems: [
      {
        property: "zoneRebalancing",
        code: "ZONE_REBALANCING_IMPOSSIBLE",
        message: "ECS cannot even the zones out for such a service, and refuses to try.",
        found: "zoneRebalancing: true with maxPercent 100",
        expected: "zoneRebalancing left out, or a service that ECS can move",
        fix: "leave zoneRebalancing out, or set maxPercent to 200",
      },
    ],
    ways: [
      {
        says: "leave zoneRebalancing out",
        to: {
          props: smallService({ scale: 2, deployment: { by: "rolling", minHealthyPercent: 50, maxPercent: 100 } }),
        },
      },
      {
        says: "or set maxPercent to 200",
        to: {
          props: smallService({
            zoneRebalancing: true,
            scale: 2,
            deployment: { by: "rolling", minHealthyPercent: 50, maxPercent: 200 },
          }),
        },
      },
    ],
  },
  {
    name: "zones that are evened out of a service that CodeDeploy deploys",
    props: exposedService({ zoneRebalancing: true, imageOwner: "deployment", deployment: { by: "codedeploy" } }),
    problems: [
      {
        property: "zoneRebalancing",
        code: "ZONE_REBALANCING_IMPOSSIBLE",
        message: "ECS cannot even the zones out for such a service, and refuses to try.",
        found: "zoneRebalancing: true with deployment by codedeploy",
        expected: "zoneRebalancing left out, or a service that ECS can move",
        fix: "leave zoneRebalancing out, or deploy by rolling or blue-green",
      },
    ],
    ways: [
      {
        says: "leave zoneRebalancing out",
        to: { props: exposedService({ imageOwner: "deployment", deployment: { by: "codedeploy" } }) },
      },
      {
        says: "or deploy by rolling or blue-green",
        to: {
          props: exposedService({ zoneRebalancing: true, imageOwner: "deployment", deployment: { by: "rolling" } }),
        },
      },
    ],
  },
];

describe("a deployment that moves traffic is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});

testAdvice(toldServices(CASES), problemsIfAny);
