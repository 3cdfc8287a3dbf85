import type { IConstruct } from "constructs";
import type { IGrantable } from "../../iam/grantable";
import type { Metric, MetricOptions } from "../../monitoring/metric";

/** An HTTP API that was made here or existed before. */
export interface IHttpApi extends IConstruct {
  /** Id that AWS gave the API. */
  readonly apiId: string;
  /** Address that clients begin with, without a slash at its end: of its domain, where it has one. */
  readonly url: string;
  /** What CloudWatch knows of the API. */
  readonly metrics: HttpApiMetrics;
  /**
   * Lets a role call routes that ask for signed requests (`iam`), in every stage. Where none of them does, there is nothing to grant.
   *
   * @param routes keys of routes, such as `GET /orders`; all that ask for signed requests where none is named
   * @throws GroundplanError `HTTP_API_GRANT_ROUTE`
   */
  grantInvoke(grantable: IGrantable, ...routes: readonly string[]): void;
}

/** Metrics of an HTTP API (Amazon API Gateway Developer Guide, "Monitor CloudWatch metrics for HTTP APIs", as of 2026-11). */
export interface HttpApiMetrics {
  /** Requests. */
  readonly requests: (options?: MetricOptions) => Metric;
  /** Answers that say the client was wrong: 400 to 499. */
  readonly clientErrors: (options?: MetricOptions) => Metric;
  /** Answers that say something failed: 500 to 599. */
  readonly serverErrors: (options?: MetricOptions) => Metric;
  /** Milliseconds from a request to its answer. */
  readonly latency: (options?: MetricOptions) => Metric;
  /** Milliseconds of them that what is behind the route took. */
  readonly integrationLatency: (options?: MetricOptions) => Metric;
  /** Bytes that went through. */
  readonly dataProcessed: (options?: MetricOptions) => Metric;
}
