import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { IGrantable } from "../iam/grantable";
import { grantKey } from "../iam/policies/key-grants";
import { grantSid } from "../iam/policies/sid";
import type { IParameter } from "./parameter.types";

/** What parameters that are made here and those that exist have alike. */
export abstract class ParameterBase extends BaseConstruct implements IParameter {
  abstract readonly parameterName: string;
  abstract readonly keyArn?: string;

  /** The name without the `/` at its beginning stands behind another one (AWS Systems Manager User Guide, "Restricting access to Parameter Store parameters using IAM policies", as of 2026-11). */
  get parameterArn(): string {
    const { parameterName } = this;
    return EnvironmentStack.of(this).arn("ssm", `parameter${parameterName.startsWith("/") ? "" : "/"}${parameterName}`);
  }

  grantRead(grantable: IGrantable): void {
    grantable.grantee.allow({
      sid: grantSid("Read", this, grantable),
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: [this.parameterArn],
    });
    grantKey(this, "ssm", "Read", ["kms:Decrypt"], grantable);
  }
}
