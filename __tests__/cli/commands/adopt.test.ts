import { documentsIn } from "../../../cli/adopt/aws-documents";
import type { Found, Wanted } from "../../../cli/adopt/found.types";
import { lineOf } from "../../../cli/adopt/mapping-text";
import { match } from "../../../cli/adopt/match";
import { foundIn } from "../../../cli/adopt/read-found";
import { suggestNetwork } from "../../../cli/adopt/suggest-network";
import type { Problem } from "../../../constructs/core/errors";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { testAdvice } from "../../support/followed-advice";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

const VPC = "vpc-0123456789abcdef0";
const found = (documents: readonly object[]) => foundIn(documents as Parameters<typeof foundIn>[0]);

const ECS = "arn:aws:ecs:ap-northeast-2:111111111111";

describe("what the aws command tells", () => {
  test("is read document by document, with brackets in texts", () => {
    const text = '{"Buckets": [{"Name": "a}"}]}\n{ "Role": {"RoleName": "r\\"{"} }[{"Buckets": []}]';
    expect(documentsIn(text)).toEqual([{ Buckets: [{ Name: "a}" }] }, { Role: { RoleName: 'r"{' } }, { Buckets: [] }]);
  });

  test("says of records and policies what they belong to by the answer before them", () => {
    const things = found([
      { HostedZone: { Id: "/hostedzone/Z4KAPRWWNC7JR", Name: "example.com." } },
      {
        ResourceRecordSets: [
          { Name: "\\052.example.com.", Type: "A" },
          { Name: "b.example.com.", Type: "A", SetIdentifier: "blue" },
        ],
      },
      { Role: { RoleName: "reader", Arn: "arn:aws:iam::111111111111:role/reader" } },
      { AttachedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyName: "ReadOnlyAccess" }] },
      { PolicyNames: ["logs"] },
      { cluster: { name: "shop" } },
      { nodegroups: ["app"] },
      {
        associations: [
          { clusterName: "shop", namespace: "shop", serviceAccount: "api", associationId: "a-1a2b3c4d5e6f7g8h9" },
        ],
      },
      { accessEntries: ["arn:aws:iam::111111111111:role/admin"] },
      { clusters: [{ clusterName: "shop", clusterArn: `${ECS}:cluster/shop`, status: "ACTIVE" }], failures: [] },
      { serviceArns: [`${ECS}:service/shop/web`, `${ECS}:service/of-old`] },
    ]);
    expect(things.map(({ type, id }) => `${type} ${id}`)).toEqual([
      "aws_route53_zone Z4KAPRWWNC7JR",
      "aws_route53_record Z4KAPRWWNC7JR_*.example.com_A",
      "aws_route53_record Z4KAPRWWNC7JR_b.example.com_A_blue",
      "aws_iam_role reader",
      "aws_iam_role_policy_attachment reader/arn:aws:iam::aws:policy/ReadOnlyAccess",
      "aws_iam_role_policy reader:logs",
      "aws_eks_cluster shop",
      "aws_eks_node_group shop:app",
      "aws_eks_pod_identity_association shop,a-1a2b3c4d5e6f7g8h9",
      "aws_eks_access_entry shop:arn:aws:iam::111111111111:role/admin",
      "aws_ecs_cluster shop",
      "aws_ecs_service shop/web",
    ]);
  });

  test("says of data and functions what Terraform imports them by", () => {
    const arn = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-2:111111111111:${rest}`;
    const resize = arn("lambda", "function:resize");
    const things = found([
      { DBInstances: [{ DBInstanceIdentifier: "orders", DBSubnetGroup: { DBSubnetGroupName: "orders" } }] },
      { Table: { TableName: "carts", TableArn: arn("dynamodb", "table/carts") } },
      { QueueUrl: "https://sqs.ap-northeast-2.amazonaws.com/111111111111/orders" },
      { Attributes: { TopicArn: arn("sns", "orders") } },
      { Subscriptions: [{ SubscriptionArn: "PendingConfirmation" }, { SubscriptionArn: arn("sns", "orders:1") }] },
      { ARN: arn("secretsmanager", "secret:shop-abc"), Name: "shop" },
      { Parameters: [{ Name: "/shop/level", ARN: arn("ssm", "parameter/shop/level") }] },
      { FunctionName: "resize", FunctionArn: resize },
      { Aliases: [{ AliasArn: `${resize}:live`, Name: "live" }] },
      { FunctionUrlConfigs: [{ FunctionArn: `${resize}:live` }, { FunctionArn: resize }] },
      { EventSourceMappings: [{ UUID: "1234", FunctionArn: `${resize}:live`, EventSourceArn: arn("sqs", "orders") }] },
      { logGroups: [{ logGroupName: "/aws/lambda/resize" }] },
      {
        ScalingPolicies: [
          { ServiceNamespace: "ecs", ResourceId: "service/shop/web", ScalableDimension: "count", PolicyName: "cpu" },
        ],
      },
    ]);
    expect(things.map(({ type, id }) => `${type} ${id}`)).toEqual([
      "aws_db_instance orders",
      "aws_db_subnet_group orders",
      "aws_dynamodb_table carts",
      "aws_sqs_queue https://sqs.ap-northeast-2.amazonaws.com/111111111111/orders",
      `aws_sns_topic ${arn("sns", "orders")}`,
      `aws_sns_topic_subscription ${arn("sns", "orders:1")}`,
      `aws_secretsmanager_secret ${arn("secretsmanager", "secret:shop-abc")}`,
      "aws_ssm_parameter /shop/level",
      "aws_lambda_function resize",
      "aws_lambda_alias resize/live",
      "aws_lambda_function_url resize/live",
      "aws_lambda_function_url resize",
      "aws_lambda_event_source_mapping 1234",
      "aws_cloudwatch_log_group /aws/lambda/resize",
      "aws_appautoscaling_policy ecs/service/shop/web/count/cpu",
    ]);
  });

  test("says of a cache what goes with it, but for parameters of AWS, and of nodes without a cache nothing", () => {
    const log = (LogGroup: string) => ({ DestinationDetails: { CloudWatchLogsDetails: { LogGroup } } });
    const node = (ReplicationGroupId: string | undefined, group: string, parameters: string) => ({
      CacheClusterId: `${ReplicationGroupId}-001`,
      ReplicationGroupId,
      CacheSubnetGroupName: group,
      CacheParameterGroup: { CacheParameterGroupName: parameters },
    });
    const things = found([
      {
        ReplicationGroups: [
          {
            ReplicationGroupId: "sessions",
            UserGroupIds: ["shop"],
            LogDeliveryConfigurations: [
              log("/caches/sessions"),
              { DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: "logs" } } },
            ],
          },
        ],
      },
      {
        CacheClusters: [
          node("sessions", "caches", "sessions-redis7"),
          node("pages", "caches-of-pages", "default.redis7"),
          node(undefined, "others", "others"),
        ],
      },
    ]);
    expect(things.map(({ type, id, attributes: { of } }) => `${type} ${id}${of ? ` of ${of}` : ""}`)).toEqual([
      "aws_elasticache_replication_group sessions",
      "aws_elasticache_user_group shop of sessions",
      "aws_cloudwatch_log_group /caches/sessions of sessions",
      "aws_elasticache_subnet_group caches of sessions",
      "aws_elasticache_parameter_group sessions-redis7 of sessions",
      "aws_elasticache_subnet_group caches-of-pages of pages",
    ]);
  });

  test("leaves out the records that a zone is made with, and no others of their types", () => {
    const things = found([
      { HostedZone: { Id: "/hostedzone/Z4KAPRWWNC7JR", Name: "example.com." } },
      { ResourceRecordSets: ["example.com.", "lab.example.com."].map((Name) => ({ Name, Type: "NS" })) },
    ]);
    expect(things.map(({ id }) => id)).toEqual(["Z4KAPRWWNC7JR", "Z4KAPRWWNC7JR_lab.example.com_NS"]);
  });

  test("leaves out gateways that are gone, local routes, and routes of endpoints", () => {
    const routes = [
      { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", Origin: "CreateRouteTable" },
      { DestinationPrefixListId: "pl-1", GatewayId: "vpce-1", Origin: "CreateRoute" },
      { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1", Origin: "CreateRoute" },
    ];
    const things = found([
      { NatGateways: [{ NatGatewayId: "nat-1", State: "deleted" }] },
      { RouteTables: [{ RouteTableId: "rtb-1", VpcId: VPC, Routes: routes, Associations: [] }] },
    ]);
    expect(things.map(({ id }) => id)).toEqual(["rtb-1", "rtb-1_0.0.0.0/0"]);
  });
});

describe("matching", () => {
  const wanted = (path: string, type: string, attributes: object): Wanted => ({
    path,
    type,
    address: `${type}.${path.replaceAll("/", "_")}`,
    stack: "dev-network",
    attributes: attributes as Wanted["attributes"],
  });
  const thing = (type: string, id: string, attributes: object, name?: string): Found => ({
    type,
    id,
    attributes: { id, ...attributes },
    ...(name ? { name } : {}),
  });
  const names = (matches: ReturnType<typeof match>["matches"]) =>
    Object.fromEntries(matches.map((one) => [one.wanted.path, one.found.id]));

  test("finds a service of ECS by its cluster and its name", () => {
    const cluster = wanted("cluster", "aws_ecs_cluster", { name: "shop" });
    const service = wanted("web", "aws_ecs_service", { cluster: "${aws_ecs_cluster.cluster.arn}", name: "web" });
    const things = foundIn(
      documentsIn(
        JSON.stringify({ clusters: [{ clusterName: "shop", clusterArn: `${ECS}:cluster/shop` }] }) +
          JSON.stringify({ serviceArns: [`${ECS}:service/other/web`, `${ECS}:service/shop/web`] }),
      ),
    );
    expect(names(match([cluster, service], things).matches)).toEqual({ cluster: "shop", web: "shop/web" });
  });

  test("finds the provider of a cluster's issuer among those of the account", () => {
    const cluster = wanted("cluster", "aws_eks_cluster", { name: "shop" });
    const url = "${aws_eks_cluster.cluster.identity[0].oidc[0].issuer}";
    const provider = wanted("oidc", "aws_iam_openid_connect_provider", { url });
    const arn = (issuer: string) => `arn:aws:iam::111111111111:oidc-provider/${issuer}`;
    const [shop, other] = ["A1", "B2"].map((id) => `oidc.eks.ap-northeast-2.amazonaws.com/id/${id}`) as [
      string,
      string,
    ];
    const things = found([
      { cluster: { name: "shop", identity: { oidc: { issuer: `https://${shop}` } } } },
      { OpenIDConnectProviderList: [{ Arn: arn(other) }, { Arn: arn(shop) }] },
    ]);
    const { matches } = match([cluster, provider], things);
    expect(names(matches)).toEqual({ cluster: "shop", oidc: arn(shop) });
    expect(matches.map((one) => lineOf(one, matches))).toEqual([true, arn(shop)]);
  });

  test("takes nothing for several resources that are alike", () => {
    const alike = ["a", "b"].map((path) => wanted(path, "aws_ecr_repository", { name: "web" }));
    const one = thing("aws_ecr_repository", "web", { name: "web" });
    expect(match(alike, [one])).toEqual({ matches: [], left: [one] });
  });

  test("writes `true` only where a synth knows the id too: it knows no ARN of a cluster that is known by its name", () => {
    const cluster = wanted("cluster", "aws_ecs_cluster", { name: "shop" });
    const service = wanted("web", "aws_ecs_service", { cluster: "${aws_ecs_cluster.cluster.arn}", name: "web" });
    const things = foundIn([
      { clusters: [{ clusterName: "shop", clusterArn: `${ECS}:cluster/shop` }] },
      { serviceArns: [`${ECS}:service/shop/web`] },
    ]);
    const { matches } = match([cluster, service], things);
    expect(matches.map((one) => lineOf(one, matches))).toEqual([true, "shop/web"]);
  });

  test("takes nothing where several things would do", () => {
    const one = wanted("a", "aws_ecr_repository", { name: "web" });
    const twice = [
      thing("aws_ecr_repository", "1", { name: "web" }),
      thing("aws_ecr_repository", "2", { name: "web" }),
    ];
    expect(match([one], twice)).toEqual({ matches: [], left: twice });
  });

  test("of two tiers that share a table gives it to the one that is called likewise", () => {
    const subnet = (name: string) => wanted(`n/${name}`, "aws_subnet", { cidr_block: `10.0.${name.length}.0/24` });
    const tiers = ["data", "private"];
    const all = tiers.flatMap((tier) => [
      subnet(tier),
      wanted(`n/routing-${tier}/table`, "aws_route_table", {}),
      wanted(`n/routing-${tier}/subnet`, "aws_route_table_association", {
        subnet_id: `\${aws_subnet.n_${tier}.id}`,
        route_table_id: `\${aws_route_table.n_routing-${tier}_table.id}`,
      }),
    ]);
    const known = tiers.map((tier) => ({
      wanted: all.find(({ path }) => path === `n/${tier}`) as Wanted,
      found: thing("aws_subnet", `subnet-${tier}`, {}),
    }));
    const things = [
      ...tiers.map((tier) =>
        thing("aws_route_table_association", `subnet-${tier}/rtb-1`, {
          subnet_id: `subnet-${tier}`,
          route_table_id: "rtb-1",
        }),
      ),
      thing("aws_route_table", "rtb-1", {}, "legacy-private"),
    ];
    expect(names(match(all, things, known).matches)).toMatchObject({ "n/routing-private/table": "rtb-1" });
    expect(names(match(all, things, known).matches)).not.toHaveProperty("n/routing-data/table");
  });
});

