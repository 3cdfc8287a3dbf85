import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { zipSync } from "fflate";
import { Emulator } from "../../emulator/server";
import { synthesizeForEmulator } from "../../emulator/synth";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import { Terraform } from "../../runner/terraform/terraform";
import { adopt, answersTo } from "./adopting/adopting-run";

/**
 * An application that was made by HCL of its own, one thing of each kind, is taken over: what the aws command tells is piped into `adopt`,
 * kind by kind, and the deploy destroys and replaces nothing.
 */
const ACCOUNT = "111111111111";
const CONFIG = `project: shop
owner: platform
account: "${ACCOUNT}"
region: ap-northeast-2
protect: false
backend: { type: local }
network:
  cidr: 10.20.0.0/16
  zones: [a, c]
  tiers:
    public:
      kind: public
      prefixLength: 24
      subnets: { a: 10.20.101.0/24, c: 10.20.102.0/24 }
      withoutNetworkAcl: { reason: as before they were taken over }
    private:
      kind: private
      prefixLength: 24
      subnets: { a: 10.20.1.0/24, c: 10.20.2.0/24 }
      withoutNetworkAcl: { reason: as before they were taken over }
    db:
      kind: private
      prefixLength: 24
      subnets: { a: 10.20.201.0/24, c: 10.20.202.0/24 }
      withoutNetworkAcl: { reason: as before they were taken over }
  nat: { mode: per-zone }
  endpoints: { gateway: [s3] }
buckets:
  uploads: { bucketName: legacy-uploads }
data:
  databases:
    orders:
      engine: postgres 17
      size: db.t4g.medium
      storage: 50 GB
      tier: db
      instanceName: legacy-orders
      subnetGroupName: legacy
      username: shop
  caches:
    sessions:
      engine: redis 7.1
      size: cache.t4g.small
      replicas: 1
      tier: db
      cacheName: legacy-sessions
      subnetGroupName: legacy-caches
  tables:
    carts: { tableName: legacy-carts, key: { id: string } }
  queues:
    jobs: { queueName: legacy-jobs, visibility: 3 min, deadLetter: { after: 5, queue: lost } }
    lost: { queueName: legacy-lost }
  topics:
    orders: { topicName: legacy-orders, subscriptions: { jobs: { queue: jobs } } }
  secrets:
    licence: { secretName: legacy/licence, generate: false }
  parameters:
    level: { parameterName: /legacy/level, value: info }
dns:
  zones:
    shop:
      zoneName: shop.example.com
      records: { mail: { type: A, name: mail.shop.example.com, values: [203.0.113.10] } }
edge:
  plainHttp: { reason: the tests have no domain }
  webAcl: false
  accessLogDays: false
  loadBalancer: { loadBalancerName: legacy }
ecs:
  clusterName: legacy
  repositories: { web: { repositoryName: legacy/web } }
  services:
    web:
      serviceName: legacy-web
      family: legacy-web
      image: public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine
      cpu: 0.25 vCPU
      memory: 0.5 GB
      port: 8080
      expose: {}
      targetGroup: { targetGroupName: legacy-web }
eks:
  clusterName: legacy
  roleName: legacy-eks
  version: "1.34"
  authentication: api-and-config-map
  admins: [role/platform]
  nodeGroups: { app: { instanceTypes: [m7g.large], min: 2, max: 4 } }
functions:
  resize:
    code: __tests__/constructs/functions/fixtures/hello
    runtime: nodejs22.x
    functionName: legacy-resize
    roleName: legacy-resize
    url: true
    logs: { logGroupName: /aws/lambda/legacy-resize }
    on: [queues.jobs]
`;

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: unknown };
}

/** The changes of resources in a plan's JSON, which has none where nothing is there. */
function changesIn(plan: unknown): readonly Change[] {
  return (plan as { readonly resource_changes?: readonly Change[] }).resource_changes ?? [];
}

