import type { DistributionNames, DistributionProps } from "../../constructs/cdn/distribution.types";
import type { ExistingCertificateProps } from "../../constructs/certificates/certificate.types";
import type { ExemptionReason } from "../../constructs/core/environments/exemptions";
import type { Name } from "../../constructs/core/texts/text.types";
import type { AliasRecordType } from "../../constructs/dns/alias-record";
import type { HttpsLoadBalancerProps } from "../../constructs/load-balancing/load-balancer.types";
import type { ManagedRuleGroupName } from "../../constructs/waf/rules/managed-rule-groups";
import type { ManagedRuleGroupOptions, WebAclProps } from "../../constructs/waf/web-acl.types";
import type { EdgeDefaultAction, EdgeListenerProps, EdgePlainListener } from "./edge-listener.types";
import type { EdgeNetworkBalancerProps } from "./edge-network.types";

/** The domain that an environment's names lie below. */
export interface DomainProps {
  /**
   * Name of the zone: `sandbox.example.com`. Services may have this name and every name one label below.
   *
   * @example sandbox.example.com
   */
  readonly name: string;
  /**
   * Id of a public zone that exists already.
   *
   * @synonym hostedZoneId
   * @default - the zone is made; the domain above has to be delegated to its name servers
   */
  readonly zoneId?: string;
  /**
   * A public zone of the section `dns` with the name of the domain, by its name there.
   *
   * @default - the zone is made, or exists by `zoneId`
   */
  readonly zone?: Name;
  /**
   * Whether the domain above, or the registrar, names the zone's name servers. With `false` the zone is all that is made: its name
   * servers are known then, and no certificate waits for a delegation that nobody can make yet.
   *
   * @default true
   */
  readonly delegated?: boolean;
  /**
   * Zones of others below the domain, by their whole names, each with its name servers: `{ "lab.example.com": ["ns-1.example.net", …] }`.
   *
   * @default - none
   */
  readonly delegations?: Readonly<Record<string, readonly string[]>>;
}

/** What the edge's web ACL does. */
export interface EdgeWebAclProps
  extends Pick<WebAclProps, "tags" | "webAclName" | "description" | "logging" | "sampledRequests" | "capacity"> {
  /**
   * Rule groups that AWS maintains. `core` blocks bodies above 8 KB, and uploads with them: an application that takes some says
   * `core: { overrides: { SizeRestrictions_BODY: "count" } }`.
   *
   * @default - `ip-reputation`, `core` and `known-bad-inputs`
   */
  readonly managed?: Readonly<Partial<Record<ManagedRuleGroupName, ManagedRuleGroupOptions | boolean>>>;
  /**
   * Requests of one address in five minutes before it is blocked, 10 to 2,000,000,000.
   *
   * @minimum ../../constructs/waf/rules/rule-checks#RATE.min
   * @maximum ../../constructs/waf/rules/rule-checks#RATE.max
   * @default 2000
   */
  readonly rateLimit?: number;
}

/** How an environment is reached from the internet. */
export interface EdgeProps {
  /**
   * The domain; certificates for it are made and renewed.
   *
   * @synonym domainName
   * @default - none: the balancer speaks plain HTTP and says why in `plainHttp`
   */
  readonly domain?: DomainProps;
  /**
   * Why the environment speaks plain HTTP. Only without a domain, and never in a protected environment.
   *
   * @default - it speaks HTTPS
   */
  readonly plainHttp?: ExemptionReason;
  /**
   * Web ACL in front of everything, or `false` for none, which a protected environment does not allow.
   *
   * @default - AWS's groups against known attacks, and a rate limit
   */
  readonly webAcl?: EdgeWebAclProps | false;
  /**
   * The load balancer.
   *
   * @default - as `ApplicationLoadBalancer` makes it
   */
  readonly loadBalancer?: EdgeLoadBalancerProps;
  /**
   * A Network Load Balancer beside it, for connections that are not HTTP: services and servers have its listeners by their names, in
   * `networkListeners`.
   *
   * @default - none
   */
  readonly networkLoadBalancer?: EdgeNetworkBalancerProps;
  /**
   * CloudFront in front of the balancer, which then lies in a private tier and admits nobody else, with a bucket for static files.
   * Needs a domain.
   *
   * @default - viewers connect to the balancer
   */
  readonly distribution?: EdgeDistributionProps;
  /**
   * Days that access logs are kept, or `false` for no logs, which a protected environment does not allow.
   *
   * @minimum 1
   * @maximum 3653
   * @default 90
   */
  readonly accessLogDays?: number | false;
}

