import type { BucketName, RegionCode } from "../texts/text.types";
/**
 * Where Terraform keeps the state of an environment's stacks. Each stack has a state of its own. What is deployed is known by its state:
 * another place for it is refused as long as the environment's memory knows the old one (`CONFIG_STATE_MOVED`).
 */
export type BackendConfig = LocalBackendConfig | S3BackendConfig | CloudBackendConfig;

/** State files beside the project, in `.groundplan/state`. For a sandbox that one person uses. */
export interface LocalBackendConfig {
  /** State files in `.groundplan/state`, beside the project. */
  readonly type: "local";
}

/** State in an S3 bucket, with a lock. The bucket holds the state of the stack that makes it, too. */
export interface S3BackendConfig {
  /** State in an S3 bucket. */
  readonly type: "s3";
  /**
   * Bucket name. Of several environments that name one bucket, one makes it and the others set `bucketExists`.
   *
   * @synonym bucketName
   * @default - the bucket of the environment's `state` stack: `<project>-<environment>-state-<account>-<backend's region>`
   */
  readonly bucket?: BucketName;
  /**
   * Key of a stack's state in the bucket. `{stack}` must be in it; `{project}`, `{environment}` and `{account}` may be. It does
   * not begin with `plans/`, where saved plans lie.
   *
   * @pattern ^(?!\/)(?!plans\/)([A-Za-z0-9!_.*'()\/-]|\{(project|environment|account)\})*\{stack\}([A-Za-z0-9!_.*'()\/-]|\{(project|environment|stack|account)\})*$
   * @code CONFIG_STATE_KEY_FORM
   * @message The value is not the key of a state for each stack.
   * @expected {stack} among letters, digits, !, _, ., *, ', (, ), / and -, and any of {project}, {environment}, {account}; not below plans/
   * @fix write for example "{project}/{environment}/{stack}.tfstate"
   * @example {project}/{environment}/{stack}.tfstate
   * @default "{project}/{environment}/{stack}.tfstate"
   */
  readonly key?: string;
  /**
   * Region of the bucket and of the lock table.
   *
   * @default - the environment's region
   */
  readonly region?: RegionCode;
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
   * @pattern ^[A-Za-z0-9_.-]{3,255}$
   * @code CONFIG_LOCK_TABLE_FORM
   * @message The value is not the name of a DynamoDB table.
   * @expected 3 to 255 of A-Z, a-z, 0-9, _, - and .
   * @fix write the table's name alone, without arn:
   * @synonym dynamodbTable
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

/** State and runs in HCP Terraform, with a workspace for each stack. */
export interface CloudBackendConfig {
  /** State and runs in HCP Terraform. */
  readonly type: "cloud";
  /**
   * Organization name.
   *
   * @pattern ^[A-Za-z0-9_-]+$
   * @code CONFIG_ORGANIZATION_FORM
   * @message The value is not the name of an organization of HCP Terraform.
   * @expected A-Z, a-z, 0-9, _ and -
   * @fix copy the name from the organization's address: app.terraform.io/app/<name>
   */
  readonly organization: string;
  /**
   * Name of a stack's workspace. `{stack}` must be in it; `{project}`, `{environment}` and `{account}` may be. Tags of workspaces are given in
   * HCP Terraform: Terraform takes a name or tags, and by tags alone a run would choose among several workspaces.
   *
   * @pattern ^([A-Za-z0-9_-]|\{(project|environment|account)\})*\{stack\}([A-Za-z0-9_-]|\{(project|environment|stack|account)\})*$
   * @code CONFIG_WORKSPACE_FORM
   * @message The value is not the name of a workspace for each stack.
   * @expected {stack} among letters, digits, _ and -, and any of {project}, {environment}, {account}
   * @fix write for example "{project}-{environment}-{stack}"
   * @example {project}-{environment}-{stack}
   * @default "{project}-{environment}-{stack}"
   */
  readonly workspace?: string;
  /**
   * Project of HCP Terraform that workspaces are made in, by its name.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9 _-]{1,38}[A-Za-z0-9]$
   * @code CONFIG_HCP_PROJECT_FORM
   * @message The value is not the name of a project of HCP Terraform.
   * @expected 3 to 40 of A-Z, a-z, 0-9, spaces, _ and -
   * @fix copy the name from the list of projects
   * @default - the organization's default project
   */
  readonly workspaceProject?: string;
  /**
   * Host name.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+(:[0-9]+)?$
   * @code CONFIG_HOST_FORM
   * @message The value is not a host name.
   * @expected a host name such as app.terraform.io
   * @fix write the host name alone, without https:// and without a path
   * @default "app.terraform.io"
   */
  readonly hostname?: string;
}
