import type { ICertificate } from "../certificates/certificate.types";
import type { Hsts } from "../core/checks/hsts";
import type { ExemptionReason } from "../core/environments/exemptions";
import type { Tagged } from "../core/tags/tags";
import type { AliasTarget } from "../dns/alias-target";
import type { ILoadBalancer } from "../load-balancing/load-balancer.types";
import type { Bucket } from "../storage/bucket";
import type { IBucket } from "../storage/bucket.types";
import type { IWebAcl } from "../waf/web-acl.types";
import type { IViewerFunction } from "./viewer-function.types";

/** A distribution that was made here or existed before. */
export interface IDistribution {
  readonly distributionArn: string;
  readonly distributionId: string;
  /** Name that CloudFront gave the distribution: `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
  /** For alias records. */
  readonly aliasTarget: AliasTarget;
}

/**
 * A load balancer behind the distribution, which admits CloudFront only: `entry: "cloudfront"`. An internal one is reached privately,
 * by a VPC origin; one that is internet-facing by HTTPS, with a secret that its rules ask for.
 */
export interface LoadBalancerOrigin {
  readonly kind: "load-balancer";
  readonly loadBalancer: Pick<ILoadBalancer, "dnsName" | "listener" | "loadBalancerArn" | "scheme" | "securityGroup">;
  /**
   * A name of yours that leads to the balancer and that its certificate covers. The balancer then sees this name as the host.
   *
   * @default - CloudFront asks the balancer's own name for the host that the viewer asked for: the balancer's certificate must
   *   cover the distribution's aliases
   */
  readonly hostName?: string;
  /**
   * Why CloudFront speaks plain HTTP to a balancer that has no HTTPS. Refused in protected environments.
   *
   * @default - HTTPS only
   */
  readonly plainHttp?: ExemptionReason;
  /**
   * Seconds that CloudFront waits for an answer, 1 to 60.
   *
   * @minimum 1
   * @maximum 60
   * @rangeToldAs ORIGIN_TIMEOUT_INVALID
   * @default 30
   */
  readonly readTimeoutSeconds?: number;
  /**
   * Seconds that an idle connection is kept, 1 to 60.
   *
   * @minimum 1
   * @maximum 60
   * @rangeToldAs ORIGIN_TIMEOUT_INVALID
   * @default 5
   */
  readonly keepAliveSeconds?: number;
}

/** A private bucket behind the distribution, which only this distribution may read (origin access control). */
export interface BucketOrigin {
  readonly kind: "bucket";
  /** Bucket of the same stack: its policy names the distribution, and the distribution names it. */
  readonly bucket: Bucket;
  /**
   * Folder of the bucket that the distribution starts at: `/site`.
   *
   * @default - the whole bucket
   */
  readonly folder?: string;
}

/** Where a distribution gets its content. */
export type Origin = BucketOrigin | LoadBalancerOrigin;

/**
 * How long content may be kept at the edge, by what it is:
 *
 * - `static`: files that change their name when they change, kept for a day unless the origin says otherwise;
 * - `dynamic`: the same page for everybody, kept for seconds, which takes most of the load from the origin. Cookies and
 *   `Authorization` do not reach the origin, so that no visitor is served another's page;
 * - `none`: content for one visitor, never kept; everything reaches the origin.
 */
export type CacheIntent = "dynamic" | "none" | "static" | DynamicCache;

/** A dynamic cache with settings of its own. */
export interface DynamicCache {
  readonly intent: "dynamic";
  /**
   * Seconds that an answer is kept when the origin does not say how long: 5 to 15.
   *
   * @default 10
   */
  readonly ttlSeconds?: number;
  /**
   * Greatest number of seconds that an answer is kept, whatever the origin says; at least `ttlSeconds`.
   *
   * @default 60
   */
  readonly maxTtlSeconds?: number;
  /**
   * Headers that the answer depends on. They reach the origin, and each value has an answer of its own.
   *
   * @default - none; behind a load balancer that sees the viewer's host, `Host`
   */
  readonly headers?: readonly string[];
  /**
   * Cookies that the answer depends on, such as a language; not those that name a visitor.
   *
   * @default - none
   */
  readonly cookies?: readonly string[];
  /**
   * Query parameters that the answer depends on.
   *
   * @default - all
   */
  readonly queryParameters?: readonly string[];
}

/** What a distribution does with the requests of a path. */
export interface Behavior {
  /** Name of the origin. */
  readonly origin: string;
  readonly cache: CacheIntent;
  /**
   * Methods that are admitted: reading, or all.
   *
   * @default - all for cache `none` in front of a load balancer, otherwise reading (GET, HEAD, OPTIONS)
   */
  readonly methods?: "all" | "read";
  /**
   * Function that runs at the edge before the cache is asked.
   *
   * @default - none
   */
  readonly viewerRequest?: IViewerFunction;
  /**
   * Whether CloudFront compresses (gzip, Brotli) what the origin did not.
   *
   * @default true
   */
  readonly compress?: boolean;
}

/** Headers that tell browsers to be careful. */
export interface SecurityHeaders {
  /**
   * How long browsers insist on HTTPS (`Strict-Transport-Security`); with `subdomains`, which is false unless said, for every name
   * below the distribution's too, whoever serves it.
   *
   * @default - 365 days, without subdomains, not preloaded
   */
  readonly hsts?: Hsts;
  /**
   * Who may show the pages in a frame (`X-Frame-Options`).
   *
   * @default "DENY"
   */
  readonly frames?: "DENY" | "SAMEORIGIN";
  /**
   * What a link tells of the page that it is on (`Referrer-Policy`).
   *
   * @default "strict-origin-when-cross-origin"
   */
  readonly referrerPolicy?: ReferrerPolicy;
  /**
   * `Content-Security-Policy`.
   *
   * @default - not sent: what a page may load is known to its authors only
   */
  readonly contentSecurityPolicy?: string;
}

