import type { IConstruct } from "constructs";
import type { ICertificate } from "../certificates/certificate.types";
import type { ExemptionReason } from "../core/environments/exemptions";
import type { Tagged } from "../core/tags/tags";
import type { AliasTarget } from "../dns/alias-target";
import type { IHostedZone } from "../dns/hosted-zone.types";
import type { INetwork } from "../network/network.types";
import type { IConnectable, ISecurityGroup, RulePeer } from "../security-groups/connections";
import type { IBucket } from "../storage/bucket.types";
import type { ListenerOptions, PlainListenerProps, TlsListenerOptions } from "./application/http-listener.types";
import type { Authentication, RequestRewrites, RuleConditions } from "./rules/listener-rule.types";

/** Who can reach a balancer: everybody, or the VPC and what is connected to it. */
export type LoadBalancerScheme = "internet-facing" | "internal";

/**
 * How a listener is reached by one distribution, and by nobody else's: privately, or by a secret that its rules ask for.
 */
export type CloudFrontWay =
  | { readonly by: "vpc-origin" }
  | {
      readonly by: "secret-header";
      /** Name of the header. */
      readonly header: string;
      /** 1 to 128 characters, without `*` and `?`. */
      readonly value: string;
    };

/** The listener of a balancer that rules hang on. */
export interface IHttpListener extends IConstruct {
  readonly listenerArn: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  /** Names of its certificates; empty for plain HTTP. */
  readonly certificateNames: readonly string[];
  /** Whether one of its certificates is accepted for the host. */
  covers(host: string): boolean;
  /** Whether it may send users to log in: the balancer reaches the identity provider. */
  readonly authenticates: boolean;
  /** How CloudFront reaches it; absent when it does not. */
  readonly cloudFront?: CloudFrontWay;
  /** The same for the same listener in every stack of the app: rules of one listener need different priorities. */
  readonly identity: string;
}

/** An Application Load Balancer that was made here, or is read from another stack's contract. */
export interface ILoadBalancer extends IConstruct, IConnectable, AliasTarget {
  readonly loadBalancerArn: string;
  /** Last part of the ARN (`app/name/1234567890abcdef`), which metrics and scaling by requests per target name it by. */
  readonly arnSuffix: string;
  readonly scheme: LoadBalancerScheme;
  readonly network: INetwork;
  /** The balancer's group. Rules for targets are written against it: `target.connections.allowFrom(balancer, …)`. */
  readonly securityGroup: ISecurityGroup;
  /** The listener that rules hang on: 443, or 80 where the balancer speaks plain HTTP. */
  readonly listener: IHttpListener;
  /**
   * Listeners that serve requests beside that one, by their names: those of `addListener`, and `http`, port 80, where it serves requests
   * beside HTTPS.
   */
  readonly furtherListeners: Readonly<Record<string, IHttpListener>>;
  /** Zones that names of services are put into. */
  readonly zones: readonly IHostedZone[];

  /**
   * A place below a host name: what a service takes to be reached by that name.
   *
   * ```ts
   * expose: edge.host("api.example.com", { paths: ["/v1/*"] })
   * ```
   *
   * @param name whole host name; the certificate must cover it
   * @throws GroundplanError `LISTENER_UNKNOWN`
   */
  host(name: string, options?: HostOptions): Exposure;
  /**
   * A place below a path of every host.
   *
   * @throws GroundplanError `LISTENER_UNKNOWN`
   */
  path(pattern: string, options?: PathOptions): Exposure;
  /**
   * Everything that no other rule takes.
   *
   * @throws GroundplanError `LISTENER_UNKNOWN`
   */
  everything(options?: PathOptions): Exposure;
}

/** Where a service hangs itself below a balancer. Made by {@link ILoadBalancer.host} and its siblings; put up by `ExposedTarget`. */
export interface Exposure {
  readonly loadBalancer: ILoadBalancer;
  /** The listener of the balancer that the rule hangs on. */
  readonly listener: IHttpListener;
  readonly conditions: RuleConditions;
  /** 1 to 50000; absent when it follows from the conditions. */
  readonly priority?: number;
  readonly authenticate?: Authentication;
  readonly rewrite?: RequestRewrites;
  /** The names that alias records are made for, each with its zone. */
  readonly records: readonly ExposedName[];
  /** For messages: `host "api.example.com"`. */
  readonly label: string;
}

/** A name that is to point to the balancer. */
export interface ExposedName {
  readonly name: string;
  readonly zone: IHostedZone;
}

