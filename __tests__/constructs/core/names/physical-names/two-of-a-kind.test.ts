import { Construct } from "constructs";
import type { EnvironmentStack } from "../../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../../constructs/core/errors";
import { EcsCluster } from "../../../../../constructs/ecs";
import { EksCluster } from "../../../../../constructs/eks";
import { EncryptionKey } from "../../../../../constructs/encryption/encryption-key";
import { FlowLog } from "../../../../../constructs/network/flow-logs/flow-log";
import { Network } from "../../../../../constructs/network/network";
import { testAdvice } from "../../../../support/followed-advice";
import { resourcesOf, synthStack } from "../../../../support/synth";
import { networkProps } from "../../../network/network-fixtures";
import { namesTaken, networkIn, synthApp } from "./support";

const EC2 = { instanceType: "m7g.large", min: 1, max: 4 } as const;

/** The names of a type in a stack. */
function namesOf(build: (stack: EnvironmentStack) => unknown, type: string): unknown[] {
  return resourcesOf(
    synthStack((stack) => void build(stack)),
    type,
  ).map(({ name }) => name);
}

/** All of a problem in lines. */
function told({ path, found, fix }: Problem): readonly string[] {
  return [path, ...found.split("; "), fix];
}

describe("two flow logs", () => {
  const two = (ids: readonly string[]) => (stack: EnvironmentStack) =>
    ids.map((id) => new FlowLog(stack, id, "vpc-1", { to: "cloudwatch", ownKey: true }));

  test("of one stack have names of their own", () => {
    const build = two(["flow-log", "rejects"]);
    expect(namesTaken(build)).toEqual([]);
    expect(namesOf(build, "aws_cloudwatch_log_group")).toEqual([
      "/groundplan/sandbox/network/flow-log",
      "/groundplan/sandbox/network/flow-log/rejects",
    ]);
    expect(namesOf(build, "aws_iam_role")).toEqual([
      "groundplan-sandbox-flow-log",
      "groundplan-sandbox-flow-log-rejects",
    ]);
    expect(namesOf(build, "aws_kms_alias")).toEqual([
      "alias/groundplan-sandbox-flow-log",
      "alias/groundplan-sandbox-flow-log-rejects",
    ]);
  });

  test("of one stack have buckets of their own", () => {
    expect(
      namesTaken((stack) => ["flow-log", "archive"].map((id) => new FlowLog(stack, id, "vpc-1", { to: "s3" }))),
    ).toEqual([]);
  });

  test("that are called alike at two places are told, and another id mends it", () => {
    const build = (id: string) => (stack: EnvironmentStack) => {
      two(["flow-log"])(stack);
      new FlowLog(new Construct(stack, "audit"), id, "vpc-1", { to: "cloudwatch", ownKey: true });
    };
    expect(namesTaken(build("flow-log")).map(told)).toEqual([
      [
        "sandbox-test/audit/flow-log",
        'KMS alias "alias/groundplan-sandbox-flow-log" of sandbox-test/audit/flow-log/key/alias, and of sandbox-test/flow-log/key/alias',
        'log group "/groundplan/sandbox/network/flow-log" of sandbox-test/audit/flow-log/log-group, and of sandbox-test/flow-log/log-group',
        'IAM role "groundplan-sandbox-flow-log" of sandbox-test/audit/flow-log/role/Default, and of sandbox-test/flow-log/role/Default',
        "give sandbox-test/audit/flow-log an id of its own",
      ],
    ]);
    expect(namesTaken(build("audit"))).toEqual([]);
  });
});

