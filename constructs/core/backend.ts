/**
 * Where Terraform keeps the state of an environment's stacks. Each stack has a state of its own; its key is
 * `<project>/<environment>/<stack>`.
 */
export type BackendConfig = LocalBackendConfig | S3BackendConfig | CloudBackendConfig;

/** State files beside the project, in `.groundplan/state`. For a sandbox that one person uses. */
export interface LocalBackendConfig {
  readonly type: "local";
}

/** State in an S3 bucket, with a lock. */
export interface S3BackendConfig {
  readonly type: "s3";
  /**
   * Bucket name.
   *
   * @default - the bucket of the environment's `state` stack: `<project>-<environment>-state-<account>-<region>`
   */
  readonly bucket?: string;
  /**
   * Region of the bucket.
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
   * Whether the `state` stack, which makes the bucket, keeps its own state in the bucket too. Turn it on after the
   * first deploy and run `npx cdktf deploy <environment>-state --migrate-state` once.
   *
   * @default false - the state stack keeps its state in a local file
   */
  readonly stateStackInBucket?: boolean;
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
