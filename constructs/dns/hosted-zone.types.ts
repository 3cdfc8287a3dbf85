import type { IConstruct } from "constructs";
import type { INetwork } from "../network/network.types";

/** A hosted zone that was made here or existed before. */
export interface IHostedZone extends IConstruct {
  readonly zoneId: string;
  /** Domain name of the zone in lower case, without the dot at the end: `example.com`. */
  readonly zoneName: string;
  /** Who may ask: everybody, or the VPCs that the zone is associated with. */
  readonly visibility: "public" | "private";
}

/** A VPC that may ask a private zone. */
export interface ZoneVpc {
  readonly vpcId: string;
  /**
   * Region of the VPC.
   *
   * @default - the environment's region
   */
  readonly region?: string;
}

/** Properties of a `HostedZone`. */
export interface HostedZoneProps {
  /** Domain name: `example.com`. It cannot change: another name is another zone. */
  readonly zoneName: string;
  /**
   * VPCs of this account that may ask the zone, by network or by id. One VPC or more make the zone private.
   *
   * @default - the zone is public
   */
  readonly vpcs?: readonly (Pick<INetwork, "vpcId"> | ZoneVpc)[];
  /**
   * What the zone is for, at most 256 characters; shown in the console.
   *
   * @default - the project and the environment
   */
  readonly comment?: string;
}

/** What is known of a zone that exists already. Nothing is looked up. */
export interface ExistingHostedZoneProps {
  /** `Z` and upper-case letters and digits, or a reference. */
  readonly zoneId: string;
  readonly zoneName: string;
  /** @default "public" */
  readonly visibility?: "public" | "private";
}