const tools = findTools();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-adopting-"));
const config = path.join(folder, "config");
let emulator: Emulator;
let env: NodeJS.ProcessEnv;
let outputs: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  emulator = await Emulator.start({ moto: tools.moto, folder });
  const target = { url: emulator.url, account: ACCOUNT, region: "ap-northeast-2" };
  env = terraformEnvironment(tools, target, folder);
  const hcl = path.join(folder, "hcl");
  fs.cpSync(path.join(__dirname, "adopting", "vpc"), hcl, { recursive: true });
  fs.copyFileSync(path.join(__dirname, "adopting", "application", "main.tf"), path.join(hcl, "application.tf"));
  const code = { "index.js": Buffer.from("exports.handler = async () => 'resized';\n") };
  fs.writeFileSync(path.join(hcl, "code.zip"), zipSync(code));
  fs.mkdirSync(config);
  fs.writeFileSync(path.join(config, "legacy.yaml"), CONFIG);
  const old = new Terraform("hcl", hcl, tools.terraform, env);
  await old.init();
  await old.apply();
  outputs = await old.outputs();
});

afterAll(async () => {
  await emulator.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The stacks of the configuration as it is, in the order in which they can be deployed. Their states stay where they are. */
function stacks(): readonly SynthesizedStack[] {
  const open = [...synthesizeForEmulator(path.join(folder, "out"), { GROUNDPLAN_CONFIG: config })];
  const ordered: SynthesizedStack[] = [];
  while (open.length > 0) {
    const at = open.findIndex(({ dependencies }) => !open.some(({ name }) => dependencies.includes(name)));
    ordered.push(...open.splice(at, 1));
  }
  return ordered;
}

async function planned({ name, folder: at }: SynthesizedStack): Promise<Terraform> {
  const terraform = new Terraform(name, at, tools.terraform, env);
  await terraform.init();
  await terraform.plan();
  return terraform;
}

/** What is taken over, by kind, in the order in which one would do it. */
const TAKEN = (): readonly (readonly string[])[] => [
  ["network", String(outputs.vpc_id)],
  ["bucket", "legacy-uploads"],
  ["database", "legacy-orders"],
  ["cache", "legacy-sessions"],
  ["table", "legacy-carts"],
  ["queue", "legacy-jobs", "legacy-lost"],
  ["topic", String(outputs.topic_arn)],
  ["secret", "legacy/licence"],
  ["parameter", "/legacy/level"],
  ["zone", String(outputs.zone_id)],
  ["load-balancer", String(outputs.balancer_arn)],
  ["repository", "legacy/web"],
  ["ecs-cluster", "legacy"],
  ["role", "legacy-resize", "legacy-eks"],
  ["cluster", "legacy"],
  ["function", "legacy-resize"],
];

test("what the aws command tells of each kind is matched", async () => {
  const said: Record<string, string> = {};
  for (const [kind = "", ...ids] of TAKEN()) {
    const commands = await adopt(config, "", kind, ...ids);
    const printed = await adopt(config, answersTo(commands, tools, emulator.url, ACCOUNT), kind, ...ids);
    const [matched] = printed.split("; ");
    const left = /^No resource of the environment is like these:\n((?: {2}.*\n)+)/m.exec(printed)?.[1] ?? "";
    said[kind] = [matched, ...left.split("\n").flatMap((line) => line.trim().split(/ +/)[0] || [])].join("; left: ");
  }
  expect(said).toMatchInlineSnapshot(`
    {
      "bucket": "1 resource matched, 1 new line",
      "cache": "2 resources matched, 1 new line",
      "cluster": "6 resources matched, 6 new lines; left: aws_eks_node_group",
      "database": "2 resources matched, 1 new line",
      "ecs-cluster": "2 resources matched, 2 new lines",
      "function": "5 resources matched, 5 new lines",
      "load-balancer": "3 resources matched, 3 new lines",
      "network": "30 resources matched, 30 new lines",
      "parameter": "1 resource matched, 1 new line",
      "queue": "2 resources matched, 2 new lines",
      "repository": "1 resource matched, 1 new line",
      "role": "3 resources matched, 3 new lines; left: aws_iam_role_policy_attachment",
      "secret": "1 resource matched, 1 new line",
      "table": "1 resource matched, 1 new line",
      "topic": "2 resources matched, 2 new lines",
      "zone": "2 resources matched, 2 new lines",
    }
  `);
});

test("the deploy imports, destroys and replaces nothing, and the next plan of each stack is empty", async () => {
  const taken: Record<string, readonly string[]> = {};
  for (const stack of stacks()) {
    const terraform = await planned(stack);
    const changes = changesIn(await terraform.planJson());
    expect(changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
    taken[stack.name] = changes
      .filter(({ change }) => change.importing)
      .map(({ type }) => type)
      .sort();
    await terraform.applyPlan();
    const next = changesIn(await (await planned(stack)).planJson());
    expect([stack.name, next.filter(({ change }) => change.actions.join() !== "no-op")]).toEqual([stack.name, []]);
  }
  expect(taken["legacy-network"]).toHaveLength(28);
  expect({ ...taken, "legacy-network": undefined }).toMatchInlineSnapshot(`
    {
      "legacy-access": [],
      "legacy-buckets": [
        "aws_s3_bucket",
      ],
      "legacy-data": [
        "aws_db_instance",
        "aws_db_subnet_group",
        "aws_dynamodb_table",
        "aws_elasticache_replication_group",
        "aws_elasticache_subnet_group",
        "aws_secretsmanager_secret",
        "aws_sns_topic",
        "aws_sns_topic_subscription",
        "aws_sqs_queue",
        "aws_sqs_queue",
      ],
      "legacy-dns": [
        "aws_route53_record",
        "aws_route53_zone",
      ],
      "legacy-ecs": [
        "aws_ecr_repository",
        "aws_ecs_cluster",
        "aws_ecs_service",
        "aws_lb_target_group",
      ],
      "legacy-edge": [
        "aws_lb",
        "aws_lb_listener",
      ],
      "legacy-eks": [
        "aws_cloudwatch_log_group",
        "aws_eks_addon",
        "aws_eks_addon",
        "aws_eks_addon",
        "aws_eks_cluster",
        "aws_iam_openid_connect_provider",
        "aws_iam_role",
        "aws_iam_role_policy_attachment",
      ],
      "legacy-functions": [
        "aws_cloudwatch_log_group",
        "aws_iam_role",
        "aws_lambda_alias",
        "aws_lambda_event_source_mapping",
        "aws_lambda_function",
        "aws_lambda_function_url",
      ],
      "legacy-network": undefined,
      "legacy-state": [],
    }
  `);
});

test("a value that is changed later reaches what was taken over, and without the lines the next plans are empty too", async () => {
  fs.rmSync(path.join(config, "adopted"), { recursive: true });
  fs.writeFileSync(path.join(config, "legacy.yaml"), CONFIG.replace("value: info", "value: debug"));
  for (const stack of stacks()) {
    const terraform = await planned(stack);
    const changed = changesIn(await terraform.planJson()).filter(({ change }) => change.actions.join() !== "no-op");
    const isData = stack.name === "legacy-data";
    expect(changed.map(({ type, change }) => [type, change.actions])).toEqual(
      isData ? [["aws_ssm_parameter", ["update"]]] : [],
    );
    if (!isData) continue;
    await terraform.applyPlan();
    const rest = changesIn(await (await planned(stack)).planJson());
    expect(rest.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
  }
  const told = `  aws ssm get-parameter --name /legacy/level --region ap-northeast-2 --output json\n`;
  expect(answersTo(told, tools, emulator.url, ACCOUNT)).toContain('"Value": "debug"');
});
