// Buckets: encryption, life cycle, permissions.

export { Bucket } from "./bucket";
export type { DeliveryKind, DeliveryOptions, IBucket, LifecycleRule, StorageClass, Transition } from "./bucket.types";
export type { BucketProps, ExistingBucketProps } from "./bucket-props";
