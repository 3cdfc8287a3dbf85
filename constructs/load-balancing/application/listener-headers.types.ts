import type { Hsts } from "../../core/checks/hsts";
import type { ExemptionReason } from "../../core/environments/exemptions";

/**
 * A header that was put on once and is not any more. The AWS provider never sends an empty value (terraform-provider-aws,
 * `internal/service/elbv2/listener.go`, as of 2026-11), so a header that is only left out would stay. It is taken off by hand, by the command
 * that `RESPONSE_HEADER_STAYS` says, and written as `removed` from then on.
 */
export type RemovedHeader = "removed";

/** Who of other origins may read answers (CORS). */
export interface CorsHeaders {
  /**
   * The origin: `https://www.example.com`, or `*` for all (`Access-Control-Allow-Origin`).
   *
   * @default - not sent
   */
  readonly origin?: string;
  /**
   * Methods: `GET, POST`, or `*` (`Access-Control-Allow-Methods`).
   *
   * @default - not sent
   */
  readonly methods?: string;
  /**
   * Headers that a request may have: `Content-Type, Authorization`, or `*` (`Access-Control-Allow-Headers`).
   *
   * @default - not sent
   */
  readonly headers?: string;
  /**
   * Headers of the answer that pages may read (`Access-Control-Expose-Headers`).
   *
   * @default - not sent
   */
  readonly exposed?: string;
  /**
   * Whether pages may send cookies (`Access-Control-Allow-Credentials`). Browsers refuse it together with the origin `*`.
   *
   * @default - not sent
   */
  readonly credentials?: true | RemovedHeader;
  /**
   * Seconds that a browser keeps the answer to its question, 0 to 86400 (`Access-Control-Max-Age`).
   *
   * @minimum 0
   * @maximum 86400
   * @default - not sent
   */
  readonly maxAgeSeconds?: number | RemovedHeader;
}

/**
 * Headers that a listener puts on every answer, in place of what targets send (Elastic Load Balancing, "HTTP header modification for your
 * Application Load Balancer", as of 2026-11). What was put on once is taken off by hand; it is `removed` from then on.
 */
export interface ResponseHeaders {
  /**
   * How long browsers insist on HTTPS (`Strict-Transport-Security`).
   *
   * @default - as the targets say
   */
  readonly hsts?: Hsts | RemovedHeader;
  /**
   * Who may show the pages in a frame (`X-Frame-Options`).
   *
   * @default - as the targets say
   */
  readonly frames?: "DENY" | "SAMEORIGIN" | RemovedHeader;
  /**
   * `Content-Security-Policy`.
   *
   * @default - as the targets say
   */
  readonly contentSecurityPolicy?: string;
  /**
   * `nosniff`: browsers take the type of an answer as it is sent (`X-Content-Type-Options`).
   *
   * @default - as the targets say
   */
  readonly contentTypeOptions?: "nosniff" | RemovedHeader;
  /**
   * Who of other origins may read answers (CORS).
   *
   * @default - as the targets say
   */
  readonly cors?: CorsHeaders;
  /**
   * Whether answers of the balancer itself name it (`Server: awselb/2.0`).
   *
   * @default true
   */
  readonly server?: boolean;
}

/** Other names for the headers by which targets are told of TLS and of the client's certificate. */
export interface RequestHeaderNames {
  /** In place of `X-Amzn-Tls-Version`, which needs `tlsHeaders`. @default - that name */
  readonly tlsVersion?: string;
  /** In place of `X-Amzn-Tls-Cipher-Suite`, which needs `tlsHeaders`. @default - that name */
  readonly tlsCipherSuite?: string;
  /** In place of `X-Amzn-Mtls-Clientcert`. @default - that name */
  readonly clientCertificate?: string;
  /** In place of `X-Amzn-Mtls-Clientcert-Serial-Number`. @default - that name */
  readonly clientCertificateSerialNumber?: string;
  /** In place of `X-Amzn-Mtls-Clientcert-Issuer`. @default - that name */
  readonly clientCertificateIssuer?: string;
  /** In place of `X-Amzn-Mtls-Clientcert-Subject`. @default - that name */
  readonly clientCertificateSubject?: string;
  /** In place of `X-Amzn-Mtls-Clientcert-Validity`. @default - that name */
  readonly clientCertificateValidity?: string;
  /** In place of `X-Amzn-Mtls-Clientcert-Leaf`. @default - that name */
  readonly clientCertificateLeaf?: string;
}

/**
 * What a listener asks of the certificates of clients (mutual TLS; Elastic Load Balancing, "Mutual authentication with TLS in Application
 * Load Balancer", as of 2026-11).
 */
export type MutualTls =
  | {
      /** Targets get the certificate, if there is one, and judge it themselves. */
      readonly mode: "passthrough";
    }
  | {
      /** The balancer refuses connections without a certificate that the trust store knows the issuer of. */
      readonly mode: "verify";
      /** ARN of the trust store, which holds certificates of issuers. */
      readonly trustStoreArn: string;
      /**
       * Why certificates that have expired are taken.
       *
       * @default - they are refused
       */
      readonly expiredCertificates?: ExemptionReason;
    };
