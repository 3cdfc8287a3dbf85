import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import type { Problem, Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { AliasTarget } from "./alias-target";
import { isDistribution } from "./aws-names";
import type { IHealthCheck } from "./health-checks/health-check.types";
import type { IHostedZone } from "./hosted-zone.types";
import { addressByName } from "./record-address";
import { noteRecord } from "./record-book";
import { checkRecordName } from "./record-name";
import type { RoutingPolicy } from "./routing/routing.types";
import { routedRecord, routingArguments } from "./routing/routing-arguments";
import { checkRouting } from "./routing/routing-checks";

/** Types of an alias record: for IPv4 and for IPv6. */
export type AliasRecordType = "A" | "AAAA";

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
  /**
   * Types that the zone has of this name already. Terraform takes these records over at the next apply, by an `import` block, and changes
   * them so that they lead to the target; from then on they go with the stack. For a zone whose id is written.
   *
   * @default - none: where others have made such a record, Route 53 refuses a second one
   */
  readonly adopt?: readonly AliasRecordType[];
  /**
   * Whether Route 53 takes the record for unhealthy when its target is.
   *
   * @default - as the target says: true, except for a distribution
   */
  readonly evaluateTargetHealth?: boolean;
  /**
   * How Route 53 chooses between this record and others of its name and type.
   *
   * @default - a plain record, the only one of its name and type
   */
  readonly routing?: RoutingPolicy;
  /**
   * Health check beside that of the target: while it fails, other records of the name and type are answered. Only beside `routing`.
   *
   * @default - the record is as healthy as its target
   */
  readonly healthCheck?: IHealthCheck;
}

/**
 * A name for a load balancer, a distribution or another resource of AWS: an alias record for IPv4, and one for IPv6. Route 53
 * follows the addresses of the target by itself, asks nothing for the query, and an alias may stand at the apex of a zone,
 * where a CNAME may not.
 */
export class AliasRecord extends BaseConstruct {
  /** The name that the record gives to the target. */
  readonly name: string;
  /** The Terraform resources, A first. */
  readonly records: readonly Route53Record[];

  /** @throws GroundplanError `DOMAIN_NAME_INVALID`, `RECORD_OUTSIDE_ZONE`, `ALIAS_CLOUDFRONT_PRIVATE`, `RECORD_ADOPT_ZONE`, `RECORD_ADOPT_TYPE`, and the codes of `checkRouting` */
  constructor(scope: Construct, id: string, props: AliasRecordProps) {
    super(scope, id);
    props = layDefaults(this, "AliasRecord", props);
    const problems = checkShape(this, "AliasRecord", props);
    const { zone, target, routing, healthCheck } = props;
    this.name = props.name ?? zone.zoneName;
    this.#check(props, problems);
    const routed = routedRecord(this, routing);
    this.records = typesOf(target).map((type) => {
      const record = new Route53Record(this, type.toLowerCase(), {
        zoneId: zone.zoneId,
        name: this.name,
        type,
        alias: {
          name: target.dnsName,
          zoneId: target.hostedZoneId,
          evaluateTargetHealth: this.#evaluatesHealth(props),
        },
        ...routingArguments(this, routed),
        healthCheckId: healthCheck?.healthCheckId,
      });
      addressByName(record, zone, this.name, type, routed);
      noteRecord(this, zone, { name: this.name, type, alias: true, routed, resource: record });
      // The form is the provider's (AWS provider documentation, `aws_route53_record`, "Import", 5.100.0, 2025-06).
      if (props.adopt?.includes(type)) {
        const identifier = routed ? `_${routed.identifier}` : "";
        record.importFrom(`${zone.zoneId}_${this.name}_${type}${identifier}`);
      }
      return record;
    });
  }

  #evaluatesHealth({ target, evaluateTargetHealth }: AliasRecordProps): boolean {
    return evaluateTargetHealth ?? target.reportsHealth ?? !isDistribution(target, this);
  }

  #check(props: AliasRecordProps, problems: Problems): void {
    const { zone, target, adopt = [], routing, healthCheck } = props;
    checkRecordName(this.name, zone, problems);
    const hasHealthCheck = healthCheck !== undefined;
    const tellsHealth = hasHealthCheck || this.#evaluatesHealth(props);
    checkRouting(
      this,
      { zone, type: "A", ...(routing ? { routing } : {}), hasHealthCheck, tellsHealth, isAlias: true },
      problems,
    );
    if (zone.visibility === "private" && isDistribution(target, this)) {
      problems.add("target", {
        code: "ALIAS_CLOUDFRONT_PRIVATE",
        message: "A private zone cannot have an alias record for a distribution.",
        found: `${this.name} in the private zone ${zone.zoneName}`,
        expected: "a public zone",
        fix: "put the record into the public zone of the same name; VPCs find it there unless the private zone hides it",
      });
    }
    if (adopt.length > 0 && Token.isUnresolved(zone.zoneId)) problems.add("adopt", adoptedFromUnknown(zone.zoneName));
    const others = adopt.filter((type) => !typesOf(target).includes(type));
    if (others.length > 0) {
      problems.add("adopt", {
        code: "RECORD_ADOPT_TYPE",
        message: "A record is to be taken over that is not made here.",
        found: others.join(", "),
        expected: typesOf(target).join(", "),
        fix: `leave ${others.join(", ")} out: the target answers by IPv4 only`,
      });
    }
    problems.throwIfAny();
  }
}

function typesOf({ ipv6 }: AliasTarget): readonly AliasRecordType[] {
  return ipv6 === false ? ["A"] : ["A", "AAAA"];
}

function adoptedFromUnknown(zoneName: string): Omit<Problem, "path"> {
  return {
    code: "RECORD_ADOPT_ZONE",
    message: "Terraform takes a record over by the id of its zone, which is not known before the apply.",
    found: `the zone ${zoneName}, which has no id yet`,
    expected: "a zone whose id is written",
    fix: "give the zone by HostedZone.fromExisting with its id, or leave adopt out, for a new zone has nothing to take over",
  };
}
