import { Database, type DatabaseProps } from "../../../constructs/databases";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Role } from "../../../constructs/iam";
import { Secret } from "../../../constructs/secrets";
import { SecurityGroup } from "../../../constructs/security-groups";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack, warningsOf } from "../../support/synth";
import { databaseNetwork, KEY, SMALL, synthDatabase } from "./support";

/** The subnet group that the network makes. */
const OF_THE_TIER = "groundplan-sandbox-data";
const instance = (props: Partial<DatabaseProps> = {}) => resourceOf(synthDatabase(props), "aws_db_instance");

describe("a database", () => {
  it("lies in the isolated tier, is encrypted, and its password is managed by AWS", () => {
    const synthesized = synthDatabase();
    expect(resourceOf(synthesized, "aws_db_instance")).toMatchObject({
      identifier: "groundplan-sandbox-test-orders",
      engine: "postgres",
      engine_version: "17",
      instance_class: "db.t4g.medium",
      storage_type: "gp3",
      allocated_storage: 50,
      max_allocated_storage: 100,
      storage_encrypted: true,
      db_name: "orders",
      username: "dbowner",
      manage_master_user_password: true,
      port: 5432,
      multi_az: false,
      publicly_accessible: false,
      iam_database_authentication_enabled: true,
      backup_retention_period: 7,
      apply_immediately: true,
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: true,
      deletion_protection: false,
      skip_final_snapshot: true,
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      database_insights_mode: "standard",
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      monitoring_interval: 60,
    });
    expect(JSON.stringify(synthesized.resources.aws_db_instance)).not.toMatch(/"password/);
    const [own] = resourcesOf(synthesized, "aws_db_subnet_group").filter(({ name }) => String(name).endsWith("orders"));
    expect(own?.subnet_ids).toEqual([
      expect.stringMatching(/aws_subnet\.network_data-a/),
      expect.stringMatching(/aws_subnet\.network_data-c/),
    ]);
  });

  it("lies in a subnet group of the name that one has which is taken over, or in one that others make", () => {
    const groupsOf = (synthesized: ReturnType<typeof synthDatabase>) =>
      resourcesOf(synthesized, "aws_db_subnet_group").map(({ name }) => name);
    const own = synthDatabase({ subnetGroupName: "legacy databases" });
    expect(groupsOf(own)).toEqual([OF_THE_TIER, "legacy databases"]);
    expect(resourceOf(own, "aws_db_instance").db_subnet_group_name).toMatch(/aws_db_subnet_group\.orders_subnets_/);
    const shared = synthStack((stack) => {
      const network = databaseNetwork(stack);
      for (const [id, existingSubnetGroupName] of Object.entries({ orders: "shared", carts: "default" }))
        new Database(stack, id, { network, ...SMALL, existingSubnetGroupName });
    });
    expect(groupsOf(shared)).toEqual([OF_THE_TIER]);
    const places = resourcesOf(shared, "aws_db_instance").map((one) => one.db_subnet_group_name);
    expect(places.sort()).toEqual(["default", "shared"]);
  });

  it("asks its clients for TLS, whatever else its parameters say", () => {
    const groups = (engine: string) =>
      resourceOf(synthDatabase({ engine, parameters: { max_connections: "200" } }), "aws_db_parameter_group");
    expect(groups("postgres 17")).toMatchObject({
      family: "postgres17",
      parameter: [
        { name: "max_connections", value: "200", apply_method: "pending-reboot" },
        { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
      ],
    });
    expect(groups("mysql 8.4")).toMatchObject({
      family: "mysql8.4",
      parameter: [{ name: "max_connections" }, { name: "require_secure_transport", value: "1" }],
    });
    expect(groups("mariadb 11.4").family).toBe("mariadb11.4");
  });

  it("is protected, doubled and kept for a month in a protected environment, with a last snapshot", () => {
    const synthesized = synthDatabase({}, () => {}, { environment: { protect: true } });
    expect(resourceOf(synthesized, "aws_db_instance")).toMatchObject({
      multi_az: true,
      backup_retention_period: 30,
      apply_immediately: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "groundplan-sandbox-test-orders-final",
      lifecycle: { prevent_destroy: true },
    });
  });

  it("sends its logs to groups of their own, which are made before it", () => {
    const synthesized = synthDatabase({ engine: "mysql 8.4", logRetentionDays: 14 });
    expect(
      resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name, retention_in_days }) => [
        name,
        retention_in_days,
      ]),
    ).toEqual([
      ["/aws/rds/instance/groundplan-sandbox-test-orders/error", 14],
      ["/aws/rds/instance/groundplan-sandbox-test-orders/slowquery", 14],
    ]);
    expect(resourceOf(synthesized, "aws_db_instance").depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.orders_log-error_/),
      expect.stringMatching(/^aws_cloudwatch_log_group\.orders_log-slowquery_/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.orders_monitoring_/),
    ]);
  });

  it("lets nobody in who is not allowed, and no range of addresses", () => {
    const closed = synthDatabase();
    expect(resourcesOf(closed, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const open = synthDatabase({}, (database, stack) => {
      const network = stack.node.findChild("network") as never;
      const api = new SecurityGroup(stack, "api", { network, description: "api" });
      database.connections.allowFrom(api, database.port, "API reads and writes orders");
    });
    expect(resourcesOf(open, "aws_vpc_security_group_ingress_rule")).toEqual([
      expect.objectContaining({
        from_port: 5432,
        to_port: 5432,
        ip_protocol: "tcp",
        referenced_security_group_id: expect.stringMatching(/^\$\{aws_security_group\.api/),
      }),
    ]);
  });

  it("has no Insights where the size knows none", () => {
    expect(instance({ engine: "mysql 8.4", size: "db.t4g.micro" }).performance_insights_enabled).toBe(false);
    expect(instance({ size: "db.t4g.micro" }).performance_insights_enabled).toBe(true);
    expect(instance({ insights: "advanced" })).toMatchObject({
      database_insights_mode: "advanced",
      performance_insights_retention_period: 465,
    });
  });

  it("encrypts storage, secret and Insights with the key that is chosen", () => {
    expect(instance({ key: KEY })).toMatchObject({
      kms_key_id: KEY,
      master_user_secret_kms_key_id: KEY,
      performance_insights_kms_key_id: KEY,
    });
    const synthesized = synthStack((stack) => {
      const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
      new Database(stack, "orders", { network: databaseNetwork(stack), ...SMALL, key });
    });
    expect(resourceOf(synthesized, "aws_db_instance").kms_key_id).toMatch(/^\$\{aws_kms_key\.key_\w+\.arn\}$/);
  });

  it("is made of a snapshot, which has its own database and owner", () => {
    const made = instance({ snapshot: "orders-2026-11-30" });
    expect(made).toMatchObject({ snapshot_identifier: "orders-2026-11-30", manage_master_user_password: true });
    expect([made.db_name, made.username]).toEqual([undefined, undefined]);
  });

  it("is made of a moment of another one, by its name or by the id of one that is gone", () => {
    const of = (pointInTime: DatabaseProps["pointInTime"]) => {
      const made = instance({ ...(pointInTime ? { pointInTime } : {}) });
      expect([made.db_name, made.username]).toEqual([undefined, undefined]);
      return made.restore_to_point_in_time;
    };
    expect(of({ source: "db-orders" })).toEqual({
      source_db_instance_identifier: "db-orders",
      use_latest_restorable_time: true,
    });
    expect(of({ source: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ", time: "2026-11-30T12:00:00Z" })).toEqual({
      source_dbi_resource_id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      restore_time: "2026-11-30T12:00:00Z",
    });
  });

  it("takes its password of a secret, and is then changed by a copy where that is asked for", () => {
    const synthesized = synthStack((stack) => {
      const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
      const secret = new Secret(stack, "login", { generate });
      const network = databaseNetwork(stack);
      new Database(stack, "orders", { network, ...SMALL, password: { secret, version: 2 }, blueGreen: true });
    });
    const made = resourceOf(synthesized, "aws_db_instance");
    expect(made).toMatchObject({
      password_wo: expect.stringMatching(
        /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\.\w+\.secret_string\)\.password\}$/,
      ),
      password_wo_version: 2,
      blue_green_update: { enabled: true },
    });
    expect(made.manage_master_user_password).toBeUndefined();
    // Not before the secret has a value.
    const [asked] = Object.values(JSON.parse(synthesized.json).ephemeral.aws_secretsmanager_secret_version);
    expect(asked).toMatchObject({
      depends_on: [expect.stringMatching(/^aws_secretsmanager_secret_version\.login_value_/)],
    });
  });

  it("tells when something runs out", () => {
    const actions = ["arn:aws:sns:ap-northeast-2:111111111111:alarms"];
    const alarms = resourcesOf(
      synthDatabase({ alarms: { actions }, connectionsLimit: 150 }),
      "aws_cloudwatch_metric_alarm",
    );
    expect(
      alarms
        .map(({ metric_name, comparison_operator, threshold }) => [metric_name, comparison_operator, threshold])
        .sort(),
    ).toEqual([
      ["CPUUtilization", "GreaterThanThreshold", 80],
      ["DatabaseConnections", "GreaterThanThreshold", 150],
      ["FreeStorageSpace", "LessThanThreshold", 5 * 1024 ** 3],
      ["FreeableMemory", "LessThanThreshold", 128 * 1024 ** 2],
    ]);
    for (const { dimensions } of alarms) {
      expect(dimensions).toEqual({ DBInstanceIdentifier: "groundplan-sandbox-test-orders" });
    }
    expect(resourcesOf(synthDatabase(), "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("warns of a version whose standard support has ended", () => {
    let warnings: string[] = [];
    synthDatabase({ engine: "postgres 13" }, (_, stack) => {
      warnings = warningsOf(stack);
    });
    expect(warnings).toEqual([
      "Standard support of postgres 13 ended on 2026-02-28. Extended support costs more, by virtual CPU and hour, until 2029-02-28: upgrade, by another engine and allowMajorUpgrade.",
    ]);
  });
});

describe("a role", () => {
  it("logs in as the user that it is granted, and as no other, nor to another database", () => {
    const dbuser = "arn:aws:rds-db:ap-northeast-2:111111111111:dbuser:db-ABCDEFGHIJKL01234";
    const synthesized = synthStack((stack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      const orders = Database.fromExisting(stack, "orders", {
        host: "orders.example.com",
        engine: "postgres 17",
        databaseName: "orders",
        securityGroupId: "sg-0123456789abcdef0",
        secretArn: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf",
        resourceId: "db-ABCDEFGHIJKL01234",
      });
      orders.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }), "app");
    });
    const identity = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));
    const connect = (resource: string) => decide({ action: "rds-db:connect", resource }, { identity });
    expect(connect(`${dbuser}/app`)).toBe("allowed");
    expect(connect(`${dbuser}/dbowner`)).toBe("not allowed");
    expect(connect(`${dbuser}2/app`)).toBe("not allowed");
    expect(connect(`${dbuser.replace("111111111111", "222222222222")}/app`)).toBe("not allowed");
  });

  it("logs in to the database that is made here", () => {
    const synthesized = synthDatabase({}, (database, stack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      database.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }), "app");
    });
    expect(JSON.stringify(resourcesOf(synthesized, "aws_iam_role_policy"))).toMatch(
      /dbuser:\$\{aws_db_instance\.\w+\.resource_id\}\/app/,
    );
  });
});