test("subnets without names become tiers by the way that they reach the internet, and a second one in a zone is told", () => {
  const subnet = (id: string, cidr: string) => ({
    SubnetId: id,
    VpcId: VPC,
    CidrBlock: cidr,
    AvailabilityZone: "eu-west-1a",
  });
  const things = found([
    { Vpcs: [{ VpcId: VPC, CidrBlock: "10.0.0.0/16" }] },
    { Subnets: [subnet("subnet-1", "10.0.1.0/24"), subnet("subnet-2", "10.0.2.0/24")] },
  ]);
  const [vpc] = things;
  expect(vpc && suggestNetwork(vpc, things)).toEqual({
    network: {
      cidr: "10.0.0.0/16",
      zones: ["a"],
      tiers: { isolated: { kind: "isolated", prefixLength: 24, subnets: { a: "10.0.1.0/24" }, subnetGroups: [] } },
      nat: { mode: "none" },
      endpoints: { gateway: [] },
    },
    remarks: ["subnet-2 (10.0.2.0/24) is a second subnet of its tier in one zone; give it a tier of its own"],
  });
});

/** What is piped in, and the arguments. */
interface Call {
  readonly input: string;
  readonly args: string;
  readonly files?: Readonly<Record<string, string>>;
}

const two = { dev: DEV, other: DEV.replace("10.0.0.0/16", "10.1.0.0/16") };
const vpcs = JSON.stringify({ Vpcs: [{ VpcId: VPC, CidrBlock: "10.9.0.0/16" }] });

