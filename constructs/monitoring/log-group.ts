import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { IGrantable } from "../iam/grantable";
import { logKey, logRetention } from "./environment-logs";

/** What a log group is made with. */
export interface LogGroupSettings {
  readonly name: string;
  /** Days that are asked for it; without them the environment's. */
  readonly retentionDays: number | undefined;
  /** Days where neither says anything: 365 in a protected environment and 30 elsewhere unless it is said. */
  readonly usualDays?: number;
  /** Key that is asked for it; without one the environment's. */
  readonly key?: string | { readonly arn: string };
  /** Of another region, where the environment's key is of no use. */
  readonly provider?: TerraformProvider;
}

/** Makes a log group, which stays when its environment is protected. */
export function createLogGroup(scope: Construct, id: string, settings: LogGroupSettings): CloudwatchLogGroup {
  const { protect } = EnvironmentStack.of(scope).environment;
  const { name, retentionDays, usualDays = protect ? 365 : 30, key, provider } = settings;
  const keyArn = typeof key === "object" ? key.arn : key;
  return new CloudwatchLogGroup(scope, id, {
    ...(provider ? { provider } : {}),
    name,
    retentionInDays: logRetention(scope, retentionDays, usualDays),
    ...(provider && keyArn === undefined ? {} : logKey(scope, keyArn)),
    ...(protect ? { lifecycle: { preventDestroy: true } } : {}),
  });
}

/** The log group of something that runs and writes into it by its role. */
export abstract class WritableLogs extends BaseConstruct {
  readonly logGroup: CloudwatchLogGroup;
  readonly #name: string;

  constructor(scope: Construct, id: string, settings: LogGroupSettings) {
    super(scope, id);
    this.#name = settings.name;
    this.logGroup = createLogGroup(this, "Default", settings);
  }

  /** Lets a role write into this log group, and into no other. */
  grantWrite(grantable: IGrantable): void {
    const stack = EnvironmentStack.of(this);
    grantable.grantee.allow({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [stack.arn("logs", `log-group:${this.#name}:log-stream:*`)],
    });
  }
}
