import type { BucketName, Name } from "../../constructs/core/texts/text.types";
import type { BucketProps } from "../../constructs/storage/bucket-props";
import type { KeyChoice } from "../sections/key-choice";

/**
 * A private bucket for the objects of applications: everything that `Bucket` takes. Statements of its policy for other accounts and
 * services are made in code.
 */
export interface BucketSpec extends Omit<BucketProps, "bucketName" | "key" | "statements">, KeyChoice {
  /**
   * The whole name, for a bucket that exists and is taken over. Another name is another bucket.
   *
   * @default - made from project, environment and the bucket's name here, with account and region, since names are unique across AWS
   */
  readonly bucketName?: BucketName;
}

/**
 * Buckets for the objects of applications, by name. Services name them in `uses`: `buckets.uploads`.
 *
 * @named bucket
 */
export interface BucketsProps {
  readonly [name: Name]: BucketSpec;
}
