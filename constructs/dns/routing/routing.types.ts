import type { RegionCode } from "../../core/texts/text.types";

/** The kinds of routing policies, by which Route 53 chooses between the records of one name and type. */
export type RoutingPolicyKind = RoutingPolicy["policy"];

/**
 * How Route 53 chooses between the records of one name and type, which all have the same kind of policy. A record without one is a
 * plain record, of which a name and type has one.
 */
export type RoutingPolicy =
  | WeightedRouting
  | FailoverRouting
  | LatencyRouting
  | GeolocationRouting
  | GeoproximityRouting
  | MultivalueRouting
  | CidrRouting;

/** A policy of a record that is answered alone: every one but `multivalue`. */
export type SingleAnswerRouting = Exclude<RoutingPolicy, MultivalueRouting>;

/** What every policy has. */
export interface RoutingOptions {
  /**
   * Set identifier, 1 to 128 characters: what Route 53 tells the record by among those of its name and type. For a record that exists and
   * is taken over. Another one is a change in place.
   *
   * @maxLength ./routing-checks#MAX_IDENTIFIER
   * @default - what sets the record apart: its role, region, place or network; otherwise the name of the record
   */
  readonly identifier?: string;
  /**
   * Whether it takes the place of the plain record of this name and type that is deployed. Route 53 has no plain record beside others, so
   * that one is changed to this one in one transaction, and the others of the stack are made behind it. It may stay once that is deployed.
   *
   * @default false
   */
  readonly inPlaceOfPlain?: boolean;
}

/** Records are answered in proportion to their weights. */
export interface WeightedRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "weighted";
  /**
   * Share of the answers, against the sum of all weights of the name and type: 0 to 255. With 0 the record is not answered, unless all
   * have 0. (Amazon Route 53 API Reference, `ResourceRecordSet`, as of 2026-11)
   *
   * @minimum 0
   * @maximum 255
   * @counts of weight
   */
  readonly weight: number;
}

/** The primary record is answered as long as it is healthy, and the secondary one otherwise. */
export interface FailoverRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "failover";
  /** The primary one has a health check, or is an alias that evaluates the health of its target. */
  readonly role: "primary" | "secondary";
}

/** The record is answered whose region has the shortest way to whoever asks. */
export interface LatencyRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "latency";
  /**
   * Region of what the record leads to; one record for each region.
   *
   * @default - the environment's region
   */
  readonly region?: RegionCode;
}

/** The record is answered that is for the place of whoever asks: the smallest place that fits. */
export interface GeolocationRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "geolocation";
  /**
   * A continent.
   *
   * @default - a country is given
   */
  readonly continent?: "AF" | "AN" | "AS" | "EU" | "OC" | "NA" | "SA";
  /**
   * A country by its two upper-case letters of ISO 3166-1, or `*` for everywhere else: the default of the name and type.
   *
   * @example DE
   * @default - a continent is given
   */
  readonly country?: string;
  /**
   * A state of the country `US` by its two upper-case letters.
   *
   * @example CA
   * @default - the whole country
   */
  readonly subdivision?: string;
}

/** The record is answered whose place is nearest to whoever asks. One of a region, a Local Zone group, or latitude and longitude is given. */
export interface GeoproximityRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "geoproximity";
  /**
   * Region of what the record leads to.
   *
   * @default - another place is given
   */
  readonly region?: RegionCode;
  /**
   * Group of a Local Zone: the zone without its last letter.
   *
   * @example us-west-2-den-1
   * @default - another place is given
   */
  readonly localZoneGroup?: string;
  /**
   * Degrees north, -90 to 90, with two decimals at most; together with `longitude`.
   *
   * @asType number
   * @minimum -90
   * @maximum 90
   * @rangeToldAs RECORD_GEOPROXIMITY
   * @default - another place is given
   */
  readonly latitude?: number;
  /**
   * Degrees east, -180 to 180, with two decimals at most; together with `latitude`.
   *
   * @asType number
   * @minimum -180
   * @maximum 180
   * @rangeToldAs RECORD_GEOPROXIMITY
   * @default - another place is given
   */
  readonly longitude?: number;
  /**
   * Makes the area of the record larger (to 99) or smaller (to -99).
   *
   * @minimum -99
   * @maximum 99
   * @counts of bias
   * @default 0
   */
  readonly bias?: number;
}

/** Up to eight healthy records are answered at once, in any order. Neither for alias records nor for `CNAME`. */
export interface MultivalueRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "multivalue";
}

/** The record is answered that is for the network of whoever asks. Not in a private zone. */
export interface CidrRouting extends RoutingOptions {
  /** Chooses this form. */
  readonly policy: "cidr";
  /** Id of the CIDR collection, which all records of the name and type share; a UUID or a reference. */
  readonly collectionId: string;
  /**
   * Location of the collection, 1 to 16 of letters, digits, `_` and `-`, or `*` for everywhere else.
   */
  readonly location: string;
}
