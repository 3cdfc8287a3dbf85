import { Ec2Service, type EcsClusterProps, FargateService, TaskDefinition } from "../../../constructs/ecs";
import type { Authentication } from "../../../constructs/load-balancing/listener-rule.types";
import { synthStack } from "../../support/synth";
import { TIERS } from "../access/support";
import {
  APP,
  expectProblems,
  expectServiceProblems,
  exposedService,
  IMAGE,
  outOfRange,
  type ServiceCase,
  SMALL_SERVICE,
  SMALL_TASK,
  smallService,
  synthService,
  testCluster,
  testExposure,
} from "./support";

/** A login that the checks of services do not look into. */
const COGNITO: Authentication = {
  cognito: {
    userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_abcdefghi",
    userPoolClientId: "0123456789abcdefghijklmnop",
    userPoolDomain: "shop",
  },
};

const CASES: readonly ServiceCase[] = [
  {
    name: "a zone that the tier does not have",
    props: smallService({ zones: ["a", "c"] }),
    problems: [
      {
        property: "zones",
        code: "TASK_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: "c",
        expected: "one or more of a, b",
        fix: "use these zones, or leave zones out for all of them",
      },
    ],
  },
  {
    name: "a size, an image and a port of its own, in the words of the service",
    protect: true,
    props: smallService({ memory: "8 GB", port: 0, environment: { API_TOKEN: "abc" } }),
    problems: [
      {
        property: "memory",
        code: "FARGATE_MEMORY_MISMATCH",
        message: "A Fargate task with 0.25 vCPU cannot have this memory.",
        found: '"8 GB"',
        expected: "one of 0.5 GB, 1 GB, 2 GB",
        fix: 'use "2 GB"; 8 GB goes with 1 vCPU, 2 vCPU, 4 vCPU',
      },
      {
        property: "environment.API_TOKEN",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "a plain value under the name of a secret",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "in code, move it to secrets: { API_TOKEN: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as API_TOKEN_ARN and let the application read it; if it is no secret, give it another name",
      },
      outOfRange("port", "0 as a port", "1 to 65535", "use 1"),
    ],
  },
  {
    name: "bases for two capacity providers, and weights that no task follows",
    props: smallService({ capacity: { FARGATE: { base: 1, weight: 0 }, FARGATE_SPOT: { base: 1, weight: 0 } } }),
    problems: [
      {
        property: "capacity",
        code: "CAPACITY_BASES",
        message: "Only one capacity provider of a service can have a base.",
        found: "a base for FARGATE and FARGATE_SPOT",
        expected: "a base for one of them",
        fix: "keep the base of the one that must not be taken away, such as FARGATE",
      },
      {
        property: "capacity",
        code: "CAPACITY_WEIGHTLESS",
        message: "No capacity provider gets the tasks beyond its base.",
        found: "weight 0 for FARGATE, FARGATE_SPOT",
        expected: "a weight above 0 for at least one",
        fix: "give the one that most tasks belong to the weight 1",
      },
    ],
  },
  {
    name: "Spot in a cluster without it",
    cluster: { capacity: { fargateSpot: false } },
    props: smallService({ capacity: { FARGATE_SPOT: { weight: 1 } } }),
    problems: [
      {
        property: "capacity.FARGATE_SPOT",
        code: "CAPACITY_UNKNOWN",
        message: "The cluster has no capacity of this name.",
        found: '"FARGATE_SPOT"',
        expected: "one of FARGATE",
        fix: "use one of these names, or add the capacity to the cluster",
      },
    ],
  },
  {
    name: "a single zone in a protected environment",
    protect: true,
    network: { tiers: [{ ...TIERS.private, subnets: TIERS.private.subnets.slice(0, 1) }] },
    props: smallService({}),
    problems: [
      {
        property: "tier",
        code: "SERVICE_ONE_ZONE",
        message: "A protected environment runs services in two zones or more, so that it outlives the loss of one.",
        found: 'tier "app" in zone a of sandbox',
        expected: "a tier with subnets in two zones or more",
        fix: "add a zone to the network",
      },
    ],
  },
  {
    name: "a public tier without a reason",
    props: smallService({ tier: "web" }),
    problems: [
      {
        property: "tier",
        code: "TIER_PUBLIC",
        message: "Tasks and instances belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
  },
  {
    name: "a public address without a reason that says something, in a network without a public tier",
    network: { tiers: [TIERS.private] },
    props: smallService({ publicAddress: { reason: "unclear" } }),
    problems: [
      {
        property: "publicAddress.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"unclear"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        property: "publicAddress",
        code: "PUBLIC_ADDRESS_TIER",
        message: "A public address is of no use without a route to the internet gateway.",
        found: "a network without a public tier",
        expected: "a public tier",
        fix: "leave publicAddress out: tasks reach the internet by NAT",
      },
    ],
  },
  {
    name: "a tier without a way to the registry",
    network: { endpointServices: ["s3", "logs"] },
    props: smallService({ tier: "data" }),
    problems: [
      {
        property: "tier",
        code: "TASK_ENDPOINTS_MISSING",
        message: 'Tasks could not start: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for logs, s3",
        expected: "also endpoints for ecr.api, ecr.dkr",
        fix: "add them to the network's endpoints, or put the tasks into a tier with NAT",
      },
    ],
  },
  {
    name: "ECS Exec in a cluster that logs nothing, in a container that cannot be written to",
    props: smallService({ exec: true }),
    problems: [
      {
        property: "exec",
        code: "EXEC_WITHOUT_LOG",
        message: "Sessions in containers are logged, and this cluster logs none.",
        found: "exec: true in a cluster without exec",
        expected: "a cluster with exec",
        fix: "add exec: {} to the cluster, or leave exec out",
      },
      {
        property: "exec",
        code: "EXEC_READONLY_ROOT",
        message: "ECS Exec writes into the container, which a read-only file system does not allow.",
        found: "read-only: app",
        expected: "readonlyRootFilesystem: false in every container of a service with exec",
        fix: "set readonlyRootFilesystem: false for as long as the service has exec",
      },
    ],
  },
  {
    name: "names in a cluster without namespaces, and a port that nobody has",
    props: smallService({ discovery: { ttlSeconds: -1 }, connect: { offers: { http: {} } } }),
    problems: [
      outOfRange("discovery.ttlSeconds", "-1 seconds", "0 to 86400", "use 0"),
      {
        property: "discovery",
        code: "DISCOVERY_WITHOUT_NAMESPACE",
        message: "The cluster has no private DNS domain that the service could have a name in.",
        found: "a cluster without discovery",
        expected: "a cluster with discovery",
        fix: 'add discovery: { domain: "shop.internal" } to the cluster',
      },
      {
        property: "connect",
        code: "CONNECT_WITHOUT_NAMESPACE",
        message: "The cluster has no namespace for Service Connect.",
        found: "a cluster without serviceConnect",
        expected: "a cluster with serviceConnect",
        fix: "add serviceConnect: {} to the cluster",
      },
      {
        property: "connect.offers.http",
        code: "CONNECT_PORT_UNKNOWN",
        message: "The task has no port of this name.",
        found: '"http"',
        expected: "one of app",
        fix: "use the name that the port has in its container",
      },
    ],
  },
  {
    name: "an exposure of nothing",
    props: exposedService({ port: undefined, healthCheckGraceSeconds: -1 }),
    problems: [
      {
        property: "target",
        code: "TARGET_MISSING",
        message: "No port gets the traffic.",
        found: "a task without ports",
        expected: "the port that the load balancer sends to",
        fix: "set port, or give the container of the task definition its ports",
      },
      outOfRange("healthCheckGraceSeconds", "-1 seconds", "0 to 2147483647", "use 0"),
    ],
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
  },
  {
    name: "ECS's own blue/green where people log in",
    props: (stack, cluster) => ({
      ...SMALL_SERVICE,
      expose: { ...testExposure(stack, cluster), authenticate: COGNITO },
      deployment: { by: "blue-green", provider: "6.4 or later" },
    }),
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
  },
];

describe("a service on Fargate is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));

  test("a task with several ports, none of which is named", () => {
    const ports = { http: { port: 8080 }, admin: { port: 9000 } };
    const step = (target?: string) =>
      synthService((stack, cluster) => ({
        taskDefinition: new TaskDefinition(stack, "task", {
          ...SMALL_TASK,
          containers: { app: { image: IMAGE, ports } },
        }),
        expose: testExposure(stack, cluster),
        ...(target === undefined ? {} : { target }),
      }));
    expectProblems("api", () => step(), [
      {
        property: "target",
        code: "TARGET_AMBIGUOUS",
        message: "The task has several ports, and one of them gets the traffic.",
        found: "app:admin, app:http",
        expected: "the port that the load balancer sends to",
        fix: 'set target, for example "app:admin"',
      },
    ]);
    expectProblems("api", () => step("http"), [
      {
        property: "target",
        code: "TARGET_UNKNOWN",
        message: "The task has no container with a port of this name.",
        found: '"http"',
        expected: "one of app:admin, app:http",
        fix: "write container:port, as they are called in the task definition",
      },
    ]);
  });
});

describe("a service is refused for a task of the other kind", () => {
  const build = (kind: "fargate" | "ec2", cluster: Partial<EcsClusterProps> = {}) =>
    synthStack(
      (stack) => {
        const made = testCluster(stack, cluster);
        const ec2 = { launch: "ec2", memoryMiB: 512, containers: { app: APP } } as const;
        const taskDefinition = new TaskDefinition(stack, "task", kind === "ec2" ? SMALL_TASK : ec2);
        const Service = kind === "ec2" ? Ec2Service : FargateService;
        new Service(stack, "api", { cluster: made, taskDefinition });
      },
      { name: "ecs" },
    );

  test("on Fargate", () => {
    expectProblems("api", () => build("fargate"), [
      {
        property: "taskDefinition",
        code: "TASK_LAUNCH",
        message: "The task is made for EC2 instances and has no size that Fargate could start.",
        found: 'launch: "ec2"',
        expected: "a task with cpu and memory for Fargate",
        fix: "use Ec2Service, or give the task cpu and memory",
      },
    ]);
  });

  test("on EC2, together with capacity that is not there", () => {
    expectProblems("api", () => build("ec2"), [
      {
        property: "capacity",
        code: "CAPACITY_MISSING",
        message: "The cluster has no EC2 capacity.",
        found: "Fargate only",
        expected: "the capacity that the tasks run on",
        fix: "add capacity.ec2 to the cluster",
      },
      {
        property: "taskDefinition",
        code: "TASK_LAUNCH",
        message: "The task is made for Fargate.",
        found: 'launch: "fargate"',
        expected: 'a task with launch: "ec2"',
        fix: 'use FargateService, or set launch: "ec2" and memoryMiB in the task definition',
      },
    ]);
  });

  test("on instances with another processor", () => {
    const capacity = { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } };
    expect(() => build("ec2", { capacity })).toThrow("a task for X86_64 on instances with ARM64");
  });
});
