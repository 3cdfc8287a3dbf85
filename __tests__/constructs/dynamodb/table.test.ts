import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { factsOf, REMEMBERED_CONTEXT } from "../../../constructs/core/memory";
import { Table, type TableProps } from "../../../constructs/dynamodb";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { identityPolicies, makeRole, statementsOf } from "../messaging/support";
import { KEY, makeKey, synthTable, TABLE } from "./support";

const STREAM = `${TABLE}/stream/2026-11-01T00:00:00.000`;
const made = (props: Partial<TableProps> = {}) => resourceOf(synthTable(props), "aws_dynamodb_table");

describe("a table", () => {
  it("is billed by requests, can be restored for 35 days, and is reached by TLS alone", () => {
    const synthesized = synthTable();
    expect(resourceOf(synthesized, "aws_dynamodb_table")).toEqual({
      name: "groundplan-sandbox-test-carts",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
      billing_mode: "PAY_PER_REQUEST",
      table_class: "STANDARD",
      deletion_protection_enabled: false,
      ttl: { enabled: false },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      server_side_encryption: { enabled: false },
    });
    expect(statementsOf(synthesized, "aws_dynamodb_resource_policy")).toEqual([
      {
        Sid: "RefuseWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "dynamodb:*",
        Resource: [TABLE, `${TABLE}/index/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("is kept in a protected environment, by DynamoDB and by Terraform", () => {
    const synthesized = synthStack((stack) => new Table(stack, "carts", { key: { id: "string" } }), {
      environment: { protect: true },
    });
    expect(resourceOf(synthesized, "aws_dynamodb_table")).toMatchObject({
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("has the attributes of all its keys, each once, whatever their order", () => {
    const total = { sortKey: { total: "number" } } as const;
    const customers = { key: { customer: "string" }, sortKey: { at: "number" } } as const;
    const hashes = { key: { hash: "binary" }, projection: ["total", "at"] } as const;
    const of = (indexes: TableProps["indexes"]) =>
      made({ sortKey: { at: "number" }, ...(indexes ? { indexes } : {}), localIndexes: { totals: total } });
    const table = of({ customers, hashes });
    expect(table).toMatchObject({
      hash_key: "id",
      range_key: "at",
      attribute: [
        { name: "at", type: "N" },
        { name: "customer", type: "S" },
        { name: "hash", type: "B" },
        { name: "id", type: "S" },
        { name: "total", type: "N" },
      ],
      global_secondary_index: [
        { name: "customers", hash_key: "customer", range_key: "at", projection_type: "ALL" },
        { name: "hashes", hash_key: "hash", projection_type: "INCLUDE", non_key_attributes: ["at", "total"] },
      ],
      local_secondary_index: [{ name: "totals", range_key: "total", projection_type: "ALL" }],
    });
    expect(of({ hashes, customers })).toEqual(table);
  });

  it("scales what is bought between two limits, and no plan sets that back", () => {
    const synthesized = synthTable({
      indexes: {
        customers: { key: { customer: "string" } },
        few: { key: { few: "string" }, capacity: { read: 1, write: 2 } },
      },
      capacity: { by: "provisioned", read: { min: 5, max: 100, target: 60 }, write: { min: 2, max: 20 } },
    });
    expect(resourceOf(synthesized, "aws_dynamodb_table")).toMatchObject({
      billing_mode: "PROVISIONED",
      read_capacity: 5,
      write_capacity: 2,
      global_secondary_index: [
        expect.objectContaining({ name: "customers", read_capacity: 100, write_capacity: 20 }),
        expect.objectContaining({ name: "few", read_capacity: 1, write_capacity: 2 }),
      ],
      lifecycle: { ignore_changes: ["read_capacity", "write_capacity"] },
    });
    expect(resourcesOf(synthesized, "aws_appautoscaling_target")).toEqual([
      expect.objectContaining({
        scalable_dimension: "dynamodb:table:ReadCapacityUnits",
        resource_id: expect.stringMatching(/^table\/\$\{aws_dynamodb_table\.\w+\.name\}$/),
        min_capacity: 5,
        max_capacity: 100,
      }),
      expect.objectContaining({ scalable_dimension: "dynamodb:table:WriteCapacityUnits", max_capacity: 20 }),
    ]);
    const goals = resourcesOf(synthesized, "aws_appautoscaling_policy").map(
      (policy) => policy.target_tracking_scaling_policy_configuration,
    );
    expect(goals).toEqual([
      {
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: "DynamoDBReadCapacityUtilization" },
      },
      {
        target_value: 70,
        predefined_metric_specification: { predefined_metric_type: "DynamoDBWriteCapacityUtilization" },
      },
    ]);
  });

  it("limits what is billed by requests", () => {
    expect(made({ capacity: { by: "on-demand", maxReads: 100 } }).on_demand_throughput).toEqual({
      max_read_request_units: 100,
    });
  });

  it("deletes items by an attribute, tells of changes, and is restored as long as it is told", () => {
    expect(
      made({ expires: "until", stream: "keys", recovery: { days: 7 }, tableClass: "infrequent-access" }),
    ).toMatchObject({
      ttl: { enabled: true, attribute_name: "until" },
      stream_enabled: true,
      stream_view_type: "KEYS_ONLY",
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 7 },
      table_class: "STANDARD_INFREQUENT_ACCESS",
    });
    expect(made({ recovery: false }).point_in_time_recovery).toEqual({ enabled: false });
  });

  it("names the attribute that it followed when it follows none any more, and ever since", () => {
    const ttlAfter = (facts: object) => {
      let next = {};
      const context = { [REMEMBERED_CONTEXT]: { "sandbox-test": facts } };
      const synthesized = synthStack(
        (stack) => {
          new Table(stack, "carts", { key: { id: "string" } });
          next = factsOf(stack);
        },
        { context },
      );
      return { ttl: resourceOf(synthesized, "aws_dynamodb_table").ttl, next };
    };
    let facts = {};
    synthTable({ expires: "until" }, (_, stack) => {
      facts = factsOf(stack);
    });
    const { ttl, next } = ttlAfter(facts);
    expect(ttl).toEqual({ enabled: false, attribute_name: "until" });
    expect(ttlAfter(next).ttl).toEqual(ttl);
  });

  it("has a key of one's own, or the account's", () => {
    expect(made({ encryptionKey: KEY }).server_side_encryption).toEqual({ enabled: true, kms_key_arn: KEY });
    expect(made({ awsManagedKey: true }).server_side_encryption).toEqual({ enabled: true });
    const own = synthStack(
      (stack) => new Table(stack, "carts", { key: { id: "string" }, encryptionKey: makeKey(stack) }),
    );
    expect(resourceOf(own, "aws_dynamodb_table").server_side_encryption).toMatchObject({
      kms_key_arn: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
    });
  });

  it("is in other regions too, which follow the stream of its changes", () => {
    expect(made({ replicas: { "us-east-1": { recovery: false }, "eu-west-1": {} } })).toMatchObject({
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      replica: [
        { region_name: "eu-west-1", point_in_time_recovery: true, propagate_tags: true },
        { region_name: "us-east-1", point_in_time_recovery: false, propagate_tags: true },
      ],
    });
  });

  it("is filled from a bucket when it is made", () => {
    const header = ["id", "total"];
    expect(
      made({ importFrom: { bucketName: "acme-carts", prefix: "carts/", format: "csv", compression: "gzip", header } })
        .import_table,
    ).toEqual({
      input_format: "CSV",
      input_compression_type: "GZIP",
      s3_bucket_source: { bucket: "acme-carts", key_prefix: "carts/" },
      input_format_options: { csv: { header_list: header } },
    });
  });

  it("tells which keys are asked for most, also of its indexes", () => {
    const synthesized = synthTable({
      contributorInsights: true,
      indexes: { customers: { key: { customer: "string" } } },
    });
    expect(resourcesOf(synthesized, "aws_dynamodb_contributor_insights").map(({ index_name: name }) => name)).toEqual([
      "customers",
      undefined,
    ]);
  });
});

describe("who may use a table", () => {
  type Grant = "grantRead" | "grantWrite" | "grantReadWrite" | "grantStream";
  const indexes = { customers: { key: { customer: "string" } } } as const;
  const policies = (grant: Grant, props: Partial<TableProps> = { indexes }) =>
    identityPolicies(synthTable(props, (table, stack) => table[grant](makeRole(stack))));
  const may = (grant: Grant, action: string, resource = TABLE, props?: Partial<TableProps>) =>
    decide({ action: `dynamodb:${action}`, resource }, { identity: policies(grant, props) });
  const others = [
    `${TABLE}-2`,
    TABLE.replace("111111111111", "222222222222"),
    TABLE.replace("ap-northeast-2", "eu-west-1"),
  ];

  it("reads the table and its indexes, and neither writes, nor deletes, nor reads another one", () => {
    for (const action of ["GetItem", "BatchGetItem", "Query", "Scan"]) expect(may("grantRead", action)).toBe("allowed");
    expect(may("grantRead", "Query", `${TABLE}/index/customers`)).toBe("allowed");
    for (const action of ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "DeleteTable", "UpdateTable"]) {
      expect(may("grantRead", action)).toBe("not allowed");
    }
    for (const other of others) expect(may("grantRead", "GetItem", other)).toBe("not allowed");
    expect(may("grantRead", "Query", `${TABLE}-2/index/customers`)).toBe("not allowed");
    expect(may("grantRead", "GetRecords", STREAM)).toBe("not allowed");
  });

  it("reads no index of a table that has none", () => {
    expect(may("grantRead", "Query", `${TABLE}/index/customers`, {})).toBe("not allowed");
  });

  it("puts, changes and deletes items, and reads none", () => {
    for (const action of ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]) {
      expect(may("grantWrite", action)).toBe("allowed");
      for (const other of others) expect(may("grantWrite", action, other)).toBe("not allowed");
    }
    for (const action of ["GetItem", "Query", "Scan", "DeleteTable", "PutResourcePolicy"]) {
      expect(may("grantWrite", action)).toBe("not allowed");
    }
    expect(may("grantWrite", "Query", `${TABLE}/index/customers`)).toBe("not allowed");
  });

  it("does both", () => {
    for (const action of ["GetItem", "PutItem", "DeleteItem"]) expect(may("grantReadWrite", action)).toBe("allowed");
    expect(may("grantReadWrite", "Query", `${TABLE}/index/customers`)).toBe("allowed");
    expect(may("grantReadWrite", "DeleteTable")).toBe("not allowed");
    expect(may("grantReadWrite", "PutItem", `${TABLE}-2`)).toBe("not allowed");
  });

  it("reads the stream, and no items", () => {
    const identity = identityPolicies(
      synthStack((stack) =>
        Table.fromExisting(stack, "carts", { tableArn: TABLE, streamArn: STREAM }).grantStream(makeRole(stack)),
      ),
    );
    const asks = (action: string, resource: string) => decide({ action: `dynamodb:${action}`, resource }, { identity });
    expect(asks("GetRecords", STREAM)).toBe("allowed");
    expect(asks("GetShardIterator", STREAM)).toBe("allowed");
    expect(asks("GetRecords", STREAM.replace("carts", "carts-2"))).toBe("not allowed");
    expect(asks("GetItem", TABLE)).toBe("not allowed");
  });

  it("uses its key through DynamoDB alone: a reader decrypts, a writer makes data keys too", () => {
    const dynamodb = "dynamodb.ap-northeast-2.amazonaws.com";
    const asks = (grant: Grant, action: string, via: string, resource = KEY) =>
      decide(
        { action: `kms:${action}`, resource, context: { "kms:ViaService": via } },
        { identity: policies(grant, { encryptionKey: KEY, stream: "keys" }) },
      );
    expect(asks("grantRead", "Decrypt", dynamodb)).toBe("allowed");
    expect(asks("grantStream", "Decrypt", dynamodb)).toBe("allowed");
    expect(asks("grantWrite", "GenerateDataKey", dynamodb)).toBe("allowed");
    expect(asks("grantRead", "GenerateDataKey", dynamodb)).toBe("not allowed");
    expect(asks("grantReadWrite", "CreateGrant", dynamodb)).toBe("not allowed");
    expect(asks("grantRead", "Decrypt", "s3.ap-northeast-2.amazonaws.com")).toBe("not allowed");
    expect(asks("grantRead", "Decrypt", dynamodb, KEY.replace("1234abcd", "4321abcd"))).toBe("not allowed");
  });

  it("is another account that is admitted", () => {
    const synthesized = synthTable({}, (table) =>
      table.admit({
        sid: "Partner",
        principals: { AWS: ["222222222222"] },
        actions: ["dynamodb:GetItem"],
        resources: [table.tableArn],
      }),
    );
    expect(statementsOf(synthesized, "aws_dynamodb_resource_policy")[1]).toEqual({
      Sid: "Partner",
      Effect: "Allow",
      Principal: { AWS: "222222222222" },
      Action: "dynamodb:GetItem",
      Resource: TABLE,
    });
  });
});

describe("the alarms of a table", () => {
  const TOPIC = "arn:aws:sns:ap-northeast-2:111111111111:orders";

  it("tell of reads and writes that are refused, where the environment says who is told", () => {
    const build = (stack: EnvironmentStack) => {
      new Table(stack, "carts", { key: { id: "string" } });
      new Table(stack, "quiet", { key: { id: "string" }, alarms: false });
    };
    const synthesized = synthStack(build, { environment: { alarms: { actions: [TOPIC] } } });
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual(
      ["Read", "Write"].map((what) =>
        expect.objectContaining({
          alarm_name: `groundplan-sandbox-test-carts-throttled-${what.toLowerCase()}s`,
          namespace: "AWS/DynamoDB",
          metric_name: `${what}ThrottleEvents`,
          dimensions: { TableName: "groundplan-sandbox-test-carts" },
          statistic: "Sum",
          threshold: 0,
          alarm_actions: [TOPIC],
        }),
      ),
    );
  });
});

describe("a table that exists", () => {
  it("is known by its ARN alone", () => {
    synthStack((stack) => {
      const table = Table.fromExisting(stack, "carts", { tableArn: TABLE });
      expect(table.tableName).toBe("groundplan-sandbox-test-carts");
      expect(table.streamArn).toBeUndefined();
      expect(table.metrics.systemErrors("GetItem", { periodSeconds: 300 })).toEqual({
        namespace: "AWS/DynamoDB",
        metricName: "SystemErrors",
        dimensions: { TableName: "groundplan-sandbox-test-carts", Operation: "GetItem" },
        statistic: "Sum",
        periodSeconds: 300,
      });
      expect(table.metrics.latency("Query").metricName).toBe("SuccessfulRequestLatency");
    });
  });

  it("can be used, with its indexes and its key", () => {
    const identity = identityPolicies(
      synthStack((stack) =>
        Table.fromExisting(stack, "carts", { tableArn: TABLE, keyArn: KEY, hasIndexes: true }).grantRead(
          makeRole(stack),
        ),
      ),
    );
    expect(decide({ action: "dynamodb:Query", resource: `${TABLE}/index/a` }, { identity })).toBe("allowed");
    const context = { "kms:ViaService": "dynamodb.ap-northeast-2.amazonaws.com" };
    expect(decide({ action: "kms:Decrypt", resource: KEY, context }, { identity })).toBe("allowed");
  });
});
