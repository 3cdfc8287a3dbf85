import type { ICertificate } from "../../../certificates/certificate.types";
import type { IHostedZone } from "../../../dns/hosted-zone.types";

/** Clients that show a certificate. */
export interface HttpMutualTls {
  /**
   * Certificates of those who may sign certificates of clients, as an object of S3.
   *
   * @example s3://example-trust/clients.pem
   */
  readonly truststoreUri: string;
  /**
   * Version of the object.
   *
   * @default - the newest at the apply
   */
  readonly truststoreVersion?: string;
}

/** What of a domain is the same in code and in a configuration. */
export interface HttpApiDomainOptions {
  /**
   * Whole name.
   *
   * @example api.example.com
   */
  readonly name: string;
  /**
   * Clients have to show a certificate.
   *
   * @default - they need none
   */
  readonly mutualTls?: HttpMutualTls;
}

/** A name of one's own for an API: the stage `$default` at its root, others below their names. */
export interface HttpApiDomain extends HttpApiDomainOptions {
  /** Certificate of the environment's region that covers the name. */
  readonly certificate: ICertificate;
  /**
   * Zone that the alias record is made in, or `"none"` where the name is looked after elsewhere.
   *
   * @default - of the zones of the certificate the one with the longest matching name
   */
  readonly zone?: IHostedZone | "none";
}
