import type { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { ref, Token } from "cdktf";
import { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { IHostedZone } from "../dns/hosted-zone.types";
import { checkProof } from "../dns/record-book";
import { proofDomain } from "./covers";

/** Seconds that resolvers keep the record. */
const TTL = 60;

/**
 * The record in a zone that proves a domain to ACM. For one domain of one account ACM asks for the same record whatever the
 * certificate and its region (ACM User Guide, "DNS validation", as of 2026-11). So there is one in a stack, which its
 * certificates share; its address is made of the zone and the domain, and stays when names are added or reordered. A record that
 * another stack made is taken over instead of refused.
 */
export class ValidationRecord extends BaseConstruct {
  /**
   * The record for a name, made for the first certificate that needs it.
   *
   * @param name a name of the certificate
   */
  static of(certificate: AcmCertificate, name: string, zone: IHostedZone): ValidationRecord {
    const stack = EnvironmentStack.of(certificate);
    const parent = stack.node.tryFindChild(GROUP) ?? new Construct(stack, GROUP);
    const id = `${zone.zoneName}-${proofDomain(name)}`;
    const existing = parent.node.tryFindChild(id);
    if (existing instanceof ValidationRecord) return existing;
    return new ValidationRecord(parent as Construct, id, certificate, name, zone);
  }

  readonly record: Route53Record;

  private constructor(scope: Construct, id: string, certificate: AcmCertificate, name: string, zone: IHostedZone) {
    super(scope, id);
    this.record = new Route53Record(this, "record", {
      zoneId: zone.zoneId,
      name: option(certificate, name, "resource_record_name"),
      type: option(certificate, name, "resource_record_type"),
      ttl: TTL,
      records: [option(certificate, name, "resource_record_value")],
      allowOverwrite: true,
    });
    checkProof(this, zone, proofDomain(name));
  }
}

/** Construct that holds the records of a stack. */
const GROUP = "certificate-validation";

/** What ACM asks for, found by name: the options are a set, which has no positions that stay. */
function option(certificate: AcmCertificate, name: string, attribute: string): string {
  const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
  return Token.asString(ref(`one([for o in ${options} : o.${attribute} if o.domain_name == ${JSON.stringify(name)}])`));
}
