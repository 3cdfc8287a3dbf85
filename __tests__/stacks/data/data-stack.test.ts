import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import type { DataProps } from "../../../stacks/data/data-stack.types";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { decide } from "../../support/policy-evaluator";
import { problemsOf } from "../../support/synth";
import { all, type StackJson, specOf } from "../stack-json";

const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/00000000-0000-0000-0000-000000000000";

/** The stack of the data and that of a service that uses it. */
function stacksOf(data: DataProps, uses: FargateServiceSpec["uses"] = []): Record<"data" | "ecs", StackJson> {
  const api = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", uses };
  const { edge: _, ...spec } = specOf({}, { ecs: { services: { api } } });
  return withoutTokenTraces(() => {
    const isolated = { name: "data", kind: "isolated", prefixLength: 24 } as const;
    const network = { ...spec.network, tiers: [...spec.network.tiers, isolated] };
    const app = createApplication([{ ...spec, network, data }], { outdir: "cdktf.out" });
    const stack = (name: string) => JSON.parse(Testing.synth(app.node.findChild(name) as EnvironmentStack));
    return { data: stack("sandbox-data"), ecs: stack("sandbox-ecs") };
  });
}

const namesOf = (json: StackJson, type: string) => all(json, type).map(({ name }) => name);
/** A text of JSON whose references have no quotes inside. */
const plain = (text: unknown): string => String(text).replace(/\$\{[^}]*\}/g, (one) => one.replaceAll('"', ""));
const variablesOf = ({ ecs }: { ecs: StackJson }): Record<string, string> => {
  const [definition] = all(ecs, "aws_ecs_task_definition");
  const [container] = JSON.parse(plain(definition?.container_definitions));
  return Object.fromEntries(
    (container.environment as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );
};

test("queues and topics are named after the environment, or as they are told", () => {
  const { data } = stacksOf({
    queues: { jobs: { visibility: "60 s", deadLetter: { after: 5 } }, old: { queueName: "legacy-jobs" } },
    topics: { orders: { subscriptions: { jobs: { queue: "jobs" }, ops: { email: "ops@example.com" } } } },
  });
  expect(namesOf(data, "aws_sqs_queue").sort()).toEqual([
    "groundplan-sandbox-data-jobs",
    "groundplan-sandbox-data-jobs-dead-letters",
    "legacy-jobs",
  ]);
  expect(namesOf(data, "aws_sns_topic")).toEqual(["groundplan-sandbox-data-orders"]);
  expect(all(data, "aws_sns_topic_subscription").map(({ protocol }) => protocol)).toEqual(["sqs", "email"]);
});

test("several queues send their dead letters to one, whatever their order in the file", () => {
  const letters = { retention: "14 d" };
  const jobs = { deadLetter: { after: 5, queue: "letters" } };
  for (const queues of [
    { jobs, mails: jobs, letters },
    { letters, mails: jobs, jobs },
  ]) {
    const { data } = stacksOf({ queues });
    expect(namesOf(data, "aws_sqs_queue")).toHaveLength(3);
    const redrives = all(data, "aws_sqs_queue").flatMap(({ redrive_policy: policy }) => (policy ? [policy] : []));
    expect(redrives).toHaveLength(2);
    for (const one of redrives) expect(one).toMatch(/aws_sqs_queue\.queues_letters_queue_\w+\.arn/);
  }
});

test("other stacks read URLs, ARNs and names of all, and keys of those that have one", () => {
  const { data } = stacksOf({
    queues: { own: { ownKey: true }, existing: { keyArn: KEY }, plain: {} },
    topics: { orders: { ownKey: true }, plain: {} },
  });
  const keysOf = (output: string) => Object.keys((data.output?.[output]?.value ?? {}) as object);
  for (const output of ["queue_urls", "queue_arns", "queue_names"]) {
    expect(keysOf(output).sort()).toEqual(["existing", "own", "plain"]);
  }
  expect(keysOf("queue_key_arns").sort()).toEqual(["existing", "own"]);
  expect(keysOf("topic_key_arns")).toEqual(["orders"]);
});

describe("a service that uses", () => {
  const data: DataProps = { queues: { jobs: { ownKey: true }, others: {} }, topics: { orders: {} } };
  const identityOf = (uses: FargateServiceSpec["uses"]) =>
    all(stacksOf(data, uses).ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
  const queue = (name: string) => `\${data.terraform_remote_state.data.outputs.queue_arns[${name}]}`;

  it("a queue is told its URL, and sends and receives unless it asks for one of both", () => {
    const both = identityOf(["queues.jobs"]);
    const send = identityOf([{ name: "queues.jobs", access: "send" }]);
    expect(variablesOf(stacksOf(data, ["queues.jobs"]))).toMatchObject({
      JOBS_QUEUE_URL: expect.stringContaining("outputs.queue_urls[jobs]"),
    });
    expect(decide({ action: "sqs:SendMessage", resource: queue("jobs") }, { identity: both })).toBe("allowed");
    expect(decide({ action: "sqs:ReceiveMessage", resource: queue("jobs") }, { identity: both })).toBe("allowed");
    expect(decide({ action: "sqs:ReceiveMessage", resource: queue("jobs") }, { identity: send })).toBe("not allowed");
    expect(decide({ action: "sqs:SendMessage", resource: queue("others") }, { identity: both })).toBe("not allowed");
    expect(JSON.stringify(both)).toContain("kms:ViaService");
  });

  it("a topic is told its ARN, and publishes", () => {
    const uses = ["topics.orders"];
    const topic = "${data.terraform_remote_state.data.outputs.topic_arns[orders]}";
    expect(variablesOf(stacksOf(data, uses))).toMatchObject({ ORDERS_TOPIC_ARN: topic });
    const identity = identityOf(uses);
    expect(decide({ action: "sns:Publish", resource: topic }, { identity })).toBe("allowed");
    expect(decide({ action: "sns:Subscribe", resource: topic }, { identity })).toBe("not allowed");
  });
});

describe("a service that uses secrets and parameters", () => {
  const data: DataProps = {
    secrets: {
      signing: { ownKey: true },
      smtp: { generate: { json: { generated: "password", fields: { username: "orders" } } } },
    },
    parameters: { "log-level": { value: "info" }, token: { generate: {}, ownKey: true } },
  };
  const output = (name: string, key: string) => `\${data.terraform_remote_state.data.outputs.${name}[${key}]}`;

  it("is told the value of a secret, or its fields, by the role that starts it", () => {
    const { ecs } = stacksOf(data, ["secrets.signing", "secrets.smtp"]);
    const [definition] = all(ecs, "aws_ecs_task_definition");
    const [container] = JSON.parse(plain(definition?.container_definitions));
    const arn = output("secret_arns", "smtp");
    expect(container.secrets).toEqual([
      { name: "SIGNING_SECRET", valueFrom: output("secret_arns", "signing") },
      { name: "SMTP_PASSWORD", valueFrom: `${arn}:password::` },
      { name: "SMTP_USERNAME", valueFrom: `${arn}:username::` },
    ]);
    const identity = all(ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    expect(decide({ action: "secretsmanager:GetSecretValue", resource: arn }, { identity })).toBe("allowed");
    expect(decide({ action: "secretsmanager:PutSecretValue", resource: arn }, { identity })).toBe("not allowed");
    const key = { action: "kms:Decrypt", resource: output("secret_key_arns", "signing") };
    const context = { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" };
    expect(decide({ ...key, context }, { identity })).toBe("allowed");
    expect(decide(key, { identity })).toBe("not allowed");
  });

  it("is told the name of a parameter, and reads it", () => {
    const used = stacksOf(data, ["parameters.log-level", "parameters.token"]);
    expect(variablesOf(used)).toMatchObject({
      LOG_LEVEL_PARAMETER_NAME: output("parameter_names", "log-level"),
      TOKEN_PARAMETER_NAME: output("parameter_names", "token"),
    });
    const identity = all(used.ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    expect(identity.join()).toContain("ssm:GetParameter");
    const key = { action: "kms:Decrypt", resource: output("parameter_key_arns", "token") };
    const context = { "kms:ViaService": "ssm.ap-northeast-2.amazonaws.com" };
    expect(decide({ ...key, context }, { identity })).toBe("allowed");
  });
});

describe("a service that uses a database", () => {
  const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } as const;
  const output = (name: string, key: string) => `\${data.terraform_remote_state.data.outputs.${name}[${key}]}`;
  const using = (data: DataProps) => stacksOf(data, ["databases.orders"]);

  it("is told where it is, its owner and password, and is let in by its port", () => {
    const { ecs, data } = using({ databases: { orders: { ...small, ownKey: true } } });
    expect(variablesOf({ ecs })).toMatchObject({
      ORDERS_HOST: output("database_hosts", "orders"),
      ORDERS_PORT: "5432",
      ORDERS_DATABASE: "orders",
    });
    const [definition] = all(ecs, "aws_ecs_task_definition");
    const [container] = JSON.parse(plain(definition?.container_definitions));
    const secret = output("database_secret_arns", "orders");
    expect(container.secrets).toEqual([
      { name: "ORDERS_PASSWORD", valueFrom: `${secret}:password::` },
      { name: "ORDERS_USERNAME", valueFrom: `${secret}:username::` },
    ]);
    const identity = all(ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    const key = { action: "kms:Decrypt", resource: output("database_secret_key_arns", "orders") };
    const context = { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" };
    expect(decide({ ...key, context }, { identity })).toBe("allowed");
    expect(decide({ action: "rds-db:connect", resource: "*" }, { identity })).toBe("not allowed");
    const entries = all(ecs, "aws_vpc_security_group_ingress_rule").map((rule) => [
      plain(rule.security_group_id),
      rule.from_port,
    ]);
    expect(entries).toContainEqual([output("database_groups", "orders"), 5432]);
    expect(all(data, "aws_vpc_security_group_ingress_rule")).toEqual([]);
  });

  it("reads the secret that its password is of, with its key", () => {
    const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
    const { data, ecs } = using({
      secrets: { login: { generate, ownKey: true } },
      databases: { orders: { ...small, password: { secret: "login" } } },
    });
    expect(all(data, "aws_db_instance")[0]).toMatchObject({ password_wo_version: 1 });
    const identity = all(ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    expect(identity.join()).toContain(output("database_secret_key_arns", "orders"));
  });
});

describe("a service that uses a cluster of Aurora", () => {
  const small = { engine: "aurora-mysql 8.0", serverless: { max: 4 } } as const;
  const output = (name: string, key: string) => `\${data.terraform_remote_state.data.outputs.${name}[${key}]}`;
  const clusters = { orders: { ...small, ownKey: true }, carts: small };
  const used = stacksOf({ databaseClusters: clusters }, ["databaseClusters.orders"]);

  it("is told where it writes and reads, and its owner and password", () => {
    expect(variablesOf(used)).toMatchObject({
      ORDERS_HOST: output("database_cluster_hosts", "orders"),
      ORDERS_READER_HOST: output("database_cluster_reader_hosts", "orders"),
      ORDERS_PORT: "3306",
      ORDERS_DATABASE: "orders",
    });
    const [definition] = all(used.ecs, "aws_ecs_task_definition");
    const [container] = JSON.parse(plain(definition?.container_definitions));
    const secret = output("database_cluster_secret_arns", "orders");
    expect(container.secrets).toEqual([
      { name: "ORDERS_PASSWORD", valueFrom: `${secret}:password::` },
      { name: "ORDERS_USERNAME", valueFrom: `${secret}:username::` },
    ]);
    const hosts = used.data.output?.database_cluster_hosts?.value as Readonly<Record<string, string>>;
    expect(hosts.orders).toMatch(/^\$\{aws_rds_cluster\.\w+\.endpoint\}$/);
    const readers = used.data.output?.database_cluster_reader_hosts?.value as Readonly<Record<string, string>>;
    expect(readers.orders).toMatch(/\.reader_endpoint\}$/);
  });

  it("lies beside a database of the same name", () => {
    const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
    const { data } = stacksOf(
      {
        databases: { orders: { engine: "mysql 8.4", size: "db.t4g.medium", storage: "50 GB", alarms } },
        databaseClusters: { orders: { ...small, alarms } },
      },
      ["databaseClusters.orders"],
    );
    const identifiers = [...all(data, "aws_db_instance"), ...all(data, "aws_rds_cluster")];
    expect(identifiers.map((one) => one.identifier ?? one.cluster_identifier)).toEqual([
      "groundplan-sandbox-data-orders",
      "groundplan-sandbox-data-orders",
    ]);
  });

  it("is let in by its port, reads its secret with its key, and nothing of another one", () => {
    const entries = all(used.ecs, "aws_vpc_security_group_ingress_rule").map((rule) => [
      plain(rule.security_group_id),
      rule.from_port,
    ]);
    expect(entries).toContainEqual([output("database_cluster_groups", "orders"), 3306]);
    expect(entries).not.toContainEqual([output("database_cluster_groups", "carts"), 3306]);
    expect(all(used.data, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const identity = all(used.ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    const read = (name: string, action = "secretsmanager:GetSecretValue") =>
      decide({ action, resource: output("database_cluster_secret_arns", name) }, { identity });
    expect(read("orders")).toBe("allowed");
    expect(read("carts")).toBe("not allowed");
    expect(read("orders", "secretsmanager:PutSecretValue")).toBe("not allowed");
    const key = { action: "kms:Decrypt", resource: output("database_cluster_secret_key_arns", "orders") };
    const context = { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" };
    expect(decide({ ...key, context }, { identity })).toBe("allowed");
    expect(decide({ ...key, action: "kms:Encrypt", context }, { identity })).toBe("not allowed");
    expect(decide({ action: "rds-db:connect", resource: "*" }, { identity })).toBe("not allowed");
  });

  it("reads the secret that its password is of, with its key", () => {
    const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
    const own = stacksOf(
      {
        secrets: { login: { generate, ownKey: true } },
        databaseClusters: { orders: { ...small, password: { secret: "login" } } },
      },
      ["databaseClusters.orders"],
    );
    expect(all(own.data, "aws_rds_cluster")[0]).toMatchObject({ master_password_wo_version: 1 });
    const identity = all(own.ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    expect(identity.join()).toContain(output("database_cluster_secret_key_arns", "orders"));
  });
});

describe("a service that uses a cache", () => {
  const small = { engine: "valkey 8", size: "cache.t4g.small" } as const;
  const data: DataProps = { caches: { sessions: { ...small, ownKey: true }, pages: { ...small, shards: 2 } } };
  const output = (name: string, key: string) => `\${data.terraform_remote_state.data.outputs.${name}[${key}]}`;
  const used = stacksOf(data, ["caches.sessions"]);

  it("is told where it is, and as whom it logs in to which cache", () => {
    expect(variablesOf(used)).toMatchObject({
      SESSIONS_HOST: output("cache_hosts", "sessions"),
      SESSIONS_PORT: "6379",
      SESSIONS_USERNAME: output("cache_user_names", "sessions"),
      SESSIONS_CACHE_NAME: output("cache_names", "sessions"),
    });
    const hosts = used.data.output?.cache_hosts?.value as Readonly<Record<string, string>>;
    expect(hosts.sessions).toMatch(/\.primary_endpoint_address\}$/);
    expect(hosts.pages).toMatch(/\.configuration_endpoint_address\}$/);
  });

  it("is let in by its port, and logs in to it, and to no other", () => {
    const entries = all(used.ecs, "aws_vpc_security_group_ingress_rule").map((rule) => [
      plain(rule.security_group_id),
      rule.from_port,
    ]);
    expect(entries).toContainEqual([output("cache_groups", "sessions"), 6379]);
    expect(entries).not.toContainEqual([output("cache_groups", "pages"), 6379]);
    expect(all(used.data, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const identity = all(used.ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy));
    const may = (resource: string, action = "elasticache:Connect") => {
      const arn = `arn:aws:elasticache:ap-northeast-2:111111111111:${resource}`;
      return decide({ action, resource: arn }, { identity });
    };
    const cache = (name: string) => `replicationgroup:${output("cache_names", name)}`;
    expect(may(cache("sessions"))).toBe("allowed");
    expect(may(`user:${output("cache_user_names", "sessions")}`)).toBe("allowed");
    expect(may(cache("pages"))).toBe("not allowed");
    expect(may(`user:${output("cache_user_names", "pages")}`)).toBe("not allowed");
    expect(may(cache("sessions"), "elasticache:ModifyReplicationGroup")).toBe("not allowed");
  });
});

describe("tables", () => {
  const orders = {
    key: { customer: "string" },
    indexes: { states: { key: { state: "string" } } },
    stream: "keys",
  } as const;
  const tables: DataProps["tables"] = {
    carts: { key: { id: "string" }, ownKey: true },
    orders,
    old: { key: { id: "string" }, keyArn: KEY, tableName: "legacy-carts" },
  };

  it("are named after the environment, or as they are told, and tell other stacks of streams and keys that they have", () => {
    const { data } = stacksOf({ tables });
    const keysOf = (output: string) => Object.keys((data.output?.[output]?.value ?? {}) as object).sort();
    expect(namesOf(data, "aws_dynamodb_table").sort()).toEqual([
      "groundplan-sandbox-data-carts",
      "groundplan-sandbox-data-orders",
      "legacy-carts",
    ]);
    for (const output of ["table_names", "table_arns"]) expect(keysOf(output)).toEqual(["carts", "old", "orders"]);
    expect(keysOf("table_stream_arns")).toEqual(["orders"]);
    expect(keysOf("table_key_arns")).toEqual(["carts", "old"]);
  });

  it("are used by name, to read and write unless one of both is asked for", () => {
    const table = (name: string) => `\${data.terraform_remote_state.data.outputs.table_arns[${name}]}`;
    const may = (use: NonNullable<FargateServiceSpec["uses"]>[number], action: string, resource: string) =>
      decide(
        { action: `dynamodb:${action}`, resource },
        { identity: all(stacksOf({ tables }, [use]).ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy)) },
      );
    expect(variablesOf(stacksOf({ tables }, ["tables.carts"]))).toMatchObject({
      CARTS_TABLE_NAME: expect.stringContaining("outputs.table_names[carts]"),
    });
    expect(may("tables.carts", "GetItem", table("carts"))).toBe("allowed");
    expect(may("tables.carts", "PutItem", table("carts"))).toBe("allowed");
    expect(may("tables.carts", "GetItem", table("orders"))).toBe("not allowed");
    expect(may("tables.carts", "DeleteTable", table("carts"))).toBe("not allowed");
    const read = { name: "tables.orders", access: "read" };
    expect(may(read, "Query", `${table("orders")}/index/*`)).toBe("allowed");
    expect(may(read, "DeleteItem", table("orders"))).toBe("not allowed");
    const write = { name: "tables.orders", access: "write" };
    expect(may(write, "DeleteItem", table("orders"))).toBe("allowed");
    expect(may(write, "GetItem", table("orders"))).toBe("not allowed");
  });

  it("tell what is wrong with their keys, which are two kinds of things, at the option that has it", () => {
    const problems = problemsOf(() =>
      stacksOf({
        tables: {
          two: { key: { id: "string" }, keyArn: KEY, ownKey: true },
          alias: { key: { id: "string" }, keyArn: "alias/carts" },
          many: { key: { id: "string", at: "number" } },
        },
      }),
    );
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ["TWO_KEYS", "sandbox-data/tables/two › keyArn"],
      ["KEY_ARN_INVALID", "sandbox-data/tables/alias › encryptionKey"],
      ["TABLE_KEY_ATTRIBUTES", "sandbox-data/tables/many › key"],
    ]);
  });
});

describe("what is wrong", () => {
  const problemsIn = (data: DataProps) => problemsOf(() => stacksOf(data)).map(({ line: _, ...problem }) => problem);

  it("with the queues of dead letters is told for each", () => {
    const to = (queue: string) => ({ deadLetter: { after: 5, queue } });
    expect(
      problemsIn({ queues: { a: to("b"), b: to("a"), c: to("d"), e: to("f"), f: { visibility: "1 d" } } }),
    ).toEqual([
      {
        code: "DEAD_LETTER_QUEUE_CIRCLE",
        path: "sandbox-data/queues/a › deadLetter.queue",
        message: "Dead letters would come back.",
        found: "a → b → a",
        expected: "a queue whose own dead letters go elsewhere, or that has none",
        fix: "leave queue out, and one is made",
      },
      expect.objectContaining({ code: "DEAD_LETTER_QUEUE_CIRCLE", found: "b → a → b" }),
      {
        code: "DEAD_LETTER_QUEUE_UNKNOWN",
        path: "sandbox-data/queues/c › deadLetter.queue",
        message: "There is no such queue in the section.",
        found: '"d"',
        expected: "a, b, e, f",
        fix: "leave queue out, and one is made",
      },
      expect.objectContaining({ code: "DURATION_INVALID", path: "sandbox-data/queues/f › visibility" }),
    ]);
  });

  it("with who hears a topic is told, and a queue that was refused is no second mistake", () => {
    const subscriptions = { a: { queue: "jobs" }, b: { queue: "nobody" }, c: { email: "ops" } };
    expect(problemsIn({ queues: { jobs: { delay: "1 h" } }, topics: { orders: { subscriptions } } })).toEqual([
      expect.objectContaining({ code: "DURATION_INVALID" }),
      {
        code: "SUBSCRIBED_QUEUE_UNKNOWN",
        path: "sandbox-data/topics/orders › subscriptions.b.queue",
        message: "There is no such queue in the section.",
        found: '"nobody"',
        expected: "jobs",
        fix: "name one that is there, or make it below queues",
      },
      expect.objectContaining({ code: "TOPIC_ADDRESS_INVALID", path: "sandbox-data/topics/orders › subscriptions.c" }),
    ]);
  });

  it("with the secret of a password is told, and one that was refused is no second mistake", () => {
    const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB" } as const;
    const secrets = { wrong: { recoveryDays: 3 } };
    const databases = {
      orders: { ...small, password: { secret: "login" } },
      carts: { ...small, password: { secret: "wrong" } },
    };
    expect(problemsIn({ secrets, databases })).toEqual([
      expect.objectContaining({ code: "SECRET_RECOVERY_DAYS" }),
      {
        code: "DATABASE_SECRET_UNKNOWN",
        path: "sandbox-data/databases/orders › password.secret",
        message: "There is no such secret in the section.",
        found: '"login"',
        expected: "wrong",
        fix: "name one that is there, or make it below secrets",
      },
    ]);
  });

  it("with keys is told at the thing that has two", () => {
    const two = { ownKey: true, keyArn: KEY };
    expect(
      problemsIn({
        secrets: { signing: two },
        parameters: { token: { generate: {}, ...two } },
        queues: { jobs: two },
        topics: { orders: two },
        caches: { sessions: { engine: "valkey 8", size: "cache.t4g.small", ...two } },
      }).map(({ code, path }) => [code, path]),
    ).toEqual([
      ["TWO_KEYS", "sandbox-data/secrets/signing › keyArn"],
      ["TWO_KEYS", "sandbox-data/parameters/token › keyArn"],
      ["TWO_KEYS", "sandbox-data/caches/sessions › keyArn"],
      ["TWO_KEYS", "sandbox-data/queues/jobs › keyArn"],
      ["TWO_KEYS", "sandbox-data/topics/orders › keyArn"],
    ]);
  });
});
