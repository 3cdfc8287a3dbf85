import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addCheck } from "../core/validation";
import type { IGrantable } from "../iam/grantable";
import { grantSid } from "../iam/policies/sid";
import { metricsOf } from "../monitoring/metric";
import type { CallingService, FunctionMetrics, ILambdaFunction } from "./function.types";
import { type Admission, policySizeProblems } from "./policy-size";

/** What functions that are made here and those that exist have alike. */
export abstract class FunctionBase extends BaseConstruct implements ILambdaFunction {
  abstract readonly functionName: string;
  abstract readonly functionArn: string;
  abstract readonly aliasName?: string;
  /** Services of AWS that may call it from here, by the names of permissions. */
  readonly permissions: Readonly<Record<string, LambdaPermission>> = {};
  readonly #admissions: Admission[] = [];

  /** Name or ARN by which permissions name the function, and its alias, as references where it is made here. */
  abstract readonly admitting: { readonly functionName: string; readonly qualifier?: string };

  get callArn(): string {
    return this.aliasName === undefined ? this.functionArn : `${this.functionArn}:${this.aliasName}`;
  }

  /** Amazon API Gateway API Reference, `PutIntegration`, as of 2026-11. */
  get apiGatewayUri(): string {
    const { partition, environment } = EnvironmentStack.of(this);
    const service = `arn:${partition}:apigateway:${environment.region}:lambda:path`;
    return `${service}/2015-03-31/functions/${this.callArn}/invocations`;
  }

  /** Lambda reports every minute (AWS Lambda Developer Guide, "Types of metrics for Lambda functions", as of 2026-11). */
  get metrics(): FunctionMetrics {
    const metric = metricsOf("AWS/Lambda", { FunctionName: this.functionName });
    return {
      invocations: metric("Invocations", "Sum"),
      errors: metric("Errors", "Sum"),
      throttles: metric("Throttles", "Sum"),
      duration: metric("Duration", "Maximum"),
      concurrency: metric("ConcurrentExecutions", "Maximum"),
      deadLetterErrors: metric("DeadLetterErrors", "Sum"),
      iteratorAge: metric("IteratorAge", "Maximum"),
    };
  }

  grantInvoke(grantable: IGrantable): void {
    grantable.grantee.allow({
      sid: grantSid("Invoke", this, grantable),
      actions: ["lambda:InvokeFunction"],
      resources: [this.callArn],
    });
  }

  admitService(id: string, { principal, sourceArn, accountToo }: CallingService): LambdaPermission {
    const stack = EnvironmentStack.of(this);
    const isBucket = principal === "s3.amazonaws.com";
    const statementId = `${stack.stackName}-${id}`.replace(/[^A-Za-z0-9_-]+/g, "-");
    if (this.#admissions.length === 0) {
      addCheck(this, () => policySizeProblems(this, this.callArn, this.#admissions));
    }
    this.#admissions.push({ statementId, principal, sourceArn });
    const permission = new LambdaPermission(this, `admits-${id}`, {
      ...this.admitting,
      statementId,
      action: "lambda:InvokeFunction",
      principal,
      sourceArn,
      // The ARN of a bucket names no account, and somebody else's may have the name of one that was deleted.
      ...((accountToo ?? isBucket) ? { sourceAccount: stack.environment.account } : {}),
    });
    (this.permissions as Record<string, LambdaPermission>)[id] = permission;
    return permission;
  }
}
