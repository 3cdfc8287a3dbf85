import type { EncryptionKey } from "../encryption/encryption-key";
import type { IGrantable } from "../iam/grantable";
import type { IConnectable } from "../security-groups/connections";
import type { Port } from "../security-groups/port";

/** What is connected to. */
export interface LinkedPort {
  /** The group, or what has it. It lies in the stack of whoever connects: a group of another stack by `SecurityGroup.fromExisting`. */
  readonly to: IConnectable;
  readonly port: Port;
}

/** A value of Secrets Manager that whoever uses something needs. */
export interface LinkedSecret {
  /** ARN of the secret. */
  readonly secretArn: string;
  /**
   * Key of the secret's JSON whose value is meant.
   *
   * @default - the whole secret
   */
  readonly field?: string;
  /**
   * Customer managed key that the secret is encrypted with; an ARN or a key that was made here.
   *
   * @default - AWS's own key, which needs no permission
   */
  readonly key?: EncryptionKey | string;
}

/**
 * What it means to use something: permissions, rules of security groups, and what the application is told of it. Made by `bucketLink`,
 * `databaseLink` and the like, or by hand for what the project has no function for.
 */
export interface Link {
  /** Gives a user the permissions. The secrets are not part of it: whoever hands them to the application reads them. */
  grant(user: IGrantable): void;
  /**
   * What the user connects to: rules are made both ways.
   *
   * @default - nothing; the AWS APIs are reached by HTTPS
   */
  readonly connections?: readonly LinkedPort[];
  /**
   * What the application is told, by the end of a variable's name: `HOST` becomes `ORDERS_HOST` for what is used as `orders`.
   *
   * @default - nothing
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The same for what is secret.
   *
   * @default - nothing
   */
  readonly secrets?: Readonly<Record<string, LinkedSecret>>;
}

/**
 * What is used, by the name that variables begin with: `uploads` gives `UPLOADS_BUCKET_NAME`. Several things may have one name, as long as
 * no two give the same variable.
 */
export type Links = Readonly<Record<string, Link | readonly Link[]>>;
