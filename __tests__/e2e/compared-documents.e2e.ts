import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { COMPARED } from "../../eject/stack/compared-documents";
import { projectRoot } from "../../runner/project";
import { ownEnvironment } from "../../runner/stacks/own-environment";
import { findTerraform } from "../../runner/terraform/find-terraform";
import { Terraform } from "../../runner/terraform/terraform";

type Values = Readonly<Record<string, unknown>>;

const ARN = "arn:aws:sns:eu-west-1:111111111111:one";
const SECRET = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:one-abcdef";
const QUEUE = "https://sqs.eu-west-1.amazonaws.com/111111111111/one";

const STATEMENT = { Sid: "A", Effect: "Allow", Action: "sts:AssumeRole" };
const SERVICE = { Principal: { Service: "ecs-tasks.amazonaws.com" } };
const CONDITION = { Condition: { StringLike: { "aws:SourceArn": "a<b&c>*", "aws:PrincipalArn": "*" } } };
const policy = (...parts: readonly object[]) => ({
  Version: "2012-10-17",
  Statement: [Object.assign({}, STATEMENT, ...parts, CONDITION)],
});
const RESOURCE_POLICY = policy(SERVICE, { Resource: "*" });
const IDENTITY_POLICY = policy({ Resource: "*" });

/** What each type needs beside its document. Of values that make it anew, those that the provider would set by itself. */
const BESIDE: Readonly<Record<string, Values>> = {
  aws_backup_vault_policy: { backup_vault_name: "one" },
  aws_cloudwatch_event_rule: { name: "one", event_bus_name: "default" },
  aws_cloudwatch_log_resource_policy: { policy_name: "one" },
  aws_ecr_lifecycle_policy: { repository: "one" },
  aws_ecr_repository_policy: { repository: "one" },
  aws_ecs_task_definition: { family: "one" },
  aws_efs_file_system_policy: { file_system_id: "fs-1" },
  aws_iam_group_policy: { name: "one", group: "one" },
  aws_iam_policy: { name: "one", path: "/" },
  aws_iam_role: { name: "one", path: "/" },
  aws_iam_role_policy: { name: "one", role: "one" },
  aws_iam_user_policy: { name: "one", user: "one" },
  aws_kms_key: { customer_master_key_spec: "SYMMETRIC_DEFAULT", key_usage: "ENCRYPT_DECRYPT" },
  aws_kms_key_policy: { key_id: "one" },
  aws_s3_bucket_policy: { bucket: "one" },
  aws_secretsmanager_secret: { name: "one" },
  aws_secretsmanager_secret_policy: { secret_arn: SECRET },
  aws_sns_topic: { name: "one", fifo_topic: false },
  aws_sns_topic_policy: { arn: ARN },
  aws_sqs_queue: { name: "one", fifo_queue: false },
  aws_sqs_queue_policy: { queue_url: QUEUE },
  aws_vpc_endpoint: { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-west-1.s3", vpc_endpoint_type: "Gateway" },
  // A text that the provider does not read as JSON: without this one the test could not fail.
  aws_ssm_parameter: { name: "one", type: "String" },
};

/** Documents of attributes that hold no resource policy. Their keys stand as a person writes them, which `jsonencode` does not. */
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  aws_cloudwatch_event_rule: { source: ["aws.ecs"], "detail-type": ["a<b&c>"], detail: { z: [1], a: [2] } },
  aws_ecr_lifecycle_policy: {
    rules: [
      {
        rulePriority: 1,
        description: "a<b&c>",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
        action: { type: "expire" },
      },
    ],
  },
  aws_ecs_task_definition: [
    { name: "web", image: "nginx", essential: true, cpu: 10, memory: 128, command: ["a<b&c>"] },
  ],
  aws_iam_group_policy: IDENTITY_POLICY,
  aws_iam_policy: IDENTITY_POLICY,
  aws_iam_role: policy(SERVICE),
  aws_iam_role_policy: IDENTITY_POLICY,
  aws_iam_user_policy: IDENTITY_POLICY,
};

/** Attributes whose text the provider normalizes, so that a state holds it with sorted keys. */
const NORMALIZED: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_rule: '{"detail":{"a":[2],"z":[1]},"detail-type":["a<b&c>"],"source":["aws.ecs"]}',
};

const root = projectRoot();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-compared-"));
const { program } = findTerraform(process.env);
const env = ownEnvironment(process.env, os.homedir(), folder);

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test("jsonencode changes nothing in the attributes of the table, with the provider that is locked", async () => {
  const attributes: Readonly<Record<string, readonly string[]>> = { ...COMPARED, aws_ssm_parameter: ["value"] };
  expect(Object.keys(attributes).sort()).toEqual(Object.keys(BESIDE).sort());
  fs.copyFileSync(path.join(root, "providers", "aws-5", "versions.tf"), path.join(folder, "versions.tf"));
  const each = Object.entries(attributes).map(([type, names]) => ({ type, attribute: names[0] ?? "" }));
  const textOf = (type: string) => JSON.stringify(DOCUMENTS[type] ?? RESOURCE_POLICY);
  const resource = each.map(({ type, attribute }) => [
    type,
    { one: { ...BESIDE[type], [attribute]: `\${jsonencode(jsondecode(local.${type}))}` } },
  ]);
  write("main.tf.json", {
    provider: {
      aws: {
        region: "eu-west-1",
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: true,
      },
    },
    locals: Object.fromEntries(each.map(({ type }) => [type, textOf(type)])),
    resource: Object.fromEntries(resource),
  });
  const terraform = new Terraform("compared", folder, program, env);
  await terraform.init();
  const { stdout: schema } = await terraform.run("providers", ["schema", "-json"]);
  const [{ resource_schemas = {} } = {}] = Object.values<{ resource_schemas?: Record<string, { version: number }> }>(
    JSON.parse(schema).provider_schemas,
  );
  write("terraform.tfstate", {
    version: 4,
    serial: 1,
    lineage: "compared",
    resources: each.map(({ type, attribute }) => ({
      mode: "managed",
      type,
      name: "one",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          schema_version: resource_schemas[type]?.version,
          attributes: { ...BESIDE[type], id: "one", [attribute]: NORMALIZED[type] ?? textOf(type) },
        },
      ],
    })),
  });
  await terraform.plan("plan", ["-refresh=false"]);
  const { resource_changes: changes } = (await terraform.planJson()) as {
    readonly resource_changes: readonly { type: string; change: Record<"before" | "after", Values> }[];
  };
  const different = changes.filter(({ type, change }) => {
    const attribute = attributes[type]?.[0] ?? "";
    return change.before[attribute] !== change.after[attribute];
  });
  expect(changes).toHaveLength(each.length);
  expect(different.map(({ type }) => type)).toEqual(["aws_ssm_parameter"]);
});

function write(name: string, content: unknown): void {
  fs.writeFileSync(path.join(folder, name), JSON.stringify(content));
}
