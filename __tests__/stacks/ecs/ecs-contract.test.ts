import { App, TerraformOutput, Testing } from "cdktf";
import { MOCK_CONTEXT } from "../../../constructs/core/contract";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Ec2Service, TaskDefinition } from "../../../constructs/ecs";
import { networkFromContract } from "../../../constructs/network/network-contract";
import { ContainerImage } from "../../../constructs/registry";
import { Port } from "../../../constructs/security-groups/port";
import { SecurityGroup } from "../../../constructs/security-groups/security-group";
import { type EcsOfContract, ecsFromContract } from "../../../stacks/ecs/ecs-contract";
import type { EcsProps } from "../../../stacks/ecs/ecs-stack.types";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../support/synth";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

const API = { image: "api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", port: 8080 };
const { port: _, ...JOB } = API;
const ECS: EcsProps = {
  repositories: ["api"],
  services: { api: API, jobs: { ...API, port: undefined } },
  scheduledTasks: { report: { ...JOB, schedule: "rate(1 day)" } },
};
const { network } = specOf({});

/** A stack of one's own that does something with the services of its environment. */
function consumer(
  use: (services: EcsOfContract, group: SecurityGroup) => void,
  mock: readonly string[] = [],
  ecs = ECS,
) {
  const app = new App({ outdir: "unused", stackTraces: false, context: { [MOCK_CONTEXT]: mock } });
  const stack = new EnvironmentStack(app, "orders", testEnvironment());
  const shared = networkFromContract(stack, "network", network);
  const group = new SecurityGroup(stack, "db", { network: shared, description: "database" });
  use(ecsFromContract(stack, "ecs", shared, ecs), group);
  return JSON.parse(Testing.synth(stack)) as StackJson;
}

const admitApi = (services: EcsOfContract, group: SecurityGroup) =>
  group.connections.allowFrom(services.service("api"), Port.tcp(5432), "queries of the API");

const OUTPUT = "data.terraform_remote_state.ecs.outputs";

test("the stack of the services hands over names, groups, roles and repositories", () => {
  const { edge: __, ...spec } = specOf({}, { ecs: ECS });
  const { output } = stacksOf([spec])["sandbox-ecs"] ?? {};
  const keysOf = (name: string) => Object.keys(output?.[name]?.value ?? {});
  expect(Object.keys(output ?? {}).sort()).toEqual([
    ...["capacity_provider_names", "cluster_arn", "cluster_name", "namespace_arns", "namespace_ids", "namespace_names"],
    ...["repository_urls", "scheduled_task_families", "scheduled_task_role_arns", "scheduled_task_security_group_ids"],
    ...["service_names", "service_role_arns", "service_security_group_ids", "sessions"],
  ]);
  expect(keysOf("repository_urls")).toEqual(["api"]);
  for (const name of ["names", "role_arns", "security_group_ids"]) {
    expect(keysOf(`service_${name}`)).toEqual(["api", "jobs"]);
  }
  for (const name of ["families", "role_arns", "security_group_ids"]) {
    expect(keysOf(`scheduled_task_${name}`)).toEqual(["report"]);
  }
});

test("another stack admits a service by rules of both sides, which lie in that stack", () => {
  const stack = consumer(admitApi);
  const ends = { from_port: 5432, to_port: 5432, description: "queries of the API" };
  const api = `\${${OUTPUT}.service_security_group_ids["api"]}`;
  const db = expect.stringMatching(/^\$\{aws_security_group\.db_group_.*\.id\}$/);
  expect(only(stack, "aws_vpc_security_group_ingress_rule")).toMatchObject({
    ...ends,
    security_group_id: db,
    referenced_security_group_id: api,
  });
  expect(only(stack, "aws_vpc_security_group_egress_rule")).toMatchObject({
    ...ends,
    security_group_id: api,
    referenced_security_group_id: db,
  });
});

test("another stack grants permissions to the role of a service", () => {
  const stack = consumer((services) =>
    services.service("jobs").grantee.allow({
      sid: "ReadSecret",
      actions: ["secretsmanager:GetSecretValue"],
      resources: ["arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf"],
    }),
  );
  const [policy] = all(stack, "aws_iam_role_policy");
  expect(policy?.role).toContain(`${OUTPUT}.service_role_arns["jobs"]`);
});

