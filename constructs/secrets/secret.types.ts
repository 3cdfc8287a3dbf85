import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";

/** A secret that was made here or existed before. */
export interface ISecret extends IConstruct {
  /** ARN of the secret, with the six characters that Secrets Manager puts behind the name. */
  readonly secretArn: string;
  /** ARN of the key that encrypts it, whoever made it; nothing where it is AWS's own. */
  readonly keyArn?: string;
  /** The fields of a value that is JSON; none of one that is a text, or of which they are not known. */
  readonly fields: readonly string[];
  /** Lets a role read the value, and use the secret's key for it. It may not change it. */
  grantRead(grantable: IGrantable): void;
  /** Lets a role write another value, and use the secret's key for it. It may not read it. */
  grantWrite(grantable: IGrantable): void;
}
