import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import { terraformJson } from "../../../core/texts/terraform-json";
import { createLogGroup } from "../../../monitoring/log-group";
import type { HttpApiLogOptions } from "./stage.types";

/** Amazon API Gateway Developer Guide, "Customize HTTP API access logs", as of 2026-11. */
const FIELDS = {
  time: "$context.requestTime",
  requestId: "$context.requestId",
  ip: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  method: "$context.httpMethod",
  path: "$context.path",
  route: "$context.routeKey",
  stage: "$context.stage",
  domain: "$context.domainName",
  status: "$context.status",
  bytes: "$context.responseLength",
  milliseconds: "$context.responseLatency",
  integrationMilliseconds: "$context.integrationLatency",
  integrationStatus: "$context.integrationStatus",
  error: "$context.error.message",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integrationErrorMessage",
};

/**
 * The log group of an API, and what a line says. Its name is below `/aws/vendedlogs/`, where AWS keeps one policy for all (Amazon CloudWatch
 * Logs User Guide, "Enable logging from AWS services", log group resource policy size limit, as of 2026-11).
 */
export class HttpApiLogs extends BaseConstruct {
  readonly logGroup: CloudwatchLogGroup;
  /** What each line is made from. */
  readonly format: string;

  constructor(scope: Construct, id: string, name: string, options: HttpApiLogOptions) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const { logGroupName, retentionDays, key } = options;
    this.format = terraformJson({ ...FIELDS, ...options.fields });
    this.logGroup = createLogGroup(this, "Default", {
      name: logGroupName ?? stack.physicalName("vendedLogGroup", stack.stackName, name),
      retentionDays,
      ...(key === undefined ? {} : { key }),
    });
  }
}
