import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import type { IHostedZone } from "../dns/hosted-zone.types";
import type { CertificateProps, ExistingCertificateProps, ICertificate } from "./certificate.types";
import { type ProvedName, proveNames } from "./certificate-checks";
import { covers, proofDomain } from "./covers";
import { ExistingCertificate } from "./existing-certificate";
import { ValidationRecord } from "./validation-record";

/**
 * A public TLS certificate, proved by DNS: the certificate, the records in the zones, and the wait until it is valid, in one
 * apply. ACM renews it as long as the records stand. It costs nothing.
 *
 * ```ts
 * new Certificate(this, "site", { names: ["example.com", "*.example.com", "example.org"], zones: [com, org] });
 * ```
 *
 * A change of names makes a new certificate before the old one is deleted, so that listeners can move over. Leave
 * `create_before_destroy` off whatever refers to `certificateArn`: Terraform would pass it on to the records, and the old record,
 * which is the same as the new, would be deleted last.
 */
export class Certificate extends BaseConstruct implements ICertificate {
  /**
   * A certificate that exists already. Nothing is looked up.
   *
   * @throws GroundplanError `CERTIFICATE_ARN_INVALID`, `CERTIFICATE_REGION`, `DOMAIN_NAME_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingCertificateProps): ICertificate {
    return new ExistingCertificate(scope, id, props);
  }

  /** The Terraform resource of the certificate. */
  readonly resource: AcmCertificate;
  /** The records that prove the names. */
  readonly records: readonly ValidationRecord[];
  /** The wait for ACM. */
  readonly validation: AcmCertificateValidation;
  readonly names: readonly string[];
  readonly region: string;
  readonly zones: readonly IHostedZone[];

  /**
   * @throws GroundplanError `CERTIFICATE_NAMES_COUNT`, `CERTIFICATE_QUOTA`, `CERTIFICATE_NAME_DUPLICATE`,
   * `CERTIFICATE_MAIN_NAME_LENGTH`, `CERTIFICATE_ZONE_MISSING`, `CERTIFICATE_VALIDATION_TIME`, `DOMAIN_NAME_INVALID`,
   * `REGION_INVALID`
   */
  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    props = layDefaults(this, "Certificate", props);
    checkShape(this, "Certificate", props);
    tag(this, props);
    const { environment } = EnvironmentStack.of(this);
    const proved = proveNames(this.node.path, props);
    this.names = props.names;
    this.zones = props.zones;
    this.region = props.region ?? environment.region;
    this.resource = this.#request(props);
    this.records = this.#prove(proved);
    this.validation = this.#wait(props.validationMinutes ?? 30);
  }

  get certificateArn(): string {
    return this.validation.certificateArn;
  }

  covers(host: string): boolean {
    return covers(this.names, host);
  }

  #request(props: CertificateProps): AcmCertificate {
    const [main, ...others] = props.names;
    return new AcmCertificate(this, "certificate", {
      domainName: main,
      // Always written: where it is missing the provider keeps the names of the certificate before (`Optional` and `Computed` in
      // resource aws_acm_certificate, provider 5.100 and 6), so that one that loses all names but its main one would keep them.
      subjectAlternativeNames: others.length > 0 ? others.sort() : [...props.names],
      validationMethod: "DNS",
      keyAlgorithm: props.keyAlgorithm ?? "RSA_2048",
      options: {
        certificateTransparencyLoggingPreference: (props.transparencyLogging ?? true) ? "ENABLED" : "DISABLED",
      },
      ...this.#provider(),
    });
  }

  #prove(proved: readonly ProvedName[]): ValidationRecord[] {
    const byDomain = new Map<string, ProvedName>();
    for (const entry of [...proved].sort((a, b) => (a.name < b.name ? 1 : -1))) {
      byDomain.set(proofDomain(entry.name), entry);
    }
    return [...byDomain.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, zone }) => ValidationRecord.of(this.resource, name, zone));
  }

  #wait(minutes: number): AcmCertificateValidation {
    return new AcmCertificateValidation(this, "validation", {
      certificateArn: this.resource.arn,
      validationRecordFqdns: this.records.map(({ record }) => record.fqdn),
      timeouts: { create: `${minutes}m` },
      ...this.#provider(),
    });
  }

  /** A second provider, where the certificate is not of the environment's region. */
  #provider(): { provider?: AwsProvider } {
    const stack = EnvironmentStack.of(this);
    return this.region === stack.environment.region ? {} : { provider: stack.providerFor(this.region) };
  }
}
