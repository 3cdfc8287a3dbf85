import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { LambdaFunctionLoggingConfig } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { IGrantable } from "../iam/grantable";
import { logKey, logRetention } from "../monitoring/environment-logs";
import type { FunctionLogs as Options } from "./function-props";

/** Days that logs are kept unless the function or the environment says otherwise. */
const DAYS = { protected: 365, otherwise: 30 };

/** The log group of a function, and what is written into it. */
export class FunctionLogs extends Construct {
  readonly logGroup: CloudwatchLogGroup;
  readonly #options: Options;
  readonly #logGroupName: string;

  constructor(scope: Construct, id: string, name: string, options: Options) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    const { key } = options;
    this.#options = options;
    this.#logGroupName = options.logGroupName ?? stack.physicalName("logGroup", stack.stackName, name);
    this.logGroup = new CloudwatchLogGroup(this, "Default", {
      name: this.#logGroupName,
      retentionInDays: logRetention(this, options.retentionDays, protect ? DAYS.protected : DAYS.otherwise),
      ...logKey(this, typeof key === "object" ? key.arn : key),
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  /** Lets the function write into its own log group, and nowhere else. */
  grantWrite(grantable: IGrantable): void {
    const stack = EnvironmentStack.of(this);
    grantable.grantee.allow({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [stack.arn("logs", `log-group:${this.#logGroupName}:log-stream:*`)],
    });
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
