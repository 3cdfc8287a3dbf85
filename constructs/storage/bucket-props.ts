import type { Tagged } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyStatement } from "../iam/policies/policy-document";
import type { LifecycleRule } from "./bucket.types";

/** Properties of {@link Bucket}. */
export interface BucketProps extends Tagged {
  /** Bucket name, unique across AWS: 3 to 63 of `a-z`, `0-9` and `-`. */
  readonly bucketName: string;
  /**
   * Whether old versions of objects are kept.
   *
   * @default true
   */
  readonly versioned?: boolean;
  /**
   * KMS key that encrypts the objects: one that was made here, or an ARN. The policy of one by its ARN stays as it is.
   *
   * @default - S3's own keys (SSE-S3), which cost nothing
   */
  readonly key?: EncryptionKey | string;
  /**
   * Days after which objects are deleted.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_DAYS_INVALID
   * @default - objects are kept
   */
  readonly expireDays?: number;
  /**
   * Days after which old versions are deleted.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_DAYS_INVALID
   * @default - old versions are kept, and cost as much as the new ones
   */
  readonly expireOldVersionsDays?: number;
  /**
   * Further rules for the life of objects.
   *
   * @default - only what `expireDays` and `expireOldVersionsDays` say
   */
  readonly lifecycleRules?: readonly LifecycleRule[];
  /**
   * Further statements of the bucket policy; they are given the ARN of the bucket.
   *
   * @default - only the statement that refuses everything but TLS
   */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/** What is known of a bucket that was not made in this stack. */
export interface ExistingBucketProps {
  /** Name of the bucket: a literal or a reference. */
  readonly bucketName: string;
  /**
   * ARN of the KMS key that encrypts the objects.
   *
   * @default - the bucket has no key of its own
   */
  readonly keyArn?: string;
}