describe("two networks", () => {
  const props = networkProps({
    flowLog: { to: "cloudwatch", ownKey: true },
    prefixLists: { office: { entries: { seoul: "203.0.113.0/24" } } },
  });

  test("of one stack have names of their own", () => {
    const build = (stack: EnvironmentStack) => {
      new Network(stack, "network", props);
      new Network(stack, "partners", { ...props, cidr: "10.20.0.0/16" });
    };
    expect(namesTaken(build)).toEqual([]);
    expect(namesOf(build, "aws_db_subnet_group")).toEqual([
      "groundplan-sandbox-data",
      "groundplan-sandbox-partners-data",
    ]);
    expect(namesOf(build, "aws_cloudwatch_log_group")).toEqual([
      "/groundplan/sandbox/network/flow-log",
      "/groundplan/sandbox/network/partners/flow-log",
    ]);
    expect(namesOf(build, "aws_ec2_managed_prefix_list")).toEqual([
      "groundplan-sandbox-office",
      "groundplan-sandbox-partners-office",
    ]);
  });

  test("that are called alike in two stacks are told, and another id mends it", () => {
    const stacks = (id: string) => [
      { name: "network", build: (stack: EnvironmentStack) => new Network(stack, "network", props) },
      { name: "partners", build: (stack: EnvironmentStack) => new Network(stack, id, props) },
    ];
    expect(synthApp(stacks("network")).problems.map(({ path, fix }) => [path, fix])).toEqual([
      ["sandbox-partners/network", "give sandbox-partners/network an id of its own"],
    ]);
    expect(synthApp(stacks("partners")).problems).toEqual([]);
  });
});

describe("two ECS clusters", () => {
  const cluster = (scope: EnvironmentStack, id: string, network = networkIn(scope, `${id}-vpc`)) =>
    new EcsCluster(scope, id, {
      network,
      capacity: { ec2: { general: EC2 } },
      exec: {},
      serviceConnect: {},
      discovery: { domain: "shop.internal" },
    });

  test("of one stack have names of their own, their instances too", () => {
    const build = (stack: EnvironmentStack) => [cluster(stack, "cluster"), cluster(stack, "batch")];
    expect(namesOf(build, "aws_ecs_capacity_provider")).toEqual([
      "groundplan-sandbox-test-batch-general",
      "groundplan-sandbox-test-general",
    ]);
    expect(namesOf(build, "aws_autoscaling_group")).toEqual([
      "groundplan-sandbox-test-batch-general",
      "groundplan-sandbox-test-general",
    ]);
    expect(namesOf(build, "aws_service_discovery_http_namespace")).toEqual([
      "groundplan-sandbox-test-batch",
      "groundplan-sandbox-test-cluster",
    ]);
    // Both say shop.internal in one VPC.
    expect(namesTaken(build).map(told)).toEqual([
      [
        "sandbox-test/batch › discovery.domain",
        'DNS namespace "shop.internal" of sandbox-test/batch/discovery, and of sandbox-test/cluster/discovery',
        "give sandbox-test/batch a discovery.domain of its own",
      ],
    ]);
  });
});

const shop = (name: string, serviceConnect: { namespace?: string }, account = "111111111111") => ({
  name: "ecs",
  environment: { name, account },
  build: (stack: EnvironmentStack) => new EcsCluster(stack, "cluster", { network: networkIn(stack), serviceConnect }),
});
const services = { namespace: "services" };

const ONE_NAMESPACE = {
  mistake: "a namespace of one name in two environments",
  problems: [
    {
      code: "NAME_TAKEN",
      path: "test-ecs/cluster › serviceConnect.namespace",
      message: "AWS would have two things of one kind under the same name.",
      found: 'HTTP namespace "services" of test-ecs/cluster/service-connect, and of dev-ecs/cluster/service-connect',
      expected: "one HTTP namespace of a name in an account and region",
      fix:
        "give test-ecs/cluster a serviceConnect.namespace of its own; or dev-ecs/cluster, if that is not deployed yet: " +
        "what gets another name is made anew",
    },
  ],
  ways: [
    {
      says: "give test-ecs/cluster a serviceConnect.namespace of its own",
      to: [shop("dev", services), shop("test", { namespace: "test" })],
    },
    {
      says: "or dev-ecs/cluster, if that is not deployed yet",
      to: [shop("dev", { namespace: "dev" }), shop("test", services)],
    },
  ],
};

testAdvice([ONE_NAMESPACE], (stacks) => synthApp(stacks).problems);

