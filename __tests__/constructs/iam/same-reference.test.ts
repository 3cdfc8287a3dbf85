import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Bastion } from "../../../constructs/access";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { DnsRecord, HostedZone } from "../../../constructs/dns";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Network } from "../../../constructs/network/network";
import { Bucket } from "../../../constructs/storage/bucket";
import { problemsOf, resourceOf, synthStack } from "../../support/synth";
import { makeRole } from "./support";

// The text of a token is new at every read of an attribute: two reads of the id of one VPC are two texts that mean the same.

function network(stack: EnvironmentStack): Network {
  return new Network(stack, "network", {
    cidr: "10.10.0.0/16",
    zones: ["a"],
    tiers: [
      { name: "public", kind: "public", prefixLength: 24 },
      { name: "app", kind: "private", prefixLength: 20 },
    ],
    nat: { mode: "single" },
  });
}

it("makes a private zone for a network, as the guide does", () => {
  const synthesized = synthStack(
    (stack) => new HostedZone(stack, "internal", { zoneName: "internal.example", vpcs: [network(stack)] }),
  );
  expect(resourceOf(synthesized, "aws_route53_zone").vpc).toEqual([
    { vpc_id: "${aws_vpc.network_vpc_4E8F0223.id}", vpc_region: "ap-northeast-2" },
  ]);
});

it("finds a network that is named twice", () => {
  const problems = problemsOf(() =>
    synthStack((stack) => {
      const vpc = network(stack);
      new HostedZone(stack, "internal", { zoneName: "internal.example", vpcs: [vpc, vpc] });
    }),
  );
  expect(problems).toEqual([
    {
      code: "ZONE_VPC_DUPLICATE",
      path: "sandbox-test/internal › vpcs[1]",
      message: "The VPC stands twice in the list.",
      found: '"aws_vpc.network_vpc_4E8F0223.id"',
      expected: "each VPC once",
      fix: "remove one of the two",
    },
  ]);
});

it("takes the same grant twice as one, also with a key", () => {
  const synthesized = synthStack((stack) => {
    const key = new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
    const bucket = new Bucket(stack, "orders", { bucketName: "orders-bucket", key });
    const role = makeRole(stack);
    bucket.grantRead(role);
    bucket.grantRead(role);
  });
  expect(synthesized.problems).toEqual([]);
  const policy = JSON.parse(resourceOf(synthesized, "aws_iam_role_policy").policy as string);
  expect(policy.Statement).toHaveLength(3);
});

it("takes the same statement of a bucket's policy twice as one", () => {
  const synthesized = synthStack((stack) => {
    const topic = new SnsTopic(stack, "topic", {});
    const bucket = new Bucket(stack, "orders", { bucketName: "orders-bucket" });
    for (const _ of [1, 2]) {
      bucket.admit({
        sid: "Publish",
        principals: { Service: ["sns.amazonaws.com"] },
        actions: ["s3:PutObject"],
        resources: [`${bucket.arn}/*`],
        conditions: { ArnEquals: { "aws:SourceArn": topic.arn } },
      });
    }
  });
  expect(synthesized.problems).toEqual([]);
});

it("finds a managed policy that is attached twice", () => {
  const problems = problemsOf(() =>
    synthStack((stack) => {
      const policy = new IamPolicy(stack, "policy", { policy: "{}" });
      makeRole(stack, { managedPolicyArns: [policy.arn, policy.arn] });
    }),
  );
  expect(problems.map(({ code, found }) => ({ code, found }))).toEqual([
    { code: "MANAGED_POLICY_TWICE", found: "aws_iam_policy.policy.arn" },
  ]);
});

it("tells one topic once, and in an order that does not depend on what else was made", () => {
  const actionsOf = (before: number) =>
    resourceOf(
      synthStack((stack) => {
        const [b, a] = ["b", "a"].map((id) => new SnsTopic(stack, id, {}));
        // Every read of an attribute takes a number.
        for (let read = 0; read < before; read++) void a?.arn;
        const alarmActions = [b, a, b].map((topic) => topic?.arn ?? "");
        new Bastion(stack, "bastion", { network: network(stack), alarmActions });
      }),
      "aws_cloudwatch_metric_alarm",
    ).alarm_actions;
  for (const before of [0, 10, 100, 1000]) {
    expect(actionsOf(before)).toEqual(["${aws_sns_topic.a.arn}", "${aws_sns_topic.b.arn}"]);
  }
});

it("finds two records of one name in a private zone that is brought in twice", () => {
  const { problems } = synthStack((stack) => {
    const key = new KmsKey(stack, "stands-for-a-zone", {});
    for (const id of ["one", "two"]) {
      const zone = HostedZone.fromExisting(stack, id, {
        zoneId: key.keyId,
        zoneName: "internal.example",
        visibility: "private",
      });
      new DnsRecord(stack, `record-${id}`, { zone, name: "db.internal.example", type: "A", values: ["10.0.0.1"] });
    }
  });
  expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([
    { code: "RECORD_DUPLICATE", path: "sandbox-test/record-two" },
  ]);
});
