import type { IHealthCheck } from "./health-checks/health-check.types";
import type { IHostedZone } from "./hosted-zone.types";
import type { RoutingPolicy } from "./routing/routing.types";

/** A server that takes mail for a domain. */
export interface MailServer {
  /**
   * 0 to 65535; the server with the smallest number is tried first.
   *
   * @minimum 0
   * @maximum 65535
   * @rangeToldAs RECORD_MX_PRIORITY
   */
  readonly priority: number;
  /** Name of the server; it has an address of its own, and is no other name (`CNAME`) itself. */
  readonly host: string;
}

/** One rule about who may make certificates for a domain (RFC 8659). */
export interface CertificateAuthorityRule {
  /** `issue`: any certificate; `issuewild`: wildcards; `iodef`: where violations are reported. */
  readonly tag: "issue" | "issuewild" | "iodef";
  /** Domain of the authority (`amazon.com`), `;` for none, or for `iodef` a `mailto:`, `http:` or `https:` address. */
  readonly value: string;
  /**
   * Whether an authority that does not know the tag must make no certificate.
   *
   * @default false
   */
  readonly critical?: boolean;
}

/** What a record says, by its type. Order means nothing, except inside a text. */
export type RecordContent = TextRecord | AliasOfName | MailRecord | AuthorityRecord;

interface TextRecord {
  /** Type of the record. */
  readonly type: "A" | "AAAA" | "TXT";
  /** IPv4 addresses (A), IPv6 addresses (AAAA), or texts (TXT) of printable ASCII, without quotation marks around them; up to 4000 characters each. */
  readonly values: readonly string[];
}

interface AliasOfName {
  /** Type of the record. */
  readonly type: "CNAME";
  /** Another name. Not for load balancers and distributions, which an `AliasRecord` points to. */
  readonly value: string;
}

interface MailRecord {
  /** Type of the record. */
  readonly type: "MX";
  /** Servers that take mail for the name. */
  readonly values: readonly MailServer[];
}

interface AuthorityRecord {
  /** Type of the record. */
  readonly type: "CAA";
  /** Who may make certificates for the name. */
  readonly values: readonly CertificateAuthorityRule[];
}

/** Properties of a `DnsRecord`. */
export type DnsRecordProps = {
  readonly zone: IHostedZone;
  /**
   * Whole name, inside the zone: `mail.example.com`.
   *
   * @default - the name of the zone itself
   */
  readonly name?: string;
  /**
   * Seconds that resolvers keep the answer: 0 to 2147483647.
   *
   * @minimum 0
   * @maximum ./dns-record#MAX_TTL
   * @rangeToldAs RECORD_TTL
   * @default 300
   */
  readonly ttl?: number;
  /**
   * How Route 53 chooses between this record and others of its name and type.
   *
   * @default - a plain record, the only one of its name and type
   */
  readonly routing?: RoutingPolicy;
  /**
   * Health check: while it fails, other records of the name and type are answered. Only beside `routing`.
   *
   * @default - the record counts as healthy
   */
  readonly healthCheck?: IHealthCheck;
} & RecordContent;
