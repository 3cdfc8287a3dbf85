import { TerraformOutput } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Database, type DatabaseProps } from "../../../constructs/databases";
import { Role } from "../../../constructs/iam";
import { Secret } from "../../../constructs/secrets";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { databaseNetwork, KEY, SMALL, synthDatabase } from "./support";

const GENERATED = { json: { generated: "password", fields: { username: "app" } } } as const;
const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:clerk-AbCdEf";
const proxyOf = (props: Partial<DatabaseProps>) => resourceOf(synthDatabase(props), "aws_db_proxy");
const rolePolicies = (synthesized: ReturnType<typeof synthDatabase>) =>
  resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));

describe("a proxy", () => {
  it("stands before the database in its group and tier, asks for TLS, and reads the owner's secret", () => {
    const synthesized = synthDatabase({ proxy: true });
    expect(resourceOf(synthesized, "aws_db_proxy")).toMatchObject({
      name: "groundplan-sandbox-test-orders",
      engine_family: "POSTGRESQL",
      require_tls: true,
      debug_logging: false,
      idle_client_timeout: 1800,
      auth: [
        {
          auth_scheme: "SECRETS",
          iam_auth: "DISABLED",
          secret_arn: expect.stringMatching(/^\$\{aws_db_instance\.\w+\.master_user_secret\[0\]\.secret_arn\}$/),
        },
      ],
      vpc_subnet_ids: [
        expect.stringMatching(/aws_subnet\.network_data-a/),
        expect.stringMatching(/aws_subnet\.network_data-c/),
      ],
      vpc_security_group_ids: resourceOf(synthesized, "aws_db_instance").vpc_security_group_ids,
      depends_on: expect.arrayContaining([
        expect.stringMatching(/^aws_cloudwatch_log_group\.orders_proxy_log_/),
        expect.stringMatching(/^aws_iam_role_policy\.orders_proxy_role_/),
      ]),
    });
    expect(resourceOf(synthesized, "aws_db_proxy_default_target_group").connection_pool_config).toEqual({
      ...{ max_connections_percent: 100, max_idle_connections_percent: 50, connection_borrow_timeout: 120 },
    });
    expect(resourceOf(synthesized, "aws_db_proxy_target")).toMatchObject({
      target_group_name: expect.stringMatching(
        /aws_db_proxy_default_target_group\.orders_proxy_target-group_\w+\.name/,
      ),
      db_instance_identifier: expect.stringMatching(/aws_db_instance\.orders_instance_\w+\.identifier/),
    });
    expect(resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name }) => name)).toContain(
      "/aws/rds/proxy/groundplan-sandbox-test-orders",
    );
    expect(proxyOf({ proxy: true, engine: "mariadb 11.4" }).engine_family).toBe("MYSQL");
    expect(resourcesOf(synthDatabase({ proxy: false }), "aws_db_proxy")).toEqual([]);
  });

  it("reaches the database by rules both ways within the group, and nothing else is opened", () => {
    const synthesized = synthDatabase({ proxy: true });
    const group = resourceOf(synthesized, "aws_db_proxy").vpc_security_group_ids as readonly string[];
    for (const type of ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]) {
      expect(resourcesOf(synthesized, type)).toEqual([
        expect.objectContaining({
          ...{ security_group_id: group[0], referenced_security_group_id: group[0] },
          ...{ from_port: 5432, to_port: 5432, description: "The proxy reaches the database" },
        }),
      ]);
    }
  });

  it("has the settings that are said", () => {
    const proxy = { idleSeconds: 600, maxConnectionsPercent: 80, maxIdlePercent: 20, borrowSeconds: 10 };
    const synthesized = synthDatabase({ proxy });
    expect(resourceOf(synthesized, "aws_db_proxy").idle_client_timeout).toBe(600);
    expect(resourceOf(synthesized, "aws_db_proxy_default_target_group").connection_pool_config).toEqual({
      ...{ max_connections_percent: 80, max_idle_connections_percent: 20, connection_borrow_timeout: 10 },
    });
  });

  it("lies in the isolated tier for a database in a subnet group that others make", () => {
    const proxy = proxyOf({ proxy: true, existingSubnetGroupName: "legacy" });
    expect(proxy.vpc_subnet_ids).toHaveLength(2);
  });

  it("is the host that clients are told", () => {
    const synthesized = synthDatabase({ proxy: true }, (database, stack) => {
      new TerraformOutput(stack, "host", { value: database.host });
    });
    expect(JSON.parse(synthesized.json).output.host.value).toMatch(/aws_db_proxy\.orders_proxy_\w+\.endpoint/);
  });

  it("tells when it does not reach the database, and when clients wait", () => {
    const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
    const told = resourcesOf(synthDatabase({ proxy: true, alarms }), "aws_cloudwatch_metric_alarm");
    expect(told.filter(({ dimensions }) => "ProxyName" in (dimensions as object))).toEqual([
      expect.objectContaining({
        metric_name: "AvailabilityPercentage",
        threshold: 100,
        dimensions: {
          ...{ ProxyName: "groundplan-sandbox-test-orders", TargetGroup: "default", TargetRole: "READ_WRITE" },
        },
      }),
      expect.objectContaining({ metric_name: "DatabaseConnectionsBorrowLatency", threshold: 100_000 }),
    ]);
  });
});

