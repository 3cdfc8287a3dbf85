import { BaseConstruct } from "../core/base-construct";
import { GroundplanError } from "../core/errors";
import type { DelegatedZone, IHostedZone } from "./hosted-zone.types";
import { ZoneDelegation } from "./zone-delegation";

/** What zones that are made here and zones that exist have in common. */
export abstract class HostedZoneBase extends BaseConstruct implements IHostedZone {
  abstract readonly zoneId: string;
  abstract readonly zoneName: string;
  abstract readonly visibility: "public" | "private";

  /**
   * @throws GroundplanError `DELEGATION_OUTSIDE`, `DELEGATION_PRIVATE`, `DELEGATION_NAME_SERVERS`, `DELEGATION_DUPLICATE`,
   * `DOMAIN_NAME_INVALID`
   */
  delegate(child: DelegatedZone): void {
    const id = `delegation-${child.zoneName}`;
    if (this.node.tryFindChild(id)) throw delegatedTwice(this, child);
    new ZoneDelegation(this, id, { zone: this, child });
  }
}

function delegatedTwice(zone: IHostedZone, child: DelegatedZone): GroundplanError {
  return new GroundplanError([
    {
      code: "DELEGATION_DUPLICATE",
      path: `${zone.node.path} › delegate(${child.zoneName})`,
      message: "The zone hands this name on already.",
      found: `a second delegation of ${child.zoneName}`,
      expected: "one delegation for each child zone",
      fix: "remove one of the two calls",
    },
  ]);
}
