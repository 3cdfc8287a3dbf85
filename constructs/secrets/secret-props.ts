import type { Tagged } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { SecretValueOptions } from "./generated-value.types";

/** How a function gives a secret another value from time to time. */
export interface RotationOptions {
  /**
   * ARN of the function, of this account and region. It is allowed to be called for this secret; what it may do with the secret and with
   * what the secret opens, its role is granted.
   *
   * @example arn:aws:lambda:ap-northeast-2:111111111111:function:rotate
   */
  readonly functionArn: string;
  /**
   * Days from one value to the next.
   *
   * @minimum 1
   * @maximum 1000
   * @default 30
   */
  readonly everyDays?: number;
  /**
   * Hours in which it begins on the day.
   *
   * @minimum 1
   * @maximum 24
   * @default - the whole day
   */
  readonly windowHours?: number;
  /**
   * Whether the first rotation is at once, when rotation is switched on or changed. The secret has to have a value by then.
   *
   * @default true
   */
  readonly atOnce?: boolean;
}

/** Properties of {@link Secret}. */
export interface SecretProps extends Tagged {
  /**
   * The whole name, for a secret that is taken over, or that somebody has to know by its name. Another name is another secret.
   *
   * @default - made of project, environment, stack and id, with an end that AWS's provider makes
   */
  readonly secretName?: string;
  /**
   * What it opens, for readers.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * How its first value is made; `false` for a secret whose value somebody puts in later: `aws secretsmanager put-secret-value`. The value
   * is never in the state, and one that was put in later or by rotation is never overwritten.
   *
   * @default - 40 letters and digits by chance
   */
  readonly generate?: SecretValueOptions | false;
  /**
   * A function that gives it another value from time to time.
   *
   * @default - it keeps its value
   */
  readonly rotation?: RotationOptions;
  /**
   * Days after its deletion in which it can be restored: 7 to 30, or 0 to delete it at once, which the guardrail SEC-08 has to be exempt
   * for. As long as it can be restored, its name cannot be given to another one.
   *
   * @minimum 0
   * @maximum 30
   * @default - 30 in a protected environment, else 7
   */
  readonly recoveryDays?: number;
  /**
   * KMS key that encrypts it: one that was made here, or an ARN. The policy of one by its ARN stays as it is. A secret that has a key gets
   * another one in place; back to AWS's own the provider cannot take it (AWS provider 5.100.0, `aws_secretsmanager_secret`).
   *
   * @default - AWS's own key `aws/secretsmanager`, which costs nothing, and which no other account can use
   */
  readonly key?: EncryptionKey | string;
}

/** What is known of a secret that was not made in this stack. */
export interface ExistingSecretProps {
  /** ARN of the secret: a literal or a reference. The six characters at its end may be left out. */
  readonly secretArn: string;
  /**
   * ARN of the KMS key that encrypts it.
   *
   * @default - AWS's own key
   */
  readonly keyArn?: string;
  /**
   * The fields of its value, when it is JSON: who uses it is told each by itself.
   *
   * @default - the value is told as a whole
   */
  readonly fields?: readonly string[];
}
