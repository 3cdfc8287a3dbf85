import type { EncryptionKey } from "../../../encryption/encryption-key";

/** How many requests are let through. */
export interface HttpThrottling {
  /**
   * Requests a second, on average.
   *
   * @minimum 1
   * @default 1000
   */
  readonly rate?: number;
  /**
   * Requests that may come at once.
   *
   * @minimum 1
   * @default 500
   */
  readonly burst?: number;
}

/** A stage: the API under an address of its own, with values of its own. */
export interface HttpStage {
  /**
   * What the stage is for.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Values that functions get with each request as `stageVariables`, and that addresses name as `${stageVariables.name}`.
   *
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * How many requests the stage lets through.
   *
   * @default - the API's `throttling`
   */
  readonly throttling?: HttpThrottling;
}

/** Where a line for each request goes. */
export interface HttpApiLogOptions {
  /**
   * The whole name of the log group. Another name is another log group.
   *
   * @default - made from the name of the API, below `/aws/vendedlogs/`
   */
  readonly logGroupName?: string;
  /**
   * Days that lines are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 365 in a protected environment, otherwise 30
   */
  readonly retentionDays?: number;
  /**
   * KMS key of the log group: one that was made here, or an ARN.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly key?: EncryptionKey | string;
  /**
   * Further fields of each line, by the variables of API Gateway that they hold.
   *
   * @example { "user": "$context.authorizer.claims.sub" }
   * @default - time, request, route, status, error, sizes, times, and where it came from
   */
  readonly fields?: Readonly<Record<string, string>>;
}
