/** A wait of servers between two states, in which they are set up or let go of by whom the hook tells. */
export interface LifecycleHook {
  /** What it waits in: the `launch` of a server before it counts, or its `terminate` before it goes. */
  readonly transition: "launch" | "terminate";
  /**
   * Seconds until the wait is over without an answer, 30 to 7,200.
   *
   * @minimum 30
   * @maximum 7200
   * @synonym heartbeatTimeout
   * @default 3600
   */
  readonly timeoutSeconds?: number;
  /**
   * What happens without an answer: `continue`, or `abandon`, which ends a server that launches. A server that terminates goes either way;
   * `abandon` passes over further hooks.
   *
   * @default "abandon"
   */
  readonly defaultResult?: "continue" | "abandon";
  /**
   * ARN of the SNS topic or SQS queue that is told; a role is made that may send to it. EventBridge is told in any case.
   *
   * @example arn:aws:sqs:ap-northeast-2:111111111111:web-drain
   * @synonym notificationTarget
   * @default - EventBridge alone
   */
  readonly notificationTargetArn?: string;
  /**
   * Text that goes with every message, 1 to 4,000 characters.
   *
   * @maxLength ./group-hooks#MAX_METADATA
   * @default - none
   */
  readonly notificationMetadata?: string;
}
