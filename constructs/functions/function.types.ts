import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";
import type { Metric, MetricOptions } from "../monitoring/metric";

/** A service of AWS that calls a function for something of its own. */
export interface CallingService {
  /**
   * The service: `apigateway.amazonaws.com`.
   */
  readonly principal: string;
  /**
   * ARN of what it calls for, with `*` where wanted: the rule, the bucket, the stage of an API.
   */
  readonly sourceArn: string;
  /**
   * Whether the account is said beside the ARN, since that of a bucket names none.
   *
   * @default - for buckets
   */
  readonly accountToo?: boolean;
}

/** A function that was made here or existed before. */
export interface ILambdaFunction extends IConstruct {
  /** Name of the function. */
  readonly functionName: string;
  /** ARN of the function, without a version or an alias. */
  readonly functionArn: string;
  /** Name of the alias that callers call; nothing for one that exists and has none. */
  readonly aliasName?: string;
  /** ARN that callers call: that of the alias, where there is one. */
  readonly callArn: string;
  /** Address of {@link callArn} for integrations of API Gateway. */
  readonly apiGatewayUri: string;
  /** What CloudWatch knows of the function. */
  readonly metrics: FunctionMetrics;
  /** Lets a role call the function, by {@link callArn} and by nothing else. */
  grantInvoke(grantable: IGrantable): void;
  /**
   * Lets a service of AWS call the function, by {@link callArn}, for one thing of this account.
   *
   * @param id name of the permission within the function: `uploads`
   */
  admitService(id: string, service: CallingService): void;
}

/** Metrics of a function (AWS Lambda Developer Guide, "Using CloudWatch metrics with Lambda", as of 2026-11). */
export interface FunctionMetrics {
  /** Calls, those that failed among them. */
  readonly invocations: (options?: MetricOptions) => Metric;
  /** Calls that ended in an error of the code. */
  readonly errors: (options?: MetricOptions) => Metric;
  /** Calls that were refused because too many ran. */
  readonly throttles: (options?: MetricOptions) => Metric;
  /** Milliseconds that calls took. */
  readonly duration: (options?: MetricOptions) => Metric;
  /** Calls that ran at the same time. */
  readonly concurrency: (options?: MetricOptions) => Metric;
  /** Calls that came to nothing and could not even be sent to the dead letters. */
  readonly deadLetterErrors: (options?: MetricOptions) => Metric;
  /** Milliseconds by which the function is behind the end of the stream that it reads. */
  readonly iteratorAge: (options?: MetricOptions) => Metric;
}
