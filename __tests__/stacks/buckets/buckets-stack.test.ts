import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { BucketsStack } from "../../../stacks/buckets/buckets-stack";
import type { BucketsProps } from "../../../stacks/buckets/buckets-stack.types";
import type { FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { all, type StackJson, specOf } from "../stack-json";

const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/00000000-0000-0000-0000-000000000000";

/** The stack of the buckets and that of a service that uses them. */
function stacksOf(buckets: BucketsProps, uses: FargateServiceSpec["uses"] = []): Record<"buckets" | "ecs", StackJson> {
  const api = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", uses };
  const { edge: _, ...spec } = specOf({}, { ecs: { services: { api } } });
  return withoutTokenTraces(() => {
    const app = createApplication([{ ...spec, buckets }], { outdir: "cdktf.out" });
    const stack = (name: string) => JSON.parse(Testing.synth(app.node.findChild(name) as EnvironmentStack));
    return { buckets: stack("sandbox-buckets"), ecs: stack("sandbox-ecs") };
  });
}

test("a bucket is named after the environment, or as it is told, and has everything that Bucket takes", () => {
  const { buckets } = stacksOf({
    aws: {},
    taken: { bucketName: "acme-taken", versioned: false, expireDays: 30, tags: { Team: "files" } },
  });
  const made = all(buckets, "aws_s3_bucket").map(({ bucket, tags }) => [bucket, tags]);
  expect(made).toEqual([
    ["groundplan-sandbox-aws-111111111111-ap-northeast-2", undefined],
    ["acme-taken", expect.objectContaining({ Team: "files" })],
  ]);
  expect(all(buckets, "aws_s3_bucket_versioning")).toHaveLength(1);
  expect(all(buckets, "aws_kms_key")).toEqual([]);
});

test("a bucket has a key of its own, one that exists, or none", () => {
  const { buckets } = stacksOf({ own: { ownKey: true }, existing: { keyArn: KEY }, plain: {} });
  const keys = all(buckets, "aws_s3_bucket_server_side_encryption_configuration").map(({ rule }) => {
    const [{ apply_server_side_encryption_by_default: byDefault }] = rule as [Record<string, Record<string, string>>];
    return byDefault?.kms_master_key_id;
  });
  // In the order of their names.
  expect(keys).toEqual([KEY, expect.stringMatching(/^\$\{aws_kms_key\.keys_own_key_\w+\.arn\}$/), undefined]);
});

test("other stacks read names, keys and hosts, and only of buckets that have them", () => {
  const { buckets } = stacksOf({ own: { ownKey: true }, plain: {} });
  const keysOf = (output: string) => Object.keys((buckets.output?.[output]?.value ?? {}) as object);
  expect(keysOf("bucket_names")).toEqual(["own", "plain"]);
  expect(keysOf("bucket_arns")).toEqual(["own", "plain"]);
  expect(keysOf("regional_domain_names")).toEqual(["own", "plain"]);
  expect(keysOf("key_arns")).toEqual(["own"]);
});

test("who uses a bucket with a key may use the key too, through S3, and without one there is no key to use", () => {
  const policiesOf = (buckets: BucketsProps) =>
    JSON.stringify(all(stacksOf(buckets, ["buckets.uploads"]).ecs, "aws_iam_role_policy"));
  for (const spec of [{ ownKey: true }, { keyArn: KEY }]) {
    const policies = policiesOf({ uploads: spec });
    expect(policies).toContain("outputs.key_arns");
    expect(policies).toContain("kms:ViaService");
  }
  expect(policiesOf({ uploads: {} })).not.toContain("kms:");
});

test("the stack of the buckets is the same whoever uses them", () => {
  const used = stacksOf({ uploads: { ownKey: true } }, ["buckets.uploads"]);
  expect(used.buckets).toEqual(stacksOf({ uploads: { ownKey: true } }).buckets);
});

test("a key that is made lets the account's roles decide, and nobody else in", () => {
  const { buckets } = stacksOf({ uploads: { ownKey: true } });
  const [key] = all(buckets, "aws_kms_key");
  expect(JSON.parse(String(key?.policy)).Statement).toEqual([
    {
      Sid: "AccountDecidesByIam",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ]);
});

test("it can be made by itself, in a program of one's own", () => {
  const { environment } = specOf({});
  const stack = new BucketsStack(Testing.app(), environment, { uploads: {} });
  expect(stack.buckets.uploads?.node.path).toBe("sandbox-buckets/buckets/uploads");
});
