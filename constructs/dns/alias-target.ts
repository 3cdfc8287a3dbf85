/** Something that an alias record can point to: a load balancer, a distribution, an API. */
export interface AliasTarget {
  /** Name that AWS gave the resource, for example `app-1234567890.ap-northeast-2.elb.amazonaws.com`. */
  readonly dnsName: string;
  /** Id of the hosted zone that AWS keeps the name in; an attribute of the resource, not of a zone of ours. */
  readonly hostedZoneId: string;
  /**
   * Whether the target answers over IPv6, so that an `AAAA` record stands beside the `A` record.
   *
   * @default true - a target without IPv6 addresses answers such a query with none, which clients take well
   */
  readonly ipv6?: boolean;
  /**
   * Whether Route 53 asks the target for its health, and takes it out of the answer when it has none. CloudFront does not
   * tell (Route 53 API Reference, `AliasTarget`, as of 2026-11).
   *
   * @default - true, except for a distribution
   */
  readonly reportsHealth?: boolean;
}

/** The zone that all distributions have their names in (Route 53 API Reference, `AliasTarget`, as of 2026-11). */
export const CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2";
