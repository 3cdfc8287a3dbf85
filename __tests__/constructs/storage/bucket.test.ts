import { TerraformOutput } from "cdktf";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Bucket, type BucketProps } from "../../../constructs/storage/bucket";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";

interface Options {
  readonly props?: Partial<BucketProps>;
  readonly withKey?: boolean;
  readonly environment?: Partial<Environment>;
}

function synthBucket({ props, withKey, environment }: Options = {}) {
  let made: Bucket | undefined;
  const synthesized = synthStack(
    (stack) => {
      const key = withKey ? new EncryptionKey(stack, "key", { name: "data", description: "Encrypts" }) : undefined;
      made = new Bucket(stack, "data", { bucketName: "acme-data", key, ...props });
      new TerraformOutput(stack, "name", { value: made.bucketName, staticId: true });
    },
    { environment },
  );
  const [id] = Object.keys(synthesized.resources.aws_s3_bucket ?? {});
  const idOf = (type: string): string => `${type}.${Object.keys(synthesized.resources[type] ?? {})[0]}`;
  return {
    ...synthesized,
    synthesized,
    made,
    reference: `\${aws_s3_bucket.${id}.id}`,
    idOf,
    policy: JSON.parse(String(resourceOf(synthesized, "aws_s3_bucket_policy").policy)),
  };
}

