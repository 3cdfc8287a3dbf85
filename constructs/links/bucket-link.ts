import type { IBucket } from "../storage/bucket.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/** What may be done with the objects of a bucket. The first is what counts where nothing is said. */
export const BUCKET_ACCESSES = ["read-write", "read", "write", "read-write-delete"] as const;

/** One of {@link BUCKET_ACCESSES}. */
export type BucketAccess = (typeof BUCKET_ACCESSES)[number];

/** Options of {@link bucketLink}. */
export interface BucketLinkOptions {
  /**
   * What may be done with the objects: `write` is neither to read nor to list them, and only `read-write-delete` may delete them. Old
   * versions are never deleted.
   *
   * @default "read-write"
   */
  readonly access?: BucketAccess;
  /**
   * Only objects whose names start so, such as `reports/`.
   *
   * @default - all
   */
  readonly prefix?: string;
}

/**
 * What it means to use a bucket: permission for its objects and its key. The application is told `BUCKET_NAME`, and `BUCKET_PREFIX` where
 * there is one.
 *
 * ```ts
 * new FargateService(this, "reports", { …, uses: { files: bucketLink(uploads, { access: "read", prefix: "reports/" }) } });
 * ```
 *
 * @param bucket one of the same stack, or `Bucket.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function bucketLink(bucket: IBucket, options: BucketLinkOptions = {}): Link {
  const kind = { what: "a bucket", maker: "Bucket", key: "bucket", has: ["bucketName", "grantRead"] } as const;
  checkLinked("bucketLink", kind, bucket);
  const { access = "read-write", prefix = "" } = options;
  return {
    grant(user) {
      if (access === "read") bucket.grantRead(user, prefix);
      else if (access === "write") bucket.grantWrite(user, prefix);
      else bucket.grantReadWrite(user, prefix);
      if (access === "read-write-delete") bucket.grantDelete(user, prefix);
    },
    variables: { BUCKET_NAME: bucket.bucketName, ...(prefix === "" ? {} : { BUCKET_PREFIX: prefix }) },
  };
}