/** Ends before anything is synthesized: what follows a right input is the end-to-end test's. */
async function tell({ input, args, files = { dev: DEV } }: Call): Promise<readonly Problem[]> {
  const { err } = await runIn(project(files), `adopt ${args}`, {}, { readInput: () => Buffer.from(input) });
  return [...err.matchAll(/\[([A-Z_]+)\]\n {3}at: +(.*)\n[\s\S]*?fix: +(.*)/g)].map(
    ([, code = "", path = "", fix = ""]) => ({ code, path, fix, message: "", found: "", expected: "" }),
  );
}

const right: Call = { input: "", args: `network ${VPC}` };
const cases = [
  {
    mistake: "an id of something else",
    call: { input: "", args: "network subnet-0123456789abcdef0" },
    told: `write it as AWS shows it; for example ${VPC}`,
    code: "ADOPT_ARGUMENT_FORM",
    ways: [{ says: "write it as AWS shows it", to: right }],
  },
  {
    mistake: "several environments, and none named",
    call: { ...right, files: two },
    told: `name it: npx groundplan adopt network ${VPC} --env dev`,
    code: "ADOPT_ENVIRONMENT_MISSING",
    ways: [{ says: "--env dev", to: { ...right, args: `${right.args} --env dev`, files: two } }],
  },
  {
    mistake: "what is no JSON",
    call: { ...right, input: "VPCS\tvpc-1" },
    told: "run the commands with `--output json`; without any input, `groundplan adopt` prints them",
    code: "ADOPT_INPUT_FORM",
    ways: [{ says: "without any input", to: right }],
  },
  {
    mistake: "answers of other commands",
    call: { ...right, input: '{"Functions": []}' },
    told: "run these commands without `--query`, and pipe all their output in",
    code: "ADOPT_INPUT_EMPTY",
    ways: [{ says: "run these commands", to: right }],
  },
  {
    mistake: "answers of another account",
    call: { ...right, input: vpcs.replace(VPC, "vpc-0123456789abcdef1") },
    told: "run the commands with the credentials and the region of the account that has it",
    code: "ADOPT_NOT_FOUND",
    ways: [{ says: "run the commands", to: right }],
  },
];

test.each(cases)("$mistake is told with a way out", async ({ call, code, told }) => {
  expect((await tell(call)).map((problem) => [problem.code, problem.fix])).toEqual([[code, told]]);
});

testAdvice<Call>(
  cases.map(({ mistake, code, told, ways }) => ({ mistake, problems: [{ code, fix: told }], ways })),
  tell,
);