/** Options of {@link ILoadBalancer.path}. */
export interface PathOptions {
  /**
   * Name of another listener of the balancer, one of `furtherListeners`.
   *
   * @default - port 443, or port 80 where the balancer speaks plain HTTP
   */
  readonly listener?: string;
  /**
   * Place of the rule, 1 to 50000. Below 1000 it is tried before all that have none.
   *
   * @default - follows from the conditions: a rule that asks for more is tried before one that asks for less
   */
  readonly priority?: number;
  /** Further conditions that must hold. @default - none */
  readonly conditions?: Omit<RuleConditions, "hosts" | "paths">;
  /** Who must be logged in. @default - nobody */
  readonly authenticate?: Authentication;
  /** What targets get in place of what was asked for. @default - the request as it came */
  readonly rewrite?: RequestRewrites;
}

/** Options of {@link ILoadBalancer.host}. */
export interface HostOptions extends PathOptions {
  /** Paths below the host: `["/v1/*"]`. @default - all */
  readonly paths?: readonly string[];
  /** Further names of the same service, all covered by the certificate. @default - none */
  readonly otherHosts?: readonly string[];
  /**
   * Zone that the alias records are made in, or `"none"` when the names are looked after elsewhere: two services may share a
   * host, and a name behind a distribution belongs to the distribution.
   *
   * @default - of the balancer's zones the one with the longest matching name
   */
  readonly zone?: IHostedZone | "none";
}

/** A web ACL of scope `REGIONAL`; `WebAcl` is one. */
export interface RegionalWebAcl {
  readonly webAclArn: string;
  readonly scope: "REGIONAL" | "CLOUDFRONT";
}

/** A folder of a bucket. */
export interface LogDestination {
  /**
   * Bucket without a KMS key. One that is made here is told to admit the delivery; the policy of one that exists already must
   * admit it.
   */
  readonly bucket: IBucket;
  /** Folder, without slashes at its ends. @default - none: `AWSLogs/…` at the top */
  readonly prefix?: string;
}

/**
 * Who may connect to a balancer: the internet, CloudFront only, or named peers. Peers that come by group are added later:
 * `balancer.connections.allowFrom(app, Port.tcp(443), …)`.
 *
 * `"cloudfront"` admits the addresses of CloudFront's edge, which are those of everybody's distributions. An internal balancer is
 * reached by those of its own account only (VPC origins). The rules of one that is internet-facing ask for a secret as well, which
 * the distribution in front of it sends.
 */
export type LoadBalancerEntry = "internet" | "cloudfront" | readonly RulePeer[];

/** What both kinds of balancers can be told: where they lie, what they are called, and what protects them. */
export interface BalancerProps extends Tagged {
  readonly network: INetwork;
  /**
   * Tier of the network that it lies in: a public one when internet-facing; a private one when internal, or for a
   * `NetworkLoadBalancer` an isolated one.
   *
   * @default - the first tier of that kind
   */
  readonly tier?: string;
  /**
   * Access log, in a bucket. That of an `ApplicationLoadBalancer` holds every request, and a protected environment needs it; that of a
   * `NetworkLoadBalancer` holds TLS connections only.
   *
   * @default - none
   */
  readonly accessLogs?: IBucket | LogDestination;
  /**
   * Whether AWS refuses to delete the balancer.
   *
   * @default - as the environment is protected
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether traffic may be moved away from a zone by zonal shift, by hand or by AWS (zonal autoshift).
   *
   * @default false
   */
  readonly zonalShift?: boolean;
  /**
   * Load balancer capacity units that are kept ready, and paid for, whatever the traffic: 1 to 15000 for a balancer (Elastic Load
   * Balancing, "Quotas for your Application Load Balancers", Load Balancer Capacity Units, as of 2026-11), which can be raised. The quota of
   * the account begins with 0 for the region. Not for a `NetworkLoadBalancer` with a listener for TLS.
   *
   * @minimum 1
   * @maximum 15000
   * @counts capacity units
   * @default - none: it grows with the traffic
   */
  readonly capacityUnits?: number;
  /** Middle part of its name. @default - the ids of the construct and its scopes within the stack */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a balancer that exists and is taken over. Another name is another balancer.
   *
   * @default - made from `name`
   */
  readonly loadBalancerName?: string;
}

