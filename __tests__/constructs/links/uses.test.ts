import { Construct } from "constructs";
import { Instance } from "../../../constructs/compute/servers";
import { EcsCluster, FargateService, ScheduledTask, Task, TaskDefinition } from "../../../constructs/ecs";
import { bucketLink, databaseLink, type Link, type Links, useLinks } from "../../../constructs/links";
import { SecurityGroup } from "../../../constructs/security-groups";
import { Bucket } from "../../../constructs/storage";
import { type Attributes, resourcesOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";
import { IMAGE, SMALL_SERVICE, SMALL_TASK, synthService, synthTask } from "../ecs/support";

const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:rds!db-0000-AbCdEf";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/00000000-0000-0000-0000-000000000000";

function ordersLink(scope: Construct, secretKey?: string): Link {
  const group = SecurityGroup.fromExisting(scope, "orders", { securityGroupId: "sg-0123456789abcdef0" });
  const secret = { secretArn: SECRET, ...(secretKey === undefined ? {} : { secretKey }) };
  return databaseLink({ host: "orders.example.com", port: 5432, database: "orders", group, ...secret });
}

function uploadsLink(scope: Construct): Link {
  const bucket = Bucket.fromExisting(scope, "uploads", { bucketName: "acme-uploads" });
  return bucketLink(bucket, { access: "read", prefix: "reports/" });
}

const both = (scope: Construct): Links => ({ orders: ordersLink(scope), reportFiles: uploadsLink(scope) });

/** Variables and secrets of every container by its name. */
function toldOf(synthesized: SynthesizedStack): Record<string, Record<string, string>> {
  const [definition] = resourcesOf(synthesized, "aws_ecs_task_definition");
  const containers: {
    readonly name: string;
    readonly environment: readonly { readonly name: string; readonly value: string }[];
    readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  }[] = JSON.parse(String(definition?.container_definitions));
  return Object.fromEntries(
    containers.map(({ name, environment, secrets }) => [
      name,
      Object.fromEntries([
        ...environment.map((one) => [one.name, one.value]),
        ...secrets.map((one) => [one.name, one.valueFrom]),
      ]),
    ]),
  );
}

/** Rules on the port of the database, with both ends. */
function rulesOf(synthesized: SynthesizedStack): Attributes[] {
  return ["ingress", "egress"]
    .flatMap((direction) => resourcesOf(synthesized, `aws_vpc_security_group_${direction}_rule`))
    .filter(({ from_port }) => from_port === 5432)
    .map(({ security_group_id, referenced_security_group_id, description }) => ({
      on: security_group_id,
      other: referenced_security_group_id,
      description,
    }));
}

/** The statements of every role by the role's resource. */
function statementsByRole(synthesized: SynthesizedStack): Record<string, { Sid: string; Resource: unknown }[]> {
  return Object.fromEntries(
    resourcesOf(synthesized, "aws_iam_role_policy").map(({ role, policy }) => [
      /aws_iam_role\.([a-z-]+(?:_[a-z-]+)*)/.exec(String(role))?.[1] ?? String(role),
      JSON.parse(String(policy)).Statement,
    ]),
  );
}

const ORDERS = {
  ORDERS_DATABASE: "orders",
  ORDERS_HOST: "orders.example.com",
  ORDERS_PORT: "5432",
  ORDERS_PASSWORD: `${SECRET}:password::`,
  ORDERS_USERNAME: `${SECRET}:username::`,
};
const FILES = { REPORT_FILES_BUCKET_NAME: "acme-uploads", REPORT_FILES_BUCKET_PREFIX: "reports/" };

test("a service is told of what it uses by the name that it gives it, and its sidecars are not", () => {
  const synthesized = synthService((stack) => ({
    ...SMALL_SERVICE,
    environment: { MODE: "live" },
    uses: both(stack),
    sidecars: { agent: { image: IMAGE, essential: false } },
  }));
  expect(toldOf(synthesized)).toEqual({ agent: {}, app: { MODE: "live", ...ORDERS, ...FILES } });
});

test("the task role gets the permissions, and the execution role reads the secrets", () => {
  const synthesized = synthService((stack) => ({ ...SMALL_SERVICE, uses: both(stack) }));
  const roles = Object.entries(statementsByRole(synthesized));
  const sids = (part: string) =>
    roles.filter(([role]) => role.includes(part)).flatMap(([, statements]) => statements.map(({ Sid }) => Sid));
  expect(sids("task-role")).toEqual(["ListUploadsReports", "ReadUploadsReports"]);
  expect(sids("execution-role")).toContain("ReadSecrets");
  const [, execution = []] = roles.find(([role]) => role.includes("execution-role")) ?? [];
  expect(execution.find(({ Sid }) => Sid === "ReadSecrets")?.Resource).toBe(SECRET);
});

test("rules lead both ways between what uses and what is used, and nowhere else", () => {
  const synthesized = synthService((stack) => ({ ...SMALL_SERVICE, uses: both(stack) }));
  const [own] = Object.keys(synthesized.resources.aws_security_group ?? {});
  const service = `\${aws_security_group.${own}.id}`;
  const description = "api uses orders";
  expect(rulesOf(synthesized)).toEqual([
    { on: "sg-0123456789abcdef0", other: service, description },
    { on: service, other: "sg-0123456789abcdef0", description },
  ]);
  const without = synthService((stack) => ({ ...SMALL_SERVICE, uses: { files: uploadsLink(stack) } }));
  expect(rulesOf(without)).toEqual([]);
});

test("two services that use the same have rules and permissions of their own", () => {
  const synthesized = synthStack((stack) => {
    const cluster = new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
    const uses = both(stack);
    for (const name of ["api", "worker"]) new FargateService(stack, name, { ...SMALL_SERVICE, cluster, uses });
  });
  expect(rulesOf(synthesized)).toHaveLength(4);
  expect(new Set(rulesOf(synthesized).map(({ on, other }) => `${on} ${other}`)).size).toBe(4);
  const readers = Object.entries(statementsByRole(synthesized)).filter(([, statements]) =>
    statements.some(({ Sid }) => Sid === "ReadUploadsReports"),
  );
  expect(readers).toHaveLength(2);
});

test("a task definition says by container who uses what, and whatever runs it is let in", () => {
  const synthesized = synthStack((stack) => {
    const cluster = new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
    const taskDefinition = new TaskDefinition(stack, "both", {
      ...SMALL_TASK,
      containers: { app: { image: IMAGE }, sync: { image: IMAGE, uses: both(stack) } },
    });
    new Task(stack, "once", { cluster, taskDefinition });
  });
  expect(toldOf(synthesized)).toEqual({ app: {}, sync: { ...ORDERS, ...FILES } });
  expect(rulesOf(synthesized).map(({ description }) => description)).toEqual(["once uses orders", "once uses orders"]);
});

test("tasks that run once or by the clock use others in the same way", () => {
  const synthesized = synthStack((stack) => {
    const cluster = new EcsCluster(stack, "cluster", { network: testNetwork(stack) });
    const { port: _, ...task } = SMALL_SERVICE;
    new ScheduledTask(stack, "report", { ...task, cluster, schedule: "rate(1 day)", uses: both(stack) });
  });
  expect(toldOf(synthesized)).toEqual({ app: { ...ORDERS, ...FILES } });
  expect(rulesOf(synthesized)).toHaveLength(2);
});

test("a server gets permissions, secrets to read with their key, and rules both ways", () => {
  const synthesized = synthStack((stack) => {
    const server = new Instance(stack, "server", { network: testNetwork(stack), instanceType: "t4g.micro" });
    useLinks(server, { orders: ordersLink(stack, KEY), files: uploadsLink(stack) }, "the server");
  });
  const [statements] = Object.values(statementsByRole(synthesized));
  expect(statements?.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
    ["DecryptSecretsOrders", KEY],
    ["ListUploadsReports", "arn:aws:s3:::acme-uploads"],
    ["ReadSecretsOrders", SECRET],
    ["ReadUploadsReports", "arn:aws:s3:::acme-uploads/reports/*"],
  ]);
  expect(rulesOf(synthesized)).toHaveLength(2);
});

test("several things may have one name, and the order in which things are named makes no difference", () => {
  const made = (reversed: boolean) =>
    synthService((stack) => {
      const [database, files] = [ordersLink(stack), uploadsLink(stack)];
      const list = reversed ? [files, database] : [database, files];
      return { ...SMALL_SERVICE, uses: { orders: list, archive: uploadsLink(new Construct(stack, "archive")) } };
    });
  expect(toldOf(made(false)).app).toMatchObject({ ...ORDERS, ORDERS_BUCKET_NAME: "acme-uploads" });
  expect(made(true).json).toBe(made(false).json);
});

test("a task that uses nothing is what it was", () => {
  expect(synthTask({ ...SMALL_TASK, containers: { app: { image: IMAGE, uses: {} } } }).json).toBe(
    synthTask({ ...SMALL_TASK, containers: { app: { image: IMAGE } } }).json,
  );
});

test("what is used by two names is connected to once", () => {
  const synthesized = synthService((stack) => {
    const orders = ordersLink(stack);
    return { ...SMALL_SERVICE, uses: { orders, archive: orders } };
  });
  expect(rulesOf(synthesized)).toHaveLength(2);
});
