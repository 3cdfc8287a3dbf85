import type { LambdaFunctionLoggingConfig } from "@cdktf/provider-aws/lib/lambda-function";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { WritableLogs } from "../../monitoring/log-group";
import type { FunctionLogs as Options } from "./logs.types";

/** The log group of a function, and what is written into it. */
export class FunctionLogs extends WritableLogs {
  readonly #options: Options;

  constructor(scope: Construct, id: string, name: string, options: Options) {
    const stack = EnvironmentStack.of(scope);
    const { logGroupName, retentionDays, key } = options;
    super(scope, id, {
      name: logGroupName ?? stack.physicalName("logGroup", stack.stackName, name),
      retentionDays,
      ...(key === undefined ? {} : { key }),
    });
    this.#options = options;
  }

  /** How Lambda writes (AWS Lambda Developer Guide, "Configuring advanced logging controls for Lambda functions", as of 2026-11). */
  get settings(): LambdaFunctionLoggingConfig {
    const { format = "json", level = "info", systemLevel = "info" } = this.#options;
    const logGroup = this.logGroup.name;
    if (format === "text") return { logFormat: "Text", logGroup };
    return {
      logFormat: "JSON",
      logGroup,
      applicationLogLevel: level.toUpperCase(),
      systemLogLevel: systemLevel.toUpperCase(),
    };
  }
}
