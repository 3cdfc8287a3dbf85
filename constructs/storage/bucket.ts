import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import type { EncryptionKey } from "../encryption/encryption-key";
import { type PolicyStatement, policyDocument } from "../iam/policy-document";

/** Properties of {@link Bucket}. */
export interface BucketProps {
  /** Bucket name, unique across AWS. */
  readonly bucketName: string;
  /**
   * Whether old versions of objects are kept.
   *
   * @default true
   */
  readonly versioned?: boolean;
  /**
   * KMS key that encrypts the objects.
   *
   * @default - S3's own keys (SSE-S3), which cost nothing
   */
  readonly key?: EncryptionKey;
  /**
   * Days after which objects are deleted.
   *
   * @default - objects are kept
   */
  readonly expireDays?: number;
  /**
   * Days after which old versions are deleted.
   *
   * @default - old versions are kept
   */
  readonly expireOldVersionsDays?: number;
  /**
   * Further statements of the bucket policy; they are given the ARN of the bucket.
   *
   * @default - only the statement that refuses everything but TLS
   */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/**
 * A private S3 bucket: no public access, no ACLs, encrypted, reachable by TLS only. In a protected environment Terraform
 * refuses to delete it; elsewhere it is emptied and deleted with its stack.
 */
export class Bucket extends Construct {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
  readonly versioning?: S3BucketVersioningA;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const { protect } = EnvironmentStack.of(this).environment;
    this.bucket = new S3Bucket(this, "bucket", {
      bucket: props.bucketName,
      forceDestroy: !protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    const publicAccess = this.#closeToPublic();
    this.#encrypt(props.key);
    if (props.versioned ?? true) this.versioning = this.#keepVersions();
    this.#expire(props);
    this.policy = this.#restrict(props.statements?.(this.arn) ?? [], publicAccess);
  }

  /** Name of the bucket. */
  get bucketName(): string {
    return this.bucket.bucket;
  }

  /** ARN of the bucket. Known before the bucket exists, because its name is. */
  get arn(): string {
    const stack = EnvironmentStack.of(this);
    return `arn:${stack.partition}:s3:::${this.bucket.bucketInput}`;
  }

  #closeToPublic(): S3BucketPublicAccessBlock {
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: this.bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    return new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  #encrypt(key: EncryptionKey | undefined): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault: key
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }
            : { sseAlgorithm: "AES256" },
          // Fewer calls to KMS, which bills each; without a key of its own the setting has no effect.
          ...(key ? { bucketKeyEnabled: true } : {}),
        },
      ],
    });
  }

  #keepVersions(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "versioning", {
      bucket: this.bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  #expire(props: BucketProps): void {
    const { expireDays, expireOldVersionsDays } = props;
    if (expireDays === undefined && expireOldVersionsDays === undefined) return;
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.bucket.id,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          ...(expireDays === undefined ? {} : { expiration: [{ days: expireDays }] }),
          ...(expireOldVersionsDays === undefined
            ? {}
            : { noncurrentVersionExpiration: [{ noncurrentDays: expireOldVersionsDays }] }),
          // Parts of uploads that never ended are billed and invisible.
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      // Old versions can only be told apart once versioning is on.
      ...(this.versioning ? { dependsOn: [this.versioning] } : {}),
    });
  }

  #restrict(statements: readonly PolicyStatement[], publicAccess: S3BucketPublicAccessBlock): S3BucketPolicy {
    return new S3BucketPolicy(this, "policy", {
      bucket: this.bucket.id,
      policy: policyDocument([
        {
          sid: "RefuseWithoutTls",
          effect: "Deny",
          principals: "*",
          actions: ["s3:*"],
          resources: [this.arn, `${this.arn}/*`],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...statements,
      ]),
      // S3 refuses two changes of a bucket's access settings at the same time.
      dependsOn: [publicAccess],
    });
  }
}