describe("the role of a proxy", () => {
  it("reads the secrets of its users, and no others, and never writes them", () => {
    const synthesized = synthStack((stack) => {
      const users = [
        Secret.fromExisting(stack, "clerk", { secretArn: SECRET, fields: ["username", "password"], keyArn: KEY }),
      ];
      new Database(stack, "orders", { network: databaseNetwork(stack), ...SMALL, proxy: { users } });
    });
    const identity = rolePolicies(synthesized);
    const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
      decide({ action, resource, context }, { identity });
    expect(may("secretsmanager:GetSecretValue", SECRET)).toBe("allowed");
    expect(may("secretsmanager:PutSecretValue", SECRET)).toBe("not allowed");
    expect(may("secretsmanager:GetSecretValue", SECRET.replace("clerk", "other"))).toBe("not allowed");
    expect(may("secretsmanager:GetSecretValue", SECRET.replace("111111111111", "222222222222"))).toBe("not allowed");
    const via = { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" };
    expect(may("kms:Decrypt", KEY, via)).toBe("allowed");
    expect(may("kms:Decrypt", KEY)).toBe("not allowed");
    expect(may("kms:Encrypt", KEY, via)).toBe("not allowed");
    const [role] = resourcesOf(synthesized, "aws_iam_role").filter(({ description }) =>
      /proxy/.test(String(description)),
    );
    expect(JSON.parse(String(role?.assume_role_policy)).Statement).toEqual([
      expect.objectContaining({ Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ]);
  });
});

describe("a role", () => {
  const granted = (props: Partial<DatabaseProps>) =>
    synthDatabase(props, (database, stack: EnvironmentStack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      database.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }), "app");
    });

  it("logs in to the proxy with a token where it asks for one, also of a database that knows no tokens", () => {
    const proxyId = /dbuser:\$\{element\(split\(\\?":\\?", aws_db_proxy\.\w+\.arn\), 6\)\}\/app/;
    const policies = rolePolicies(granted({ proxy: { iamLogin: true }, iamLogin: false })).join();
    expect(policies).toMatch(proxyId);
    expect(policies).not.toMatch(/aws_db_instance\.\w+\.resource_id/);
    const both = rolePolicies(granted({ proxy: { iamLogin: true } })).join();
    expect(both).toMatch(proxyId);
    expect(both).toMatch(/dbuser:\$\{aws_db_instance\.\w+\.resource_id\}\/app/);
    expect(rolePolicies(granted({ proxy: true })).join()).not.toMatch(/aws_db_proxy/);
  });

  it("logs in to a proxy as the user that it is granted, and as no other, nor to another proxy", () => {
    const synthesized = synthStack((stack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      const orders = Database.fromExisting(stack, "orders", {
        ...{ host: "orders.proxy.example.com", engine: "postgres 17", databaseName: "orders" },
        ...{ securityGroupId: "sg-0123456789abcdef0", secretArn: SECRET, resourceId: "prx-0123456789abcdef0" },
      });
      orders.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }), "app");
    });
    const identity = rolePolicies(synthesized);
    const connect = (id: string, user: string) =>
      decide(
        { action: "rds-db:connect", resource: `arn:aws:rds-db:ap-northeast-2:111111111111:dbuser:${id}/${user}` },
        { identity },
      );
    expect(connect("prx-0123456789abcdef0", "app")).toBe("allowed");
    expect(connect("prx-0123456789abcdef0", "dbowner")).toBe("not allowed");
    expect(connect("prx-0123456789abcdef1", "app")).toBe("not allowed");
  });
});

it("knows further users by secrets that are made beside it", () => {
  const synthesized = synthStack((stack) => {
    const users = [new Secret(stack, "clerk", { generate: GENERATED })];
    const proxy = { users, iamLogin: true };
    new Database(stack, "orders", { network: databaseNetwork(stack), ...SMALL, proxy });
  });
  expect(resourceOf(synthesized, "aws_db_proxy").auth).toEqual([
    expect.objectContaining({ iam_auth: "REQUIRED", secret_arn: expect.stringMatching(/master_user_secret/) }),
    expect.objectContaining({
      iam_auth: "REQUIRED",
      secret_arn: expect.stringMatching(/aws_secretsmanager_secret\.clerk/),
    }),
  ]);
});