describe("a bucket", () => {
  it("is closed to the public and to ACLs", () => {
    const { synthesized, reference } = synthBucket();
    expect(resourceOf(synthesized, "aws_s3_bucket_public_access_block")).toEqual({
      bucket: reference,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourceOf(synthesized, "aws_s3_bucket_ownership_controls")).toEqual({
      bucket: reference,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("is encrypted by keys of S3 when it is given none", () => {
    const { synthesized, reference } = synthBucket();
    expect(resourceOf(synthesized, "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      bucket: reference,
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
  });

  it("is encrypted by the given key, with few calls to KMS", () => {
    const { synthesized, reference, idOf } = synthBucket({ withKey: true });
    expect(resourceOf(synthesized, "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      bucket: reference,
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: `\${${idOf("aws_kms_key")}.arn}`,
          },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it("keeps old versions unless told not to", () => {
    const { synthesized, reference } = synthBucket();
    expect(resourceOf(synthesized, "aws_s3_bucket_versioning")).toEqual({
      bucket: reference,
      versioning_configuration: { status: "Enabled" },
    });
    const plain = synthBucket({ props: { versioned: false } });
    expect(resourcesOf(plain.synthesized, "aws_s3_bucket_versioning")).toEqual([]);
    expect(plain.made?.versioning).toBeUndefined();
  });

  it("knows its ARN before it exists, and makes readers of its name wait for it", () => {
    const { made, outputs, idOf } = synthBucket();
    expect(made?.arn).toBe("arn:aws:s3:::acme-data");
    expect(outputs.name?.value).toBe(`\${${idOf("aws_s3_bucket")}.bucket}`);
    expect(synthBucket({ environment: { region: "cn-north-1" } }).made?.arn).toBe("arn:aws-cn:s3:::acme-data");
  });
});

describe("the policy of a bucket", () => {
  it("refuses everything but TLS, for the bucket and its objects", () => {
    const { policy, synthesized, reference, idOf } = synthBucket();
    expect(policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "RefuseWithoutTls",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    expect(resourceOf(synthesized, "aws_s3_bucket_policy")).toMatchObject({
      bucket: reference,
      depends_on: [idOf("aws_s3_bucket_public_access_block")],
    });
  });

  it("takes further statements about the bucket, and still refuses everything but TLS", () => {
    const { policy } = synthBucket({
      props: {
        statements: (arn) => [
          {
            sid: "CheckBucket",
            principals: { Service: ["delivery.logs.amazonaws.com"] },
            actions: ["s3:GetBucketAcl"],
            resources: [arn],
          },
        ],
      },
    });
    expect(policy.Statement).toEqual([
      expect.objectContaining({ Sid: "RefuseWithoutTls" }),
      {
        Sid: "CheckBucket",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::acme-data",
      },
    ]);
  });
});

describe("the life of objects in a bucket", () => {
  it("has no end unless it is told, but for the parts of uploads that broke off", () => {
    expect(resourceOf(synthBucket().synthesized, "aws_s3_bucket_lifecycle_configuration").rule).toEqual([
      {
        id: "expire",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
    const whole = { id: "cold", transitions: [{ afterDays: 0, to: "GLACIER_IR" }] } as const;
    const { rule } = resourceOf(
      synthBucket({ props: { lifecycleRules: [whole] } }).synthesized,
      "aws_s3_bucket_lifecycle_configuration",
    );
    expect(rule).toEqual([expect.objectContaining({ id: "cold" })]);
  });

  it("ends after the days given, for objects and for their old versions", () => {
    const { synthesized, reference, idOf } = synthBucket({ props: { expireDays: 365, expireOldVersionsDays: 30 } });
    expect(resourceOf(synthesized, "aws_s3_bucket_lifecycle_configuration")).toEqual({
      bucket: reference,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: 365 }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
      depends_on: [idOf("aws_s3_bucket_versioning")],
    });
  });

  it("can end for old versions alone, and for objects alone", () => {
    const ruleOf = (props: Partial<BucketProps>) => {
      const { rule } = resourceOf(synthBucket({ props }).synthesized, "aws_s3_bucket_lifecycle_configuration");
      return (rule as object[])[0];
    };
    // Amazon S3 API Reference, `LifecycleExpiration`, as of 2026-11: the marker of what is deleted goes with its last version.
    expect(ruleOf({ expireOldVersionsDays: 30 })).toMatchObject({
      expiration: [{ expired_object_delete_marker: true }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
    expect(ruleOf({ expireDays: 30, versioned: false })).toMatchObject({ expiration: [{ days: 30 }] });
    expect(ruleOf({ expireDays: 30, versioned: false })).not.toHaveProperty("noncurrent_version_expiration");
  });

  it("can move objects to cheaper storage on their way, each rule with a name, in any order", () => {
    const cold = {
      id: "cold",
      prefix: "reports/",
      expireDays: 730,
      transitions: [
        { afterDays: 30, to: "STANDARD_IA" },
        { afterDays: 90, to: "GLACIER" },
      ],
      oldVersionTransitions: [{ afterDays: 0, to: "GLACIER_IR" }],
      expireOldVersionsDays: 60,
      keepOldVersions: 2,
    } as const;
    const archive = { id: "archive", prefix: "old/", transitions: [{ afterDays: 0, to: "DEEP_ARCHIVE" }] } as const;
    const { synthesized } = synthBucket({ props: { expireDays: 1000, lifecycleRules: [cold, archive] } });
    const { rule } = resourceOf(synthesized, "aws_s3_bucket_lifecycle_configuration");
    expect((rule as { id: string }[]).map(({ id }) => id)).toEqual(["expire", "archive", "cold"]);
    expect((rule as object[])[2]).toEqual({
      id: "cold",
      status: "Enabled",
      filter: [{ prefix: "reports/" }],
      expiration: [{ days: 730 }],
      noncurrent_version_expiration: [{ noncurrent_days: 60, newer_noncurrent_versions: 2 }],
      transition: [
        { days: 30, storage_class: "STANDARD_IA" },
        { days: 90, storage_class: "GLACIER" },
      ],
      noncurrent_version_transition: [{ noncurrent_days: 0, storage_class: "GLACIER_IR" }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    });
    const reversed = synthBucket({ props: { expireDays: 1000, lifecycleRules: [archive, cold] } });
    expect(reversed.synthesized.json).toBe(synthesized.json);
  });

  it("waits for versioning only where there is one", () => {
    const { synthesized } = synthBucket({ props: { expireDays: 30, versioned: false } });
    expect(resourceOf(synthesized, "aws_s3_bucket_lifecycle_configuration")).not.toHaveProperty("depends_on");
  });
});

describe("the protection of a bucket", () => {
  it("is that Terraform refuses to delete it in a protected environment", () => {
    expect(resourceOf(synthBucket({ environment: { protect: true } }).synthesized, "aws_s3_bucket")).toEqual({
      bucket: "acme-data",
      force_destroy: false,
      lifecycle: { create_before_destroy: true, prevent_destroy: true },
    });
  });

  it("is off elsewhere: the bucket is emptied and deleted with its stack", () => {
    expect(resourceOf(synthBucket().synthesized, "aws_s3_bucket")).toEqual({
      bucket: "acme-data",
      force_destroy: true,
      lifecycle: { create_before_destroy: true },
    });
  });
});
