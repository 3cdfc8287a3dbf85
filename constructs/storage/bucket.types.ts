import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";

/** A bucket that was made here or existed before. */
export interface IBucket extends IConstruct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** ARN of the bucket. */
  readonly arn: string;
  /**
   * Lets a role list and read objects, and use the bucket's key for it.
   *
   * @param prefix only objects whose names start so (`reports/`); all if not given
   */
  grantRead(grantable: IGrantable, prefix?: string): void;
  /** Lets a role write objects, without reading or deleting any, and use the bucket's key for it. */
  grantWrite(grantable: IGrantable, prefix?: string): void;
  /** Lets a role list, read and write objects, but not delete any. */
  grantReadWrite(grantable: IGrantable, prefix?: string): void;
  /** Lets a role delete objects. In a versioned bucket they can be brought back: old versions are not deleted. */
  grantDelete(grantable: IGrantable, prefix?: string): void;
}

/** What AWS delivers into a bucket by itself. */
export type DeliveryKind = "alb" | "nlb" | "cloudfront" | "flow-log" | "cloudtrail" | "waf";

/** Options of a delivery. */
export interface DeliveryOptions {
  /**
   * Folder of the bucket that the logs go below, without slashes at its ends: `edge` for `edge/AWSLogs/…`, and for CloudFront, which
   * leaves out the rest then, `edge/…`. The same has to be told to the service that delivers.
   *
   * @default - the logs are at the top of the bucket, in `AWSLogs`
   */
  readonly prefix?: string;
  /**
   * Whether a flow log has names that Hive reads as partitions (`AWSLogs/aws-account-id=…`). Only for `flow-log`.
   *
   * @default false
   */
  readonly hivePartitions?: boolean;
  /**
   * Scope of the web ACL whose log it is: `CLOUDFRONT` is delivered from us-east-1. Only for `waf`.
   *
   * @default "REGIONAL"
   */
  readonly scope?: "REGIONAL" | "CLOUDFRONT";
}

/**
 * Storage classes that objects can be moved to, from the most often read to the least. Amazon S3 User Guide, "Transitioning
 * objects using Amazon S3 Lifecycle", as of 2026-11.
 */
export type StorageClass =
  | "STANDARD_IA"
  | "INTELLIGENT_TIERING"
  | "ONEZONE_IA"
  | "GLACIER_IR"
  | "GLACIER"
  | "DEEP_ARCHIVE";

/** When objects are moved to another storage class. */
export interface Transition {
  /**
   * Days after an object was made, or after a version became an old one; for STANDARD_IA and ONEZONE_IA 30 or more.
   *
   * @minimum 0
   * @rangeToldAs LIFECYCLE_DAYS_INVALID
   */
  readonly afterDays: number;
  /** The storage class. */
  readonly to: StorageClass;
}

/** What happens to objects over time. */
export interface LifecycleRule {
  /**
   * Name of the rule, unique in the bucket: 1 to 255 characters; `expire` is taken by `expireDays`.
   *
   * @maxLength ./lifecycle-checks#MOST_RULE_ID
   */
  readonly id: string;
  /**
   * Only objects whose names start so: `logs/`.
   *
   * @default - every object of the bucket
   */
  readonly prefix?: string;
  /**
   * Days after which objects are deleted.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_DAYS_INVALID
   * @default - they are kept
   */
  readonly expireDays?: number;
  /**
   * Days after which old versions are deleted. Only for versioned buckets.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_DAYS_INVALID
   * @default - they are kept
   */
  readonly expireOldVersionsDays?: number;
  /**
   * Newest old versions that are kept whatever their age, 1 to 100; needs `expireOldVersionsDays`.
   *
   * @minimum 1
   * @maximum 100
   * @rangeToldAs LIFECYCLE_KEPT_VERSIONS_INVALID
   * @default - none
   */
  readonly keepOldVersions?: number;
  /**
   * Moves to cheaper storage classes.
   *
   * @default - objects stay in S3 Standard
   */
  readonly transitions?: readonly Transition[];
  /**
   * The same for old versions.
   *
   * @default - old versions stay where they are
   */
  readonly oldVersionTransitions?: readonly Transition[];
}
