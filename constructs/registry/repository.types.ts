import type { EncryptionKey } from "../encryption/encryption-key";

/** Images that a lifecycle rule is about: those without a tag, all, or those with a tag of a pattern (`release-*`). */
export type LifecycleImages = "untagged" | "any" | TaggedImages;

/** Images by their tags. */
export interface TaggedImages {
  /** Patterns of which an image's tags fit one or more: 1 to 16, of A-Z, a-z, 0-9, `.`, `_`, `-`, and at most four `*` for any characters. */
  readonly tagPatterns: readonly string[];
}

/** One lifecycle rule: which images go, and when. */
export type LifecycleRule = {
  /**
   * Order of evaluation, 1 first; unique. A rule for `any` image has the greatest number.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_NUMBER
   */
  readonly priority: number;
  readonly images: LifecycleImages;
  /** What the rule is for. */
  readonly description: string;
} & (
  | {
      /**
       * Days after the push that an image goes, 1 or more.
       *
       * @minimum 1
       * @rangeToldAs LIFECYCLE_NUMBER
       */
      readonly expireAfterDays: number;
      readonly keepLast?: never;
    }
  | {
      /**
       * Number of newest images that stay, 1 or more.
       *
       * @minimum 1
       * @rangeToldAs LIFECYCLE_NUMBER
       */
      readonly keepLast: number;
      readonly expireAfterDays?: never;
    }
);

/** How a repository is kept from filling up. */
export interface RepositoryLifecycle {
  /**
   * Number of newest tagged images that stay; 1 or more. Keep more than can be deployed at the same time in all environments.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_NUMBER
   * @default 100
   */
  readonly keepTagged?: number;
  /**
   * Days after which images without a tag go; 1 or more.
   *
   * @minimum 1
   * @rangeToldAs LIFECYCLE_NUMBER
   * @default 14
   */
  readonly expireUntaggedDays?: number;
}

/** Properties of a `Repository`. */
export interface RepositoryProps {
  /**
   * Name inside the registry.
   *
   * @default - `<project>/<environment>/<id of the construct>`
   */
  readonly repositoryName?: string;
  /**
   * Whether a tag can be pushed again for another image.
   *
   * @default "immutable" - a tag always means the same image
   */
  readonly tags?: "immutable" | "mutable";
  /**
   * Whether images are scanned for known vulnerabilities when they are pushed. Basic scanning costs nothing.
   *
   * @default true
   */
  readonly scanOnPush?: boolean;
  /**
   * What is deleted: the common two rules, or a list of rules of your own.
   *
   * @default - the newest 100 tagged images stay, images without a tag go after 14 days
   */
  readonly lifecycle?: RepositoryLifecycle | readonly LifecycleRule[];
  /**
   * KMS key that encrypts the images: one that was made here, or the ARN of one in the repository's region. It cannot change: another key is
   * another repository. Whoever deploys needs `kms:CreateGrant`, `kms:DescribeKey` and `kms:RetireGrant` with it; whoever pulls needs nothing
   * (Amazon ECR User Guide, "Encryption at rest", read 2026-11).
   *
   * @default - ECR's own encryption (AES-256)
   */
  readonly key?: EncryptionKey | string;
  /**
   * Account ids that may pull, 12 digits each.
   *
   * @default - this account only
   */
  readonly pullAccounts?: readonly string[];
}

/** What is known of a repository that exists already. Nothing is looked up. */
export interface ExistingRepositoryProps {
  readonly repositoryName: string;
  /** @default - the environment's account */
  readonly account?: string;
  /** @default - the environment's region */
  readonly region?: string;
}
