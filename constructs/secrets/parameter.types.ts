import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";

/** A parameter that was made here or existed before. */
export interface IParameter extends IConstruct {
  /** Name of the parameter, which begins with `/` where it is a path. */
  readonly parameterName: string;
  /** ARN of the parameter. */
  readonly parameterArn: string;
  /** ARN of the key that encrypts it, whoever made it; nothing where it is AWS's own, or where it is not secret. */
  readonly keyArn?: string;
  /** Lets a role read the value, and use the parameter's key for it. It may not change it. */
  grantRead(grantable: IGrantable): void;
}
