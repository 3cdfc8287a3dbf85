import { REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { Database, DatabaseCluster, type DatabaseClusterProps } from "../../../../constructs/databases";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { Role } from "../../../../constructs/iam";
import { Secret } from "../../../../constructs/secrets";
import { SecurityGroup } from "../../../../constructs/security-groups";
import { decide } from "../../../support/policy-evaluator";
import { resourceOf, resourcesOf, type SynthesizedStack, synthStack, warningsOf } from "../../../support/synth";
import { databaseNetwork, KEY, SMALL } from "../support";
import { PROVISIONED, SERVERLESS, synthCluster } from "./support";

const NAME = "groundplan-sandbox-test-orders";
const cluster = (props: Partial<DatabaseClusterProps> = PROVISIONED) =>
  resourceOf(synthCluster(props), "aws_rds_cluster");
const instancesOf = (synthesized: SynthesizedStack) => resourcesOf(synthesized, "aws_rds_cluster_instance");
const PROTECTED = { environment: { protect: true } } as const;
const rememberedTo = (facts: Readonly<Record<string, unknown>>) => ({
  context: { [REMEMBERED_CONTEXT]: { "sandbox-test": { orders: facts } } },
});
const SERVICE = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;

describe("a cluster", () => {
  it("lies in the isolated tier, is encrypted, and its password is managed by AWS", () => {
    const synthesized = synthCluster();
    expect(resourceOf(synthesized, "aws_rds_cluster")).toMatchObject({
      cluster_identifier: NAME,
      engine: "aurora-postgresql",
      engine_version: "17",
      storage_encrypted: true,
      database_name: "orders",
      master_username: "dbowner",
      manage_master_user_password: true,
      port: 5432,
      db_subnet_group_name: expect.stringMatching(/^\$\{aws_db_subnet_group\.orders_subnets_\w+\.name\}$/),
      iam_database_authentication_enabled: true,
      backup_retention_period: 7,
      apply_immediately: true,
      copy_tags_to_snapshot: true,
      deletion_protection: false,
      skip_final_snapshot: true,
      database_insights_mode: "standard",
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      enabled_cloudwatch_logs_exports: ["postgresql"],
    });
    expect(JSON.stringify(synthesized.resources.aws_rds_cluster)).not.toMatch(/"master_password/);
    const groups = resourcesOf(synthesized, "aws_db_subnet_group");
    expect(groups.find(({ name }) => name === `${NAME}-cluster`)?.subnet_ids).toEqual([
      expect.stringMatching(/aws_subnet\.network_data-a/),
      expect.stringMatching(/aws_subnet\.network_data-c/),
    ]);
  });

  it("has one instance, which nobody reaches from the internet and whose machine is reported", () => {
    expect(instancesOf(synthCluster())).toEqual([
      expect.objectContaining({
        identifier: `${NAME}-instance-1`,
        cluster_identifier: expect.stringMatching(/^\$\{aws_rds_cluster\.orders_cluster_\w+\.id\}$/),
        engine: "aurora-postgresql",
        instance_class: "db.t4g.medium",
        availability_zone: "ap-northeast-2a",
        promotion_tier: 1,
        publicly_accessible: false,
        auto_minor_version_upgrade: true,
        copy_tags_to_snapshot: true,
        performance_insights_enabled: true,
        monitoring_interval: 60,
        depends_on: [expect.stringMatching(/^aws_iam_role_policy_attachment\.orders_monitoring_/)],
      }),
    ]);
  });

  it("asks its clients for TLS and writes down who came in, whatever else its parameters say", () => {
    const parameters = (engine: string) => {
      const own = { engine, parameters: { max_connections: "200" } };
      return resourceOf(synthCluster({ ...PROVISIONED, ...own }), "aws_rds_cluster_parameter_group");
    };
    expect(parameters("aurora-postgresql 17")).toMatchObject({
      family: "aurora-postgresql17",
      parameter: [
        { name: "log_connections", value: "1" },
        { name: "log_disconnections", value: "1" },
        { name: "max_connections", value: "200", apply_method: "pending-reboot" },
        { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
      ],
      lifecycle: { create_before_destroy: true },
    });
    expect(parameters("aurora-mysql 8.0")).toMatchObject({
      family: "aurora-mysql8.0",
      parameter: [
        { name: "max_connections" },
        { name: "require_secure_transport", value: "ON", apply_method: "immediate" },
        { name: "server_audit_events", value: "CONNECT" },
        { name: "server_audit_logging", value: "1" },
      ],
    });
  });

  it("is protected, doubled and kept for a month in a protected environment, with a last snapshot", () => {
    const synthesized = synthCluster(PROVISIONED, PROTECTED);
    expect(resourceOf(synthesized, "aws_rds_cluster")).toMatchObject({
      backup_retention_period: 30,
      apply_immediately: false,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: `${NAME}-final`,
      lifecycle: { prevent_destroy: true },
    });
    const zones = instancesOf(synthesized).map((one) => [one.identifier, one.availability_zone, one.lifecycle]);
    expect(zones).toEqual([
      [`${NAME}-instance-1`, "ap-northeast-2a", undefined],
      [`${NAME}-instance-2`, "ap-northeast-2c", undefined],
    ]);
  });

  it("sends the logs of its engine to groups of their own, which are made before it", () => {
    const synthesized = synthCluster({ ...PROVISIONED, engine: "aurora-mysql 8.0", logRetentionDays: 14 });
    expect(
      resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name, retention_in_days }) => [
        name,
        retention_in_days,
      ]),
    ).toEqual(["audit", "error", "slowquery"].map((log) => [`/aws/rds/cluster/${NAME}/${log}`, 14]));
    expect(resourceOf(synthesized, "aws_rds_cluster")).toMatchObject({
      port: 3306,
      enabled_cloudwatch_logs_exports: ["audit", "error", "slowquery"],
      depends_on: ["audit", "error", "slowquery"].map((log) =>
        expect.stringMatching(new RegExp(`^aws_cloudwatch_log_group\\.orders_log-${log}_`)),
      ),
    });
  });

  it("takes a whole version of Aurora MySQL", () => {
    const made = cluster({ ...PROVISIONED, engine: "aurora-mysql 8.0.mysql_aurora.3.08.0" });
    expect(made.engine_version).toBe("8.0.mysql_aurora.3.08.0");
  });

  it("follows the load between two limits, and pauses where it may have nothing", () => {
    expect(cluster({ serverless: { max: 8 } }).serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0.5,
      max_capacity: 8,
    });
    const paused = synthCluster({ serverless: { min: 0, max: 2.5, pauseAfterSeconds: 600 } });
    expect(resourceOf(paused, "aws_rds_cluster").serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0,
      max_capacity: 2.5,
      seconds_until_auto_pause: 600,
    });
    expect(instancesOf(paused).map((one) => one.instance_class)).toEqual(["db.serverless"]);
    const known = cluster({ serverless: { min: 0, max: 2 }, engine: "aurora-postgresql 16.4" });
    expect(known.serverlessv2_scaling_configuration).toMatchObject({ seconds_until_auto_pause: 300 });
  });

  it("has instances that differ: their size, when they take over, where they lie and what they are called", () => {
    const synthesized = synthCluster({
      ...SERVERLESS,
      instances: {
        reports: { size: "db.r8g.xlarge", promotionTier: 15, zone: "a" },
        "instance-2": { instanceName: "legacy-writer", promotionTier: 0 },
        "instance-1": {},
      },
    });
    const told = instancesOf(synthesized).map((one) => [
      one.identifier,
      one.instance_class,
      one.promotion_tier,
      one.availability_zone,
      (one.depends_on as readonly string[]).filter((on) => on.startsWith("aws_rds_cluster_instance")),
    ]);
    const afterFirst = [expect.stringMatching(/^aws_rds_cluster_instance\.orders_member-instance-2_\w+$/)];
    expect(told).toEqual([
      [`${NAME}-instance-1`, "db.serverless", 1, "ap-northeast-2a", afterFirst],
      ["legacy-writer", "db.serverless", 0, "ap-northeast-2c", []],
      [`${NAME}-reports`, "db.r8g.xlarge", 15, "ap-northeast-2a", afterFirst],
    ]);
  });

  it("leaves its instances where they are when the network has another zone", () => {
    const zonesOf = (synthesized: SynthesizedStack) => instancesOf(synthesized).map((one) => one.availability_zone);
    const props = { ...PROVISIONED, readers: 3 };
    const before = zonesOf(synthCluster(props));
    expect(before).toEqual(["a", "c", "a", "c"].map((letter) => `ap-northeast-2${letter}`));
    const zones = { "instance-1": "a", "instance-2": "c", "instance-3": "a", "instance-4": "c" };
    const grown = synthCluster(props, rememberedTo({ zones }), () => {}, ["a", "b", "c"]);
    expect(zonesOf(grown)).toEqual(before);
    const one = synthCluster({ ...props, readers: 4 }, rememberedTo({ zones }), () => {}, ["a", "b", "c"]);
    expect(zonesOf(one)).toEqual([...before, "ap-northeast-2b"]);
  });

  it("lies in a subnet group of the name that one has which is taken over, or in one that others make", () => {
    expect(cluster({ ...PROVISIONED, existingSubnetGroupName: "shared" }).db_subnet_group_name).toBe("shared");
    const own = synthCluster({ ...PROVISIONED, subnetGroupName: "legacy clusters", clusterName: "Legacy" });
    expect(resourcesOf(own, "aws_db_subnet_group").map(({ name }) => name)).toContain("legacy clusters");
    expect(resourceOf(own, "aws_rds_cluster").cluster_identifier).toBe("Legacy");
    // Of a group that exists nothing is known, so that AWS chooses the zones.
    const [instance] = instancesOf(synthCluster({ ...PROVISIONED, existingSubnetGroupName: "shared" }));
    expect(instance?.availability_zone).toBeUndefined();
    const told = { existingSubnetGroupName: "shared", instances: { main: { zone: "c" } } };
    expect(instancesOf(synthCluster({ ...PROVISIONED, ...told }))[0]?.availability_zone).toBe("ap-northeast-2c");
  });

  it("lets nobody in who is not allowed, and no range of addresses", () => {
    expect(resourcesOf(synthCluster(), "aws_vpc_security_group_ingress_rule")).toEqual([]);
    const open = synthCluster(PROVISIONED, {}, (made, stack) => {
      const network = stack.node.findChild("network") as never;
      const api = new SecurityGroup(stack, "api", { network, description: "api" });
      made.connections.allowFrom(api, made.port, "API reads and writes orders");
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

  it("has no Insights where a size of Aurora MySQL knows none", () => {
    const mysql = { ...PROVISIONED, engine: "aurora-mysql 8.0" };
    const made = synthCluster({ ...mysql, size: "db.t3.medium" });
    expect(resourceOf(made, "aws_rds_cluster").performance_insights_enabled).toBe(false);
    expect(resourceOf(made, "aws_rds_cluster").database_insights_mode).toBeUndefined();
    expect(instancesOf(made)[0]?.performance_insights_enabled).toBe(false);
    expect(cluster(mysql).performance_insights_enabled).toBe(true);
    expect(cluster({ ...PROVISIONED, insights: "advanced" })).toMatchObject({
      database_insights_mode: "advanced",
      performance_insights_retention_period: 465,
    });
  });

  it("encrypts storage, secret and Insights with the key that is chosen", () => {
    const keys = { kms_key_id: KEY, master_user_secret_kms_key_id: KEY, performance_insights_kms_key_id: KEY };
    expect(cluster({ ...PROVISIONED, key: KEY })).toMatchObject(keys);
    const synthesized = synthStack((stack) => {
      const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
      const made = new DatabaseCluster(stack, "orders", { network: databaseNetwork(stack), ...PROVISIONED, key });
      expect(made.key).toBe(key);
    });
    expect(resourceOf(synthesized, "aws_rds_cluster").kms_key_id).toMatch(/^\$\{aws_kms_key\.key_\w+\.arn\}$/);
    expect(instancesOf(synthesized)[0]?.performance_insights_kms_key_id).toMatch(/^\$\{aws_kms_key\.key_\w+\.arn\}$/);
  });

  it("is made of a snapshot, which has its own database and owner", () => {
    const made = cluster({ ...PROVISIONED, snapshot: "orders-2026-11-30" });
    expect(made).toMatchObject({ snapshot_identifier: "orders-2026-11-30", manage_master_user_password: true });
    expect([made.database_name, made.master_username]).toEqual([undefined, undefined]);
  });

  it("takes its password of a secret", () => {
    const synthesized = synthStack((stack) => {
      const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
      const secret = new Secret(stack, "login", { generate });
      const network = databaseNetwork(stack);
      new DatabaseCluster(stack, "orders", { network, ...PROVISIONED, password: { secret, version: 2 } });
    });
    const made = resourceOf(synthesized, "aws_rds_cluster");
    expect(made).toMatchObject({
      master_password_wo: expect.stringMatching(
        /^\$\{jsondecode\(ephemeral\.aws_secretsmanager_secret_version\.\w+\.secret_string\)\.password\}$/,
      ),
      master_password_wo_version: 2,
    });
    expect(made.manage_master_user_password).toBeUndefined();
  });

  it("pays reads and writes with its instances where that is asked for, and tells what turns it off", () => {
    expect(cluster().storage_type).toBeUndefined();
    expect(cluster({ ...PROVISIONED, ioOptimized: true }).storage_type).toBe("aurora-iopt1");
    const warnings: string[] = [];
    synthCluster(PROVISIONED, rememberedTo({ ioOptimized: true }), (_, stack) => {
      warnings.push(...warningsOf(stack));
    });
    expect(warnings).toEqual([
      `The storage of ${NAME} stays I/O-Optimized, because the provider leaves it as it is: change it by aws rds modify-db-cluster --db-cluster-identifier ${NAME} --storage-type aurora --apply-immediately`,
    ]);
  });

  it("tells when something runs out, of a serverless one capacity too", () => {
    const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
    const told = (props: Partial<DatabaseClusterProps>) =>
      resourcesOf(synthCluster({ ...props, alarms, connectionsLimit: 150 }), "aws_cloudwatch_metric_alarm");
    const short = (props: Partial<DatabaseClusterProps>) =>
      told(props)
        .map(({ metric_name, comparison_operator, threshold }) => [metric_name, comparison_operator, threshold])
        .sort();
    const always = [
      ["CPUUtilization", "GreaterThanThreshold", 80],
      ["DatabaseConnections", "GreaterThanThreshold", 150],
      ["FreeableMemory", "LessThanThreshold", 128 * 1024 ** 2],
    ];
    expect(short(PROVISIONED)).toEqual(always);
    expect(short(SERVERLESS)).toEqual([["ACUUtilization", "GreaterThanThreshold", 90], ...always]);
    for (const { dimensions } of told(SERVERLESS)) {
      expect(dimensions).toEqual({ DBClusterIdentifier: NAME, Role: "WRITER" });
    }
    expect(resourcesOf(synthCluster(), "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("measures how far readers are behind", () => {
    synthCluster(PROVISIONED, {}, ({ metrics }) => {
      expect(metrics.replicaLag()).toMatchObject({
        metricName: "AuroraReplicaLag",
        dimensions: { DBClusterIdentifier: NAME, Role: "READER" },
      });
    });
  });

  it("warns of a version whose standard support has ended", () => {
    const warnings: string[] = [];
    synthCluster({ ...PROVISIONED, engine: "aurora-postgresql 13" }, {}, (_, stack) => {
      warnings.push(...warningsOf(stack));
    });
    expect(warnings).toEqual([
      "Standard support of aurora-postgresql 13 ended on 2026-02-28. Extended support costs more, by virtual CPU and hour, until 2029-02-28: upgrade, by another engine and allowMajorUpgrade.",
    ]);
  });

  it("lies beside an instance of the same name without taking anything of it", () => {
    const synthesized = synthStack((stack) => {
      const network = databaseNetwork(stack);
      new Database(stack, "orders", { network, ...SMALL });
      new DatabaseCluster(stack, "orders-aurora", { network, ...PROVISIONED, clusterName: NAME });
    });
    expect(resourceOf(synthesized, "aws_db_instance").identifier).toBe(NAME);
    expect(resourceOf(synthesized, "aws_rds_cluster").cluster_identifier).toBe(NAME);
    expect(instancesOf(synthesized).map(({ identifier }) => identifier)).toEqual([`${NAME}-instance-1`]);
  });
});

describe("a role", () => {
  const dbuser = "arn:aws:rds-db:ap-northeast-2:111111111111:dbuser:cluster-ABCDEFGHIJKL01234";

  it("logs in as the user that it is granted, and as no other, nor to another cluster", () => {
    const synthesized = synthStack((stack) => {
      const orders = DatabaseCluster.fromExisting(stack, "orders", {
        host: "orders.cluster-abc.example.com",
        readerHost: "orders.cluster-ro-abc.example.com",
        engine: "aurora-mysql 8.0",
        databaseName: "orders",
        securityGroupId: "sg-0123456789abcdef0",
        secretArn: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf",
        resourceId: "cluster-ABCDEFGHIJKL01234",
      });
      expect([orders.readerHost, orders.portNumber]).toEqual(["orders.cluster-ro-abc.example.com", 3306]);
      orders.grantConnect(new Role(stack, "api", { description: "Works", trustedBy: SERVICE }), "app");
    });
    const identity = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));
    const connect = (resource: string) => decide({ action: "rds-db:connect", resource }, { identity });
    expect(connect(`${dbuser}/app`)).toBe("allowed");
    expect(connect(`${dbuser}/dbowner`)).toBe("not allowed");
    expect(connect(`${dbuser}2/app`)).toBe("not allowed");
    expect(connect(`${dbuser.replace("111111111111", "222222222222")}/app`)).toBe("not allowed");
  });

  it("logs in to the cluster that is made here, whichever instance answers", () => {
    const synthesized = synthCluster(PROVISIONED, {}, (made, stack) => {
      made.grantConnect(new Role(stack, "api", { description: "Works", trustedBy: SERVICE }), "app");
    });
    expect(JSON.stringify(resourcesOf(synthesized, "aws_iam_role_policy"))).toMatch(
      /dbuser:\$\{aws_rds_cluster\.\w+\.cluster_resource_id\}\/app/,
    );
  });
});
