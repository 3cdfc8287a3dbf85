import type { EcsProps } from "../../../stacks/ecs/ecs-stack.types";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { problemsIn, removeConfigFolders } from "../../config/support/config-folder";
import { buildShop, shopWith } from "../../config/support/shop";
import { testAdvice } from "../../support/followed-advice";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

afterAll(removeConfigFolders);

const WORKER: FargateServiceSpec = { image: "example.com/worker:1.0.0", cpu: "0.5 vCPU", memory: "1 GB" };
const ACCOUNT = "ap-northeast-2:111111111111";

/** What a service becomes, of an environment in ap-northeast-2. */
function worker(spec: Partial<FargateServiceSpec>): StackJson | undefined {
  const ecs: EcsProps = { services: { worker: { ...WORKER, ...spec } } };
  return stacksOf([specOf({ plainHttp: { reason: "a sandbox needs no domain" } }, { ecs })])["sandbox-ecs"];
}

function containersOf(stack: StackJson | undefined): Record<string, Record<string, unknown>> {
  const definitions = JSON.parse(String(only(stack, "aws_ecs_task_definition").container_definitions));
  return Object.fromEntries(definitions.map((one: { name: string }) => [one.name, one]));
}

describe("what a configuration names", () => {
  test("secrets and parameters are those of the environment's account and region, or what an ARN says", () => {
    const elsewhere = "arn:aws:secretsmanager:us-east-1:222222222222:secret:other-AbCdEf";
    const secrets = {
      PASSWORD: { secret: "shop/database", field: "password" },
      TOKEN: { parameter: "/shop/token" },
      NAME: { parameter: "name" },
      OTHER: { secret: elsewhere, versionStage: "AWSPREVIOUS" },
    };
    expect(containersOf(worker({ secrets })).app?.secrets).toEqual([
      { name: "NAME", valueFrom: `arn:aws:ssm:${ACCOUNT}:parameter/name` },
      { name: "OTHER", valueFrom: `${elsewhere}::AWSPREVIOUS:` },
      { name: "PASSWORD", valueFrom: `arn:aws:secretsmanager:${ACCOUNT}:secret:shop/database:password::` },
      { name: "TOKEN", valueFrom: `arn:aws:ssm:${ACCOUNT}:parameter/shop/token` },
    ]);
  });

  test("the execution role reads them, and the application's role does not", () => {
    const stack = worker({ secrets: { TOKEN: { parameter: "/shop/token" } } });
    const policies = all(stack, "aws_iam_role_policy").map(({ role, policy }) => [String(role), String(policy)]);
    const readers = policies.filter(([, policy]) => policy?.includes("parameter/shop/token")).map(([role]) => role);
    expect(readers).toEqual([expect.stringContaining("execution")]);
  });

  test("sidecars have images and secrets of their own, and see the task's volumes", () => {
    const stack = worker({
      volumes: { shared: { kind: "scratch" } },
      mounts: { "/data": { volume: "shared" } },
      sidecars: {
        agent: {
          image: "example.com/agent:2.0.0",
          essential: false,
          secrets: { KEY: { parameter: "agent-key" } },
          mounts: { "/in": { volume: "shared", readOnly: true } },
        },
      },
    });
    const { app, agent } = containersOf(stack);
    expect(app?.mountPoints).toEqual([{ containerPath: "/data", sourceVolume: "shared", readOnly: false }]);
    expect(agent).toMatchObject({
      image: "example.com/agent:2.0.0",
      essential: false,
      secrets: [{ name: "KEY", valueFrom: `arn:aws:ssm:${ACCOUNT}:parameter/agent-key` }],
      mountPoints: [{ containerPath: "/in", sourceVolume: "shared", readOnly: true }],
    });
  });

  test("a file system's security group lets the tasks in, by rules both ways", () => {
    const stack = worker({
      volumes: {
        files: {
          kind: "efs",
          fileSystemId: "fs-0123456789abcdef0",
          fileSystemArn: `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/fs-0123456789abcdef0`,
          accessPointId: "fsap-0123456789abcdef0",
          accessPointArn: `arn:aws:elasticfilesystem:${ACCOUNT}:access-point/fsap-0123456789abcdef0`,
          mountTargetsGroupId: "sg-0123456789abcdef0",
        },
      },
      mounts: { "/files": { volume: "files" } },
    });
    const rules = all(stack, "aws_vpc_security_group_ingress_rule").filter(({ from_port }) => from_port === 2049);
    expect(rules.map(({ security_group_id }) => security_group_id)).toEqual(["sg-0123456789abcdef0"]);
  });

  test("logs have the key that is named, and permissions become statements of the task's role", () => {
    const keyArn = `arn:aws:kms:${ACCOUNT}:key/11111111-1111-1111-1111-111111111111`;
    const stack = worker({
      logs: { to: "cloudwatch", keyArn },
      permissions: { "send-jobs": { actions: ["sqs:SendMessage"], resources: [`arn:aws:sqs:${ACCOUNT}:jobs`] } },
    });
    expect(only(stack, "aws_cloudwatch_log_group").kms_key_id).toBe(keyArn);
    const policies = all(stack, "aws_iam_role_policy").map(({ policy }) => String(policy));
    expect(policies.filter((policy) => policy.includes('"SendJobs"'))).toEqual([
      expect.stringContaining(`"Action":"sqs:SendMessage","Resource":"arn:aws:sqs:${ACCOUNT}:jobs"`),
    ]);
  });

  test("options of code are taken as they are", () => {
    const stack = worker({
      architecture: "ARM64",
      ephemeralStorageGiB: 30,
      command: ["work"],
      user: "1000",
      stopTimeoutSeconds: 60,
      capacity: { FARGATE_SPOT: { weight: 1 } },
      serviceName: "jobs",
    });
    expect(only(stack, "aws_ecs_task_definition")).toMatchObject({
      runtime_platform: { cpu_architecture: "ARM64" },
      ephemeral_storage: { size_in_gib: 30 },
    });
    expect(containersOf(stack).app).toMatchObject({ command: ["work"], user: "1000", stopTimeout: 60 });
    expect(only(stack, "aws_ecs_service")).toMatchObject({
      name: "jobs",
      capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 1 }],
    });
  });
});

