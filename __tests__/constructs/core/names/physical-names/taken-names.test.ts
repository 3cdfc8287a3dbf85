import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../../constructs/core/errors";
import { markEnvironmentsOwn } from "../../../../../constructs/core/names/physical-names";
import { collectChecks } from "../../../../../constructs/core/validation";
import { Role } from "../../../../../constructs/iam/roles/role";
import { networkContract } from "../../../../../constructs/network/network-contract";
import { Bucket } from "../../../../../constructs/storage/bucket";
import { testAdvice } from "../../../../support/followed-advice";
import { testEnvironment } from "../../../../support/synth";
import { namesTaken, synthApp } from "./support";

const queue = (stack: Construct, id: string, name: string) => new SqsQueue(stack, id, { name });
const trust = "{}";

const twoQueues = (second: string) => (stack: EnvironmentStack) => {
  queue(stack, "orders", "orders");
  queue(new Construct(stack, "batch"), "orders", second);
};

const TWO_QUEUES = {
  mistake: "two queues of one name",
  problems: [
    {
      code: "NAME_TAKEN",
      path: "sandbox-test/batch/orders › name",
      message: "AWS would have two things of one kind under the same name.",
      found: 'SQS queue "orders" of sandbox-test/batch/orders, and of sandbox-test/orders',
      expected: "one SQS queue of a name in an account and region",
      fix: "give sandbox-test/batch/orders a name of its own",
    },
  ],
  ways: [{ says: "give sandbox-test/batch/orders a name of its own", to: twoQueues("batch-orders") }],
};

testAdvice([TWO_QUEUES], namesTaken);

describe("two things of one name", () => {
  test("are told, with the place of both", () => {
    expect(namesTaken(twoQueues("orders"))).toEqual(TWO_QUEUES.problems);
  });

  test("are told by plain cdktf too", () => {
    const { app } = synthApp([{ build: (stack) => ["a", "b"].map((id) => queue(stack, id, "orders")) }]);
    expect(() => app.synth()).toThrow('SQS queue "orders" of sandbox-test/b, and of sandbox-test/a');
  });

  test("are told once for a pair of constructs, whatever they share", () => {
    const problems = namesTaken((stack) => {
      new Role(stack, "a", { description: "A", name: "reader", trustedBy });
      new Role(stack, "b", { description: "B", roleName: "groundplan-sandbox-test-Reader", trustedBy });
      new Role(stack, "c", { description: "C", name: "reader", trustedBy });
    });
    expect(problems.map(brief)).toEqual([
      [
        "sandbox-test/b › roleName",
        'IAM role "groundplan-sandbox-test-Reader" of sandbox-test/b/Default, and of sandbox-test/a/Default',
        "one IAM role of a name in an account",
        "give sandbox-test/b a roleName of its own",
      ],
      [
        "sandbox-test/c › name",
        'IAM role "groundplan-sandbox-test-reader" of sandbox-test/c/Default, and of sandbox-test/a/Default',
        "one IAM role of a name in an account",
        "give sandbox-test/c a name of its own",
      ],
    ]);
  });
});

const trustedBy = [{ by: "service", service: "ec2.amazonaws.com" }] as const;

function brief({ path, found, expected, fix }: Problem): readonly string[] {
  return [path, found, expected, fix];
}

