// What it means to use something: permissions, rules of security groups, environment variables and secrets.

export { apiLink } from "./api-link";
export { BUCKET_ACCESSES, type BucketAccess, type BucketLinkOptions, bucketLink } from "./bucket-link";
export { cacheLink } from "./cache-link";
export { databaseClusterLink } from "./database-cluster-link";
export { type DatabaseLinkProps, databaseLink } from "./database-link";
export { functionLink } from "./function-link";
export type { Link, LinkedPort, LinkedSecret, Links } from "./link.types";
export { useLinks } from "./links";
export { parameterLink } from "./parameter-link";
export { QUEUE_ACCESSES, type QueueAccess, type QueueLinkOptions, queueLink } from "./queue-link";
export { secretLink } from "./secret-link";
export { TABLE_ACCESSES, type TableAccess, type TableLinkOptions, tableLink } from "./table-link";
export { topicLink } from "./topic-link";
