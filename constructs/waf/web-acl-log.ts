import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import {
  Wafv2WebAclLoggingConfiguration,
  type Wafv2WebAclLoggingConfigurationRedactedFields,
} from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { pathInStack } from "../core/names/path-in-stack";
import { createLogGroup } from "../monitoring/log-group";
import { checkLogRetention } from "../monitoring/log-retention";
import { waitForBucket } from "../storage/wait-for-bucket";
import { addressByScope, type WebAclScope, wafProvider } from "./waf-scope";
import type { RedactedField, WafLogging, WafLogToCloudWatch } from "./web-acl.types";

/** Properties of a {@link WebAclLog}. */
interface WebAclLogProps {
  readonly webAclArn: string;
  readonly scope: WebAclScope;
  readonly settings: WafLogging;
}

/** What would let a reader of the log act as the visitor. */
const DEFAULT_REDACTED: readonly RedactedField[] = [{ header: "authorization" }, { header: "cookie" }];

const DEFAULT_RETENTION_DAYS = 90;

/**
 * The log of a web ACL, with the log group it writes to unless that is another's.
 *
 * What lets AWS write there is a resource policy of the log group, which AWS puts at the group when the log is switched on, and which goes
 * with the group (CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs" of the V1 permissions, as of 2026-11). None is made here: one of
 * the account would be one of the ten that it has in a region (CloudWatch Logs API Reference, `PutResourcePolicy`, as of 2026-11).
 */
export class WebAclLog extends BaseConstruct {
  readonly configuration: Wafv2WebAclLoggingConfiguration;
  /** Only when the log goes to CloudWatch Logs. */
  readonly logGroup?: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, { webAclArn, scope: webAclScope, settings }: WebAclLogProps) {
    super(scope, id);
    const { only } = settings;
    const { arn, logGroup } = this.#destination(settings, webAclScope);
    this.logGroup = logGroup;
    this.configuration = new Wafv2WebAclLoggingConfiguration(this, "configuration", {
      ...wafProvider(this, webAclScope),
      resourceArn: webAclArn,
      logDestinationConfigs: [arn],
      redactedFields: (settings.redact ?? DEFAULT_REDACTED).map(redacted),
      ...(only ? { loggingFilter: { defaultBehavior: "DROP", filter: [keep(only)] } } : {}),
    });
    addressByScope(this.configuration, webAclScope);
    if (settings.to === "s3") waitForBucket(this.configuration, settings.bucketArn);
  }

  /** Where the log goes, with the log group if it is made here. */
  #destination(settings: WafLogging, webAclScope: WebAclScope) {
    if (settings.to === "s3") return { arn: settings.bucketArn };
    if (settings.to === "firehose") return { arn: settings.streamArn };
    const logGroup = this.#createLogGroup(settings, webAclScope);
    return { arn: logGroup.arn, logGroup };
  }

  #createLogGroup(settings: WafLogToCloudWatch, webAclScope: WebAclScope): CloudwatchLogGroup {
    const stack = EnvironmentStack.of(this);
    const group = createLogGroup(this, "log-group", {
      ...wafProvider(this, webAclScope),
      name: stack.physicalName("wafLogGroup", stack.stackName, pathInStack(this)),
      retentionDays: settings.retentionDays,
      usualDays: DEFAULT_RETENTION_DAYS,
      ...(settings.keyArn === undefined ? {} : { key: settings.keyArn }),
    });
    addressByScope(group, webAclScope);
    return group;
  }
}

function redacted(field: RedactedField): Wafv2WebAclLoggingConfigurationRedactedFields {
  if (typeof field === "object") return { singleHeader: { name: field.header.toLowerCase() } };
  if (field === "method") return { method: {} };
  return field === "query-string" ? { queryString: {} } : { uriPath: {} };
}

function keep(only: NonNullable<WafLogging["only"]>) {
  return {
    behavior: "KEEP",
    requirement: "MEETS_ANY",
    condition: [...new Set(only)]
      .sort()
      .map((outcome) => ({ actionCondition: { action: outcome.toUpperCase().replaceAll("-", "_") } })),
  };
}

/** Checks where a log goes. AWS WAF delivers only to names that start as it wants them. */
export function checkWafLog(settings: WafLogging, problems: Problems, property: string): void {
  if (settings.to === "cloudwatch") {
    if (settings.retentionDays !== undefined) {
      checkLogRetention(settings.retentionDays, problems, `${property}.retentionDays`);
    }
  } else {
    checkDestination(settings, problems, property);
  }
  if (settings.only?.length === 0) {
    problems.add(`${property}.only`, {
      code: "WAF_LOG_EMPTY",
      message: "The log would keep nothing.",
      found: "an empty list of outcomes",
      expected: "at least one outcome",
      fix: "leave `only` out to keep everything, or set logging: false",
    });
  }
}

/** AWS WAF Developer Guide, "Sending web ACL traffic logs to …", as of 2026-11. */
const DESTINATIONS = {
  s3: {
    pattern: /^arn:aws[a-z-]*:s3:::aws-waf-logs-[a-z0-9.-]+$/,
    example: "arn:aws:s3:::aws-waf-logs-shop",
    thing: "bucket",
  },
  firehose: {
    pattern: /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/aws-waf-logs-[\w.-]+$/,
    example: "arn:aws:firehose:us-east-1:111111111111:deliverystream/aws-waf-logs-shop",
    thing: "stream",
  },
} as const;

function checkDestination(
  settings: Exclude<WafLogging, WafLogToCloudWatch>,
  problems: Problems,
  property: string,
): void {
  const arn = settings.to === "s3" ? settings.bucketArn : settings.streamArn;
  const { pattern, example, thing } = DESTINATIONS[settings.to];
  if (Token.isUnresolved(arn) || pattern.test(arn)) return;
  problems.add(`${property}.${settings.to === "s3" ? "bucketArn" : "streamArn"}`, {
    code: "WAF_LOG_DESTINATION",
    message: "AWS WAF does not deliver its log there.",
    found: `"${arn}"`,
    expected: `an ARN such as ${example}: the name starts with aws-waf-logs-`,
    fix: arn.startsWith("arn:")
      ? `give the log a ${thing} of its own whose name starts with aws-waf-logs-`
      : `write the ARN of the ${thing}, like ${example}`,
  });
}