/** Values of the header `Referrer-Policy` that CloudFront sends. */
export type ReferrerPolicy =
  | "no-referrer"
  | "no-referrer-when-downgrade"
  | "origin"
  | "origin-when-cross-origin"
  | "same-origin"
  | "strict-origin"
  | "strict-origin-when-cross-origin"
  | "unsafe-url";

/** What viewers get for an error of the origin. */
export interface ErrorResponse {
  /** Path of a page of this distribution: `/index.html`. */
  readonly page: string;
  /**
   * Status that viewers get.
   *
   * @minimum 200
   * @maximum 599
   * @rangeToldAs ERROR_STATUS_INVALID
   * @default - the status of the error
   */
  readonly status?: number;
  /**
   * Seconds that the error is kept.
   *
   * @minimum 0
   * @rangeToldAs ERROR_TTL_INVALID
   * @default 10
   */
  readonly ttlSeconds?: number;
}

/** Where viewers may come from, by ISO 3166-1 codes of two letters. */
export type GeoRestriction = AllowedCountries | DeniedCountries;

export interface AllowedCountries {
  /**
   * Countries that viewers may come from, by two letters (ISO 3166-1).
   *
   * @example ["KR", "JP"]
   */
  readonly allow: readonly string[];
  readonly deny?: never;
}

export interface DeniedCountries {
  readonly allow?: never;
  /** Countries that viewers may not come from, by two letters. */
  readonly deny: readonly string[];
}

/** Access log of a distribution, in a private bucket (standard logging v2). */
export interface AccessLogs {
  /** Bucket for the log. One that is made here is told to admit the delivery; the policy of another must admit it. */
  readonly bucket: IBucket;
  /**
   * Format of the files. Another one is another destination: the delivery stops while it is made. CloudWatch bills the conversion to Parquet
   * by the gigabyte, and the delivery of the others to S3 not (Amazon CloudWatch pricing, "Vended logs", as of 2026-11).
   *
   * @default "json"
   */
  readonly format?: "json" | "parquet" | "w3c";
  /**
   * Folder, without slashes at its ends.
   *
   * @default - none: `AWSLogs/…` at the top
   */
  readonly prefix?: string;
}

/** Whole names of what a distribution is made of. */
export interface DistributionNames {
  /**
   * Cache policies. Those that behaviours share are `dynamic`, and `dynamic-host` and `static-host` in front of a load balancer that sees the
   * viewer's host; the one of a behaviour with settings of its own stands under its path pattern, `*` for the default behaviour.
   *
   * @default - made of the distribution's place
   */
  readonly cachePolicyNames?: Readonly<Record<string, string>>;
  /**
   * Response headers policy; not with `securityHeaders: false`.
   *
   * @default - made of the distribution's place
   */
  readonly responseHeadersPolicyName?: string;
  /**
   * Origin access controls, by name of the bucket origin.
   *
   * @default - made of the distribution's place
   */
  readonly originAccessControlNames?: Readonly<Record<string, string>>;
}

/** Properties of a `Distribution`. */
export interface DistributionProps extends Tagged {
  /** Origins by name: letters, digits, `-`. */
  readonly origins: Readonly<Record<string, Origin>>;
  /** What happens to requests that no other behaviour is for. */
  readonly defaultBehavior: Behavior;
  /**
   * Behaviours by path pattern (`/static/*`). The pattern with the longest part before its first wildcard is tried first, so
   * the order in which they are written does not matter.
   *
   * @default - none
   */
  readonly behaviors?: Readonly<Record<string, Behavior>>;
  /**
   * Names that the distribution answers for.
   *
   * @default - the names of the certificate, or CloudFront's own name only
   */
  readonly aliases?: readonly string[];
  /**
   * Certificate in us-east-1 that covers the aliases.
   *
   * @default - CloudFront's own, for its own name only
   */
  readonly certificate?: ICertificate;
  /**
   * Web ACL of scope `CLOUDFRONT`. A protected environment needs one.
   *
   * @default - none
   */
  readonly webAcl?: IWebAcl;
  /**
   * Why a distribution of a protected environment has no web ACL.
   *
   * @default - it needs one
   */
  readonly withoutWebAcl?: ExemptionReason;
  /**
   * Object that a request for `/` gets.
   *
   * @default - "index.html" when the default behaviour reads a bucket, otherwise none
   */
  readonly rootObject?: string;
  /**
   * Error pages by status of the origin.
   *
   * @default - errors are passed on
   */
  readonly errorResponses?: Readonly<Record<number, ErrorResponse>>;
  /**
   * Security headers, or `false` when the origin sends them all.
   *
   * @default - see {@link SecurityHeaders}; a header that the origin sends is replaced
   */
  readonly securityHeaders?: SecurityHeaders | false;
  /**
   * Where viewers may come from.
   *
   * @default - from everywhere
   */
  readonly geoRestriction?: GeoRestriction;
  /**
   * Which edge locations are used: all, all without the most expensive, or North America, Europe and Israel.
   *
   * @default "all"
   */
  readonly priceClass?: "100" | "200" | "all";
  /**
   * Access log.
   *
   * @default - none
   */
  readonly accessLogs?: AccessLogs;
  /**
   * Whole names of what is made, for what exists and is taken over. AWS changes them in place.
   *
   * @default - made of the distribution's place
   */
  readonly names?: DistributionNames;
  /**
   * Shown in the console, at most 128 characters.
   *
   * @maxLength ./distribution-checks#MAX_COMMENT
   * @default - the environment and the construct's path
   */
  readonly comment?: string;
}
