import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { Problems } from "../core/errors";
import type { AliasTarget } from "./alias-target";
import { isDistribution } from "./aws-names";
import type { IHostedZone } from "./hosted-zone.types";
import { addressByName } from "./record-address";
import { noteRecord } from "./record-book";
import { checkRecordName } from "./record-name";

/** Properties of {@link AliasRecord}. */
export interface AliasRecordProps {
  readonly zone: IHostedZone;
  /**
   * Whole name, inside the zone: `api.example.com`, or `*.example.com`.
   *
   * @default - the name of the zone itself
   */
  readonly name?: string;
  /** What the name points to: a load balancer, a distribution. */
  readonly target: AliasTarget;
}

/**
 * A name for a load balancer, a distribution or another resource of AWS: an alias record for IPv4, and one for IPv6. Route 53
 * follows the addresses of the target by itself, asks nothing for the query, and an alias may stand at the apex of a zone,
 * where a CNAME may not.
 */
export class AliasRecord extends Construct {
  /** The name that the record gives to the target. */
  readonly name: string;
  /** The Terraform resources, A first. */
  readonly records: readonly Route53Record[];

  /** @throws GroundplanError `DOMAIN_NAME_INVALID`, `RECORD_OUTSIDE_ZONE`, `ALIAS_CLOUDFRONT_PRIVATE` */
  constructor(scope: Construct, id: string, props: AliasRecordProps) {
    super(scope, id);
    const { zone, target } = props;
    this.name = props.name ?? zone.zoneName;
    this.#check(props);
    const types = target.ipv6 === false ? (["A"] as const) : (["A", "AAAA"] as const);
    this.records = types.map((type) => {
      noteRecord(this, zone, this.name, type, true);
      const record = new Route53Record(this, type.toLowerCase(), {
        zoneId: zone.zoneId,
        name: this.name,
        type,
        alias: {
          name: target.dnsName,
          zoneId: target.hostedZoneId,
          evaluateTargetHealth: target.reportsHealth ?? !isDistribution(target, this),
        },
      });
      addressByName(record, zone, this.name, type);
      return record;
    });
  }

  #check({ zone, target }: AliasRecordProps): void {
    const problems = new Problems(this.node.path);
    checkRecordName(this.name, zone, problems);
    if (zone.visibility === "private" && isDistribution(target, this)) {
      problems.add("target", {
        code: "ALIAS_CLOUDFRONT_PRIVATE",
        message: "A private zone cannot have an alias record for a distribution.",
        found: `${this.name} in the private zone ${zone.zoneName}`,
        expected: "a public zone",
        fix: "put the record into the public zone of the same name; VPCs find it there unless the private zone hides it",
      });
    }
    problems.throwIfAny();
  }
}
