import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import type { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { referenceText } from "../core/texts/reference-text";
import { isDistributionName, isLoadBalancerName } from "./aws-names";
import type { DnsRecordProps } from "./dns-record.types";
import { addressByName } from "./record-address";
import { noteRecord } from "./record-book";
import { checkRecordName } from "./record-name";
import { checkRecordValues, recordValues } from "./record-values";
import { routedRecord, routingArguments } from "./routing/routing-arguments";
import { checkRouting } from "./routing/routing-checks";

/** Greatest TTL (RFC 2181, section 8). */
const MAX_TTL = 2147483647;

/**
 * A record of a zone with values: A, AAAA, CNAME, TXT, MX or CAA. Load balancers and distributions are pointed to by an
 * `AliasRecord`; a CNAME to one is refused.
 *
 * ```ts
 * new DnsRecord(this, "mail", { zone, type: "MX", values: [{ priority: 10, host: "mail.example.com" }] });
 * ```
 */
export class DnsRecord extends BaseConstruct {
  readonly name: string;
  /** The Terraform resource. */
  readonly resource: Route53Record;

  /**
   * @throws GroundplanError `DOMAIN_NAME_INVALID`, `RECORD_OUTSIDE_ZONE`, `RECORD_TTL`, `RECORD_CNAME_APEX`, `RECORD_NEEDS_ALIAS`,
   * the codes of `checkRouting`, and the codes of the values: `RECORD_VALUES_EMPTY`, `RECORD_VALUE_DUPLICATE`, `RECORD_ADDRESS_INVALID`,
   * `RECORD_TEXT_INVALID`, `RECORD_MX_PRIORITY`, `RECORD_CAA_VALUE`
   */
  constructor(scope: Construct, id: string, props: DnsRecordProps) {
    super(scope, id);
    props = layDefaults(this, "DnsRecord", props);
    const problems = checkShape(this, "DnsRecord", props);
    this.name = props.name ?? props.zone.zoneName;
    this.#check(props, problems);
    const { zone, type, ttl = 300, routing, healthCheck } = props;
    const routed = routedRecord(this, routing);
    this.resource = new Route53Record(this, "record", {
      zoneId: zone.zoneId,
      name: this.name,
      type,
      ttl,
      records: recordValues(props),
      ...routingArguments(this, routed),
      healthCheckId: healthCheck?.healthCheckId,
    });
    addressByName(this.resource, zone, this.name, type, routed);
    noteRecord(this, zone, { name: this.name, type, ttl, routed, resource: this.resource });
  }

  #check(props: DnsRecordProps, problems: Problems): void {
    checkRecordName(this.name, props.zone, problems);
    const { ttl } = props;
    if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= MAX_TTL)) {
      problems.add("ttl", {
        code: "RECORD_TTL",
        message: "The time to live is out of range.",
        found: `${ttl} seconds`,
        expected: `a whole number of seconds from 0 to ${MAX_TTL}`,
        fix: "write 60 for what changes soon, 300 for most records",
      });
    }
    const hasHealthCheck = props.healthCheck !== undefined;
    checkRouting(this, { ...props, hasHealthCheck, tellsHealth: hasHealthCheck, isAlias: false }, problems);
    if (props.type === "CNAME") this.#checkCname(props.zone.zoneName, props.value, problems);
    checkRecordValues(props, this.name === props.zone.zoneName, problems);
    problems.throwIfAny();
  }

  #checkCname(apex: string, value: string, problems: Problems): void {
    if (this.name === apex) {
      problems.add("name", {
        code: "RECORD_CNAME_APEX",
        message: "The name of a zone itself cannot be a CNAME, because the zone's own records stand there.",
        found: `CNAME ${apex}`,
        expected: "a name below the zone's name",
        fix: "use an AliasRecord for a resource of AWS, in YAML type: ALIAS, or A and AAAA records with the addresses",
      });
    }
    if (!isLoadBalancerName(value, this) && !isDistributionName(value, this)) return;
    problems.add("value", {
      code: "RECORD_NEEDS_ALIAS",
      message:
        "Records to load balancers and distributions are alias records: free of charge, and without a second query.",
      found: `CNAME ${this.name} to ${referenceText(value, this)}`,
      expected: "an AliasRecord",
      fix: "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target; in YAML type: ALIAS",
    });
  }
}
