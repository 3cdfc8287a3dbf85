import type { Tagged } from "../core/tags/tags";
import type { IHostedZone } from "../dns/hosted-zone.types";

/** A TLS certificate of AWS Certificate Manager that was made here or existed before. */
export interface ICertificate {
  /** ARN; of a certificate that is made here it is known once the certificate is valid, so whoever uses it waits. */
  readonly certificateArn: string;
  /** Names that the certificate is for, the main name first; a name may start with `*.`. */
  readonly names: readonly string[];
  /** Region that the certificate can be used in. CloudFront takes certificates of `us-east-1` only. */
  readonly region: string;
  /**
   * Zones that prove the names, when they are known: names below the certificate are put into them.
   *
   * @default - not known
   */
  readonly zones?: readonly IHostedZone[];
  /** Whether a browser that asks for the host accepts the certificate: `*.example.com` covers one label, not the apex. */
  covers(host: string): boolean;
}

/** Kinds of key that ACM makes certificates with (ACM User Guide, "Certificate characteristics", as of 2026-11). */
export type KeyAlgorithm = "RSA_2048" | "EC_prime256v1" | "EC_secp384r1";

/** Properties of a `Certificate`. */
export interface CertificateProps extends Tagged {
  /**
   * Names, the main one first; `*.example.com` covers every name one label below. The main name has at most 64 characters,
   * the others at most 253.
   */
  readonly names: readonly string[];
  /** Public zones that prove the names; each name is proved in the zone with the longest matching name. */
  readonly zones: readonly IHostedZone[];
  /**
   * Region to make the certificate in. CloudFront needs `us-east-1`.
   *
   * @default - the environment's region
   */
  readonly region?: string;
  /** @default "RSA_2048" */
  readonly keyAlgorithm?: KeyAlgorithm;
  /**
   * Whether the certificate is published in the public transparency logs. Browsers refuse certificates that are not; leave
   * it on unless the names themselves are a secret.
   *
   * @default true
   */
  readonly transparencyLogging?: boolean;
  /**
   * Minutes to wait for ACM to find the records, 1 to 720. A zone that the internet is not yet delegated to never gets there.
   *
   * @minimum 1
   * @maximum ./certificate-checks#MAX_MINUTES
   * @rangeToldAs CERTIFICATE_VALIDATION_TIME
   * @default 30
   */
  readonly validationMinutes?: number;
  /**
   * Names that one certificate may have in this account, up to 100 (ACM User Guide, "Quotas", as of 2026-11).
   *
   * @default 10
   */
  readonly namesQuota?: number;
}

/** What is known of a certificate that exists already. Nothing is looked up. */
export interface ExistingCertificateProps {
  /** ARN, or a reference to one. */
  readonly certificateArn: string;
  /** Names that the certificate is for, the main one first; a name may start with `*.`. */
  readonly names: readonly string[];
  /**
   * Region of the certificate.
   *
   * @default - the region in the ARN, or the environment's region when the ARN is a reference
   */
  readonly region?: string;
}