describe("names are compared as AWS compares them", () => {
  const roles = (stack: EnvironmentStack, names: readonly string[]) =>
    names.map((name, index) => new IamRole(stack, `role-${index}`, { name, assumeRolePolicy: trust }));

  test("without case for IAM, with case for queues", () => {
    expect(namesTaken((stack) => roles(stack, ["Reader", "reader"]))).toHaveLength(1);
    expect(namesTaken((stack) => ["Orders", "orders"].map((name) => queue(stack, name, name)))).toEqual([]);
  });

  test("in a region for queues, in an account for roles, in all accounts for buckets", () => {
    const everywhere = (environment: object, name: string) => ({
      environment,
      name,
      build: (stack: EnvironmentStack) => {
        queue(stack, "queue", "orders");
        roles(stack, ["reader"]);
        new S3Bucket(stack, "bucket", { bucket: "acme-orders" });
      },
    });
    const sharedWith = (environment: object) =>
      synthApp([everywhere({}, "one"), everywhere({ name: "other", ...environment }, "two")]).problems.map(
        ({ found }) => found.split(" of ")[0],
      );
    expect(sharedWith({})).toEqual(['SQS queue "orders"', 'IAM role "reader"', 'S3 bucket "acme-orders"']);
    expect(sharedWith({ region: "eu-central-1" })).toEqual(['IAM role "reader"', 'S3 bucket "acme-orders"']);
    expect(sharedWith({ account: "222222222222" })).toEqual(['S3 bucket "acme-orders"']);
    expect(sharedWith({ account: "222222222222", region: "cn-north-1" })).toEqual([]);
  });

  test("in the region of the provider, or of the resource, that a thing is made with", () => {
    const regions = (settings: (stack: EnvironmentStack) => object) => (stack: EnvironmentStack) => {
      queue(stack, "home", "orders");
      new SqsQueue(stack, "away", { name: "orders", ...settings(stack) });
    };
    expect(namesTaken(regions((stack) => ({ provider: stack.providerFor("us-east-1") })))).toEqual([]);
    expect(namesTaken(regions(() => ({ region: "us-east-1" })))).toEqual([]);
    expect(namesTaken(regions((stack) => ({ provider: stack.provider })))).toHaveLength(1);
  });

  test("per parent, however the parent is written", () => {
    const services = (clusters: readonly string[]) => (stack: EnvironmentStack) =>
      clusters.map((cluster, index) => new EcsService(stack, `service-${index}`, { name: "api", cluster }));
    expect(namesTaken(services(["shop", "batch"]))).toEqual([]);
    expect(namesTaken(services(["shop", "arn:aws:ecs:eu-central-1:111111111111:cluster/shop"]))).toHaveLength(1);
    const groups = (vpcs: readonly string[]) => (stack: EnvironmentStack) =>
      vpcs.map(
        (vpcId, index) =>
          new SecurityGroupResource(stack, `group-${index}`, { name: `${index}`.replace("1", "0"), vpcId }),
      );
    expect(namesTaken(groups(["vpc-1", "vpc-2"]))).toEqual([]);
    expect(namesTaken(groups(["vpc-1", "vpc-1"]))).toHaveLength(1);
  });

  test("by what references stand for, in the stack that they are in", () => {
    const shop = (stack: EnvironmentStack) => new EcsCluster(stack, "cluster", { name: "shop" });
    const both = (one: (cluster: EcsCluster) => string, other: (cluster: EcsCluster) => string) =>
      namesTaken((stack) => {
        const made = shop(stack);
        for (const [id, cluster] of Object.entries({ a: one(made), b: other(made) })) {
          new EcsService(stack, id, { name: "api", cluster });
        }
      });
    const arn = (cluster: EcsCluster) => cluster.arn;
    const name = (cluster: EcsCluster) => cluster.name;
    expect(both(arn, name)).toHaveLength(1);
    expect(both(arn, () => "shop")).toHaveLength(1);
    expect(both(name, () => "batch")).toEqual([]);
    const build = (stack: EnvironmentStack) =>
      new EcsService(stack, "api", {
        name: "api",
        cluster: new IamRole(stack, "odd", { assumeRolePolicy: trust }).arn,
      });
    expect(
      synthApp([
        { name: "a", build },
        { name: "b", build },
      ]).problems,
    ).toEqual([]);
  });

  test("in one network for all stacks that read its contract", () => {
    const build = (stack: EnvironmentStack) =>
      new SecurityGroupResource(stack, "group", { name: "web", vpcId: networkContract.read(stack).vpcId });
    const inStacks = (environment: object) =>
      synthApp([
        { name: "a", build },
        { name: "b", build, environment },
      ]).problems.map(({ path }) => path);
    expect(inStacks({})).toEqual(["sandbox-b/group › name"]);
    expect(inStacks({ name: "prod" })).toEqual([]);
  });

  test("a name that AWS completes, one that is made for many, and an overridden one are no collisions", () => {
    const prefixed = (stack: EnvironmentStack) =>
      ["a", "b"].map((id) => new SqsQueue(stack, id, { namePrefix: "orders-" }));
    expect(namesTaken(prefixed)).toEqual([]);
    const counted = (stack: EnvironmentStack) =>
      ["a", "b"].map((id) => new SqsQueue(stack, id, { name: "orders", count: 2 }));
    expect(namesTaken(counted)).toEqual([]);
    const overridden = (name: string) => (stack: EnvironmentStack) => {
      queue(stack, "a", "orders");
      queue(stack, "b", "payments").addOverride("name", name);
    };
    expect(namesTaken(overridden("refunds"))).toEqual([]);
    expect(namesTaken(overridden("orders"))).toHaveLength(1);
  });
});

