import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkDomainName } from "./domain-name";
import type { ExistingHostedZoneProps } from "./hosted-zone.types";
import { HostedZoneBase } from "./hosted-zone-base";

/** Route 53 API Reference, `HostedZone`, as of 2026-11: at most 32 characters. */
const ZONE_ID = /^Z[A-Z0-9]{1,31}$/;

/** A zone that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingHostedZone extends HostedZoneBase {
  override readonly zoneId: string;
  override readonly zoneName: string;
  override readonly visibility: "public" | "private";

  /** @throws GroundplanError `ZONE_ID_INVALID`, `DOMAIN_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingHostedZoneProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingHostedZone", props);
    const problems = checkShape(this, "ExistingHostedZone", props);
    checkDomainName(props.zoneName, "zoneName", problems);
    if (!Token.isUnresolved(props.zoneId) && !ZONE_ID.test(props.zoneId)) {
      problems.add("zoneId", {
        code: "ZONE_ID_INVALID",
        message: "The id is not that of a hosted zone.",
        found: `"${props.zoneId}"`,
        expected: "Z and up to 31 of A-Z and 0-9, without /hostedzone/",
        fix: "copy the id from the Route 53 console, for example Z0123456789ABCDEFGHIJ",
      });
    }
    problems.throwIfAny();
    this.zoneId = props.zoneId;
    this.zoneName = props.zoneName;
    this.visibility = props.visibility ?? "public";
  }
}
