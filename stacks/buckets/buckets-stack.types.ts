import type { BucketName, Name } from "../../constructs/core/texts/text.types";
import type { BucketProps } from "../../constructs/storage/bucket-props";

/**
 * A private bucket for the objects of applications: everything that `Bucket` takes. Statements of its policy for other accounts and
 * services are made in code.
 */
export interface BucketSpec extends Omit<BucketProps, "bucketName" | "key" | "statements"> {
  /**
   * The whole name, for a bucket that exists and is taken over. Another name is another bucket.
   *
   * @default - made from project, environment and the bucket's name here, with account and region, since names are unique across AWS
   */
  readonly bucketName?: BucketName;
  /**
   * ARN of the KMS key that encrypts the objects. Its policy lets the account's roles use it, or names those that do.
   *
   * @default - S3's own keys, which cost nothing
   */
  readonly keyArn?: string;
  /**
   * Whether a KMS key of its own encrypts the objects (costs a key). Who uses the bucket may use it through S3 alone.
   *
   * @default false
   */
  readonly ownKey?: boolean;
}

/**
 * Buckets for the objects of applications, by name. Services name them in `uses`: `buckets.uploads`.
 *
 * @named bucket
 */
export interface BucketsProps {
  readonly [name: Name]: BucketSpec;
}
