import { Route53ZoneAssociation } from "@cdktf/provider-aws/lib/route53-zone-association";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { IHostedZone, ZoneVpc } from "./hosted-zone.types";

/** Properties of {@link ZoneAssociation}. */
export interface ZoneAssociationProps {
  /** A private zone of this account whose own list of VPCs is not kept: one that exists, or a `HostedZone` with `othersAssociate`. */
  readonly zone: IHostedZone;
  /** The VPC that may ask the zone, by network or by id. */
  readonly vpc: ZoneVpc;
}

/** One more VPC that may ask a private zone. It comes and goes without the others being looked at. */
export class ZoneAssociation extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: Route53ZoneAssociation;

  /** @throws GroundplanError `ZONE_ASSOCIATION_PUBLIC` */
  constructor(scope: Construct, id: string, props: ZoneAssociationProps) {
    super(scope, id);
    props = layDefaults(this, "ZoneAssociation", props);
    const problems = checkShape(this, "ZoneAssociation", props);
    const { zone, vpc } = props;
    if (zone.visibility === "public") {
      problems.add("zone", {
        code: "ZONE_ASSOCIATION_PUBLIC",
        message: "Everybody may ask a public zone, so no VPC is associated with it.",
        found: `the public zone ${zone.zoneName}`,
        expected: "a private zone",
        fix: "leave the association out, or make the zone private",
      });
    }
    problems.throwIfAny();
    this.resource = new Route53ZoneAssociation(this, "association", {
      zoneId: zone.zoneId,
      vpcId: vpc.vpcId,
      vpcRegion: vpc.region ?? EnvironmentStack.of(this).environment.region,
    });
  }
}
