import { Construct } from "constructs";
import type { DelegatedZone, IHostedZone } from "./hosted-zone.types";
import { ZoneDelegation } from "./zone-delegation";

/** What zones that are made here and zones that exist have in common. */
export abstract class HostedZoneBase extends Construct implements IHostedZone {
  abstract readonly zoneId: string;
  abstract readonly zoneName: string;
  abstract readonly visibility: "public" | "private";

  /** @throws GroundplanError `DELEGATION_OUTSIDE`, `DELEGATION_PRIVATE`, `DELEGATION_NAME_SERVERS`, `DOMAIN_NAME_INVALID` */
  delegate(child: DelegatedZone): void {
    new ZoneDelegation(this, `delegation-${child.zoneName}`, { zone: this, child });
  }
}
