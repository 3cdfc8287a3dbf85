import type { EncryptionKey } from "../../encryption/encryption-key";

/** Where lines that a function writes go. */
export interface FunctionLogs {
  /**
   * The whole name of the log group: for one that exists and is taken over. Another name is another log group.
   *
   * @default - made from the name of the function
   */
  readonly logGroupName?: string;
  /**
   * Days that logs are kept.
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
   * Whether lines are JSON, which can be searched by field and filtered by level, or text as it is written.
   *
   * @default "json"
   */
  readonly format?: "json" | "text";
  /**
   * The least that the code has to say for a line to be kept. With `json` alone.
   *
   * @default "info"
   */
  readonly level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
  /**
   * The same for what Lambda says itself. With `json` alone.
   *
   * @default "info"
   */
  readonly systemLevel?: "debug" | "info" | "warn";
}