/**
 * What can be chosen of the balancer. The edge says what it is for: the certificate of the domain, and where logs go.
 */
export interface EdgeLoadBalancerProps
  extends Omit<
    HttpsLoadBalancerProps,
    | "network"
    | "scheme"
    | "entry"
    | "zones"
    | "certificate"
    | "moreCertificates"
    | "plainHttp"
    | "accessLogs"
    | "connectionLogs"
    | "webAcl"
    | "withoutWebAcl"
    | "name"
    | "defaultAction"
    | "authenticates"
    | "httpListener"
  > {
  /**
   * What happens to requests that no service takes.
   *
   * @default - they are answered with 404
   */
  readonly defaultAction?: EdgeDefaultAction;
  /**
   * Whether rules and default actions send users to log in. The balancer then connects to the identity provider by HTTPS.
   *
   * @default - as a default action of the edge asks for it; a service that has users log in needs it written out
   */
  readonly authenticates?: boolean;
  /**
   * Who may connect to ports 80 and 443, as ranges. Not behind a distribution, which alone connects to the balancer.
   *
   * @example ["203.0.113.0/24"]
   * @default - everybody; behind a distribution nobody else
   */
  readonly entry?: readonly string[];
  /**
   * What port 80 does beside HTTPS: it redirects, it is not listened on, or it serves requests by plain HTTP itself for a reason that is
   * listed after each synth. Services choose it by the name `http`.
   *
   * @default "redirect"
   */
  readonly httpListener?: "redirect" | "none" | EdgePlainListener;
  /**
   * Further listeners by a name of yours, by which services choose them.
   *
   * @named listener
   * @default - none
   */
  readonly listeners?: Readonly<Record<Name, EdgeListenerProps>>;
  /**
   * Further certificates by a name of yours, chosen by the host that a client asks for (SNI). Services may have the hosts that they are
   * for; records for hosts outside the domain are looked after elsewhere.
   *
   * @named certificate
   * @default - none
   */
  readonly moreCertificates?: Readonly<Record<Name, ExistingCertificateProps>>;
  /**
   * Connection log: every TLS connection and what it was refused for, beside the access log.
   *
   * @default false
   */
  readonly connectionLogs?: boolean;
}

/** How CloudFront stands in front of the balancer. */
export interface EdgeDistributionProps
  extends Pick<
    DistributionProps,
    "priceClass" | "geoRestriction" | "securityHeaders" | "errorResponses" | "rootObject" | "comment" | "tags"
  > {
  /**
   * Path of the files in the static bucket, with at least one character before the first wildcard.
   *
   * @default "/static/*"
   */
  readonly staticPath?: string;
  /**
   * Whole names of what is made, for what exists and is taken over: the static files are the origin `files`. AWS changes them in place.
   *
   * @default - made of the distribution's place
   */
  readonly names?: Omit<DistributionNames, "cachePolicyNames">;
  /**
   * Why the balancer is internet-facing. Its rules then ask for a secret that this distribution alone sends. For a region or a zone
   * without VPC origins, and for what these do not pass on.
   *
   * @default - it is internal, and CloudFront reaches it privately (VPC origin)
   */
  readonly publicOrigin?: ExemptionReason;
  /**
   * The record of the domain itself, which leads to the distribution.
   *
   * @default - it is made; Route 53 refuses it beside one of the same type that others have made
   */
  readonly apexRecord?: NameRecord;
  /**
   * The record of every name one label below the domain, which leads to the distribution. Names of services have no other.
   *
   * @default - it is made; Route 53 refuses it beside one of the same type that others have made
   */
  readonly wildcardRecord?: NameRecord;
}

/**
 * What becomes of a record that others may have made in the zone: `adopt` takes the named types over and changes them, so that they belong
 * to the edge from then on (the types that are not named are made); `leave` makes none.
 */
export type NameRecord = "leave" | AdoptedRecords;

/** Records of others that become the edge's. */
export interface AdoptedRecords {
  /** Types of the record that the zone has; the other one is made. */
  readonly adopt: readonly AliasRecordType[];
}