/** Properties of an `ApplicationLoadBalancer` that do not depend on HTTPS. */
interface ApplicationLoadBalancerBaseProps extends BalancerProps, ListenerOptions {
  /** @default "internet-facing" */
  readonly scheme?: LoadBalancerScheme;
  /**
   * Who may connect.
   *
   * @default - the internet for one that is internet-facing, nobody yet for one that is internal
   */
  readonly entry?: LoadBalancerEntry;
  /**
   * Zones that names of services are put into.
   *
   * @default - the zones of the certificate
   */
  readonly zones?: readonly IHostedZone[];
  /**
   * Connection log: every TLS connection and what it was refused for.
   *
   * @default - none
   */
  readonly connectionLogs?: IBucket | LogDestination;
  /**
   * Web ACL of scope `REGIONAL`. A protected environment needs one where the internet connects directly.
   *
   * @default - none
   */
  readonly webAcl?: RegionalWebAcl;
  /**
   * Why a balancer that the internet connects to has no web ACL in a protected environment.
   *
   * @default - it needs one
   */
  readonly withoutWebAcl?: ExemptionReason;
  /**
   * Whether rules send users to log in. The balancer then connects to the identity provider by HTTPS.
   *
   * @default - as `defaultAction` asks for it
   */
  readonly authenticates?: boolean;
  /**
   * Seconds after which a connection without traffic is closed, 1 to 4000 (Elastic Load Balancing API Reference, `LoadBalancerAttribute`,
   * as of 2026-11, as the next one). Servers behind it should wait longer.
   *
   * @minimum 1
   * @maximum 4000
   * @default 60
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * Seconds after which a client's connection is closed whatever its traffic, 60 to 604800 (7 days).
   *
   * @minimum 60
   * @maximum 604800
   * @synonym keepAliveSeconds, clientKeepAlive
   * @default 3600
   */
  readonly clientKeepAliveSeconds?: number;
  /**
   * Whether clients may speak HTTP/2.
   *
   * @default true
   */
  readonly http2?: boolean;
  /**
   * What is done with requests that could be understood differently by the servers behind (request smuggling).
   *
   * @default "defensive"
   */
  readonly desyncMitigation?: "monitor" | "defensive" | "strictest";
  /**
   * What is done with the header `X-Forwarded-For` of a request: the client's address is added, the header is left alone, or
   * taken out.
   *
   * @default "append"
   */
  readonly xForwardedFor?: "append" | "preserve" | "remove";
  /**
   * Whether `X-Forwarded-For` holds the client's port too.
   *
   * @default false
   */
  readonly xForwardedForPort?: boolean;
  /**
   * Whether targets get the host as it was asked for, with its port.
   *
   * @default false
   */
  readonly preserveHostHeader?: boolean;
  /**
   * Whether targets get the version of TLS and the cipher of the client's connection, in `X-Amzn-Tls-Version` and
   * `X-Amzn-Tls-Cipher-Suite`.
   *
   * @default false
   */
  readonly tlsHeaders?: boolean;
  /**
   * Why requests go on to the targets, past the rules of the web ACL, while the balancer does not reach AWS WAF. Only with a web ACL.
   *
   * @default - they are refused
   */
  readonly wafFailOpen?: ExemptionReason;
  /**
   * IPv4 only, or IPv6 too; the tier's subnets must have IPv6 ranges for that.
   *
   * @default "ipv4"
   */
  readonly addressType?: "ipv4" | "dualstack";
}

/** A balancer that speaks HTTPS; port 80 only redirects, unless `httpListener` says otherwise. */
export interface HttpsLoadBalancerProps extends ApplicationLoadBalancerBaseProps, TlsListenerOptions {
  /**
   * Certificate of the environment's region; the one for clients that name no host.
   *
   * @toldAs CERTIFICATE_MISSING
   */
  readonly certificate: ICertificate;
  /** Further certificates, chosen by the name that the client asks for (SNI); at most 25. @default - none */
  readonly moreCertificates?: readonly ICertificate[];
  /**
   * What port 80 does beside HTTPS: it redirects, it is not listened on, or it serves requests by plain HTTP itself for a reason that is
   * listed after each synth. Behind CloudFront, which redirects by itself, there is none.
   *
   * @default "redirect"
   */
  readonly httpListener?: "redirect" | "none" | PlainListenerProps;
  readonly plainHttp?: never;
}

/** A balancer without TLS, for an environment without a domain. Refused in protected environments. */
export interface PlainHttpLoadBalancerProps extends ApplicationLoadBalancerBaseProps {
  /** Why it speaks plain HTTP; listed after each synth. */
  readonly plainHttp: ExemptionReason;
  readonly certificate?: never;
  readonly moreCertificates?: never;
  readonly httpListener?: never;
  readonly sslPolicy?: never;
  readonly requestHeaderNames?: never;
  readonly mutualTls?: never;
}

/** Properties of an `ApplicationLoadBalancer`. */
export type ApplicationLoadBalancerProps = HttpsLoadBalancerProps | PlainHttpLoadBalancerProps;