describe("a Cloud Map namespace of one name in two environments of an account", () => {
  test("is told with both clusters", () => {
    expect(synthApp([shop("dev", services), shop("test", services)]).problems).toEqual(ONE_NAMESPACE.problems);
  });

  test("is not told for another account, nor where one goes without a name, which has one of the environment's", () => {
    expect(synthApp([shop("dev", services), shop("test", services, "222222222222")]).problems).toEqual([]);
    expect(synthApp([shop("dev", services), shop("test", {})]).problems).toEqual([]);
    expect(synthApp([shop("dev", {}), shop("test", {})]).problems).toEqual([]);
  });

  test("may be a private DNS namespace, in a VPC of its own", () => {
    const dns = (name: string, vpcId: string) => ({
      name: "ecs",
      environment: { name },
      build: (stack: EnvironmentStack) =>
        new EcsCluster(stack, "cluster", {
          network: networkIn(stack, "vpc", vpcId),
          discovery: { domain: "shop.internal" },
        }),
    });
    expect(synthApp([dns("dev", "vpc-1"), dns("test", "vpc-2")]).problems).toEqual([]);
    expect(synthApp([dns("dev", "vpc-1"), dns("test", "vpc-1")]).problems).toHaveLength(1);
  });
});

describe("two Kubernetes clusters of one stack", () => {
  const two = (name?: string) => (stack: EnvironmentStack) =>
    ["cluster", "batch"].forEach((id) => {
      const cluster = new EksCluster(stack, id, {
        network: networkIn(stack, `${id}-vpc`),
        version: "1.35",
        admins: ["role/platform"],
        ...(id === "batch" && name !== undefined ? { name } : {}),
      });
      cluster.addNodeGroup("general", { instanceTypes: ["m7g.large"], min: 2, max: 4 });
      cluster.addSelfManagedNodes("special", { instanceTypes: ["m7g.large"], min: 1, max: 2 });
      cluster.addFargateProfile("jobs", { namespace: "jobs" });
    });

  test("without names are told once, with all that they would share", () => {
    expect(namesTaken(two()).map(told)).toMatchInlineSnapshot(`
      [
        [
          "sandbox-test/batch › name",
          "IAM role "groundplan-sandbox-test-cluster" of sandbox-test/batch/role/role/Default, and of sandbox-test/cluster/role/role/Default",
          "log group "/aws/eks/groundplan-sandbox/cluster" of sandbox-test/batch/log-group, and of sandbox-test/cluster/log-group",
          "KMS alias "alias/groundplan-sandbox-eks-secrets" of sandbox-test/batch/secrets-key/alias, and of sandbox-test/cluster/secrets-key/alias",
          "EKS cluster "groundplan-sandbox" of sandbox-test/batch/Default, and of sandbox-test/cluster/Default",
          "IAM role "groundplan-sandbox-test-fargate-jobs" of sandbox-test/batch/fargate-jobs/role/role/Default, and of sandbox-test/cluster/fargate-jobs/role/role/Default",
          "log group "/aws/eks/groundplan-sandbox/fargate" of sandbox-test/batch/logs-of-fargate/Default, and of sandbox-test/cluster/logs-of-fargate/Default",
          "give sandbox-test/batch a name of its own",
        ],
      ]
    `);
  });

  test("have nothing in common once the second has a name", () => {
    expect(namesTaken(two("batch"))).toEqual([]);
    expect(namesOf(two("batch"), "aws_iam_role").filter((name) => String(name).includes("fargate"))).toEqual([
      "groundplan-sandbox-test-fargate-batch-jobs",
      "groundplan-sandbox-test-fargate-jobs",
    ]);
  });
});

test("two keys of one name are told, and another name mends it", () => {
  const keys = (names: readonly string[]) => (stack: EnvironmentStack) =>
    names.map((name, index) => new EncryptionKey(stack, `key-${index}`, { name, description: "Encrypts orders" }));
  expect(namesTaken(keys(["orders", "orders"])).map(told)).toEqual([
    [
      "sandbox-test/key-1 › name",
      'KMS alias "alias/groundplan-sandbox-orders" of sandbox-test/key-1/alias, and of sandbox-test/key-0/alias',
      "give sandbox-test/key-1 a name of its own",
    ],
  ]);
  expect(namesTaken(keys(["orders", "refunds"]))).toEqual([]);
});
