import type { ICertificate } from "../../certificates/certificate.types";
import type { ExemptionReason } from "../../core/environments/exemptions";
import type { RulePeer } from "../../security-groups/connections";
import type { Authentication, RuleAction } from "../rules/listener-rule.types";
import type { MutualTls, RequestHeaderNames, ResponseHeaders } from "./listener-headers.types";

/** What happens to requests that no rule takes, and who must be logged in before. */
export type DefaultAction = RuleAction & {
  /** Who must be logged in before. Needs HTTPS. @default - nobody */
  readonly authenticate?: Authentication;
};

/** What every listener can be told. */
export interface ListenerOptions {
  /** What happens to requests that no rule takes. @default - they are answered with 404 */
  readonly defaultAction?: DefaultAction;
  /**
   * Headers on every answer.
   *
   * @default - those of the balancer; none when it has none
   */
  readonly responseHeaders?: ResponseHeaders;
}

/** What a listener for HTTPS can be told besides. */
export interface TlsListenerOptions extends ListenerOptions {
  /**
   * Security policy: protocols and ciphers. One of Elastic Load Balancing's with TLS 1.2 or later.
   *
   * @default - the one that AWS recommends: TLS 1.3 and 1.2, with post-quantum key exchange for clients that have it
   */
  readonly sslPolicy?: string;
  /**
   * Other names for the headers by which targets are told of TLS and of the client's certificate.
   *
   * @default - AWS's
   */
  readonly requestHeaderNames?: RequestHeaderNames;
  /**
   * What is asked of the certificates of clients.
   *
   * @default - clients need none
   */
  readonly mutualTls?: MutualTls;
}

/** Port 80 beside a listener for HTTPS, when it serves requests itself. Refused in protected environments. */
export interface PlainListenerProps extends ExemptionReason, ListenerOptions {}

/** Properties of {@link ApplicationLoadBalancer.addListener}. */
export interface AdditionalListenerProps extends TlsListenerOptions {
  /**
   * 1 to 65535, other than those that the balancer listens on.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** Peers that may connect to the port. @default - nobody yet: groups are allowed by `connections.allowFrom` */
  readonly entry?: readonly RulePeer[];
  /**
   * Why the internet may connect to the port, which is another than 80 and 443.
   *
   * @default - it may not
   */
  readonly publicEntry?: string;
  /**
   * Certificates of its own: the first is for clients that name no host, the others are chosen by the name that the client asks for
   * (SNI).
   *
   * @default - those of the balancer
   */
  readonly certificates?: readonly [ICertificate, ...ICertificate[]];
  /**
   * Why it speaks plain HTTP beside HTTPS; listed after each synth. Refused in protected environments.
   *
   * @default - it speaks HTTPS when it or the balancer has a certificate
   */
  readonly plainHttp?: ExemptionReason;
}
