import type { Deployment } from "../../../../constructs/ecs/deployments/deployment.types";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import type { Authentication } from "../../../../constructs/load-balancing/rules/listener-rule.types";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { testCertificate } from "../../load-balancing/support";
import {
  expectServiceProblems,
  exposedService,
  outOfRange,
  type ServiceCase,
  SMALL_SERVICE,
  smallService,
  toldServices,
} from "../support";

/** A login that the checks of services do not look into. */
const COGNITO: Authentication = {
  cognito: {
    userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_abcdefghi",
    userPoolClientId: "0123456789abcdefghijklmnop",
    userPoolDomain: "shop",
  },
};

/** A service behind a balancer with a certificate, where people log in. */
function withLogin(deployment: Deployment): ServiceCase["props"] {
  return (stack, cluster) => {
    const certificate = testCertificate(stack);
    const edge = new ApplicationLoadBalancer(stack, "edge", {
      network: cluster.network,
      certificate,
      authenticates: true,
    });
    const exposure = edge.host("api.example.com", { zone: "none" });
    return { ...SMALL_SERVICE, expose: { ...exposure, authenticate: COGNITO }, deployment };
  };
}

const CASES: readonly ServiceCase[] = [
  {
    name: "an exposure of nothing",
    props: exposedService({ port: undefined, healthCheckGraceSeconds: -1 }),
    problems: [
      outOfRange("healthCheckGraceSeconds", "-1 seconds", "0 to 2147483647", "use 0"),
      {
        property: "target",
        code: "TARGET_MISSING",
        message: "No port gets the traffic.",
        found: "a task without ports",
        expected: "the port that the load balancer sends to",
        fix: "set port, or give the container of the task definition its ports",
      },
    ],
    ways: [{ says: ["set port", "use 0"], to: { props: exposedService({ healthCheckGraceSeconds: 0 }) } }],
  },
  {
    name: "a deployment by CodeDeploy that is waited for",
    props: exposedService({
      imageOwner: "deployment",
      deployment: { by: "codedeploy" },
      waitForSteadyState: true,
    }),
    problems: [
      {
        property: "waitForSteadyState",
        code: "CODEDEPLOY_STEADY_STATE",
        message:
          "An apply would wait in vain: a service that CodeDeploy deploys has no deployment that the provider could see end.",
        found: "waitForSteadyState: true with deployment by codedeploy",
        expected: "waitForSteadyState left out, or a deployment by rolling or blue-green",
        fix: "leave waitForSteadyState out",
      },
    ],
    ways: [
      {
        says: "leave waitForSteadyState out",
        to: { props: exposedService({ imageOwner: "deployment", deployment: { by: "codedeploy" } }) },
      },
    ],
  },
  {
    name: "ECS's own blue/green where people log in",
    props: withLogin({ by: "blue-green", provider: "6.4 or later" }),
    problems: [
      {
        property: "deployment.by",
        code: "BLUE_GREEN_WITH_AUTHENTICATION",
        message: "ECS writes the listener rule anew at each deployment, and nobody would have to log in any more.",
        found: "blue-green with an exposure that authenticates",
        expected: "an exposure without authentication, or a rolling deployment",
        fix: 'use deployment: { by: "rolling" }, or let the application ask who it is',
      },
    ],
    ways: [
      {
        says: 'use deployment: { by: "rolling" }',
        to: {
          props: withLogin({ by: "rolling" }),
        },
      },
      {
        says: "or let the application ask who it is",
        to: { props: exposedService({ deployment: { by: "blue-green", provider: "6.4 or later" } }) },
      },
    ],
  },
  {
    name: "blue and green without traffic",
    props: smallService({ deployment: { by: "blue-green", provider: "6.4 or later" } }),
    problems: [
      {
        property: "deployment.by",
        code: "DEPLOYMENT_WITHOUT_TRAFFIC",
        message: "There is no traffic to move: the service is not behind a load balancer.",
        found: '"blue-green" without expose',
        expected: "expose, or a rolling deployment",
        fix: 'expose the service, or use deployment: { by: "rolling" }',
      },
    ],
    ways: [
      {
        says: "expose the service",
        to: { props: exposedService({ deployment: { by: "blue-green", provider: "6.4 or later" } }) },
      },
      { says: 'or use deployment: { by: "rolling" }', to: { props: smallService({ deployment: { by: "rolling" } }) } },
    ],
  },
  {
    name: "Service Connect for what CodeDeploy deploys",
    cluster: { serviceConnect: { namespace: "shop" } },
    props: exposedService({
      imageOwner: "deployment",
      deployment: { by: "codedeploy" },
      connect: { offers: { app: {} } },
    }),
    problems: [
      {
        property: "connect",
        code: "CONNECT_WITH_CODEDEPLOY",
        message: "ECS has no Service Connect for services that CodeDeploy deploys.",
        found: "connect with deployment by codedeploy",
        expected: "connect with a deployment by rolling or blue-green",
        fix: 'use deployment: { by: "rolling" }, or discovery in the place of connect, in a cluster with discovery',
      },
    ],
    ways: [
      {
        says: 'use deployment: { by: "rolling" }',
        to: {
          props: exposedService({
            imageOwner: "deployment",
            deployment: { by: "rolling" },
            connect: { offers: { app: {} } },
          }),
        },
      },
      {
        says: "or discovery in the place of connect, in a cluster with discovery",
        to: {
          cluster: { discovery: { domain: "shop.internal" } },
          props: exposedService({ imageOwner: "deployment", deployment: { by: "codedeploy" }, discovery: {} }),
        },
      },
    ],
  },
];

describe("a deployment of a service is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});

testAdvice(toldServices(CASES), problemsIfAny);