describe("who is told", () => {
  const bucket = (stack: EnvironmentStack) => new Bucket(stack, "files", { bucketName: "acme-files" });

  test("is the stack that was added, wherever it stands in the tree", () => {
    const { problems } = synthApp([
      { name: "own", build: bucket },
      {
        name: "edge",
        build: (stack) => {
          markEnvironmentsOwn(stack);
          bucket(stack);
        },
      },
    ]);
    expect(problems.map(brief)).toEqual([
      [
        "sandbox-own/files › bucketName",
        'S3 bucket "acme-files" of sandbox-own/files/bucket, and of sandbox-edge/files/bucket',
        "one S3 bucket of a name in all of AWS",
        "give sandbox-own/files a bucketName of its own",
      ],
    ]);
  });

  test("is what was added after an earlier check, wherever it stands in the tree", () => {
    const { app, stacks } = synthApp([
      { name: "one", build: () => undefined },
      { name: "two", build: bucket },
    ]);
    for (const stack of stacks.slice(0, 1)) bucket(stack);
    expect(collectChecks(app).map(({ path }) => path)).toEqual(["sandbox-one/files › bucketName"]);
  });

  test("is not the one that is deployed", () => {
    const stacks = [
      { name: "one", build: bucket },
      { name: "two", build: bucket, environment: { name: "prod" } },
    ];
    expect(synthApp(stacks, ["prod-two"]).problems.map(brief)).toEqual([
      [
        "sandbox-one/files › bucketName",
        'S3 bucket "acme-files" of sandbox-one/files/bucket, and of prod-two/files/bucket',
        "one S3 bucket of a name in all of AWS",
        "give sandbox-one/files a bucketName of its own",
      ],
    ]);
  });

  test("are both where nobody knows which of two environments is deployed", () => {
    const stacks = [
      { name: "one", build: bucket },
      { name: "two", build: bucket, environment: { name: "prod" } },
    ];
    const fix =
      "give prod-two/files a bucketName of its own; or sandbox-one/files, if that is not deployed yet: " +
      "what gets another name is made anew";
    expect(synthApp(stacks).problems.map((problem) => problem.fix)).toEqual([fix]);
    expect(synthApp(stacks, ["sandbox-one", "prod-two"]).problems.map((problem) => problem.fix)).toEqual([fix]);
  });
});

test("a stack without an environment is looked at too, in its account or else by itself", () => {
  const plain = (settings: object) => {
    const { app } = synthApp([{ build: (stack) => queue(stack, "orders", "orders") }]);
    const stack = new TerraformStack(app, "plain");
    new AwsProvider(stack, "aws", { region: "ap-northeast-2", ...settings });
    queue(stack, "orders", "orders");
    return collectChecks(app).map(({ found }) => found);
  };
  expect(plain({ allowedAccountIds: ["111111111111"] })).toEqual([
    'SQS queue "orders" of plain/orders, and of sandbox-test/orders',
  ]);
  expect(plain({})).toEqual([]);
});

test("the check changes nothing of what is made", () => {
  const build = (stack: EnvironmentStack) => new Role(stack, "reader", { description: "Reads", trustedBy });
  const [checked] = synthApp([{ build }]).stacks;
  const unchecked = new EnvironmentStack(Testing.app(), "test", testEnvironment());
  build(unchecked);
  expect(checked && Testing.synth(checked)).toBe(Testing.synth(unchecked));
});
