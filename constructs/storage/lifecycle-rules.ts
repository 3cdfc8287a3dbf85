import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { LifecycleRule } from "./bucket.types";
import type { BucketProps } from "./bucket-props";

/** Id of the rule that `expireDays` and `expireOldVersionsDays` make, and that ends uploads that broke off. */
export const EXPIRE_RULE = "expire";

/**
 * Every rule of a bucket: the one of its short properties, then the others in the order of their ids. Without rules for the whole bucket
 * the first one only takes away what broken uploads left, which is billed and which nobody sees.
 */
export function lifecycleRules(props: BucketProps): LifecycleRule[] {
  const { expireDays, expireOldVersionsDays, lifecycleRules: others = [] } = props;
  const isShort = expireDays !== undefined || expireOldVersionsDays !== undefined;
  const isWhole = others.some(({ id, prefix = "" }) => prefix === "" || id === EXPIRE_RULE);
  const short = isShort || !isWhole ? [shortRule(props)] : [];
  return [...short, ...[...others].sort((a, b) => (a.id < b.id ? -1 : 1))];
}

function shortRule({ expireDays, expireOldVersionsDays }: BucketProps): LifecycleRule {
  return {
    id: EXPIRE_RULE,
    ...(expireDays === undefined ? {} : { expireDays }),
    ...(expireOldVersionsDays === undefined ? {} : { expireOldVersionsDays }),
  };
}

/** A rule as Terraform knows it. */
export function lifecycleBlock(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  const { expireOldVersionsDays, keepOldVersions, transitions = [], oldVersionTransitions = [] } = rule;
  return {
    id: rule.id,
    status: "Enabled",
    filter: [{ prefix: rule.prefix ?? "" }],
    ...expirationOf(rule),
    ...(expireOldVersionsDays === undefined
      ? {}
      : {
          noncurrentVersionExpiration: [
            {
              noncurrentDays: expireOldVersionsDays,
              ...(keepOldVersions === undefined ? {} : { newerNoncurrentVersions: keepOldVersions }),
            },
          ],
        }),
    ...(transitions.length === 0
      ? {}
      : { transition: transitions.map(({ afterDays, to }) => ({ days: afterDays, storageClass: to })) }),
    ...(oldVersionTransitions.length === 0
      ? {}
      : {
          noncurrentVersionTransition: oldVersionTransitions.map(({ afterDays, to }) => ({
            noncurrentDays: afterDays,
            storageClass: to,
          })),
        }),
    // Parts of uploads that never ended are billed and invisible.
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
  };
}

/**
 * When the last old version of a deleted object has gone, its delete marker is left. An expiry takes it along; without one that has to be
 * said, and both together are refused (Amazon S3 API Reference, `LifecycleExpiration`, as of 2026-11).
 */
function expirationOf({ expireDays, expireOldVersionsDays }: LifecycleRule) {
  if (expireDays !== undefined) return { expiration: [{ days: expireDays }] };
  return expireOldVersionsDays === undefined ? {} : { expiration: [{ expiredObjectDeleteMarker: true }] };
}

/** Whether every object of the bucket ends some day, and every old version, as far as there are any. */
export function whatExpires(props: BucketProps): { readonly objects: boolean; readonly oldVersions: boolean } {
  const forAll = lifecycleRules(props).filter(({ prefix = "" }) => prefix === "");
  return {
    objects: forAll.some(({ expireDays }) => expireDays !== undefined),
    oldVersions:
      props.versioned === false || forAll.some(({ expireOldVersionsDays }) => expireOldVersionsDays !== undefined),
  };
}