/** A mistake in a service of a file, and what is told: code, path, message, found, expected, fix. */
const MISTAKES: readonly { mistake: string; more: string; problems: readonly (readonly string[])[] }[] = [
  {
    mistake: "a secret and a parameter for one value",
    more: "secrets: { A: { secret: a, parameter: b } }",
    problems: [
      [
        "SECRET_SOURCE",
        "config/dev.yaml:31:18 › ecs.services.web.secrets.A",
        "A value comes from a secret or from a parameter, and only secrets have fields and stages.",
        "secret and parameter",
        "secret, with field and versionStage as needed, or parameter alone",
        "name the secret or the parameter, such as secret: shop/database with field: password",
      ],
    ],
  },
  {
    mistake: "a field without a secret, in a sidecar",
    more: "sidecars: { agent: { image: example.com/agent:1, secrets: { A: { field: x } } } }",
    problems: [
      [
        "SECRET_SOURCE",
        "config/dev.yaml:31:67 › ecs.services.web.sidecars.agent.secrets.A",
        "A value comes from a secret or from a parameter, and only secrets have fields and stages.",
        "field",
        "secret, with field and versionStage as needed, or parameter alone",
        "name the secret or the parameter, such as secret: shop/database with field: password",
      ],
    ],
  },
  {
    mistake: "an option in its short and in its long form",
    more: "spot: true\n      capacity: { FARGATE: { weight: 1 } }",
    problems: [
      [
        "SHORT_FORM_TWICE",
        "config/dev.yaml:31:13 › ecs.services.web.spot",
        "An option is there in its short form and in its long one.",
        "spot and capacity",
        "one of them",
        "leave out spot",
      ],
    ],
  },
  {
    mistake: "a mount without its volume",
    more: 'mounts: { "/data": { volume: data } }',
    problems: [
      [
        "VOLUME_UNKNOWN",
        "config/dev.yaml:31:17 › ecs.services.web.mounts./data",
        "The task has no volume of this name.",
        '"data"',
        "a volume of the task; it has none",
        'add it to volumes, for example { data: { kind: "scratch" } }',
      ],
    ],
  },
  {
    mistake: "a size without its units",
    more: "ephemeralStorageGiB: 20\n      architecture: arm64",
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:31:28 › ecs.services.web.ephemeralStorageGiB",
        "The number is outside the range that is allowed.",
        "20",
        "a whole number from 21 to 200",
        "use a whole number from 21 to 200",
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:32:21 › ecs.services.web.architecture",
        "The value is not one of those that are allowed.",
        '"arm64"',
        "one of X86_64, ARM64",
        'did you mean "ARM64"?',
      ],
    ],
  },
];

/** What is told of the shop with more lines in its service. */
function toldOf(more: string) {
  const dev = shopWith([["      port: 8080", `      port: 8080\n      ${more}`]]);
  return problemsIn(() => buildShop({ dev }));
}

test.each(MISTAKES)("$mistake is told with its place and a way out", ({ more, problems }) => {
  const told = toldOf(more);
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});

const FOLLOWED = [
  {
    mistake: "a field without a secret",
    problems: toldOf("secrets: { A: { field: x } }"),
    ways: [
      {
        says: "name the secret or the parameter, such as secret: shop/database with field: password",
        to: "secrets: { A: { secret: shop/database, field: password } }",
      },
      { says: "or the parameter", to: "secrets: { A: { parameter: /shop/x } }" },
    ],
  },
  {
    mistake: "two options, each in its short and in its long form",
    problems: toldOf(
      "spot: true\n      capacity: { FARGATE: { weight: 1 } }\n      healthCheckPath: /up\n      targetGroup: { healthCheck: { path: /up } }",
    ),
    ways: [
      {
        says: ["leave out spot", "leave out healthCheckPath"],
        to: "capacity: { FARGATE: { weight: 1 } }\n      targetGroup: { healthCheck: { path: /up } }",
      },
    ],
  },
];

testAdvice(FOLLOWED, toldOf);
