import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Database, type DatabaseProps } from "../../../constructs/databases";
import { Role } from "../../../constructs/iam";
import { databaseLink } from "../../../constructs/links/database-link";
import { Secret } from "../../../constructs/secrets";
import { resourcesOf, synthStack } from "../../support/synth";
import { databaseNetwork, SMALL } from "./support";

const made = (
  props: Partial<DatabaseProps>,
  use: (database: Database, stack: EnvironmentStack) => void = () => {},
  options: Parameters<typeof synthStack>[1] = {},
) =>
  synthStack((stack) => {
    const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
    const password = { secret: new Secret(stack, "login", { generate }) };
    use(new Database(stack, "orders", { network: databaseNetwork(stack), ...SMALL, password, ...props }), stack);
  }, options);
const instanceOf = (synthesized: ReturnType<typeof made>, name: string) =>
  resourcesOf(synthesized, "aws_db_instance").find(({ identifier }) => String(identifier).endsWith(name)) ?? {};

describe("a read replica", () => {
  it("follows its database, with its size, parameters, keys, groups and logs of its own", () => {
    const synthesized = made({
      replicas: { reader: {} },
      maxStorage: "200 GB",
      maintenanceWindow: "sun:18:00-sun:19:00",
    });
    const source = instanceOf(synthesized, "orders");
    const replica = instanceOf(synthesized, "reader");
    expect(replica).toMatchObject({
      identifier: "groundplan-sandbox-test-orders-reader",
      replicate_source_db: expect.stringMatching(/^\$\{aws_db_instance\.orders_instance_\w+\.identifier\}$/),
      instance_class: "db.t4g.medium",
      storage_type: "gp3",
      max_allocated_storage: 200,
      storage_encrypted: true,
      maintenance_window: "sun:18:00-sun:19:00",
      multi_az: false,
      publicly_accessible: false,
      iam_database_authentication_enabled: true,
      skip_final_snapshot: true,
      parameter_group_name: source.parameter_group_name,
      vpc_security_group_ids: source.vpc_security_group_ids,
      monitoring_role_arn: source.monitoring_role_arn,
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
    });
    for (const own of ["password_wo", "username", "db_name", "engine", "kms_key_id", "backup_retention_period"]) {
      expect(replica[own]).toBeUndefined();
    }
    expect(resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name }) => name)).toContain(
      "/aws/rds/instance/groundplan-sandbox-test-orders-reader/postgresql",
    );
  });

  it("has a size, a zone, a standby and parameters of its own where they are said", () => {
    const synthesized = made({
      replicas: {
        reader: { size: "db.m7g.large", zone: "c", parameters: { work_mem: "8192" } },
        twin: { multiAz: true },
      },
    });
    expect(instanceOf(synthesized, "reader")).toMatchObject({
      instance_class: "db.m7g.large",
      availability_zone: "ap-northeast-2c",
      parameter_group_name: expect.stringMatching(/aws_db_parameter_group\.orders_replicas_orders-reader_parameters/),
    });
    expect(instanceOf(synthesized, "twin").multi_az).toBe(true);
    expect(resourcesOf(synthesized, "aws_db_parameter_group").map(({ parameter }) => parameter)).toContainEqual([
      { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
      { name: "work_mem", value: "8192", apply_method: "pending-reboot" },
    ]);
  });

  it("becomes a database with backups and a last snapshot of its own when it is promoted, at the same address", () => {
    const options = { environment: { protect: true } };
    const follows = made({ replicas: { reader: {} } }, () => {}, options);
    const promoted = made({ replicas: { reader: { promoted: true } } }, () => {}, options);
    const addresses = (synthesized: typeof follows) => Object.keys(synthesized.resources.aws_db_instance ?? {});
    expect(addresses(promoted)).toEqual(addresses(follows));
    expect(instanceOf(follows, "reader")).toMatchObject({
      ...{ skip_final_snapshot: true, deletion_protection: true, lifecycle: { prevent_destroy: true } },
    });
    const own = instanceOf(promoted, "reader");
    expect(own).toMatchObject({
      engine: "postgres",
      backup_retention_period: 30,
      skip_final_snapshot: false,
      final_snapshot_identifier: "groundplan-sandbox-test-orders-reader-final",
    });
    expect(own.replicate_source_db).toBeUndefined();
  });

  it("tells when it is behind, beside what its database tells", () => {
    const alarms = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };
    const synthesized = made({ replicas: { reader: {}, former: { promoted: true } }, alarms });
    const lags = resourcesOf(synthesized, "aws_cloudwatch_metric_alarm").filter(
      ({ metric_name }) => metric_name === "ReplicaLag",
    );
    expect(lags).toEqual([
      expect.objectContaining({
        threshold: 60,
        evaluation_periods: 3,
        dimensions: { DBInstanceIdentifier: "groundplan-sandbox-test-orders-reader" },
      }),
    ]);
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toHaveLength(3 * 4 + 1);
  });

  it("is told by a link as a host of its own, on the port and in the group of its database", () => {
    let link: ReturnType<typeof databaseLink> | undefined;
    made({ replicas: { reader: {} } }, (database) => {
      const { host, portNumber: port, databaseName, secretArn, replicas } = database;
      const hosts = Object.fromEntries(
        Object.entries(replicas).map(([name, { instance }]) => [name, instance.address]),
      );
      link = databaseLink({ host, port, database: databaseName, group: database, secretArn, replicas: hosts });
    });
    expect(Object.keys(link?.variables ?? {})).toEqual(["HOST", "READER_HOST", "PORT", "DATABASE"]);
    expect(link?.connections).toHaveLength(1);
  });

  it("lets those log in by IAM that its database lets in, by its own id", () => {
    const synthesized = made({ replicas: { reader: {} } }, (database, stack) => {
      const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
      database.grantConnect(new Role(stack, "api", { description: "Works", trustedBy }), "app");
    });
    const policies = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));
    const ids = policies.join().match(/dbuser:\$\{aws_db_instance\.(\w|-)+\.resource_id\}\/app/g) ?? [];
    expect(ids.map((id) => id.replace(/_[0-9A-F]{8}/, ""))).toEqual([
      "dbuser:${aws_db_instance.orders_instance.resource_id}/app",
      "dbuser:${aws_db_instance.orders_replicas_orders-reader_instance.resource_id}/app",
    ]);
  });
});