test("another stack admits a task by the clock, and grants permissions to its role", () => {
  const stack = consumer((services, group) => {
    const report = services.scheduledTask("report");
    expect(services.scheduledTask("report")).toBe(report);
    group.connections.allowFrom(report, Port.tcp(5432), "queries of the report");
    report.grantee.allow({
      sid: "ReadSecret",
      actions: ["secretsmanager:GetSecretValue"],
      resources: ["arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf"],
    });
    new TerraformOutput(group, "command", { value: `--task-definition ${report.family}`, staticId: true });
  });
  expect(only(stack, "aws_vpc_security_group_egress_rule")).toMatchObject({
    description: "queries of the report",
    security_group_id: `\${${OUTPUT}.scheduled_task_security_group_ids["report"]}`,
  });
  expect(only(stack, "aws_iam_role_policy").role).toContain(`${OUTPUT}.scheduled_task_role_arns["report"]`);
  expect(stack.output?.command?.value).toBe(`--task-definition \${${OUTPUT}.scheduled_task_families["report"]}`);
});

test("another stack places services on the EC2 capacity of the cluster, and in its namespace", () => {
  const ec2 = { general: { instanceType: "m7g.large", min: 0, max: 2 } };
  const ecs: EcsProps = { ...ECS, capacity: { ec2 }, discovery: { domain: "shop.internal" } };
  const { edge: _, ...spec } = specOf({}, { ecs });
  const { output } = stacksOf([spec])["sandbox-ecs"] ?? {};
  const keysOf = (name: string) => Object.keys(output?.[name]?.value ?? {});
  expect([keysOf("capacity_provider_names"), keysOf("namespace_ids")]).toEqual([["general"], ["discovery"]]);
  const stack = consumer(
    ({ cluster }) => {
      expect(cluster.capacityProviders.general).toMatchObject({ architecture: "ARM64" });
      expect(cluster.discovery?.namespaceName).toBe("shop.internal");
      const stack = EnvironmentStack.of(cluster);
      const image = ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27");
      new Ec2Service(stack, "search", {
        cluster,
        taskDefinition: new TaskDefinition(stack, "search-task", {
          launch: "ec2",
          architecture: "ARM64",
          memoryMiB: 512,
          containers: { app: { image, readonlyRootFilesystem: false } },
        }),
        capacity: { general: { weight: 1 } },
      });
    },
    [],
    ecs,
  );
  expect(only(stack, "aws_ecs_service")).toMatchObject({
    cluster: `\${${OUTPUT}.cluster_arn}`,
    capacity_provider_strategy: [{ capacity_provider: `\${${OUTPUT}.capacity_provider_names["general"]}`, weight: 1 }],
  });
});

test("a stack that reads the services is planned before they exist", () => {
  const stack = consumer(admitApi, ["sandbox-ecs", "sandbox-network"]);
  expect(stack.data).toBeUndefined();
  expect(only(stack, "aws_vpc_security_group_egress_rule").security_group_id).toBe("sg-00000000000000000");
});

test("a service is the same however often it is asked for, and its port is known", () => {
  consumer((services) => {
    expect(services.service("api")).toBe(services.service("api"));
    expect([services.service("api").port, services.service("jobs").port]).toEqual([8080, undefined]);
  });
});

interface Input {
  readonly service?: string;
  readonly scheduledTask?: string;
  readonly repository?: string;
}

const problemsIn = ({ service = "api", scheduledTask = "report", repository = "api" }: Input) =>
  problemsIfAny(() => {
    consumer((services) => {
      services.service(service);
      services.scheduledTask(scheduledTask);
      services.repositoryUrl(repository);
    });
    return { problems: [] };
  });

const CASES = [
  {
    mistake: "a service that the environment does not have",
    input: { service: "web" },
    problems: [
      {
        code: "ECS_SERVICE_UNKNOWN",
        path: "sandbox-orders/ecs",
        message: "The environment has no service of this name.",
        found: '"web"',
        expected: "one of api, jobs",
        fix: "name a service of the section ecs, or add one of this name to it",
      },
    ],
    ways: [{ says: "name a service of the section ecs", to: {} }],
  },
  {
    mistake: "a task by the clock that the environment does not have",
    input: { scheduledTask: "reports" },
    problems: [
      {
        code: "ECS_SCHEDULED_TASK_UNKNOWN",
        path: "sandbox-orders/ecs",
        message: "The environment has no scheduled task of this name.",
        found: '"reports"',
        expected: "one of report",
        fix: "name one of ecs.scheduledTasks, or add one of this name to them",
      },
    ],
    ways: [{ says: "name one of ecs.scheduledTasks", to: {} }],
  },
  {
    mistake: "a repository that the environment does not have",
    input: { repository: "jobs" },
    problems: [
      {
        code: "ECS_REPOSITORY_UNKNOWN",
        path: "sandbox-orders/ecs",
        message: "The environment has no image repository of this name.",
        found: '"jobs"',
        expected: "one of api",
        fix: "name one of ecs.repositories, or add this name to them",
      },
    ],
    ways: [{ says: "name one of ecs.repositories", to: {} }],
  },
];

test.each(CASES)("$mistake is told in these words", ({ input, problems }) => {
  expect(problemsIn(input)).toEqual(problems);
});

testAdvice(CASES, problemsIn);
