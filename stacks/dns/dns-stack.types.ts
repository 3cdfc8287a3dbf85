import type { Tagged } from "../../constructs/core/tags/tags";
import type { Name, RegionCode } from "../../constructs/core/texts/text.types";
import type { AliasRecordType } from "../../constructs/dns/alias-record";
import type { RecordContent } from "../../constructs/dns/dns-record.types";
import type {
  AlarmHealthCheckProps,
  CalculatedHealthCheckProps,
  EndpointHealthCheckProps,
} from "../../constructs/dns/health-checks/health-check.types";
import type { RoutingPolicy, SingleAnswerRouting } from "../../constructs/dns/routing/routing.types";

/** Names of an environment: its zones with their records, and health checks that records are chosen by. */
export interface DnsProps {
  /**
   * Hosted zones by a name of yours.
   *
   * @named zone
   */
  readonly zones: Readonly<Record<Name, ZoneSpec>>;
  /**
   * Health checks by name. Records name them in `healthCheck`.
   *
   * @named health check
   * @default - none
   */
  readonly healthChecks?: Readonly<Record<Name, HealthCheckSpec>>;
}

/** A hosted zone with its records. */
export interface ZoneSpec extends Tagged {
  /**
   * Domain name: `example.com`. Another one is another zone.
   *
   * @example example.com
   */
  readonly zoneName: string;
  /**
   * Id of a zone that exists already.
   *
   * @synonym hostedZoneId
   * @default - the zone is made
   */
  readonly zoneId?: string;
  /**
   * Who may ask: everybody, or the environment's network and `vpcs`.
   *
   * @default "public"
   */
  readonly visibility?: "public" | "private";
  /**
   * Further VPCs of this account that may ask a private zone, by a name of yours.
   *
   * @named VPC
   * @default - the environment's network alone
   */
  readonly vpcs?: Readonly<Record<Name, VpcSpec>>;
  /**
   * What the zone is for, at most 256 characters; shown in the console. Only for a zone that is made.
   *
   * @maxLength ../../constructs/dns/hosted-zone#MAX_COMMENT
   * @default - the project and the environment
   */
  readonly comment?: string;
  /**
   * The public zone of this section, by its name here, that hands names to this one.
   *
   * @default - the registrar or somebody else's zone names the servers of this one
   */
  readonly delegatedBy?: Name;
  /**
   * Zones of others below this one, by their whole names, each with its name servers: `{ "lab.example.com": ["ns-1.example.net", …] }`.
   *
   * @default - none
   */
  readonly delegations?: Readonly<Record<string, readonly string[]>>;
  /**
   * Records by a name of yours, which is the set identifier of a weighted one too.
   *
   * @named record
   * @default - none
   */
  readonly records?: Readonly<Record<Name, RecordSpec>>;
}

/** A VPC of this account. */
export interface VpcSpec {
  /** Id of the VPC: `vpc-` and more. */
  readonly vpcId: string;
  /**
   * Region of the VPC.
   *
   * @default - the environment's region
   */
  readonly region?: RegionCode;
}

/** A record: one with values, by their type, or an alias of something of AWS. */
export type RecordSpec =
  | (RecordOptions<RoutingPolicy> & Exclude<RecordContent, { readonly type: "CNAME" }>)
  | (RecordOptions<SingleAnswerRouting> & Extract<RecordContent, { readonly type: "CNAME" }>)
  | AliasRecordSpec;

/** What records with values and aliases have. */
export interface RoutedRecordOptions<Routing> {
  /**
   * Whole name, inside the zone: `mail.example.com`.
   *
   * @default - the name of the zone itself
   */
  readonly name?: string;
  /**
   * How Route 53 chooses between this record and others of its name and type.
   *
   * @default - a plain record, the only one of its name and type
   */
  readonly routing?: Routing;
  /**
   * Health check, by its name in `healthChecks`: while it fails, other records of the name and type are answered. Only beside `routing`.
   *
   * @default - the record counts as healthy; an alias is as healthy as its target
   */
  readonly healthCheck?: Name;
}

/** What records with values have. */
export interface RecordOptions<Routing> extends RoutedRecordOptions<Routing> {
  /**
   * Seconds that resolvers keep the answer: 0 to 2147483647.
   *
   * @minimum 0
   * @maximum ../../constructs/dns/dns-record#MAX_TTL
   * @default 300
   */
  readonly ttl?: number;
}

/** A record that leads to a load balancer, a distribution or another resource of AWS, or to another record of the zone. */
export interface AliasRecordSpec extends RoutedRecordOptions<SingleAnswerRouting> {
  /** Chooses this form. */
  readonly type: "ALIAS";
  /** Name that AWS gave the resource, or the whole name of another record of the zone. */
  readonly dnsName: string;
  /**
   * Id of the hosted zone that AWS keeps the name in; an attribute of the resource, not of a zone of yours.
   *
   * @default - the zone of the record itself, for another record of it
   */
  readonly hostedZoneId?: string;
  /**
   * Whether the target answers over IPv6, so that an `AAAA` record stands beside the `A` record.
   *
   * @default true
   */
  readonly ipv6?: boolean;
  /**
   * Whether Route 53 takes the record for unhealthy when its target is.
   *
   * @default - true, except for a distribution
   */
  readonly evaluateTargetHealth?: boolean;
  /**
   * Types that the zone has of this name already, which Terraform takes over and changes. For a zone with `zoneId`.
   *
   * @default - none
   */
  readonly adopt?: readonly AliasRecordType[];
}

/** A health check: of an endpoint, of others of this section, or of a CloudWatch alarm. */
export type HealthCheckSpec = EndpointHealthCheckProps | CalculatedHealthCheckProps<Name> | AlarmHealthCheckProps;
