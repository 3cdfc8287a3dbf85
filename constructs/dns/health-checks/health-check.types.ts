import type { IConstruct } from "constructs";
import type { Tagged } from "../../core/tags/tags";
import type { RegionCode } from "../../core/texts/text.types";

/** A health check that was made here or existed before. */
export interface IHealthCheck extends IConstruct {
  readonly healthCheckId: string;
}

/**
 * A region that health checkers stand in (Amazon Route 53 API Reference, `HealthCheckConfig`, as of 2026-11).
 */
export type HealthCheckerRegion =
  | "ap-northeast-1"
  | "ap-southeast-1"
  | "ap-southeast-2"
  | "eu-west-1"
  | "sa-east-1"
  | "us-east-1"
  | "us-west-1"
  | "us-west-2";

/** Properties of a `HealthCheck`: what it watches. */
export type HealthCheckProps =
  | EndpointHealthCheckProps
  | CalculatedHealthCheckProps<IHealthCheck>
  | AlarmHealthCheckProps;

/** What every health check has. */
export interface HealthCheckOptions extends Tagged {
  /**
   * Whether healthy means unhealthy, and the other way round.
   *
   * @default false
   */
  readonly inverted?: boolean;
  /**
   * Whether Route 53 stops checking, and takes the check for healthy (for unhealthy when `inverted`).
   *
   * @default false
   */
  readonly disabled?: boolean;
}

/**
 * A request from health checkers in several regions, over the internet: the endpoint must have a public address and let them in. For
 * one that is private, watch an alarm.
 */
export interface EndpointHealthCheckProps extends HealthCheckOptions {
  /** Chooses this form. */
  readonly kind: "endpoint";
  /** With `TCP` a connection is all that is tried. Another one, or `searchString` coming or going, replaces the health check. */
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
  /**
   * Domain name: asked for its IPv4 address at every request when there is no `ipAddress`, and sent as host. Not the name that the
   * records with this check have, or the check would follow itself.
   *
   * @example tokyo.example.com
   * @default - the address alone
   */
  readonly host?: string;
  /**
   * Public IPv4 or IPv6 address.
   *
   * @default - the address of the host
   */
  readonly ipAddress?: string;
  /**
   * 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - 80 for HTTP, 443 for HTTPS; TCP needs one
   */
  readonly port?: number;
  /**
   * Path of the request, with a query if need be; at most 255 characters, the first one a `/`.
   *
   * @maxLength ./health-check-checks#LIMITS.text
   * @default - `/`
   */
  readonly path?: string;
  /**
   * Text that the first 5,120 bytes of the answer must hold, in this case; 1 to 255 characters.
   *
   * @maxLength ./health-check-checks#LIMITS.text
   * @default - an answer with a status from 200 to 399 is enough
   */
  readonly searchString?: string;
  /**
   * Whether the host name is sent when TLS begins (SNI). HTTPS only.
   *
   * @default true
   */
  readonly enableSni?: boolean;
  /**
   * Seconds between two requests of one health checker: 10 costs more. Another one replaces the health check.
   *
   * @default 30
   * @toldAs HEALTH_CHECK_INTERVAL
   */
  readonly requestInterval?: 10 | 30;
  /**
   * Requests in a row that change the verdict: 1 to 10.
   *
   * @minimum 1
   * @maximum 10
   * @counts requests
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * Whether the time of the answers is measured, for CloudWatch (costs more). A change replaces the health check.
   *
   * @default false
   */
  readonly measureLatency?: boolean;
  /**
   * Regions that requests come from: three or more.
   *
   * @default - all eight
   */
  readonly regions?: readonly HealthCheckerRegion[];
}

/** Healthy when enough of others are. */
export interface CalculatedHealthCheckProps<Check> extends HealthCheckOptions {
  /** Chooses this form. */
  readonly kind: "calculated";
  /** The others: 1 to 255. */
  readonly children: readonly Check[];
  /**
   * How many of them have to be healthy, 1 to their number.
   *
   * @minimum 1
   * @maximum 255
   * @counts healthy health checks
   * @default - all
   */
  readonly healthThreshold?: number;
}

/**
 * Healthy as long as a CloudWatch alarm is OK. The alarm has a standard resolution and one of the plain statistics (Amazon Route 53 Developer
 * Guide, "Monitoring a CloudWatch alarm", as of 2026-11).
 */
export interface AlarmHealthCheckProps extends HealthCheckOptions {
  /** Chooses this form. */
  readonly kind: "alarm";
  /**
   * Name of the alarm, 1 to 256 characters.
   *
   * @maxLength ./health-check-checks#LIMITS.alarmName
   */
  readonly alarmName: string;
  /**
   * Region of the alarm.
   *
   * @default - the environment's region
   */
  readonly region?: RegionCode;
  /**
   * The verdict while the alarm has too little data.
   *
   * @default "LastKnownStatus"
   */
  readonly insufficientDataHealthStatus?: "Healthy" | "Unhealthy" | "LastKnownStatus";
}
