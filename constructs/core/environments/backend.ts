/**
 * Where Terraform keeps the state of an environment's stacks. Each stack has a state of its own; its key is
 * `<project>/<environment>/<stack>`.
 */
export type BackendConfig = LocalBackendConfig | S3BackendConfig | CloudBackendConfig;

/** State files beside the project, in `.groundplan/state`. For a sandbox that one person uses. */
export interface LocalBackendConfig {
  readonly type: "local";
}

/** State in an S3 bucket, with a lock. The bucket holds the state of the stack that makes it, too. */
export interface S3BackendConfig {
  readonly type: "s3";
  /**
   * Bucket name. Of several environments that name one bucket, one makes it and the others set `bucketExists`.
   *
   * @default - the bucket of the environment's `state` stack: `<project>-<environment>-state-<account>-<backend's region>`
   */
  readonly bucket?: string;
  /**
   * Region of the bucket and of the lock table.
   *
   * @default - the environment's region
   */
  readonly region?: string;
  /**
   * How two runs are kept apart: `lockfile` writes a lock object beside the state (Terraform 1.10 and later),
   * `dynamodb` an item into a table.
   *
   * @default "lockfile"
   */
  readonly lock?: "lockfile" | "dynamodb";
  /**
   * Lock table, only with `lock: "dynamodb"`.
   *
   * @default - the table of the environment's `state` stack: `<project>-<environment>-state-lock`
   */
  readonly lockTable?: string;
  /**
   * Whether the bucket is made elsewhere: by another environment's `state` stack, or outside this project. Then `bucket` names it,
   * and `lockTable` the table with `lock: "dynamodb"`; the environment has no `state` stack, and both are left as they are.
   *
   * @default false - the environment's `state` stack makes the bucket, by `npx groundplan bootstrap <environment>`
   */
  readonly bucketExists?: boolean;
}

/** State and runs in HCP Terraform; the workspace is `<project>-<environment>-<stack>`. */
export interface CloudBackendConfig {
  readonly type: "cloud";
  /** Organization name. */
  readonly organization: string;
  /**
   * Host name.
   *
   * @default "app.terraform.io"
   */
  readonly hostname?: string;
}
